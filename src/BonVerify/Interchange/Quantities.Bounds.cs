using BonVerify.Bounds;
using BonVerify.Numerics;

namespace BonVerify.Interchange;

/// <content>The bounds, and the list of everything.</content>
public static partial class Quantities
{
    /// <summary>The formula.</summary>
    public static Quantity KlBound { get; } = Quantity.OfPolicy(
        "kl_bound", "ln n - (n-1)/n, an upper bound of the KL, nats", static e => e.Policy.Formula);

    /// <summary>The top-atom bound.</summary>
    public static Quantity KlTopAtomBound { get; } = Quantity.OfPolicy(
        "kl_top_atom_bound", "d_n(mass of the top level), an upper bound of the KL, nats", static e => e.Policy.Estimator(e.Policy.TopMass));

    /// <summary>The limit of the KL divergence.</summary>
    public static Quantity KlLimit { get; } = Quantity.OfPolicy(
        "kl_limit", "ln(1/mass of the top level), the limit and an upper bound of the KL, nats",
        static e => LinearFormInLogarithms.Ln(new Rational(e.Policy.TopMass.Denominator, e.Policy.TopMass.Numerator)));

    /// <summary>The Rényi bound of the KL gap.</summary>
    public static Quantity KlGapRenyiBound { get; } = Quantity.OfPolicy(
        "kl_gap_renyi_bound", "2n(n-1) sum P^2 >= kl_gap",
        static e => KlGapBounds.Renyi(e.Policy.Reference, e.Policy.N, e.Policy.Ties));

    /// <summary>The sharp Rényi bound of the KL gap.</summary>
    public static Quantity KlGapRenyiSharpBound { get; } = Quantity.OfPolicy(
        "kl_gap_renyi_sharp_bound", "(ln 2 - 1/2)/2 n(n-1) sum P^2 >= kl_gap",
        static e => KlGapBounds.RenyiSharp(e.Policy.Reference, e.Policy.N, e.Policy.Ties));

    /// <summary>The linear bound of the KL gap.</summary>
    public static Quantity KlGapLinearBound { get; } = Quantity.OfPolicy(
        "kl_gap_linear_bound", "(n/2) E[P(Y)/F(Y)] >= kl_gap", static e => e.Policy.LinearGapBound());

    /// <summary>The cubic bound of the KL gap.</summary>
    public static Quantity KlGapCubicBound { get; } = Quantity.OfPolicy(
        "kl_gap_cubic_bound", "n(n-1)^2/24 sum P^3 >= kl_gap for n >= 3",
        static e => KlGapBounds.Cubic(e.Policy.Reference, e.Policy.N, e.Policy.Ties), leastN: 3);

    /// <summary>The best constant of the quadratic KL gap bound.</summary>
    public static Quantity KlGapConstant { get; } = Quantity.OfPolicy(
        "kl_gap_constant", "c_n, the least c with kl_gap <= c sum F^(n-2) P^2 always", static e => BestConstants.KnownKlGap.At(e.Policy.N), leastN: 2);

    /// <summary>The quadratic KL gap bound with the best constant.</summary>
    public static Quantity KlGapBestBound { get; } = Quantity.OfPolicy(
        "kl_gap_best_bound", "c_n sum F^(n-2) P^2 >= kl_gap",
        static e => BestConstants.KnownKlGap.At(e.Policy.N) * e.Policy.WeightedPowerSum(2, 2), leastN: 2);

    /// <summary>The win-rate formula.</summary>
    public static Quantity WinRateBound { get; } = Quantity.OfPolicy(
        "win_rate_bound", "n/(n+1), an upper bound of the win rate", static e => WinRateBounds.Continuous(e.Policy.N));

    /// <summary>The limit of the win rate.</summary>
    public static Quantity WinRateLimit { get; } = Quantity.OfPolicy(
        "win_rate_limit", "1 - (mass of the top level)/2, the limit and an upper bound of the win rate",
        static e => WinRateBounds.Limit(e.Policy.Reference));

    /// <summary>The frontier of win rate against KL.</summary>
    public static Quantity WinRateFrontier { get; } = Quantity.OfPolicy(
        "win_rate_frontier", "the largest win rate that any policy on a continuous reward reaches with the KL of the case",
        static e => Rational.One / 2 + GibbsFrontier.WinRateExcess(e.Policy.Kl));

    /// <summary>The Rényi bound of the win-rate gap.</summary>
    public static Quantity WinRateGapRenyiBound { get; } = Quantity.OfPolicy(
        "win_rate_gap_renyi_bound", "(n-1)/2 sum P^2 >= win_rate_gap", static e => WinRateGapBounds.Renyi(e.Policy.Reference, e.Policy.N));

    /// <summary>The sharp Rényi bound of the win-rate gap.</summary>
    public static Quantity WinRateGapRenyiSharpBound { get; } = Quantity.OfPolicy(
        "win_rate_gap_renyi_sharp_bound", "(n-1)/6 sum P^2 >= win_rate_gap",
        static e => WinRateGapBounds.RenyiSharp(e.Policy.Reference, e.Policy.N));

    /// <summary>The cubic bound of the win-rate gap.</summary>
    public static Quantity WinRateGapCubicBound { get; } = Quantity.OfPolicy(
        "win_rate_gap_cubic_bound", "n(n-1)/12 sum P^3 >= win_rate_gap", static e => WinRateGapBounds.Cubic(e.Policy.Reference, e.Policy.N));

    /// <summary>The best constant of the quadratic win-rate gap bound.</summary>
    public static Quantity WinRateGapConstant { get; } = Quantity.OfPolicy(
        "win_rate_gap_constant", "the least c with win_rate_gap <= c sum F^(n-1) P^2 always",
        static e => BestConstants.KnownWinRateGap.At(e.Policy.N), leastN: 2);

    /// <summary>The continuous value of the total variation distance.</summary>
    public static Quantity TotalVariationBound { get; } = Quantity.OfPolicy(
        "total_variation_bound", "(n-1) n^(-n/(n-1)) >= total_variation; 0 for n = 1",
        static e => e.Policy.N switch
        {
            1 => Rational.Zero,
            2 => new Rational(1, 4),
            var n => ComputableReal.FromEnclosures(precision => ContinuousBounds.TotalVariation(n, precision)),
        });

    /// <summary>The continuous value of the χ² divergence.</summary>
    public static Quantity ChiSquaredBound { get; } = Quantity.OfPolicy(
        "chi_squared_bound", "(n-1)^2/(2n-1) >= chi_squared", static e => ContinuousBounds.ChiSquared(e.Policy.N));

    /// <summary>The continuous value of the Rényi divergence of order 2.</summary>
    public static Quantity RenyiDivergence2Bound { get; } = Quantity.OfPolicy(
        "renyi_divergence_2_bound", "ln(n^2/(2n-1)) >= renyi_divergence_2, nats", static e => ContinuousBounds.Renyi(e.Policy.N, 2));

    /// <summary>The continuous value of the Rényi divergence of order 3.</summary>
    public static Quantity RenyiDivergence3Bound { get; } = Quantity.OfPolicy(
        "renyi_divergence_3_bound", "ln(n^3/(3n-2))/2 >= renyi_divergence_3, nats", static e => ContinuousBounds.Renyi(e.Policy.N, 3));

    /// <summary>The continuous value of the reverse KL divergence.</summary>
    public static Quantity ReverseKlBound { get; } = Quantity.OfPolicy(
        "reverse_kl_bound", "n - 1 - ln n >= reverse_kl, nats", static e => ContinuousBounds.ReverseKl(e.Policy.N));

    /// <summary>The continuous value of the squared Hellinger distance.</summary>
    public static Quantity SquaredHellingerBound { get; } = Quantity.OfPolicy(
        "squared_hellinger_bound", "1 - 2 sqrt(n)/(n+1) >= squared_hellinger",
        static e => ComputableReal.FromEnclosures(precision => ContinuousBounds.SquaredHellinger(e.Policy.N, precision)));

    /// <summary>The continuous value of the largest density ratio.</summary>
    public static Quantity DensityRatioBound { get; } = Quantity.OfPolicy(
        "density_ratio_bound", "n >= density_ratio_max", static e => ContinuousBounds.DensityRatio(e.Policy.N));

    /// <summary>All quantities, in the order in which they are answered.</summary>
    // Made when first asked for: the parts of the class are initialised in no certain order.
    public static IReadOnlyList<Quantity> All => field ??= Array.AsReadOnly<Quantity>(
    [
        Pmf, WinRate, ExpectedReward, Kl, KlBound, KlEstimatorMean, WinRateBound, TotalVariation, ChiSquared, RenyiDivergence2,
        RenyiDivergence3, SquaredHellinger, ReverseKl, DensityRatioMax, Entropy, RenyiEntropy2, RenyiEntropy2Levels,
        KlGap, KlTopAtomBound, KlLimit, KlGapRenyiBound, KlGapRenyiSharpBound, KlGapLinearBound, KlGapCubicBound, KlGapConstant,
        KlGapBestBound, WinRateGap, WinRateLimit, WinRateFrontier, WinRateGapRenyiBound, WinRateGapRenyiSharpBound,
        WinRateGapCubicBound, WinRateGapConstant, TotalVariationBound, ChiSquaredBound, RenyiDivergence2Bound,
        RenyiDivergence3Bound, ReverseKlBound, SquaredHellingerBound, DensityRatioBound,
        KlEstimatorValue, PoolWeightsOfDraws, PassAtKValue,
    ]);

    /// <summary>The quantity with an id.</summary>
    /// <param name="id">An id such as <c>kl</c>.</param>
    /// <returns>The quantity, or <see langword="null"/> when there is none.</returns>
    public static Quantity? Find(string id) => All.FirstOrDefault(quantity => quantity.Id == id);
}
