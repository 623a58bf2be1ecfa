using BonVerify.Cli.Sharding;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>How records become samples.</summary>
internal sealed record ReadingOptions
{
    public required MissingRule Missing { get; init; }

    /// <summary>The part of the prompts that counts. Records that no choice takes are of no prompt: the first part counts them.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    public required DuplicateRule Duplicates { get; init; }

    public required StepRule Steps { get; init; }

    /// <summary>The number from which on a sample is correct, or null when correctness is 0 or 1.</summary>
    public double? Threshold { get; init; }

    /// <summary>The range in which rewards must lie.</summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>The range in which second rewards must lie.</summary>
    public (double Low, double High)? GoldRange { get; init; }
}
