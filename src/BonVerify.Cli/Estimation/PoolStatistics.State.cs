using System.Numerics;
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
            Prompts = StateFields.Count(json, "prompts"),
            Samples = StateFields.Count(json, "samples"),
            Smallest = json.GetProperty("smallest").GetInt32(),
            Largest = json.GetProperty("largest").GetInt32(),
        };
        read.ties.Add(MomentsOf(json.GetProperty("ties").GetString()!));
        foreach (var part in json.GetProperty("pools").EnumerateArray())
        {
            var size = part.GetProperty("size").GetInt32();
            var cap = part.GetProperty("cap").GetInt32();
            if (cap < 1 || cap > size)
            {
                throw new FormatException("a cap is not from 1 to the size of its pools");
            }

            read.classes.Add((size, cap), PoolClass.Read(part, size));
        }

        ReadMoments(json.GetProperty("moments"), read.moments, counts);
        return read.IsCoherent ? read : throw new FormatException("the pools are not those of the counts");
    }

    // Sizes and numbers of prompts and of samples follow from the pools.
    private bool IsCoherent => classes.Values.Sum(static part => part.Prompts) == Prompts
        && classes.Sum(static part => (decimal)part.Key.Size * part.Value.Prompts) == Samples
        && Smallest == (classes.Count == 0 ? int.MaxValue : classes.Keys.Min(static key => key.Cap))
        && Largest == (classes.Count == 0 ? 0 : classes.Keys.Max(static key => key.Size))
        && classes.Values.All(static part => part.Prompts > 0)
        && moments.SelectMany(static list => list).Append(ties).All(each => each.Count <= Prompts);

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
    /// <exception cref="FormatException">They are more than the numbers of draws.</exception>
    internal static void ReadMoments(JsonElement json, IReadOnlyList<List<Moments>> moments, DrawCounts counts)
    {
        foreach (var measure in Enum.GetValues<Measure>())
        {
            moments[(int)measure].AddRange(json.GetProperty(Measures.IdOf(measure)).EnumerateArray().Select(static text => MomentsOf(text.GetString()!)));
            if (moments[(int)measure].Count > counts.Values.Count)
            {
                throw new FormatException("there are more moments than numbers of draws");
            }
        }
    }

    // Count, sum and sum of squares.
    private static string TextOf(Moments moments) => FormattableString.Invariant(
        $"{moments.Count} {(moments.IsFinite ? "finite" : "infinite")} {ExactText.Of(moments.Sum)} {ExactText.Of(moments.Squares)}");

    private static Moments MomentsOf(string text)
    {
        var moments = text.Split(' ') is [var count, var finite, var sum, var squares]
            ? Moments.Of(StateFields.Count(count), finite == "finite", StateFields.Sum(sum), StateFields.Sum(squares))
            : throw new FormatException($"'{text}' is not a count and two sums");

        // There is no spread below zero.
        return moments.Squares * (BigInteger)moments.Count - moments.Sum * moments.Sum is { Mantissa.Sign: >= 0 } ? moments : throw new FormatException($"'{text}' is not the sums of so many numbers");
    }
}
