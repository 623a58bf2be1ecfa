using System.Numerics;
using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Certified;

/// <summary>The ladder h_n(a, b) for many pairs, one step of it for all before the next.</summary>
/// <remarks>
/// The operations on one pair wait for one another. A short loop over one step has work of several pairs at a time for the processor,
/// and is far faster than a loop over whole ladders, although it goes through memory. No loop is inlined: the compiler would run out of
/// its budget for inlining within. The smaller number of a pair is the larger one of the pair before, so that each power is made once.
/// </remarks>
internal static class LadderKernel<L>
    where L : struct, ILanes<L>
{
    private const int Most = CertifiedEvaluation<L>.Stride;

    /// <summary>h_n(a, b) for each number b and the next one, a, as <see cref="PowerLadder.Quotient"/> does it.</summary>
    /// <param name="numbers">The numbers, ascending, one more than quotients; what fills up the lanes of the last one is read too.</param>
    /// <param name="count">How many quotients, at most a block; a multiple of the lanes.</param>
    /// <param name="n">At least 1.</param>
    /// <param name="quotients">Receives the results.</param>
    [SkipLocalsInit]
    public static void Quotients(PairBuffer numbers, int count, int n, PairBuffer quotients)
    {
        if (n == 1)
        {
            Ones(count, quotients);
            return;
        }

        Sums(numbers, count, quotients);
        var powers = new PairBuffer(Alignment.Aligned(stackalloc double[2 * Most + Alignment.Extra])[..(2 * Most)]);
        var top = BitOperations.Log2((uint)n) - 1;
        for (var bit = top; bit > 0; bit--)
        {
            Squares(bit == top ? numbers : powers, count + L.Count, powers);
            if (((n >> bit) & 1) != 0)
            {
                One(powers, numbers, count, quotients);
                Multiply(powers, numbers, count + L.Count);
            }

            Double(powers, count, quotients);
        }

        if ((n & 1) != 0)
        {
            Last(top == 0 ? numbers : powers, numbers, count, quotients);
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
    private static void Sums(PairBuffer numbers, int count, PairBuffer sums)
    {
        for (var i = 0; i < count; i += L.Count)
        {
            sums.Store(DoubleDouble<L>.AddPositive(numbers.Load<L>(i + 1), numbers.Load<L>(i)), i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Squares(PairBuffer numbers, int count, PairBuffer squares)
    {
        for (var i = 0; i < count; i += L.Count)
        {
            squares.Store(DoubleDouble<L>.Square(numbers.Load<L>(i)), i);
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
    private static void Double(PairBuffer powers, int count, PairBuffer quotients)
    {
        for (var i = 0; i < count; i += L.Count)
        {
            quotients.Store(PowerLadder.Double(powers.Load<L>(i + 1), powers.Load<L>(i), quotients.Load<L>(i)), i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One(PairBuffer powers, PairBuffer numbers, int count, PairBuffer quotients)
    {
        for (var i = 0; i < count; i += L.Count)
        {
            quotients.Store(PowerLadder.One(powers.Load<L>(i + 1), numbers.Load<L>(i), quotients.Load<L>(i)), i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Last(PairBuffer powers, PairBuffer numbers, int count, PairBuffer quotients)
    {
        for (var i = 0; i < count; i += L.Count)
        {
            quotients.Store(PowerLadder.One(DoubleDouble<L>.Square(powers.Load<L>(i + 1)), numbers.Load<L>(i), quotients.Load<L>(i)), i);
        }
    }
}
