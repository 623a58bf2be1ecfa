using System.Globalization;
using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Cli.Sharding;

/// <summary>Dyadic numbers as texts, exactly: an integer and the power of two by which it is multiplied, as in 3p-1 for 1.5.</summary>
internal static class ExactText
{
    private const char Mark = 'p';

    /// <summary>The text of a number.</summary>
    public static string Of(Dyadic value)
    {
        var normal = value.Normalize();
        return FormattableString.Invariant($"{normal.Mantissa}{Mark}{normal.Exponent}");
    }

    /// <summary>The number of a text.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static Dyadic Parse(string text) => text.Split(Mark) is [var mantissa, var exponent]
        ? new Dyadic(BigInteger.Parse(mantissa, CultureInfo.InvariantCulture), long.Parse(exponent, CultureInfo.InvariantCulture))
        : throw new FormatException($"'{text}' is not written as 3p-1");
}
