namespace BonVerify.FloatingPoint;

/// <content>Outcomes in any order, with rewards.</content>
public static partial class FastBestOfN
{
    /// <summary>Weights in ascending reward, those of equal rewards added up: what the other methods take.</summary>
    /// <param name="weights">One weight per outcome.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order.</param>
    /// <returns>One weight per level of reward; sums are rounded once per addition.</returns>
    /// <exception cref="ArgumentException">The numbers of weights and rewards differ, or a reward is not finite.</exception>
    public static double[] SortedByReward(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards)
    {
        if (weights.Length != rewards.Length)
        {
            throw new ArgumentException(
                $"{nameof(rewards)} has {rewards.Length} entries; it must have one per outcome, {weights.Length}.", nameof(rewards));
        }

        for (var i = 0; i < rewards.Length; i++)
        {
            Preconditions.Finite(rewards[i], $"{nameof(rewards)}[{i}]");
        }

        var (keys, sorted) = (rewards.ToArray(), weights.ToArray());
        Array.Sort(keys, sorted);
        var levels = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            if (i > 0 && keys[i] == keys[i - 1])
            {
                sorted[levels - 1] += sorted[i];
            }
            else
            {
                sorted[levels++] = sorted[i];
            }
        }

        return sorted[..levels];
    }

    /// <inheritdoc cref="SortedByReward(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public static double[] SortedByReward(double[] weights, double[] rewards) =>
        SortedByReward(Preconditions.NotNull(weights).AsSpan(), Preconditions.NotNull(rewards).AsSpan());

    /// <summary>KL(π⁽ⁿ⁾‖p) in nats for outcomes in any order; equal rewards are ties.</summary>
    /// <param name="weights">One weight per outcome; finite, at least 0, not all 0.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The divergence.</returns>
    /// <exception cref="ArgumentException">The input is not as described.</exception>
    public static double KullbackLeibler(double[] weights, double[] rewards, int n) =>
        KullbackLeibler(SortedByReward(weights, rewards), n);

    /// <summary>The win rate for outcomes in any order; equal rewards are ties and count half.</summary>
    /// <param name="weights">One weight per outcome; finite, at least 0, not all 0.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>A number in [½, 1).</returns>
    /// <exception cref="ArgumentException">The input is not as described.</exception>
    public static double WinRate(double[] weights, double[] rewards, int n) => WinRate(SortedByReward(weights, rewards), n);
}
