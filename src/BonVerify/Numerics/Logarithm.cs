using System.Numerics;

namespace BonVerify.Numerics;

/// <summary>
/// Natural logarithms of single dyadic numbers, enclosed in intervals of small relative width.
/// </summary>
/// <remarks>
/// Both routes end in ln((1+s)/(1−s)) = 2s·B(s²) with B(t) = Σ t^i/(2i+1), |s| &lt; 2^−8, so that each term of B brings
/// 16 bits. Numbers next to 1 go through ln(1 + δ) with s = δ/(2 + δ), which keeps the relative accuracy; all others are
/// reduced to ln x = k ln 2 + ln c + 2s·B(s²) with a tabulated c = 1 + j/128.
/// </remarks>
internal static class Logarithm
{
    private const int WidthGuard = 24;

    // |x − 1| < 2^NearOne is served by the series in δ = x − 1.
    private const int NearOne = -8;

    /// <summary>ln x for x > 0; the relative width is at most about 2^−precision.</summary>
    public static Enclosure Ln(Dyadic x, int precision)
    {
        // Only numbers in [1/2, 2) can be next to 1; for the others x − 1 is not even formed.
        if (x.TopExponent is 0 or -1)
        {
            var delta = x - Dyadic.One;
            if (delta.IsZero)
            {
                return Enclosure.Zero;
            }

            if (delta.TopExponent < NearOne)
            {
                return SeriesNearOne(delta, precision);
            }
        }

        return Reduced(x, precision);
    }

    /// <summary>ln(1 + δ) for δ > −1; the relative width is at most about 2^−precision.</summary>
    public static Enclosure Log1p(Dyadic delta, int precision)
    {
        if (delta.IsZero)
        {
            return Enclosure.Zero;
        }

        if (delta.TopExponent < NearOne)
        {
            return SeriesNearOne(delta, precision);
        }

        // 1 + δ, rounded both ways when δ is so large or so long that the exact sum would be wasteful.
        var working = precision + 32;
        var lower = Dyadic.AddRounded(Dyadic.One, delta, working, RoundingDirection.Down);
        var upper = Dyadic.AddRounded(Dyadic.One, delta, working, RoundingDirection.Up);
        if (lower == upper)
        {
            return Reduced(lower, precision);
        }

        return new Enclosure(Reduced(lower, precision).Lower, Reduced(upper, precision).Upper);
    }

    // ln(1 + δ) = 2s·B(s²), s = δ/(2 + δ), 0 < |δ| < 2^−8.
    private static Enclosure SeriesNearOne(Dyadic delta, int precision)
    {
        var working = precision + 16;
        var point = Enclosure.Exactly(delta);
        var s = Enclosure.Divide(point, Enclosure.Add(Enclosure.Exactly(2), point, working), working);
        var square = Enclosure.Multiply(s, s, working);

        // Cutting loses at most one ulp, and the width of the enclosure of s² is less than another one.
        Enclosure bracket;
        if (working <= FixedPoint.ShortWidth && square.Lower.ToFixedPointInWords(working) is { } words)
        {
            var (value, error) = Bracket(words, working);
            bracket = new(Dyadic.FromWords(1, value - error, -working), Dyadic.FromWords(1, value + error, -working));
        }
        else
        {
            var (value, error) = Bracket(square.Lower.ToFixedPoint(working), working);
            bracket = new(new Dyadic(value - error, -working), new Dyadic(value + error, -working));
        }

        return Enclosure.Multiply(s, bracket, precision + 4).ScaleByPowerOfTwo(1);
    }

    private static Enclosure Reduced(Dyadic x, int precision) => ReducedInWords(x, precision) ?? ReducedInIntegers(x, precision);

    /// <summary>ln x = k ln 2 + ln c + 2s·B(s²).</summary>
    internal static Enclosure ReducedInIntegers(Dyadic x, int precision)
    {
        // x = m 2^k with m in [3/4, 3/2), in fixed point; cutting m costs less than one ulp of m, at most 4/3 in ln m.
        var width = precision + WidthGuard;
        var k = x.TopExponent;
        var m = x.ScaleByPowerOfTwo(-k).ToFixedPoint(width);
        if (m >> (width - 1) == 3)
        {
            // m in [3/2, 2): halve it. The half unit that this loses is within the bound above.
            k++;
            m >>= 1;
        }

        var one = BigInteger.One << width;
        var index = (int)((m - one + (one >> (FixedPoint.TableBits + 1))) >> (width - FixedPoint.TableBits));
        var c = ((1 << FixedPoint.TableBits) + index) * (one >> FixedPoint.TableBits);

        // |m − c| ≤ 1/256 and m + c > 3/2, so |s| < 1/384; s is cut by less than one ulp.
        var s = ((m - c) << width) / (m + c);
        var (bracket, bracketError) = Bracket((s * s) >> width, width);
        var series = (2 * s * bracket) >> width;
        var sum = k * FixedPoint.Ln2(width) + FixedPoint.LnOnePlus(index, width) + series;

        // In ulp: cutting m (twice, 8/3), s (2·B < 3), the bracket (2s < 1/192 of its own error), the product (1), constants.
        var error = 8 + bracketError / 128 + FixedPoint.ConstantError * (1 + BigInteger.Abs(k));
        return new Enclosure(
            new Dyadic(sum - error, -width).Round(precision + 4, RoundingDirection.Down),
            new Dyadic(sum + error, -width).Round(precision + 4, RoundingDirection.Up));
    }

    /// <summary>The same steps in words, with the same result; null where they do not fit.</summary>
    internal static Enclosure? ReducedInWords(Dyadic x, int precision)
    {
        var width = precision + WidthGuard;
        var k = x.TopExponent;

        // |k| + 1 times ln 2 must have room for the rest of the sum and for a sign.
        var bits = width + 64 - BitOperations.LeadingZeroCount((ulong)Math.Abs(k) + 1);
        if (width > FixedPoint.ShortWidth || bits > UInt256.Size - 2 || x.ScaleByPowerOfTwo(-k).ToFixedPointInWords(width) is not { } m)
        {
            return null;
        }

        if ((ulong)(m >> (width - 1)) == 3)
        {
            k++;
            m >>= 1;
        }

        const int Ones = 1 << FixedPoint.TableBits;
        var unit = width - FixedPoint.TableBits;
        var nearest = (ulong)((m + (UInt256.One << (unit - 1))) >> unit);
        var c = (UInt256)nearest << unit;
        var isBelow = m.CompareTo(c) < 0;
        var high = UInt256.ShiftUp(isBelow ? c - m : m - c, width, out var low);
        var s = UInt256.Divide(high, low, m + c, out _);
        var (bracket, bracketError) = Bracket(UInt256.MultiplyShifted(s, s, width), width);
        high = UInt256.Multiply(s + s, bracket, out low);
        var series = UInt256.ShiftDown(high, low, width);
        if (isBelow)
        {
            series = -(low.AnyBelow(width) ? series + UInt256.One : series);
        }

        _ = UInt256.Multiply((ulong)Math.Abs(k), FixedPoint.Ln2InWords(width), out var powers);
        var sum = FixedPoint.LnOnePlusInWords((int)nearest - Ones, width) + series + (k < 0 ? -powers : powers);
        UInt256 error = 8 + bracketError / 128 + FixedPoint.ConstantError * (1 + (ulong)Math.Abs(k));
        return new Enclosure(
            Dyadic.FromSignedWords(sum - error, -width).Round(precision + 4, RoundingDirection.Down),
            Dyadic.FromSignedWords(sum + error, -width).Round(precision + 4, RoundingDirection.Up));
    }

    /// <summary>
    /// B(t) = Σ t^i/(2i+1) in fixed point for 0 ≤ t &lt; 2^−16 known within two ulp, with an error bound in ulp.
    /// </summary>
    /// <remarks>
    /// Each power is off by less than (error of the last power)·2^−16 + 2 + 1 &lt; 4 ulp, the division adds one, and the
    /// tail after the last power, which is below one ulp, adds less than one more.
    /// </remarks>
    internal static (BigInteger Value, BigInteger Error) Bracket(BigInteger t, int width)
    {
        var sum = BigInteger.One << width;
        var power = t;
        var terms = 1;
        while (!power.IsZero)
        {
            sum += power / (2 * terms + 1);
            power = (power * t) >> width;
            terms++;
        }

        return (sum, 5 * terms + 2);
    }

    /// <summary>The same in words.</summary>
    internal static (UInt256 Value, ulong Error) Bracket(in UInt256 t, int width)
    {
        var sum = UInt256.One << width;
        var power = t;
        var terms = 1;
        while (!power.IsZero)
        {
            sum += UInt256.DivideSmall(power, 2 * terms + 1);
            power = UInt256.MultiplyShifted(power, t, width);
            terms++;
        }

        return (sum, 5 * (ulong)terms + 2);
    }
}
