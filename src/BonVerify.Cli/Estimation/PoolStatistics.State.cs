using System.Text.Json;
using BonVerify.Cli.Estimation.Figures;
using BonVerify.Cli.Sharding;

namespace BonVerify.Cli.Estimation;

/// <content>The sums as reports of shards and checkpoints hold them.</content>
internal sealed partial class PoolStatistics
{
    /// <summary>Writes the statistics as an object.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("largest", Largest);
        WriteMoments(writer, "moments", moments);
        writer.WriteStartArray("pools");
        foreach (var ((_, cap), part) in classes)
        {
            writer.WriteStartObject();
            writer.WriteNumber("cap", cap);
            part.Write(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("prompts", Prompts);
        writer.WriteNumber("samples", Samples);
        writer.WriteNumber("smallest", Smallest);
        writer.WriteString("ties", TextOf(ties));
        writer.WriteEndObject();
    }

    /// <summary>Reads statistics.</summary>
    public static PoolStatistics Read(JsonElement json, DrawCounts counts)
    {
        var read = new PoolStatistics(counts)
        {
            Prompts = json.GetProperty("prompts").GetInt64(),
            Samples = json.GetProperty("samples").GetInt64(),
            Smallest = json.GetProperty("smallest").GetInt32(),
            Largest = json.GetProperty("largest").GetInt32(),
        };
        read.ties.Add(MomentsOf(json.GetProperty("ties").GetString()!));
        foreach (var part in json.GetProperty("pools").EnumerateArray())
        {
            var size = part.GetProperty("size").GetInt32();
            read.classes.Add((size, part.GetProperty("cap").GetInt32()), PoolClass.Read(part, size));
        }

        ReadMoments(json.GetProperty("moments"), read.moments);
        return read;
    }

    /// <summary>Writes the moments of every measure and n, by the ids of the measures.</summary>
    internal static void WriteMoments(Utf8JsonWriter writer, string name, IReadOnlyList<List<Moments>> moments)
    {
        writer.WriteStartObject(name);
        foreach (var measure in Enum.GetValues<Measure>().OrderBy(Measures.IdOf, StringComparer.Ordinal))
        {
            JsonText.WriteTexts(writer, Measures.IdOf(measure), moments[(int)measure].Select(TextOf));
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads moments into lists without any.</summary>
    internal static void ReadMoments(JsonElement json, IReadOnlyList<List<Moments>> moments)
    {
        foreach (var measure in Enum.GetValues<Measure>())
        {
            moments[(int)measure].AddRange(json.GetProperty(Measures.IdOf(measure)).EnumerateArray().Select(static text => MomentsOf(text.GetString()!)));
        }
    }

    // Count, sum and sum of squares.
    private static string TextOf(Moments moments) => FormattableString.Invariant(
        $"{moments.Count} {(moments.IsFinite ? "finite" : "infinite")} {ExactText.Of(moments.Sum)} {ExactText.Of(moments.Squares)}");

    private static Moments MomentsOf(string text) => text.Split(' ') is [var count, var finite, var sum, var squares]
        ? Moments.Of(long.Parse(count, System.Globalization.CultureInfo.InvariantCulture), finite == "finite", ExactText.Parse(sum), ExactText.Parse(squares))
        : throw new FormatException($"'{text}' is not a count and two sums");
}
