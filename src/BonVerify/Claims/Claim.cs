using BonVerify.Evaluation;

namespace BonVerify.Claims;

/// <summary>A statement about best-of-n with its source and status, and the function that decides it in one case.</summary>
/// <remarks>Immutable. Two claims are the same when their ids are.</remarks>
public sealed class Claim
{
    private readonly Func<PolicyEvaluation, Verdict> evaluate;

    internal Claim(string id, Func<PolicyEvaluation, Verdict> evaluate)
    {
        Id = id;
        this.evaluate = evaluate;
    }

    /// <summary>The short name, for example <c>kl-upper-bound</c>.</summary>
    public string Id { get; }

    /// <summary>The statement in words and plain symbols.</summary>
    public required string Statement { get; init; }

    /// <summary>The statement in LaTeX, without surrounding dollar signs.</summary>
    public required string Latex { get; init; }

    /// <summary>Where the statement comes from.</summary>
    public required string Source { get; init; }

    /// <summary>What is known about it.</summary>
    public required ClaimStatus Status { get; init; }

    /// <summary>Why it is true, or why it is false, in a few sentences.</summary>
    public required string Argument { get; init; }

    /// <summary>How it is decided in a case.</summary>
    public string Method { get; init; } =
        "Exactly, both sides being linear forms in logarithms or fractions; where F^n is over the budget, by enclosures at growing precision.";

    /// <summary>The full names of the Coq theorems that together prove (or, for a refuted claim, refute) it; may be empty.</summary>
    public IReadOnlyList<string> CoqTheorems { get; init; } = [];

    /// <summary>For a refuted claim its counterexamples, the smallest first; otherwise empty.</summary>
    public IReadOnlyList<KnownCounterexample> Counterexamples { get; init; } = [];

    /// <summary>Decides the claim in one case, exactly.</summary>
    /// <param name="policy">The case: a best-of-n policy under evaluation.</param>
    /// <returns>The verdict.</returns>
    public Verdict Evaluate(PolicyEvaluation policy) => evaluate(Preconditions.NotNull(policy));

    /// <summary>The id.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => Id;
}
