using System.Numerics;

namespace BonVerify.Numerics;

public readonly partial struct Enclosure
{
    /// <summary>An enclosure of a natural logarithm.</summary>
    /// <param name="value">An enclosure of a number x > 0.</param>
    /// <param name="precision">Bits of relative accuracy, at least 2; also next to x = 1, where the result is small.</param>
    /// <returns>An enclosure of ln x; exactly 0 for x = 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The enclosure contains numbers ≤ 0.</exception>
    public static Enclosure Ln(Enclosure value, int precision)
    {
        Preconditions.AtLeast(precision, 2);
        if (value.Lower.Sign <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(value), $"value is {value}; a logarithm needs numbers > 0.");
        }

        var lower = Logarithm.Ln(value.Lower, precision + 4);
        if (value.IsExact)
        {
            return lower.Round(precision);
        }

        var upper = value.IsNarrow
            ? LnUpperEnd(lower.Upper, value, value.Lower, precision)
            : Logarithm.Ln(value.Upper, precision + 4).Upper;
        return Unchecked(lower.Lower, upper).Round(precision);
    }

    /// <summary>An enclosure of the natural logarithm of a fraction; accurate also when it is next to 1.</summary>
    /// <param name="value">A number > 0.</param>
    /// <param name="precision">Bits of relative accuracy, at least 2.</param>
    /// <returns>An enclosure of ln(value); exactly 0 for 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not a positive number.</exception>
    public static Enclosure Ln(Rational value, int precision)
    {
        if (value <= Rational.Zero)
        {
            throw new ArgumentOutOfRangeException(
                nameof(value), Preconditions.Message(nameof(value), value, "must be > 0 for a logarithm"));
        }

        return LnRatio(value.Numerator, value.Denominator, precision);
    }

    /// <summary>An enclosure of ln(1 + x), accurate also for tiny x.</summary>
    /// <param name="value">An enclosure of a number x > −1.</param>
    /// <param name="precision">Bits of relative accuracy, at least 2.</param>
    /// <returns>An enclosure of ln(1 + x); exactly 0 for x = 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The enclosure contains numbers ≤ −1.</exception>
    public static Enclosure Log1p(Enclosure value, int precision)
    {
        Preconditions.AtLeast(precision, 2);
        if (value.Lower <= -Dyadic.One)
        {
            throw new ArgumentOutOfRangeException(nameof(value), $"value is {value}; ln(1 + x) needs numbers > −1.");
        }

        var lower = Logarithm.Log1p(value.Lower, precision + 4);
        if (value.IsExact)
        {
            return lower.Round(precision);
        }

        // Next to −1 an interval that is narrow for x is wide for 1 + x.
        var start = Dyadic.AddRounded(Dyadic.One, value.Lower, 32, RoundingDirection.Down);
        var upper = value.IsNarrow && value.Width(32) <= start.ScaleByPowerOfTwo(-8)
            ? LnUpperEnd(lower.Upper, value, start, precision)
            : Logarithm.Log1p(value.Upper, precision + 4).Upper;
        return Unchecked(lower.Lower, upper).Round(precision);
    }

    /// <summary>An enclosure of an exponential.</summary>
    /// <param name="value">An enclosure of a number x with |x| &lt; 2^60.</param>
    /// <param name="precision">Bits of relative accuracy, at least 2.</param>
    /// <returns>An enclosure of exp(x); exactly 1 for x = 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The magnitude is 2^60 or more.</exception>
    public static Enclosure Exp(Enclosure value, int precision)
    {
        Preconditions.AtLeast(precision, 2);
        var lower = Exponential.Exp(value.Lower, precision + 4);
        if (value.IsExact)
        {
            return lower.Round(precision);
        }

        var upper = value.ExponentialRise() is { } rise
            ? Dyadic.AddRounded(lower.Upper, lower.Upper * rise, precision + 4, RoundingDirection.Up)
            : Exponential.Exp(value.Upper, precision + 4).Upper;
        return Unchecked(lower.Lower, upper).Round(precision);
    }

    /// <summary>An enclosure of exp(x) − 1, accurate also for tiny x.</summary>
    /// <param name="value">An enclosure of a number x with |x| &lt; 2^60.</param>
    /// <param name="precision">Bits of relative accuracy, at least 2.</param>
    /// <returns>An enclosure of exp(x) − 1; exactly 0 for x = 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The magnitude is 2^60 or more.</exception>
    public static Enclosure Expm1(Enclosure value, int precision)
    {
        Preconditions.AtLeast(precision, 2);
        var lower = Exponential.Expm1(value.Lower, precision + 4);
        if (value.IsExact)
        {
            return lower.Round(precision);
        }

        var upper = value.ExponentialRise() is { } rise
            ? Dyadic.AddRounded(
                lower.Upper,
                Dyadic.AddRounded(Dyadic.One, lower.Upper, 32, RoundingDirection.Up) * rise,
                precision + 4,
                RoundingDirection.Up)
            : Exponential.Expm1(value.Upper, precision + 4).Upper;
        return Unchecked(lower.Lower, upper).Round(precision);
    }

    /// <summary>ln(numerator/denominator) for positive integers that need not be coprime.</summary>
    internal static Enclosure LnRatio(
        BigInteger numerator, BigInteger denominator, int precision)
    {
        // Only the leading bits of huge integers count, except next to 1, where the exact difference is taken.
        var quotient = Quotient(numerator, denominator, precision + 8);
        if (quotient.Lower <= ThreeQuarters || quotient.Upper >= FiveQuarters)
        {
            return Ln(quotient, precision);
        }

        var difference = numerator - denominator;
        return difference.IsZero ? Zero : Log1p(Quotient(difference, denominator, precision + 8), precision);
    }

    private static Enclosure Quotient(BigInteger numerator, BigInteger denominator, int precision) => Divide(
        Exactly(numerator).Round(precision), Exactly(denominator).Round(precision), precision);

    /// <summary>
    /// An upper bound of a logarithm at the upper end of an interval from one at its lower end, where the argument of
    /// the logarithm is <paramref name="start"/>: ln(start + w) ≤ ln(start) + w/start. One logarithm serves both ends.
    /// </summary>
    private static Dyadic LnUpperEnd(Dyadic lnOfStart, Enclosure interval, Dyadic start, int precision)
    {
        var rise = Dyadic.DivideRounded(interval.Width(32), start.Round(32, RoundingDirection.Down), 32, RoundingDirection.Up);
        return Dyadic.AddRounded(lnOfStart, rise, precision + 4, RoundingDirection.Up);
    }

    /// <summary>
    /// An upper bound of exp(w) − 1 for the width w of a narrow interval, or <see langword="null"/>: with it one exponential
    /// serves both ends. For 0 ≤ w ≤ 1 the bound is w + w².
    /// </summary>
    private Dyadic? ExponentialRise()
    {
        // w² and the roundings here add less than 2^−28 of the width.
        var width = Width(32);
        return width.TopExponent < -32 ? (width + width * width).Round(32, RoundingDirection.Up) : null;
    }

    private Dyadic Width(int precision) => Dyadic.AddRounded(Upper, -Lower, precision, RoundingDirection.Up);

    private static Dyadic ThreeQuarters => new(3, -2);

    private static Dyadic FiveQuarters => new(5, -2);
}
