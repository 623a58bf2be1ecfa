using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;
using static BonVerify.Cli.Vectors.VectorFlag;

namespace BonVerify.Cli.Vectors;

/// <content>The cases of the neighbours of best-of-n.</content>
internal static partial class VectorCases
{
    /// <summary>The cases with an opponent, and with the worst draw.</summary>
    public static IReadOnlyList<VectorCase> Neighbours { get; } =
    [
        Against("two equally likely outcomes", "1,1", 2, 1, Ordinary),
        Against("two equally likely outcomes, equal draws", "1,1", 3, 3, Ordinary),
        Against("three outcomes, fewer draws than the opponent", "1,2,3", 2, 5, Ordinary),
        Against("ten equally likely outcomes", "1,1,1,1,1,1,1,1,1,1", 8, 4, Ordinary),
        Against("five equally likely outcomes", "1,1,1,1,1", 8, 2, Ordinary),
        Against("one draw each", "3,1,2", 1, 1, NEquals1),
        Against("one outcome", "1", 4, 2, SingleOutcome),
        Against("ties", "2,1,1,3 @ 0,1,1,2", 4, 2, Ties),
        Against("all tied", "1,2,3 @ 7,7,7", 5, 3, AllTied, Ties),
        Against("mass 0 at the top", "1,2,0", 3, 2, ZeroMass),
        Against("rewards not sorted", "5,1,4,2,3 @ 20,50,10,40,30", 6, 3, UnsortedRewards),
        Against("a rare best outcome", "999999,1", 1000, 10, NTimesTopNearOne, DominatingBottom),
        Against("top mass 2^-1074", [Smallest - 1, 1], 2, 3, TinyMass, DominatingBottom),
        Against("Zipf's law", Range(40, static i => 1_000_000 / (i + 1)), 32, 16, ManyOutcomes),
        Against("large numbers of draws", "333333,666666,1", 1_000_000, 500_000, NTimesTopNearOne, LargeN),
    ];

    /// <summary>The cases of soft best-of-n.</summary>
    public static IReadOnlyList<VectorCase> SoftPolicies { get; } =
    [
        Soft("two equally likely outcomes", "1,1", 2, "1", Ordinary),
        Soft("three outcomes", "1,2,3", 4, "1/2", Ordinary),
        Soft("four outcomes", "4,3,2,1", 3, "0.7", Ordinary),
        Soft("one draw", "3,1,2", 1, "1", NEquals1),
        Soft("one outcome", "1", 5, "2", SingleOutcome),
        Soft("all tied", "1,2,3 @ 7,7,7", 5, "1", AllTied, Ties),
        Soft("ties", "1,5,1,2 @ 0,1,1,2", 4, "1", Ties),
        Soft("mass 0 at the top", "1,2,0", 3, "1", ZeroMass),
        Soft("negative and fractional rewards", "2,1,3 @ -5/2,1/3,-1/7", 4, "1/3", NonIntegerRewards, UnsortedRewards),
        Soft("a low temperature: nearly best-of-n", "1,1,1 @ 0,1,2", 5, "1/50", Ordinary),
        Soft("a high temperature: nearly the reference", "1,1,1 @ 0,1,2", 5, "1000000000", Ordinary),
        Soft("a rare best outcome", "999999,1 @ 0,20", 40, "1", DominatingBottom),
        Soft("six levels", "7,11,13,17,19,23", 5, "2", Ordinary),
        Soft("two levels, many draws", "9,1", 300, "1", Ordinary),
    ];

    /// <summary>The cases of the estimators of KL from one response.</summary>
    public static IReadOnlyList<VectorCase> PolicyPairs { get; } =
    [
        Pair("equal policies", "1,2,3", "1,2,3", Ordinary),
        Pair("best of two of two equally likely outcomes", "1,3", "1,1", Ordinary),
        Pair("the better of two equally likely outcomes: k3 is biased", "0,1", "1,1", ZeroMass),
        Pair("a uniform policy on part of the support", "1,1,0,0", "1,2,3,4", ZeroMass),
        Pair("three outcomes", "3,2,1", "1,2,3", Ordinary),
        Pair("log-ratios of equal size: k2 is constant", "2,1", "1,2", Ordinary),
        Pair("log-ratios beyond 10", "999999,1", "1,999999", DominatingTop),
        Pair("nearly equal policies", "1000000001,999999999", "1,1", Cancellation),
        Pair("a tiny mass", "1,9007199254740991", "1,1", TinyMass),
        Pair("an outcome that neither has", "1,0,2", "2,0,1", ZeroMass),
        Pair("one outcome", "1", "1", SingleOutcome),
        Pair("twelve outcomes", "1,2,3,4,5,6,7,8,9,10,11,12", "12,1,11,2,10,3,9,4,8,5,7,6", ManyOutcomes),
    ];

    private static VectorCase Against(string comment, string policy, int n, int m, params VectorFlag[] flags) =>
        new(comment, flags, new PolicyCase(ReferencePolicy.Parse(policy), n) { M = m });

    private static VectorCase Against(string comment, IEnumerable<System.Numerics.BigInteger> weights, int n, int m, params VectorFlag[] flags) =>
        new(comment, flags, new PolicyCase(ReferencePolicy.FromWeights(weights), n) { M = m });

    private static VectorCase Soft(string comment, string policy, int n, string lambda, params VectorFlag[] flags) =>
        new(comment, flags, new SoftPolicyCase(ReferencePolicy.Parse(policy), n, Rational.Parse(lambda)));

    private static VectorCase Pair(string comment, string policy, string reference, params VectorFlag[] flags) =>
        new(comment, flags, new PolicyPairCase(ReferencePolicy.Parse(policy), ReferencePolicy.Parse(reference)));
}
