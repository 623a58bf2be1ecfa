using System.Numerics;
using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Certified;

/// <summary>The ladder h_n(a, b) for many pairs, one step of it for all before the next.</summary>
/// <remarks>
/// The operations on one pair wait for one another. A short loop over one step has work of several pairs at a time for the processor,
/// and is far faster than a loop over whole ladders, although it goes through memory. No loop is inlined: the compiler would run out of
/// its budget for inlining within.
/// </remarks>
internal static class LadderKernel<L>
    where L : struct, ILanes<L>
{
    private const int Most = CertifiedEvaluation<L>.Block;

    /// <summary>h_n(a, b), as <see cref="PowerLadder.Quotient"/> does it.</summary>
    /// <param name="a">The larger numbers.</param>
    /// <param name="b">The smaller numbers.</param>
    /// <param name="count">How many, at most a block; a multiple of the lanes.</param>
    /// <param name="n">At least 1.</param>
    /// <param name="quotients">Receives the results.</param>
    [SkipLocalsInit]
    public static void Quotients(PairBuffer a, PairBuffer b, int count, int n, PairBuffer quotients)
    {
        if (n == 1)
        {
            Ones(count, quotients);
            return;
        }

        Sums(a, b, count, quotients);
        var buffer = Alignment.Aligned(stackalloc double[4 * Most + Alignment.Extra]);
        var powersA = new PairBuffer(buffer[..(2 * Most)]);
        var powersB = new PairBuffer(buffer[(2 * Most)..(4 * Most)]);
        var top = BitOperations.Log2((uint)n) - 1;
        for (var bit = top; bit > 0; bit--)
        {
            Squares(bit == top ? a : powersA, bit == top ? b : powersB, count, powersA, powersB);
            if (((n >> bit) & 1) != 0)
            {
                One(powersA, b, count, quotients);
                Multiply(powersA, a, count);
                Multiply(powersB, b, count);
            }

            Double(powersA, powersB, count, quotients);
        }

        if ((n & 1) != 0)
        {
            Last(top == 0 ? a : powersA, b, count, quotients);
        }
    }

    private static void Ones(int count, PairBuffer quotients)
    {
        for (var i = 0; i < count; i++)
        {
            quotients.Set(i, new(1, 0));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sums(PairBuffer a, PairBuffer b, int count, PairBuffer sums)
    {
        for (var i = 0; i < count; i += L.Count)
        {
            sums.Store(DoubleDouble<L>.AddPositive(a.Load<L>(i), b.Load<L>(i)), i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Squares(PairBuffer a, PairBuffer b, int count, PairBuffer squaresA, PairBuffer squaresB)
    {
        for (var i = 0; i < count; i += L.Count)
        {
            squaresA.Store(DoubleDouble<L>.Square(a.Load<L>(i)), i);
            squaresB.Store(DoubleDouble<L>.Square(b.Load<L>(i)), i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Multiply(PairBuffer powers, PairBuffer factors, int count)
    {
        for (var i = 0; i < count; i += L.Count)
        {
            powers.Store(DoubleDouble<L>.Multiply(powers.Load<L>(i), factors.Load<L>(i)), i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Double(PairBuffer powersA, PairBuffer powersB, int count, PairBuffer quotients)
    {
        for (var i = 0; i < count; i += L.Count)
        {
            quotients.Store(PowerLadder.Double(powersA.Load<L>(i), powersB.Load<L>(i), quotients.Load<L>(i)), i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One(PairBuffer powersA, PairBuffer b, int count, PairBuffer quotients)
    {
        for (var i = 0; i < count; i += L.Count)
        {
            quotients.Store(PowerLadder.One(powersA.Load<L>(i), b.Load<L>(i), quotients.Load<L>(i)), i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Last(PairBuffer powersA, PairBuffer b, int count, PairBuffer quotients)
    {
        for (var i = 0; i < count; i += L.Count)
        {
            quotients.Store(PowerLadder.One(DoubleDouble<L>.Square(powersA.Load<L>(i)), b.Load<L>(i), quotients.Load<L>(i)), i);
        }
    }
}
