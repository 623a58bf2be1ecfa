using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Neighbours;

/// <summary>Worst-of-n: draw n responses independently from a reference policy and keep one with the lowest reward.</summary>
/// <remarks>
/// Exact: a reward level has the mass (1 − F₋)^n − (1 − F)^n, and one of several minimal-reward draws is kept uniformly. It is
/// best-of-n with the rewards in the opposite order, so its KL divergence is at most ln n − (n−1)/n; its win rate is at least
/// 1/(n+1). Immutable and safe for use by many threads.
/// </remarks>
public sealed class WorstOfN
{
    private readonly BestOfN opposite;

    /// <summary>Makes the worst-of-n policy of a reference policy.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1; it is also the mean number of draws.</param>
    /// <param name="maxBits">The budget for writing out all (1 − F)^n exactly, in bits.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1, or the exact masses exceed the budget.</exception>
    public WorstOfN(ReferencePolicy reference, int n, long maxBits = BestOfN.DefaultMaxBits)
    {
        Reference = Preconditions.NotNull(reference);
        opposite = new BestOfN(reference.WithRewards(reference.Rewards.Select(static reward => -reward)), n, maxBits: maxBits);
    }

    /// <summary>The reference policy.</summary>
    public ReferencePolicy Reference { get; }

    /// <summary>The number of draws n.</summary>
    public int N => opposite.N;

    /// <summary>The probability mass of each outcome, in listing order.</summary>
    /// <returns>Exact masses that sum to 1; 0 for outcomes of mass 0.</returns>
    public IReadOnlyList<Rational> Probabilities() => opposite.Probabilities();

    /// <summary>This policy as masses on the outcomes of the reference policy, with the same rewards and labels.</summary>
    /// <returns>The policy.</returns>
    public ReferencePolicy ToReferencePolicy() => Reference.WithProbabilities(Probabilities());

    /// <summary>The policy as <c>worst of 2 from 2,1,1</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => FormattableString.Invariant($"worst of {N} from {Reference}");
}
