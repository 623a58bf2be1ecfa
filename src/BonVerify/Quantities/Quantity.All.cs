namespace BonVerify.Quantities;

/// <content>The list of everything.</content>
public sealed partial class Quantity
{
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
        KlEstimator, PoolWeights, PassAtK,
    ]);

    /// <summary>The quantity with an id.</summary>
    /// <param name="id">An id such as <c>kl</c>.</param>
    /// <returns>The quantity, or <see langword="null"/> when there is none.</returns>
    public static Quantity? Find(string id) => All.FirstOrDefault(quantity => quantity.Id == id);
}
