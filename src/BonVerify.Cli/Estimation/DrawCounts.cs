using System.Globalization;

namespace BonVerify.Cli.Estimation;

/// <summary>The numbers of draws n to answer for, in ascending order: given, or every power of two.</summary>
internal sealed class DrawCounts
{
    private const int MaxPowers = 31;
    private const int MaxN = 1 << 30;

    private DrawCounts(int[] values, bool isDefault) => (Values, IsDefault) = (values, isDefault);

    /// <summary>1, 2, 4, …: those up to the smallest pool are reported, which only the end of the input tells.</summary>
    public static DrawCounts PowersOfTwo { get; } = new([.. Enumerable.Range(0, MaxPowers).Select(static i => 1 << i)], isDefault: true);

    public IReadOnlyList<int> Values { get; }

    /// <summary>Whether the smallest pool decides where the list ends.</summary>
    public bool IsDefault { get; }

    public static DrawCounts Parse(string? text)
    {
        if (text is null)
        {
            return PowersOfTwo;
        }

        var values = new SortedSet<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n is < 1 or > MaxN)
            {
                throw new InputException(FormattableString.Invariant($"--n is '{text}'; it must be whole numbers from 1 to {MaxN}, separated by commas."));
            }

            values.Add(n);
        }

        return new DrawCounts([.. values], isDefault: false);
    }

    /// <summary>How many of the values are at most the size of a pool.</summary>
    public int CountUpTo(int size)
    {
        var count = 0;
        while (count < Values.Count && Values[count] <= size)
        {
            count++;
        }

        return count;
    }
}
