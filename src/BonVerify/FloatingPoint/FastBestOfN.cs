using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Fast;
using BonVerify.FloatingPoint.Lanes;

namespace BonVerify.FloatingPoint;

/// <summary>
/// Measures of best-of-n in plain doubles, a few nanoseconds per outcome, for weights in ascending reward, or in any order with
/// their rewards.
/// </summary>
/// <remarks>
/// <para>
/// Weights are rescaled to sum to 1, so probabilities and counts both serve. Weight 0 is allowed. Without rewards, all rewards are
/// distinct; with them, equal rewards are ties. Arrays convert to the spans that the methods take.
/// </para>
/// <para>
/// The error is at most 5 ulp on the adversarial tests of this project. Proved, with u = 2^−53, for up to 2^20 outcomes none
/// of which has more than 1 − 2^−16 of the mass: 300 (1 + ln n) u relative for KL, 26 u for the win rate, 12 u for the total
/// variation, 50 (1 + ln n)(1 + 1/√χ²) u for χ²; 1.01 u for d_n (<c>proofs/FloatingPoint.md</c>, theorems 2 and 3). The methods
/// ending in <c>WithError</c> return that bound with the value; <see cref="CertifiedBestOfN"/> rounds correctly. The
/// same formulas run on vectors of eight or four doubles or on single ones, whichever the machine has. Safe for use by many
/// threads.
/// </para>
/// </remarks>
public static partial class FastBestOfN
{
    /// <summary>KL(π⁽ⁿ⁾‖p) in nats, for weights in ascending reward.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The divergence; exactly 0 for n = 1 and for a single positive weight.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or n is below 1.</exception>
    public static double KullbackLeibler(ReadOnlySpan<double> weights, int n) =>
        Measure<DivergenceSum<KullbackLeiblerFunction>>(weights, n);

    /// <summary>χ²(π⁽ⁿ⁾‖p) = Σ q²/p − 1, for weights in ascending reward.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The divergence; exactly 0 for n = 1 and for a single positive weight.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or n is below 1.</exception>
    public static double ChiSquared(ReadOnlySpan<double> weights, int n) => Measure<DivergenceSum<ChiSquaredFunction>>(weights, n);

    /// <summary>The win rate against one draw from the reference policy, for weights in ascending reward.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>A number in [½, 1); exactly ½ for n = 1.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or n is below 1.</exception>
    public static double WinRate(ReadOnlySpan<double> weights, int n) => Measure<WinRateSum>(weights, n);

    private static double Measure<S>(ReadOnlySpan<double> weights, int n)
        where S : struct, IBlockSum
    {
        Preconditions.AtLeast(n, 1);
        var input = DoubleWeights.Read(weights, nameof(weights));
        return n == 1 || input.IsSingle ? S.AtReference
            : input.TryRest(out var below, out var above) ? NextToReference<S>(below, above, n)
            : WidestLanes.Run<MeasureOperation<S>, double>(new(input, n));
    }

    /// <summary>A measure where one weight is nearly everything, from the scaled shares below and above it.</summary>
    private static double NextToReference<S>(double below, double above, int n)
        where S : struct, IBlockSum =>
        S.AtReference + Math.ScaleB(S.OfRest(below, above, n), -DoubleWeights.RestExponent);

    private readonly ref struct MeasureOperation<S>(DoubleWeights input, int n) : ILaneOperation<double>
        where S : struct, IBlockSum
    {
        private readonly DoubleWeights input = input;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double On<L>()
            where L : struct, ILanes<L> => FastEvaluation<L>.Measure<S>(input.Weights, input.Sum, n);
    }
}
