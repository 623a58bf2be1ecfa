using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Cli.Estimation.Figures;

/// <summary>The sum of any number of doubles, exactly: digits of 32 bits with room for carries, as many as the doubles need.</summary>
internal sealed class ExactSum
{
    private const int DigitBits = 32;
    private const int LeastExponent = -1074;
    private const int MaxPending = 1 << 29;

    private long[] digits = [];
    private int first;
    private int pending;

    public void Add(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var biased = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xF_FFFF_FFFF_FFFF;
        if (biased != 0)
        {
            mantissa |= 1L << 52;
        }

        if (mantissa == 0)
        {
            return;
        }

        var position = Math.Max(biased, 1) - 1;
        var (digit, shift) = (position / DigitBits, position % DigitBits);
        var shifted = (UInt128)(ulong)mantissa << shift;
        MakeRoom(digit, digit + 3);
        var sign = bits < 0 ? -1 : 1;
        var at = digit - first;
        digits[at] += sign * (long)(uint)(shifted & uint.MaxValue);
        digits[at + 1] += sign * (long)(uint)((shifted >> DigitBits) & uint.MaxValue);
        digits[at + 2] += sign * (long)(uint)(shifted >> (2 * DigitBits));
        CountPending(1);
    }

    public void Add(ExactSum other)
    {
        if (other.digits.Length == 0)
        {
            return;
        }

        if (pending + other.pending >= MaxPending)
        {
            Carry();
            other.Carry();
        }

        MakeRoom(other.first, other.first + other.digits.Length);
        for (var i = 0; i < other.digits.Length; i++)
        {
            digits[other.first + i - first] += other.digits[i];
        }

        CountPending(other.pending + 1);
    }

    public Dyadic Value()
    {
        var sum = BigInteger.Zero;
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            sum = (sum << DigitBits) + digits[i];
        }

        return new Dyadic(sum, LeastExponent + (long)DigitBits * first);
    }

    private void CountPending(int more)
    {
        pending += more;
        if (pending >= MaxPending)
        {
            Carry();
        }
    }

    /// <summary>Brings every digit but the last below 2^32 in magnitude, so that 2^29 more doubles fit.</summary>
    private void Carry()
    {
        MakeRoom(first, first + digits.Length + 1);
        for (var i = 0; i + 1 < digits.Length; i++)
        {
            var carry = digits[i] >> DigitBits;
            digits[i] -= carry << DigitBits;
            digits[i + 1] += carry;
        }

        pending = 1;
    }

    private void MakeRoom(int from, int to)
    {
        if (digits.Length == 0)
        {
            (first, digits) = (from, new long[to - from]);
        }
        else if (from < first || to > first + digits.Length)
        {
            var start = Math.Min(from, first);
            var larger = new long[Math.Max(to, first + digits.Length) - start];
            digits.CopyTo(larger, first - start);
            (first, digits) = (start, larger);
        }
    }
}
