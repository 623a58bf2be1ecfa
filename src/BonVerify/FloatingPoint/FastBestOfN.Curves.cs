namespace BonVerify.FloatingPoint;

/// <content>Many n for one policy.</content>
public static partial class FastBestOfN
{
    /// <summary>KL(π⁽ⁿ⁾‖p) in nats for each of several n.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <returns>One divergence per n, in the order given.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or an n is below 1.</exception>
    public static double[] KullbackLeiblerCurve(ReadOnlySpan<double> weights, ReadOnlySpan<int> draws) =>
        Curve<KullbackLeiblerFunction>(weights, draws);

    /// <inheritdoc cref="KullbackLeiblerCurve(ReadOnlySpan{double}, ReadOnlySpan{int})"/>
    public static double[] KullbackLeiblerCurve(double[] weights, int[] draws) =>
        KullbackLeiblerCurve(Preconditions.NotNull(weights).AsSpan(), Preconditions.NotNull(draws).AsSpan());

    /// <summary>The win rate for each of several n.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="draws">Numbers of draws, each at least 1.</param>
    /// <returns>One win rate per n, in the order given.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or an n is below 1.</exception>
    public static double[] WinRateCurve(ReadOnlySpan<double> weights, ReadOnlySpan<int> draws)
    {
        var values = new double[draws.Length];
        var input = DoubleWeights.Read(weights, nameof(weights));
        for (var i = 0; i < draws.Length; i++)
        {
            values[i] = WinRate(input, Preconditions.AtLeast(draws[i], 1, $"{nameof(draws)}[{i}]"));
        }

        return values;
    }

    /// <inheritdoc cref="WinRateCurve(ReadOnlySpan{double}, ReadOnlySpan{int})"/>
    public static double[] WinRateCurve(double[] weights, int[] draws) =>
        WinRateCurve(Preconditions.NotNull(weights).AsSpan(), Preconditions.NotNull(draws).AsSpan());

    private static double[] Curve<F>(ReadOnlySpan<double> weights, ReadOnlySpan<int> draws)
        where F : struct, ICellFunction
    {
        var values = new double[draws.Length];
        var input = DoubleWeights.Read(weights, nameof(weights));
        for (var i = 0; i < draws.Length; i++)
        {
            values[i] = Divergence<F>(input, Preconditions.AtLeast(draws[i], 1, $"{nameof(draws)}[{i}]"));
        }

        return values;
    }
}
