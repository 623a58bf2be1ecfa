using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Policies;

/// <summary>
/// Outcomes that compete as one: all with the same reward, or a single outcome where listing order breaks ties.
/// </summary>
/// <remarks>Masses are exact: integer weights over the common denominator of the policy. Immutable.</remarks>
public sealed class RewardLevel
{
    private readonly BigInteger denominator;

    internal RewardLevel(
        Rational reward, BigInteger weight, BigInteger cumulativeWeight, BigInteger denominator, IReadOnlyList<int> outcomes)
    {
        Reward = reward;
        Weight = weight;
        CumulativeWeight = cumulativeWeight;
        this.denominator = denominator;
        Outcomes = outcomes;
    }

    /// <summary>The reward of the outcomes.</summary>
    public Rational Reward { get; }

    /// <summary>The mass P as an integer weight over the policy's denominator; positive.</summary>
    public BigInteger Weight { get; }

    /// <summary>The cumulative mass F up to and including this level, as an integer weight.</summary>
    public BigInteger CumulativeWeight { get; }

    /// <summary>The indices, in listing order, of the outcomes with positive mass.</summary>
    public IReadOnlyList<int> Outcomes { get; }

    /// <summary>The mass P.</summary>
    public Rational Probability => new Rational(Weight, denominator);

    /// <summary>The cumulative mass F = Σ of the masses up to and including this level.</summary>
    public Rational Cumulative => new Rational(CumulativeWeight, denominator);

    /// <summary>The level as <c>reward: probability (cumulative)</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() =>
        $"{Reward.ToString()}: {Probability.ToString()} ({Cumulative.ToString()})";
}
