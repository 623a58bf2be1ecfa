using System.Runtime.Intrinsics;
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
        DivergenceCurve<KullbackLeiblerFunction>(Read(weights, draws), draws);

    /// <inheritdoc cref="KullbackLeiblerCurve(ReadOnlySpan{double}, ReadOnlySpan{int})"/>
    public static double[] KullbackLeiblerCurve(double[] weights, int[] draws) =>
        KullbackLeiblerCurve(Preconditions.NotNull(weights).AsSpan(), Preconditions.NotNull(draws).AsSpan());

    /// <summary>χ²(π⁽ⁿ⁾‖p) for each of several n.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <returns>One divergence per n, in the order given, as accurate as one by one.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or an n is below 1.</exception>
    public static double[] ChiSquaredCurve(ReadOnlySpan<double> weights, ReadOnlySpan<int> draws) =>
        DivergenceCurve<ChiSquaredFunction>(Read(weights, draws), draws);

    /// <inheritdoc cref="ChiSquaredCurve(ReadOnlySpan{double}, ReadOnlySpan{int})"/>
    public static double[] ChiSquaredCurve(double[] weights, int[] draws) =>
        ChiSquaredCurve(Preconditions.NotNull(weights).AsSpan(), Preconditions.NotNull(draws).AsSpan());

    /// <summary>The win rate for each of several n.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <returns>One win rate per n, in the order given, as accurate as one by one.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or an n is below 1.</exception>
    public static double[] WinRateCurve(ReadOnlySpan<double> weights, ReadOnlySpan<int> draws)
    {
        var input = Read(weights, draws);
        return input.IsSingle ? Constant(draws.Length, 0.5)
            : Vector512.IsHardwareAccelerated ? FastEvaluation<Lanes8>.Curve<WinRateSum<Lanes8>>(input.Weights, input.Sum, draws)
            : Vector256.IsHardwareAccelerated ? FastEvaluation<Lanes4>.Curve<WinRateSum<Lanes4>>(input.Weights, input.Sum, draws)
            : FastEvaluation<Lanes1>.Curve<WinRateSum<Lanes1>>(input.Weights, input.Sum, draws);
    }

    /// <inheritdoc cref="WinRateCurve(ReadOnlySpan{double}, ReadOnlySpan{int})"/>
    public static double[] WinRateCurve(double[] weights, int[] draws) =>
        WinRateCurve(Preconditions.NotNull(weights).AsSpan(), Preconditions.NotNull(draws).AsSpan());

    private static double[] DivergenceCurve<F>(in DoubleWeights input, ReadOnlySpan<int> draws)
        where F : struct, ICellFunction => input.IsSingle ? Constant(draws.Length, 0)
        : Vector512.IsHardwareAccelerated ? FastEvaluation<Lanes8>.Curve<DivergenceSum<Lanes8, F>>(input.Weights, input.Sum, draws)
        : Vector256.IsHardwareAccelerated ? FastEvaluation<Lanes4>.Curve<DivergenceSum<Lanes4, F>>(input.Weights, input.Sum, draws)
        : FastEvaluation<Lanes1>.Curve<DivergenceSum<Lanes1, F>>(input.Weights, input.Sum, draws);

    private static DoubleWeights Read(ReadOnlySpan<double> weights, ReadOnlySpan<int> draws)
    {
        for (var i = 0; i < draws.Length; i++)
        {
            Preconditions.AtLeast(draws[i], 1, $"{nameof(draws)}[{i}]");
        }

        return DoubleWeights.Read(weights, nameof(weights));
    }

    private static double[] Constant(int count, double value)
    {
        var values = new double[count];
        Array.Fill(values, value);
        return values;
    }
}
