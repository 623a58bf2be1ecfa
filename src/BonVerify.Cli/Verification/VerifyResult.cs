using BonVerify.Cli.Sharding;

namespace BonVerify.Cli.Verification;

/// <summary>What a run of <c>verify</c> found; nothing changes it any more.</summary>
internal sealed record VerifyResult
{
    public required VerifyOptions Options { get; init; }

    /// <summary>What was found about each claim, in the order of the options.</summary>
    public required IReadOnlyList<ClaimResult> Claims { get; init; }

    /// <summary>The regions that no case has met, when cases were generated and so every region is due.</summary>
    public required IReadOnlyList<string> MissedRegions { get; init; }

    public required long InputCases { get; init; }

    public required long GeneratedCases { get; init; }

    /// <summary>The run as a part of a larger one; null when nobody splits it.</summary>
    public RunPart? Part { get; init; }

    /// <summary>Why the run stopped, in one line.</summary>
    public required string StopReason { get; init; }

    /// <summary>The line of input that could not be used, if any; the report of what came before is still written.</summary>
    public required string? InputError { get; init; }

    /// <summary>Whether every case of input was decided; time or an interruption may come before.</summary>
    public required bool IsInputDecided { get; init; }

    /// <summary>Whether the run was interrupted: what it has not done says nothing.</summary>
    public required bool WasInterrupted { get; init; }

    public required TimeSpan Elapsed { get; init; }
}
