using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Cli.Estimation.Figures;

/// <summary>
/// A sum of fractions that is rounded once. Their common denominator may have millions of digits (the lowest common multiple of
/// C(M, n) over many M), so the sum is enclosed to as many bits as its rounding takes, and added exactly only when it is short.
/// </summary>
internal sealed class FractionSum
{
    private const int FirstBits = 128;
    private const int MaxBits = 1 << 12;
    private const long MaxExactBits = 4096;

    // By denominator, so that what cancels in a difference is gone.
    private readonly Dictionary<BigInteger, BigInteger> numerators = [];

    /// <summary>Adds numerator/denominator; the denominator is positive.</summary>
    public void Add(BigInteger numerator, BigInteger denominator)
    {
        var sum = numerators.GetValueOrDefault(denominator) + numerator;
        if (sum.IsZero)
        {
            numerators.Remove(denominator);
        }
        else
        {
            numerators[denominator] = sum;
        }
    }

    /// <summary>Adds numerator/denominator for a dyadic numerator.</summary>
    public void Add(Dyadic numerator, BigInteger denominator)
    {
        if (numerator.Exponent >= 0)
        {
            Add(numerator.Mantissa << checked((int)numerator.Exponent), denominator);
        }
        else
        {
            Add(numerator.Mantissa, denominator << checked((int)-numerator.Exponent));
        }
    }

    /// <summary>Takes another sum away.</summary>
    public void Subtract(FractionSum other)
    {
        foreach (var (denominator, numerator) in other.numerators)
        {
            Add(-numerator, denominator);
        }
    }

    /// <summary>The sum divided by a number of prompts, correctly rounded.</summary>
    public double DividedBy(long count)
    {
        if (numerators.Count == 0)
        {
            return 0;
        }

        if (numerators.Count == 1)
        {
            var (only, value) = numerators.First();
            return CorrectRounding.ToDouble(value, only * count);
        }

        var top = numerators.Max(static term => Dyadic.BitLength(term.Value) - Dyadic.BitLength(term.Key));
        for (var bits = FirstBits; bits <= MaxBits; bits *= 2)
        {
            var shift = checked((int)(bits - top));
            var lower = BigInteger.Zero;
            foreach (var (denominator, numerator) in numerators)
            {
                lower += shift >= 0 ? FloorDivide(numerator << shift, denominator) : FloorDivide(numerator, denominator << -shift);
            }

            var (below, above) = (Rounded(lower, shift, count), Rounded(lower + numerators.Count, shift, count));
            if (below.Equals(above))
            {
                return below;
            }
        }

        var exact = Total();
        return CorrectRounding.ToDouble(exact.Numerator, exact.Denominator * count);
    }

    /// <summary>The sum divided by a number of prompts, exactly, or null when it is long.</summary>
    public Rational? ExactlyDividedBy(long count)
    {
        if (numerators.Keys.Sum(Dyadic.BitLength) > MaxExactBits)
        {
            return null;
        }

        return Total() / new Rational(new BigInteger(count));
    }

    private Rational Total() => numerators.Aggregate(Rational.Zero, static (total, term) => total + new Rational(term.Value, term.Key));

    private static double Rounded(BigInteger numerator, int shift, long count) => shift >= 0
        ? CorrectRounding.ToDouble(numerator, (BigInteger)count << shift)
        : CorrectRounding.ToDouble(numerator << -shift, count);

    private static BigInteger FloorDivide(BigInteger numerator, BigInteger denominator)
    {
        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }
}
