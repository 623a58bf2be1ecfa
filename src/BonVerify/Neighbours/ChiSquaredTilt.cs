using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Neighbours;

/// <summary>
/// The χ² tilt p·max(0, (r − λ)/β) with the λ that makes the total 1: the policy that maximises E[r] − (β/2) χ²
/// (compare arXiv 2503.21878, as reported).
/// </summary>
/// <remarks>
/// Exact: the total is piecewise linear and decreasing in λ, so λ is rational. Levels at or below λ get no mass. Immutable and safe
/// for use by many threads.
/// </remarks>
public sealed class ChiSquaredTilt
{
    /// <summary>Makes the tilted policy.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="beta">The strength β > 0 of the χ² penalty, in units of the reward: large β stays near the reference policy.</param>
    /// <exception cref="ArgumentOutOfRangeException">β is not > 0.</exception>
    public ChiSquaredTilt(ReferencePolicy reference, Rational beta)
    {
        Reference = Preconditions.NotNull(reference);
        Beta = Parameters.Positive(beta);

        // With mass on the levels from i upwards the total is 1 where λ = (Σ P r − β)/Σ P over them. A next level above this λ gets mass
        // too, and draws λ up, but not past its own reward; the first level that is not above it ends the search.
        var (mass, mean) = (Rational.Zero, Rational.Zero);
        for (var i = reference.Levels.Count - 1; i >= 0; i--)
        {
            var level = reference.Levels[i];
            if (i < reference.Levels.Count - 1 && level.Reward <= Lambda)
            {
                break;
            }

            mass += level.Probability;
            mean += level.Probability * level.Reward;
            Lambda = (mean - beta) / mass;
        }
    }

    /// <summary>The reference policy.</summary>
    public ReferencePolicy Reference { get; }

    /// <summary>The strength β of the penalty, in units of the reward.</summary>
    public Rational Beta { get; }

    /// <summary>The threshold λ: rewards up to it get no mass.</summary>
    public Rational Lambda { get; }

    /// <summary>The probability mass of each outcome, in listing order.</summary>
    /// <returns>Exact masses that sum to 1; 0 for outcomes of mass 0 and for rewards of at most λ.</returns>
    public IReadOnlyList<Rational> Probabilities() =>
        [.. Reference.Probabilities.Zip(Reference.Rewards, (p, r) => p * Rational.Max(Rational.Zero, (r - Lambda) / Beta))];

    /// <summary>This policy as masses on the outcomes of the reference policy, with the same rewards and labels.</summary>
    /// <returns>The policy.</returns>
    public ReferencePolicy ToReferencePolicy() => Reference.WithProbabilities(Probabilities());

    /// <summary>The policy as <c>chi-squared tilt by 1/2 of 2,1,1</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => $"chi-squared tilt by {Beta.ToString()} of {Reference}";
}
