using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Fast;
using BonVerify.FloatingPoint.Lanes;

namespace BonVerify.FloatingPoint;

/// <content>Many n for one policy, for less than one by one.</content>
public static partial class FastBestOfN
{
    /// <summary>KL(π⁽ⁿ⁾‖p) in nats for each of several n, for weights in ascending reward.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <returns>One divergence per n, in the order given, as accurate as one by one.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or an n is below 1.</exception>
    public static double[] KullbackLeiblerCurve(ReadOnlySpan<double> weights, ReadOnlySpan<int> draws) => Curve<DivergenceSum<KullbackLeiblerFunction>>(weights, draws);

    /// <summary>KL(π⁽ⁿ⁾‖p) in nats for each of several n, for weights in any order with their rewards; equal rewards are ties.</summary>
    /// <param name="weights">One weight per outcome; finite, at least 0, not all 0.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <returns>One divergence per n, in the order given, as accurate as one by one.</returns>
    /// <exception cref="ArgumentException">The input is not as described.</exception>
    public static double[] KullbackLeiblerCurve(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, ReadOnlySpan<int> draws) =>
        KullbackLeiblerCurve(SortedByReward(weights, rewards), draws);

    /// <summary>KL(π⁽ⁿ⁾‖p) in nats for each of several n, for weights in ascending reward, written to a span.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <param name="destination">Takes one divergence per n, in the order given; it may be longer.</param>
    /// <exception cref="ArgumentException">The input is not as described, or the destination is too short.</exception>
    [OverloadResolutionPriority(-1)]
    public static void KullbackLeiblerCurve(ReadOnlySpan<double> weights, ReadOnlySpan<int> draws, Span<double> destination)
    {
        RequireRoom(destination, draws.Length);
        KullbackLeiblerCurve(weights, draws).CopyTo(destination);
    }

    /// <summary>KL(π⁽ⁿ⁾‖p) in nats for each of several n, for weights in any order with their rewards, written to a span.</summary>
    /// <param name="weights">One weight per outcome; finite, at least 0, not all 0.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order; equal rewards are ties.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <param name="destination">Takes one divergence per n, in the order given; it may be longer.</param>
    /// <exception cref="ArgumentException">The input is not as described, or the destination is too short.</exception>
    public static void KullbackLeiblerCurve(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, ReadOnlySpan<int> draws, Span<double> destination)
    {
        RequireRoom(destination, draws.Length);
        KullbackLeiblerCurve(weights, rewards, draws).CopyTo(destination);
    }

    /// <summary>χ²(π⁽ⁿ⁾‖p) for each of several n, for weights in ascending reward.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <returns>One divergence per n, in the order given, as accurate as one by one.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or an n is below 1.</exception>
    public static double[] ChiSquaredCurve(ReadOnlySpan<double> weights, ReadOnlySpan<int> draws) => Curve<DivergenceSum<ChiSquaredFunction>>(weights, draws);

    /// <summary>χ²(π⁽ⁿ⁾‖p) for each of several n, for weights in any order with their rewards; equal rewards are ties.</summary>
    /// <param name="weights">One weight per outcome; finite, at least 0, not all 0.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <returns>One divergence per n, in the order given, as accurate as one by one.</returns>
    /// <exception cref="ArgumentException">The input is not as described.</exception>
    public static double[] ChiSquaredCurve(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, ReadOnlySpan<int> draws) =>
        ChiSquaredCurve(SortedByReward(weights, rewards), draws);

    /// <summary>χ²(π⁽ⁿ⁾‖p) for each of several n, for weights in ascending reward, written to a span.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <param name="destination">Takes one divergence per n, in the order given; it may be longer.</param>
    /// <exception cref="ArgumentException">The input is not as described, or the destination is too short.</exception>
    [OverloadResolutionPriority(-1)]
    public static void ChiSquaredCurve(ReadOnlySpan<double> weights, ReadOnlySpan<int> draws, Span<double> destination)
    {
        RequireRoom(destination, draws.Length);
        ChiSquaredCurve(weights, draws).CopyTo(destination);
    }

    /// <summary>χ²(π⁽ⁿ⁾‖p) for each of several n, for weights in any order with their rewards, written to a span.</summary>
    /// <param name="weights">One weight per outcome; finite, at least 0, not all 0.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order; equal rewards are ties.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <param name="destination">Takes one divergence per n, in the order given; it may be longer.</param>
    /// <exception cref="ArgumentException">The input is not as described, or the destination is too short.</exception>
    public static void ChiSquaredCurve(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, ReadOnlySpan<int> draws, Span<double> destination)
    {
        RequireRoom(destination, draws.Length);
        ChiSquaredCurve(weights, rewards, draws).CopyTo(destination);
    }

    /// <summary>The win rate for each of several n, for weights in ascending reward.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <returns>One win rate per n, in the order given, as accurate as one by one.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or an n is below 1.</exception>
    public static double[] WinRateCurve(ReadOnlySpan<double> weights, ReadOnlySpan<int> draws) => Curve<WinRateSum>(weights, draws);

    /// <summary>The win rate for each of several n, for weights in any order with their rewards; equal rewards are ties.</summary>
    /// <param name="weights">One weight per outcome; finite, at least 0, not all 0.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <returns>One win rate per n, in the order given, as accurate as one by one.</returns>
    /// <exception cref="ArgumentException">The input is not as described.</exception>
    public static double[] WinRateCurve(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, ReadOnlySpan<int> draws) =>
        WinRateCurve(SortedByReward(weights, rewards), draws);

    /// <summary>The win rate for each of several n, for weights in ascending reward, written to a span.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <param name="destination">Takes one win rate per n, in the order given; it may be longer.</param>
    /// <exception cref="ArgumentException">The input is not as described, or the destination is too short.</exception>
    [OverloadResolutionPriority(-1)]
    public static void WinRateCurve(ReadOnlySpan<double> weights, ReadOnlySpan<int> draws, Span<double> destination)
    {
        RequireRoom(destination, draws.Length);
        WinRateCurve(weights, draws).CopyTo(destination);
    }

    /// <summary>The win rate for each of several n, for weights in any order with their rewards, written to a span.</summary>
    /// <param name="weights">One weight per outcome; finite, at least 0, not all 0.</param>
    /// <param name="rewards">One finite reward per outcome, in the same order; equal rewards are ties.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <param name="destination">Takes one win rate per n, in the order given; it may be longer.</param>
    /// <exception cref="ArgumentException">The input is not as described, or the destination is too short.</exception>
    public static void WinRateCurve(
        ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, ReadOnlySpan<int> draws, Span<double> destination)
    {
        RequireRoom(destination, draws.Length);
        WinRateCurve(weights, rewards, draws).CopyTo(destination);
    }

    private static double[] Curve<S>(ReadOnlySpan<double> weights, ReadOnlySpan<int> draws)
        where S : struct, IBlockSum
    {
        for (var i = 0; i < draws.Length; i++)
        {
            Preconditions.AtLeast(draws[i], 1, i, nameof(draws));
        }

        var input = DoubleWeights.Read(weights, nameof(weights));
        var isDominated = input.TryRest(out var below, out var above);
        if (!input.IsSingle && !isDominated)
        {
            return WidestLanes.Run<CurveOperation<S>, double[]>(new(input, draws));
        }

        var values = new double[draws.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = draws[i] == 1 ? S.AtReference : NextToReference<S>(below, above, draws[i]);
        }

        return values;
    }

    private readonly ref struct CurveOperation<S>(DoubleWeights input, ReadOnlySpan<int> draws) : ILaneOperation<double[]>
        where S : struct, IBlockSum
    {
        private readonly DoubleWeights input = input;
        private readonly ReadOnlySpan<int> draws = draws;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double[] On<L>()
            where L : struct, ILanes<L> => FastEvaluation<L>.Curve<S>(input.Weights, input.Sum, draws);
    }
}
