using System.Globalization;
using System.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;
using static BonVerify.Cli.Vectors.VectorFlag;

namespace BonVerify.Cli.Vectors;

/// <summary>The cases of the golden vectors with a reference policy.</summary>
internal static partial class VectorCases
{
    private static readonly BigInteger Smallest = BigInteger.One << 1074;

    /// <summary>The cases in which every quantity of a policy is tested.</summary>
    public static IReadOnlyList<VectorCase> Policies { get; } =
    [
        Of("the smallest best-of-n point above the continuous curve", "2,1,1,1", 2, Ordinary),
        Of("two equally likely outcomes", "1,1", 2, Ordinary, BinaryProbabilities),
        Of("two equally likely outcomes", "1,1", 3, Ordinary, BinaryProbabilities),
        Of("two equally likely outcomes, KL near its limit ln 2", "1,1", 64, Ordinary, BinaryProbabilities),
        Of("three outcomes", "1,2,3", 4, Ordinary),
        Of("three outcomes, descending masses", "5,3,1", 5, Ordinary),
        Of("ten equally likely outcomes", "1,1,1,1,1,1,1,1,1,1", 8, Ordinary),
        Of("masses that are powers of two", "8,4,2,1,1", 16, Ordinary, BinaryProbabilities),
        Of("six outcomes", "7,11,13,17,19,23", 7, Ordinary),
        Of("one draw", "3,1,2", 1, NEquals1),
        Of("one draw, tied rewards", "3,1,2 @ 1,1,0", 1, NEquals1, Ties),
        Of("one outcome, one draw", "1", 1, SingleOutcome, NEquals1),
        Of("one outcome", "1", 2, SingleOutcome),
        Of("one outcome", "1", 1000, SingleOutcome),
        Of("one outcome of positive mass among three", "0,4,0", 10, SingleOutcome, ZeroMass),
        Of("a tie at the top", "2,1,1 @ 0,1,1", 2, Ties),
        Of("a tie at the bottom", "1,3,2 @ 0,0,1", 3, Ties),
        Of("a tie between unequal masses in the middle", "1,5,1,2 @ 0,1,1,2", 4, Ties),
        Of("tied outcomes that are not listed side by side", "2,3,5,7 @ 1,0,1,0", 6, Ties, UnsortedRewards),
        Of("pass or fail", "1,1,1,1,1,1,1,1,1,1 @ 0,0,0,0,0,0,0,1,1,1", 4, Ties),
        Of("ties that only fractions reveal", "1,2,3 @ 2/4,1/2,1/3", 3, Ties, NonIntegerRewards, UnsortedRewards),
        Of("all tied", "1,2,3 @ 7,7,7", 5, AllTied, Ties),
        Of("21 equal outcomes, all tied", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1 @ 0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0", 2, AllTied, Ties),
        Of("mass 0 at the top", "1,2,0", 3, ZeroMass),
        Of("mass 0 at the bottom and in the middle", "0,2,0,1", 4, ZeroMass),
        Of("mass 0 tied with positive mass", "1,0,2 @ 0,1,1", 3, ZeroMass, Ties),
        Of("descending rewards", "1,2,3,4 @ 3,2,1,0", 3, UnsortedRewards),
        Of("shuffled rewards", "5,1,4,2,3 @ 20,50,10,40,30", 6, UnsortedRewards),
        Of("negative and fractional rewards", "2,1,3 @ -5/2,1/3,-1/7", 4, NonIntegerRewards, UnsortedRewards),
        Of("rewards that differ by 10^-30", "1,1,1 @ 1,1.000000000000000000000000000001,0.5", 5, NonIntegerRewards, UnsortedRewards),
        Of("n times the top mass is 1", "9,1", 10, NTimesTopNearOne),
        Of("n times the top mass is 1", "50,49,1", 100, NTimesTopNearOne),
        Of("n times the top mass is 1", "1,998,1", 1000, NTimesTopNearOne),
        Of("n times the top mass is 1", "333333,666666,1", 1_000_000, NTimesTopNearOne, LargeN),
        Of("top mass 1 - 10^-9", "1,999999999", 3, DominatingTop),
        Of("top mass 1 - 10^-17, which rounds to 1", "1,99999999999999999", 20, DominatingTop),
        Of("top mass 1 - 2^-53", "1,9007199254740991", 2, DominatingTop, BinaryProbabilities),
        Of("bottom mass 1 - 10^-9", "999999999,1", 3, DominatingBottom),
        Of("bottom mass 1 - 10^-17, which rounds to 1", "99999999999999999,1", 20, DominatingBottom),
        Of("bottom mass 1 - 10^-12, n far below its inverse", "999999999998,1,1", 1000, DominatingBottom),
        Of("top mass 2^-1074", [Smallest - 1, 1], 2, TinyMass, DominatingBottom),
        Of("bottom mass 2^-1074", [1, Smallest - 1], 2, TinyMass, DominatingTop),
        Of("middle mass 2^-1074", [Smallest / 2, 1, Smallest / 2 - 1], 16, TinyMass, Cancellation),
        Of("top mass 2^-1074 and n = 10^6", [Smallest - 1, 1], 1_000_000, TinyMass, LargeN, DominatingBottom),
        Of("a light outcome between heavy ones", "1000000000000000,1,1000000000000000", 3, Cancellation),
        Of("a light outcome just below the top", "1000000000,1,1", 50, Cancellation, DominatingBottom),
        Of("light outcomes in a row", "1000000000000,1,1,1,1,1000000000000", 40, Cancellation),
        Of("light tied outcomes between heavy ones", "1000000000000,1,2,1000000000000 @ 0,1,1,2", 7, Cancellation, Ties),
        Of("powers of 2, rising", Range(30, static i => BigInteger.One << i), 12, ManyOutcomes),
        Of("Zipf's law", Range(40, static i => 1_000_000 / (i + 1)), 32, ManyOutcomes),
        Of("60 equally likely outcomes", Range(60, static _ => BigInteger.One), 17, ManyOutcomes),
        Of("two equally likely outcomes", "1,1", 1_000_000, LargeN),
        Of("ten equally likely outcomes", "1,1,1,1,1,1,1,1,1,1", 1_000_000, LargeN),
        Of("a top mass of about 1/n, tied", "4000000,3000000,2,1 @ 0,1,2,2", 1_000_000, LargeN, Ties, NTimesTopNearOne),
        Of("the largest n", "1,2,3,4", 1_000_000_000, LargeN),
        Of("the largest n, its inverse at the top", "999999999,1", 1_000_000_000, LargeN, NTimesTopNearOne, DominatingBottom),
        Of("the largest n, its inverse squared at the top", "999999999999999999,1", 1_000_000_000, LargeN, DominatingBottom),
    ];

    /// <summary>The cases for bounds that depend on n alone.</summary>
    public static IReadOnlyList<VectorCase> Draws { get; } = new[] { 1, 2, 3, 4, 5, 7, 10, 16, 64, 100, 1000, 1_000_000, 1_000_000_000 }
        .Select(n => Of(FormattableString.Invariant($"n = {n}"), "1,1", n, n == 1 ? [BoundOfN, NEquals1] : n >= 1_000_000 ? [BoundOfN, LargeN] : [BoundOfN]))
        .ToArray();

    /// <summary>The cases for entropies, one for each reference policy above.</summary>
    public static IReadOnlyList<VectorCase> References { get; } = Policies
        .DistinctBy(static c => ((PolicyCase)c.Case).Reference)
        .Select(static c => c with
        {
            Case = ((PolicyCase)c.Case) with { N = 1 },
            Flags = [Entropy, .. c.Flags.Intersect([Ties, AllTied, ZeroMass, TinyMass, SingleOutcome, ManyOutcomes])],
        })
        .ToArray();

    private static VectorCase Of(string comment, string policy, int n, params VectorFlag[] flags) =>
        new(comment, flags, new PolicyCase(ReferencePolicy.Parse(policy), n));

    private static VectorCase Of(string comment, IEnumerable<BigInteger> weights, int n, params VectorFlag[] flags) =>
        new(comment, flags, new PolicyCase(ReferencePolicy.FromWeights(weights), n));

    private static BigInteger[] Range(int count, Func<int, BigInteger> weight) => Enumerable.Range(0, count).Select(weight).ToArray();
}
