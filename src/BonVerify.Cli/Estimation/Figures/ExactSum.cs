using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Cli.Estimation.Figures;

/// <summary>
/// The sum of any number of doubles and squares of doubles, exactly: digits of 32 bits with room for carries, as many as they need. The
/// order in which they are added does not matter.
/// </summary>
internal sealed class ExactSum
{
    private const int DigitBits = 32;
    private const int MantissaBits = 52;

    // That of the smallest square.
    private const int LeastExponent = 2 * LeastExponentOfDoubles;
    private const int LeastExponentOfDoubles = -1074;
    private const int MaxPending = 1 << 29;

    private long[] digits = [];
    private int first;
    private int pending;

    // What was summed elsewhere.
    private Dyadic before;

    /// <summary>Adds a finite double.</summary>
    public void Add(double value)
    {
        var (mantissa, exponent) = Parts(value);
        Add(mantissa, exponent, value < 0 ? -1 : 1);
    }

    /// <summary>Adds the square of a finite double.</summary>
    public void AddSquare(double value)
    {
        var (mantissa, exponent) = Parts(value);
        var high = Math.BigMul(mantissa, mantissa, out var low);
        Add(low, 2 * exponent, 1);
        Add(high, 2 * exponent + 64, 1);
    }

    /// <summary>Adds a number of any length.</summary>
    public void Add(Dyadic value) => before += value;

    private static (ulong Mantissa, int Exponent) Parts(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var biased = (int)((bits >> MantissaBits) & 0x7FF);
        var fraction = bits & ((1UL << MantissaBits) - 1);
        return (biased == 0 ? fraction : fraction | 1UL << MantissaBits, Math.Max(biased, 1) - 1 + LeastExponentOfDoubles);
    }

    private void Add(ulong mantissa, int exponent, int sign)
    {
        if (mantissa == 0)
        {
            return;
        }

        var (digit, shift) = Math.DivRem(exponent - LeastExponent, DigitBits);
        var shifted = (UInt128)mantissa << shift;
        MakeRoom(digit, digit + 3);
        var at = digit - first;
        digits[at] += sign * (long)(uint)(shifted & uint.MaxValue);
        digits[at + 1] += sign * (long)(uint)((shifted >> DigitBits) & uint.MaxValue);
        digits[at + 2] += sign * (long)(uint)(shifted >> (2 * DigitBits));
        CountPending(1);
    }

    public void Add(ExactSum other)
    {
        before += other.before;
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

        return before + new Dyadic(sum, LeastExponent + (long)DigitBits * first);
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
