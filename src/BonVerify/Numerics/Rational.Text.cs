using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace BonVerify.Numerics;

/// <content>
/// Texts: integers, decimals such as <c>-0.25</c> or <c>1.5e-3</c> (read as decimals, never as doubles), and quotients
/// <c>a/b</c> of integers. Always invariant, never bound to a culture.
/// </content>
public readonly partial struct Rational
{
    /// <summary>The largest size of one number in a text, in bits of numerator or denominator.</summary>
    /// <remarks>
    /// Far above every double (at most 2,100 bits) and far below what would exhaust memory: <c>1e999999999</c> is
    /// refused by this budget.
    /// </remarks>
    public const int MaxParsedBits = 1 << 20;

    private const int MaxDecimalExponent = 315_000; // 10^315000 has 1,046,408 bits.

    /// <summary>Reads a number exactly.</summary>
    /// <param name="text">An integer, a decimal with optional exponent, or <c>a/b</c>; white space around is allowed.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentException">The text is not a number, has a zero denominator, or exceeds <see cref="MaxParsedBits"/>.</exception>
    public static Rational Parse(string text)
    {
        Preconditions.NotNull(text);
        var problem = Read(text.AsSpan(), out var value);
        return problem is null ? value : throw new ArgumentException(Preconditions.Message(nameof(text), text, problem), nameof(text));
    }

    /// <summary>Reads a number exactly, without throwing.</summary>
    /// <param name="text">See <see cref="Parse(string)"/>.</param>
    /// <param name="value">The number, or 0 when the text is refused.</param>
    /// <returns>Whether the text is a number within the budget.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Rational value)
    {
        value = Zero;
        return text is not null && Read(text.AsSpan(), out value) is null;
    }

    /// <summary>The shortest exact text: <c>a</c> or <c>a/b</c> in lowest terms; <see cref="Parse(string)"/> reads it back.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => IsInteger
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    /// <summary>The exact text, or a decimal with a number of places; the culture is always the invariant one.</summary>
    /// <param name="format"><c>G</c>, empty or <see langword="null"/> for the exact text; <c>F3</c> for three decimal places, correctly rounded.</param>
    /// <param name="formatProvider">Not used.</param>
    /// <returns>A one-line text.</returns>
    /// <exception cref="FormatException">There is no such format.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        if (format is null or "" or "G" or "g")
        {
            return ToString();
        }

        const int MaxPlaces = 1_000_000;
        if (format[0] is 'F' or 'f'
            && int.TryParse(format.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var places) && places <= MaxPlaces)
        {
            return DecimalFormat.Fixed(this, places);
        }

        throw new FormatException($"format is '{format}'; it must be G for the exact text, or F and the number of decimal places.");
    }

    /// <summary>The number in decimal, correctly rounded to significant digits, ties to even.</summary>
    /// <param name="digits">Significant digits, at least 1; trailing zeros are not written.</param>
    /// <returns>Positional notation for moderate numbers, otherwise like <c>1.25e-40</c>.</returns>
    public string ToDecimalText(int digits = 17) => DecimalFormat.Nearest(this, digits);

    /// <summary>Reads a number; answers the rule that the text breaks, or null.</summary>
    internal static string? Read(ReadOnlySpan<char> text, out Rational value)
    {
        value = Zero;
        text = text.Trim();
        if (text.Length > MaxDecimalExponent + 40)
        {
            return $"must have at most {MaxDecimalExponent} digits";
        }

        var slash = text.IndexOf('/');
        return slash >= 0 ? ReadQuotient(text[..slash], text[(slash + 1)..], out value) : ReadDecimal(text, out value);
    }

    /// <summary>
    /// About how many bits the numerator and the denominator of a text take together, by its digits and its exponent alone; 0 when the
    /// exponent is one that is not read.
    /// </summary>
    internal static long SizeOf(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var mark = text.IndexOfAny('e', 'E');
        if (mark < 0)
        {
            // Of a decimal the digits behind the point are in the denominator too.
            var point = text.IndexOf('.');
            return SizeOfDigits(text.Length + (point < 0 ? 0 : text.Length - point - 1));
        }

        return int.TryParse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            && Math.Abs((long)exponent) <= MaxDecimalExponent
            ? SizeOf(text[..mark]) + SizeOfDigits(Math.Abs(exponent))
            : 0;
    }

    /// <summary>About how many bits so many decimal digits take.</summary>
    internal static long SizeOfDigits(int digits) => (long)(3.3219280948873626 * digits);

    private static string? ReadQuotient(ReadOnlySpan<char> above, ReadOnlySpan<char> below, out Rational value)
    {
        value = Zero;
        if (!TryInteger(above, out var numerator) || !TryInteger(below, out var denominator))
        {
            return "must be a quotient a/b of two integers";
        }

        if (denominator.IsZero)
        {
            return "must not have a zero denominator";
        }

        value = new Rational(numerator, denominator);
        return null;
    }

    private static string? ReadDecimal(ReadOnlySpan<char> text, out Rational value)
    {
        const string Rule = "must be an integer, a decimal number or a quotient a/b";
        value = Zero;
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
        var exact = exponent >= 0 ? new Rational(mantissa * power) : new Rational(mantissa, power);
        if (Dyadic.BitLength(exact.Numerator) > MaxParsedBits)
        {
            return $"must have at most {MaxParsedBits} bits (the budget for one number)";
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
