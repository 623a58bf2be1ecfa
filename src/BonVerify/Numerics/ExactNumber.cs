using System.Globalization;
using System.Numerics;
using Fractions;

namespace BonVerify.Numerics;

/// <summary>
/// Texts to exact fractions and back: integers, decimals such as <c>-0.25</c> or <c>1.5e-3</c> (read as decimals, never
/// as doubles), and quotients <c>a/b</c> of integers. Always invariant, never bound to a culture.
/// </summary>
public static class ExactNumber
{
    /// <summary>The largest size of one number in a text, in bits of numerator or denominator.</summary>
    /// <remarks>
    /// Far above every double (at most 2,100 bits) and far below what would exhaust memory: <c>1e999999999</c> is
    /// refused by this budget.
    /// </remarks>
    public const int MaxBits = 1 << 20;

    private const int MaxDecimalExponent = 315_000; // 10^315000 has 1,046,408 bits.

    /// <summary>Reads a number exactly.</summary>
    /// <param name="text">An integer, a decimal with optional exponent, or <c>a/b</c>; white space around is allowed.</param>
    /// <returns>The fraction in lowest terms.</returns>
    /// <exception cref="ArgumentException">The text is not a number, has a zero denominator, or exceeds <see cref="MaxBits"/>.</exception>
    public static Fraction Parse(string text)
    {
        Preconditions.NotNull(text);
        var problem = Read(text.AsSpan(), out var value);
        return problem is null ? value : throw new ArgumentException(Preconditions.Message(nameof(text), text, problem), nameof(text));
    }

    /// <summary>Reads a number exactly, without throwing.</summary>
    /// <param name="text">See <see cref="Parse"/>.</param>
    /// <param name="value">The fraction, or 0 when the text is refused.</param>
    /// <returns>Whether the text is a number within the budget.</returns>
    public static bool TryParse(string? text, out Fraction value)
    {
        value = Fraction.Zero;
        return text is not null && Read(text.AsSpan(), out value) is null;
    }

    /// <summary>The shortest exact text: <c>a</c> or <c>a/b</c> in lowest terms; <see cref="Parse"/> reads it back.</summary>
    /// <param name="value">A finite fraction.</param>
    /// <returns>A one-line text.</returns>
    public static string Format(Fraction value)
    {
        var reduced = Reduced(value);
        return reduced.Denominator.IsOne
            ? reduced.Numerator.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{reduced.Numerator}/{reduced.Denominator}");
    }

    /// <summary>Takes a double at its exact binary value.</summary>
    /// <param name="value">A finite double.</param>
    /// <returns>The same number as a fraction.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public static Fraction FromDouble(double value) => Dyadic.FromDouble(value).ToFraction();

    /// <summary>The fraction in lowest terms with a positive denominator.</summary>
    internal static Fraction Reduced(Fraction value)
    {
        Preconditions.Finite(value);
        return Ratio(value.Numerator, value.Denominator);
    }

    /// <summary>numerator/denominator in lowest terms with a positive denominator.</summary>
    internal static Fraction Ratio(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0)
        {
            divisor = -divisor;
        }

        return new Fraction(numerator / divisor, denominator / divisor, normalize: false);
    }

    /// <summary>Reads a number; answers the rule that the text breaks, or null.</summary>
    internal static string? Read(ReadOnlySpan<char> text, out Fraction value)
    {
        value = Fraction.Zero;
        text = text.Trim();
        if (text.Length > MaxDecimalExponent + 40)
        {
            return $"must have at most {MaxDecimalExponent} digits";
        }

        var slash = text.IndexOf('/');
        return slash >= 0 ? ReadQuotient(text[..slash], text[(slash + 1)..], out value) : ReadDecimal(text, out value);
    }

    private static string? ReadQuotient(ReadOnlySpan<char> above, ReadOnlySpan<char> below, out Fraction value)
    {
        value = Fraction.Zero;
        if (!TryInteger(above, out var numerator) || !TryInteger(below, out var denominator))
        {
            return "must be a quotient a/b of two integers";
        }

        if (denominator.IsZero)
        {
            return "must not have a zero denominator";
        }

        value = Ratio(numerator, denominator);
        return null;
    }

    private static string? ReadDecimal(ReadOnlySpan<char> text, out Fraction value)
    {
        const string Rule = "must be an integer, a decimal number or a quotient a/b";
        value = Fraction.Zero;
        var exponent = 0;
        var mark = text.IndexOfAny('e', 'E');
        if (mark >= 0)
        {
            var exponentText = text[(mark + 1)..];
            if (!TryInteger(exponentText, out var wide))
            {
                return Rule;
            }

            if (BigInteger.Abs(wide) > MaxDecimalExponent)
            {
                return $"must have a decimal exponent between -{MaxDecimalExponent} and {MaxDecimalExponent} (the budget for one number)";
            }

            exponent = (int)wide;
            text = text[..mark];
        }

        var digits = text;
        var point = text.IndexOf('.');
        if (point >= 0)
        {
            if (point == text.Length - 1 || !char.IsAsciiDigit(text[point + 1]))
            {
                return Rule;
            }

            digits = string.Concat(text[..point], text[(point + 1)..]);
            exponent -= text.Length - point - 1;
        }

        if (!TryInteger(digits, out var mantissa))
        {
            return Rule;
        }

        if (mantissa.IsZero)
        {
            return null;
        }

        if (Math.Abs(exponent) > MaxDecimalExponent)
        {
            return $"must have a decimal exponent between -{MaxDecimalExponent} and {MaxDecimalExponent} (the budget for one number)";
        }

        var power = BigInteger.Pow(10, Math.Abs(exponent));
        var exact = exponent >= 0 ? new Fraction(mantissa * power) : Ratio(mantissa, power);
        if (Dyadic.BitLength(exact.Numerator) > MaxBits)
        {
            return $"must have at most {MaxBits} bits (the budget for one number)";
        }

        value = exact;
        return null;
    }

    private static bool TryInteger(ReadOnlySpan<char> text, out BigInteger value)
    {
        // The framework's parser passes over NUL characters behind the digits.
        value = BigInteger.Zero;
        return !text.Contains('\0')
            && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }
}
