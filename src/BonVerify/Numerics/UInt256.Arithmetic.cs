using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BonVerify.Numerics;

internal readonly partial struct UInt256
{
    // Divisors up to here have their reciprocals at hand.
    private const int MaxSmallDivisor = 64;

    private static readonly ulong[] SmallReciprocals = MakeSmallReciprocals();

    /// <summary>The sum modulo 2^256.</summary>
    public static UInt256 operator +(in UInt256 a, in UInt256 b)
    {
        var s0 = unchecked(a.w0 + b.w0);
        var carry = s0 < b.w0 ? 1UL : 0;
        var s1 = AddWithCarry(a.w1, b.w1, ref carry);
        var s2 = AddWithCarry(a.w2, b.w2, ref carry);
        return new(s0, s1, s2, unchecked(a.w3 + b.w3 + carry));
    }

    /// <summary>The difference modulo 2^256.</summary>
    public static UInt256 operator -(in UInt256 a, in UInt256 b)
    {
        var borrow = a.w0 < b.w0 ? 1UL : 0;
        var d0 = unchecked(a.w0 - b.w0);
        var d1 = SubtractWithBorrow(a.w1, b.w1, ref borrow);
        var d2 = SubtractWithBorrow(a.w2, b.w2, ref borrow);
        return new(d0, d1, d2, unchecked(a.w3 - b.w3 - borrow));
    }

    /// <summary>The negative in two's complement.</summary>
    public static UInt256 operator -(in UInt256 value) => default(UInt256) - value;

    /// <summary>The number shifted up by less than 256 bits; what leaves it on top is lost.</summary>
    public static UInt256 operator <<(in UInt256 value, int shift)
    {
        Debug.Assert(shift is >= 0 and < Size, "The shift is out of range.");
        var v = (shift >> 6) switch
        {
            0 => value,
            1 => new(0, value.w0, value.w1, value.w2),
            2 => new(0, 0, value.w0, value.w1),
            _ => new(0, 0, 0, value.w0),
        };

        // A shift by 64 − bits would be one by 0 when there are no bits: hence in two steps.
        var bits = shift & 63;
        return new(
            v.w0 << bits,
            v.w1 << bits | v.w0 >> 1 >> (63 - bits),
            v.w2 << bits | v.w1 >> 1 >> (63 - bits),
            v.w3 << bits | v.w2 >> 1 >> (63 - bits));
    }

    /// <summary>The number shifted down by less than 256 bits.</summary>
    public static UInt256 operator >>(in UInt256 value, int shift)
    {
        Debug.Assert(shift is >= 0 and < Size, "The shift is out of range.");
        var v = (shift >> 6) switch
        {
            0 => value,
            1 => new(value.w1, value.w2, value.w3),
            2 => new(value.w2, value.w3),
            _ => new(value.w3),
        };
        var bits = shift & 63;
        return new(
            v.w0 >> bits | v.w1 << 1 << (63 - bits),
            v.w1 >> bits | v.w2 << 1 << (63 - bits),
            v.w2 >> bits | v.w3 << 1 << (63 - bits),
            v.w3 >> bits);
    }

    /// <summary>The product: its upper half, and its lower half.</summary>
    public static UInt256 Multiply(in UInt256 a, in UInt256 b, out UInt256 low)
    {
        ulong p0 = 0, p1 = 0, p2 = 0, p3 = 0, p4 = 0, p5 = 0, p6 = 0, p7 = 0;
        AddRow(a.w0, b, ref p0, ref p1, ref p2, ref p3, ref p4);
        AddRow(a.w1, b, ref p1, ref p2, ref p3, ref p4, ref p5);
        AddRow(a.w2, b, ref p2, ref p3, ref p4, ref p5, ref p6);
        AddRow(a.w3, b, ref p3, ref p4, ref p5, ref p6, ref p7);
        low = new(p0, p1, p2, p3);
        return new(p4, p5, p6, p7);
    }

    /// <summary>⌊ab/2^shift⌋ modulo 2^256.</summary>
    public static UInt256 MultiplyShifted(in UInt256 a, in UInt256 b, int shift)
    {
        var high = Multiply(a, b, out var low);
        return ShiftDown(high, low, shift);
    }

    /// <summary>⌊(high·2^256 + low)/2^shift⌋ modulo 2^256, for a shift of less than 512.</summary>
    public static UInt256 ShiftDown(in UInt256 high, in UInt256 low, int shift) =>
        shift >= Size ? high >> (shift - Size)
        : shift == 0 ? low
        : Or(low >> shift, high << (Size - shift));

    /// <summary>The number times 2^shift, for a shift of less than 512: its upper half, and its lower half.</summary>
    public static UInt256 ShiftUp(in UInt256 value, int shift, out UInt256 low)
    {
        if (shift >= Size)
        {
            low = default;
            return value << (shift - Size);
        }

        low = value << shift;
        return shift == 0 ? default : value >> (Size - shift);
    }

    /// <summary>The quotient with an integer from 1 to 64, cut.</summary>
    public static UInt256 DivideSmall(in UInt256 value, int divisor)
    {
        var shift = BitOperations.LeadingZeroCount((ulong)divisor);
        var normal = (ulong)divisor << shift;
        var reciprocal = SmallReciprocals[divisor];
        // The quotient stays the same when both are shifted up. Words on top that are 0 are passed over: their quotient is 0.
        var (n0, n1) = (value.w0 << shift, value.w1 << shift | value.w0 >> 1 >> (63 - shift));
        var rest = value.w1 >> 1 >> (63 - shift);
        var (q2, q3) = (0UL, 0UL);
        if ((value.w2 | value.w3) != 0)
        {
            rest = value.w3 >> 1 >> (63 - shift);
            q3 = Divide(ref rest, value.w3 << shift | value.w2 >> 1 >> (63 - shift), normal, reciprocal);
            q2 = Divide(ref rest, value.w2 << shift | value.w1 >> 1 >> (63 - shift), normal, reciprocal);
        }

        var q1 = Divide(ref rest, n1, normal, reciprocal);
        var q0 = Divide(ref rest, n0, normal, reciprocal);
        return new(q0, q1, q2, q3);
    }

    private static UInt256 Or(in UInt256 a, in UInt256 b) => new(a.w0 | b.w0, a.w1 | b.w1, a.w2 | b.w2, a.w3 | b.w3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AddWithCarry(ulong a, ulong b, ref ulong carry)
    {
        var sum = unchecked(a + carry);
        var first = sum < carry ? 1UL : 0;
        sum = unchecked(sum + b);
        carry = first + (sum < b ? 1UL : 0);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong SubtractWithBorrow(ulong a, ulong b, ref ulong borrow)
    {
        var difference = unchecked(a - b);
        var first = a < b ? 1UL : 0;
        var result = unchecked(difference - borrow);
        borrow = first + (difference < borrow ? 1UL : 0);
        return result;
    }

    /// <summary>Adds a·b to a product whose words from p4 on are 0 so far.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow(ulong a, in UInt256 b, ref ulong p0, ref ulong p1, ref ulong p2, ref ulong p3, ref ulong p4)
    {
        if (a != 0)
        {
            var carry = 0UL;
            p0 = MultiplyAdd(a, b.w0, p0, ref carry);
            p1 = MultiplyAdd(a, b.w1, p1, ref carry);
            p2 = MultiplyAdd(a, b.w2, p2, ref carry);
            p3 = MultiplyAdd(a, b.w3, p3, ref carry);
            p4 = carry;
        }
    }

    /// <summary>The lower word of ab + addend + carry, which does not reach 2^128; its upper word is the next carry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MultiplyAdd(ulong a, ulong b, ulong addend, ref ulong carry)
    {
        var high = Math.BigMul(a, b, out var low);
        low = unchecked(low + addend);
        high += low < addend ? 1UL : 0;
        low = unchecked(low + carry);
        high += low < carry ? 1UL : 0;
        carry = high;
        return low;
    }

    private static ulong[] MakeSmallReciprocals()
    {
        var reciprocals = new ulong[MaxSmallDivisor + 1];
        for (var divisor = 1; divisor <= MaxSmallDivisor; divisor++)
        {
            reciprocals[divisor] = Reciprocal((ulong)divisor << BitOperations.LeadingZeroCount((ulong)divisor));
        }

        return reciprocals;
    }
}
