using System.Numerics;
using System.Runtime.Intrinsics;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.FloatingPoint;

/// <summary>
/// The KL divergence of best-of-n as a certified double, in nats: double-double arithmetic with a proved error first,
/// arbitrary precision where that does not settle the rounding.
/// </summary>
/// <remarks>
/// The error bound is proved in <c>proofs/FloatingPoint.md</c>; it holds whatever vectors the machine has. Safe for use by
/// many threads.
/// </remarks>
public static class CertifiedKullbackLeibler
{
    private const int StartPrecision = 128;

    /// <summary>KL(π⁽ⁿ⁾‖p) as the nearest double.</summary>
    /// <param name="weights">Integer weights of the outcomes in ascending reward, all rewards distinct; each at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The correctly rounded double; 0 exactly for n = 1 and for a single positive weight.</returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative, all are 0, or n is below 1.</exception>
    public static double ToDouble(ReadOnlySpan<long> weights, int n)
    {
        Preconditions.AtLeast(n, 1);
        var total = LongWeights.Total(weights, nameof(weights));
        return TryEvaluate(weights, total, n, out var value) && value.TryRound(out var nearest)
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
        return ToLongs(reference, ties) is { } weights
            && TryEvaluate(weights, (long)reference.Denominator, n, out var value)
            && value.TryRound(out var nearest)
            ? nearest
            : ByArbitraryPrecision(reference, n, ties);
    }

    /// <summary>KL(π⁽ⁿ⁾‖p), enclosed.</summary>
    /// <param name="weights">Integer weights of the outcomes in ascending reward, all rewards distinct; each at least 0, not all 0.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>
    /// An enclosure: for totals of at most 2^53 with the relative width of the double-double path, at most 2^−77 + n·2^−98
    /// for a million outcomes; otherwise with a width of 2^−128. Exactly 0 for n = 1 and for a single positive weight.
    /// </returns>
    /// <exception cref="ArgumentException">There is no weight, one is negative, all are 0, or n is below 1.</exception>
    public static Enclosure Enclose(ReadOnlySpan<long> weights, int n)
    {
        Preconditions.AtLeast(n, 1);
        var total = LongWeights.Total(weights, nameof(weights));
        return TryEvaluate(weights, total, n, out var value)
            ? value.ToEnclosure()
            : KullbackLeibler.Of(new EnclosedBestOfN(FromLongs(weights), n, StartPrecision));
    }

    /// <inheritdoc cref="Enclose(ReadOnlySpan{long}, int)"/>
    public static Enclosure Enclose(long[] weights, int n) => Enclose(Preconditions.NotNull(weights).AsSpan(), n);

    /// <summary>KL(π⁽ⁿ⁾‖p), enclosed.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="ties">Which of several maximal-reward draws is kept.</param>
    /// <returns>An enclosure as for weights, by the double-double path when the common denominator is at most 2^53.</returns>
    public static Enclosure Enclose(ReferencePolicy reference, int n, TieBreaking ties = TieBreaking.AmongDraws)
    {
        Preconditions.NotNull(reference);
        Preconditions.AtLeast(n, 1);
        return ToLongs(reference, ties) is { } weights && TryEvaluate(weights, (long)reference.Denominator, n, out var value)
            ? value.ToEnclosure()
            : KullbackLeibler.Of(new EnclosedBestOfN(reference, n, StartPrecision, ties));
    }

    /// <summary>KL by enclosures at growing precision, without end for no input: a KL other than 0 is transcendental.</summary>
    internal static double ByArbitraryPrecision(ReferencePolicy reference, int n, TieBreaking ties)
    {
        if (n == 1 || reference.CellsUnder(ties).Count == 1)
        {
            return 0;
        }

        for (var precision = StartPrecision; ; precision = checked(2 * precision))
        {
            if (KullbackLeibler.Of(new EnclosedBestOfN(reference, n, precision, ties)).TryToDouble(out var nearest))
            {
                return nearest;
            }
        }
    }

    private static bool TryEvaluate(ReadOnlySpan<long> weights, long total, int n, out CertifiedDouble value)
    {
        value = default;
        if (total < 0)
        {
            return false;
        }

        if (n == 1 || weights.Contains(total))
        {
            return true;
        }

        value = Vector512.IsHardwareAccelerated ? CertifiedEvaluation<Lanes8>.KullbackLeibler(weights, total, n)
            : Vector256.IsHardwareAccelerated ? CertifiedEvaluation<Lanes4>.KullbackLeibler(weights, total, n)
            : CertifiedEvaluation<Lanes1>.KullbackLeibler(weights, total, n);
        return true;
    }

    /// <summary>The weights of the cells, or nothing when their total is too large for the double path.</summary>
    private static long[]? ToLongs(ReferencePolicy reference, TieBreaking ties) => reference.Denominator > LongWeights.MaxTotal
        ? null
        : [.. reference.CellsUnder(ties).Select(static cell => (long)cell.Weight)];

    private static ReferencePolicy FromLongs(ReadOnlySpan<long> weights)
    {
        var values = new BigInteger[weights.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = weights[i];
        }

        return ReferencePolicy.FromWeights(values);
    }
}
