using System.Reflection;
using BonVerify.Claims;
using BonVerify.Evaluation;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Interchange;

/// <summary>A case in which a claim fails, with where it was found: all it takes to see the failure again.</summary>
/// <param name="Claim">The id of the claim.</param>
/// <param name="Case">The literal case.</param>
public sealed record Counterexample(string Claim, PolicyCase Case)
{
    /// <summary>The version of this library, as files and tokens bear it.</summary>
    public static string CurrentVersion { get; } =
        typeof(Counterexample).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "unknown";

    /// <summary>The version that found it.</summary>
    public string ToolVersion { get; init; } = CurrentVersion;

    /// <summary>What it shows, or <see langword="null"/>.</summary>
    public string? Description { get; init; }

    /// <summary>Where it was found: a line of input, a generated case, a property test; or <see langword="null"/>.</summary>
    public string? Origin { get; init; }

    /// <summary>The seed of the run that found it, or <see langword="null"/>.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The state (seed, gamma, size) from which FsCheck generates the case before shrinking, or <see langword="null"/>.</summary>
    public ReplayState? Replay { get; init; }

    /// <summary>What should hold, or <see langword="null"/>.</summary>
    public string? Relation { get; init; }

    /// <summary>Its left side, as far as it was written out, or <see langword="null"/>.</summary>
    public string? Left { get; init; }

    /// <summary>Its right side, as far as it was written out, or <see langword="null"/>.</summary>
    public string? Right { get; init; }

    /// <summary>By how much the relation fails, or <see langword="null"/>.</summary>
    public DecimalEnclosure? Excess { get; init; }

    /// <summary>The counterexample with what a witness says.</summary>
    /// <param name="claim">The claim that fails.</param>
    /// <param name="policyCase">The case.</param>
    /// <param name="witness">The sides of the relation that fails.</param>
    /// <param name="origin">Where it was found, or <see langword="null"/>.</param>
    /// <returns>A counterexample of this version.</returns>
    public static Counterexample Of(Claim claim, PolicyCase policyCase, Witness witness, string? origin = null) =>
        new(Preconditions.NotNull(claim).Id, policyCase)
        {
            Origin = origin,
            Relation = Preconditions.NotNull(witness).Relation,
            Left = witness.Left,
            Right = witness.Right,
            Excess = witness.Excess.ToDecimal(17),
        };

    /// <summary>The same counterexample with the run that found it, for callers without the <c>with</c> of C#.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="replay">The state from which the case was generated before shrinking, or <see langword="null"/>.</param>
    /// <returns>A counterexample with <see cref="Seed"/> and <see cref="Replay"/>.</returns>
    public Counterexample FoundBy(ulong seed, ReplayState? replay) => this with { Seed = seed, Replay = replay };

    /// <summary>Decides its claim in its case anew.</summary>
    /// <param name="claim">The claim with the id <see cref="Claim"/>.</param>
    /// <param name="budget">How much it may cost; <see langword="null"/> for <see cref="Budget.Default"/>.</param>
    /// <returns>The verdict; violated, if it is one still.</returns>
    /// <exception cref="ArgumentException">The claim has another id.</exception>
    public Verdict Reproduce(Claim claim, Budget? budget = null) => Preconditions.NotNull(claim).Id == Claim
        ? claim.Evaluate(new PolicyEvaluation(Case.Reference, Case.N, budget: budget))
        : throw new ArgumentException(Preconditions.Message(nameof(claim), claim, $"must be {Claim}, the claim of the counterexample"), nameof(claim));

    /// <summary>The counterexample as one line of JSON.</summary>
    /// <returns>A one-line text; <see cref="CounterexampleJson.Parse(string)"/> reads it back.</returns>
    public override string ToString() => CounterexampleJson.Write(this, indented: false);
}
