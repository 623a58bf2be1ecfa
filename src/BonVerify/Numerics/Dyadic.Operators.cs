using System.Numerics;

namespace BonVerify.Numerics;

public readonly partial struct Dyadic
{
    /// <summary>Converts an integer, exactly.</summary>
    /// <param name="value">The integer.</param>
    public static implicit operator Dyadic(BigInteger value) => new(value, 0);

    /// <summary>Converts an integer, exactly.</summary>
    /// <param name="value">The integer.</param>
    public static implicit operator Dyadic(int value) => new(value, 0);

    /// <summary>The nearest double, ties to even; in F# <c>float</c>.</summary>
    /// <param name="value">A number.</param>
    public static explicit operator double(Dyadic value) => value.ToDouble();

    /// <summary>The exact sum.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left + right.</returns>
    /// <exception cref="OverflowException">The exponents are so far apart that the sum does not fit in memory.</exception>
    public static Dyadic operator +(Dyadic left, Dyadic right)
    {
        if (left.IsZero)
        {
            return right;
        }

        if (right.IsZero)
        {
            return left;
        }

        var shift = checked((int)(left.exponent - right.exponent));
        return shift >= 0
            ? new Dyadic((left.mantissa << shift) + right.mantissa, right.exponent)
            : new Dyadic(left.mantissa + (right.mantissa << -shift), left.exponent);
    }

    /// <summary>The exact negative.</summary>
    /// <param name="value">A number.</param>
    /// <returns>−value.</returns>
    public static Dyadic operator -(Dyadic value) => new(-value.mantissa, value.exponent);

    /// <summary>The exact difference.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left − right.</returns>
    /// <exception cref="OverflowException">The exponents are so far apart that the difference does not fit in memory.</exception>
    public static Dyadic operator -(Dyadic left, Dyadic right) => left + -right;

    /// <summary>The exact product.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left × right.</returns>
    public static Dyadic operator *(Dyadic left, Dyadic right) =>
        new(left.mantissa * right.mantissa, checked(left.exponent + right.exponent));

    /// <summary>Whether the numbers are equal.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left = right.</returns>
    public static bool operator ==(Dyadic left, Dyadic right) => left.Equals(right);

    /// <summary>Whether the numbers differ.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left ≠ right.</returns>
    public static bool operator !=(Dyadic left, Dyadic right) => !left.Equals(right);

    /// <summary>Whether the first number is smaller.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left &lt; right.</returns>
    public static bool operator <(Dyadic left, Dyadic right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first number is larger.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left &gt; right.</returns>
    public static bool operator >(Dyadic left, Dyadic right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first number is at most the second.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left ≤ right.</returns>
    public static bool operator <=(Dyadic left, Dyadic right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first number is at least the second.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left ≥ right.</returns>
    public static bool operator >=(Dyadic left, Dyadic right) => left.CompareTo(right) >= 0;

    /// <summary>The absolute value.</summary>
    /// <returns>|x|.</returns>
    public Dyadic Abs() => Sign < 0 ? -this : this;

    /// <summary>Multiplies by a power of two, exactly.</summary>
    /// <param name="power">The power of two.</param>
    /// <returns>x × 2^power.</returns>
    public Dyadic ScaleByPowerOfTwo(long power) => new(mantissa, checked(exponent + power));

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

        var (large, small) = left.TopExponent >= right.TopExponent ? (left, right) : (right, left);

        // When the small one ends below everything that matters, a unit below the last kept bit stands for it.
        var lastKept = Math.Min(large.exponent, large.TopExponent - precision) - 2;
        if (small.TopExponent < lastKept)
        {
            small = new Dyadic(small.Sign, lastKept);
        }

        return (large + small).Round(precision, direction);
    }

    /// <summary>The quotient rounded to about <paramref name="precision"/> bits in the given direction.</summary>
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

        var shift = precision + 2 + BitLength(right.mantissa) - BitLength(left.mantissa);
        var numerator = left.mantissa;
        var denominator = right.mantissa;
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
}
