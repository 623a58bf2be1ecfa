using System.Numerics;
using Fractions;

namespace BonVerify.Numerics;

/// <content>Arithmetic, equality and order.</content>
public readonly partial struct Rational : IComparable
{
    /// <summary>The number itself.</summary>
    /// <param name="value">A number.</param>
    /// <returns>The same number.</returns>
    public static Rational operator +(Rational value) => value;

    /// <summary>The negative.</summary>
    /// <param name="value">A number.</param>
    /// <returns>−value.</returns>
    public static Rational operator -(Rational value) => new(-value.value);

    /// <summary>The sum, exactly.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left + right.</returns>
    public static Rational operator +(Rational left, Rational right) =>
        right.IsInteger ? left.PlusInteger(right.Numerator)
        : left.IsInteger ? right.PlusInteger(left.Numerator)
        : Sum(left, right);

    /// <summary>The difference, exactly.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left − right.</returns>
    public static Rational operator -(Rational left, Rational right) => left + -right;

    /// <summary>The product, exactly.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left × right.</returns>
    public static Rational operator *(Rational left, Rational right) =>
        right.IsInteger ? left.TimesInteger(right.Numerator)
        : left.IsInteger ? right.TimesInteger(left.Numerator)
        : Product(left, right);

    /// <summary>The quotient, exactly.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number other than 0.</param>
    /// <returns>left/right.</returns>
    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public static Rational operator /(Rational left, Rational right) => left * right.Reciprocal();

    /// <summary>What is left when the quotient is cut to an integer; it has the sign of the left operand.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number other than 0.</param>
    /// <returns>left − right × truncate(left/right).</returns>
    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public static Rational operator %(Rational left, Rational right) => left - right * Truncate(left / right);

    /// <summary>The number plus 1.</summary>
    /// <param name="value">A number.</param>
    /// <returns>value + 1.</returns>
    public static Rational operator ++(Rational value) => value + One;

    /// <summary>The number minus 1.</summary>
    /// <param name="value">A number.</param>
    /// <returns>value − 1.</returns>
    public static Rational operator --(Rational value) => value - One;

    /// <summary>Whether both are the same number.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    /// <summary>Whether the numbers differ.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    /// <summary>Whether the left number is smaller.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left &lt; right.</returns>
    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left number is larger.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left &gt; right.</returns>
    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left number is smaller or the same.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left ≤ right.</returns>
    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left number is larger or the same.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left ≥ right.</returns>
    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    /// <summary>The magnitude.</summary>
    /// <param name="value">A number.</param>
    /// <returns>|value|.</returns>
    public static Rational Abs(Rational value) => value.Sign < 0 ? -value : value;

    /// <summary>A power, exactly.</summary>
    /// <param name="value">A number; 0 to the power 0 is 1.</param>
    /// <param name="exponent">Any integer; at least 0 for the base 0.</param>
    /// <returns>value^exponent.</returns>
    /// <exception cref="DivideByZeroException">0 is raised to a negative power.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The power has more than 2^31 bits.</exception>
    public static Rational Pow(Rational value, int exponent) => exponent >= 0
        ? InLowestTerms(
            BigInteger.CopySign(Preconditions.Power(BigInteger.Abs(value.Numerator), exponent, nameof(exponent)), value.Sign < 0 && exponent % 2 != 0 ? -1 : 1),
            Preconditions.Power(value.Denominator, exponent, nameof(exponent)))
        : exponent > int.MinValue
            ? Pow(value.Reciprocal(), -exponent)
            : Pow(value, exponent + 1) / value;

    /// <summary>The largest integer that is not above the number.</summary>
    /// <param name="value">A number.</param>
    /// <returns>⌊value⌋.</returns>
    public static BigInteger Floor(Rational value)
    {
        var quotient = BigInteger.DivRem(value.Numerator, value.Denominator, out var remainder);
        return remainder.Sign < 0 ? quotient - BigInteger.One : quotient;
    }

    /// <summary>The smallest integer that is not below the number.</summary>
    /// <param name="value">A number.</param>
    /// <returns>⌈value⌉.</returns>
    public static BigInteger Ceiling(Rational value) => -Floor(-value);

    /// <summary>The integer part, towards 0.</summary>
    /// <param name="value">A number.</param>
    /// <returns>The number without its fractional part.</returns>
    public static BigInteger Truncate(Rational value) => BigInteger.Divide(value.Numerator, value.Denominator);

    /// <summary>The smaller of two numbers.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>min(left, right).</returns>
    public static Rational Min(Rational left, Rational right) => right < left ? right : left;

    /// <summary>The larger of two numbers.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>max(left, right).</returns>
    public static Rational Max(Rational left, Rational right) => right > left ? right : left;

    /// <summary>The number divided by an integer: what averages of F# lists ask for.</summary>
    /// <param name="value">A number.</param>
    /// <param name="divisor">An integer other than 0.</param>
    /// <returns>value/divisor.</returns>
    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public static Rational DivideByInt(Rational value, int divisor) => value / divisor;

    /// <summary>The magnitude.</summary>
    /// <returns>|this|.</returns>
    public Rational Abs() => Abs(this);

    /// <summary>1 divided by the number.</summary>
    /// <returns>The reciprocal.</returns>
    /// <exception cref="DivideByZeroException">The number is 0.</exception>
    public Rational Reciprocal() => IsZero
        ? throw DivisorIsZero()
        : InLowestTerms(Sign * Denominator, BigInteger.Abs(Numerator));

    /// <inheritdoc/>
    public int CompareTo(Rational other) => value.CompareTo(other.value);

    /// <summary>Compares with another rational; anything is larger than <see langword="null"/>.</summary>
    /// <param name="obj">A rational or <see langword="null"/>.</param>
    /// <returns>A negative number, 0 or a positive number.</returns>
    /// <exception cref="ArgumentException">The object is something else.</exception>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        Rational other => CompareTo(other),
        _ => throw new ArgumentException($"{nameof(obj)} is of type {obj.GetType()}; it must be of type {typeof(Rational)}.", nameof(obj)),
    };

    /// <inheritdoc/>
    public bool Equals(Rational other) => Numerator.Equals(other.Numerator) && Denominator.Equals(other.Denominator);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    private static DivideByZeroException DivisorIsZero() => new("the divisor is 0; it must not be 0.");

    // After Knuth (The Art of Computer Programming, vol. 2, section 4.5.1): divisors are taken of the parts, which are half as long as what
    // they make; and what sum and product have in common is among them.
    private static Rational Sum(Rational left, Rational right)
    {
        var common = left.Denominator == right.Denominator ? left.Denominator : BigInteger.GreatestCommonDivisor(left.Denominator, right.Denominator);
        var (ofLeft, ofRight) = common.IsOne ? (left.Denominator, right.Denominator) : (left.Denominator / common, right.Denominator / common);
        var sum = left.Numerator * ofRight + right.Numerator * ofLeft;
        if (sum.IsZero)
        {
            return Zero;
        }

        var divisor = common.IsOne ? common : BigInteger.GreatestCommonDivisor(sum, common);
        return divisor.IsOne
            ? InLowestTerms(sum, ofLeft * right.Denominator)
            : InLowestTerms(sum / divisor, ofLeft * (right.Denominator / divisor));
    }

    private static Rational Product(Rational left, Rational right)
    {
        var first = BigInteger.GreatestCommonDivisor(left.Numerator, right.Denominator);
        var second = BigInteger.GreatestCommonDivisor(right.Numerator, left.Denominator);
        return InLowestTerms(Over(left.Numerator, first) * Over(right.Numerator, second), Over(left.Denominator, second) * Over(right.Denominator, first));

        static BigInteger Over(BigInteger value, BigInteger divisor) => divisor.IsOne ? value : value / divisor;
    }

    // A divisor of n + k·d and d divides n: there is nothing to reduce.
    private Rational PlusInteger(BigInteger integer) => IsInteger
        ? new Rational(Numerator + integer)
        : InLowestTerms(Numerator + integer * Denominator, Denominator);

    // Only the integer and the denominator can have a divisor in common; it is cheap to find when either is short.
    private Rational TimesInteger(BigInteger integer)
    {
        if (IsInteger)
        {
            return new Rational(Numerator * integer);
        }

        var divisor = BigInteger.GreatestCommonDivisor(integer, Denominator);
        return divisor.IsOne
            ? InLowestTerms(Numerator * integer, Denominator)
            : InLowestTerms(Numerator * (integer / divisor), Denominator / divisor);
    }
}
