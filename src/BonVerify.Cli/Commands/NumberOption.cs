using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace BonVerify.Cli.Commands;

/// <summary>
/// Options that are whole numbers. The parser's own message for a number that is no such one names a type of the runtime; here it
/// is a sentence with the option, the value and the rule.
/// </summary>
internal static class NumberOption
{
    /// <summary>The largest budget of exact masses, in bits: an integer of the runtime has no more.</summary>
    public const long MaxExactBits = int.MaxValue;

    /// <summary>An option whose value is null only when it is not given and has no default.</summary>
    public static Option<T?> Create<T>(string name, string description, T minimum, T maximum, T? byDefault = null)
        where T : struct, IBinaryInteger<T>
    {
        var option = new Option<T?>(name)
        {
            Description = description,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum)
                {
                    return value;
                }

                result.AddError(FormattableString.Invariant(
                    $"{name} is '{text}'; it must be a whole number from {minimum} to {maximum}"));
                return null;
            },
        };
        if (byDefault is { } number)
        {
            option.DefaultValueFactory = _ => number;
        }

        return option;
    }

    /// <summary>An option that is a number above 0 and at most 1.</summary>
    public static Option<double?> CreateShare(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 1)
            {
                return value;
            }

            result.AddError($"{name} is '{text}'; it must be in (0, 1]");
            return null;
        },
    };
}
