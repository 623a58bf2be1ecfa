using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using BonVerify.Estimators;
using BonVerify.Interchange;
using BonVerify.Numerics;
using BonVerify.Pools;

namespace BonVerify.Cli.Estimation;

/// <summary>The values of single prompts as JSON lines: exact fractions of the doubles that were read, and the nearest doubles.</summary>
internal static class PromptLines
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A file has far fewer different (M, c, k) than prompts.
    private static readonly ConcurrentDictionary<(Measure Measure, int Size, int Correct, int N), (string Exact, double Nearest)> Passes = new();

    public static ReadOnlyMemory<byte> Of(IReadOnlyList<SamplePool> pools, DrawCounts counts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Options);
        foreach (var pool in pools)
        {
            Write(writer, pool, counts);
            writer.Flush();
            writer.Reset();
            buffer.Write("\n"u8);
        }

        return JsonText.Visible(buffer.WrittenMemory);
    }

    /// <summary>The value of a pool, exactly.</summary>
    public static Rational Exactly(SamplePool pool, Measure measure, int n) => measure switch
    {
        Measure.Best => PoolFormulas.Best(pool.Rewards, n),
        Measure.Gold => PoolFormulas.Judged(pool.Rewards, pool.Gold, n),
        Measure.Pick => PoolFormulas.Judged(pool.Rewards, pool.Correct, n),
        Measure.PassAt => PassAtK.Value(pool.Size, pool.CorrectCount, n),
        Measure.PassAll => PassRates.PassHatK(pool.Size, pool.CorrectCount, n),
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };

    private static void Write(Utf8JsonWriter writer, SamplePool pool, DrawCounts counts)
    {
        writer.WriteStartObject();
        if (pool.CorrectCount >= 0)
        {
            writer.WriteNumber("correct", pool.CorrectCount);
        }

        writer.WriteString("prompt", pool.Key);
        writer.WriteNumber("samples", pool.Size);
        writer.WriteStartArray("values");
        for (var measure = default(Measure); (int)measure < Measures.Count; measure++)
        {
            for (var i = 0; pool.Has(measure) && i < counts.CountUpTo(pool.Size); i++)
            {
                var n = counts.Values[i];
                writer.WriteStartObject();
                var (exact, nearest) = Value(pool, measure, n);
                if (exact is not null)
                {
                    writer.WriteString("exact", exact);
                }

                writer.WriteString("measure", Measures.IdOf(measure));
                writer.WriteNumber("n", n);
                writer.WritePropertyName("nearest");
                writer.WriteRawValue(DoubleText.Of(nearest));
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static (string? Exact, double Nearest) Value(SamplePool pool, Measure measure, int n) => measure switch
    {
        Measure.Kl or Measure.Majority => (null, PoolValues.Of(pool, measure, n)),
        Measure.PassAt or Measure.PassAll => Passes.GetOrAdd((measure, pool.Size, pool.CorrectCount, n), _ => Texts(Exactly(pool, measure, n))),
        _ => Texts(Exactly(pool, measure, n)),
    };

    private static (string Exact, double Nearest) Texts(Rational value) => (value.ToString(), value.ToDouble());
}
