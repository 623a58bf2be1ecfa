using System.Numerics;
using BonVerify.Bounds;

namespace BonVerify.Quantities;

/// <content>The gap ln n − (n−1)/n − KL, and its upper bounds.</content>
public sealed partial class Quantity
{
    /// <summary>The gap of the KL formula.</summary>
    public static Quantity KlGap { get; } = new("kl_gap", CaseKind.Policy, static e => e.Policy.KlGap)
    {
        Place = 180,
        Statement = "ln n - (n-1)/n - KL, nats",
        Latex = @"\ln n - \tfrac{n-1}{n} - \mathrm{KL}(\pi^{(n)}\|p)",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        CancellingTerms = static _ => 1,
        ToMasses = Sensitivity.Absolute(static n => 23 * ((BigInteger)n + 1), FixedWhere.NoChoice),
        VectorFile = "kl",
    };

    /// <summary>The Rényi bound of the KL gap.</summary>
    public static Quantity KlGapRenyiBound { get; } = new(
        "kl_gap_renyi_bound",
        CaseKind.Policy,
        static e => KlGapBounds.Renyi(e.Policy.Reference, e.Policy.N, e.Policy.Ties))
    {
        Place = 210,
        Statement = "2n(n-1) sum P^2 >= kl_gap",
        Latex = @"2n(n-1)\sum_\ell P_\ell^2",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        Bounds = KlGap,
        ToMasses = Sensitivity.Relative(static _ => 2, FixedWhere.SingleLevel),
        VectorFile = "kl",
    };

    /// <summary>The sharp Rényi bound of the KL gap.</summary>
    public static Quantity KlGapRenyiSharpBound { get; } = new(
        "kl_gap_renyi_sharp_bound",
        CaseKind.Policy,
        static e => KlGapBounds.RenyiSharp(e.Policy.Reference, e.Policy.N, e.Policy.Ties))
    {
        Place = 220,
        Statement = "(ln 2 - 1/2)/2 n(n-1) sum P^2 >= kl_gap",
        Latex = @"\tfrac{\ln 2 - 1/2}{2}\,n(n-1)\sum_\ell P_\ell^2",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        Bounds = KlGap,
        ToMasses = Sensitivity.Relative(static _ => 2, FixedWhere.SingleLevel),
        VectorFile = "kl",
    };

    /// <summary>The linear bound of the KL gap.</summary>
    public static Quantity KlGapLinearBound { get; } = new(
        "kl_gap_linear_bound",
        CaseKind.Policy,
        static e => e.Policy.LinearGapBound)
    {
        Place = 230,
        Statement = "(n/2) E[P(Y)/F(Y)] >= kl_gap",
        Latex = @"\tfrac{n}{2}\,\mathbb{E}_{Y\sim\pi^{(n)}}\bigl[P(Y)/F(Y)\bigr]",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        Bounds = KlGap,
        ToMasses = Sensitivity.Relative(static n => (BigInteger)n + 2, FixedWhere.SingleLevel),
        VectorFile = "kl",
    };

    /// <summary>The cubic bound of the KL gap.</summary>
    public static Quantity KlGapCubicBound { get; } = new(
        "kl_gap_cubic_bound",
        CaseKind.Policy,
        static e => KlGapBounds.Cubic(e.Policy.Reference, e.Policy.N, e.Policy.Ties))
    {
        Place = 240,
        Statement = "n(n-1)^2/24 sum P^3 >= kl_gap for n >= 3",
        Latex = @"\tfrac{n(n-1)^2}{24}\sum_\ell P_\ell^3",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        Domain = Domain.DrawsAtLeast(3),
        Bounds = KlGap,
        ToMasses = Sensitivity.Relative(static _ => 3, FixedWhere.SingleLevel),
        VectorFile = "kl",
    };

    /// <summary>The best constant of the quadratic KL gap bound.</summary>
    public static Quantity KlGapConstant { get; } = new(
        "kl_gap_constant",
        static n => BestConstants.KnownKlGap.At(n))
    {
        Place = 250,
        Statement = "c_n, the least c with kl_gap <= c sum F^(n-2) P^2 always",
        Latex = @"c_n = \max_{0<x\le 1}\varphi_n(x)/x^2",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        Domain = Domain.DrawsAtLeast(2),
        ToMasses = Sensitivity.None,
        VectorFile = "bounds",
    };

    /// <summary>The quadratic KL gap bound with the best constant.</summary>
    public static Quantity KlGapBestBound { get; } = new(
        "kl_gap_best_bound",
        CaseKind.Policy,
        static e => BestConstants.KnownKlGap.At(e.Policy.N) * e.Policy.WeightedPowerSum(2, 2))
    {
        Place = 260,
        Statement = "c_n sum F^(n-2) P^2 >= kl_gap",
        Latex = @"c_n\sum_\ell F_\ell^{n-2} P_\ell^2",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        Domain = Domain.DrawsAtLeast(2),
        Bounds = KlGap,
        ToMasses = Sensitivity.Relative(static n => n, FixedWhere.SingleLevel),
        VectorFile = "kl",
    };
}
