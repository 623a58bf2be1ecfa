using System.Numerics;
using BonVerify.Bounds;
using BonVerify.Evaluation;
using BonVerify.Numerics;

namespace BonVerify.Claims;

/// <content>Claims about the KL divergence and its gap ln n − (n−1)/n − KL.</content>
public static partial class Catalogue
{
    /// <summary>The formula bounds the KL divergence from above.</summary>
    public static Claim KlUpperBound { get; } = new("kl-upper-bound", static c =>
        Relation.AtMost(c, "KL <= ln n - (n-1)/n", c.Kl, c.Formula, strict: c.N >= 2))
    {
        Statement = "KL <= ln n - (n-1)/n, strictly for n >= 2.",
        Latex = @"\mathrm{KL}(\pi^{(n)}\|p) \le \ln n - \tfrac{n-1}{n}",
        Source = $"{Paper}, Theorem 3.1",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.KlBound.kl_upper_bound", "BonVerify.KlBound.kl_upper_bound_strict"],
        Argument = "The gap is the sum of h(F_(i-1), F_i) >= 0, where h(a,b) = G(b) - G(a) - (b^n - a^n) ln((b^n - a^n)/(b - a)) and G is an antiderivative of f ln f, f(u) = n u^(n-1).",
    };

    /// <summary>The KL divergence stays below its limit.</summary>
    public static Claim KlLogInverseTop { get; } = new("kl-log-inverse-top", EvaluateKlLogInverseTop)
    {
        Statement = "KL <= ln(1/eps_inf), its limit as n grows, and KL <= ln n.",
        Latex = @"\mathrm{KL}(\pi^{(n)}\|p) \le \min(\ln\tfrac{1}{\varepsilon_\infty}, \ln n)",
        Source = $"{Paper}, Section 3",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.KlBound.kl_log_inverse_top", "BonVerify.KlBound.kl_ln_n", "BonVerify.Limits.kl_limit"],
        Argument = "The density ratio increases with the reward and is at most n; at the top it is at most 1/eps_inf. A mean of its logarithm is at most the largest.",
        Method = "Exactly, where KL is not closer to its limit than 2^-1024.",
    };

    /// <summary>The top-atom bound.</summary>
    public static Claim KlTopAtomBound { get; } = new("kl-top-atom-bound", static c =>
        Relation.AtMost(c, "KL <= d_n(eps_inf)", c.Kl, c.Estimator(c.TopMass)))
    {
        Statement = "KL <= d_n(eps_inf), eps_inf being the mass of the top level.",
        Latex = @"\mathrm{KL}(\pi^{(n)}\|p) \le d_n(\varepsilon_\infty)",
        Source = $"{Paper}, Theorem 3.6",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Estimator.kl_top_atom_bound"],
        Argument = "Of the nonnegative terms of the gap identity keep the last, phi(eps_inf), and d_n(eps) = ln n - (n-1)/n - phi(eps).",
    };

    /// <summary>The KL divergence grows with n.</summary>
    public static Claim KlMonotone { get; } = new("kl-monotone", static c => c.N == int.MaxValue ? LargestN : LimitIsFar(c)
        ? Relation.AtMost(c, "KL(n) <= KL(n+1)", c.Kl, c.Next.Kl)
        : AtLimit)
    {
        Statement = "KL(n) <= KL(n+1).",
        Latex = @"\mathrm{KL}(\pi^{(n)}\|p) \le \mathrm{KL}(\pi^{(n+1)}\|p)",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Monotonicity.kl_monotone"],
        Argument = "With q and q' the masses for n and n+1: KL(q'|p) >= sum q' ln(q/p) >= sum q ln(q/p), by Gibbs, and because q/p increases with the reward and q' dominates q.",
        Method = "Exactly, where KL is not closer to its limit than 2^-1024.",
    };

    /// <summary>The gap by the collision probability.</summary>
    public static Claim KlGapRenyi { get; } = new("kl-gap-renyi", static c => Relation.All(
    [
        Relation.AtMost(c, "gap <= 2n(n-1) sum P^2", c.KlGap, KlGapBounds.Renyi(c.Reference, c.N, c.Ties)),
        Relation.AtMost(c, "gap <= 2n(n-1) delta", c.KlGap, new Rational(2 * (BigInteger)c.N * (c.N - 1)) * c.LargestMass),
    ]))
    {
        Statement = "The gap ln n - (n-1)/n - KL is at most 2n(n-1) sum P^2 = 2n(n-1) e^(-H_2) over levels, and at most 2n(n-1) delta when no level has more mass than delta.",
        Latex = @"\ln n - \tfrac{n-1}{n} - \mathrm{KL} \le 2n(n-1)\sum_\ell P_\ell^2",
        Source = $"{Paper}, Theorem 3.4",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.RenyiBounds.kl_gap_renyi", "BonVerify.RenyiBounds.kl_gap_delta_bound", "BonVerify.RenyiBounds.collision_renyi"],
        Argument = "Each term of the gap identity is at most a constant times (P/F)^2 F^n.",
    };

    /// <summary>The gap by the collision probability, 20.7 times sharper.</summary>
    public static Claim KlGapRenyiSharp { get; } = new("kl-gap-renyi-sharp", EvaluateKlGapRenyiSharp)
    {
        Statement = "The gap is at most ((ln 2 - 1/2)/2) n(n-1) sum F^(n-2) P^2, hence at most the same with sum P^2.",
        Latex = @"\ln n - \tfrac{n-1}{n} - \mathrm{KL} \le \tfrac{\ln 2 - 1/2}{2}\,n(n-1)\sum_\ell F_\ell^{n-2} P_\ell^2 \le \tfrac{\ln 2 - 1/2}{2}\,n(n-1)\sum_\ell P_\ell^2",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.RenyiBounds.kl_gap_renyi_sharp", "BonVerify.RenyiBounds.kl_gap_renyi_weighted", "BonVerify.RenyiBounds.kl_gap_renyi_sharp_attained"],
        Argument = "phi(x)/x^2 is at most its value ln 2 - 1/2 for n = 2 and x = 1, scaled by n(n-1)/2.",
    };

    /// <summary>The gap with the best possible quadratic constant.</summary>
    public static Claim KlGapBestConstant { get; } = new("kl-gap-best-constant", static c => BelowBestConstant(
        c,
        "gap <= c_n sum F^(n-2) P^2",
        c.KlGap,
        fewer: 2,
        LinearFormInLogarithms.Ln(2) - new Rational(1, 2),
        BestConstants.KnownKlGap,
        gapOfOneLevel: "phi(1)"))
    {
        Statement = "The gap is at most c_n sum F^(n-2) P^2 with c_n = max phi(x)/x^2, the best constant for each n >= 2.",
        Latex = @"\ln n - \tfrac{n-1}{n} - \mathrm{KL} \le c_n \sum_\ell F_\ell^{n-2} P_\ell^2,\quad c_n = \max_{0<x\le 1} \phi_n(x)/x^2",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.BestConstants.kl_gap_best_constant", "BonVerify.BestConstants.kl_best_constant", "BonVerify.BestConstants.kl_constant_two"],
        Argument = "The gap identity with phi(x) <= c_n x^2 gives the bound; ever finer levels below one of mass x show that no smaller constant serves. phi(x)/x^2 is continuous on (0, 1] and tends to 0 with x (for n >= 3), so the maximum exists; its digits come from interval branch and bound.",
        Method = "By an enclosure of c_n, narrowed until it decides.",
    };

    /// <summary>The gap by the third moment of the masses.</summary>
    public static Claim KlGapCubic { get; } = new("kl-gap-cubic", static c => c.N == 2
        ? new Verdict.NotApplicable("it is stated for n >= 3")
        : c.N == 1
        ? Relation.AtMost(c, "gap <= n(n-1)^2/24 sum P^3", c.KlGap, Rational.Zero)
        : Relation.All(
        [
            Relation.AtMost(c, "gap <= n(n-1)^2/24 sum F^(n-3) P^3", c.KlGap, CubicConstant(c.N) * c.WeightedPowerSum(3, 3)),
            Relation.AtMost(c, "gap <= n(n-1)^2/24 sum P^3", c.KlGap, KlGapBounds.Cubic(c.Reference, c.N, c.Ties)),
        ]))
    {
        Statement = "For n >= 3 the gap is at most n(n-1)^2/24 sum F^(n-3) P^3, hence at most the same with sum P^3.",
        Latex = @"\ln n - \tfrac{n-1}{n} - \mathrm{KL} \le \tfrac{n(n-1)^2}{24}\sum_\ell F_\ell^{n-3} P_\ell^3 \quad (n \ge 3)",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.CubicBound.kl_gap_cubic", "BonVerify.CubicBound.kl_gap_cubic_weighted", "BonVerify.CubicBound.kl_gap_cubic_delta"],
        Argument = "phi(x) <= n(n-1)^2 x^3/24 for n >= 3, with equality in the limit x to 0.",
    };

    /// <summary>The gap by the mean share of the kept level.</summary>
    public static Claim KlGapLinear { get; } = new("kl-gap-linear", static c =>
        Relation.AtMost(c, "gap <= (n/2) E[P(Y)/F(Y)]", c.KlGap, c.LinearGapBound))
    {
        Statement = "The gap is at most (n/2) E[P(Y)/F(Y)] for Y drawn from best-of-n.",
        Latex = @"\ln n - \tfrac{n-1}{n} - \mathrm{KL} \le \tfrac n2\,\mathbb{E}_{Y\sim\pi^{(n)}}[P(Y)/F(Y)]",
        Source = Ours,
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Extras.kl_gap_linear"],
        Argument = "Within a cell the logarithm of the density n u^(n-1) differs from its mean by at most n x/2 on average.",
    };

    // KL is within about F^n of its limit, F being the mass below the top: to compare with the limit, or with n + 1, takes
    // n log2(1/F) bits, and the cost of logarithms grows faster than their square.
    private static Verdict AtLimit =>
        new Verdict.NotApplicable("KL agrees with its limit to more bits than the precision allows");

    private static Verdict LargestN => new Verdict.NotApplicable("there is no n above that it could be compared with");

    private static bool LimitIsFar(PolicyEvaluation c)
    {
        var below = c.Reference.Denominator - c.Cells[^1].Weight;
        return below.IsZero || -c.N * (BigInteger.Log(below) - BigInteger.Log(c.Reference.Denominator)) < c.MaxPrecision / 2.0;
    }

    private static Verdict EvaluateKlLogInverseTop(PolicyEvaluation c)
    {
        var free = Relation.AtMost(c, "KL <= ln n", c.Kl, LinearFormInLogarithms.Ln(c.N));
        return LimitIsFar(c)
            ? Relation.All([Relation.AtMost(c, "KL <= ln(1/eps_inf)", c.Kl, LinearFormInLogarithms.Ln(c.TopMass.Reciprocal())), free])
            : free is Verdict.Holds ? AtLimit : free;
    }

    private static Verdict EvaluateKlGapRenyiSharp(PolicyEvaluation c)
    {
        var constant = Half(c.N) * (LinearFormInLogarithms.Ln(2) - new Rational(1, 2));
        var verdicts = new List<Verdict>
        {
            Relation.AtMost(c, "gap <= (ln 2 - 1/2)/2 n(n-1) sum P^2", c.KlGap, KlGapBounds.RenyiSharp(c.Reference, c.N, c.Ties)),
        };
        if (c.N >= 2)
        {
            verdicts.Add(Relation.AtMost(
                c, "gap <= (ln 2 - 1/2)/2 n(n-1) sum F^(n-2) P^2", c.KlGap, constant * c.WeightedPowerSum(2, 2)));
        }

        return Relation.All(verdicts);
    }

    private static Rational CubicConstant(int n) => Half(n) * (n - 1) / 12;

    private static Rational Half(int n) => new Rational((BigInteger)n * (n - 1), 2);
}
