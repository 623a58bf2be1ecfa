using System.Globalization;
using System.Numerics;
using System.Text.Json;
using BonVerify.Cli.Estimation.Figures;
using BonVerify.Cli.Sharding;

namespace BonVerify.Cli.Estimation;

/// <content>
/// The sums as reports of shards and checkpoints hold them: lists as texts with a blank between their elements, each an index, a colon
/// and a number.
/// </content>
internal sealed partial class PoolClass
{
    // Of a million parts with as many prompts as are read.
    private const int MaxDigitsOfPairs = 40;

    /// <summary>Writes the members of an object.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("correct", string.Join(' ', correctCounts.Select(static pair => FormattableString.Invariant($"{pair.Key}:{pair.Value}"))));
        foreach (var measure in (Measure[])[Measure.Pick, Measure.Gold])
        {
            writer.WriteString(NameOf(measure), string.Join(' ', levels.Where(level => level.Key.Measure == measure)
                .OrderBy(static level => level.Key.Start).ThenBy(static level => level.Key.End)
                .Select(static level => FormattableString.Invariant($"{level.Key.Start}-{level.Key.End}:{ExactText.Of(level.Value.Value())}"))));
        }

        writer.WriteNumber("prompts", Prompts);
        if (ranks is not null)
        {
            writer.WriteString("ranks", string.Join(' ', ranks.Select(static rank => ExactText.Of(rank.Value()))));
        }

        writer.WriteNumber("size", Size);
        writer.WriteString("tiedPairs", tiedPairs.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Reads the members of an object.</summary>
    /// <exception cref="FormatException">They are not those of pools of this size.</exception>
    public static PoolClass Read(JsonElement json, int size)
    {
        var read = new PoolClass(size) { Prompts = StateFields.Count(json, "prompts") };
        foreach (var (correct, count) in Pairs(json.GetProperty("correct")))
        {
            read.correctCounts.Add(Within(correct, 0, size), StateFields.Count(count));
        }

        if (json.TryGetProperty("ranks", out var ranks))
        {
            // The text bounds the size.
            var sums = ranks.GetString()!.Split(' ');
            if (sums.Length != size)
            {
                throw new FormatException("the ranks are not as many as the draws of a pool");
            }

            read.ranks = read.NewRanks();
            for (var i = 0; i < size; i++)
            {
                read.ranks[i].Add(StateFields.Sum(sums[i]));
            }
        }

        var tiedPairs = json.GetProperty("tiedPairs").GetString()!;
        read.tiedPairs = tiedPairs.Length <= MaxDigitsOfPairs ? BigInteger.Parse(tiedPairs, NumberStyles.None, CultureInfo.InvariantCulture) : throw new FormatException("too many tied pairs");
        foreach (var measure in (Measure[])[Measure.Pick, Measure.Gold])
        {
            foreach (var (level, sum) in Pairs(json.GetProperty(NameOf(measure))))
            {
                var ends = read.ranks is null ? throw new FormatException("there are levels and no ranks") : level.Split('-');
                var start = Within(ends[0], 0, size - 1);
                read.LevelOf((measure, start, Within(ends[1], start + 1, size))).Add(StateFields.Sum(sum));
            }
        }

        return read;
    }

    private static int Within(string text, int least, int most) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) is var number && number >= least && number <= most
        ? number
        : throw new FormatException($"'{text}' is not from {least} to {most}");

    private static string NameOf(Measure measure) => measure == Measure.Gold ? "goldByLevel" : "correctByLevel";

    private static IEnumerable<(string Index, string Number)> Pairs(JsonElement text) => text.GetString()!
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split(':') is [var index, var number]
            ? (index, number)
            : throw new FormatException($"'{pair}' has no colon"));
}
