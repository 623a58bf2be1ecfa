using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Neighbours;

/// <summary>
/// Rejection to a top mass A: draw from the reference policy until the draw is in its best mass A. At the level where A ends a draw is
/// accepted with the chance that makes the total A.
/// </summary>
/// <remarks>
/// Exact: the cumulative mass F becomes max(0, F − (1−A))/A. Where A ends between two levels this is <see cref="RewindAndRepeat"/>.
/// With 1/A ≥ n, as many draws on average as best-of-n or more, every increasing reward has a mean of at least that under best-of-n. Immutable
/// and safe for use by many threads.
/// </remarks>
public sealed class TopMassRejection
{
    /// <summary>Makes the policy.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="acceptance">The mass A that is accepted, in (0, 1]; 1 is the reference policy itself.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mass is not in (0, 1].</exception>
    public TopMassRejection(ReferencePolicy reference, Rational acceptance)
    {
        Reference = Preconditions.NotNull(reference);
        AcceptanceProbability = Parameters.Chance(acceptance);
    }

    /// <summary>The reference policy.</summary>
    public ReferencePolicy Reference { get; }

    /// <summary>The probability A that one draw is accepted.</summary>
    public Rational AcceptanceProbability { get; }

    /// <summary>The mean number of draws, 1/A.</summary>
    public Rational MeanDraws => AcceptanceProbability.Reciprocal();

    /// <summary>The probability mass of each outcome, in listing order.</summary>
    /// <returns>Exact masses that sum to 1; 0 for outcomes that are never accepted.</returns>
    public IReadOnlyList<Rational> Probabilities() => ToReferencePolicy().Probabilities;

    /// <summary>This policy as masses on the outcomes of the reference policy, with the same rewards and labels.</summary>
    /// <returns>The policy.</returns>
    public ReferencePolicy ToReferencePolicy() => CumulativeMap.Apply(
        Reference, cumulative => Rational.Max(Rational.Zero, cumulative - (1 - AcceptanceProbability)) / AcceptanceProbability);

    /// <summary>The policy as <c>rejection to the top 1/2 of 2,1,1</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => $"rejection to the top {AcceptanceProbability.ToString()} of {Reference}";
}
