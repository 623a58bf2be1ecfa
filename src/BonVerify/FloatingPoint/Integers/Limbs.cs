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

    // Limbs behind a number that may be written to.
    private const int Behind = 8;

    // Two for the numbers that are squared in turn, the others for what squaring by halves takes.
    private const int Parts = 4;

    /// <summary>The largest result, in bits.</summary>
    public const int MaxResultBits = (2 * MaxLimbs - 8) * Bits;

    // From so many limbs on a number is squared by halves.
    private const int ByHalves = 112;

    /// <summary>Room for powers of at most so many bits, at most <see cref="MaxResultBits"/>.</summary>
    public static double[] Workspace(int bits) =>
        GC.AllocateUninitializedArray<double>(Parts * Capacity(bits) * L.Count + Alignment.Extra, pinned: true);

    /// <summary>How many words a power of at most so many bits takes.</summary>
    public static int Words(int bits) => bits / 64 + 4;

    /// <summary>baseⁿ for each lane.</summary>
    /// <param name="bases">One nonnegative integer of at most 2^53 per lane.</param>
    /// <param name="n">At least 1.</param>
    /// <param name="workspace">Room for the powers.</param>
    /// <param name="words">Receives the powers one after another, each in <see cref="Words"/>, from the lowest word on.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Powers(ReadOnlySpan<double> bases, int n, double[] workspace, Span<ulong> words)
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

        var count = 2;
        for (var bit = BitOperations.Log2((uint)n) - 1; bit >= 0; bit--)
        {
            count = Square(ref value[0], count, ref other[0], ref scratch);
            Swap(ref value, ref other);
            if (((n >> bit) & 1) != 0)
            {
                count = Multiply(ref value[0], count, L.Load(ref low[0], 0), L.Load(ref high[0], 0), ref other[0]);
                Swap(ref value, ref other);
            }
        }

        var stride = words.Length / L.Count;
        for (var lane = 0; lane < L.Count; lane++)
        {
            ToWords(ref value[0], count, lane, words.Slice(lane * stride, stride));
        }

        static void Swap(ref Span<double> left, ref Span<double> right)
        {
            var kept = left;
            left = right;
            right = kept;
        }
    }

    private static int Capacity(int bits) => bits / Bits + 24;

    /// <summary>The square of a number of so many limbs; returns how many limbs it has, zeros on top left off.</summary>
    /// <remarks>
    /// Of a long one by Karatsuba's identity, 2ab = a² + b² − (a − b)², with three squares of half the length for the four quarters. The limbs
    /// behind the number are written to.
    /// </remarks>
    private static int Square(ref double value, int count, ref double square, ref double scratch)
    {
        if (count < ByHalves)
        {
            return SquareByColumns(ref value, count, ref square);
        }

        var half = (count + 1) / 2;
        ref var upper = ref Unsafe.Add(ref value, half * L.Count);
        ref var upperSquare = ref Unsafe.Add(ref square, 2 * half * L.Count);
        ref var middle = ref Unsafe.Add(ref scratch, (half + Behind) * L.Count);
        ref var rest = ref Unsafe.Add(ref middle, (2 * half + 2 * Behind) * L.Count);

        // The lower half from a copy, as what is behind it is the upper half; the limbs of its square from 2·half on are 0, and are
        // overwritten.
        MemoryMarshal.CreateSpan(ref value, half * L.Count).CopyTo(MemoryMarshal.CreateSpan(ref scratch, half * L.Count));
        _ = Square(ref scratch, half, ref square, ref middle);
        var upperCount = Square(ref upper, count - half, ref upperSquare, ref middle);
        var length = Difference(ref value, half, ref upper, count - half, ref scratch);
        var middleCount = Square(ref scratch, length, ref middle, ref rest);
        return AddMiddle(ref square, 2 * half, upperCount, ref middle, middleCount, half);
    }

    /// <summary>a − b of two numbers; returns how many limbs it has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Difference(ref double a, int count, ref double b, int countB, ref double difference)
    {
        var carry = L.Create(0);
        for (var k = 0; k < count; k++)
        {
            var limb = k < countB ? L.Load(ref a, k * L.Count) - L.Load(ref b, k * L.Count) : L.Load(ref a, k * L.Count);
            carry = PutApart(limb, carry, ref difference, k);
        }

        return Finish(carry, ref difference, count);
    }

    /// <summary>Adds 2ab = a² + b² − (a − b)² to a² and b², half a number up; returns how many limbs the sum has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int AddMiddle(ref double square, int lowerCount, int upperCount, ref double middle, int middleCount, int half)
    {
        var zero = L.Create(0);
        var count = Math.Max(lowerCount, middleCount);
        for (var k = 0; k < count; k++)
        {
            var lower = k < lowerCount ? L.Load(ref square, k * L.Count) : zero;
            var upper = k < upperCount ? L.Load(ref square, (lowerCount + k) * L.Count) : zero;
            L.Store(lower + upper - (k < middleCount ? L.Load(ref middle, k * L.Count) : zero), ref middle, k * L.Count);
        }

        var total = lowerCount + upperCount;
        for (; total < half + count; total++)
        {
            L.Store(zero, ref square, total * L.Count);
        }

        var carry = zero;
        for (var k = half; k < total; k++)
        {
            var limb = L.Load(ref square, k * L.Count);
            carry = PutApart(k - half < count ? limb + L.Load(ref middle, (k - half) * L.Count) : limb, carry, ref square, k);
        }

        return Finish(carry, ref square, total);
    }

    /// <summary>The square of a short number.</summary>
    /// <remarks>Four columns at a time: a limb is read once for the four, and all sums stay in registers.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int SquareByColumns(ref double value, int count, ref double square)
    {
        var bias = L.Create(RoundToRadix);
        var carry = L.Create(0);
        for (var k = 0; k < 4; k++)
        {
            L.Store(carry, ref value, (count + k) * L.Count);
        }

        var columns = (2 * count + 2) / 4 * 4;
        for (var column = 0; column < columns; column += 4)
        {
            var (start, half) = (Math.Max(0, column - count + 1), column / 2);
            var (h0, h1, h2, h3) = (bias, bias, bias, bias);
            var l0 = L.Create(0);
            var (l1, l2, l3) = (l0, l0, l0);
            ref var left = ref Unsafe.Add(ref value, start * L.Count);
            ref var right = ref Unsafe.Add(ref value, (column - start) * L.Count);
            for (var i = half - start; i > 0; i--)
            {
                var a = L.Load(ref left, 0);
                AddProduct(a, L.Load(ref right, 0), ref h0, ref l0);
                AddProduct(a, L.Load(ref right, L.Count), ref h1, ref l1);
                AddProduct(a, L.Load(ref right, 2 * L.Count), ref h2, ref l2);
                AddProduct(a, L.Load(ref right, 3 * L.Count), ref h3, ref l3);
                left = ref Unsafe.Add(ref left, L.Count);
                right = ref Unsafe.Subtract(ref right, L.Count);
            }

            // Where both limbs come near each other the columns differ.
            ref var middle = ref Unsafe.Add(ref value, half * L.Count);
            var (m0, m1, m2) = (L.Load(ref middle, 0), L.Load(ref middle, L.Count), L.Load(ref middle, 2 * L.Count));
            AddProduct(m0, m1, ref h1, ref l1);
            AddProduct(m0, m2, ref h2, ref l2);
            AddProduct(m0, L.Load(ref middle, 3 * L.Count), ref h3, ref l3);
            AddProduct(m1, m2, ref h3, ref l3);
            var (d0, e0, d2, e2) = (bias, L.Create(0), bias, L.Create(0));
            AddProduct(m0, m0, ref d0, ref e0);
            AddProduct(m1, m1, ref d2, ref e2);
            carry = Put(l0 + l0 + e0 + carry, (h0 - bias) + (h0 - bias) + (d0 - bias), ref square, column);
            carry = Put(l1 + l1 + carry, (h1 - bias) + (h1 - bias), ref square, column + 1);
            carry = Put(l2 + l2 + e2 + carry, (h2 - bias) + (h2 - bias) + (d2 - bias), ref square, column + 2);
            carry = Put(l3 + l3 + carry, (h3 - bias) + (h3 - bias), ref square, column + 3);
        }

        return Finish(carry, ref square, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProduct(L a, L b, ref L high, ref L low)
    {
        var sum = L.FusedMultiplyAdd(a, b, high);
        low += L.FusedMultiplyAdd(a, b, high - sum);
        high = sum;
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
        var carry = Split(low, out var rest);
        L.Store(rest, ref limbs, index * L.Count);
        return L.FusedMultiplyAdd(high, L.Create(1 / Radix), carry);
    }

    /// <summary>Writes one limb, to which the carry is added as it is, and returns a carry that does not depend on it: no limb waits for another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L PutApart(L limb, L carry, ref double limbs, int index)
    {
        var next = Split(limb, out var rest);
        L.Store(rest + carry, ref limbs, index * L.Count);
        return next;
    }

    /// <summary>A multiple of the radix is split off; returns the factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Split(L value, out L rest)
    {
        var quotient = L.FusedMultiplyAdd(value, L.Create(1 / Radix), L.Create(Rounding.ToInteger)) - L.Create(Rounding.ToInteger);
        rest = L.FusedSubtractProduct(quotient, L.Create(Radix), value);
        return quotient;
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

    /// <summary>One lane as words, from the lowest; those above it are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToWords(ref double limbs, int count, int lane, Span<ulong> words)
    {
        const long Mask = (1L << Bits) - 1;
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
        words[word..].Clear();
    }
}
