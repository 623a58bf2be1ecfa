using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Fast;
using BonVerify.FloatingPoint.Lanes;

namespace BonVerify.FloatingPoint;

/// <content>The best-of-n masses.</content>
public static partial class FastBestOfN
{
    /// <summary>The best-of-n mass of each outcome, for weights in ascending reward.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>
    /// The masses in the order given, each within a few ulp as long as it is above 10^−250; smaller ones may lose accuracy to
    /// underflow.
    /// </returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or n is below 1.</exception>
    public static double[] Probabilities(ReadOnlySpan<double> weights, int n)
    {
        Preconditions.AtLeast(n, 1);
        var input = DoubleWeights.Read(weights, nameof(weights));
        return WidestLanes.Run<MassesOperation, double[]>(new(input, n));
    }

    /// <summary>The best-of-n mass of each outcome, for weights in any order with their rewards; equal rewards are ties.</summary>
    /// <param name="weights">One weight per outcome; finite, at least 0, not all 0.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The masses in the order given; outcomes of equal reward share theirs in proportion to their weights.</returns>
    /// <exception cref="ArgumentException">The input is not as described.</exception>
    public static double[] Probabilities(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, int n)
    {
        var levels = RewardLevels.Of(weights, rewards);
        return levels.Share(Probabilities(levels.Weights, n));
    }

    /// <summary>The best-of-n mass of each outcome, for weights in ascending reward, written to a span.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="destination">Takes one mass per weight; it may be longer, and may be the span of the weights.</param>
    /// <exception cref="ArgumentException">The weights or n are not as described, or the destination is too short.</exception>
    [OverloadResolutionPriority(-1)]
    public static void Probabilities(ReadOnlySpan<double> weights, int n, Span<double> destination)
    {
        RequireRoom(destination, weights.Length);
        Probabilities(weights, n).CopyTo(destination);
    }

    /// <summary>The best-of-n mass of each outcome, for weights in any order with their rewards, written to a span.</summary>
    /// <param name="weights">One weight per outcome; finite, at least 0, not all 0.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order; equal rewards are ties.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="destination">Takes one mass per weight; it may be longer, and may be the span of the weights.</param>
    /// <exception cref="ArgumentException">The input is not as described, or the destination is too short.</exception>
    public static void Probabilities(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, int n, Span<double> destination)
    {
        RequireRoom(destination, weights.Length);
        Probabilities(weights, rewards, n).CopyTo(destination);
    }

    private static void RequireRoom(Span<double> destination, int length)
    {
        if (destination.Length < length)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{nameof(destination)} has {destination.Length} places; it must have at least {length}."),
                nameof(destination));
        }
    }

    private readonly ref struct MassesOperation(DoubleWeights input, int n) : ILaneOperation<double[]>
    {
        private readonly DoubleWeights input = input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double[] On<L>()
            where L : struct, ILanes<L> => FastEvaluation<L>.Probabilities(input.Weights, input.Sum, n);
    }
}
