using BonVerify.Numerics;

namespace BonVerify.Cli.Plotting;

/// <summary>The numbers of draws at which a curve is evaluated: every one up to 10, then some twenty to each power of ten.</summary>
internal static class DrawGrid
{
    private const int Most = 1_000_000_000;

    // Preferred numbers, evenly spaced on a logarithmic axis.
    private static readonly int[] Hundredths = [100, 112, 126, 141, 158, 178, 200, 224, 251, 282, 316, 355, 398, 447, 501, 562, 631, 708, 794, 891];

    /// <summary>Numbers of draws from 1 to a largest one, ascending.</summary>
    public static IReadOnlyList<int> UpTo(int largest) =>
        [.. Enumerable.Range(1, 10).Concat(Above()).Where(n => n < largest).Append(largest)];

    /// <summary>The powers of two from 1 to a largest number and those half as large again, and the largest.</summary>
    public static IReadOnlyList<int> PowersUpTo(int largest) =>
        [.. Enumerable.Range(0, 30).SelectMany(static i => i == 0 ? [1] : new[] { 1 << i, 3 << (i - 1) }).Where(n => n < largest).Append(largest)];

    /// <summary>Real numbers from 1 on, ascending, for the curve of a continuous reward.</summary>
    public static IEnumerable<Rational> Reals() =>
        Enumerable.Range(0, 50).Select(static i => Rational.One + new Rational(i, 50))
            .Concat(Hundredths.Where(static part => part >= 200).Select(static part => new Rational(part, 100)))
            .Concat(Above().Select(static n => new Rational(n)));

    private static IEnumerable<int> Above()
    {
        for (var scale = 1L; scale * Hundredths[0] / 10 <= Most; scale *= 10)
        {
            foreach (var part in Hundredths)
            {
                var n = (part * scale + 5) / 10;
                if (n is > 10 and <= Most)
                {
                    yield return (int)n;
                }
            }
        }
    }
}
