
namespace BonVerify.Numerics;

/// <summary>
/// A real number that can be enclosed at any precision, and is known exactly where it is a linear form in logarithms.
/// </summary>
/// <remarks>
/// <para>
/// Two numbers known exactly are always compared. Of others, enclosures at growing precision decide unless the numbers are
/// equal or closer than the precision that is allowed: then the comparison is open. Where an exact form costs much it can be
/// left to be made when enclosures do not decide.
/// </para>
/// <para>Immutable and safe for use by many threads; the enclosure at the last precision is kept.</para>
/// </remarks>
public sealed class ComputableReal
{
    private const int StartPrecision = 128;

    private readonly Func<int, Enclosure> evaluate;
    private readonly LinearFormInLogarithms? form;
    private readonly Lazy<LinearFormInLogarithms?>? laterForm;
    private Evaluation? last;

    private ComputableReal(
        Func<int, Enclosure> evaluate, LinearFormInLogarithms? form, Lazy<LinearFormInLogarithms?>? laterForm)
    {
        this.evaluate = evaluate;
        this.form = form;
        this.laterForm = laterForm;
    }

    /// <summary>The number 0.</summary>
    public static ComputableReal Zero { get; } = LinearFormInLogarithms.Zero;

    /// <summary>The number 1.</summary>
    public static ComputableReal One { get; } = LinearFormInLogarithms.One;

    /// <summary>The number as a linear form in logarithms, or <see langword="null"/> when only enclosures are known.</summary>
    public LinearFormInLogarithms? Exact => form ?? laterForm?.Value;

    /// <summary>A number known by its enclosures.</summary>
    /// <param name="evaluate">Returns an enclosure at a precision in bits; narrower ones for higher precision.</param>
    /// <returns>The number.</returns>
    public static ComputableReal FromEnclosures(Func<int, Enclosure> evaluate) => new(Preconditions.NotNull(evaluate), null, null);

    /// <summary>A number known by its enclosures and exactly, whose exact form is made only where enclosures do not decide.</summary>
    /// <param name="evaluate">Returns an enclosure at a precision in bits; narrower ones for higher precision.</param>
    /// <param name="exact">Makes the form, called at most once; <see langword="null"/> when there is none after all.</param>
    /// <returns>The number.</returns>
    public static ComputableReal FromEnclosures(Func<int, Enclosure> evaluate, Func<LinearFormInLogarithms?> exact) =>
        new(Preconditions.NotNull(evaluate), null, new(Preconditions.NotNull(exact)));

    /// <summary>A form as a number.</summary>
    /// <param name="value">The form.</param>
    public static implicit operator ComputableReal(LinearFormInLogarithms value) => FromForm(value);

    /// <summary>A fraction as a number.</summary>
    /// <param name="value">A rational number.</param>
    public static implicit operator ComputableReal(Rational value) => FromRational(value);

    /// <summary>A form as a number.</summary>
    /// <param name="value">The form.</param>
    /// <returns>The number, known exactly.</returns>
    public static ComputableReal FromForm(LinearFormInLogarithms value) => new(Preconditions.NotNull(value).Evaluate, value, null);

    /// <summary>A fraction as a number.</summary>
    /// <param name="value">A rational number.</param>
    /// <returns>The number, known exactly.</returns>
    public static ComputableReal FromRational(Rational value) => FromForm(LinearFormInLogarithms.FromRational(value));

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
    /// <param name="factor">A rational number.</param>
    /// <param name="value">A number.</param>
    /// <returns>factor · value.</returns>
    public static ComputableReal operator *(Rational factor, ComputableReal value)
    {
        Preconditions.NotNull(value);
        return value.form is { } form
            ? factor * form
            : value.Later(
                precision => Enclosure.Multiply(Enclosure.FromRational(factor, precision), value.Evaluate(precision), precision),
                () => value.Exact is { } exact ? factor * exact : null);
    }

    /// <summary>The product; exact when both are and one of them is rational.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left · right.</returns>
    public static ComputableReal operator *(ComputableReal left, ComputableReal right)
    {
        Preconditions.NotNull(left);
        Preconditions.NotNull(right);
        return Product(left.form, right.form) ?? left.Later(
            precision => Enclosure.Multiply(left.Evaluate(precision), right.Evaluate(precision), precision),
            () => Product(left.Exact, right.Exact),
            right);

        static LinearFormInLogarithms? Product(LinearFormInLogarithms? a, LinearFormInLogarithms? b) => (a, b) switch
        {
            ({ Ratio: var (numerator, denominator) }, { }) => b.Times(numerator, denominator),
            ({ }, { Ratio: var (numerator, denominator) }) => a.Times(numerator, denominator),
            _ => null,
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
        if (form is { } here && other.form is { } there)
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

            if (MayBeExact && other.MayBeExact && Exact is { } a && other.Exact is { } b)
            {
                return Math.Sign(a.CompareTo(b));
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
        if (form is not null)
        {
            return form.ToDouble();
        }

        foreach (var precision in Precisions(maxPrecision))
        {
            if (Evaluate(precision).TryToDouble(out var nearest))
            {
                return nearest;
            }

            if (Exact is { } exact)
            {
                return exact.ToDouble();
            }
        }

        return null;
    }

    /// <summary>The exact form, or an enclosure at 64 bits.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => Exact?.ToString() ?? Evaluate(64).ToDecimal(17).ToString();

    private bool MayBeExact => form is not null || laterForm is not null;

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
        return left.form is { } a && right.form is { } b
            ? exactly(a, b)
            : left.Later(
                precision => enclose(left.Evaluate(precision), right.Evaluate(precision), precision),
                () => left.Exact is { } x && right.Exact is { } y ? exactly(x, y) : null,
                right);
    }

    /// <summary>What is computed from this number and another one, with an exact form to be made if both may have one.</summary>
    private ComputableReal Later(Func<int, Enclosure> enclose, Func<LinearFormInLogarithms?> exactly, ComputableReal? other = null) =>
        MayBeExact && other is not { MayBeExact: false } ? FromEnclosures(enclose, exactly) : FromEnclosures(enclose);

    private sealed record Evaluation(int Precision, Enclosure Value);
}
