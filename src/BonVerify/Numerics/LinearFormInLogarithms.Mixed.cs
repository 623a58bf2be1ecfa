namespace BonVerify.Numerics;

/// <content>Arithmetic with integers and rational numbers, and what is no form any more: products and quotients of forms.</content>
public sealed partial class LinearFormInLogarithms
{
    /// <summary>The exact sum.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left + right.</returns>
    public static LinearFormInLogarithms operator +(LinearFormInLogarithms left, int right) => left + FromRational(right);

    /// <summary>The exact sum.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left + right.</returns>
    public static LinearFormInLogarithms operator +(int left, LinearFormInLogarithms right) => FromRational(left) + right;

    /// <summary>The exact difference.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left − right.</returns>
    public static LinearFormInLogarithms operator -(LinearFormInLogarithms left, int right) => left - FromRational(right);

    /// <summary>The exact difference.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left − right.</returns>
    public static LinearFormInLogarithms operator -(int left, LinearFormInLogarithms right) => FromRational(left) - right;

    /// <summary>The exact sum.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left + right.</returns>
    public static LinearFormInLogarithms operator +(LinearFormInLogarithms left, Rational right) => left + FromRational(right);

    /// <summary>The exact sum.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left + right.</returns>
    public static LinearFormInLogarithms operator +(Rational left, LinearFormInLogarithms right) => FromRational(left) + right;

    /// <summary>The exact difference.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left − right.</returns>
    public static LinearFormInLogarithms operator -(LinearFormInLogarithms left, Rational right) => left - FromRational(right);

    /// <summary>The exact difference.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left − right.</returns>
    public static LinearFormInLogarithms operator -(Rational left, LinearFormInLogarithms right) => FromRational(left) - right;

    /// <summary>The exact product.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left · right.</returns>
    public static LinearFormInLogarithms operator *(LinearFormInLogarithms left, int right) => (Rational)right * left;

    /// <summary>The exact product.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left · right.</returns>
    public static LinearFormInLogarithms operator *(int left, LinearFormInLogarithms right) => (Rational)left * right;

    /// <summary>The exact quotient.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number, not 0.</param>
    /// <returns>left / right.</returns>
    public static LinearFormInLogarithms operator /(LinearFormInLogarithms left, int right) => ((Rational)right).Reciprocal() * left;

    /// <summary>The exact quotient.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number, not 0.</param>
    /// <returns>left / right.</returns>
    public static LinearFormInLogarithms operator /(LinearFormInLogarithms left, Rational right) => right.Reciprocal() * left;

    /// <summary>The product, known by enclosures unless a factor is rational.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left · right.</returns>
    public static ComputableReal operator *(LinearFormInLogarithms left, LinearFormInLogarithms right) => ComputableReal.FromForm(left) * ComputableReal.FromForm(right);

    /// <summary>The quotient, known by enclosures unless the divisor is rational.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number, not 0.</param>
    /// <returns>left / right.</returns>
    public static ComputableReal operator /(LinearFormInLogarithms left, LinearFormInLogarithms right) => ComputableReal.FromForm(left) / ComputableReal.FromForm(right);

    /// <summary>The quotient, known by enclosures unless the divisor is rational.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number, not 0.</param>
    /// <returns>left / right.</returns>
    public static ComputableReal operator /(Rational left, LinearFormInLogarithms right) => ComputableReal.FromRational(left) / ComputableReal.FromForm(right);

    /// <summary>The quotient, known by enclosures unless the divisor is rational.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number, not 0.</param>
    /// <returns>left / right.</returns>
    public static ComputableReal operator /(int left, LinearFormInLogarithms right) => ComputableReal.FromRational(left) / ComputableReal.FromForm(right);

    /// <summary>The nearest double, correctly rounded; in F# this is <c>float</c>.</summary>
    /// <param name="value">A form.</param>
    public static explicit operator double(LinearFormInLogarithms value) => Preconditions.NotNull(value).ToDouble();
}
