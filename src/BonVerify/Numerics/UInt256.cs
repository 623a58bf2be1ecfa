using System.Globalization;
using System.Numerics;

namespace BonVerify.Numerics;

/// <summary>An integer of 256 bits: what numbers of usual precision are made of, without memory of their own.</summary>
/// <remarks>
/// Sums and differences are modulo 2^256, so that it also holds negative integers in two's complement; every other operation reads it as
/// an integer of at least 0.
/// </remarks>
internal readonly partial struct UInt256 : IEquatable<UInt256>
{
    /// <summary>How many bits it has.</summary>
    public const int Size = 256;

    private const int Words = 4;
    private const int WordBits = 64;

    // From the lowest on.
    private readonly ulong w0;
    private readonly ulong w1;
    private readonly ulong w2;
    private readonly ulong w3;

    private UInt256(ulong w0, ulong w1 = 0, ulong w2 = 0, ulong w3 = 0)
    {
        this.w0 = w0;
        this.w1 = w1;
        this.w2 = w2;
        this.w3 = w3;
    }

    /// <summary>The number 1.</summary>
    public static UInt256 One => new(1);

    /// <summary>Whether it is 0.</summary>
    public bool IsZero => (w0 | w1 | w2 | w3) == 0;

    /// <summary>Whether it is negative in two's complement.</summary>
    public bool IsNegative => w3 >> (WordBits - 1) != 0;

    /// <summary>The number of bits without leading zeros.</summary>
    public int BitLength =>
        w3 != 0 ? Size - BitOperations.LeadingZeroCount(w3)
        : w2 != 0 ? 3 * WordBits - BitOperations.LeadingZeroCount(w2)
        : w1 != 0 ? 2 * WordBits - BitOperations.LeadingZeroCount(w1)
        : WordBits - BitOperations.LeadingZeroCount(w0);

    /// <summary>How many bits from the lowest on are 0; of a number that is not 0.</summary>
    public int TrailingZeros =>
        w0 != 0 ? BitOperations.TrailingZeroCount(w0)
        : w1 != 0 ? WordBits + BitOperations.TrailingZeroCount(w1)
        : w2 != 0 ? 2 * WordBits + BitOperations.TrailingZeroCount(w2)
        : 3 * WordBits + BitOperations.TrailingZeroCount(w3);

    /// <summary>An integer of 64 bits.</summary>
    public static implicit operator UInt256(ulong value) => new(value);

    /// <summary>The lowest 64 bits.</summary>
    public static explicit operator ulong(UInt256 value) => value.w0;

    /// <summary>An integer of at least 0 and of at most 256 bits.</summary>
    public static UInt256 FromInteger(BigInteger value)
    {
        if (value.GetBitLength() <= WordBits)
        {
            return new((ulong)value);
        }

        Span<ulong> words = [0, 0, 0, 0];
        IntegerWords.Write(value, words);
        return new(words[0], words[1], words[2], words[3]);
    }

    /// <summary>The same integer.</summary>
    public BigInteger ToInteger() => (w1 | w2 | w3) == 0 ? w0 : IntegerWords.ToInteger([w0, w1, w2, w3]);

    /// <summary>Whether one of the lowest so many bits, at most 256, is set.</summary>
    public bool AnyBelow(int bits)
    {
        var lowest = ulong.MaxValue >> -bits;
        return (bits >> 6) switch
        {
            0 => bits > 0 && (w0 & lowest) != 0,
            1 => w0 != 0 || (bits > WordBits && (w1 & lowest) != 0),
            2 => (w0 | w1) != 0 || (bits > 2 * WordBits && (w2 & lowest) != 0),
            3 => (w0 | w1 | w2) != 0 || (bits > 3 * WordBits && (w3 & lowest) != 0),
            _ => !IsZero,
        };
    }

    /// <inheritdoc/>
    public bool Equals(UInt256 other) => w0 == other.w0 && w1 == other.w1 && w2 == other.w2 && w3 == other.w3;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UInt256 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(w0, w1, w2, w3);

    /// <summary>Negative, zero or positive, as the number is smaller, the same or larger.</summary>
    public int CompareTo(in UInt256 other) =>
        w3 != other.w3 ? w3.CompareTo(other.w3)
        : w2 != other.w2 ? w2.CompareTo(other.w2)
        : w1 != other.w1 ? w1.CompareTo(other.w1)
        : w0.CompareTo(other.w0);

    /// <inheritdoc/>
    public override string ToString() => ToInteger().ToString(CultureInfo.InvariantCulture);
}
