using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Certified;

/// <content>Weights of any size, as pairs.</content>
internal static partial class CertifiedEvaluation<L>
{
    /// <summary>Entries of one buffer: a block of cells, and the boundary above it, padded to a cache line.</summary>
    private const int Stride = Block + 8;

    /// <summary>KL for n ≥ 2 and at least two cells of positive weight.</summary>
    [SkipLocalsInit]
    public static CertifiedDouble KullbackLeibler<W>(CellShares<W> cells, int n)
        where W : struct, ICellWeights
    {
        var buffer = Alignment.Aligned(stackalloc double[6 * Stride + 16 + Alignment.Extra]);
        var masses = buffer[..Stride];
        var massRests = buffer.Slice(Stride, Stride);
        var below = buffer.Slice(2 * Stride, Stride);
        var belowRests = buffer.Slice(3 * Stride, Stride);
        var ratios = buffer.Slice(4 * Stride, Stride);
        var ratioRests = buffer.Slice(5 * Stride, Stride);
        var sums = buffer.Slice(6 * Stride, 16);
        sums.Clear();
        var negligible = Negligible(cells, n);
        var (end, blocks) = (cells.Count, 0);
        for (; end > negligible; blocks++)
        {
            var count = Math.Min(Block, end - negligible);
            var padded = (count + L.Count - 1) / L.Count * L.Count;
            var padding = padded - count;
            end -= count;
            masses[..padding].Clear();
            massRests[..padding].Clear();
            below[..padding].Clear();
            belowRests[..padding].Clear();
            Read(cells, end, masses[padding..], massRests[padding..], below[padding..], belowRests[padding..], count);
            CellKernel<L>.Ratios(ref below[0], ref belowRests[0], padded, n, ref ratios[0], ref ratioRests[0]);
            CellKernel<L>.AddPsi(
                ref masses[0], ref massRests[0], ref ratios[0], ref ratioRests[0], padded, ref sums[0], ref sums[8]);
        }

        // What was left out is charged whole.
        var left = cells.Below(negligible);
        var kl = Sum(new(Lanes1.Create(left.High), Lanes1.Create(left.Low)), ref sums[0], ref sums[8]);
        var high = Lanes1.First(kl.High);
        return new(
            high,
            Lanes1.First(kl.Low),
            ErrorBounds.KullbackLeibler(high, n, ErrorBounds.Share, blocks, Block / L.Count));
    }

    /// <summary>The masses of some cells, the shares below them, and the share above the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Read<W>(
        CellShares<W> cells, int start, Span<double> masses, Span<double> massRests, Span<double> below, Span<double> belowRests, int count)
        where W : struct, ICellWeights
    {
        for (var i = 0; i < count; i++)
        {
            (masses[i], massRests[i]) = cells.Mass(start + i);
            (below[i], belowRests[i]) = cells.Below(start + i);
        }

        (below[count], belowRests[count]) = cells.Below(start + count);
    }

    /// <summary>How many cells, from the lowest, are negligible; the largest number up to rounding.</summary>
    private static int Negligible<W>(CellShares<W> cells, int n)
        where W : struct, ICellWeights
    {
        var share = NegligibleShare(n);
        var (inside, outside) = (0, cells.Count);
        while (inside < outside)
        {
            var middle = (inside + outside) / 2;
            if (cells.Below(middle + 1).High <= share)
            {
                inside = middle + 1;
            }
            else
            {
                outside = middle;
            }
        }

        var top = cells.Below(inside);
        return inside > 0 && IsNegligible(new(Lanes1.Create(Math.Max(top.High, SmallestShare)), Lanes1.Create(top.Low)), n)
            ? inside
            : 0;
    }
}
