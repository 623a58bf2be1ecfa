using System.Numerics;
using System.Runtime.CompilerServices;
using BonVerify.Numerics;

namespace BonVerify.FloatingPoint.Wide;

/// <summary>Natural logarithms of numbers of 128 bits, with a relative error of at most <see cref="WideErrors.Logarithm"/>.</summary>
/// <remarks>
/// Next to 1, ln(1 ± x) = ±x·(1 ∓ x/2 + x²/3 ∓ …). Elsewhere a number 2^e·m, 1 ≤ m &lt; 2, is brought to 1 + z, z &lt; 2^−13, by two
/// factors r from tables whose logarithms are tabulated beside them. All of it is in fixed point with 128 bits after the point.
/// </remarks>
internal static class WideLogarithm
{
    private const int IndexBits = 7;

    // |t − 1| below 2^−7.
    private const int NearBits = 7;

    private static readonly WideFloat Ln2 = WideFloat.Normalized((UInt128)(FixedPoint.Ln2(136) >> 8), -1);
    private static readonly Entry[] Coarse = [.. Enumerable.Range(0, 1 << IndexBits).Select(static i => Entry.Of(i, IndexBits))];

    // One more, because rounding up a factor may lift its product out of the last interval.
    private static readonly Entry[] Fine = [.. Enumerable.Range(0, (1 << IndexBits) + 1).Select(static i => Entry.Of(i, 2 * IndexBits))];

    // 1/k with 127 bits after the point.
    private static readonly UInt128[] Inverses = [default, .. Enumerable.Range(1, 24).Select(static k => (UInt128)((BigInteger.One << 127) / k))];

    /// <summary>|ln t| for t above 0, and whether t is below 1.</summary>
    public static WideFloat Magnitude(WideFloat t, out bool isNegative)
    {
        var (mantissa, exponent) = (t.Mantissa, t.Exponent);
        isNegative = exponent < 0;
        if (exponent == 0 && mantissa - (UInt128.One << 127) < UInt128.One << (127 - NearBits))
        {
            return NearOne((mantissa - (UInt128.One << 127)) << 1, isBelow: false);
        }

        if (exponent == -1 && unchecked(-mantissa) < UInt128.One << (128 - NearBits))
        {
            return NearOne(unchecked(-mantissa), isBelow: true);
        }

        var fraction = OfMantissa(mantissa);
        if (exponent >= 0)
        {
            var part = fraction == 0 ? WideFloat.Zero : WideFloat.Normalized(fraction, -1);
            return exponent == 0 ? part : Times(exponent) + part;
        }

        var whole = Times(-exponent);
        return fraction == 0 ? whole : whole - WideFloat.Normalized(fraction, -1);
    }

    /// <summary>ln(1 + x) for x of at least 0, relative to it however small it is.</summary>
    public static WideFloat OnePlus(WideFloat x)
    {
        if (x.IsZero || x.Exponent < -128)
        {
            return x;
        }

        // x with 128 bits after the point keeps its relative accuracy in the factor, which is next to 1.
        return x.Exponent < -NearBits
            ? x * Factor(x.Mantissa >> (int)(-1 - x.Exponent), isBelow: false)
            : Magnitude(WideFloat.One + x, out _);
    }

    /// <summary>a·b/2^128, at most 3 below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt128 HighProduct(UInt128 a, UInt128 b)
    {
        var (aHigh, aLow, bHigh, bLow) = (Upper(a), Lower(a), Upper(b), Lower(b));
        var top = Math.BigMul(aHigh, bHigh, out var rest);
        return new UInt128(top, rest) + Math.BigMul(aHigh, bLow, out _) + Math.BigMul(aLow, bHigh, out _);
    }

    /// <summary>|ln(1 ± x)| for an x below 2^−7 with 128 bits after the point.</summary>
    private static WideFloat NearOne(UInt128 x, bool isBelow) =>
        x == 0 ? WideFloat.Zero : WideFloat.Normalized(x, -1) * Factor(x, isBelow);

    /// <summary>1 ∓ x/2 + x²/3 ∓ …, as far as 128 bits show it.</summary>
    private static WideFloat Factor(UInt128 x, bool isBelow)
    {
        // The first term left out is below 2^−128.
        var terms = 128 / (int)UInt128.LeadingZeroCount(x | 1) + 1;
        return WideFloat.Normalized(Series(x, terms, isBelow), 0);
    }

    /// <summary>Σ (∓x)^k/(k+1) for k below a count, with 127 bits after the point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static UInt128 Series(UInt128 x, int terms, bool isBelow)
    {
        var sum = Inverses[terms];
        for (var k = terms - 1; k > 0; k--)
        {
            var product = HighProduct(sum, x);
            sum = isBelow ? Inverses[k] + product : Inverses[k] - product;
        }

        return sum;
    }

    /// <summary>ln m for the mantissa of m in [1, 2), with 128 bits after the point, within 5 of the last.</summary>
    private static UInt128 OfMantissa(UInt128 mantissa)
    {
        ref readonly var coarse = ref Coarse[(int)(mantissa >> (127 - IndexBits)) & ((1 << IndexBits) - 1)];

        // m r − 1 in 128 bits after the point: the product has 127 + 63 bits there, of which 62 go.
        var (top, middle, bottom) = Product(mantissa, coarse.Factor);
        var first = new UInt128(((top - (1UL << 62)) << 2) | (middle >> 62), (middle << 2) | (bottom >> 62));

        ref readonly var fine = ref Fine[(int)(first >> (128 - 2 * IndexBits))];

        // (1 + first) r − 1, where r = 1 − complement: 63 of 128 + 63 bits go.
        (top, middle, bottom) = Product(first, fine.Factor);
        top -= (1UL << 63) - fine.Factor;
        var second = new UInt128((top << 1) | (middle >> 63), (middle << 1) | (bottom >> 63));

        // Shifted as far as it goes, for nothing to be lost in the product.
        var series = HighProduct(Series(second, 10, isBelow: false), second << 13);
        return coarse.Logarithm + fine.Logarithm + (series >> 12);
    }

    /// <summary>k ln 2 for k above 0; ln 2 itself without a rounding.</summary>
    private static WideFloat Times(long count) => count == 1 ? Ln2 : WideFloat.FromInteger((ulong)count) * Ln2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Top, ulong Middle, ulong Bottom) Product(UInt128 a, ulong b)
    {
        var middle = Math.BigMul(Lower(a), b, out var bottom);
        var upper = new UInt128(Math.BigMul(Upper(a), b, out var rest), rest) + middle;
        return (Upper(upper), Lower(upper), bottom);
    }

    private static ulong Upper(UInt128 value) => (ulong)(value >> 64);

    private static ulong Lower(UInt128 value) => unchecked((ulong)value);

    /// <summary>A factor r of at most 1, with 63 bits after the point, and −ln r with 128, rounded down.</summary>
    private readonly record struct Entry(ulong Factor, UInt128 Logarithm)
    {
        /// <summary>The factor for numbers from 1 + i/2^bits up to the next such one: their product with it is at least 1.</summary>
        public static Entry Of(int index, int bits)
        {
            var one = BigInteger.One << (63 + bits);
            var from = (BigInteger.One << bits) + index;
            var factor = (one + from - 1) / from;
            var logarithm = Enclosure.LnRatio(BigInteger.One << 63, factor, 136).Lower.ToFixedPoint(128);
            return new((ulong)factor, (UInt128)logarithm);
        }
    }
}
