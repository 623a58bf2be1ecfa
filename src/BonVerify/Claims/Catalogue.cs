using BonVerify.Bounds;
using BonVerify.Evaluation;
using BonVerify.Numerics;

namespace BonVerify.Claims;

/// <summary>Every claim that BonVerify decides: the one list behind the properties, the reports and the documentation.</summary>
public static partial class Catalogue
{
    /// <summary>The largest number of n-tuples that the claim <c>pmf</c> enumerates in one case.</summary>
    public const int MaxTuples = 1024;

    /// <summary>The largest n for which it enumerates them.</summary>
    public const int MaxTupleLength = 64;

    /// <summary>The largest number of pools that the claim <c>pool-unbiased</c> enumerates in one case.</summary>
    public const int MaxPools = 256;

    private const int MaxPassAtK = 64;
    private const int MaxFractionBits = 1 << 14;

    private const string Paper = "Beirami et al., arXiv 2401.01879";
    private const string Ours = "BonVerify";

    private static readonly Verdict OverBudget = new Verdict.NotApplicable("exact masses in lowest terms are over budget");

    /// <summary>All claims, in the order in which they are reported.</summary>
    /// <remarks>Made when asked for: the order in which the parts of this class are initialised is not defined.</remarks>
    public static IReadOnlyList<Claim> All => field ??=
    [
        Pmf,
        Sandwich,
        Composition,
        KlUpperBound,
        KlLogInverseTop,
        KlTopAtomBound,
        KlMonotone,
        KlGapRenyi,
        KlGapRenyiSharp,
        KlGapBestConstant,
        KlGapCubic,
        KlGapLinear,
        EstimatorRange,
        EstimatorExpectationUpperBound,
        WinRateUpperBound,
        WinRateMonotone,
        WinRateGapRenyi,
        WinRateGapRenyiSharp,
        WinRateGapBestConstant,
        WinRateGapCubic,
        DensityRatioBound,
        ChiSquaredBound,
        TotalVariationBound,
        RenyiDivergenceBound,
        ReverseKlBound,
        HellingerBound,
        GibbsFrontierBound,
        RewindAndRepeat,
        PoolUnbiased,
        PassAtKUnbiased,
        PassAtKMonotone,
        PassAllK,
        PlugInBelowUnbiased,
        PoolPermutation,
        GradientWeightsSum,
        GradientUnbiased,
        GoldDifference,
        WinRateAgainst,
        WinRateConcave,
        BonCurveDominatesUniform,
        MixtureKl,
        MixtureWinRate,
        GeometricLaw,
        RejectionDominates,
        WorstKlUpperBound,
        BestWorstLogRatio,
        SoftDensityRatio,
        SoftKlUpperBound,
        SoftKlMonotone,
        SoftTiltLimit,
        TiltOptimal,
        ChiSquaredTiltOptimal,
        PolicyFrontierBound,
        WinRateLossUniform,
        KlChiSquared,
        K3Mean,
        KlFormulaEquality,
        WinRateEquality,
        GapVanishes,
        EstimatorUnbiased,
        BonCurveDominates,
        BonCurveDominatesFromThree,
        GapBoundsIgnoreTies,
        KlGapCubicForTwo,
        GoldOneExtremum,
        MeanGPassPerfect,
        BootstrapUnbiased,
        PassAllKPlugIn,
        KlDoubling,
        ChiSquaredExpKl,
        K3Unbiased,
        K2Unbiased,
        BestWorstEquality,
        WinRateLoss,
    ];

    /// <summary>The claim with an id.</summary>
    /// <param name="id">The id, case-sensitive.</param>
    /// <returns>The claim.</returns>
    /// <exception cref="ArgumentException">There is no such claim.</exception>
    public static Claim Find(string id) =>
        All.FirstOrDefault(claim => claim.Id == Preconditions.NotNull(id))
        ?? throw new ArgumentException(
            $"{nameof(id)} is {Preconditions.Shown(id)}; it must be one of {string.Join(", ", All.Select(c => c.Id))}.", nameof(id));

    /// <summary>
    /// A gap against its best constant times Σ F^(n−fewer) P². One outcome attains the constant where its maximum is at
    /// x = 1, which no enclosure can decide.
    /// </summary>
    private static Verdict BelowBestConstant(
        PolicyEvaluation c, string relation, ComputableReal gap, int fewer, LinearFormInLogarithms constantOfTwo, KnownConstants constants, string gapOfOneLevel)
    {
        if (c.N == 1)
        {
            return new Verdict.NotApplicable("it is stated for n >= 2");
        }

        var sum = c.WeightedPowerSum(fewer, 2);
        if (c.N == 2)
        {
            return Relation.AtMost(c, relation, gap, constantOfTwo * sum);
        }

        if (c.Cells.Count == 1)
        {
            return new Verdict.NotApplicable($"with one level the gap is {gapOfOneLevel}");
        }

        // Nearly always a number a little below the constant decides.
        return Relation.AtMost(c, relation, gap, constants.AtLeast(c.N) * sum) is Verdict.Holds holds
            ? holds
            : Relation.AtMost(c, relation, gap, constants.At(c.N) * sum);
    }
}
