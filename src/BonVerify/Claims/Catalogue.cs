using System.Collections.Concurrent;
using BonVerify.Bounds;
using BonVerify.Numerics;
using Fractions;

namespace BonVerify.Claims;

/// <summary>Every claim that BonVerify decides: the one list behind the properties, the reports and the documentation.</summary>
public static partial class Catalogue
{
    /// <summary>The largest number of n-tuples that the claim <c>pmf</c> enumerates in one case.</summary>
    public const int MaxTuples = 1024;

    /// <summary>The largest number of pools that the claim <c>pool-unbiased</c> enumerates in one case.</summary>
    public const int MaxPools = 256;

    private const int MaxPassAtK = 64;
    private const int MaxFractionBits = 1 << 14;

    // Best constants are found once for each n; beyond this many they are found anew.
    private const int MaxKnownConstants = 4096;
    private const int ConstantBits = 24;

    private const string Paper = "Beirami et al., arXiv 2401.01879";
    private const string Ours = "BonVerify";

    private static readonly Verdict OverBudget = new Verdict.NotApplicable("exact masses in lowest terms are over budget");

    private static readonly ConcurrentDictionary<int, KnownConstant> KnownConstants = new();

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
        BonCurveDominatesUniform,
        KlFormulaEquality,
        WinRateEquality,
        GapVanishes,
        EstimatorUnbiased,
        BonCurveDominates,
        BonCurveDominatesFromThree,
        GapBoundsIgnoreTies,
        KlGapCubicForTwo,
    ];

    /// <summary>The claim with an id.</summary>
    /// <param name="id">The id, case-sensitive.</param>
    /// <returns>The claim.</returns>
    /// <exception cref="ArgumentException">There is no such claim.</exception>
    public static Claim Find(string id) =>
        All.FirstOrDefault(claim => claim.Id == Preconditions.NotNull(id))
        ?? throw new ArgumentException(
            $"{nameof(id)} is {Preconditions.Shown(id)}; it must be one of {string.Join(", ", All.Select(c => c.Id))}.", nameof(id));

    /// <summary>The best constants for n ≥ 3. A constant too wide for a comparison is found again to more bits.</summary>
    private static KnownConstant BestConstantOf(int n)
    {
        if (KnownConstants.TryGetValue(n, out var known))
        {
            return known;
        }

        var made = new KnownConstant(
            BestConstants.KlGapAtLeast(n),
            Refinable(bits => BestConstants.KlGap(n, bits)),
            BestConstants.WinRateGapAtLeast(n),
            Refinable(bits => BestConstants.WinRateGap(n, bits)));
        if (KnownConstants.Count < MaxKnownConstants)
        {
            KnownConstants.TryAdd(n, made);
        }

        return made;

        static ComputableReal Refinable(Func<int, BestConstant> find)
        {
            var first = new Lazy<BestConstant>(() => find(ConstantBits));
            return ComputableReal.FromEnclosures(precision =>
                (precision <= 2 * ConstantBits ? first.Value : find(precision)).Value);
        }
    }

    /// <summary>The best constants of one n, each with a number just below it.</summary>
    private sealed record KnownConstant(Fraction KlAtLeast, ComputableReal Kl, Fraction WinRateAtLeast, ComputableReal WinRate);
}
