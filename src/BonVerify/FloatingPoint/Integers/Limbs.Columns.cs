using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Lanes;

namespace BonVerify.FloatingPoint.Integers;

/// <content>Products column by column.</content>
internal static partial class Limbs<L>
{
    // A product is added to the former, whose last bit is the radix, and leaves there a multiple of the radix; what is lost goes to 1.5·2^52.
    private const double High = Rounding.ToInteger * Radix;
    private const double HighAndLow = High + Rounding.ToInteger;

    // The bits of High and of 1.5·2^52, multiples of the radix.
    private const long HighBits = 0x4668L << 48;
    private const long LowBits = 0x4338L << 48;

    // A column plus 2^62 is above 0, and the carry from it above by this.
    private const long CarryBias = 1L << (62 - Bits);

    /// <summary>The square of a short number. Two limbs behind the square are written to; three behind the number keep their values.</summary>
    /// <remarks>Four columns at a time: a limb is read once for the four, and all sums stay in registers. Eight at a time are no faster.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SquareByColumns(ref double value, int count, ref double square)
    {
        var zero = L.Create(0);
        ref var behind = ref Unsafe.Add(ref value, count * L.Count);
        var (b0, b1, b2) = (L.Load(ref behind, 0), L.Load(ref behind, L.Count), L.Load(ref behind, 2 * L.Count));
        L.Store(zero, ref behind, 0);
        L.Store(zero, ref behind, L.Count);
        L.Store(zero, ref behind, 2 * L.Count);
        var (high, both) = (L.Create(High), L.Create(HighAndLow));
        var (carry, s4) = (FromBits(CarryBias), zero);
        var columns = (2 * count + 2) / 4 * 4;
        for (var column = 0; column < columns; column += 4)
        {
            // Each column has so many products, and those of the middle; it also takes the high parts of the column before.
            var (start, half) = (Math.Max(0, column - count + 1), column / 2);
            long products = half - start;
            var s0 = L.AddBits(s4, FromBits(Bias(products, 0)));
            var s1 = FromBits(Bias(products + 1, products));
            var s2 = FromBits(Bias(products + 1, products + 1));
            var s3 = FromBits(Bias(products + 2, products + 1));
            s4 = FromBits(Bias(0, products + 2));
            ref var left = ref Unsafe.Add(ref value, start * L.Count);
            ref var right = ref Unsafe.Add(ref value, (column - start) * L.Count);
            for (var i = half - start; i > 0; i--)
            {
                var a = L.Load(ref left, 0);
                AddProduct(a, L.Load(ref right, 0), high, both, ref s0, ref s1);
                AddProduct(a, L.Load(ref right, L.Count), high, both, ref s1, ref s2);
                AddProduct(a, L.Load(ref right, 2 * L.Count), high, both, ref s2, ref s3);
                AddProduct(a, L.Load(ref right, 3 * L.Count), high, both, ref s3, ref s4);
                left = ref Unsafe.Add(ref left, L.Count);
                right = ref Unsafe.Subtract(ref right, L.Count);
            }

            // Where both limbs come near each other the columns differ.
            ref var middle = ref Unsafe.Add(ref value, half * L.Count);
            var (m0, m1, m2) = (L.Load(ref middle, 0), L.Load(ref middle, L.Count), L.Load(ref middle, 2 * L.Count));
            AddProduct(m0, m1, high, both, ref s1, ref s2);
            AddProduct(m0, m2, high, both, ref s2, ref s3);
            AddProduct(m0, L.Load(ref middle, 3 * L.Count), high, both, ref s3, ref s4);
            AddProduct(m1, m2, high, both, ref s3, ref s4);
            var (d0, d1) = (FromBits(Bias(1, 0)), FromBits(Bias(0, 1)));
            var (d2, d3) = (d0, d1);
            AddProduct(m0, m0, high, both, ref d0, ref d1);
            AddProduct(m1, m1, high, both, ref d2, ref d3);
            carry = Put(L.AddBits(L.AddBits(s0, s0), d0), carry, ref square, column);
            carry = Put(L.AddBits(L.AddBits(s1, s1), d1), carry, ref square, column + 1);
            carry = Put(L.AddBits(L.AddBits(s2, s2), d2), carry, ref square, column + 2);
            carry = Put(L.AddBits(L.AddBits(s3, s3), d3), carry, ref square, column + 3);
        }

        L.Store(b0, ref behind, 0);
        L.Store(b1, ref behind, L.Count);
        L.Store(b2, ref behind, 2 * L.Count);
    }

    /// <summary>The product with a number of two limbs, of two limbs more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(ref double value, int count, L factorLow, L factorHigh, ref double product)
    {
        var zero = L.Create(0);
        var (high, both) = (L.Create(High), L.Create(HighAndLow));
        var (previous, next, carry) = (zero, zero, FromBits(CarryBias));
        for (var column = 0; column < count + 2; column++)
        {
            var a = column < count ? L.Load(ref value, column * L.Count) : zero;
            var sum = L.AddBits(next, FromBits(Bias(2, 0)));
            next = FromBits(Bias(0, 2));
            AddProduct(a, factorLow, high, both, ref sum, ref next);
            AddProduct(previous, factorHigh, high, both, ref sum, ref next);
            carry = Put(sum, carry, ref product, column);
            previous = a;
        }
    }

    /// <summary>Adds a product, and the bits of 1.5·2^52, to the sum of its column, and its multiple of the radix, and the bits of High, to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProduct(L a, L b, L high, L both, ref L sum, ref L next)
    {
        var upper = L.FusedMultiplyAdd(a, b, high);
        next = L.AddBits(next, upper);
        sum = L.AddBits(sum, L.FusedMultiplyAdd(a, b, both - upper));
    }

    /// <summary>What is to be added to a sum for so many low and so many high parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Bias(long low, long high) => unchecked(-low * LowBits - high * HighBits);

    /// <summary>Writes the limb of a column and returns the carry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Put(L sum, L carry, ref double limbs, int index)
    {
        const long HalfRadix = 1L << (Bits - 1);
        const long Two52 = 1L << 52;

        // Half the radix up, so that the limb is rounded to nearest; 2^52 plus a number below it is that number behind the exponent of 2^52.
        var biased = L.AddBits(L.AddBits(sum, FromBits((1L << 62) + HalfRadix - CarryBias)), carry);
        var next = L.ShiftBitsRight(biased, Bits);
        var rest = L.SubtractBits(L.AddBits(biased, FromBits(0x4330L << 48)), L.ShiftBitsLeft(next, Bits));
        L.Store(rest - L.Create(Two52 + HalfRadix), ref limbs, index * L.Count);
        return next;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L FromBits(long bits) => L.Create(BitConverter.Int64BitsToDouble(bits));
}
