using BonVerify.Cli.Estimation.Figures;
using BonVerify.Cli.Estimation.Files;
using BonVerify.Cli.Sharding;

namespace BonVerify.Cli.Estimation;

/// <summary>What a run of <c>estimate</c> is asked to do.</summary>
internal sealed record EstimateOptions
{
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The file of a second system, or null.</summary>
    public string? Against { get; init; }

    public required FieldChoice Fields { get; init; }

    public required ReadingOptions Reading { get; init; }

    public required DrawCounts Counts { get; init; }

    public required IntervalMethod Interval { get; init; }

    public required double Confidence { get; init; }

    /// <summary>Whether to show what resampling with replacement would say.</summary>
    public bool Biased { get; init; }

    /// <summary>The file for the values of single prompts; - is standard output; null for none.</summary>
    public string? PerPrompt { get; init; }

    public required int Jobs { get; init; }

    /// <summary>The part of the prompts that counts; null for a run that nobody splits.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Whether the files are a part of a larger set of samples, which has been split by prompt already.</summary>
    public bool IsPart { get; init; }

    /// <summary>The folder of the checkpoint, or null.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>What was said on the command line that decides what is found.</summary>
    public IReadOnlyList<(string Name, string Value)> Given { get; init; } = [];
}
