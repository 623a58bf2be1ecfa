using System.Globalization;
using System.Text.Json;
using BonVerify.Numerics;

namespace BonVerify.Cli.Sharding;

/// <summary>Fields of the state of a part, within bounds: a file that was damaged must not ask for all memory, nor overflow when parts are joined.</summary>
internal static class StateFields
{
    // A million parts of so many have a sum.
    private const long MaxCount = 1L << 40;
    private const double MaxSeconds = 1e9;

    // Sums of doubles and of their squares need some 2,200 bits on either side of the point.
    private const long MaxExponentOfSum = 1 << 13;
    private const int MaxLengthOfSum = 1 << 12;

    /// <summary>A count.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static long Count(JsonElement json, string name) => Within(json.GetProperty(name).GetInt64(), name);

    /// <summary>A count as text.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static long Count(string text) => Within(long.Parse(text, CultureInfo.InvariantCulture), "a count");

    /// <summary>A time.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TimeSpan Seconds(JsonElement json, string name) => json.GetProperty(name).GetDouble() is >= 0 and <= MaxSeconds and var seconds
        ? TimeSpan.FromSeconds(seconds)
        : throw new FormatException($"{name} is not from 0 to {MaxSeconds:0} seconds");

    /// <summary>A sum of doubles or of their squares.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Dyadic Sum(string text) => text.Length <= MaxLengthOfSum && ExactText.Parse(text) is { Exponent: >= -MaxExponentOfSum and <= MaxExponentOfSum } sum
        ? sum
        : throw new FormatException("a sum has more digits than doubles give");

    private static long Within(long count, string name) => count is >= 0 and <= MaxCount ? count : throw new FormatException($"{name} is not from 0 to {MaxCount}");
}
