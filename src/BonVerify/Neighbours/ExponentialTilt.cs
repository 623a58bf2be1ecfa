using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Neighbours;

/// <summary>The exponential tilt p e^(βr)/Z, Z = Σ p e^(βr): the policy that maximises E[r] − KL/β for β > 0 (Gibbs).</summary>
/// <remarks>
/// Real masses, enclosed. For every policy π on the outcomes E[r] − KL(π‖p)/β ≤ (ln Z)/β, with equality for this one. Immutable and
/// safe for use by many threads.
/// </remarks>
public sealed class ExponentialTilt
{
    private readonly Rational largest;

    /// <summary>Makes the tilted policy.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="beta">The inverse temperature β, per unit of the reward; negative to prefer low rewards, 0 for the reference policy itself.</param>
    /// <exception cref="ArgumentOutOfRangeException">Exponents reach 2^60.</exception>
    public ExponentialTilt(ReferencePolicy reference, Rational beta)
    {
        Reference = Preconditions.NotNull(reference);
        var (low, high) = (reference.Levels[0].Reward, reference.Levels[^1].Reward);
        Beta = RealExponential.Within(beta, beta * (high - low));
        largest = beta * (beta.Sign < 0 ? low : high);
    }

    /// <summary>The reference policy.</summary>
    public ReferencePolicy Reference { get; }

    /// <summary>The inverse temperature β, per unit of the reward.</summary>
    public Rational Beta { get; }

    /// <summary>ln Z = ln Σ p e^(βr), in nats.</summary>
    /// <param name="precision">Bits of accuracy, at least 2.</param>
    /// <returns>An enclosure whose width is about 2^−precision of the largest of 1 and the |βr|.</returns>
    public Enclosure LogPartition(int precision)
    {
        var bits = Preconditions.AtLeast(precision, 2) + 16;
        var (_, partition) = Shares(bits);
        return Enclosure.Add(Enclosure.FromRational(largest, bits), Enclosure.Ln(partition, bits), bits).Round(precision);
    }

    /// <summary>This policy on the outcomes of the reference policy.</summary>
    /// <returns>The policy, its masses enclosed to about 2^−precision of each.</returns>
    public EnclosedPolicy ToEnclosedPolicy() => new(Reference, precision =>
    {
        var bits = precision + 16;
        var (shares, partition) = Shares(bits);
        return Array.ConvertAll(shares, share => Enclosure.Divide(share, partition, precision));
    });

    /// <summary>The policy as <c>tilt by 1/2 of 2,1,1</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => $"tilt by {Beta.ToString()} of {Reference}";

    /// <summary>p e^(βr) over the outcomes, the largest exponential scaled to 1, and their sum.</summary>
    private (Enclosure[] Shares, Enclosure Sum) Shares(int precision)
    {
        var bits = precision + 32;
        var shares = new Enclosure[Reference.Count];
        foreach (var level in Reference.Levels)
        {
            var factor = RealExponential.Of(Beta * level.Reward - largest, bits);
            foreach (var outcome in level.Outcomes)
            {
                shares[outcome] = Enclosure.Multiply(
                    factor, Enclosure.FromRatio(Reference.Weights[outcome], Reference.Denominator, bits), bits);
            }
        }

        return (shares, shares.Aggregate(Enclosure.Zero, (sum, share) => Enclosure.Add(sum, share, bits)));
    }
}
