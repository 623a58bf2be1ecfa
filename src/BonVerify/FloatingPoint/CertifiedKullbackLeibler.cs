using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Certified;
using BonVerify.FloatingPoint.Integers;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.FloatingPoint;

/// <summary>
/// The KL divergence of best-of-n as a certified double, in nats: double-double arithmetic with a proved error first,
/// arbitrary precision where that does not settle the rounding.
/// </summary>
/// <remarks>
/// <para>
/// Direct for weights and rationals of any size. The direct path does not settle values that happen to lie next to the
/// midpoint of two doubles, and divergences below about 10^−40 (n small) to 10^−27 (n = 10^9), because pairs of doubles
/// cannot tell such shares from 1.
/// </para>
/// <para>
/// The error bound is proved in <c>proofs/FloatingPoint.md</c>; it holds whatever vectors the machine has. Safe for use by
/// many threads. <see cref="CertifiedBestOfN"/> has the other measures.
/// </para>
/// </remarks>
public static partial class CertifiedKullbackLeibler
{
    private const int StartPrecision = 128;

    /// <summary>Enclosures whose error is a larger part than 2^−64 of the value are made anew.</summary>
    private const int AccurateBits = 64;

    /// <summary>KL(π⁽ⁿ⁾‖p) as the nearest double.</summary>
    /// <param name="weights">Integer weights of the outcomes in ascending reward, all rewards distinct; each at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The correctly rounded double; 0 exactly for n = 1 and for a single positive weight.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative, all are 0, or n is below 1.</exception>
    public static double ToDouble(ReadOnlySpan<long> weights, int n)
    {
        Preconditions.AtLeast(n, 1);
        return Evaluate(IntegerWeights.Read(weights, nameof(weights)), n).TryRound(out var nearest)
            ? nearest
            : ByArbitraryPrecision(FromLongs(weights), n, TieBreaking.AmongDraws);
    }

    /// <inheritdoc cref="ToDouble(ReadOnlySpan{long}, int)"/>
    public static double ToDouble(long[] weights, int n) => ToDouble(Preconditions.NotNull(weights).AsSpan(), n);

    /// <summary>KL(π⁽ⁿ⁾‖p) as the nearest double.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="ties">Which of several maximal-reward draws is kept.</param>
    /// <returns>The correctly rounded double; 0 exactly for n = 1 and for a single cell.</returns>
    public static double ToDouble(ReferencePolicy reference, int n, TieBreaking ties = TieBreaking.AmongDraws)
    {
        Preconditions.NotNull(reference);
        Preconditions.AtLeast(n, 1);
        return Evaluate(reference, n, ties).TryRound(out var nearest) ? nearest : ByArbitraryPrecision(reference, n, ties);
    }

    /// <summary>KL(π⁽ⁿ⁾‖p), enclosed.</summary>
    /// <param name="weights">Integer weights of the outcomes in ascending reward, all rewards distinct; each at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>
    /// An enclosure of a relative width of at most 2^−62; typically at most 2^−77 + n·2^−98, for a million outcomes. Exactly 0 for
    /// n = 1 and for a single positive weight.
    /// </returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative, all are 0, or n is below 1.</exception>
    public static Enclosure Enclose(ReadOnlySpan<long> weights, int n)
    {
        Preconditions.AtLeast(n, 1);
        var value = Evaluate(IntegerWeights.Read(weights, nameof(weights)), n);
        return value.IsAccurateTo(AccurateBits)
            ? value.ToEnclosure()
            : EncloseByArbitraryPrecision(FromLongs(weights), n, TieBreaking.AmongDraws);
    }

    /// <inheritdoc cref="Enclose(ReadOnlySpan{long}, int)"/>
    public static Enclosure Enclose(long[] weights, int n) => Enclose(Preconditions.NotNull(weights).AsSpan(), n);

    /// <summary>KL(π⁽ⁿ⁾‖p), enclosed.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="ties">Which of several maximal-reward draws is kept.</param>
    /// <returns>An enclosure as for weights; without vectors, hence with the same ends on every machine.</returns>
    public static Enclosure Enclose(ReferencePolicy reference, int n, TieBreaking ties = TieBreaking.AmongDraws)
    {
        Preconditions.NotNull(reference);
        Preconditions.AtLeast(n, 1);
        var value = new PolicyOperation(reference, n, ties).On<Lanes1>();
        return value.IsAccurateTo(AccurateBits) ? value.ToEnclosure() : EncloseByArbitraryPrecision(reference, n, ties);
    }

    /// <summary>KL as the nearest double by arbitrary precision alone.</summary>
    internal static double ByArbitraryPrecision(ReferencePolicy reference, int n, TieBreaking ties)
    {
        foreach (var enclosure in Enclosures(reference, n, ties))
        {
            if (enclosure.TryToDouble(out var nearest))
            {
                return nearest;
            }
        }

        throw new UnreachableException();
    }

    /// <summary>KL by pairs of doubles; the error is 0 when it is 0.</summary>
    internal static CertifiedDouble Evaluate(IntegerWeights weights, int n)
    {
        if (n == 1 || weights.IsSingle)
        {
            return default;
        }

        if (weights.Total is { } total)
        {
            return WidestLanes.Run<IntegersOperation, CertifiedDouble>(new(weights.Values, total, n));
        }

        var cells = new CumulativeWeights(weights.Values);
        return WidestLanes.Run<SharesOperation<CumulativeWeights>, CertifiedDouble>(new(new(cells, cells.Total), n));
    }

    /// <summary>KL by pairs of doubles; the error is 0 when it is 0.</summary>
    internal static CertifiedDouble Evaluate(ReferencePolicy reference, int n, TieBreaking ties) =>
        WidestLanes.Run<PolicyOperation, CertifiedDouble>(new(reference, n, ties));

    private static Enclosure EncloseByArbitraryPrecision(ReferencePolicy reference, int n, TieBreaking ties) =>
        Enclosures(reference, n, ties).First(static enclosure => enclosure.IsAccurateTo(AccurateBits));

    /// <summary>
    /// Enclosures at doubling precision, without end. A KL other than 0 is transcendental, so that one of them is narrow enough to
    /// be rounded, and to be of any accuracy.
    /// </summary>
    private static IEnumerable<Enclosure> Enclosures(ReferencePolicy reference, int n, TieBreaking ties)
    {
        for (var precision = StartPrecision; ; precision = checked(2 * precision))
        {
            yield return KullbackLeibler.Of(new EnclosedBestOfN(reference, n, precision, ties));
        }
    }

    private static ReferencePolicy FromLongs(ReadOnlySpan<long> weights)
    {
        var values = new BigInteger[weights.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = weights[i];
        }

        return ReferencePolicy.FromWeights(values);
    }

    private readonly ref struct IntegersOperation(ReadOnlySpan<long> weights, long total, int n) : ILaneOperation<CertifiedDouble>
    {
        private readonly ReadOnlySpan<long> weights = weights;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public CertifiedDouble On<L>()
            where L : struct, ILanes<L> => CertifiedEvaluation<L>.KullbackLeibler(weights, total, n);
    }

    private readonly struct SharesOperation<W>(CellShares<W> cells, int n) : ILaneOperation<CertifiedDouble>
        where W : struct, ICellWeights
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public CertifiedDouble On<L>()
            where L : struct, ILanes<L> => CertifiedEvaluation<L>.KullbackLeibler(cells, n);
    }

    private readonly struct PolicyOperation(ReferencePolicy reference, int n, TieBreaking ties) : ILaneOperation<CertifiedDouble>
    {
        public CertifiedDouble On<L>()
            where L : struct, ILanes<L>
        {
            var cells = reference.CellsUnder(ties);
            if (n == 1 || cells.Count == 1)
            {
                return default;
            }

            var total = reference.Denominator;
            return total <= IntegerWeights.MaxTotal
                ? new IntegersOperation([.. cells.Select(static cell => (long)cell.Weight)], (long)total, n).On<L>()
                : new SharesOperation<LevelWeights>(new(new(cells), total), n).On<L>();
        }
    }
}
