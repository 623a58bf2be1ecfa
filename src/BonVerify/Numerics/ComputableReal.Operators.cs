namespace BonVerify.Numerics;

public abstract partial class ComputableReal
{
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
        return value.Form is { } form
            ? factor * form
            : Later(
                precision => Enclosure.Multiply(Enclosure.FromRational(factor, precision), value.Evaluate(precision), precision),
                value.MayBeExact,
                () => value.TryMakeExact() is { } exact ? factor * exact : null);
    }

    /// <summary>The product; exact when both are and one of them is rational.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left · right.</returns>
    public static ComputableReal operator *(ComputableReal left, ComputableReal right)
    {
        Preconditions.NotNull(left);
        Preconditions.NotNull(right);
        return Product(left.Form, right.Form) ?? Later(
            precision => Enclosure.Multiply(left.Evaluate(precision), right.Evaluate(precision), precision),
            left.MayBeExact && right.MayBeExact,
            () => Product(left.TryMakeExact(), right.TryMakeExact()));

        static LinearFormInLogarithms? Product(LinearFormInLogarithms? a, LinearFormInLogarithms? b) => (a, b) switch
        {
            ({ Ratio: var (numerator, denominator) }, { }) => b.Times(numerator, denominator),
            ({ }, { Ratio: var (numerator, denominator) }) => a.Times(numerator, denominator),
            _ => null,
        };
    }

    private static ComputableReal Combine(
        ComputableReal left,
        ComputableReal right,
        Func<LinearFormInLogarithms, LinearFormInLogarithms, LinearFormInLogarithms> exactly,
        Func<Enclosure, Enclosure, int, Enclosure> enclose)
    {
        Preconditions.NotNull(left);
        Preconditions.NotNull(right);
        return left.Form is { } a && right.Form is { } b
            ? exactly(a, b)
            : Later(
                precision => enclose(left.Evaluate(precision), right.Evaluate(precision), precision),
                left.MayBeExact && right.MayBeExact,
                () => left.TryMakeExact() is { } x && right.TryMakeExact() is { } y ? exactly(x, y) : null);
    }

    /// <summary>What is computed from other numbers, with an exact form to be made where all of them may have one.</summary>
    private static ComputableReal Later(Func<int, Enclosure> enclose, bool mayBeExact, Func<LinearFormInLogarithms?> exactly) =>
        mayBeExact ? new ExactLater(enclose, exactly) : new Enclosed(enclose);
}
