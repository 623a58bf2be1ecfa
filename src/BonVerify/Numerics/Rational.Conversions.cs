using System.Numerics;
using Fractions;

namespace BonVerify.Numerics;

/// <content>Conversions from and to other types of number.</content>
public readonly partial struct Rational
{
    private const int MaxDecimalScale = 28;
    private static readonly BigInteger DecimalLimit = BigInteger.One << 96;

    /// <summary>An integer, exactly.</summary>
    /// <param name="value">The integer.</param>
    public static implicit operator Rational(int value) => new(value);

    /// <summary>An integer, exactly.</summary>
    /// <param name="value">The integer.</param>
    public static implicit operator Rational(long value) => new(new BigInteger(value));

    /// <summary>An integer, exactly.</summary>
    /// <param name="value">The integer.</param>
    public static implicit operator Rational(BigInteger value) => new(value);

    /// <summary>A double at its exact binary value.</summary>
    /// <param name="value">A finite double.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public static explicit operator Rational(double value) => FromDouble(value);

    /// <summary>A decimal at its exact value.</summary>
    /// <param name="value">A decimal.</param>
    public static explicit operator Rational(decimal value) => FromDecimal(value);

    /// <summary>A fraction of the package Fractions, in lowest terms.</summary>
    /// <param name="value">A rational number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is NaN or infinite.</exception>
    public static explicit operator Rational(Fraction value) => value.IsNaN || value.IsInfinity
        ? throw new ArgumentOutOfRangeException(nameof(value), Preconditions.Message(nameof(value), value, "must be a finite number"))
        : Reduced(value);

    /// <summary>The same number as a fraction of the package Fractions, in lowest terms and marked so.</summary>
    /// <param name="value">A number.</param>
    public static explicit operator Fraction(Rational value) => value.value.Reduce();

    /// <summary>The nearest double; see <see cref="ToDouble"/>.</summary>
    /// <param name="value">A number.</param>
    public static explicit operator double(Rational value) => value.ToDouble();

    /// <summary>The nearest single-precision number, ties to even; ±∞ where it overflows.</summary>
    /// <param name="value">A number.</param>
    public static explicit operator float(Rational value) => (float)value.ToOddDouble();

    /// <summary>The nearest decimal; see <see cref="ToDecimal"/>.</summary>
    /// <param name="value">A number.</param>
    /// <exception cref="OverflowException">The number is too large for a decimal.</exception>
    public static explicit operator decimal(Rational value) => value.ToDecimal();

    /// <summary>The integer part, towards 0.</summary>
    /// <param name="value">A number.</param>
    /// <exception cref="OverflowException">The integer part has more than 32 bits.</exception>
    public static explicit operator int(Rational value) => (int)Truncate(value);

    /// <summary>The integer part, towards 0.</summary>
    /// <param name="value">A number.</param>
    /// <exception cref="OverflowException">The integer part has more than 64 bits.</exception>
    public static explicit operator long(Rational value) => (long)Truncate(value);

    /// <summary>The integer part, towards 0.</summary>
    /// <param name="value">A number.</param>
    public static explicit operator BigInteger(Rational value) => Truncate(value);

    /// <summary>Takes a double at its exact binary value.</summary>
    /// <param name="value">A finite double.</param>
    /// <returns>The same number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public static Rational FromDouble(double value) => Dyadic.FromDouble(value).ToRational();

    /// <summary>Takes a decimal at its exact value.</summary>
    /// <param name="value">A decimal.</param>
    /// <returns>The same number.</returns>
    public static Rational FromDecimal(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var magnitude = (Word(parts[2]) << 64) + (Word(parts[1]) << 32) + Word(parts[0]);
        return new Rational(value < 0 ? -magnitude : magnitude, BigInteger.Pow(10, value.Scale));

        // The words of a decimal come as signed integers.
        static BigInteger Word(int part) => unchecked((uint)part);
    }

    /// <summary>The nearest double, ties to even: correctly rounded for numbers of any size.</summary>
    /// <returns>The double; ±∞ from 2^1024 − 2^970 on, with gradual underflow.</returns>
    public double ToDouble() => CorrectRounding.ToDouble(Numerator, Denominator);

    /// <summary>The nearest decimal, ties to even, without trailing zeros behind the point.</summary>
    /// <returns>The decimal with as many digits, 28 behind the point at most, as the type holds.</returns>
    /// <exception cref="OverflowException">The number is too large for a decimal.</exception>
    public decimal ToDecimal()
    {
        var magnitude = BigInteger.Abs(Numerator);
        var isWithinRange = magnitude < DecimalLimit * Denominator;
        for (var scale = MaxDecimalScale; isWithinRange && scale >= 0; scale--)
        {
            var digits = CorrectRounding.RoundHalfEven(magnitude * BigInteger.Pow(10, scale), Denominator);
            if (digits >= DecimalLimit)
            {
                continue;
            }

            while (scale > 0 && (digits % 10).IsZero)
            {
                digits /= 10;
                scale--;
            }

            return new decimal(Word(digits, 0), Word(digits, 32), Word(digits, 64), Sign < 0, (byte)scale);
        }

        throw new OverflowException($"the number {ToDecimalText(DebuggerDigits)} is too large for a decimal.");

        static int Word(BigInteger digits, int shift) => unchecked((int)(uint)((digits >> shift) & uint.MaxValue));
    }

    /// <summary>
    /// The number rounded to the double whose last bit is odd, unless it is a double itself: rounding that on to a shorter
    /// format gives what rounding the number at once gives.
    /// </summary>
    private double ToOddDouble()
    {
        var nearest = ToDouble();
        if (!double.IsFinite(nearest) || (BitConverter.DoubleToInt64Bits(nearest) & 1) != 0)
        {
            return nearest;
        }

        var error = CompareTo(FromDouble(nearest));
        return error > 0 ? Math.BitIncrement(nearest) : error < 0 ? Math.BitDecrement(nearest) : nearest;
    }
}
