using System.Globalization;
using System.Numerics;

namespace BonVerify.Numerics;

/// <summary>
/// A dyadic number: an integer times a power of two. Every finite double is one, and so is every end point of an
/// <see cref="Enclosure"/>.
/// </summary>
/// <remarks>
/// Exact: <c>+</c>, <c>−</c> and <c>×</c> never round. Equality and ordering are those of the numbers. The default
/// value is zero. Immutable and safe for use by many threads.
/// </remarks>
public readonly partial struct Dyadic : IEquatable<Dyadic>, IComparable<Dyadic>, IComparable
{
    private readonly BigInteger mantissa;
    private readonly long exponent;

    /// <summary>Makes the number <paramref name="mantissa"/> × 2^<paramref name="exponent"/>, exactly.</summary>
    /// <param name="mantissa">Any integer.</param>
    /// <param name="exponent">The power of two.</param>
    public Dyadic(BigInteger mantissa, long exponent)
    {
        this.mantissa = mantissa;
        this.exponent = mantissa.IsZero ? 0 : exponent;
    }

    /// <summary>The number 0.</summary>
    public static Dyadic Zero => default;

    /// <summary>The number 1.</summary>
    public static Dyadic One { get; } = new(BigInteger.One, 0);

    /// <summary>The integer part of the representation; odd only after <see cref="Normalize"/>.</summary>
    public BigInteger Mantissa => mantissa;

    /// <summary>The power of two of the representation.</summary>
    public long Exponent => exponent;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => mantissa.Sign;

    /// <summary>Whether the number is 0.</summary>
    public bool IsZero => mantissa.IsZero;

    /// <summary>
    /// The exponent e with 2^e ≤ |x| &lt; 2^(e+1); 0 for zero.
    /// </summary>
    public long TopExponent => mantissa.IsZero ? 0 : BitLength(mantissa) - 1 + exponent;

    /// <summary>Takes a double at its exact binary value.</summary>
    /// <param name="value">A finite double.</param>
    /// <returns>The same number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public static Dyadic FromDouble(double value)
    {
        Preconditions.Finite(value);
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var biased = (int)((bits >> 52) & 0x7FF);
        var fraction = bits & 0xF_FFFF_FFFF_FFFFUL;
        var magnitude = biased == 0 ? fraction : fraction | 1UL << 52;
        var signed = (bits >> 63) == 0 ? (BigInteger)magnitude : -(BigInteger)magnitude;
        return new Dyadic(signed, Math.Max(biased, 1) - 1075).Normalize();
    }

    /// <summary>The representation with an odd mantissa (or zero): the unique one of this number.</summary>
    /// <returns>The same number.</returns>
    public Dyadic Normalize()
    {
        if (mantissa.IsZero || !mantissa.IsEven)
        {
            return this;
        }

        var shift = TrailingZeros(mantissa);
        return new Dyadic(mantissa >> shift, checked(exponent + shift));
    }

    /// <summary>
    /// Rounds to at most <paramref name="precision"/> bits in the given direction. Exact when the number has no more.
    /// </summary>
    /// <param name="precision">The number of bits kept, at least 1.</param>
    /// <param name="direction">Where to round.</param>
    /// <returns>The rounded number.</returns>
    public Dyadic Round(int precision, RoundingDirection direction)
    {
        Preconditions.AtLeast(precision, 1);
        var excess = BitLength(mantissa) - precision;
        if (excess <= 0)
        {
            return this;
        }

        var shift = checked((int)excess);
        return new Dyadic(Shift(mantissa, shift, direction), checked(exponent + shift));
    }

    /// <summary>The nearest double, ties to even; overflows to an infinity and underflows to zero as IEEE 754 does.</summary>
    /// <returns>The correctly rounded double.</returns>
    public double ToDouble() => CorrectRounding.ToDouble(this);

    /// <summary>The same number as a fraction in lowest terms.</summary>
    /// <returns>The exact value.</returns>
    /// <exception cref="OverflowException">The exponent is beyond what fits in memory.</exception>
    public Rational ToRational()
    {
        var normal = Normalize();
        var shift = checked((int)Math.Abs(normal.exponent));
        return normal.exponent >= 0
            ? new Rational(normal.mantissa << shift)
            : Rational.InLowestTerms(normal.mantissa, BigInteger.One << shift);
    }

    /// <inheritdoc/>
    public bool Equals(Dyadic other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Dyadic other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var normal = Normalize();
        return HashCode.Combine(normal.mantissa, normal.exponent);
    }

    /// <summary>Compares the numbers exactly.</summary>
    /// <param name="other">The other number.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int CompareTo(Dyadic other)
    {
        if (Sign != other.Sign || Sign == 0)
        {
            return Sign.CompareTo(other.Sign);
        }

        var byMagnitude = TopExponent.CompareTo(other.TopExponent);
        if (byMagnitude != 0)
        {
            return byMagnitude * Sign;
        }

        // Equal top exponents: the shift is at most the length of the longer mantissa.
        var shift = checked((int)(exponent - other.exponent));
        return shift >= 0
            ? (mantissa << shift).CompareTo(other.mantissa)
            : mantissa.CompareTo(other.mantissa << -shift);
    }

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        Dyadic other => CompareTo(other),
        _ => throw new ArgumentException($"{nameof(obj)} is a {obj.GetType()}; it must be a {nameof(Dyadic)}.", nameof(obj)),
    };

    /// <summary>The exact value as <c>mantissa*2^exponent</c> with an odd mantissa, or the integer alone when short.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString()
    {
        var normal = Normalize();
        return normal.exponent is >= 0 and <= 64
            ? (normal.mantissa << (int)normal.exponent).ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{normal.mantissa}*2^{normal.exponent}");
    }

    /// <summary>Number of bits of |value|; 0 for zero.</summary>
    internal static long BitLength(BigInteger value)
    {
        // GetBitLength counts two's complement bits: for −2^k it is one less than for 2^k.
        return (long)BigInteger.Abs(value).GetBitLength();
    }

    /// <summary>value / 2^shift rounded to an integer in the given direction.</summary>
    internal static BigInteger Shift(BigInteger value, int shift, RoundingDirection direction) =>
        direction == RoundingDirection.Down ? value >> shift : -((-value) >> shift);

    /// <summary>⌊x·2^width⌋, the number in fixed point.</summary>
    internal BigInteger ToFixedPoint(int width)
    {
        var shift = exponent + width;

        // A number far below one unit becomes 0, or −1 when negative; the shift count must stay an int.
        return shift >= 0 ? mantissa << checked((int)shift) : mantissa >> (int)Math.Min(-shift, int.MaxValue);
    }

    private static int TrailingZeros(BigInteger value)
    {
        var bytes = value.ToByteArray();
        var zeroBytes = 0;
        while (bytes[zeroBytes] == 0)
        {
            zeroBytes++;
        }

        return 8 * zeroBytes + BitOperations.TrailingZeroCount((uint)bytes[zeroBytes]);
    }
}
