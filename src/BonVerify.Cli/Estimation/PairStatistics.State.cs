using System.Text.Json;

namespace BonVerify.Cli.Estimation;

/// <content>The sums as reports of shards hold them.</content>
internal sealed partial class PairStatistics
{
    /// <summary>Adds the pairs of another.</summary>
    public void Add(PairStatistics other)
    {
        first.Add(other.first);
        second.Add(other.second);
        for (var measure = 0; measure < Measures.Count; measure++)
        {
            for (var i = 0; i < other.differences[measure].Count; i++)
            {
                PoolStatistics.At(differences[measure], i).Add(other.differences[measure][i]);
            }
        }
    }

    /// <summary>Writes the statistics as an object.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        PoolStatistics.WriteMoments(writer, "differences", differences);
        writer.WritePropertyName("first");
        first.Write(writer);
        writer.WritePropertyName("second");
        second.Write(writer);
        writer.WriteEndObject();
    }

    /// <summary>Reads statistics.</summary>
    public static PairStatistics Read(JsonElement json, DrawCounts counts)
    {
        var read = new PairStatistics(counts);
        PoolStatistics.ReadMoments(json.GetProperty("differences"), read.differences, counts);
        read.first.Add(PoolStatistics.Read(json.GetProperty("first"), counts));
        read.second.Add(PoolStatistics.Read(json.GetProperty("second"), counts));
        return read;
    }
}
