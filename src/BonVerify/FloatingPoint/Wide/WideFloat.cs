using System.Numerics;
using System.Runtime.CompilerServices;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.Numerics;

namespace BonVerify.FloatingPoint.Wide;

/// <summary>
/// A number of at least 0 in floating point with a mantissa of 128 bits and an exponent that no power of a mass leaves:
/// M·2^(Exponent − 127) with 2^127 ≤ M &lt; 2^128, or 0.
/// </summary>
/// <remarks>
/// Operations truncate. Their relative errors are proved in <c>proofs/FloatingPoint.md</c>, in units of 2^−127, and are at most
/// those of pairs of doubles in theirs, so that what is counted for pairs holds here too: see <see cref="WideErrors"/>.
/// </remarks>
internal readonly struct WideFloat : IPreciseNumber<WideFloat>
{
    /// <summary>The number of bits of the mantissa after the first.</summary>
    public const int FractionBits = 127;

    // So far below any other that aligning leaves nothing of it, and far enough from the end to be added to others.
    private const long ExponentOfZero = long.MinValue / 4;

    private readonly ulong high;
    private readonly ulong low;

    // So that the default is 0.
    private readonly long aboveThatOfZero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private WideFloat(ulong high, ulong low, long exponent)
    {
        this.high = high;
        this.low = low;
        aboveThatOfZero = exponent - ExponentOfZero;
    }

    /// <summary>A number from its mantissa, of which the first bit is 1, and the exponent of that bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WideFloat(UInt128 mantissa, long exponent)
        : this((ulong)(mantissa >> 64), unchecked((ulong)mantissa), exponent)
    {
    }

    /// <summary>0.</summary>
    public static WideFloat Zero => default;

    /// <summary>1.</summary>
    public static WideFloat One => new(1UL << 63, 0, 0);

    /// <summary>The exponent of the first bit: 2^e ≤ x &lt; 2^(e + 1).</summary>
    public long Exponent => aboveThatOfZero + ExponentOfZero;

    /// <summary>The bits of the number from the first on, as an integer in [2^127, 2^128), or 0.</summary>
    public UInt128 Mantissa => new(high, low);

    /// <summary>Whether it is 0.</summary>
    public bool IsZero => high == 0;

    /// <summary>a − b where a ≥ b, and 0 else: within 1 unit of a.</summary>
    public static WideFloat operator -(WideFloat a, WideFloat b)
    {
        var distance = a.Exponent - b.Exponent;
        return distance >= 128 ? a
            : distance < 0 || (distance == 0 && a.Mantissa <= b.Mantissa) ? Zero
            : Normalized(a.Mantissa - (b.Mantissa >> (int)distance), a.Exponent);
    }

    /// <summary>Whether a is below b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <(WideFloat a, WideFloat b) =>
        a.Exponent < b.Exponent || (a.Exponent == b.Exponent && a.Mantissa < b.Mantissa);

    /// <summary>Whether a is above b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator >(WideFloat a, WideFloat b) => b < a;

    /// <summary>a + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideFloat operator +(WideFloat a, WideFloat b) => AddPositive(a, b);

    /// <summary>a·b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideFloat operator *(WideFloat a, WideFloat b) => Multiply(a, b);

    /// <inheritdoc/>
    /// <remarks>Error at most 1: what aligning cuts off is below a last bit of the larger, and the sum has as many bits at least.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideFloat AddPositive(WideFloat a, WideFloat b)
    {
        var distance = a.Exponent - b.Exponent;
        if (distance < 0)
        {
            (a, b, distance) = (b, a, -distance);
        }

        if (distance >= 128)
        {
            return a;
        }

        // A carry is seen by the sum that wraps round.
        var sum = unchecked(a.Mantissa + (b.Mantissa >> (int)distance));
        return sum >= a.Mantissa
            ? new(sum, a.Exponent)
            : new((sum >> 1) | (UInt128.One << 127), a.Exponent + 1);
    }

    /// <inheritdoc/>
    /// <remarks>Error below 6: the three lowest products are left out, below 3 of what remains, which is at least 2^126.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideFloat Multiply(WideFloat a, WideFloat b)
    {
        var top = Math.BigMul(a.high, b.high, out var rest);
        Carry(ref top, ref rest, Math.BigMul(a.high, b.low, out _));
        Carry(ref top, ref rest, Math.BigMul(a.low, b.high, out _));
        return FromProduct(top, rest, a.Exponent + b.Exponent);
    }

    /// <inheritdoc/>
    /// <remarks>Error below 4: what is left out is below 2 of what remains, which is at least 2^126.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideFloat Square(WideFloat a)
    {
        var top = Math.BigMul(a.high, a.high, out var rest);
        var middle = Math.BigMul(a.high, a.low, out var lowest);

        // Twice the middle product.
        top += middle >> 63;
        Carry(ref top, ref rest, (middle << 1) | (lowest >> 63));
        return FromProduct(top, rest, 2 * a.Exponent);
    }

    /// <summary>An integer of at least 0, of which 128 bits are kept: error below 1, and none up to 128 bits.</summary>
    public static WideFloat FromInteger(BigInteger value)
    {
        if (value.IsZero)
        {
            return Zero;
        }

        var length = value.GetBitLength();
        return length <= 64 ? FromInteger((ulong)value)
            : length <= 128 ? Normalized((UInt128)value, FractionBits)
            : new((UInt128)(value >> checked((int)(length - 128))), length - 1);
    }

    /// <summary>An integer of at least 0.</summary>
    public static WideFloat FromInteger(ulong value)
    {
        if (value == 0)
        {
            return Zero;
        }

        var zeros = BitOperations.LeadingZeroCount(value);
        return new(value << zeros, 0, 63 - zeros);
    }

    /// <summary>A number of at least 0, of which 128 bits are kept: error below 1.</summary>
    public static WideFloat FromDyadic(Dyadic value) => FromInteger(value.Mantissa).Scale(value.Exponent);

    /// <summary>A double of at least 0.</summary>
    public static WideFloat FromDouble(double value)
    {
        if (value == 0)
        {
            return Zero;
        }

        var bits = BitConverter.DoubleToInt64Bits(value);
        var (biased, fraction) = ((int)(bits >> 52), (ulong)bits & ((1UL << 52) - 1));
        var integer = FromInteger(biased == 0 ? fraction : fraction | (1UL << 52));
        return integer.Scale(Math.Max(biased, 1) - 1075);
    }

    /// <summary>The leading 128 bits of 1/value, for an integer above 0: error below 1.</summary>
    public static WideFloat Reciprocal(BigInteger value)
    {
        // 2^power/value is in [2^127, 2^128].
        var power = value.GetBitLength() + FractionBits;
        return FromInteger((BigInteger.One << checked((int)power)) / value).Scale(-power);
    }

    /// <summary>A fraction of at least 0, of any size: error below 10.</summary>
    public static WideFloat FromRatio(BigInteger numerator, BigInteger denominator) => FromInteger(numerator) * Reciprocal(denominator);

    /// <summary>1/a for a above 0: error below 14.</summary>
    public static WideFloat Reciprocal(WideFloat a)
    {
        // Newton's steps x(2 − ax) from a double: ax costs 6, the difference 2 and the product 6; what the first step leaves is squared.
        var scaled = new WideFloat(a.high, a.low, 0);
        var inverse = FromDouble(1 / scaled.ToDouble());
        var two = FromInteger(2UL);
        inverse *= two - scaled * inverse;
        inverse *= two - scaled * inverse;
        return inverse.Scale(-a.Exponent);
    }

    /// <summary>√a: error below 18.</summary>
    public static WideFloat SquareRoot(WideFloat a)
    {
        if (a.IsZero)
        {
            return a;
        }

        // Newton's steps y(3 − ay²)/2 for 1/√a: ay² costs 10 and the difference 2, of about 2; both products 6.
        var scaled = new WideFloat(a.high, a.low, a.Exponent & 1);
        var root = FromDouble(1 / Math.Sqrt(scaled.ToDouble()));
        var three = FromInteger(3UL);
        root = (root * (three - scaled * Square(root))).Scale(-1);
        root = (root * (three - scaled * Square(root))).Scale(-1);
        return (scaled * root).Scale((a.Exponent - (a.Exponent & 1)) / 2);
    }

    /// <summary>1 − a for a in [1/2, 1), exactly.</summary>
    public static WideFloat FromDistance(WideFloat a) => Normalized(unchecked(-a.Mantissa), -1);

    /// <summary>The number times a power of 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WideFloat Scale(long power) => new(high, low, IsZero ? Exponent : Exponent + power);

    /// <summary>The number as a double, truncated after 53 bits; its exponent must be one of normal doubles.</summary>
    public double ToDouble() => IsZero ? 0 : Math.ScaleB((double)(high >> 11), (int)(Exponent - 52));

    /// <summary>The number, exactly.</summary>
    public Dyadic ToDyadic() => IsZero ? Dyadic.Zero : new((BigInteger)Mantissa, Exponent - FractionBits);

    /// <summary>An integer of 128 bits, other than 0, whose highest bit stands for 2^exponent.</summary>
    internal static WideFloat Normalized(UInt128 bits, long exponent)
    {
        var zeros = (int)UInt128.LeadingZeroCount(bits);
        return new(bits << zeros, exponent - zeros);
    }

    /// <summary>Adds to the lower of two halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Carry(ref ulong top, ref ulong rest, ulong value)
    {
        unchecked
        {
            rest += value;
            top += rest < value ? 1UL : 0;
        }
    }

    /// <summary>The product whose upper half is given: at least 2^126, or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static WideFloat FromProduct(ulong top, ulong rest, long exponent)
    {
        if (top == 0)
        {
            return Zero;
        }

        // Without a branch, as either is as likely.
        var shift = (int)(~top >> 63);
        return new((top << shift) | ((rest >> 63) & (ulong)shift), rest << shift, exponent + 1 - shift);
    }
}
