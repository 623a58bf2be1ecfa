using System.Diagnostics;

namespace BonVerify.Numerics;

/// <summary>
/// A real number that can be enclosed at any precision, and is known exactly where it is a linear form in logarithms.
/// </summary>
/// <remarks>
/// <para>
/// There are three kinds of it: known exactly; known by enclosures only; known by enclosures with an exact form that costs much
/// and is made when enclosures do not decide. Two numbers known exactly are always compared. Of others, enclosures at growing
/// precision decide unless the numbers are equal or closer than the precision that is allowed: then the comparison is open.
/// </para>
/// <para>Immutable and safe for use by many threads; the enclosure at the last precision is kept.</para>
/// </remarks>
[DebuggerDisplay("{DebuggerText,nq}")]
public abstract partial class ComputableReal
{
    private const int StartPrecision = 128;

    // Comparisons ask for the precisions that the last ones asked for: one is worth keeping, all of them are not.
    private Evaluation? last;

    private ComputableReal()
    {
    }

    // Without the exact form, which may take seconds to make.
    private string DebuggerText => Evaluate(StartPrecision).ToString();

    /// <summary>The number 0.</summary>
    public static ComputableReal Zero { get; } = LinearFormInLogarithms.Zero;

    /// <summary>The number 1.</summary>
    public static ComputableReal One { get; } = LinearFormInLogarithms.One;

    /// <summary>Whether the exact form is at hand, at no cost.</summary>
    internal bool IsFormAtHand => Form is not null;

    /// <summary>The exact form where it is at hand, at no cost.</summary>
    private protected virtual LinearFormInLogarithms? Form => null;

    /// <summary>Whether <see cref="TryMakeExact"/> may give a form; it is not made to find out.</summary>
    private protected virtual bool MayBeExact => false;

    /// <summary>A number known by its enclosures.</summary>
    /// <param name="evaluate">Returns an enclosure at a precision in bits; narrower ones for higher precision.</param>
    /// <returns>The number.</returns>
    public static ComputableReal FromEnclosures(Func<int, Enclosure> evaluate) => new Enclosed(Preconditions.NotNull(evaluate));

    /// <summary>A number known by its enclosures and exactly, whose exact form is made only where enclosures do not decide.</summary>
    /// <param name="evaluate">Returns an enclosure at a precision in bits; narrower ones for higher precision.</param>
    /// <param name="exact">Makes the form, called at most once; <see langword="null"/> when there is none after all.</param>
    /// <returns>The number.</returns>
    public static ComputableReal FromEnclosures(Func<int, Enclosure> evaluate, Func<LinearFormInLogarithms?> exact) =>
        new ExactLater(Preconditions.NotNull(evaluate), Preconditions.NotNull(exact));

    /// <summary>A form as a number.</summary>
    /// <param name="value">The form.</param>
    public static implicit operator ComputableReal(LinearFormInLogarithms value) => FromForm(value);

    /// <summary>A fraction as a number.</summary>
    /// <param name="value">A rational number.</param>
    public static implicit operator ComputableReal(Rational value) => FromRational(value);

    /// <summary>A form as a number.</summary>
    /// <param name="value">The form.</param>
    /// <returns>The number, known exactly.</returns>
    public static ComputableReal FromForm(LinearFormInLogarithms value) => new Exactly(Preconditions.NotNull(value));

    /// <summary>A fraction as a number.</summary>
    /// <param name="value">A rational number.</param>
    /// <returns>The number, known exactly.</returns>
    public static ComputableReal FromRational(Rational value) => FromForm(LinearFormInLogarithms.FromRational(value));

    /// <summary>The number as a linear form in logarithms.</summary>
    /// <returns>The form, or <see langword="null"/> when only enclosures are known.</returns>
    /// <remarks>The form may have to be made, which can take seconds for long policies; it is made once and kept.</remarks>
    public virtual LinearFormInLogarithms? TryMakeExact() => Form;

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

        var value = Enclose(precision);
        last = new Evaluation(precision, value);
        return value;
    }

    /// <summary>Compares two numbers by enclosures at growing precision, exactly where both are known exactly.</summary>
    /// <param name="other">The other number.</param>
    /// <param name="maxPrecision">The highest precision, in bits, to try; at least 2.</param>
    /// <returns>How this number stands to the other; <see cref="Ordering.Open"/> when the precision does not tell.</returns>
    public Ordering CompareTo(ComputableReal other, int maxPrecision)
    {
        Preconditions.NotNull(other);
        Preconditions.AtLeast(maxPrecision, 2);
        if (Form is { } here && other.Form is { } there)
        {
            return Order(here, there);
        }

        foreach (var precision in Precisions(maxPrecision))
        {
            var (left, right) = (Evaluate(precision), other.Evaluate(precision));
            if (left.IsBelow(right))
            {
                return Ordering.Less;
            }

            if (right.IsBelow(left))
            {
                return Ordering.Greater;
            }

            if (left.IsExact && left == right)
            {
                return Ordering.Equal;
            }

            // Both must be able to be exact before either is made so.
            if (MayBeExact && other.MayBeExact && TryMakeExact() is { } a && other.TryMakeExact() is { } b)
            {
                return Order(a, b);
            }
        }

        return Ordering.Open;

        static Ordering Order(LinearFormInLogarithms a, LinearFormInLogarithms b) => a.CompareTo(b) switch
        {
            < 0 => Ordering.Less,
            0 => Ordering.Equal,
            > 0 => Ordering.Greater,
        };
    }

    /// <summary>The nearest double, ties to even.</summary>
    /// <param name="maxPrecision">The highest precision, in bits, to try; at least 2. It does not limit exact numbers.</param>
    /// <returns>The correctly rounded double; <see langword="null"/> when it is still open.</returns>
    public double? ToDouble(int maxPrecision)
    {
        Preconditions.AtLeast(maxPrecision, 2);
        if (Form is { } form)
        {
            return form.ToDouble();
        }

        foreach (var precision in Precisions(maxPrecision))
        {
            if (Evaluate(precision).TryToDouble(out var nearest))
            {
                return nearest;
            }

            if (TryMakeExact() is { } exact)
            {
                return exact.ToDouble();
            }
        }

        return null;
    }

    /// <summary>The exact form, made if it is not at hand, or an enclosure at 128 bits for people.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => TryMakeExact()?.ToString() ?? Evaluate(StartPrecision).ToString();

    /// <summary>Computes an enclosure, whether or not it is the last one.</summary>
    private protected abstract Enclosure Enclose(int precision);

    private static IEnumerable<int> Precisions(int maximum)
    {
        var precision = Math.Min(StartPrecision, maximum);
        for (; precision < maximum; precision = (int)Math.Min(2L * precision, maximum))
        {
            yield return precision;
        }

        yield return precision;
    }

    private sealed record Evaluation(int Precision, Enclosure Value);
}
