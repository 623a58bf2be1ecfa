using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Cli.Estimation.Figures;

/// <summary>
/// Number, mean and spread of values over prompts. The sums of the values and of their squares are exact and the results correctly
/// rounded, so that the order of the values does not matter, nor who adds which.
/// </summary>
internal sealed class Moments
{
    private readonly ExactSum sum = new();
    private readonly ExactSum squares = new();

    /// <summary>The number of values.</summary>
    public long Count { get; private set; }

    /// <summary>Whether every value was finite; else there is no mean.</summary>
    public bool IsFinite { get; private set; } = true;

    /// <summary>The sum of the values.</summary>
    public Dyadic Sum => sum.Value();

    /// <summary>The sum of their squares.</summary>
    public Dyadic Squares => squares.Value();

    /// <summary>The mean; NaN where there is none.</summary>
    public double Mean => IsFinite ? Quotient(Sum, Count) : double.NaN;

    /// <summary>The sample variance over prompts, with Count − 1 below; null for fewer than two prompts.</summary>
    public double? Variance => Count < 2 ? null
        : IsFinite ? Quotient(Squares * (BigInteger)Count - Sum * Sum, (BigInteger)Count * (Count - 1))
        : double.NaN;

    /// <summary>The standard error of the mean.</summary>
    public double? StandardError => Variance is { } variance ? Math.Sqrt(variance / Count) : null;

    /// <summary>The moments of which these are the sums.</summary>
    public static Moments Of(long count, bool isFinite, Dyadic sum, Dyadic squares)
    {
        var moments = new Moments { Count = count, IsFinite = isFinite };
        moments.sum.Add(sum);
        moments.squares.Add(squares);
        return moments;
    }

    /// <summary>Adds a value.</summary>
    public void Add(double value)
    {
        Count++;
        if (!double.IsFinite(value))
        {
            IsFinite = false;
            return;
        }

        sum.Add(value);
        squares.AddSquare(value);
    }

    /// <summary>Adds the values of another.</summary>
    public void Add(Moments other)
    {
        Count += other.Count;
        IsFinite &= other.IsFinite;
        sum.Add(other.sum);
        squares.Add(other.squares);
    }

    private static double Quotient(Dyadic numerator, BigInteger denominator)
    {
        var shift = checked((int)Math.Abs(numerator.Exponent));
        return denominator.IsZero ? 0
            : numerator.Exponent >= 0 ? CorrectRounding.ToDouble(numerator.Mantissa << shift, denominator)
            : CorrectRounding.ToDouble(numerator.Mantissa, denominator << shift);
    }
}
