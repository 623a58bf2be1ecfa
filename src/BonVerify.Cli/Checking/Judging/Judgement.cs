using BonVerify.Cli.Checking.Dialogue;

namespace BonVerify.Cli.Checking.Judging;

/// <summary>One request, its answer, and what the answer is found to be.</summary>
/// <param name="Request">The request.</param>
/// <param name="Group">The group of its case.</param>
/// <param name="Reply">The answer.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Ulps">The largest distance from the truth in units in the last place, where it can be told.</param>
/// <param name="Truth">The truth that the answer is nearest to.</param>
internal sealed record Judgement(
    CheckRequest Request, string Group, Reply Reply, Verdict Verdict, double? Ulps, IReadOnlyList<TrueValue> Truth)
{
    /// <summary>What it answered the second time, where that makes it flaky.</summary>
    public Reply? Again { get; init; }

    /// <summary>Whether the program fails.</summary>
    public bool IsFailure => Verdict >= Verdict.Wrong;

    /// <summary>Whether the program gave a good answer.</summary>
    public bool IsGood => Verdict <= Verdict.WithinTolerance;

    /// <summary>The numbers of the answer, if it has any.</summary>
    public IReadOnlyList<double>? Numbers => (Reply as Reply.Value)?.Numbers;
}
