using System.Runtime.CompilerServices;

namespace BonVerify.FloatingPoint;

/// <content>
/// Weights and rewards in single precision, each taken at its exact value; results are doubles. Numbers that fit both kinds, such
/// as integers, go to the methods for doubles.
/// </content>
public static partial class FastBestOfN
{
    /// <inheritdoc cref="KullbackLeibler(ReadOnlySpan{double}, int)"/>
    [OverloadResolutionPriority(-2)]
    public static double KullbackLeibler(ReadOnlySpan<float> weights, int n) => KullbackLeibler(Widened(weights), n);

    /// <inheritdoc cref="KullbackLeibler(ReadOnlySpan{double}, ReadOnlySpan{double}, int)"/>
    [OverloadResolutionPriority(-2)]
    public static double KullbackLeibler(ReadOnlySpan<float> weights, ReadOnlySpan<float> rewards, int n) =>
        KullbackLeibler(Widened(weights), Widened(rewards), n);

    /// <inheritdoc cref="ChiSquared(ReadOnlySpan{double}, int)"/>
    [OverloadResolutionPriority(-2)]
    public static double ChiSquared(ReadOnlySpan<float> weights, int n) => ChiSquared(Widened(weights), n);

    /// <inheritdoc cref="ChiSquared(ReadOnlySpan{double}, ReadOnlySpan{double}, int)"/>
    [OverloadResolutionPriority(-2)]
    public static double ChiSquared(ReadOnlySpan<float> weights, ReadOnlySpan<float> rewards, int n) =>
        ChiSquared(Widened(weights), Widened(rewards), n);

    /// <inheritdoc cref="WinRate(ReadOnlySpan{double}, int)"/>
    [OverloadResolutionPriority(-2)]
    public static double WinRate(ReadOnlySpan<float> weights, int n) => WinRate(Widened(weights), n);

    /// <inheritdoc cref="WinRate(ReadOnlySpan{double}, ReadOnlySpan{double}, int)"/>
    [OverloadResolutionPriority(-2)]
    public static double WinRate(ReadOnlySpan<float> weights, ReadOnlySpan<float> rewards, int n) =>
        WinRate(Widened(weights), Widened(rewards), n);

    /// <inheritdoc cref="TotalVariation(ReadOnlySpan{double}, int)"/>
    [OverloadResolutionPriority(-2)]
    public static double TotalVariation(ReadOnlySpan<float> weights, int n) => TotalVariation(Widened(weights), n);

    /// <inheritdoc cref="TotalVariation(ReadOnlySpan{double}, ReadOnlySpan{double}, int)"/>
    [OverloadResolutionPriority(-2)]
    public static double TotalVariation(ReadOnlySpan<float> weights, ReadOnlySpan<float> rewards, int n) =>
        TotalVariation(Widened(weights), Widened(rewards), n);

    /// <inheritdoc cref="Probabilities(ReadOnlySpan{double}, int)"/>
    [OverloadResolutionPriority(-2)]
    public static double[] Probabilities(ReadOnlySpan<float> weights, int n) => Probabilities(Widened(weights), n);

    /// <inheritdoc cref="Probabilities(ReadOnlySpan{double}, ReadOnlySpan{double}, int)"/>
    [OverloadResolutionPriority(-2)]
    public static double[] Probabilities(ReadOnlySpan<float> weights, ReadOnlySpan<float> rewards, int n) =>
        Probabilities(Widened(weights), Widened(rewards), n);

    /// <inheritdoc cref="KullbackLeiblerCurve(ReadOnlySpan{double}, ReadOnlySpan{int})"/>
    [OverloadResolutionPriority(-2)]
    public static double[] KullbackLeiblerCurve(ReadOnlySpan<float> weights, ReadOnlySpan<int> draws) => KullbackLeiblerCurve(Widened(weights), draws);

    /// <inheritdoc cref="KullbackLeiblerCurve(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{int})"/>
    [OverloadResolutionPriority(-2)]
    public static double[] KullbackLeiblerCurve(ReadOnlySpan<float> weights, ReadOnlySpan<float> rewards, ReadOnlySpan<int> draws) =>
        KullbackLeiblerCurve(Widened(weights), Widened(rewards), draws);

    /// <inheritdoc cref="ChiSquaredCurve(ReadOnlySpan{double}, ReadOnlySpan{int})"/>
    [OverloadResolutionPriority(-2)]
    public static double[] ChiSquaredCurve(ReadOnlySpan<float> weights, ReadOnlySpan<int> draws) => ChiSquaredCurve(Widened(weights), draws);

    /// <inheritdoc cref="ChiSquaredCurve(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{int})"/>
    [OverloadResolutionPriority(-2)]
    public static double[] ChiSquaredCurve(ReadOnlySpan<float> weights, ReadOnlySpan<float> rewards, ReadOnlySpan<int> draws) =>
        ChiSquaredCurve(Widened(weights), Widened(rewards), draws);

    /// <inheritdoc cref="WinRateCurve(ReadOnlySpan{double}, ReadOnlySpan{int})"/>
    [OverloadResolutionPriority(-2)]
    public static double[] WinRateCurve(ReadOnlySpan<float> weights, ReadOnlySpan<int> draws) => WinRateCurve(Widened(weights), draws);

    /// <inheritdoc cref="WinRateCurve(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{int})"/>
    [OverloadResolutionPriority(-2)]
    public static double[] WinRateCurve(ReadOnlySpan<float> weights, ReadOnlySpan<float> rewards, ReadOnlySpan<int> draws) =>
        WinRateCurve(Widened(weights), Widened(rewards), draws);

    private static double[] Widened(ReadOnlySpan<float> values)
    {
        var widened = new double[values.Length];
        for (var i = 0; i < widened.Length; i++)
        {
            widened[i] = values[i];
        }

        return widened;
    }
}
