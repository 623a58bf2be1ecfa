using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BonVerify.FloatingPoint.Lanes;

namespace BonVerify.FloatingPoint.Integers;

/// <summary>
/// Exact powers of several integers at once, one per lane, in limbs of 42 bits with signs, held in doubles.
/// </summary>
/// <remarks>
/// A product of limbs is added to an accumulator near 1.5·2^94, whose last bit is 2^42, and leaves there a multiple of 2^42;
/// what was lost is recovered exactly. Proved in <c>proofs/FloatingPoint.md</c>, lemma 14.
/// </remarks>
internal static class Limbs<L>
    where L : struct, ILanes<L>
{
    /// <summary>The most limbs of a number that is squared.</summary>
    public const int MaxLimbs = 1024;

    private const int Bits = 42;
    private const double Radix = 1L << Bits;
    private const double RoundToRadix = Rounding.ToInteger * Radix;

    /// <summary>The largest result, in bits.</summary>
    public const int MaxResultBits = (2 * MaxLimbs - 8) * Bits;

    /// <summary>Room for powers of at most so many bits, at most <see cref="MaxResultBits"/>.</summary>
    public static double[] Workspace(int bits) =>
        GC.AllocateUninitializedArray<double>(2 * Capacity(bits) * L.Count + Alignment.Extra, pinned: true);

    /// <summary>baseⁿ for each lane.</summary>
    /// <param name="bases">One nonnegative integer of at most 2^53 per lane.</param>
    /// <param name="n">At least 1.</param>
    /// <param name="workspace">Room for the results.</param>
    /// <param name="powers">Receives the powers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Powers(ReadOnlySpan<double> bases, int n, double[] workspace, Span<BigInteger> powers)
    {
        var aligned = Alignment.Aligned(workspace);
        var half = (workspace.Length - Alignment.Extra) / 2;
        var value = aligned[..half];
        var other = aligned[half..];
        Span<double> low = stackalloc double[L.Count];
        Span<double> high = stackalloc double[L.Count];
        for (var lane = 0; lane < L.Count; lane++)
        {
            high[lane] = Math.Round(bases[lane] / Radix);
            low[lane] = bases[lane] - high[lane] * Radix;
            (value[lane], value[L.Count + lane]) = (low[lane], high[lane]);
        }

        var count = 2;
        for (var bit = BitOperations.Log2((uint)n) - 1; bit >= 0; bit--)
        {
            count = Square(ref value[0], count, ref other[0]);
            Swap(ref value, ref other);
            if (((n >> bit) & 1) != 0)
            {
                count = Multiply(ref value[0], count, L.Load(ref low[0], 0), L.Load(ref high[0], 0), ref other[0]);
                Swap(ref value, ref other);
            }
        }

        // The other half is free again.
        var bytes = MemoryMarshal.AsBytes(other);
        for (var lane = 0; lane < L.Count; lane++)
        {
            powers[lane] = ToInteger(ref value[0], count, lane, bytes);
        }

        static void Swap(ref Span<double> left, ref Span<double> right)
        {
            var kept = left;
            left = right;
            right = kept;
        }
    }

    private static int Capacity(int bits) => bits / Bits + 6;

    /// <summary>The square of a number of so many limbs; returns how many limbs it has, zeros on top left off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Square(ref double value, int count, ref double square)
    {
        var bias = L.Create(RoundToRadix);
        var carry = L.Create(0);
        for (var column = 0; column < 2 * count - 1; column++)
        {
            var (i, j) = (Math.Max(0, column - count + 1), Math.Min(column, count - 1));
            var h0 = bias;
            var h1 = bias;
            var h2 = bias;
            var h3 = bias;
            var l0 = L.Create(0);
            var l1 = l0;
            var l2 = l0;
            var l3 = l0;
            for (; i + 3 < j - 3; i += 4, j -= 4)
            {
                // Unchecked: the index arithmetic is a third of the loop otherwise.
                var a0 = L.Load(ref value, unchecked(i * L.Count));
                var a1 = L.Load(ref value, unchecked((i + 1) * L.Count));
                var a2 = L.Load(ref value, unchecked((i + 2) * L.Count));
                var a3 = L.Load(ref value, unchecked((i + 3) * L.Count));
                var b0 = L.Load(ref value, unchecked(j * L.Count));
                var b1 = L.Load(ref value, unchecked((j - 1) * L.Count));
                var b2 = L.Load(ref value, unchecked((j - 2) * L.Count));
                var b3 = L.Load(ref value, unchecked((j - 3) * L.Count));
                var n0 = L.FusedMultiplyAdd(a0, b0, h0);
                var n1 = L.FusedMultiplyAdd(a1, b1, h1);
                var n2 = L.FusedMultiplyAdd(a2, b2, h2);
                var n3 = L.FusedMultiplyAdd(a3, b3, h3);
                l0 += L.FusedMultiplyAdd(a0, b0, h0 - n0);
                l1 += L.FusedMultiplyAdd(a1, b1, h1 - n1);
                l2 += L.FusedMultiplyAdd(a2, b2, h2 - n2);
                l3 += L.FusedMultiplyAdd(a3, b3, h3 - n3);
                h0 = n0;
                h1 = n1;
                h2 = n2;
                h3 = n3;
            }

            for (; i < j; i++, j--)
            {
                var (a0, b0) = (L.Load(ref value, i * L.Count), L.Load(ref value, j * L.Count));
                var n0 = L.FusedMultiplyAdd(a0, b0, h0);
                l0 += L.FusedMultiplyAdd(a0, b0, h0 - n0);
                h0 = n0;
            }

            var high = ((h0 - bias) + (h1 - bias)) + ((h2 - bias) + (h3 - bias));
            var low = (l0 + l1) + (l2 + l3);
            high += high;
            low += low;
            if (i == j)
            {
                var a = L.Load(ref value, i * L.Count);
                var top = L.FusedMultiplyAdd(a, a, bias) - bias;
                high += top;
                low += L.FusedMultiplySubtract(a, a, top);
            }

            carry = Put(low + carry, high, ref square, column);
        }

        return Finish(carry, ref square, 2 * count - 1);
    }

    /// <summary>The product with a number of two limbs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Multiply(ref double value, int count, L factorLow, L factorHigh, ref double product)
    {
        var bias = L.Create(RoundToRadix);
        var (carry, previous) = (L.Create(0), L.Create(0));
        for (var column = 0; column <= count; column++)
        {
            var a = column < count ? L.Load(ref value, column * L.Count) : L.Create(0);
            var first = L.FusedMultiplyAdd(a, factorLow, bias);
            var second = L.FusedMultiplyAdd(previous, factorHigh, first);
            var low = L.FusedMultiplyAdd(a, factorLow, bias - first) + L.FusedMultiplyAdd(previous, factorHigh, first - second);
            carry = Put(low + carry, second - bias, ref product, column);
            previous = a;
        }

        return Finish(carry, ref product, count + 1);
    }

    /// <summary>Writes one limb and returns the carry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Put(L low, L high, ref double limbs, int index)
    {
        var quotient = L.FusedMultiplyAdd(low, L.Create(1 / Radix), L.Create(Rounding.ToInteger)) - L.Create(Rounding.ToInteger);
        L.Store(L.FusedSubtractProduct(quotient, L.Create(Radix), low), ref limbs, index * L.Count);
        return L.FusedMultiplyAdd(high, L.Create(1 / Radix), quotient);
    }

    private static int Finish(L carry, ref double limbs, int count)
    {
        while (NotZero(carry))
        {
            carry = Put(carry, L.Create(0), ref limbs, count++);
        }

        while (count > 1 && !NotZero(L.Load(ref limbs, (count - 1) * L.Count)))
        {
            count--;
        }

        return count;
    }

    private static bool NotZero(L value) => L.AnyLess(L.Create(0), L.Max(value, -value));

    /// <summary>One lane as an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static BigInteger ToInteger(ref double limbs, int count, int lane, Span<byte> bytes)
    {
        const long Mask = (1L << Bits) - 1;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        var (carry, pending, filled, word) = (0L, 0UL, 0, 0);
        for (var k = 0; k < count; k++)
        {
            var digit = unchecked((long)Unsafe.Add(ref limbs, k * L.Count + lane) + carry);
            carry = digit >> Bits;
            var part = unchecked((ulong)(digit & Mask));
            pending |= part << filled;
            filled += Bits;
            if (filled >= 64)
            {
                words[word++] = pending;
                filled -= 64;
                pending = part >> (Bits - filled);
            }
        }

        words[word++] = pending;
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(words[..word], words[..word]);
        }

        return new BigInteger(bytes[..(8 * word)], isUnsigned: true);
    }
}
