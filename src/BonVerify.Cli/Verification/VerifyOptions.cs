using BonVerify.Claims;
using BonVerify.Cli.Sharding;
using BonVerify.Evaluation;
using BonVerify.Quantities;

namespace BonVerify.Cli.Verification;

/// <summary>What a run of <c>verify</c> is asked to do.</summary>
internal sealed record VerifyOptions
{
    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>Files of cases; "-" is standard input.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>How many cases are generated.</summary>
    public required int MaxTest { get; init; }

    /// <summary>When to stop, if not after <see cref="MaxTest"/> cases.</summary>
    public TimeSpan? Time { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>The budget for the exact masses of one case, in bits; beyond it they are enclosed.</summary>
    public required long ExactBits { get; init; }

    /// <summary>The highest precision, in bits, at which enclosures are compared.</summary>
    public required int MaxPrecision { get; init; }

    public required int Threads { get; init; }

    /// <summary>The part of the run that is to be done; null for a run that nobody splits.</summary>
    public Shard? Shard { get; init; }

    /// <summary>The folder of the checkpoint, or null.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Where to write a file for every counterexample; only unexpected ones are written, to a folder of their own, if null.</summary>
    public string? CounterexampleFolder { get; init; }

    /// <summary>A case as claims see it, with the precision and the budget of the run.</summary>
    public PolicyEvaluation CaseOf(PolicyCase policyCase) =>
        new(policyCase.Reference, policyCase.N, budget: new Budget { ExactBits = ExactBits, MaxPrecision = MaxPrecision });
}
