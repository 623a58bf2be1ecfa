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

        if (left.IsShort && right.IsShort)
        {
            var (upper, lower) = ByExponent(left, right);
            if (!upper.ReachesOver(lower) && lower.words.BitLength < UInt256.Size)
            {
                return SumOfShort(upper, lower, UInt256.Size, RoundingDirection.Down);
            }
        }

        var shift = checked((int)(left.exponent - right.exponent));
        return shift >= 0
            ? new Dyadic((left.Mantissa << shift) + right.Mantissa, right.exponent)
            : new Dyadic(left.Mantissa + (right.Mantissa << -shift), left.exponent);
    }

    /// <summary>The exact negative.</summary>
    /// <param name="value">A number.</param>
    /// <returns>−value.</returns>
    public static Dyadic operator -(Dyadic value) =>
        value.IsShort ? new(-value.sign, value.words, value.exponent) : new(-value.Mantissa, value.exponent);

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
    public static Dyadic operator *(Dyadic left, Dyadic right)
    {
        var exponent = checked(left.exponent + right.exponent);
        if (left.IsShort && right.IsShort && left.words.BitLength + right.words.BitLength <= UInt256.Size)
        {
            _ = UInt256.Multiply(left.words, right.words, out var product);
            return new(left.sign * right.sign, product, exponent);
        }

        return new(left.Mantissa * right.Mantissa, exponent);
    }

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
    public Dyadic ScaleByPowerOfTwo(long power)
    {
        var scaled = checked(exponent + power);
        return IsShort ? new(sign, words, scaled) : new(Mantissa, scaled);
    }
}
