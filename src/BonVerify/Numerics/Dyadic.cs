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
    // The mantissa is words with a sign where 256 bits hold it, which is nearly always, and a boxed BigInteger elsewhere.
    private readonly UInt256 words;
    private readonly object? large;
    private readonly long exponent;
    private readonly int sign;

    /// <summary>Makes the number <paramref name="mantissa"/> × 2^<paramref name="exponent"/>, exactly.</summary>
    /// <param name="mantissa">Any integer.</param>
    /// <param name="exponent">The power of two.</param>
    public Dyadic(BigInteger mantissa, long exponent)
    {
        sign = mantissa.Sign;
        this.exponent = sign == 0 ? 0 : exponent;
        var magnitude = BigInteger.Abs(mantissa);
        if (magnitude.GetBitLength() <= UInt256.Size)
        {
            words = UInt256.FromInteger(magnitude);
        }
        else
        {
            large = mantissa;
        }
    }

    private Dyadic(int sign, in UInt256 words, long exponent)
    {
        this.sign = words.IsZero ? 0 : sign;
        this.words = words;
        this.exponent = words.IsZero ? 0 : exponent;
    }

    /// <summary>The number 0.</summary>
    public static Dyadic Zero => default;

    /// <summary>The number 1.</summary>
    public static Dyadic One { get; } = new(BigInteger.One, 0);

    /// <summary>The integer part of the representation; odd only after <see cref="Normalize"/>.</summary>
    public BigInteger Mantissa => large is BigInteger mantissa ? mantissa : sign < 0 ? -words.ToInteger() : words.ToInteger();

    /// <summary>The power of two of the representation.</summary>
    public long Exponent => exponent;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => sign;

    /// <summary>Whether the number is 0.</summary>
    public bool IsZero => sign == 0;

    /// <summary>
    /// The exponent e with 2^e ≤ |x| &lt; 2^(e+1); 0 for zero.
    /// </summary>
    public long TopExponent => sign == 0 ? 0 : Length - 1 + exponent;

    /// <summary>Whether the mantissa is held in words.</summary>
    private bool IsShort => large is null;

    /// <summary>Number of bits of the mantissa's magnitude; 0 for zero.</summary>
    private long Length => large is BigInteger mantissa ? BitLength(mantissa) : words.BitLength;

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
        return new Dyadic((bits >> 63) == 0 ? 1 : -1, magnitude, Math.Max(biased, 1) - 1075).Normalize();
    }

    /// <summary>The representation with an odd mantissa (or zero): the unique one of this number.</summary>
    /// <returns>The same number.</returns>
    public Dyadic Normalize()
    {
        if (large is BigInteger mantissa)
        {
            var zeros = TrailingZeros(mantissa);
            return zeros == 0 ? this : new Dyadic(mantissa >> zeros, checked(exponent + zeros));
        }

        var shift = IsZero ? 0 : words.TrailingZeros;
        return shift == 0 ? this : new Dyadic(sign, words >> shift, checked(exponent + shift));
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
        if (large is not BigInteger mantissa)
        {
            return Rounded(sign, words, isCut: false, exponent, precision, direction);
        }

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
            ? new Rational(normal.Mantissa << shift)
            : Rational.InLowestTerms(normal.Mantissa, BigInteger.One << shift);
    }

    /// <inheritdoc/>
    public bool Equals(Dyadic other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Dyadic other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var normal = Normalize();
        return HashCode.Combine(normal.sign, normal.words, normal.large, normal.exponent);
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
        if (IsShort && other.IsShort)
        {
            return Sign * (shift >= 0 ? (words << shift).CompareTo(other.words) : words.CompareTo(other.words << -shift));
        }

        return shift >= 0
            ? (Mantissa << shift).CompareTo(other.Mantissa)
            : Mantissa.CompareTo(other.Mantissa << -shift);
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
            ? (normal.Mantissa << (int)normal.exponent).ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{normal.Mantissa}*2^{normal.exponent}");
    }

    /// <summary>Number of bits of |value|; 0 for zero.</summary>
    internal static long BitLength(BigInteger value)
    {
        // GetBitLength counts two's complement bits: for −2^k it is one less than for 2^k.
        return (long)BigInteger.Abs(value).GetBitLength();
    }

    /// <summary>value / 2^shift rounded to an integer in the given direction.</summary>
    internal static BigInteger Shift(BigInteger value, int shift, RoundingDirection direction)
    {
        // By the magnitude: shifts of negative integers take more than twice as long.
        var magnitude = BigInteger.Abs(value);
        var kept = magnitude >> shift;
        var isAway = direction == RoundingDirection.Up ? value.Sign > 0 : value.Sign < 0;
        if (isAway && BigInteger.TrailingZeroCount(magnitude) < shift)
        {
            kept += BigInteger.One;
        }

        return value.Sign < 0 ? -kept : kept;
    }

    /// <summary>⌊x·2^width⌋, the number in fixed point.</summary>
    internal BigInteger ToFixedPoint(int width)
    {
        var shift = exponent + width;

        // A number far below one unit becomes 0, or −1 when negative; the shift count must stay an int.
        return shift >= 0 ? Mantissa << checked((int)shift) : Mantissa >> (int)Math.Min(-shift, int.MaxValue);
    }

    /// <summary>⌊x·2^width⌋ in words, in two's complement; or null where it or the number itself does not fit.</summary>
    internal UInt256? ToFixedPointInWords(int width)
    {
        var shift = exponent + width;
        if (!IsShort || Length + shift >= UInt256.Size)
        {
            return null;
        }

        if (shift >= 0)
        {
            return Signed(words << (int)shift);
        }

        var down = (int)Math.Min(-shift, UInt256.Size);
        var magnitude = down < UInt256.Size ? words >> down : default;
        return Signed(sign < 0 && words.AnyBelow(down) ? magnitude + UInt256.One : magnitude);
    }

    /// <summary>The number magnitude·2^exponent with a sign.</summary>
    internal static Dyadic FromWords(int sign, in UInt256 magnitude, long exponent) => new(sign, magnitude, exponent);

    /// <summary>The number value·2^exponent, with a value in two's complement.</summary>
    internal static Dyadic FromSignedWords(in UInt256 value, long exponent) =>
        value.IsNegative ? new(-1, -value, exponent) : new(1, value, exponent);

    private UInt256 Signed(in UInt256 magnitude) => sign < 0 ? -magnitude : magnitude;

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
