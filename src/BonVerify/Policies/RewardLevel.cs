using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Policies;

/// <summary>
/// Outcomes that compete as one: all with the same reward, or a single outcome where listing order breaks ties.
/// </summary>
/// <remarks>Masses are exact: integer weights over the common denominator of the policy. Immutable.</remarks>
public sealed class RewardLevel
{
    private readonly LevelTable table;
    private readonly int index;
    private IReadOnlyList<int>? outcomes;

    internal RewardLevel(LevelTable table, int index)
    {
        this.table = table;
        this.index = index;
    }

    /// <summary>The reward of the outcomes.</summary>
    public Rational Reward => table.RewardOf(index);

    /// <summary>The mass P as an integer weight over the policy's denominator; positive.</summary>
    public BigInteger Weight => table.Weights[index];

    /// <summary>The cumulative mass F up to and including this level, as an integer weight.</summary>
    public BigInteger CumulativeWeight => table.CumulativeWeights[index];

    /// <summary>The indices, in listing order, of the outcomes with positive mass.</summary>
    public IReadOnlyList<int> Outcomes => outcomes ??= table.OutcomesOf(index);

    /// <summary>The mass P.</summary>
    public Rational Probability => new Rational(Weight, table.Denominator);

    /// <summary>The cumulative mass F = Σ of the masses up to and including this level.</summary>
    public Rational Cumulative => new Rational(CumulativeWeight, table.Denominator);

    /// <summary>The level as <c>reward: probability (cumulative)</c>.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() =>
        $"{Reward.ToString()}: {Probability.ToString()} ({Cumulative.ToString()})";
}
