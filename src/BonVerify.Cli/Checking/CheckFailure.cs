using BonVerify.Cli.Checking.Diagnosis;
using BonVerify.Cli.Checking.Dialogue;
using BonVerify.Cli.Checking.Judging;
using BonVerify.Cli.Terminal;
using BonVerify.Policies;

namespace BonVerify.Cli.Checking;

/// <summary>A failure of a program, with where it was found: all it takes to judge the answer again, without the program.</summary>
/// <param name="Request">The literal request.</param>
/// <param name="Answers">What was answered; two answers when it differed the second time.</param>
/// <param name="Verdict">The verdict.</param>
internal sealed record CheckFailure(CheckRequest Request, IReadOnlyList<Reply> Answers, Verdict Verdict)
{
    /// <summary>The version that found it.</summary>
    public string ToolVersion { get; init; } = Output.ToolVersion;

    /// <summary>The seed of the run that found it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The program and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    public required Tolerance Tolerance { get; init; }

    /// <summary>The tie conventions that count as right.</summary>
    public required IReadOnlyList<TieBreaking> Ties { get; init; }

    /// <summary>The known mistake that gives this answer, or null.</summary>
    public string? Diagnosis { get; init; }

    /// <summary>A failure of a run; the mistake is named if it is among the findings and gives this very answer.</summary>
    public static CheckFailure Of(CheckOptions options, IEnumerable<Finding> findings, Judgement judgement) =>
        new(judgement.Request, judgement.Again is { } again ? [judgement.Reply, again] : [judgement.Reply], judgement.Verdict)
        {
            Seed = options.Seed,
            Command = options.Command,
            Tolerance = options.Tolerance,
            Ties = options.Ties,
            Diagnosis = findings
                .Where(finding => finding.Quantity == judgement.Request.Quantity && finding.Mistake.Test(judgement) == true)
                .Select(static finding => $"{finding.Mistake.Sentence} [{finding.Mistake.Id}]").FirstOrDefault(),
        };
}
