using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Certified;

/// <content>Weights of any size, as pairs.</content>
internal static partial class CertifiedEvaluation<L>
{
    /// <summary>KL for n ≥ 2 and at least two cells of positive weight.</summary>
    [SkipLocalsInit]
    public static CertifiedDouble KullbackLeibler<W>(CellShares<W> cells, int n)
        where W : struct, ICellWeights
    {
        var buffer = Alignment.Aligned(stackalloc double[6 * Stride + Alignment.Extra]);
        var masses = new PairBuffer(buffer[..(2 * Stride)]);
        var below = new PairBuffer(buffer[(2 * Stride)..(4 * Stride)]);
        var ratios = new PairBuffer(buffer[(4 * Stride)..(6 * Stride)]);
        var negligible = Negligible(cells, n);
        var sums = default(DoubleDouble<L>);
        var (end, blocks) = (cells.Count, 0);
        for (; end > negligible; blocks++)
        {
            var count = Math.Min(Block, end - negligible);
            var padded = (count + L.Count - 1) / L.Count * L.Count;
            var padding = padded - count;
            end -= count;
            masses.Clear(padding);
            below.Clear(padding);
            Read(cells, end, count, masses.From(padding), below.From(padding));
            LadderKernel<L>.Quotients(below, padded, n, ratios);
            CellKernel<L>.AddPsi(masses, ratios, padded, ref sums);
        }

        // What was left out is charged whole.
        var left = cells.Below(negligible);
        var kl = Sum(DoubleDouble<Lanes1>.Create(left.High, left.Low), sums);
        return new(
            kl.High,
            kl.Low,
            ErrorBounds.KullbackLeibler(kl.High, n, ErrorBounds.Share, blocks, Block / L.Count));
    }

    /// <summary>The masses of some cells, the shares below them, and the share below and in the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Read<W>(CellShares<W> cells, int start, int count, PairBuffer masses, PairBuffer below)
        where W : struct, ICellWeights
    {
        for (var i = 0; i < count; i++)
        {
            masses.Set(i, cells.Mass(start + i));
            below.Set(i, cells.Below(start + i));
        }

        below.Set(count, cells.Below(start + count));
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
        return inside > 0 && IsNegligible(DoubleDouble<Lanes1>.Create(Math.Max(top.High, SmallestShare), top.Low), n)
            ? inside
            : 0;
    }
}
