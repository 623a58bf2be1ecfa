using BonVerify.Cli.Terminal;
using BonVerify.Conformance;

namespace BonVerify.Cli.Checking;

/// <summary>A failure of a program, with where it was found: all it takes to judge the answer again, without the program.</summary>
/// <param name="Request">The literal request.</param>
/// <param name="Answers">What was answered; two answers when it differed the second time.</param>
/// <param name="Assessment">What the answer was found to be.</param>
internal sealed record CheckFailure(Request Request, IReadOnlyList<Answer> Answers, Assessment Assessment)
{
    /// <summary>The version that found it.</summary>
    public string ToolVersion { get; init; } = Output.ToolVersion;

    /// <summary>The seed of the run that found it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The program and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    public required Tolerance Tolerance { get; init; }

    /// <summary>The tie conventions that count as right.</summary>
    public required IReadOnlyList<TieConvention> Ties { get; init; }

    /// <summary>The known mistake that gives this answer, or null.</summary>
    public string? Diagnosis { get; init; }

    /// <summary>A smallest failure of a run.</summary>
    public static CheckFailure Of(IReadOnlyList<string> command, ExaminationOptions options, SmallestFailure failure)
    {
        var judgement = failure.Judgement;
        return new(judgement.Request, judgement.Again is { } again ? [judgement.Answer, again] : [judgement.Answer], judgement.Assessment)
        {
            Seed = options.Seed,
            Command = command,
            Tolerance = options.Tolerance,
            Ties = options.Ties,
            Diagnosis = failure.Cause is { Mistake: var mistake } ? $"{mistake.Sentence} [{mistake.Id}]" : null,
        };
    }
}
