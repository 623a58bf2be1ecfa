using System.Numerics;
using BonVerify.Bounds;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Quantities;

/// <content>The win rate, its gap n/(n+1) − W, and upper bounds of both.</content>
public sealed partial class Quantity
{
    /// <summary>The win rate.</summary>
    public static Quantity WinRate { get; } = new("win_rate", CaseKind.Policy, static e => e.Policy.WinRate)
    {
        Place = 20,
        Statement = "P(r(Y) > r(Z)) + P(r(Y) = r(Z))/2, Y from best-of-n, Z from the reference",
        Latex = @"W = P(r(Y) > r(Z)) + \tfrac12 P(r(Y) = r(Z))",
        Range = ValueRange.Probability,
        IsAskedByDefault = true,
        ToMasses = Sensitivity.Relative(static n => (BigInteger)n + 1, FixedWhere.NoChoice),
        VectorFile = "win_rate",
    };

    /// <summary>The win-rate formula.</summary>
    public static Quantity WinRateBound { get; } = new(
        "win_rate_bound",
        static n => WinRateBounds.Continuous(n))
    {
        Place = 70,
        Statement = "n/(n+1), an upper bound of the win rate",
        Latex = @"\tfrac{n}{n+1}",
        Range = ValueRange.Probability,
        Bounds = WinRate,
        ToMasses = Sensitivity.None,
        VectorFile = "bounds",
    };

    /// <summary>The limit of the win rate.</summary>
    public static Quantity WinRateLimit { get; } = new(
        "win_rate_limit",
        CaseKind.Policy,
        static e => WinRateBounds.Limit(e.Policy.Reference))
    {
        Place = 280,
        Statement = "1 - (mass of the top level)/2, the limit and an upper bound of the win rate",
        Latex = @"1 - \tfrac{\varepsilon_\infty}{2}",
        Range = ValueRange.Probability,
        Bounds = WinRate,
        ToMasses = Sensitivity.Absolute(static _ => 1, FixedWhere.SingleLevel),
        VectorFile = "win_rate",
    };

    /// <summary>The frontier of win rate against KL.</summary>
    public static Quantity WinRateFrontier { get; } = new(
        "win_rate_frontier",
        CaseKind.Policy,
        static e => Rational.One / 2 + GibbsFrontier.WinRateExcess(e.Policy.Kl))
    {
        Place = 290,
        Statement = "the largest win rate that any policy on a continuous reward reaches with the KL of the case",
        Latex = @"\inf_{\beta > 0}\,\tfrac1\beta\Bigl(\mathrm{KL} + \ln\tfrac{e^\beta - 1}{\beta}\Bigr)",
        Range = ValueRange.Probability,
        Bounds = WinRate,
        VectorFile = "win_rate",
    };

    /// <summary>The frontier of the reference policy itself.</summary>
    public static Quantity WinRatePolicyFrontier { get; } = new(
        "win_rate_policy_frontier",
        CaseKind.Policy,
        EvaluatePolicyFrontier)
    {
        Place = 295,
        Statement = "the largest win rate that any policy on the outcomes reaches with the KL of the case",
        Latex = @"\inf_{\beta > 0}\,\tfrac1\beta\Bigl(\mathrm{KL} + \ln\sum_\ell P_\ell\,e^{\beta(F_{\ell-1}+F_\ell)/2}\Bigr)",
        Range = ValueRange.Probability,
        Bounds = WinRate,
        VectorFile = "neighbours",
    };

    /// <summary>The gap of the win-rate formula.</summary>
    public static Quantity WinRateGap { get; } = new("win_rate_gap", CaseKind.Policy, static e => e.Policy.WinRateGap)
    {
        Place = 270,
        Statement = "n/(n+1) - W",
        Latex = @"\tfrac{n}{n+1} - W",
        Range = ValueRange.NonNegative,
        CancellingTerms = static _ => 1,
        ToMasses = Sensitivity.Absolute(static n => (BigInteger)n + 1, FixedWhere.NoChoice),
        VectorFile = "win_rate",
    };

    /// <summary>The Rényi bound of the win-rate gap.</summary>
    public static Quantity WinRateGapRenyiBound { get; } = new(
        "win_rate_gap_renyi_bound",
        CaseKind.Policy,
        static e => WinRateGapBounds.Renyi(e.Policy.Reference, e.Policy.N))
    {
        Place = 300,
        Statement = "(n-1)/2 sum P^2 >= win_rate_gap",
        Latex = @"\tfrac{n-1}{2}\sum_\ell P_\ell^2",
        Range = ValueRange.NonNegative,
        Bounds = WinRateGap,
        ToMasses = Sensitivity.Relative(static _ => 2, FixedWhere.SingleLevel),
        VectorFile = "win_rate",
    };

    /// <summary>The sharp Rényi bound of the win-rate gap.</summary>
    public static Quantity WinRateGapRenyiSharpBound { get; } = new(
        "win_rate_gap_renyi_sharp_bound",
        CaseKind.Policy,
        static e => WinRateGapBounds.RenyiSharp(e.Policy.Reference, e.Policy.N))
    {
        Place = 310,
        Statement = "(n-1)/6 sum P^2 >= win_rate_gap",
        Latex = @"\tfrac{n-1}{6}\sum_\ell P_\ell^2",
        Range = ValueRange.NonNegative,
        Bounds = WinRateGap,
        ToMasses = Sensitivity.Relative(static _ => 2, FixedWhere.SingleLevel),
        VectorFile = "win_rate",
    };

    /// <summary>The cubic bound of the win-rate gap.</summary>
    public static Quantity WinRateGapCubicBound { get; } = new(
        "win_rate_gap_cubic_bound",
        CaseKind.Policy,
        static e => WinRateGapBounds.Cubic(e.Policy.Reference, e.Policy.N))
    {
        Place = 320,
        Statement = "n(n-1)/12 sum P^3 >= win_rate_gap",
        Latex = @"\tfrac{n(n-1)}{12}\sum_\ell P_\ell^3",
        Range = ValueRange.NonNegative,
        Bounds = WinRateGap,
        ToMasses = Sensitivity.Relative(static _ => 3, FixedWhere.SingleLevel),
        VectorFile = "win_rate",
    };

    /// <summary>The best constant of the quadratic win-rate gap bound.</summary>
    public static Quantity WinRateGapConstant { get; } = new(
        "win_rate_gap_constant",
        static n => BestConstants.KnownWinRateGap.At(n))
    {
        Place = 330,
        Statement = "the least c with win_rate_gap <= c sum F^(n-1) P^2 always",
        Latex = @"w_n = \max_{0<x\le 1}\omega_n(x)/x^2",
        Range = ValueRange.NonNegative,
        Domain = Domain.DrawsAtLeast(2),
        ToMasses = Sensitivity.None,
        VectorFile = "bounds",
    };

    /// <summary>With two levels there is one policy for each win rate: best-of-n is on the frontier.</summary>
    private static ComputableReal EvaluatePolicyFrontier(CaseEvaluation evaluation) => evaluation.Policy is { Ties: TieBreaking.AmongDraws, Cells.Count: <= 2 } policy
        ? policy.WinRate
        : evaluation.Policy.Measures.FrontierWinRate(evaluation.Policy);
}
