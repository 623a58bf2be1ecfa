using BonVerify.Quantities;
using static BonVerify.Cli.Vectors.VectorFlag;

namespace BonVerify.Cli.Vectors;

/// <content>The cases of the plurality vote.</content>
internal static partial class VectorCases
{
    private static readonly VectorFlag Vote = new(
        "Vote", "The plurality vote among k samples drawn without replacement. Catches more than half in the place of the most, and ties that go to the first answer seen.");

    /// <summary>The cases of the plurality vote among k samples.</summary>
    public static IReadOnlyList<VectorCase> Majorities { get; } =
    [
        VoteOf("one answer", [3], 2, Boundary),
        VoteOf("one sample", [2, 1], 1),
        VoteOf("two answers that tie", [1, 1], 2, Boundary),
        VoteOf("three answers, each once", [1, 1, 1], 3, Boundary),
        VoteOf("two of three", [2, 1], 2),
        VoteOf("all vote", [3, 2], 5, Boundary),
        VoteOf("an answer that nobody gave", [2, 0, 2], 3),
        VoteOf("twenty samples of three answers", [8, 7, 5], 3),
        VoteOf("twenty samples of three answers, half of them", [8, 7, 5], 10),
        VoteOf("most votes are fewer than half", [4, 3, 3], 5),
        VoteOf("a rare right answer", [1, 6, 3], 4),
        VoteOf("many answers, each once", [1, 1, 1, 1, 1, 1], 4),
        VoteOf("even counts", [5, 5, 5, 5], 8),
        VoteOf("a wide field", [12, 6, 3, 2, 1], 9),
    ];

    private static VectorCase VoteOf(string comment, int[] counts, int k, params VectorFlag[] flags) =>
        new(comment, [Vote, .. flags], new MajorityCase(counts, k));
}
