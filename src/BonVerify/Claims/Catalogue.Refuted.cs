using System.Numerics;
using BonVerify.Bounds;
using BonVerify.Evaluation;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Claims;

/// <content>Claims that are false.</content>
public static partial class Catalogue
{
    /// <summary>The formula taken as an equality: false.</summary>
    public static Claim KlFormulaEquality { get; } = new("kl-formula-equality", static c =>
        Relation.Equal(c, "KL = ln n - (n-1)/n", c.Kl, c.Formula))
    {
        Statement = "KL = ln n - (n-1)/n.",
        Latex = @"\mathrm{KL}(\pi^{(n)}\|p) = \ln n - \tfrac{n-1}{n}",
        Source = "Stiennon et al., arXiv 2009.01325, and many code bases",
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.Refutations.kl_formula_equality_false"],
        Argument = "On finitely many outcomes the gap of the upper bound is positive for every n >= 2, and it grows without limit with n.",
        Counterexamples =
        [
            new("one outcome: nothing to choose, so KL = 0", ReferencePolicy.FromWeights(1), 2),
            new("two equally likely outcomes: KL tends to ln 2, the formula to infinity", ReferencePolicy.FromWeights(1, 1), 2),
        ],
    };

    /// <summary>The bound of the win rate taken as its value: false.</summary>
    public static Claim WinRateEquality { get; } = new("win-rate-equality", static c =>
        Relation.Equal(c, "W = n/(n+1)", c.WinRate, WinRateBounds.Continuous(c.N)))
    {
        Statement = "W = n/(n+1).",
        Latex = @"W(n) = \tfrac{n}{n+1}",
        Source = "Folklore; true for a continuous reward only",
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.Refutations.win_rate_equality_false"],
        Argument = "Ties between the kept response and the one it is compared with have positive probability, and count half.",
        Counterexamples =
        [
            new("one outcome: always a tie, so W = 1/2", ReferencePolicy.FromWeights(1), 2),
            new("two equally likely outcomes: W tends to 3/4", ReferencePolicy.FromWeights(1, 1), 2),
        ],
    };

    /// <summary>The gap vanishes as n grows: false.</summary>
    public static Claim GapVanishes { get; } = new("gap-vanishes", static c => c.N > int.MaxValue / 2
        ? new Verdict.NotApplicable("2n is out of range")
        : Relation.AtMost(c, "gap(2n) <= gap(n)", c.At(2 * c.N).KlGap, c.KlGap))
    {
        Statement = "The gap ln n - (n-1)/n - KL tends to 0 as n grows; tested as: it does not grow from n to 2n.",
        Latex = @"\lim_{n\to\infty}\bigl(\ln n - \tfrac{n-1}{n} - \mathrm{KL}\bigr) = 0",
        Source = "Folklore",
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.Refutations.gap_vanishes_false"],
        Argument = "KL is at most ln(1/eps_inf), so the gap grows without limit, at least like ln(n eps_inf) - 1.",
        Counterexamples =
        [
            new("one outcome: the gap is the formula itself", ReferencePolicy.FromWeights(1), 1),
            new("the gap of two equal outcomes doubles", ReferencePolicy.FromWeights(1, 1), 8),
        ],
    };

    /// <summary>The mean of the estimator equals the KL divergence: false.</summary>
    public static Claim EstimatorUnbiased { get; } = new("estimator-unbiased", static c =>
        Relation.Equal(c, "E[d_n(p(Y))] = KL", c.EstimatorMean, c.Kl))
    {
        Statement = "E[d_n(p(Y))] = KL.",
        Latex = @"\mathbb{E}_{Y\sim\pi^{(n)}}[d_n(p(Y))] = \mathrm{KL}(\pi^{(n)}\|p)",
        Source = "A tempting reading of the estimator",
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.Refutations.estimator_unbiased_false"],
        Argument = "The estimator is an upper bound in the mean, strictly with two levels or more and n >= 2.",
        Counterexamples =
        [
            new("two equally likely outcomes", ReferencePolicy.FromWeights(1, 1), 2),
        ],
    };

    /// <summary>No finite best-of-n lies above the continuous curve: false.</summary>
    public static Claim BonCurveDominates { get; } = new("bon-curve-dominates", EvaluateCurve)
    {
        Statement = "The point (KL, W) of best-of-n on a finite policy never lies above the curve (ln t - (t-1)/t, t/(t+1)), t >= 1, of a continuous reward.",
        Latex = @"W(n) \le \tfrac{t}{t+1} \text{ where } \ln t - \tfrac{t-1}{t} = \mathrm{KL}(\pi^{(n)}\|p)",
        Source = Ours,
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.Curve.bon_curve_dominates_false", "BonVerify.Curve.bon_curve_dominates_nine_equal_levels_false"],
        Argument = "W <= t/(t+1) means t >= s = W/(1-W), and the curve increases, so it means ln s - (s-1)/s <= KL: a linear form in logarithms. With a large bottom level it fails for n = 2.",
        Method = "Exactly: with s = W/(1-W) it says ln s - (s-1)/s <= KL.",
        Counterexamples =
        [
            new("the smallest known: W = 163/250 above 0.6508", ReferencePolicy.FromWeights(2, 1, 1, 1), 2),
            new("four tenths and six times one tenth: above by 0.00305", ReferencePolicy.FromWeights(4, 1, 1, 1, 1, 1, 1), 2),
            new("nine equally likely outcomes", ReferencePolicy.FromWeights(Enumerable.Repeat(1, 9)), 2),
        ],
    };

    /// <summary>No finite best-of-n with n ≥ 3 lies above the continuous curve: false.</summary>
    public static Claim BonCurveDominatesFromThree { get; } = new("bon-curve-dominates-from-three", static c => c.N < 3
        ? new Verdict.NotApplicable("it is stated for n >= 3")
        : EvaluateCurve(c))
    {
        Statement = "For n >= 3 the point (KL, W) of best-of-n on a finite policy never lies above the curve of a continuous reward.",
        Latex = @"W(n) \le \tfrac{t}{t+1} \text{ where } \ln t - \tfrac{t-1}{t} = \mathrm{KL}(\pi^{(n)}\|p) \quad (n \ge 3)",
        Source = Ours,
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.Curve.bon_curve_dominates_from_three_false", "BonVerify.AboveCurve.bon_curve_dominates_never"],
        Argument = "A bottom level of mass a below ever finer ones moves KL by a^n (ln n - (n-1)/n) and W by a^(n+1) (n-1)/(2(n+1)), while the slope of the curve at t = n is n^2/((n-1)(n+1)^2). So there are counterexamples for every n >= 2; on paper, every a < 2n^2 (ln n - (n-1)/n)/((n-1)^2 (n+1)) gives some.",
        Method = "Exactly: with s = W/(1-W) it says ln s - (s-1)/s <= KL.",
        Counterexamples =
        [
            new("four tenths and six times one tenth", ReferencePolicy.FromWeights(4, 1, 1, 1, 1, 1, 1), 3),
            new("three tenths and seven times one tenth", ReferencePolicy.FromWeights(3, 1, 1, 1, 1, 1, 1, 1), 3),
            new("n = 4; with a bottom of any mass and equal others no smaller total weight will do", HeavyBottom(8, 12), 4),
            new("n = 5, likewise", HeavyBottom(15, 28), 5),
            new("n = 6, likewise", HeavyBottom(32, 63), 6),
            new("n = 7", HeavyBottom(72, 148), 7),
        ],
    };

    /// <summary>The gap bounds with the masses of tied outcomes: false.</summary>
    public static Claim GapBoundsIgnoreTies { get; } = new("gap-bounds-ignore-ties", EvaluateGapBoundsIgnoringTies)
    {
        Statement = "The gap bounds 2n(n-1) sum p^2 and ((n-1)/2) sum p^2 hold with the masses of single outcomes when rewards tie.",
        Latex = @"\ln n - \tfrac{n-1}{n} - \mathrm{KL} \le 2n(n-1)\sum_y p(y)^2 \text{ with ties}",
        Source = "A tempting reading of the bounds",
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.Ties.gap_bounds_ignore_ties_false", "BonVerify.Ties.win_rate_gap_bounds_ignore_ties_false"],
        Argument = "Tied outcomes count as one: with all rewards equal KL = 0 and W = 1/2, however small the single masses are.",
        Counterexamples =
        [
            new("four equal tied outcomes break the win-rate bound", ReferencePolicy.FromWeights(1, 1, 1, 1).WithRewards(0, 0, 0, 0), 2),
            new("21 equal tied outcomes break the KL bound: gap 0.193 against 4/21", ReferencePolicy.FromWeights(Enumerable.Repeat(1, 21)).WithRewards(Enumerable.Repeat(0, 21)), 2),
        ],
    };

    /// <summary>The cubic gap bound for n = 2: false.</summary>
    public static Claim KlGapCubicForTwo { get; } = new("kl-gap-cubic-for-two", static c => c.N != 2
        ? new Verdict.NotApplicable("it is stated for n = 2")
        : Relation.AtMost(c, "gap <= n(n-1)^2/24 sum P^3", c.KlGap, KlGapBounds.Cubic(c.Reference, c.N, c.Ties)))
    {
        Statement = "The gap is at most n(n-1)^2/24 sum P^3 for n = 2 as well.",
        Latex = @"\ln 2 - \tfrac12 - \mathrm{KL} \le \tfrac{1}{12}\sum_\ell P_\ell^3",
        Source = Ours,
        Status = ClaimStatus.Refuted,
        CoqTheorems = ["BonVerify.Refutations.kl_gap_cubic_two_false"],
        Argument = "phi(1) = ln 2 - 1/2 is 2.3 times the bound.",
        Counterexamples =
        [
            new("one outcome: gap 0.193 against 1/12", ReferencePolicy.FromWeights(1), 2),
        ],
    };

    private static ReferencePolicy HeavyBottom(int bottom, int others) =>
        ReferencePolicy.FromWeights(Enumerable.Repeat(1, others).Prepend(bottom));

    private static Verdict EvaluateCurve(PolicyEvaluation c)
    {
        // ln s − (s−1)/s with s = W/(1−W) = a/(b−a): exact when W = a/b is.
        var atWinRate = ComputableReal.FromEnclosures(
            precision =>
            {
                var w = c.WinRate.Evaluate(precision);
                var rest = Enclosure.Divide(Enclosure.Subtract(Enclosure.One, w, precision), w, precision);
                return Enclosure.Subtract(rest, Enclosure.Add(Enclosure.One, Enclosure.Ln(rest, precision), precision), precision);
            },
            () => c.WinRate.TryMakeExact()?.Ratio is var (a, b) ? new LinearFormInLogarithms(b - (2 * a), [new(a, a, b - a)], a) : null);

        // The margin is a share of the gap, not of KL: the finer the policy, the smaller are both.
        return Relation.AtMost(c, "the curve at W is at most KL", atWinRate, c.Kl, scale: c.Formula - atWinRate);
    }

    private static Verdict EvaluateGapBoundsIgnoringTies(PolicyEvaluation c)
    {
        var squares = c.Reference.PowerSum(2, TieBreaking.FirstListed);
        return Relation.All(
        [
            Relation.AtMost(c, "gap <= 2n(n-1) sum p^2 over outcomes", c.KlGap, 4 * Half(c.N) * squares),
            Relation.AtMost(c, "n/(n+1) - W <= (n-1)/2 sum p^2 over outcomes", c.WinRateGap, new Rational(c.N - 1, 2) * squares),
        ]);
    }
}
