using System.Numerics;

namespace BonVerify.Numerics;

/// <summary>
/// The positive argument of a logarithm. Forms that are made of one another share it, and with it what was found out about it.
/// </summary>
/// <remarks>Immutable and safe for use by many threads, which may find the same at once.</remarks>
/// <param name="numerator">Above 0.</param>
/// <param name="denominator">Above 0; the two may have a divisor in common.</param>
internal sealed class LogarithmArgument(BigInteger numerator, BigInteger denominator)
{
    // Precision is doubled until it is enough, for a form and again for one that is made of it.
    private const int MostKept = 8;

    private LogarithmArgument? lowest;
    private Logarithm? last;

    /// <summary>An argument that is in lowest terms.</summary>
    public LogarithmArgument(Rational number)
        : this(number.Numerator, number.Denominator) => lowest = this;

    public BigInteger Numerator => numerator;

    public BigInteger Denominator => denominator;

    /// <summary>The same number in lowest terms.</summary>
    public LogarithmArgument InLowestTerms => lowest ??= Reduced();

    /// <summary>1 divided by the number, in lowest terms where the number is known to be.</summary>
    public LogarithmArgument Reciprocal
    {
        get
        {
            var reciprocal = new LogarithmArgument(denominator, numerator);
            reciprocal.lowest = lowest == this ? reciprocal : null;
            return reciprocal;
        }
    }

    /// <summary>The logarithm; the last ones are kept.</summary>
    /// <param name="precision">Bits of relative accuracy, about.</param>
    public Enclosure Ln(int precision)
    {
        for (var known = last; known is not null; known = known.Before)
        {
            if (known.Precision == precision)
            {
                return known.Value;
            }
        }

        var value = Enclosure.LnRatio(numerator, denominator, precision);
        last = last is { Count: < MostKept } before ? new(precision, value, before, before.Count + 1) : new(precision, value, null, 1);
        return value;
    }

    private LogarithmArgument Reduced()
    {
        if (denominator.IsOne)
        {
            return this;
        }

        // One that was in lowest terms all along keeps its logarithms.
        var reduced = new Rational(numerator, denominator);
        return reduced.Denominator == denominator ? this : new LogarithmArgument(reduced);
    }

    private sealed record Logarithm(int Precision, Enclosure Value, Logarithm? Before, int Count);
}
