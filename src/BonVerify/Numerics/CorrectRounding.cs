using System.Numerics;

namespace BonVerify.Numerics;

/// <summary>
/// Exact numbers to the nearest double: round to nearest, ties to even, with gradual underflow and overflow to an
/// infinity, as IEEE 754 prescribes for a single rounding.
/// </summary>
public static partial class CorrectRounding
{
    private const int MantissaBits = 53;
    private const long SmallestExponent = -1074;
    private const long LargestExponent = 1023;

    /// <summary>The double nearest to <paramref name="numerator"/>/<paramref name="denominator"/>.</summary>
    /// <param name="numerator">Any integer.</param>
    /// <param name="denominator">An integer other than 0.</param>
    /// <returns>The correctly rounded double.</returns>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public static double ToDouble(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException();
        }

        if (numerator.IsZero)
        {
            return 0;
        }

        var negative = numerator.Sign != denominator.Sign;
        var magnitude = Nearest(BigInteger.Abs(numerator), BigInteger.Abs(denominator));
        return negative ? -magnitude : magnitude;
    }

    /// <summary>The double nearest to a dyadic number.</summary>
    internal static double ToDouble(Dyadic value)
    {
        // The exponent alone may settle it, without writing the number out.
        if (value.IsZero || value.TopExponent < SmallestExponent - 1)
        {
            return value.Sign < 0 ? -0.0 : 0.0;
        }

        if (value.TopExponent > LargestExponent)
        {
            return value.Sign < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        return value.Exponent >= 0
            ? ToDouble(value.Mantissa << (int)value.Exponent, BigInteger.One)
            : RoundShifted(value);
    }

    private static double RoundShifted(Dyadic value)
    {
        var last = LastBit(value.TopExponent);
        var magnitude = BigInteger.Abs(value.Mantissa);
        var shift = last - value.Exponent;
        var rounded = shift <= 0
            ? Assemble(magnitude, value.Exponent)
            : Assemble(RoundHalfEven(magnitude, BigInteger.One << checked((int)shift)), last);
        return value.Sign < 0 ? -rounded : rounded;
    }

    private static double Nearest(BigInteger numerator, BigInteger denominator)
    {
        var exponent = FloorLog2(numerator, denominator);
        if (exponent > LargestExponent)
        {
            return double.PositiveInfinity;
        }

        if (exponent < SmallestExponent - 1)
        {
            return 0;
        }

        var last = LastBit(exponent);
        if (last >= 0)
        {
            denominator <<= (int)last;
        }
        else
        {
            numerator <<= (int)-last;
        }

        return Assemble(RoundHalfEven(numerator, denominator), last);
    }

    /// <summary>The exponent of the last bit of the double whose top bit has the given exponent.</summary>
    private static long LastBit(long topExponent) => Math.Max(topExponent - (MantissaBits - 1), SmallestExponent);

    private static long FloorLog2(BigInteger numerator, BigInteger denominator)
    {
        var estimate = Dyadic.BitLength(numerator) - Dyadic.BitLength(denominator);
        var atLeast = estimate >= 0
            ? numerator >= denominator << checked((int)estimate)
            : numerator << checked((int)-estimate) >= denominator;
        return atLeast ? estimate : estimate - 1;
    }

    /// <summary>The integer nearest to a quotient of nonnegative integers, ties to even.</summary>
    internal static BigInteger RoundHalfEven(BigInteger numerator, BigInteger denominator)
    {
        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        var comparison = (remainder << 1).CompareTo(denominator);
        return comparison > 0 || (comparison == 0 && !quotient.IsEven) ? quotient + BigInteger.One : quotient;
    }

    // mantissa ≤ 2^53, so the conversion is exact; the scaling is exact or overflows, as it must.
    private static double Assemble(BigInteger mantissa, long exponent) =>
        Math.ScaleB((double)(ulong)mantissa, (int)exponent);
}
