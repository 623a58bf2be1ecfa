using System.Collections.ObjectModel;
using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Policies;

/// <summary>The levels of a policy in arrays: of a hundred thousand levels lists of their own would take most of the time.</summary>
internal sealed class LevelTable
{
    private const int ShortBits = 62;
    private const long MaxShort = 1L << ShortBits;

    private readonly Rational[] rewards;
    private readonly int[] order;
    private readonly int[] starts;

    /// <summary>Adds the weights of the levels up.</summary>
    /// <param name="weights">The weights of all outcomes.</param>
    /// <param name="rewards">The rewards of all outcomes.</param>
    /// <param name="order">The outcomes with positive mass, at least one, level by level, ascending in reward.</param>
    /// <param name="starts">Where each level starts in it, and how many they are.</param>
    public LevelTable(BigInteger[] weights, Rational[] rewards, int[] order, int[] starts)
    {
        this.rewards = rewards;
        this.order = order;
        this.starts = starts;
        Weights = new BigInteger[starts.Length - 1];
        CumulativeWeights = new BigInteger[Weights.Length];

        // In integers of 64 bits for as long as they do: that takes half of the time.
        var (total, longTotal) = (0L, BigInteger.Zero);
        for (var level = 0; level < Weights.Length; level++)
        {
            var weight = weights[order[starts[level]]];
            for (var i = starts[level] + 1; i < starts[level + 1]; i++)
            {
                weight += weights[order[i]];
            }

            if (total <= MaxShort && weight.GetBitLength() <= ShortBits)
            {
                total += (long)weight;
                longTotal = total;
            }
            else
            {
                (total, longTotal) = (long.MaxValue, longTotal + weight);
            }

            Weights[level] = weight;
            CumulativeWeights[level] = longTotal;
        }
    }

    /// <summary>The sum of all weights.</summary>
    public BigInteger Denominator => CumulativeWeights[^1];

    public BigInteger[] Weights { get; }

    public BigInteger[] CumulativeWeights { get; }

    public Rational RewardOf(int level) => rewards[order[starts[level]]];

    public IReadOnlyList<int> OutcomesOf(int level) =>
        new ReadOnlyCollection<int>(new ArraySegment<int>(order, starts[level], starts[level + 1] - starts[level]));

    public RewardLevel[] ToLevels()
    {
        var levels = new RewardLevel[Weights.Length];
        for (var level = 0; level < levels.Length; level++)
        {
            levels[level] = new RewardLevel(this, level);
        }

        return levels;
    }
}
