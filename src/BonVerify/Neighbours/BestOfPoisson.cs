using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Neighbours;

/// <summary>Best-of-n with n = 1 + a Poisson number: the policy that has the cumulative mass F e^(μ(F−1)).</summary>
/// <remarks>
/// Real masses, enclosed: a level of mass P has e^(μ(F−1))·(P − F₋·expm1(−μP)), in which nothing cancels. Immutable and safe for
/// use by many threads.
/// </remarks>
public sealed class BestOfPoisson
{
    /// <summary>Makes the policy.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="mu">The mean μ of the Poisson law, from 0 to below 2^60; 0 is the reference policy itself.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mean is below 0, or 2^60 or more.</exception>
    public BestOfPoisson(ReferencePolicy reference, Rational mu)
    {
        Reference = Preconditions.NotNull(reference);
        Mu = RealExponential.Within(Parameters.NotNegative(mu), mu, nameof(mu));
    }

    /// <summary>The reference policy.</summary>
    public ReferencePolicy Reference { get; }

    /// <summary>The mean μ of the Poisson law.</summary>
    public Rational Mu { get; }

    /// <summary>The mean number of draws, 1 + μ.</summary>
    public Rational MeanDraws => Mu + 1;

    /// <summary>This policy on the outcomes of the reference policy.</summary>
    /// <returns>The policy, its masses enclosed to about 2^−precision of each.</returns>
    public EnclosedPolicy ToEnclosedPolicy() => new(Reference, Masses);

    /// <summary>The policy as <c>best of 1 + Poisson(3/2) draws from 2,1,1</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => $"best of 1 + Poisson({Mu.ToString()}) draws from {Reference}";

    private Enclosure[] Masses(int precision)
    {
        var bits = precision + 16;
        var masses = new Enclosure[Reference.Count];
        foreach (var level in Reference.Levels)
        {
            var below = Enclosure.FromRatio(level.CumulativeWeight - level.Weight, Reference.Denominator, bits);
            var rise = Enclosure.Expm1(Enclosure.FromRational(-Mu * level.Probability, bits), bits);
            var added = Enclosure.Subtract(Enclosure.FromRational(level.Probability, bits), Enclosure.Multiply(below, rise, bits), bits);
            var factor = RealExponential.Of(Mu * (level.Cumulative - 1), bits);
            var density = Enclosure.Divide(Enclosure.Multiply(factor, added, bits), Enclosure.Exactly(level.Weight), bits);
            foreach (var outcome in level.Outcomes)
            {
                masses[outcome] = Enclosure.Multiply(density, Enclosure.Exactly(Reference.Weights[outcome]), precision);
            }
        }

        return masses;
    }
}
