using System.Diagnostics;
using System.Numerics;

namespace BonVerify.Numerics;

/// <content>Operations that round once, in words where both mantissas are short, and as many bits are enough.</content>
public readonly partial struct Dyadic
{
    // A sum, a product and a quotient of numbers up to here leave room for a carry, and for the bits that tell how to round.
    private const int ShortLength = UInt256.Size - 2;
    private const int ShortPrecision = UInt256.Size - 6;

    /// <summary>
    /// The sum rounded to <paramref name="precision"/> bits. Unlike <c>+</c> it needs no memory for the gap between a
    /// huge and a tiny number.
    /// </summary>
    internal static Dyadic AddRounded(Dyadic left, Dyadic right, int precision, RoundingDirection direction)
    {
        if (left.IsZero || right.IsZero)
        {
            return (left.IsZero ? right : left).Round(precision, direction);
        }

        if (AreShort(left, right, precision))
        {
            var (upper, lower) = ByExponent(left, right);
            return upper.ReachesOver(lower)
                ? SumOfDistant(upper, lower, precision, direction)
                : SumOfShort(upper, lower, precision, direction);
        }

        var (large, small) = left.TopExponent >= right.TopExponent ? (left, right) : (right, left);

        // When the small one ends below everything that matters, a unit below the last kept bit stands for it.
        var lastKept = Math.Min(large.exponent, large.TopExponent - precision) - 2;
        if (small.TopExponent < lastKept)
        {
            small = new Dyadic(small.Sign, lastKept);
        }

        return (large + small).Round(precision, direction);
    }

    /// <summary>The product rounded to <paramref name="precision"/> bits in the given direction.</summary>
    internal static Dyadic MultiplyRounded(Dyadic left, Dyadic right, int precision, RoundingDirection direction)
    {
        if (!AreShort(left, right, precision))
        {
            return (left * right).Round(precision, direction);
        }

        var high = UInt256.Multiply(left.words, right.words, out var low);
        var exponent = checked(left.exponent + right.exponent);
        var sign = left.sign * right.sign;
        if (high.IsZero)
        {
            return Rounded(sign, low, isCut: false, exponent, precision, direction);
        }

        // As many bits as fit, all of them more than are kept.
        var shift = high.BitLength;
        return Rounded(
            sign, UInt256.ShiftDown(high, low, shift), low.AnyBelow(shift), checked(exponent + shift), precision, direction);
    }

    /// <summary>The quotient rounded to <paramref name="precision"/> bits in the given direction.</summary>
    internal static Dyadic DivideRounded(Dyadic left, Dyadic right, int precision, RoundingDirection direction)
    {
        if (right.IsZero)
        {
            throw new DivideByZeroException();
        }

        if (left.IsZero)
        {
            return Zero;
        }

        if (AreShort(left, right, precision))
        {
            var (magnitude, isExact, unit) = Quotient(left, right, precision);
            return Rounded(left.sign * right.sign, magnitude, !isExact, unit, precision, direction);
        }

        var shift = precision + 2 + right.Length - left.Length;
        var numerator = left.Mantissa;
        var denominator = right.Mantissa;
        if (shift >= 0)
        {
            numerator <<= checked((int)shift);
        }
        else
        {
            denominator <<= checked((int)-shift);
        }

        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        if (!remainder.IsZero)
        {
            var positive = remainder.Sign == denominator.Sign;
            if (positive && direction == RoundingDirection.Up)
            {
                quotient += BigInteger.One;
            }
            else if (!positive && direction == RoundingDirection.Down)
            {
                quotient -= BigInteger.One;
            }
        }

        return new Dyadic(quotient, checked(left.exponent - right.exponent - shift)).Round(precision, direction);
    }

    /// <summary>The quotient rounded both ways, with one division.</summary>
    internal static (Dyadic Down, Dyadic Up) DivideBothWays(Dyadic left, Dyadic right, int precision)
    {
        if (left.IsZero || right.IsZero || !AreShort(left, right, precision))
        {
            return (
                DivideRounded(left, right, precision, RoundingDirection.Down), DivideRounded(left, right, precision, RoundingDirection.Up));
        }

        var (magnitude, isExact, unit) = Quotient(left, right, precision);
        var sign = left.sign * right.sign;
        return (
            Rounded(sign, magnitude, !isExact, unit, precision, RoundingDirection.Down),
            Rounded(sign, magnitude, !isExact, unit, precision, RoundingDirection.Up));
    }

    private static bool AreShort(in Dyadic left, in Dyadic right, int precision) =>
        precision <= ShortPrecision && left.IsShort && right.IsShort && left.Length <= ShortLength && right.Length <= ShortLength;

    /// <summary>A number known to the last bit of some words, and whether bits below were cut off, rounded.</summary>
    private static Dyadic Rounded(int sign, in UInt256 magnitude, bool isCut, long exponent, int precision, RoundingDirection direction)
    {
        var excess = magnitude.BitLength - precision;
        if (excess <= 0)
        {
            Debug.Assert(!isCut, "Bits that matter were cut off.");
            return new(sign, magnitude, exponent);
        }

        var kept = magnitude >> excess;
        var isAway = direction == RoundingDirection.Up ? sign > 0 : sign < 0;
        if (isAway && (isCut || magnitude.AnyBelow(excess)))
        {
            kept += UInt256.One;
        }

        return new(sign, kept, checked(exponent + excess));
    }

    private static (Dyadic Upper, Dyadic Lower) ByExponent(in Dyadic left, in Dyadic right) =>
        left.exponent >= right.exponent ? (left, right) : (right, left);

    /// <summary>Whether a short number needs more words than there are, in units of the last place of a lower one.</summary>
    private bool ReachesOver(in Dyadic lower) => words.BitLength + (exponent - lower.exponent) >= UInt256.Size;

    /// <summary>The rounded sum of short numbers that have room for a carry in units of the last place of the lower one.</summary>
    private static Dyadic SumOfShort(in Dyadic upper, in Dyadic lower, int precision, RoundingDirection direction)
    {
        var shifted = upper.words << (int)(upper.exponent - lower.exponent);
        if (upper.sign == lower.sign)
        {
            return Rounded(upper.sign, shifted + lower.words, isCut: false, lower.exponent, precision, direction);
        }

        return shifted.CompareTo(lower.words) >= 0
            ? Rounded(upper.sign, shifted - lower.words, isCut: false, lower.exponent, precision, direction)
            : Rounded(lower.sign, lower.words - shifted, isCut: false, lower.exponent, precision, direction);
    }

    /// <summary>The rounded sum of a short number that reaches over all words and one that is less than a quarter of it.</summary>
    /// <remarks>
    /// The large one is shifted up as far as there is room, and of the small one the bits below are cut off: the sum keeps more bits than are
    /// asked for, and lies between its last bit and the next.
    /// </remarks>
    private static Dyadic SumOfDistant(in Dyadic large, in Dyadic small, int precision, RoundingDirection direction)
    {
        var up = ShortLength - large.words.BitLength;
        var exponent = large.exponent - up;
        var down = exponent - small.exponent;
        var (cut, isCut) = down >= UInt256.Size ? (default, true) : (small.words >> (int)down, small.words.AnyBelow((int)down));
        var whole = large.words << up;
        var sum = large.sign == small.sign ? whole + cut : whole - cut - (isCut ? UInt256.One : default);
        return Rounded(large.sign, sum, isCut, exponent, precision, direction);
    }

    /// <summary>The magnitude of a quotient, with two bits more than are asked for, in units of a power of two, cut.</summary>
    private static (UInt256 Magnitude, bool IsExact, long Exponent) Quotient(in Dyadic left, in Dyadic right, int precision)
    {
        var shift = precision + 2 + right.words.BitLength - left.words.BitLength;
        var high = UInt256.ShiftUp(left.words, Math.Max(shift, 0), out var low);
        var magnitude = UInt256.Divide(high, low, right.words << Math.Max(-shift, 0), out var isExact);
        return (magnitude, isExact, checked(left.exponent - right.exponent - shift));
    }
}
