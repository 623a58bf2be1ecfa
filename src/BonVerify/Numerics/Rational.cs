using System.Diagnostics;
using System.Numerics;
using Fractions;

namespace BonVerify.Numerics;

/// <summary>An exact rational number of any size, in lowest terms with a positive denominator.</summary>
/// <remarks>
/// <para>
/// Arithmetic is exact; there is no NaN and no infinity: what divides by 0 throws a <see cref="DivideByZeroException"/>.
/// <c>default</c> is 0. Two rationals are equal when they are the same number, and are ordered as numbers; integers convert
/// implicitly, so <c>value == 1</c> and <c>value &lt; 1</c> are exact. Doubles and decimals convert explicitly, at their exact value.
/// </para>
/// <para>
/// Conversions to <see cref="double"/>, <see cref="float"/>, <see cref="decimal"/> and decimal text are correctly rounded, to nearest
/// with ties to even, whatever the size. Texts are invariant. Immutable and safe for use by many threads.
/// </para>
/// </remarks>
[DebuggerDisplay("{DebuggerText,nq}")]
public readonly partial struct Rational
{
    private const int DebuggerDigits = 12;

    // In lowest terms always. The package marks what it has reduced itself, and reduces the results of marked operands only: a
    // number that came without a greatest common divisor has no mark, so that results go through Reduced. Its default is 0/1.
    private readonly Fraction value;

    /// <summary>An integer.</summary>
    /// <param name="value">The integer.</param>
    public Rational(int value) => this.value = new Fraction(value);

    /// <summary>An integer.</summary>
    /// <param name="value">The integer.</param>
    public Rational(BigInteger value) => this.value = new Fraction(value);

    /// <summary>numerator/denominator.</summary>
    /// <param name="numerator">Any integer.</param>
    /// <param name="denominator">An integer other than 0.</param>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public Rational(int numerator, int denominator)
        : this(new BigInteger(numerator), new BigInteger(denominator))
    {
    }

    /// <summary>numerator/denominator.</summary>
    /// <param name="numerator">Any integer.</param>
    /// <param name="denominator">An integer other than 0.</param>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException("denominator is 0; it must not be 0.");
        }

        value = new Fraction(numerator, denominator);
    }

    private Rational(Fraction value) => this.value = value;

    /// <summary>0.</summary>
    public static Rational Zero => default;

    /// <summary>1.</summary>
    public static Rational One { get; } = new(1);

    /// <summary>−1.</summary>
    public static Rational MinusOne { get; } = new(-1);

    /// <summary>The numerator in lowest terms, with the sign of the number.</summary>
    public BigInteger Numerator => value.Numerator;

    /// <summary>The denominator in lowest terms, at least 1.</summary>
    public BigInteger Denominator => value.Denominator;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => value.Numerator.Sign;

    /// <summary>Whether the number is 0.</summary>
    public bool IsZero => value.Numerator.IsZero;

    /// <summary>Whether the number is an integer.</summary>
    public bool IsInteger => value.Denominator.IsOne;

    /// <summary>A quotient that is known to be in lowest terms, with a positive denominator: no greatest common divisor is taken.</summary>
    internal static Rational InLowestTerms(BigInteger numerator, BigInteger denominator) =>
        new(denominator.IsOne ? new Fraction(numerator) : new Fraction(numerator, denominator, normalize: false));

    private static Rational Reduced(Fraction value) => new(value.Reduce());

    // Long numbers would hang a debugger's window.
    private string DebuggerText => Dyadic.BitLength(Numerator) + Dyadic.BitLength(Denominator) <= 200
        ? IsInteger ? ToString() : $"{ToString()} = {ToDecimalText(DebuggerDigits)}"
        : ToDecimalText(DebuggerDigits);
}
