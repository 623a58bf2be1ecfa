using Fractions;

namespace BonVerify.Numerics;

/// <summary>
/// A real number that can be enclosed at any precision, and is known exactly where it is a linear form in logarithms.
/// </summary>
/// <remarks>
/// <para>
/// Two numbers known exactly are always compared. Of others, enclosures at growing precision decide unless the numbers are
/// equal or closer than the precision that is allowed: then the comparison is open.
/// </para>
/// <para>Immutable and safe for use by many threads; the enclosure at the last precision is kept.</para>
/// </remarks>
public sealed class ComputableReal
{
    private const int StartPrecision = 128;

    private readonly Func<int, Enclosure> evaluate;
    private Evaluation? last;

    private ComputableReal(Func<int, Enclosure> evaluate, LinearFormInLogarithms? exact)
    {
        this.evaluate = evaluate;
        Exact = exact;
    }

    /// <summary>The number 0.</summary>
    public static ComputableReal Zero { get; } = LinearFormInLogarithms.Zero;

    /// <summary>The number 1.</summary>
    public static ComputableReal One { get; } = LinearFormInLogarithms.One;

    /// <summary>The number as a linear form in logarithms, or <see langword="null"/> when only enclosures are known.</summary>
    public LinearFormInLogarithms? Exact { get; }

    /// <summary>A number known by its enclosures.</summary>
    /// <param name="evaluate">Returns an enclosure at a precision in bits; narrower ones for higher precision.</param>
    /// <returns>The number.</returns>
    public static ComputableReal FromEnclosures(Func<int, Enclosure> evaluate) => new(Preconditions.NotNull(evaluate), null);

    /// <summary>A form as a number.</summary>
    /// <param name="value">The form.</param>
    public static implicit operator ComputableReal(LinearFormInLogarithms value) => FromForm(value);

    /// <summary>A fraction as a number.</summary>
    /// <param name="value">A finite fraction.</param>
    public static implicit operator ComputableReal(Fraction value) => FromFraction(value);

    /// <summary>A form as a number.</summary>
    /// <param name="value">The form.</param>
    /// <returns>The number, known exactly.</returns>
    public static ComputableReal FromForm(LinearFormInLogarithms value) => new(Preconditions.NotNull(value).Evaluate, value);

    /// <summary>A fraction as a number.</summary>
    /// <param name="value">A finite fraction.</param>
    /// <returns>The number, known exactly.</returns>
    public static ComputableReal FromFraction(Fraction value) => FromForm(LinearFormInLogarithms.FromFraction(value));

    /// <summary>The sum; exact when both are.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left + right.</returns>
    public static ComputableReal operator +(ComputableReal left, ComputableReal right) =>
        Combine(left, right, static (a, b) => a + b, Enclosure.Add);

    /// <summary>The difference; exact when both are.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left − right.</returns>
    public static ComputableReal operator -(ComputableReal left, ComputableReal right) =>
        Combine(left, right, static (a, b) => a - b, Enclosure.Subtract);

    /// <summary>A rational multiple; exact when the number is.</summary>
    /// <param name="factor">A finite fraction.</param>
    /// <param name="value">A number.</param>
    /// <returns>factor · value.</returns>
    public static ComputableReal operator *(Fraction factor, ComputableReal value)
    {
        Preconditions.NotNull(value);
        return value.Exact is { } form
            ? factor * form
            : FromEnclosures(precision => Enclosure.Multiply(Enclosure.FromFraction(factor, precision), value.Evaluate(precision), precision));
    }

    /// <summary>The product; exact when both are and one of them is rational.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left · right.</returns>
    public static ComputableReal operator *(ComputableReal left, ComputableReal right)
    {
        Preconditions.NotNull(left);
        Preconditions.NotNull(right);
        return (left.Exact, right.Exact) switch
        {
            ({ Ratio: var (numerator, denominator) }, { } form) => form.Times(numerator, denominator),
            ({ } form, { Ratio: var (numerator, denominator) }) => form.Times(numerator, denominator),
            _ => FromEnclosures(precision => Enclosure.Multiply(left.Evaluate(precision), right.Evaluate(precision), precision)),
        };
    }

    /// <summary>An enclosure at a working precision.</summary>
    /// <param name="precision">Bits carried through the evaluation, at least 2.</param>
    /// <returns>An enclosure of the number.</returns>
    public Enclosure Evaluate(int precision)
    {
        Preconditions.AtLeast(precision, 2);
        if (last is { } known && known.Precision == precision)
        {
            return known.Value;
        }

        var value = evaluate(precision);
        last = new Evaluation(precision, value);
        return value;
    }

    /// <summary>Compares two numbers by enclosures at growing precision, exactly where both are known exactly.</summary>
    /// <param name="other">The other number.</param>
    /// <param name="maxPrecision">The highest precision, in bits, to try; at least 2.</param>
    /// <returns>−1, 0 or 1; <see langword="null"/> when it is still open.</returns>
    public int? CompareTo(ComputableReal other, int maxPrecision)
    {
        Preconditions.NotNull(other);
        Preconditions.AtLeast(maxPrecision, 2);
        if (Exact is { } here && other.Exact is { } there)
        {
            return Math.Sign(here.CompareTo(there));
        }

        foreach (var precision in Precisions(maxPrecision))
        {
            var (left, right) = (Evaluate(precision), other.Evaluate(precision));
            if (left.IsBelow(right))
            {
                return -1;
            }

            if (right.IsBelow(left))
            {
                return 1;
            }

            if (left.IsExact && left == right)
            {
                return 0;
            }
        }

        return null;
    }

    /// <summary>The nearest double, ties to even.</summary>
    /// <param name="maxPrecision">The highest precision, in bits, to try; at least 2. It does not limit exact numbers.</param>
    /// <returns>The correctly rounded double; <see langword="null"/> when it is still open.</returns>
    public double? ToDouble(int maxPrecision)
    {
        Preconditions.AtLeast(maxPrecision, 2);
        if (Exact is { } form)
        {
            return form.ToDouble();
        }

        foreach (var precision in Precisions(maxPrecision))
        {
            if (Evaluate(precision).TryToDouble(out var nearest))
            {
                return nearest;
            }
        }

        return null;
    }

    /// <summary>The exact form, or an enclosure at 64 bits.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => Exact?.ToString() ?? Evaluate(64).ToDecimal(17).ToString();

    private static IEnumerable<int> Precisions(int maximum)
    {
        var precision = Math.Min(StartPrecision, maximum);
        for (; precision < maximum; precision = (int)Math.Min(2L * precision, maximum))
        {
            yield return precision;
        }

        yield return precision;
    }

    private static ComputableReal Combine(
        ComputableReal left,
        ComputableReal right,
        Func<LinearFormInLogarithms, LinearFormInLogarithms, LinearFormInLogarithms> exactly,
        Func<Enclosure, Enclosure, int, Enclosure> enclose)
    {
        Preconditions.NotNull(left);
        Preconditions.NotNull(right);
        return left.Exact is { } a && right.Exact is { } b
            ? exactly(a, b)
            : FromEnclosures(precision => enclose(left.Evaluate(precision), right.Evaluate(precision), precision));
    }

    private sealed record Evaluation(int Precision, Enclosure Value);
}
