namespace BonVerify.Numerics;

/// <content>Quotients, elementary functions, statements about size, and the nearest double.</content>
public abstract partial class ComputableReal
{
    // A number that is not told from 0 by so many bits is taken for one that cannot be.
    private const int MaxWorkingPrecision = 1 << 14;

    /// <summary>An integer as a number.</summary>
    /// <param name="value">An integer.</param>
    public static implicit operator ComputableReal(int value) => FromRational(value);

    /// <summary>
    /// The nearest double, in F# <c>float</c>: correctly rounded, but where 2^14 bits leave open which of two neighbours is nearer, the lower.
    /// </summary>
    /// <param name="value">A number.</param>
    public static explicit operator double(ComputableReal value) =>
        Preconditions.NotNull(value).ToDouble(MaxWorkingPrecision) ?? value.Evaluate(MaxWorkingPrecision).Lower.ToDouble();

    /// <summary>The negative; exact when the number is.</summary>
    /// <param name="value">A number.</param>
    /// <returns>−value.</returns>
    public static ComputableReal operator -(ComputableReal value) => Rational.MinusOne * value;

    /// <summary>The quotient; exact when both are and the divisor is rational.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number other than 0.</param>
    /// <returns>left / right.</returns>
    /// <exception cref="DivideByZeroException">
    /// The divisor is the exact number 0. Of one known by enclosures it is seen in the evaluation, as one that 2^14 bits do not tell from 0.
    /// </exception>
    public static ComputableReal operator /(ComputableReal left, ComputableReal right)
    {
        Preconditions.NotNull(left);
        Preconditions.NotNull(right);
        return Quotient(left.Form, right.Form) ?? Later(
            precision => Enclosure.Divide(left.Evaluate(precision), NotZero(right, precision), precision),
            left.MayBeExact && right.MayBeExact,
            () => Quotient(left.TryMakeExact(), right.TryMakeExact()));

        static LinearFormInLogarithms? Quotient(LinearFormInLogarithms? a, LinearFormInLogarithms? b) => (a, b) switch
        {
            (_, { } divisor) when divisor.Ratio is (var numerator, _) && numerator.IsZero =>
                throw new DivideByZeroException("The divisor is 0."),
            ({ } form, { Ratio: var (numerator, denominator) }) => form.Times(denominator, numerator),
            _ => null,
        };
    }

    /// <summary>The natural logarithm; exact for rational numbers.</summary>
    /// <param name="value">A number > 0.</param>
    /// <returns>ln value.</returns>
    /// <exception cref="ArithmeticException">
    /// The exact number is not > 0. Of one known by enclosures it is seen in the evaluation, as one that 2^14 bits do not tell to be > 0.
    /// </exception>
    public static ComputableReal Ln(ComputableReal value)
    {
        return Exactly(Preconditions.NotNull(value).Form) ?? Later(
            precision => Enclosure.Ln(Positive(value, precision), precision), value.MayBeExact, () => Exactly(value.TryMakeExact()));

        static LinearFormInLogarithms? Exactly(LinearFormInLogarithms? form) => form is not { IsRational: true } ? null
            : form.Constant.Sign > 0 ? LinearFormInLogarithms.Ln(form.Constant)
            : throw new ArithmeticException($"value is {form}; a logarithm needs a number > 0.");
    }

    /// <summary>The natural logarithm, by the name that <c>log</c> of F# looks for: <see cref="Ln"/>.</summary>
    /// <param name="value">A number > 0.</param>
    /// <returns>ln value.</returns>
    public static ComputableReal Log(ComputableReal value) => Ln(value);

    /// <summary>The exponential; exact at 0.</summary>
    /// <param name="value">A number; up to about 10^9 in magnitude.</param>
    /// <returns>e^value.</returns>
    public static ComputableReal Exp(ComputableReal value)
    {
        return Preconditions.NotNull(value).Form is { IsRational: true, Constant.IsZero: true }
            ? One
            : FromEnclosures(precision => Enclosure.Exp(value.Evaluate(precision), precision));
    }

    /// <summary>The square root, known by enclosures; exact for squares of rational numbers.</summary>
    /// <param name="value">A number ≥ 0.</param>
    /// <returns>√value.</returns>
    /// <exception cref="ArithmeticException">The number is negative; of one known by enclosures it is seen in the evaluation.</exception>
    public static ComputableReal Sqrt(ComputableReal value)
    {
        return Preconditions.NotNull(value).Form is { IsRational: true, Constant: var square } && Root(square) is { } root
            ? FromRational(root)
            : FromEnclosures(precision => Enclosure.Sqrt(NotNegative(value.Evaluate(precision)), precision));

        static Rational? Root(Rational square) => square.Sign >= 0
            ? SquareRoot.OfSquare(square)
            : throw new ArithmeticException($"value is {square.ToString()}; a square root needs a number ≥ 0.");

        // What reaches below 0 is 0 or above: of a negative number a narrower enclosure has an upper end below 0.
        static Enclosure NotNegative(Enclosure argument) =>
            argument.Upper.Sign < 0 ? throw new ArithmeticException("The number is negative; a square root needs a number ≥ 0.")
            : argument.Lower.Sign < 0 ? new(Dyadic.Zero, argument.Upper)
            : argument;
    }

    /// <summary>The statement that a number is at most another; it is not decided yet.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left ≤ right.</returns>
    public static Comparison operator <=(ComputableReal left, ComputableReal right) => Comparison.AtMost(left, right);

    /// <summary>The statement that a number is at least another; it is not decided yet.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left ≥ right.</returns>
    public static Comparison operator >=(ComputableReal left, ComputableReal right) => Comparison.AtMost(right, left);

    /// <summary>The statement that a number is smaller than another; it is not decided yet.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left &lt; right.</returns>
    public static Comparison operator <(ComputableReal left, ComputableReal right) => Comparison.Below(left, right);

    /// <summary>The statement that a number is larger than another; it is not decided yet.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left > right.</returns>
    public static Comparison operator >(ComputableReal left, ComputableReal right) => Comparison.Below(right, left);

    private static Enclosure NotZero(ComputableReal value, int precision) =>
        Told(value, precision, static enclosure => enclosure.Sign is 1 or -1)
        ?? throw new DivideByZeroException(FormattableString.Invariant($"{MaxWorkingPrecision} bits do not tell the divisor from 0."));

    private static Enclosure Positive(ComputableReal value, int precision) =>
        Told(value, precision, static enclosure => enclosure.Sign == 1)
        ?? throw new ArithmeticException(
            FormattableString.Invariant($"{MaxWorkingPrecision} bits do not tell that the number is > 0, as a logarithm needs."));

    /// <summary>An enclosure at a precision, or at a higher one where only that tells what must be known.</summary>
    private static Enclosure? Told(ComputableReal value, int precision, Func<Enclosure, bool> tells)
    {
        for (var bits = (long)precision; ; bits *= 2)
        {
            var enclosure = value.Evaluate((int)Math.Min(bits, Math.Max(precision, MaxWorkingPrecision)));
            if (tells(enclosure))
            {
                return enclosure;
            }

            if (bits >= MaxWorkingPrecision)
            {
                return null;
            }
        }
    }
}
