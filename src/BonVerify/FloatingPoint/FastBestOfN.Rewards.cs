using BonVerify.FloatingPoint.Fast;

namespace BonVerify.FloatingPoint;

/// <content>Outcomes in any order, with rewards.</content>
public static partial class FastBestOfN
{
    /// <summary>Weights in ascending reward, those of equal rewards added up: what the methods without rewards take.</summary>
    /// <param name="weights">One weight per outcome; finite and at least 0.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order.</param>
    /// <returns>
    /// One weight per level of reward; sums are rounded once per addition. All are scaled by 2^−32 where a sum would overflow.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The numbers of weights and rewards differ, a weight is negative or not finite, or a reward is not finite.
    /// </exception>
    public static double[] SortedByReward(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards) =>
        RewardLevels.Of(weights, rewards).Weights;

    /// <summary>KL(π⁽ⁿ⁾‖p) in nats, for weights in any order with their rewards; equal rewards are ties.</summary>
    /// <param name="weights">One weight per outcome; finite, at least 0, not all 0.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The divergence.</returns>
    /// <exception cref="ArgumentException">The input is not as described.</exception>
    public static double KullbackLeibler(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, int n) =>
        KullbackLeibler(SortedByReward(weights, rewards), n);

    /// <summary>χ²(π⁽ⁿ⁾‖p), for weights in any order with their rewards; equal rewards are ties.</summary>
    /// <param name="weights">One weight per outcome; finite, at least 0, not all 0.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The divergence.</returns>
    /// <exception cref="ArgumentException">The input is not as described.</exception>
    public static double ChiSquared(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, int n) =>
        ChiSquared(SortedByReward(weights, rewards), n);

    /// <summary>The win rate against one draw, for weights in any order with their rewards; equal rewards are ties and count half.</summary>
    /// <param name="weights">One weight per outcome; finite, at least 0, not all 0.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>A number in [½, 1).</returns>
    /// <exception cref="ArgumentException">The input is not as described.</exception>
    public static double WinRate(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, int n) =>
        WinRate(SortedByReward(weights, rewards), n);

    /// <summary>The total variation distance, for weights in any order with their rewards; equal rewards are ties.</summary>
    /// <param name="weights">One weight per outcome; finite, at least 0, not all 0.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>A number in [0, 1).</returns>
    /// <exception cref="ArgumentException">The input is not as described.</exception>
    public static double TotalVariation(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, int n) =>
        TotalVariation(SortedByReward(weights, rewards), n);
}
