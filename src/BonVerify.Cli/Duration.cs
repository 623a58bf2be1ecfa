using System.Globalization;

namespace BonVerify.Cli;

/// <summary>Durations on the command line.</summary>
internal static class Duration
{
    private const double Longest = 1e7;

    /// <summary>Reads <c>500ms</c>, <c>90s</c>, <c>10m</c>, <c>2h</c>, or seconds without a unit.</summary>
    /// <exception cref="InputException">The text is not a positive duration.</exception>
    public static TimeSpan Parse(string option, string text)
    {
        var digits = text.TrimEnd('s', 'm', 'h');
        var unit = text[digits.Length..] switch
        {
            "" or "s" => 1.0,
            "ms" => 1e-3,
            "m" => 60,
            "h" => 3600,
            _ => double.NaN,
        };
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount * unit is > 0 and < Longest
            ? TimeSpan.FromSeconds(amount * unit)
            : throw new InputException($"{option} is '{text}'; it must be a duration such as 90s, 10m or 2h.");
    }
}
