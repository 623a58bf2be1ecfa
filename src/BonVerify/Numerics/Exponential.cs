using System.Numerics;

namespace BonVerify.Numerics;

/// <summary>exp and exp − 1 of single dyadic numbers, enclosed in intervals of small relative width.</summary>
internal static class Exponential
{
    /// <summary>Arguments from 2^60 on are refused: the exponent of the result would not fit.</summary>
    public const int LargestTopExponent = 59;

    // Below 2^Small in magnitude exp(x) − 1 has a series of its own; above, subtracting 1 loses at most 6 bits.
    private const int Small = -5;

    /// <summary>exp(x); the relative width is at most about 2^−precision.</summary>
    public static Enclosure Exp(Dyadic x, int precision)
    {
        if (x.IsZero)
        {
            return Enclosure.One;
        }

        RequireInRange(x);

        return ExpInWords(x, precision) ?? ExpInIntegers(x, precision);
    }

    internal static Enclosure ExpInIntegers(Dyadic x, int precision)
    {
        var (halvings, width, wide) = Widths(x, precision);
        var ln2 = FixedPoint.Ln2(wide);
        var fixedX = x.ToFixedPoint(wide);
        var k = FloorDivide(fixedX, ln2);
        var r = (fixedX - k * ln2) >> (wide - width);

        // |k| ≤ 2^(top + 1), so |k|·(error of ln 2) is far below one ulp of 'width'; each of the two cuts costs one.
        // Then r/2^h (one more cut), the series, and h squarings.
        var (value, error) = Series(r >> halvings, width);
        for (var i = 0; i < halvings; i++)
        {
            value = (value * value) >> width;
        }

        // Every y_i is in [1, 2], and their product over the squarings is at most 2^h · exp(ln 2): an error e before the
        // squarings becomes at most 2^(h+1)·e, and each cut on the way at most the same.
        var total = (error + halvings + 2) << (halvings + 2);
        var exponent = (long)k - width;
        return new Enclosure(
            new Dyadic(value - total, exponent).Round(precision + 4, RoundingDirection.Down),
            new Dyadic(value + total, exponent).Round(precision + 4, RoundingDirection.Up));
    }

    /// <summary>The same steps in words, with the same result; null where they do not fit.</summary>
    internal static Enclosure? ExpInWords(Dyadic number, int precision)
    {
        var (halvings, width, wide) = Widths(number, precision);
        if (wide > FixedPoint.ShortWidth || number.ToFixedPointInWords(wide) is not { } x)
        {
            return null;
        }

        var ln2 = FixedPoint.Ln2InWords(wide);
        var quotient = UInt256.Divide(default, x.IsNegative ? -x : x, ln2, out var isExact);
        var k = !x.IsNegative ? (long)(ulong)quotient : isExact ? -(long)(ulong)quotient : -(long)(ulong)quotient - 1;
        _ = UInt256.Multiply((ulong)Math.Abs(k), ln2, out var multiple);
        var r = (k < 0 ? x + multiple : x - multiple) >> (wide - width);

        var (value, error) = Series(r >> halvings, width);
        for (var i = 0; i < halvings; i++)
        {
            value = UInt256.MultiplyShifted(value, value, width);
        }

        UInt256 total = (error + (ulong)halvings + 2) << (halvings + 2);
        return new Enclosure(
            Dyadic.FromWords(1, value - total, k - width).Round(precision + 4, RoundingDirection.Down),
            Dyadic.FromWords(1, value + total, k - width).Round(precision + 4, RoundingDirection.Up));
    }

    /// <summary>exp(x) − 1; the relative width is at most about 2^−precision.</summary>
    public static Enclosure Expm1(Dyadic x, int precision)
    {
        if (x.IsZero)
        {
            return Enclosure.Zero;
        }

        RequireInRange(x);
        if (x.TopExponent >= Small)
        {
            return Enclosure.Subtract(Exp(x, precision + 10), Enclosure.One, precision + 4);
        }

        // (exp(x) − 1)/x = Σ x^i/(i+1)!, |x| < 1/32.
        var width = precision + 16;
        var t = x.ToFixedPoint(width);
        var sum = BigInteger.One << width;
        var term = t >> 1;
        var terms = 1;
        while (!term.IsZero && term != BigInteger.MinusOne)
        {
            sum += term;
            terms++;
            term = (term * t >> width) / (terms + 1);
        }

        // Each term is off by less than 3 ulp (the last term's error, the argument's and two cuts); the tail is below 2.
        BigInteger error = 3 * terms + 4;
        var bracket = new Enclosure(new Dyadic(sum - error, -width), new Dyadic(sum + error, -width));
        return Enclosure.Multiply(Enclosure.Exactly(x), bracket, precision + 4);
    }

    // exp(r) and its error bound in ulp, for 0 ≤ r < 2^−3 known within 4 ulp: fewer terms than bits, each cut by at most 2 ulp.
    internal static (BigInteger Value, BigInteger Error) Series(BigInteger r, int width)
    {
        var sum = BigInteger.One << width;
        var term = r;
        var terms = 1;
        while (!term.IsZero)
        {
            sum += term;
            terms++;
            term = (term * r >> width) / terms;
        }

        return (sum, 2 * terms + 8);
    }

    /// <summary>The same in words.</summary>
    internal static (UInt256 Value, ulong Error) Series(in UInt256 r, int width)
    {
        var sum = UInt256.One << width;
        var term = r;
        var terms = 1;
        while (!term.IsZero)
        {
            sum += term;
            terms++;
            term = UInt256.DivideSmall(UInt256.MultiplyShifted(term, r, width), terms);
        }

        return (sum, 2 * (ulong)terms + 8);
    }

    // x = k ln 2 + r with 0 ≤ r < ln 2; 'wide' holds the bits that k ln 2 cancels.
    private static (int Halvings, int Width, int Wide) Widths(Dyadic x, int precision)
    {
        var halvings = Math.Max(4, (int)Math.Sqrt(precision) / 2);
        var width = precision + 20 + 2 * halvings;
        return (halvings, width, width + (int)Math.Max(0, x.TopExponent) + 8);
    }

    private static void RequireInRange(Dyadic x)
    {
        if (x.TopExponent > LargestTopExponent)
        {
            throw new ArgumentOutOfRangeException(
                nameof(x), $"x has magnitude 2^{x.TopExponent}; the exponential takes numbers below 2^{LargestTopExponent + 1}.");
        }
    }

    private static BigInteger FloorDivide(BigInteger numerator, BigInteger positive)
    {
        var quotient = BigInteger.DivRem(numerator, positive, out var remainder);
        return remainder.Sign < 0 ? quotient - BigInteger.One : quotient;
    }
}
