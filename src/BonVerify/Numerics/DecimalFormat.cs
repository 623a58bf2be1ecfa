using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;

namespace BonVerify.Numerics;

/// <summary>Exact numbers in decimal, rounded in a stated direction to a stated number of significant digits.</summary>
public static class DecimalFormat
{
    // Beyond this power of two the number is scaled by an enclosure of the power of ten instead of the power itself.
    private const long LargestWrittenOutExponent = 1L << 17;

    // Beyond this one an enclosure of the power of ten is cheaper, and does unless a decimal lies within it.
    private const long LargestCheapExponent = 1L << 10;
    private const double Log10Of2 = 0.30102999566398120;
    private const int SquaresKept = 40;
    private const int MaxDigitsOnStack = 128;
    private static readonly ConcurrentDictionary<int, Enclosure[]> SquaresOfTen = new();

    // Those that take the magnitudes of doubles to a few dozen digits.
    private static readonly BigInteger[] PowersOfTen = [.. Enumerable.Range(0, 400).Select(static exponent => BigInteger.Pow(10, exponent))];
    private static readonly BigInteger Log10Of2Scale = BigInteger.Pow(10, 27);
    private static readonly BigInteger Log10Of2TimesScale = BigInteger.Parse("301029995663981195213738894", CultureInfo.InvariantCulture);

    /// <summary>A dyadic number in decimal.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">Significant digits, at least 1; trailing zeros are not written.</param>
    /// <param name="direction">Where to round.</param>
    /// <returns>Positional notation for moderate numbers, otherwise like <c>1.25e-40</c>.</returns>
    public static string Format(Dyadic value, int digits, RoundingDirection direction)
    {
        Preconditions.AtLeast(digits, 1);
        if (value.IsZero)
        {
            return "0";
        }

        if (value.Sign < 0)
        {
            return "-" + Format(-value, digits, Opposite(direction));
        }

        if (Math.Abs(value.TopExponent) > LargestWrittenOutExponent)
        {
            return FormatExtreme(value, digits, direction);
        }

        var shift = checked((int)value.Exponent);
        return shift >= 0
            ? FormatPositive(value.Mantissa << shift, BigInteger.One, digits, direction)
            : FormatPositive(value.Mantissa, BigInteger.One << -shift, digits, direction);
    }

    /// <summary>A rational number in decimal.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">Significant digits, at least 1; trailing zeros are not written.</param>
    /// <param name="direction">Where to round.</param>
    /// <returns>Positional notation for moderate numbers, otherwise like <c>1.25e-40</c>.</returns>
    public static string Format(Rational value, int digits, RoundingDirection direction) => Signed(
        value, Preconditions.AtLeast(digits, 1), value.Sign < 0 ? Opposite(direction) : direction);

    /// <summary>A rational number in decimal, rounded to nearest, ties to even.</summary>
    internal static string Nearest(Rational value, int digits) => Signed(value, Preconditions.AtLeast(digits, 1), direction: null);

    /// <summary>A rational number with a number of decimal places, rounded to nearest, ties to even.</summary>
    internal static string Fixed(Rational value, int places)
    {
        var scaled = CorrectRounding.RoundHalfEven(BigInteger.Abs(value.Numerator) * PowerOfTen(places), value.Denominator);
        var text = scaled.ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        return (value.Sign < 0 && !scaled.IsZero ? "-" : "") + (places == 0 ? text : $"{text[..^places]}.{text[^places..]}");
    }

    private static string Signed(Rational value, int digits, RoundingDirection? direction) => value.Sign switch
    {
        0 => "0",
        < 0 => "-" + FormatPositive(-value.Numerator, value.Denominator, digits, direction),
        _ => FormatPositive(value.Numerator, value.Denominator, digits, direction),
    };

    private static RoundingDirection Opposite(RoundingDirection direction) =>
        direction == RoundingDirection.Down ? RoundingDirection.Up : RoundingDirection.Down;

    private static string FormatPositive(
        BigInteger numerator, BigInteger denominator, int digits, RoundingDirection? direction)
    {
        var log2 = Dyadic.BitLength(numerator) - Dyadic.BitLength(denominator);
        var lastExponent = (long)Math.Floor(log2 * Log10Of2) - digits;
        var tooMany = PowerOfTen(digits);
        while (true)
        {
            // The first guess has one or two digits too many at most, so this ends after three rounds.
            var power = PowerOfTen(checked((int)Math.Abs(lastExponent)));
            var (scaledNumerator, scaledDenominator) =
                lastExponent >= 0 ? (numerator, denominator * power) : (numerator * power, denominator);
            var scaled = BigInteger.DivRem(scaledNumerator, scaledDenominator, out var remainder);
            if (scaled < tooMany)
            {
                var up = direction switch
                {
                    RoundingDirection.Up => !remainder.IsZero,
                    RoundingDirection.Down => false,
                    _ => CorrectRounding.RoundHalfEven(scaledNumerator, scaledDenominator) > scaled,
                };
                return Layout(up ? scaled + BigInteger.One : scaled, lastExponent);
            }

            lastExponent++;
        }
    }

    private static string FormatExtreme(Dyadic value, int digits, RoundingDirection direction)
    {
        var precision = checked((int)(digits * 3.33) + 80);
        var tooMany = PowerOfTen(digits);
        for (var lastExponent = FloorOfLog10OfPowerOf2(value.TopExponent) - digits + 1; ; lastExponent++)
        {
            // The first guess has one digit too many at most, as the top bit alone says less than the number.
            var scaled = Enclosure.Multiply(
                Enclosure.Exactly(value), PowerOfTen(-lastExponent, precision), precision);
            var end = direction == RoundingDirection.Down ? scaled.Lower : scaled.Upper;
            if (IntegerPart(end, RoundingDirection.Down) < tooMany)
            {
                return Layout(IntegerPart(end, direction), lastExponent);
            }
        }
    }

    /// <summary>⌊log₁₀ 2^power⌋; in integers, as the product has more digits than a double.</summary>
    private static long FloorOfLog10OfPowerOf2(long power)
    {
        var quotient = BigInteger.DivRem(power * Log10Of2TimesScale, Log10Of2Scale, out var remainder);
        return (long)(remainder.Sign < 0 ? quotient - BigInteger.One : quotient);
    }

    /// <summary>
    /// The decimals between which an enclosure lies, when it is so narrow that they are those of the enclosed number itself; else null.
    /// </summary>
    /// <remarks>An enclosed number that has no more digits lies between two decimals only if it is known to be no such one.</remarks>
    internal static DecimalEnclosure? TryEnclose(Enclosure value, int digits)
    {
        Preconditions.AtLeast(digits, 1);
        var (lower, upper) = value.Sign < 0 ? (-value.Upper, -value.Lower) : (value.Lower, value.Upper);
        if (lower.Sign <= 0 || upper.TopExponent > lower.TopExponent + 1)
        {
            return null;
        }

        // The first guess has one digit too many at most, as the top bit alone says less than the number.
        var tooMany = PowerOfTen(digits);
        if (Math.Abs(lower.TopExponent) > LargestCheapExponent)
        {
            return TryEncloseExtreme(new(lower, upper), digits, tooMany) is not { } extreme ? null
                : value.Sign < 0 ? new("-" + extreme.Upper, "-" + extreme.Lower)
                : extreme;
        }

        for (var lastExponent = FloorOfLog10OfPowerOf2(lower.TopExponent) - digits + 1; ; lastExponent++)
        {
            var (scaled, isWhole) = Scaled(lower, lastExponent);
            if (scaled < tooMany)
            {
                if (isWhole || !IsBelow(upper, scaled + BigInteger.One, lastExponent))
                {
                    return null;
                }

                var (down, up) = (Layout(scaled, lastExponent), Layout(scaled + BigInteger.One, lastExponent));
                return value.Sign < 0 ? new("-" + up, "-" + down) : new(down, up);
            }
        }

        static (BigInteger Floor, bool IsWhole) Scaled(Dyadic value, long lastExponent)
        {
            if (lastExponent < 0)
            {
                var product = value.Mantissa * PowerOfTen(checked((int)-lastExponent));
                if (value.Exponent >= 0)
                {
                    return (product << checked((int)value.Exponent), true);
                }

                var floor = product >> checked((int)-value.Exponent);
                return (floor, floor << checked((int)-value.Exponent) == product);
            }

            var power = PowerOfTen(checked((int)lastExponent));
            var (numerator, denominator) = value.Exponent >= 0
                ? (value.Mantissa << checked((int)value.Exponent), power)
                : (value.Mantissa, power << checked((int)-value.Exponent));
            var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
            return (quotient, remainder.IsZero);
        }

        static bool IsBelow(Dyadic value, BigInteger scaled, long lastExponent)
        {
            var (left, right) = lastExponent < 0
                ? (value.Mantissa * PowerOfTen(checked((int)-lastExponent)), scaled)
                : (value.Mantissa, scaled * PowerOfTen(checked((int)lastExponent)));
            return value.Exponent >= 0 ? left << checked((int)value.Exponent) < right : left < right << checked((int)-value.Exponent);
        }
    }

    private static DecimalEnclosure? TryEncloseExtreme(Enclosure value, int digits, BigInteger tooMany)
    {
        var precision = checked((int)(digits * 3.33) + 80);
        var lastExponent = FloorOfLog10OfPowerOf2(value.Lower.TopExponent) - digits + 1;
        for (var scaled = Enclosure.Multiply(value, PowerOfTen(-lastExponent, precision), precision); ; lastExponent++)
        {
            var floor = IntegerPart(scaled.Lower, RoundingDirection.Down);
            if (floor < tooMany)
            {
                // Of very many digits the powers of ten are exact, and so is what is a decimal.
                return scaled.Lower > new Dyadic(floor, 0) && scaled.Upper < new Dyadic(floor + BigInteger.One, 0)
                    ? new(Layout(floor, lastExponent), Layout(floor + BigInteger.One, lastExponent))
                    : null;
            }

            scaled = Enclosure.Divide(scaled, Enclosure.Exactly(10), precision);
        }
    }

    private static BigInteger PowerOfTen(int exponent) => exponent < PowersOfTen.Length ? PowersOfTen[exponent] : BigInteger.Pow(10, exponent);

    /// <summary>10^exponent from its powers by powers of two, which many numbers of one magnitude have in common.</summary>
    private static Enclosure PowerOfTen(long exponent, int precision)
    {
        if (Math.Abs(exponent) >= 1L << SquaresKept)
        {
            return Enclosure.Power(Enclosure.Exactly(10), exponent, precision);
        }

        var squares = SquaresOfTen.GetOrAdd(precision, static precision =>
        {
            var powers = new Enclosure[SquaresKept];
            powers[0] = Enclosure.Exactly(10);
            for (var i = 1; i < powers.Length; i++)
            {
                powers[i] = Enclosure.Multiply(powers[i - 1], powers[i - 1], precision + 64);
            }

            return powers;
        });
        var power = Enclosure.One;
        for (var (rest, i) = (Math.Abs(exponent), 0); rest != 0; rest >>= 1, i++)
        {
            power = (rest & 1) == 0 ? power : Enclosure.Multiply(power, squares[i], precision + 16);
        }

        return exponent < 0 ? Enclosure.Divide(Enclosure.One, power, precision) : power;
    }

    private static BigInteger IntegerPart(Dyadic value, RoundingDirection direction) => value.Exponent >= 0
        ? value.Mantissa << (int)value.Exponent
        : Dyadic.Shift(value.Mantissa, checked((int)-value.Exponent), direction);

    private static string Layout(BigInteger digits, long lastExponent)
    {
        // Digits of a number are few as a rule: then the text is the one thing that is made.
        Span<char> written = stackalloc char[MaxDigitsOnStack];
        var text = digits.TryFormat(written, out var length, provider: CultureInfo.InvariantCulture)
            ? (ReadOnlySpan<char>)written[..length]
            : digits.ToString(CultureInfo.InvariantCulture);
        var first = text.Length - 1 + lastExponent;
        var significant = text.TrimEnd('0');
        if (first is >= 21 or < -7)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                stackalloc char[MaxDigitsOnStack],
                $"{significant[..1]}{(significant.Length > 1 ? "." : "")}{significant[1..]}e{(first < 0 ? "" : "+")}{first}");
        }

        if (first < 0)
        {
            return string.Concat("0.", new string('0', (int)(-first - 1)), significant);
        }

        var whole = (int)first + 1;
        return significant.Length <= whole
            ? string.Concat(significant, new string('0', whole - significant.Length))
            : string.Concat(significant[..whole], ".", significant[whole..]);
    }
}
