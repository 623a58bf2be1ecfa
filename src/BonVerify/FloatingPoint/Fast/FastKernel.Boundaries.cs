using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Fast;

/// <content>Cumulative masses and their logarithms.</content>
internal static partial class FastKernel<L>
{
    /// <summary>Blocks with at most this share of what is left below their top need no full logarithms.</summary>
    private const double SmallBlock = 1.0 / 256;

    /// <summary>A share of the whole below which shares of what is left are of no use: it may be 0, or have no reciprocal.</summary>
    private const double LeastLeft = 1e-60;

    /// <summary>Fills the boundaries of a block, from the top down; the one above it is known.</summary>
    /// <param name="block">The block.</param>
    /// <param name="descent">The way down.</param>
    /// <param name="above">The mass above the block; on return, above the lowest boundary reached.</param>
    /// <returns>The lowest boundary reached.</returns>
    public static int Boundaries(in CellBlock block, in Descent descent, ref CompensatedSum above)
    {
        var mass = descent.Mass;
        var left = mass.Minus(above);
        var sum = PlainSum(block);
        var top = new BlockTop(above, left, 4 * PowerOfTwoBelow(sum), descent.Stop - above.High);
        var (lowest, inside) = left.Value > LeastLeft * mass.Value && sum <= SmallBlock * left.Value
            ? SmallCells(block, top, sum > descent.Narrow * left.Value)
            : AnyCells(block, top, 1 / mass.Value);
        above = above.Plus(inside);
        Unsafe.Add(ref block.Boundaries.Above, lowest) = above.Value;
        Unsafe.Add(ref block.Boundaries.Below, lowest) = Math.Max(0, mass.Minus(above).Value);
        return lowest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double PlainSum(in CellBlock block)
    {
        ref var weights = ref block.Weights;
        var count = block.Count;
        var sum = L.Create(0);
        for (var i = 0; i < count; i += L.Count)
        {
            sum += L.Load(ref weights, i);
        }

        return L.Sum(sum);
    }

    /// <summary>The largest power of two that is at most a normal positive number; 0 for smaller ones.</summary>
    private static double PowerOfTwoBelow(double value) =>
        BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) & 0x7ff0000000000000L);

    /// <summary>
    /// Sums from the top within a vector, of what is a multiple of the last bit of the splitter, exactly, and of the rest. The
    /// splitter is a power of two, more than twice all sums.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble<L> SumsFromTop(L weights, L splitter)
    {
        var coarse = (weights + splitter) - splitter;
        return new(L.SumFromTop(coarse), L.SumFromTop(weights - coarse));
    }

    /// <summary>ln F = ln F at the top of the block + ln(1 − x), x the share of the block's cells between.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int Lowest, CompensatedSum Inside) SmallCells(in CellBlock block, in BlockTop top, bool masses)
    {
        var (above, left) = (top.Above, top.Left);
        ref var weights = ref block.Weights;
        ref var aboves = ref block.Boundaries.Above;
        ref var belows = ref block.Boundaries.Below;
        ref var logarithms = ref block.Boundaries.Logarithms;
        var total = above.Value + left.Value;
        var lnTop = Elementary<L>.LnShare(L.Create(above.Value / total), L.Create(left.Value / total));
        var share = L.Create(1 / left.Value);
        var remaining = L.Create(left.Value);
        var (high, low) = (L.Create(above.High), L.Create(above.Low));
        var (insideHigh, insideLow) = (0.0, 0.0);
        var (count, room, splitter) = (block.Count, top.Room, top.Splitter);
        while (count > 0 && insideHigh < room)
        {
            count -= L.Count;
            var part = SumsFromTop(L.Load(ref weights, count), L.Create(splitter));
            var sum = (L.Create(insideHigh) + part.High) + (L.Create(insideLow) + part.Low);
            if (masses)
            {
                L.Store(high + (low + sum), ref aboves, count);
                L.Store(remaining - sum, ref belows, count);
            }

            L.Store(lnTop + Elementary<L>.LnOneMinusSmall(sum * share), ref logarithms, count);
            insideHigh += L.First(part.High);
            insideLow += L.First(part.Low);
        }

        return (count, new(insideHigh, insideLow));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int Lowest, CompensatedSum Inside) AnyCells(in CellBlock block, in BlockTop top, double reciprocal)
    {
        var (above, left) = (top.Above, top.Left);
        ref var weights = ref block.Weights;
        ref var aboves = ref block.Boundaries.Above;
        ref var belows = ref block.Boundaries.Below;
        ref var logarithms = ref block.Boundaries.Logarithms;
        var (insideHigh, insideLow) = (0.0, 0.0);
        var (count, room, splitter) = (block.Count, top.Room, top.Splitter);
        while (count > 0 && insideHigh < room)
        {
            count -= L.Count;
            var part = SumsFromTop(L.Load(ref weights, count), L.Create(splitter));
            var (sum, rest) = (L.Create(insideHigh) + part.High, L.Create(insideLow) + part.Low);
            var lanesAbove = L.Create(above.High) + (L.Create(above.Low) + (sum + rest));
            var lanesBelow = (L.Create(left.High) - sum) + (L.Create(left.Low) - rest);
            L.Store(lanesAbove, ref aboves, count);
            L.Store(lanesBelow, ref belows, count);
            L.Store(
                Elementary<L>.LnShare(lanesAbove * L.Create(reciprocal), lanesBelow * L.Create(reciprocal)), ref logarithms, count);
            insideHigh += L.First(part.High);
            insideLow += L.First(part.Low);
        }

        return (count, new(insideHigh, insideLow));
    }
}
