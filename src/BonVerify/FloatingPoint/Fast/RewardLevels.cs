namespace BonVerify.FloatingPoint.Fast;

/// <summary>Outcomes in any order, merged by reward: the weights of the levels in ascending reward, and the level of each outcome.</summary>
internal readonly ref struct RewardLevels
{
    // So much smaller, even 2^31 of the largest doubles do not overflow.
    private const int Headroom = -32;

    private readonly ReadOnlySpan<double> outcomes;
    private readonly int[] levelOf;
    private readonly int exponent;

    private RewardLevels(ReadOnlySpan<double> outcomes, int[] levelOf, int exponent, double[] weights)
    {
        this.outcomes = outcomes;
        this.levelOf = levelOf;
        this.exponent = exponent;
        Weights = weights;
    }

    /// <summary>The weights of the levels; all are scaled down by 2^32 where a sum would overflow.</summary>
    public double[] Weights { get; }

    /// <summary>Sorts outcomes by reward and adds up the weights of equal rewards, each sum rounded once per addition.</summary>
    /// <exception cref="ArgumentException">The numbers differ, a weight is negative or not finite, or a reward is not finite.</exception>
    public static RewardLevels Of(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards)
    {
        if (weights.Length != rewards.Length)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"{nameof(rewards)} has {rewards.Length} entries; it must have one per outcome, {weights.Length}."), nameof(rewards));
        }

        var (keys, order) = (new double[rewards.Length], new int[rewards.Length]);
        for (var i = 0; i < keys.Length; i++)
        {
            Preconditions.Weight(weights[i], i, nameof(weights));
            (keys[i], order[i]) = (Preconditions.Finite(rewards[i], i, nameof(rewards)), i);
        }

        Array.Sort(keys, order);
        var (levelOf, level) = (new int[keys.Length], -1);
        for (var i = 0; i < keys.Length; i++)
        {
            level += i == 0 || keys[i] != keys[i - 1] ? 1 : 0;
            levelOf[order[i]] = level;
        }

        var sums = Sums(weights, order, levelOf, level + 1, 0);
        return sums.AsSpan().Contains(double.PositiveInfinity)
            ? new(weights, levelOf, Headroom, Sums(weights, order, levelOf, level + 1, Headroom))
            : new(weights, levelOf, 0, sums);
    }

    /// <summary>The mass of each outcome, in the order given, from the masses of the levels.</summary>
    public double[] Share(double[] masses)
    {
        var shared = new double[outcomes.Length];
        for (var i = 0; i < shared.Length; i++)
        {
            var whole = Weights[levelOf[i]];
            shared[i] = whole == 0 ? 0 : masses[levelOf[i]] * (Math.ScaleB(outcomes[i], exponent) / whole);
        }

        return shared;
    }

    private static double[] Sums(ReadOnlySpan<double> weights, int[] order, int[] levelOf, int count, int exponent)
    {
        var sums = new double[count];
        foreach (var outcome in order)
        {
            sums[levelOf[outcome]] += Math.ScaleB(weights[outcome], exponent);
        }

        return sums;
    }
}
