using System.Globalization;

namespace BonVerify.Tests.Support;

/// <summary>One multiplier for every generated test: BONVERIFY_EFFORT, 1 by default, larger in a long campaign.</summary>
internal static class Effort
{
    private static readonly double Multiplier =
        double.TryParse(Environment.GetEnvironmentVariable("BONVERIFY_EFFORT"), CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : 1;

    /// <summary>So many cases at effort 1, at least 1.</summary>
    public static int Cases(int count) => Math.Max(1, (int)Math.Ceiling(count * Multiplier));
}
