using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Policies;

/// <summary>
/// Rewind and repeat: draw from the reference policy until the reward reaches a level (Beirami et al., arXiv 2401.01879, §6).
/// </summary>
/// <remarks>The kept response has the law of the reference policy given that the level is reached. Exact; immutable; equal by value.</remarks>
public sealed partial class RewindAndRepeat : IEquatable<RewindAndRepeat>
{
    /// <summary>Makes the policy that accepts a reward level and everything above it.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="level">The index of the lowest accepted level in <see cref="ReferencePolicy.Levels"/>; 0 accepts every draw.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level.</exception>
    public RewindAndRepeat(ReferencePolicy reference, int level)
    {
        Reference = Preconditions.NotNull(reference);
        if (level < 0 || level >= reference.Levels.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(level), Preconditions.Message(nameof(level), level, $"must be from 0 to {reference.Levels.Count - 1}"));
        }

        Level = level;
    }

    /// <summary>The reference policy.</summary>
    public ReferencePolicy Reference { get; }

    /// <summary>The index of the lowest accepted reward level.</summary>
    public int Level { get; }

    /// <summary>The lowest accepted reward.</summary>
    public Rational Threshold => Reference.Levels[Level].Reward;

    /// <summary>The probability P that one draw is accepted; positive.</summary>
    public Rational AcceptanceProbability => Level == 0
        ? Rational.One
        : new Rational(Reference.Denominator - Reference.Levels[Level - 1].CumulativeWeight, Reference.Denominator);

    /// <summary>The expected number of draws, 1/P.</summary>
    public Rational ExpectedDraws => AcceptanceProbability.Reciprocal();

    /// <summary>The probability mass of each outcome, in listing order: p/P where accepted, else 0.</summary>
    /// <returns>Exact masses that sum to 1.</returns>
    public IReadOnlyList<Rational> Probabilities() => ToReferencePolicy().Probabilities;

    /// <summary>This policy as masses on the outcomes of the reference policy, with the same rewards and labels.</summary>
    /// <returns>The policy.</returns>
    public ReferencePolicy ToReferencePolicy()
    {
        var weights = new BigInteger[Reference.Count];
        foreach (var outcome in Reference.Levels.Skip(Level).SelectMany(static level => level.Outcomes))
        {
            weights[outcome] = Reference.Weights[outcome];
        }

        return Reference.WithWeights(weights);
    }

    /// <summary>The policy as <c>rewind and repeat at reward 1 from 2,1,1</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => $"rewind and repeat at reward {Threshold.ToString()} from {Reference}";
}
