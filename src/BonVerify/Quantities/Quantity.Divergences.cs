using System.Numerics;
using BonVerify.Bounds;
using BonVerify.Numerics;

namespace BonVerify.Quantities;

/// <content>Other divergences, each with its value on a continuous reward, which is its upper bound.</content>
public sealed partial class Quantity
{
    /// <summary>The total variation distance.</summary>
    public static Quantity TotalVariation { get; } = new(
        "total_variation",
        CaseKind.Policy,
        static e => e.Policy.TotalVariation)
    {
        Place = 80,
        Statement = "sum |q - p| / 2",
        Latex = @"\tfrac12\sum_y |\pi^{(n)}(y) - p(y)|",
        Range = ValueRange.Probability,
        CancellingTerms = static _ => 1,
        IsAskedByDefault = true,
        ToMasses = Sensitivity.Absolute(static n => n, FixedWhere.NoChoice),
        VectorFile = "divergences",
    };

    /// <summary>The continuous value of the total variation distance.</summary>
    public static Quantity TotalVariationBound { get; } = new(
        "total_variation_bound",
        EvaluateTotalVariationBound)
    {
        Place = 340,
        Statement = "(n-1) n^(-n/(n-1)) >= total_variation; 0 for n = 1",
        Latex = @"(n-1)\,n^{-n/(n-1)}",
        Range = ValueRange.Probability,
        Bounds = TotalVariation,
        ToMasses = Sensitivity.None,
        VectorFile = "bounds",
    };

    /// <summary>The χ² divergence.</summary>
    public static Quantity ChiSquared { get; } = new("chi_squared", CaseKind.Policy, static e => e.Policy.ChiSquared)
    {
        Place = 90,
        Statement = "sum q^2/p - 1",
        Latex = @"\sum_y \pi^{(n)}(y)^2/p(y) - 1",
        Range = ValueRange.NonNegative,
        CancellingTerms = static _ => 1,
        IsAskedByDefault = true,
        ToMasses = Sensitivity.Absolute(static n => n * (2 * (BigInteger)n + 1), FixedWhere.NoChoice),
        VectorFile = "divergences",
    };

    /// <summary>The continuous value of the χ² divergence.</summary>
    public static Quantity ChiSquaredBound { get; } = new(
        "chi_squared_bound",
        static n => ContinuousBounds.ChiSquared(n))
    {
        Place = 350,
        Statement = "(n-1)^2/(2n-1) >= chi_squared",
        Latex = @"\tfrac{(n-1)^2}{2n-1}",
        Range = ValueRange.NonNegative,
        Bounds = ChiSquared,
        ToMasses = Sensitivity.None,
        VectorFile = "bounds",
    };

    /// <summary>The Rényi divergence of order 2.</summary>
    public static Quantity RenyiDivergence2 { get; } = new(
        "renyi_divergence_2",
        CaseKind.Policy,
        static e => e.Policy.RenyiDivergence(2))
    {
        Place = 100,
        Statement = "ln(sum q^2/p), nats",
        Latex = @"\ln\sum_y \pi^{(n)}(y)^2/p(y)",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        CancellingTerms = static _ => 1,
        ToMasses = Sensitivity.Absolute(static n => 2 * (BigInteger)n + 1, FixedWhere.NoChoice),
        VectorFile = "divergences",
    };

    /// <summary>The continuous value of the Rényi divergence of order 2.</summary>
    public static Quantity RenyiDivergence2Bound { get; } = new(
        "renyi_divergence_2_bound",
        static n => ContinuousBounds.Renyi(n, 2))
    {
        Place = 360,
        Statement = "ln(n^2/(2n-1)) >= renyi_divergence_2, nats",
        Latex = @"\ln\tfrac{n^2}{2n-1}",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        Bounds = RenyiDivergence2,
        ToMasses = Sensitivity.None,
        VectorFile = "bounds",
    };

    /// <summary>The Rényi divergence of order 3.</summary>
    public static Quantity RenyiDivergence3 { get; } = new(
        "renyi_divergence_3",
        CaseKind.Policy,
        static e => e.Policy.RenyiDivergence(3))
    {
        Place = 110,
        Statement = "ln(sum q^3/p^2)/2, nats",
        Latex = @"\tfrac12\ln\sum_y \pi^{(n)}(y)^3/p(y)^2",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        CancellingTerms = static _ => 1,
        ToMasses = Sensitivity.Absolute(static n => 3 * (BigInteger)n + 2, FixedWhere.NoChoice),
        VectorFile = "divergences",
    };

    /// <summary>The continuous value of the Rényi divergence of order 3.</summary>
    public static Quantity RenyiDivergence3Bound { get; } = new(
        "renyi_divergence_3_bound",
        static n => ContinuousBounds.Renyi(n, 3))
    {
        Place = 370,
        Statement = "ln(n^3/(3n-2))/2 >= renyi_divergence_3, nats",
        Latex = @"\tfrac12\ln\tfrac{n^3}{3n-2}",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        Bounds = RenyiDivergence3,
        ToMasses = Sensitivity.None,
        VectorFile = "bounds",
    };

    /// <summary>The squared Hellinger distance.</summary>
    public static Quantity SquaredHellinger { get; } = new(
        "squared_hellinger",
        CaseKind.Policy,
        static e => e.Policy.SquaredHellinger)
    {
        Place = 120,
        Statement = "sum (sqrt q - sqrt p)^2 / 2",
        Latex = @"\tfrac12\sum_y \bigl(\sqrt{\pi^{(n)}(y)} - \sqrt{p(y)}\bigr)^2",
        Range = ValueRange.Probability,
        CancellingTerms = static _ => 1,
        ToMasses = Sensitivity.Absolute(static n => (BigInteger)n + 1, FixedWhere.NoChoice),
        VectorFile = "divergences",
    };

    /// <summary>The continuous value of the squared Hellinger distance.</summary>
    public static Quantity SquaredHellingerBound { get; } = new(
        "squared_hellinger_bound",
        static n => ComputableReal.FromEnclosures(precision => ContinuousBounds.SquaredHellinger(n, precision)))
    {
        Place = 390,
        Statement = "1 - 2 sqrt(n)/(n+1) >= squared_hellinger",
        Latex = @"1 - \tfrac{2\sqrt n}{n+1}",
        Range = ValueRange.Probability,
        Bounds = SquaredHellinger,
        ToMasses = Sensitivity.None,
        VectorFile = "bounds",
    };

    /// <summary>KL of the reference policy from best-of-n.</summary>
    public static Quantity ReverseKl { get; } = new("reverse_kl", CaseKind.Policy, static e => e.Policy.ReverseKl)
    {
        Place = 130,
        Statement = "KL(reference | best-of-n), nats",
        Latex = @"\mathrm{KL}(p\|\pi^{(n)})",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        CancellingTerms = static _ => 1,
        IsAskedByDefault = true,
        ToMasses = Sensitivity.Absolute(static n => 3 * (BigInteger)n + 1, FixedWhere.NoChoice),
        VectorFile = "divergences",
    };

    /// <summary>The continuous value of the reverse KL divergence.</summary>
    public static Quantity ReverseKlBound { get; } = new(
        "reverse_kl_bound",
        static n => ContinuousBounds.ReverseKl(n))
    {
        Place = 380,
        Statement = "n - 1 - ln n >= reverse_kl, nats",
        Latex = @"n - 1 - \ln n",
        Unit = Unit.Nats,
        Range = ValueRange.NonNegative,
        Bounds = ReverseKl,
        ToMasses = Sensitivity.None,
        VectorFile = "bounds",
    };

    /// <summary>The largest density ratio.</summary>
    public static Quantity DensityRatioMax { get; } = new(
        "density_ratio_max",
        CaseKind.Policy,
        static e => e.Policy.MaxDensityRatio)
    {
        Place = 140,
        Statement = "max q/p",
        Latex = @"\max_y \pi^{(n)}(y)/p(y)",
        Range = ValueRange.NonNegative,
        ToMasses = Sensitivity.Relative(static n => (BigInteger)n + 1, FixedWhere.NoChoice),
        VectorFile = "divergences",
    };

    /// <summary>The continuous value of the largest density ratio.</summary>
    public static Quantity DensityRatioBound { get; } = new(
        "density_ratio_bound",
        static n => ContinuousBounds.DensityRatio(n))
    {
        Place = 400,
        Statement = "n >= density_ratio_max",
        Latex = "n",
        Range = ValueRange.NonNegative,
        Bounds = DensityRatioMax,
        ToMasses = Sensitivity.None,
        VectorFile = "bounds",
    };

    private static ComputableReal EvaluateTotalVariationBound(int n) => n switch
    {
        1 => Rational.Zero,
        2 => new Rational(1, 4),
        _ => ComputableReal.FromEnclosures(precision => ContinuousBounds.TotalVariation(n, precision)),
    };
}
