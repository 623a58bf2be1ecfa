using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Neighbours;

/// <summary>Best-of-n with a geometric n: after every draw stop with the chance s, and keep the best of the draws.</summary>
/// <remarks>
/// Exact, since Σ s(1−s)^(n−1) F^n = sF/(1 − (1−s)F) is rational: a level has the increment of this. Immutable and safe for use by
/// many threads.
/// </remarks>
public sealed class BestOfGeometric
{
    /// <summary>Makes the policy.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="stop">The chance s to stop after a draw, in (0, 1]; 1 is the reference policy itself.</param>
    /// <exception cref="ArgumentOutOfRangeException">The chance is not in (0, 1].</exception>
    public BestOfGeometric(ReferencePolicy reference, Rational stop)
    {
        Reference = Preconditions.NotNull(reference);
        Stop = Parameters.Chance(stop);
    }

    /// <summary>The reference policy.</summary>
    public ReferencePolicy Reference { get; }

    /// <summary>The chance s to stop after a draw.</summary>
    public Rational Stop { get; }

    /// <summary>The mean number of draws, 1/s.</summary>
    public Rational MeanDraws => Stop.Reciprocal();

    /// <summary>The probability mass of each outcome, in listing order.</summary>
    /// <returns>Exact masses that sum to 1; 0 for outcomes of mass 0.</returns>
    public IReadOnlyList<Rational> Probabilities() => ToReferencePolicy().Probabilities;

    /// <summary>This policy as masses on the outcomes of the reference policy, with the same rewards and labels.</summary>
    /// <returns>The policy.</returns>
    public ReferencePolicy ToReferencePolicy() =>
        CumulativeMap.Apply(Reference, cumulative => Stop * cumulative / (1 - (1 - Stop) * cumulative));

    /// <summary>The policy as <c>best of a geometric number of draws, 2 on average, from 2,1,1</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => $"best of a geometric number of draws, {MeanDraws.ToString()} on average, from {Reference}";
}
