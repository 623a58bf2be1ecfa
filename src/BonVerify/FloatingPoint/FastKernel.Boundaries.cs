using System.Runtime.CompilerServices;

namespace BonVerify.FloatingPoint;

/// <content>Cumulative masses and their logarithms.</content>
internal static partial class FastKernel<L>
{
    /// <summary>Blocks with at most this share of what is left below their top need no full logarithms.</summary>
    private const double SmallBlock = 1.0 / 256;

    /// <summary>A share of the whole below which shares of what is left are of no use: it may be 0, or have no reciprocal.</summary>
    private const double LeastLeft = 1e-60;

    /// <summary>Fills the boundaries of a block, from the top down; the one above it is known.</summary>
    /// <param name="weights">The weights of the block.</param>
    /// <param name="count">How many.</param>
    /// <param name="above">The mass above the block; on return, above the lowest boundary reached.</param>
    /// <param name="mass">The total.</param>
    /// <param name="stop">Boundaries below one with so much mass above it are not wanted.</param>
    /// <param name="boundaries">Receives what is known at the boundaries.</param>
    /// <returns>The lowest boundary reached.</returns>
    public static int Boundaries(
        ref double weights, int count, ref CompensatedSum above, CompensatedSum mass, double stop, in BoundaryBuffers boundaries)
    {
        var left = mass.Minus(above);
        return left > LeastLeft * mass.Value && PlainSum(ref weights, count) <= SmallBlock * left
            ? SmallCells(ref weights, count, ref above, left, stop, boundaries)
            : AnyCells(ref weights, count, ref above, mass, stop, boundaries);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double PlainSum(ref double weights, int count)
    {
        var sum = L.Create(0);
        for (var i = 0; i < count; i += L.Count)
        {
            sum += L.Load(ref weights, i);
        }

        return L.Sum(sum);
    }

    /// <summary>ln F = ln F at the top of the block + ln(1 − x), x the share of the block's cells between.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int SmallCells(
        ref double weights, int count, ref CompensatedSum above, double left, double stop, in BoundaryBuffers boundaries)
    {
        ref var aboves = ref boundaries.Above;
        ref var belows = ref boundaries.Below;
        ref var logarithms = ref boundaries.Logarithms;
        var total = above.Value + left;
        var top = Elementary<L>.LnShare(L.Create(above.Value / total), L.Create(left / total));
        var share = L.Create(1 / left);
        var (high, low) = (L.Create(above.High), L.Create(above.Low));
        var inside = default(CompensatedSum);
        var room = stop - above.High;
        while (count > 0 && inside.High < room)
        {
            count -= L.Count;
            var part = L.SumFromTop(L.Load(ref weights, count));
            var sum = L.Create(inside.Value) + part;
            L.Store(high + (low + sum), ref aboves, count);
            L.Store(L.Create(left) - sum, ref belows, count);
            L.Store(top + Elementary<L>.LnOneMinusSmall(sum * share), ref logarithms, count);
            inside = inside.PlusQuickly(L.First(part));
        }

        above = above.Plus(inside);
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int AnyCells(
        ref double weights, int count, ref CompensatedSum above, CompensatedSum mass, double stop, in BoundaryBuffers boundaries)
    {
        ref var aboves = ref boundaries.Above;
        ref var belows = ref boundaries.Below;
        ref var logarithms = ref boundaries.Logarithms;
        var reciprocal = L.Create(1 / mass.Value);
        var sum = above;
        while (count > 0 && sum.High < stop)
        {
            count -= L.Count;
            var inside = L.SumFromTop(L.Load(ref weights, count));
            var part = L.First(inside);
            var left = mass.Minus(sum);
            L lanesAbove, lanesBelow;
            if (part > left - part)
            {
                // What is left below is less than what these cells took: no rounding error of theirs may stay in it.
                sum = OneByOne(ref weights, count, sum, mass, boundaries);
                lanesAbove = L.Load(ref aboves, count);
                lanesBelow = L.Load(ref belows, count);
            }
            else
            {
                lanesAbove = L.Create(sum.High) + (L.Create(sum.Low) + inside);
                lanesBelow = L.Create(left) - inside;
                L.Store(lanesAbove, ref aboves, count);
                L.Store(lanesBelow, ref belows, count);
                sum = sum.Plus(part);
            }

            L.Store(Elementary<L>.LnShare(lanesAbove * reciprocal, lanesBelow * reciprocal), ref logarithms, count);
        }

        above = sum;
        return count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CompensatedSum OneByOne(
        ref double weights, int index, CompensatedSum above, CompensatedSum mass, in BoundaryBuffers boundaries)
    {
        for (var i = index + L.Count - 1; i >= index; i--)
        {
            above = above.Plus(Unsafe.Add(ref weights, i));
            Unsafe.Add(ref boundaries.Above, i) = above.Value;
            Unsafe.Add(ref boundaries.Below, i) = Math.Max(0, mass.Minus(above));
        }

        return above;
    }
}
