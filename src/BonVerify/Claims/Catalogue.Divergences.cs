using System.Numerics;
using BonVerify.Bounds;
using BonVerify.Evaluation;
using BonVerify.Numerics;

namespace BonVerify.Claims;

/// <content>Claims about other divergences: each is at most its value on a continuous reward.</content>
public static partial class Catalogue
{
    /// <summary>The density ratio is at most n.</summary>
    public static Claim DensityRatioBound { get; } = new("density-ratio", static c =>
        Relation.AtMost(c, "max q/p <= n", c.MaxDensityRatio, ContinuousBounds.DensityRatio(c.N)))
    {
        Statement = "q/p <= n.",
        Latex = @"\max_y \pi^{(n)}(y)/p(y) \le n",
        Source = "Mroueh, arXiv 2406.05883",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.KlBound.density_ratio", "BonVerify.Outcomes.density_ratio_ties"],
        Argument = "q/p is a slope of u^n on [0, 1].",
    };

    /// <summary>The chi-squared divergence is at most its continuous value.</summary>
    public static Claim ChiSquaredBound { get; } = new("chi-squared-bound", static c =>
        Relation.AtMost(c, "chi^2 <= (n-1)^2/(2n-1)", c.ChiSquared, ContinuousBounds.ChiSquared(c.N)))
    {
        Statement = "chi^2 <= (n-1)^2/(2n-1).",
        Latex = @"\chi^2(\pi^{(n)}\|p) \le \tfrac{(n-1)^2}{2n-1}",
        Source = "Mroueh, arXiv 2406.05883",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Divergences.chi_squared_bound", "BonVerify.Outcomes.chi_squared_bound_ties"],
        Argument = "Data processing: a finite policy coarsens a continuous one.",
    };

    /// <summary>The total variation distance is at most its continuous value.</summary>
    public static Claim TotalVariationBound { get; } = new("total-variation-bound", EvaluateTotalVariation)
    {
        Statement = "TV <= (1/n)^(1/(n-1)) - (1/n)^(n/(n-1)) for n >= 2.",
        Latex = @"\mathrm{TV}(\pi^{(n)}, p) \le n^{-1/(n-1)} - n^{-n/(n-1)} \quad (n \ge 2)",
        Source = "Mroueh, arXiv 2406.05883",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Divergences.total_variation_bound", "BonVerify.Outcomes.total_variation_bound_ties"],
        Argument = "Data processing: a finite policy coarsens a continuous one.",
        Method = "By enclosures, and where they leave it open exactly, by the logarithms of both sides.",
    };

    /// <summary>Rényi divergences are at most their continuous values.</summary>
    public static Claim RenyiDivergenceBound { get; } = new("renyi-divergence-bound", static c => Relation.All(new[] { 2, 3, 5 }.Select(order =>
        Relation.AtMost(c, $"R_{order} <= ln(n^{order}/({order}(n-1)+1))/{order - 1}", c.RenyiDivergence(order), ContinuousBounds.Renyi(c.N, order)))))
    {
        Statement = "R_a <= ln(n^a/(a(n-1)+1))/(a-1) for integer orders a >= 2; checked for a = 2, 3 and 5.",
        Latex = @"R_\alpha(\pi^{(n)}\|p) \le \tfrac{1}{\alpha-1}\ln\tfrac{n^\alpha}{\alpha(n-1)+1} \quad (\alpha = 2, 3, 4, \dots)",
        Source = "Mroueh, arXiv 2406.05883",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Divergences.renyi_bound", "BonVerify.Outcomes.renyi_bound_ties"],
        Argument = "Data processing: a finite policy coarsens a continuous one.",
    };

    /// <summary>The reverse KL divergence is at most its continuous value.</summary>
    public static Claim ReverseKlBound { get; } = new("reverse-kl-bound", static c =>
        Relation.AtMost(c, "KL(p|best-of-n) <= n - 1 - ln n", c.ReverseKl, ContinuousBounds.ReverseKl(c.N)))
    {
        Statement = "KL(p | best-of-n) <= n - 1 - ln n.",
        Latex = @"\mathrm{KL}(p\|\pi^{(n)}) \le n - 1 - \ln n",
        Source = "Mroueh, arXiv 2406.05883",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Divergences.reverse_kl_bound", "BonVerify.Outcomes.reverse_kl_bound_ties"],
        Argument = "Data processing: a finite policy coarsens a continuous one.",
    };

    /// <summary>The squared Hellinger distance is at most its continuous value.</summary>
    public static Claim HellingerBound { get; } = new("hellinger-bound", static c =>
        Relation.AtMost(c, "H^2 <= 1 - 2 sqrt n/(n+1)", c.SquaredHellinger, c.N == 1 ? ComputableReal.Zero : HellingerBoundOf(c.N)))
    {
        Statement = "The squared Hellinger distance is at most 1 - 2 sqrt(n)/(n+1).",
        Latex = @"\tfrac12\sum(\sqrt q - \sqrt p)^2 \le 1 - \tfrac{2\sqrt n}{n+1}",
        Source = "Mroueh, arXiv 2406.05883",
        Status = ClaimStatus.MachineChecked,
        CoqTheorems = ["BonVerify.Divergences.hellinger_bound", "BonVerify.Outcomes.hellinger_bound_ties"],
        Argument = "Data processing: a finite policy coarsens a continuous one.",
        Method = "By enclosures of the square roots, narrowed until they decide.",
    };

    private static Verdict EvaluateTotalVariation(PolicyEvaluation c)
    {
        if (c.N == 1)
        {
            return Relation.AtMost(c, "TV <= 0 for n = 1", c.TotalVariation, Rational.Zero);
        }

        // The bound is 1/4 for n = 2 and irrational from n = 3 on.
        var distance = c.TotalVariation;
        var verdict = Relation.AtMost(c, "TV <= bound", distance, c.N == 2
            ? new Rational(1, 4)
            : ComputableReal.FromEnclosures(precision => ContinuousBounds.TotalVariation(c.N, precision)));
        return verdict is not Verdict.Undecided || distance.TryMakeExact()?.Ratio is not var (numerator, denominator)
            ? verdict
            : Relation.AtMost(
                c,
                "ln TV <= ln(n-1) - n/(n-1) ln n",
                new LinearFormInLogarithms(BigInteger.Zero, [new(BigInteger.One, numerator, denominator)], BigInteger.One),
                ContinuousBounds.LnTotalVariation(c.N));
    }

    private static ComputableReal HellingerBoundOf(int n) =>
        ComputableReal.FromEnclosures(precision => ContinuousBounds.SquaredHellinger(n, precision));
}
