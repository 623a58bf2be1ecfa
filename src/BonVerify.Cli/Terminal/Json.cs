using System.Buffers;
using System.Diagnostics;
using System.Text.Json;

namespace BonVerify.Cli.Terminal;

/// <summary>JSON as the tool writes it: one place for its options and for the order of its keys.</summary>
internal static class Json
{
    // Cases and requests keep the order of their published schemas, which begin with what is most telling.
    private static readonly string[] InTheirOwnOrder = ["case", "request", "shrunkFrom"];

    /// <summary>What is written, as UTF-8 on one line without its end.</summary>
    public static ReadOnlyMemory<byte> Line(Action<Utf8JsonWriter> write) => Write(write, JsonText.OneLine);

    /// <summary>A report as UTF-8, indented. Its keys must be in ordinal order, so that two reports can be compared as texts.</summary>
    public static ReadOnlyMemory<byte> Report(Action<Utf8JsonWriter> write)
    {
        var report = Write(write, JsonText.Indented);
        CheckOrder(report);
        return report;
    }

    /// <summary>The first key that comes after a greater one of the same object, or null.</summary>
    public static string? FirstOutOfOrder(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var last = new Stack<string?>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    last.Push(null);
                    break;
                case JsonTokenType.EndObject:
                    last.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    var key = reader.GetString()!;
                    if (last.Pop() is { } before && string.CompareOrdinal(before, key) >= 0)
                    {
                        return key;
                    }

                    last.Push(key);
                    if (InTheirOwnOrder.Contains(key))
                    {
                        reader.Skip();
                    }

                    break;
            }
        }

        return null;
    }

    [Conditional("DEBUG")]
    private static void CheckOrder(ReadOnlyMemory<byte> report)
    {
        var key = FirstOutOfOrder(report.Span);
        Debug.Assert(key is null, $"the key '{key}' of a report is out of order, or given twice");
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            write(writer);
        }

        return buffer.WrittenMemory;
    }
}
