using BonVerify.Cli.Sharding;
using BonVerify.Conformance;

namespace BonVerify.Cli.Checking;

/// <summary>What a run of <c>check</c> is asked to do.</summary>
internal sealed record CheckOptions
{
    /// <summary>The program under test and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>What is asked, and what counts as right.</summary>
    public ExaminationOptions Examination { get; init; } = ExaminationOptions.Default;

    /// <summary>How long to wait for an answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait for the very first answer, if longer; the default of the dialogue if null.</summary>
    public TimeSpan? FirstAnswerTimeout { get; init; }

    /// <summary>When to stop, if not when everything is asked.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Where to write a file for every smallest failure; none is written if null.</summary>
    public string? CounterexampleFolder { get; init; }

    /// <summary>The part of the requests that is put; null for a run that nobody splits.</summary>
    public Shard? Shard { get; init; }

    /// <summary>The folder of the checkpoint, or null.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>What was said on the command line that decides what is found.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];
}
