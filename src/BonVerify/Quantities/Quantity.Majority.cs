using BonVerify.Numerics;
using BonVerify.Pools;

namespace BonVerify.Quantities;

/// <content>The plurality vote among k samples.</content>
public sealed partial class Quantity
{
    /// <summary>The chance of each answer to win the vote, ties split evenly.</summary>
    public static Quantity MajorityAtK { get; } = new("majority_at_k", CaseKind.Majority, static e => EvaluateMajority(e, MajorityTies.Split))
    {
        Place = 540,
        Statement = "chance that each answer has the most votes among k samples, ties split evenly",
        Latex = @"\mathbb{E}\bigl[[X_a = \max_b X_b] / \#\{b : X_b = \max X\}\bigr]",
        Range = ValueRange.Distribution,
        VectorFile = "majority",
    };

    /// <summary>The chance of each answer to win the vote alone.</summary>
    public static Quantity MajorityAtKStrict { get; } = new("majority_at_k_strict", CaseKind.Majority, static e => EvaluateMajority(e, MajorityTies.Strict))
    {
        Place = 550,
        Statement = "chance that each answer has more votes among k samples than any other; a tie wins nothing",
        Latex = @"P(X_a > \max_{b\ne a} X_b)",
        Range = ValueRange.Probability,
        VectorFile = "majority",
    };

    private static IReadOnlyList<ComputableReal> EvaluateMajority(CaseEvaluation evaluation, MajorityTies ties)
    {
        var c = (MajorityCase)evaluation.Case;
        return [.. Pools.MajorityAtK.Of(c.Counts, c.K, ties).Select(ComputableReal.FromRational)];
    }
}
