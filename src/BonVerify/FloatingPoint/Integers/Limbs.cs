using System.Numerics;
using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;

namespace BonVerify.FloatingPoint.Integers;

/// <summary>
/// Exact powers of several integers at once, one per lane, in limbs of 51 bits with signs, held in doubles.
/// </summary>
/// <remarks>
/// Two fused multiply-adds split a product of limbs into a multiple of 2^51 and the rest, which are added up as integers of 64 bits: that takes
/// more operations than sums of doubles, but no sum waits for another, and doubles would leave room for limbs of 47 bits only. Proved in <c>proofs/FloatingPoint.md</c>, lemma 14.
/// </remarks>
internal static partial class Limbs<L>
    where L : struct, ILanes<L>
{
    /// <summary>The most limbs of a number that is squared; the workspace takes 16 MB then.</summary>
    public const int MaxLimbs = 1 << 15;

    private const int Bits = 51;
    private const double Radix = 1L << Bits;

    // Two for the numbers that are squared in turn, the others for what squaring by halves takes.
    private const int Parts = 4;

    /// <summary>The largest result, in bits.</summary>
    public const int MaxResultBits = (2 * MaxLimbs - 8) * Bits;

    /// <summary>Room for powers of at most so many bits, at most <see cref="MaxResultBits"/>.</summary>
    public static double[] Workspace(int bits) =>
        GC.AllocateUninitializedArray<double>(Parts * (Count(bits) + 22) * L.Count + Alignment.Extra, pinned: true);

    /// <summary>The most limbs of a power of at most so many bits.</summary>
    public static int Count(int bits) => bits / Bits + 2;

    /// <summary>baseⁿ for each lane.</summary>
    /// <param name="bases">One nonnegative integer of at most 2^53 per lane.</param>
    /// <param name="n">At least 1.</param>
    /// <param name="workspace">Room for the powers.</param>
    /// <returns>The limbs of the powers, a part of the workspace: the lowest of each lane, then the next, …</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ReadOnlySpan<double> Powers(ReadOnlySpan<double> bases, int n, double[] workspace)
    {
        var aligned = Alignment.Aligned(workspace);
        var part = (workspace.Length - Alignment.Extra) / Parts;
        var value = aligned[..part];
        var other = aligned.Slice(part, part);
        ref var scratch = ref aligned[2 * part];
        Span<double> low = stackalloc double[L.Count];
        Span<double> high = stackalloc double[L.Count];
        for (var lane = 0; lane < L.Count; lane++)
        {
            high[lane] = Math.Round(bases[lane] / Radix);
            low[lane] = bases[lane] - high[lane] * Radix;
            (value[lane], value[L.Count + lane]) = (low[lane], high[lane]);
        }

        var count = Trim(ref value[0], 2);
        for (var bit = BitOperations.Log2((uint)n) - 1; bit >= 0; bit--)
        {
            Square(ref value[0], count, ref other[0], ref scratch);
            count = Trim(ref other[0], 2 * count);
            Swap(ref value, ref other);
            if (((n >> bit) & 1) != 0)
            {
                Multiply(ref value[0], count, L.Load(ref low[0], 0), L.Load(ref high[0], 0), ref other[0]);
                count = Trim(ref other[0], count + 2);
                Swap(ref value, ref other);
            }
        }

        return value[..(count * L.Count)];

        static void Swap(ref Span<double> left, ref Span<double> right)
        {
            var kept = left;
            left = right;
            right = kept;
        }
    }

    /// <summary>How many limbs the numbers have without zeros on top, at least 1.</summary>
    private static int Trim(ref double limbs, int count)
    {
        while (count > 1 && !NotZero(L.Load(ref limbs, (count - 1) * L.Count)))
        {
            count--;
        }

        return count;
    }

    private static bool NotZero(L value) => L.AnyLess(L.Create(0), L.Max(value, -value));
}
