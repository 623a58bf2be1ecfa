using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BonVerify.FloatingPoint;

/// <summary>KL from integer weights in double-double arithmetic, with its proved error.</summary>
internal static class CertifiedEvaluation<L>
    where L : struct, ILanes<L>
{
    /// <summary>Cells per block; the three buffers of a block stay in the first-level cache.</summary>
    private const int Block = 128;

    /// <summary>Cells with n F^(n−1) ≤ e^−82 have ψ = 1 up to 0.017u².</summary>
    private const double NegligibleExponent = 82;

    /// <summary>KL for n ≥ 2 and at least two positive weights of a total of at most 2^53.</summary>
    [SkipLocalsInit]
    public static CertifiedDouble KullbackLeibler(ReadOnlySpan<long> weights, long total, int n)
    {
        var buffers = Alignment.Aligned(stackalloc double[3 * Block + 16 + Alignment.Extra]);
        ref var block = ref MemoryMarshal.GetReference(buffers);
        ref var high = ref buffers[Block];
        ref var low = ref buffers[2 * Block];
        buffers[(3 * Block)..].Clear();
        ref var sumHigh = ref buffers[3 * Block];
        ref var sumLow = ref buffers[3 * Block + 8];
        var stop = total - NegligibleWeight(total, n);
        var (above, end, blocks) = (0.0, weights.Length, 0);
        for (; end > 0 && above < stop; blocks++)
        {
            var count = Math.Min(Block, end);
            var padded = (count + L.Count - 1) / L.Count * L.Count;
            end -= count;
            Convert(weights.Slice(end, count), buffers[..padded]);
            var (first, aboveNext) = CellKernel<L>.Ratios(ref block, padded, above, total, stop, n, ref high, ref low);
            CellKernel<L>.AddPsi(
                ref Unsafe.Add(ref block, first),
                ref Unsafe.Add(ref high, first),
                ref Unsafe.Add(ref low, first),
                padded - first,
                ref sumHigh,
                ref sumLow);
            above = aboveNext;
        }

        // What was left out is charged whole.
        var sum = DoubleDouble<Lanes1>.FastTwoSum(Lanes1.Create(total - above), Lanes1.Create(0));
        for (var lane = 0; lane < L.Count; lane++)
        {
            sum = DoubleDouble<Lanes1>.Add(sum, new(
                Lanes1.Create(Unsafe.Add(ref sumHigh, lane)), Lanes1.Create(Unsafe.Add(ref sumLow, lane))));
        }

        var kl = Quotient(Lanes1.First(sum.High), Lanes1.First(sum.Low), total);
        var bound = ErrorBounds.KullbackLeibler(n, blocks, Block / L.Count);
        return new(kl.High, kl.Low, kl.High * bound);
    }

    /// <summary>The weights as doubles, preceded by zeros.</summary>
    private static void Convert(ReadOnlySpan<long> weights, Span<double> block)
    {
        var zeros = block.Length - weights.Length;
        block[..zeros].Clear();
        var values = block[zeros..];
        for (var i = 0; i < weights.Length; i++)
        {
            values[i] = weights[i];
        }
    }

    /// <summary>A weight whose cells are all negligible, the largest up to rounding; 0 when there is none.</summary>
    private static double NegligibleWeight(double total, int n)
    {
        var lnN = Math.Log(n);
        var weight = Math.Floor(total * Math.Exp(-(NegligibleExponent + 0.5 + lnN) / (n - 1)));
        return weight >= 1 && IsNegligible(weight, total, n) ? weight : 0;
    }

    /// <summary>Whether (n−1) ln F + ln n ≤ −82, by logarithms of proved accuracy.</summary>
    private static bool IsNegligible(double weight, double total, int n)
    {
        var cumulative = DoubleDouble<Lanes1>.Divide(Lanes1.Create(weight), Lanes1.Create(total), Lanes1.Create(1 / total));
        var lnF = DoubleDouble<Lanes1>.Ln(cumulative);
        var lnN = DoubleDouble<Lanes1>.Ln(new(Lanes1.Create(n), Lanes1.Create(0)));

        // The error of both logarithms, and of what follows in double, is far below 0.01.
        return (n - 1) * Lanes1.First(lnF.High) + Lanes1.First(lnN.High) <= -(NegligibleExponent + 0.01);
    }

    private static (double High, double Low) Quotient(double high, double low, double divisor)
    {
        var quotient = high / divisor;
        var remainder = Math.FusedMultiplyAdd(-quotient, divisor, high) + low;
        var correction = remainder / divisor;
        var sum = quotient + correction;
        return (sum, correction - (sum - quotient));
    }
}
