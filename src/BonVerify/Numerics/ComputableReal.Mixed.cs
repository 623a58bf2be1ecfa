namespace BonVerify.Numerics;

/// <content>
/// Arithmetic with integers, rational numbers and forms. C# would convert; F# looks for the operators, and their docs say in what the
/// result differs from that of two computable reals: in nothing.
/// </content>
public abstract partial class ComputableReal
{
    /// <summary>The sum.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left + right.</returns>
    public static ComputableReal operator +(int left, ComputableReal right) => FromRational(left) + right;

    /// <summary>The sum.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left + right.</returns>
    public static ComputableReal operator +(ComputableReal left, int right) => left + FromRational(right);

    /// <summary>The difference.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left − right.</returns>
    public static ComputableReal operator -(int left, ComputableReal right) => FromRational(left) - right;

    /// <summary>The difference.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left − right.</returns>
    public static ComputableReal operator -(ComputableReal left, int right) => left - FromRational(right);

    /// <summary>The product.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left · right.</returns>
    public static ComputableReal operator *(int left, ComputableReal right) => FromRational(left) * right;

    /// <summary>The product.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left · right.</returns>
    public static ComputableReal operator *(ComputableReal left, int right) => left * FromRational(right);

    /// <summary>The quotient.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number, not 0.</param>
    /// <returns>left / right.</returns>
    public static ComputableReal operator /(int left, ComputableReal right) => FromRational(left) / right;

    /// <summary>The quotient.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number, not 0.</param>
    /// <returns>left / right.</returns>
    public static ComputableReal operator /(ComputableReal left, int right) => left / FromRational(right);

    /// <summary>The sum.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left + right.</returns>
    public static ComputableReal operator +(Rational left, ComputableReal right) => FromRational(left) + right;

    /// <summary>The sum.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left + right.</returns>
    public static ComputableReal operator +(ComputableReal left, Rational right) => left + FromRational(right);

    /// <summary>The difference.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left − right.</returns>
    public static ComputableReal operator -(Rational left, ComputableReal right) => FromRational(left) - right;

    /// <summary>The difference.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left − right.</returns>
    public static ComputableReal operator -(ComputableReal left, Rational right) => left - FromRational(right);

    /// <summary>The product.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left · right.</returns>
    public static ComputableReal operator *(ComputableReal left, Rational right) => left * FromRational(right);

    /// <summary>The quotient.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number, not 0.</param>
    /// <returns>left / right.</returns>
    public static ComputableReal operator /(Rational left, ComputableReal right) => FromRational(left) / right;

    /// <summary>The quotient.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number, not 0.</param>
    /// <returns>left / right.</returns>
    public static ComputableReal operator /(ComputableReal left, Rational right) => left / FromRational(right);

    /// <summary>The sum.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left + right.</returns>
    public static ComputableReal operator +(LinearFormInLogarithms left, ComputableReal right) => FromForm(left) + right;

    /// <summary>The sum.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left + right.</returns>
    public static ComputableReal operator +(ComputableReal left, LinearFormInLogarithms right) => left + FromForm(right);

    /// <summary>The difference.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left − right.</returns>
    public static ComputableReal operator -(LinearFormInLogarithms left, ComputableReal right) => FromForm(left) - right;

    /// <summary>The difference.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left − right.</returns>
    public static ComputableReal operator -(ComputableReal left, LinearFormInLogarithms right) => left - FromForm(right);

    /// <summary>The product.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left · right.</returns>
    public static ComputableReal operator *(LinearFormInLogarithms left, ComputableReal right) => FromForm(left) * right;

    /// <summary>The product.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>left · right.</returns>
    public static ComputableReal operator *(ComputableReal left, LinearFormInLogarithms right) => left * FromForm(right);

    /// <summary>The quotient.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number, not 0.</param>
    /// <returns>left / right.</returns>
    public static ComputableReal operator /(LinearFormInLogarithms left, ComputableReal right) => FromForm(left) / right;

    /// <summary>The quotient.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number, not 0.</param>
    /// <returns>left / right.</returns>
    public static ComputableReal operator /(ComputableReal left, LinearFormInLogarithms right) => left / FromForm(right);
}
