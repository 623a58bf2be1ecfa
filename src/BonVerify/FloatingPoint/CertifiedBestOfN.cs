using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Certified;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.FloatingPoint.Routes;
using BonVerify.FloatingPoint.Wide;
using BonVerify.Policies;

namespace BonVerify.FloatingPoint;

/// <summary>
/// Measures of best-of-n as certified doubles, each the one nearest to the exact value: pairs of doubles with a proved error first, then
/// numbers of 128 bits, then any precision, and at last exact arithmetic.
/// </summary>
/// <remarks>
/// <para>
/// Weights are doubles, taken at their exact binary value; they are rescaled to sum to 1, so probabilities and counts both serve. Without
/// rewards they are in ascending reward, all distinct. <see cref="CertifiedKullbackLeibler"/> is the KL divergence in the same way.
/// </para>
/// <para>
/// Direct, that is by pairs, up to 2^20 outcomes of a sum from 2^−100 to 2^900. Pairs settle nearly all values; those that are tiny, and those for very
/// many draws, less often. What they leave open takes thousands of times as long. A value that is the midpoint of two doubles, or next to one, is settled
/// by exact arithmetic, whose cost grows with n times the bits of the common denominator.
/// The errors are proved in <c>proofs/FloatingPoint.md</c>, theorem 5; they hold whatever vectors the machine has. Safe for use by many threads.
/// </para>
/// </remarks>
public static partial class CertifiedBestOfN
{
    /// <summary>KL(p‖π⁽ⁿ⁾) in nats, the arguments the other way round, as the nearest double.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The correctly rounded double; 0 exactly for n = 1 and for a single positive weight.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or n is below 1.</exception>
    public static double ReverseKullbackLeibler(ReadOnlySpan<double> weights, int n) => ToDouble<CertifiedReverse>(weights, n);

    /// <summary>χ²(π⁽ⁿ⁾‖p) = Σ q²/p − 1 as the nearest double.</summary>
    /// <inheritdoc cref="ReverseKullbackLeibler(ReadOnlySpan{double}, int)"/>
    public static double ChiSquared(ReadOnlySpan<double> weights, int n) => ToDouble<CertifiedChiSquared>(weights, n);

    /// <summary>The total variation distance max (F − Fⁿ) as the nearest double.</summary>
    /// <inheritdoc cref="ReverseKullbackLeibler(ReadOnlySpan{double}, int)"/>
    public static double TotalVariation(ReadOnlySpan<double> weights, int n) => ToDouble<CertifiedTotalVariation>(weights, n);

    /// <summary>The win rate against one draw from the reference policy, ties counted half, as the nearest double.</summary>
    /// <param name="weights">Weights in ascending reward; finite, at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The correctly rounded double; ½ exactly for n = 1 and for a single positive weight.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative or not finite, all are 0, or n is below 1.</exception>
    public static double WinRate(ReadOnlySpan<double> weights, int n) => ToDouble<CertifiedWinRate>(weights, n);

    /// <summary>The mean E[d_n(p(Y))] of the KL estimator of Beirami et al. (arXiv 2401.01879) over best-of-n, in nats, as the nearest double.</summary>
    /// <inheritdoc cref="ReverseKullbackLeibler(ReadOnlySpan{double}, int)"/>
    public static double EstimatorMean(ReadOnlySpan<double> weights, int n) => ToDouble<CertifiedEstimatorMean>(weights, n);

    private static double ToDouble<M>(ReadOnlySpan<double> weights, int n)
        where M : struct, ICertifiedMeasure
    {
        Preconditions.AtLeast(n, 1);
        return Settle<M>(weights, [], n) ?? Nearest<M>(ReferencePolicy.FromWeights(CertifiedKullbackLeibler.Checked(weights)), n, TieBreaking.AmongDraws);
    }

    /// <summary>The nearest double by pairs alone; null where they do not settle it.</summary>
    private static double? Settle<M>(ReadOnlySpan<double> weights, ReadOnlySpan<double> rests, int n)
        where M : struct, ICertifiedMeasure =>
        weights.Length is > 0 and <= CertifiedKullbackLeibler.MaxCells
            && WidestLanes.Run<MeasureOperation<M>, CertifiedDouble?>(new(weights, rests, n)) is { } value && value.TryRound(out var nearest)
            ? nearest
            : null;

    /// <summary>The nearest double by numbers of 128 bits, by enclosures, and, once these would have as many bits, exactly.</summary>
    private static double Nearest<M>(ReferencePolicy reference, int n, TieBreaking ties)
        where M : struct, ICertifiedMeasure
    {
        var cells = reference.CellsUnder(ties);
        if (n > 1 && cells.Count > 1 && M.Of(new WideCells(cells, reference.Denominator, n), cells, reference).TryToDouble(out var nearest))
        {
            return nearest;
        }

        // The denominator of what is rational has about so many bits, and what is not is no midpoint.
        var size = (n + 1L) * (long)reference.Denominator.GetBitLength();
        for (var precision = 2 * WideValue.Precision; precision < size; precision = checked(2 * precision))
        {
            if (M.Of(new EnclosedBestOfN(reference, n, precision, ties)).TryToDouble(out nearest))
            {
                return nearest;
            }
        }

        return M.Of(new BestOfN(reference, n, ties, long.MaxValue)).ToDouble();
    }

    private readonly ref struct MeasureOperation<M>(ReadOnlySpan<double> weights, ReadOnlySpan<double> rests, int n) : ILaneOperation<CertifiedDouble?>
        where M : struct, ICertifiedMeasure
    {
        private readonly ReadOnlySpan<double> weights = weights;
        private readonly ReadOnlySpan<double> rests = rests;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public CertifiedDouble? On<L>()
            where L : struct, ILanes<L>
        {
            return CertifiedKullbackLeibler.TryTotal<L>(weights, rests, out var total, out var isSingle)
                ? n == 1 || isSingle ? new CertifiedDouble(M.AtReference, 0, 0) : M.Of<L>(weights, rests, total, n)
                : null;
        }
    }
}
