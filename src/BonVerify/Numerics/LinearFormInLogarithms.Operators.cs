using System.Numerics;

namespace BonVerify.Numerics;

public sealed partial class LinearFormInLogarithms
{
    /// <summary>A rational number as a form.</summary>
    /// <param name="value">A rational number.</param>
    public static implicit operator LinearFormInLogarithms(Rational value) => FromRational(value);

    /// <summary>The exact sum.</summary>
    /// <param name="left">A form.</param>
    /// <param name="right">A form.</param>
    /// <returns>left + right.</returns>
    public static LinearFormInLogarithms operator +(LinearFormInLogarithms left, LinearFormInLogarithms right) =>
        Sum([Preconditions.NotNull(left), Preconditions.NotNull(right)]);

    /// <summary>The exact difference.</summary>
    /// <param name="left">A form.</param>
    /// <param name="right">A form.</param>
    /// <returns>left − right.</returns>
    public static LinearFormInLogarithms operator -(LinearFormInLogarithms left, LinearFormInLogarithms right) =>
        Sum([Preconditions.NotNull(left), -Preconditions.NotNull(right)]);

    /// <summary>The exact negative.</summary>
    /// <param name="value">A form.</param>
    /// <returns>−value.</returns>
    public static LinearFormInLogarithms operator -(LinearFormInLogarithms value)
    {
        Preconditions.NotNull(value);
        return new LinearFormInLogarithms(-value.constant, value.TermsTimes(BigInteger.MinusOne), value.scale, default);
    }

    /// <summary>The exact product with a rational number.</summary>
    /// <param name="factor">A rational number.</param>
    /// <param name="value">A form.</param>
    /// <returns>factor × value.</returns>
    public static LinearFormInLogarithms operator *(Rational factor, LinearFormInLogarithms value)
    {
        Preconditions.NotNull(value);
        return value.Times(factor.Numerator, factor.Denominator);
    }

    /// <summary>The exact product with a rational number.</summary>
    /// <param name="value">A form.</param>
    /// <param name="factor">A rational number.</param>
    /// <returns>value × factor.</returns>
    public static LinearFormInLogarithms operator *(LinearFormInLogarithms value, Rational factor) => factor * value;

    /// <summary>Whether both are the same real number, decided exactly.</summary>
    /// <param name="left">A form.</param>
    /// <param name="right">A form.</param>
    /// <returns>left = right.</returns>
    public static bool operator ==(LinearFormInLogarithms? left, LinearFormInLogarithms? right) =>
        left is null ? right is null : left.Equals(right);

    /// <summary>Whether the real numbers differ, decided exactly.</summary>
    /// <param name="left">A form.</param>
    /// <param name="right">A form.</param>
    /// <returns>left ≠ right.</returns>
    public static bool operator !=(LinearFormInLogarithms? left, LinearFormInLogarithms? right) => !(left == right);

    /// <summary>Whether the first number is smaller, decided exactly.</summary>
    /// <param name="left">A form.</param>
    /// <param name="right">A form.</param>
    /// <returns>left &lt; right.</returns>
    public static bool operator <(LinearFormInLogarithms left, LinearFormInLogarithms right) =>
        Preconditions.NotNull(left).CompareTo(right) < 0;

    /// <summary>Whether the first number is larger, decided exactly.</summary>
    /// <param name="left">A form.</param>
    /// <param name="right">A form.</param>
    /// <returns>left &gt; right.</returns>
    public static bool operator >(LinearFormInLogarithms left, LinearFormInLogarithms right) =>
        Preconditions.NotNull(left).CompareTo(right) > 0;

    /// <summary>Whether the first number is at most the second, decided exactly.</summary>
    /// <param name="left">A form.</param>
    /// <param name="right">A form.</param>
    /// <returns>left ≤ right.</returns>
    public static bool operator <=(LinearFormInLogarithms left, LinearFormInLogarithms right) =>
        Preconditions.NotNull(left).CompareTo(right) <= 0;

    /// <summary>Whether the first number is at least the second, decided exactly.</summary>
    /// <param name="left">A form.</param>
    /// <param name="right">A form.</param>
    /// <returns>left ≥ right.</returns>
    public static bool operator >=(LinearFormInLogarithms left, LinearFormInLogarithms right) =>
        Preconditions.NotNull(left).CompareTo(right) >= 0;
}
