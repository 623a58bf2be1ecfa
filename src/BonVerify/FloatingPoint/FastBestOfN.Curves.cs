using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Fast;
using BonVerify.FloatingPoint.Lanes;

namespace BonVerify.FloatingPoint;

/// <content>Many n for one policy, for less than one by one.</content>
public static partial class FastBestOfN
{
    /// <summary>KL(π⁽ⁿ⁾‖p) in nats for each of several n.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <returns>One divergence per n, in the order given, as accurate as one by one.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or an n is below 1.</exception>
    public static double[] KullbackLeiblerCurve(ReadOnlySpan<double> weights, ReadOnlySpan<int> draws) =>
        Curve<DivergenceSum<KullbackLeiblerFunction>>(weights, draws);

    /// <inheritdoc cref="KullbackLeiblerCurve(ReadOnlySpan{double}, ReadOnlySpan{int})"/>
    public static double[] KullbackLeiblerCurve(double[] weights, int[] draws) =>
        KullbackLeiblerCurve(Preconditions.NotNull(weights).AsSpan(), Preconditions.NotNull(draws).AsSpan());

    /// <summary>χ²(π⁽ⁿ⁾‖p) for each of several n.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <returns>One divergence per n, in the order given, as accurate as one by one.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or an n is below 1.</exception>
    public static double[] ChiSquaredCurve(ReadOnlySpan<double> weights, ReadOnlySpan<int> draws) =>
        Curve<DivergenceSum<ChiSquaredFunction>>(weights, draws);

    /// <inheritdoc cref="ChiSquaredCurve(ReadOnlySpan{double}, ReadOnlySpan{int})"/>
    public static double[] ChiSquaredCurve(double[] weights, int[] draws) =>
        ChiSquaredCurve(Preconditions.NotNull(weights).AsSpan(), Preconditions.NotNull(draws).AsSpan());

    /// <summary>The win rate for each of several n.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <returns>One win rate per n, in the order given, as accurate as one by one.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or an n is below 1.</exception>
    public static double[] WinRateCurve(ReadOnlySpan<double> weights, ReadOnlySpan<int> draws) =>
        Curve<WinRateSum>(weights, draws);

    /// <inheritdoc cref="WinRateCurve(ReadOnlySpan{double}, ReadOnlySpan{int})"/>
    public static double[] WinRateCurve(double[] weights, int[] draws) =>
        WinRateCurve(Preconditions.NotNull(weights).AsSpan(), Preconditions.NotNull(draws).AsSpan());

    private static double[] Curve<S>(ReadOnlySpan<double> weights, ReadOnlySpan<int> draws)
        where S : struct, IBlockSum
    {
        for (var i = 0; i < draws.Length; i++)
        {
            Preconditions.AtLeast(draws[i], 1, $"{nameof(draws)}[{i}]");
        }

        var input = DoubleWeights.Read(weights, nameof(weights));
        if (!input.IsSingle)
        {
            return WidestLanes.Run<CurveOperation<S>, double[]>(new(input, draws));
        }

        var values = new double[draws.Length];
        Array.Fill(values, S.AtReference);
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
