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
        var read = new PoolClass(size)
        {
            Prompts = json.GetProperty("prompts").GetInt64(),
            tiedPairs = BigInteger.Parse(json.GetProperty("tiedPairs").GetString()!, CultureInfo.InvariantCulture),
        };
        foreach (var (correct, count) in Pairs(json.GetProperty("correct")))
        {
            read.correctCounts.Add(int.Parse(correct, CultureInfo.InvariantCulture), long.Parse(count, CultureInfo.InvariantCulture));
        }

        foreach (var measure in (Measure[])[Measure.Pick, Measure.Gold])
        {
            foreach (var (level, sum) in Pairs(json.GetProperty(NameOf(measure))))
            {
                var ends = level.Split('-');
                read.LevelOf((measure, int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[1], CultureInfo.InvariantCulture))).Add(ExactText.Parse(sum));
            }
        }

        if (json.TryGetProperty("ranks", out var ranks))
        {
            var sums = ranks.GetString()!.Split(' ');
            read.ranks = read.NewRanks();
            for (var i = 0; i < Math.Max(sums.Length, size); i++)
            {
                read.ranks[i].Add(ExactText.Parse(sums[i]));
            }
        }

        return read;
    }

    private static string NameOf(Measure measure) => measure == Measure.Gold ? "goldByLevel" : "correctByLevel";

    private static IEnumerable<(string Index, string Number)> Pairs(JsonElement text) => text.GetString()!
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split(':') is [var index, var number]
            ? (index, number)
            : throw new FormatException($"'{pair}' has no colon"));
}
