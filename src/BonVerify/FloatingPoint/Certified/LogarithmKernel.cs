using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Certified;

/// <summary>The logarithm of many pairs, one part of it for all before the next; for the reason see <see cref="LadderKernel{L}"/>.</summary>
internal static class LogarithmKernel<L>
    where L : struct, ILanes<L>
{
    private const int Most = CertifiedEvaluation<L>.Block;

    /// <summary>ln t as <see cref="DoubleDouble{L}.Ln"/> has it; t below <see cref="DoubleDouble{L}.SmallestRatio"/> is taken for that.</summary>
    /// <param name="ratios">t, at least 0.</param>
    /// <param name="count">How many, at most a block; a multiple of the lanes.</param>
    /// <param name="logarithms">Receives the logarithms.</param>
    [SkipLocalsInit]
    public static void Logarithms(PairBuffer ratios, int count, PairBuffer logarithms)
    {
        var buffer = Alignment.Aligned(stackalloc double[6 * Most + Alignment.Extra]);
        var tables = new PairBuffer(buffer[..(2 * Most)]);
        var squares = new PairBuffer(buffer[(2 * Most)..(4 * Most)]);
        var tails = new PairBuffer(buffer[(4 * Most)..]);
        Reduce(ratios, count, logarithms, tables);
        Halve(logarithms, count, squares);
        Tails(squares, count, tails);
        Series(tails, count, squares);
        Join(squares, tables, count, logarithms);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Reduce(PairBuffer ratios, int count, PairBuffer reduced, PairBuffer tables)
    {
        for (var i = 0; i < count; i += L.Count)
        {
            reduced.Store(DoubleDouble<L>.Reduce(DoubleDouble<L>.AtLeastSmallest(ratios.Load<L>(i)), out var table), i);
            tables.Store(table, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Halve(PairBuffer reduced, int count, PairBuffer squares)
    {
        for (var i = 0; i < count; i += L.Count)
        {
            var half = DoubleDouble<L>.OverTwoPlus(reduced.Load<L>(i));
            reduced.Store(half, i);
            squares.Store(DoubleDouble<L>.Square(half), i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tails(PairBuffer squares, int count, PairBuffer tails)
    {
        for (var i = 0; i < count; i += L.Count)
        {
            tails.StoreHigh(DoubleDouble<L>.Tail(squares.LoadHigh<L>(i)), i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Series(PairBuffer tails, int count, PairBuffer squares)
    {
        for (var i = 0; i < count; i += L.Count)
        {
            squares.Store(DoubleDouble<L>.Series(squares.Load<L>(i), tails.LoadHigh<L>(i)), i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Join(PairBuffer series, PairBuffer tables, int count, PairBuffer logarithms)
    {
        for (var i = 0; i < count; i += L.Count)
        {
            var logarithm = DoubleDouble<L>.TwiceAtanh(logarithms.Load<L>(i), series.Load<L>(i));
            logarithms.Store(DoubleDouble<L>.Join(logarithm, tables.Load<L>(i)), i);
        }
    }
}
