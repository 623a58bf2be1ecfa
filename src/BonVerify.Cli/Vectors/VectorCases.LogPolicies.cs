using BonVerify.Numerics;
using BonVerify.Quantities;
using static BonVerify.Cli.Vectors.VectorFlag;

namespace BonVerify.Cli.Vectors;

/// <content>The cases of policies by the logarithms of their masses.</content>
internal static partial class VectorCases
{
    /// <summary>The cases of policies by logarithms.</summary>
    public static IReadOnlyList<VectorCase> LogPolicies { get; } =
    [
        LogPolicyOf("a single outcome", "-3.5", null, 4, Boundary),
        LogPolicyOf("equal logarithms: the masses are rational", "-1000,-1000,-1000", null, 4),
        LogPolicyOf("no double has these masses, and they are 0.73 and 0.27", "-1000,-1001", "1,0", 2),
        LogPolicyOf("the same, one draw", "-1000,-1001", "1,0", 1, Boundary),
        LogPolicyOf("the same, all tied", "-1000,-1001", "0,0", 2, Ties, AllTied),
        LogPolicyOf("three outcomes, the rarest the best", "-1/2,-1.25,-2", null, 4),
        LogPolicyOf("a tie at the top", "-1/2,-1.25,-2", "0,1,1", 4, Ties),
        LogPolicyOf("a best outcome of mass 4e-18", "0,-40", null, 1000),
        LogPolicyOf("a worst outcome of mass 4e-18", "-40,0", null, 1000),
        LogPolicyOf("log-probabilities of four responses with their rewards", "-12.5,-13.75,-11,-30.25", "0.3,0.9,-1,0.3", 16, Ties, NonIntegerRewards),
    ];

    private static VectorCase LogPolicyOf(string comment, string logWeights, string? rewards, int n, params VectorFlag[] flags) =>
        new(comment, [LogWeights, .. flags], new LogPolicyCase(logWeights.Split(',').Select(Rational.Parse), n, rewards?.Split(',').Select(Rational.Parse)));
}
