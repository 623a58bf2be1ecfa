using System.Numerics;

namespace BonVerify.Numerics;

/// <content>
/// Elementary functions of fractions. At a rational argument other than the trivial one, ln, exp, log1p and expm1 are
/// transcendental (Lindemann), so they are never half way between two doubles and Ziv's method ends; roots are rational or
/// irrational, and the rational ones are recognised.
/// </content>
public static partial class CorrectRounding
{
    private const int StartPrecision = 80;

    // exp overflows from 709.79 on and rounds to 0 from −745.14 on.
    private static readonly Rational ExpOverflow = new(710);
    private static readonly Rational ExpUnderflow = new(-746);

    /// <summary>The double nearest to ln(value).</summary>
    /// <param name="value">A number > 0.</param>
    /// <returns>The correctly rounded double; 0 for 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not a positive number.</exception>
    public static double Ln(Rational value) => Ziv(precision => Enclosure.Ln(value, precision));

    /// <summary>The double nearest to ln(1 + value).</summary>
    /// <param name="value">A fraction > −1 of any size.</param>
    /// <returns>The correctly rounded double; 0 for 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not a number above −1.</exception>
    public static double Log1p(Rational value)
    {
        var x = value;
        if (x <= Rational.MinusOne)
        {
            throw new ArgumentOutOfRangeException(
                nameof(value), Preconditions.Message(nameof(value), x, "must be > -1"));
        }

        return Ziv(precision => Enclosure.LnRatio(x.Numerator + x.Denominator, x.Denominator, precision));
    }

    /// <summary>The double nearest to exp(value).</summary>
    /// <param name="value">A rational number.</param>
    /// <returns>The correctly rounded double; 1 for 0, +∞ on overflow, 0 on underflow.</returns>
    public static double Exp(Rational value)
    {
        var x = value;
        return x > ExpOverflow ? double.PositiveInfinity
            : x < ExpUnderflow ? 0
            : Ziv(precision => Enclosure.Exp(Argument(x, precision), precision));
    }

    /// <summary>The double nearest to exp(value) − 1.</summary>
    /// <param name="value">A rational number.</param>
    /// <returns>The correctly rounded double; 0 for 0, +∞ on overflow.</returns>
    public static double Expm1(Rational value)
    {
        var x = value;
        return x > ExpOverflow ? double.PositiveInfinity
            : x < ExpUnderflow ? -1
            : Ziv(precision => Enclosure.Expm1(Argument(x, precision), precision));
    }

    /// <summary>The double nearest to √value.</summary>
    /// <param name="value">A fraction ≥ 0 of any size.</param>
    /// <returns>The correctly rounded double.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not a number of at least 0.</exception>
    public static double Sqrt(Rational value)
    {
        var x = value;
        if (x.Numerator.Sign < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(value), Preconditions.Message(nameof(value), x, "must be at least 0"));
        }

        var numerator = SquareRoot.Floor(x.Numerator);
        var denominator = SquareRoot.Floor(x.Denominator);
        return numerator * numerator == x.Numerator && denominator * denominator == x.Denominator
            ? ToDouble(numerator, denominator)
            : Ziv(precision => Enclosure.Sqrt(Enclosure.FromRational(x, precision + 8), precision));
    }

    private static double Ziv(Func<int, Enclosure> evaluate)
    {
        for (var precision = StartPrecision; ; precision = checked(2 * precision))
        {
            if (evaluate(precision).TryToDouble(out var value))
            {
                return value;
            }
        }
    }

    // |x| < 1024: an absolute error of the argument becomes a relative one of exp.
    private static Enclosure Argument(Rational x, int precision) => Enclosure.FromRational(x, precision + 16);
}
