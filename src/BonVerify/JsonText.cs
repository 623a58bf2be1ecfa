using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BonVerify;

/// <summary>JSON as this library writes it: UTF-8, nothing escaped that need not be, the same bytes on every system.</summary>
internal static class JsonText
{
    /// <summary>One line.</summary>
    public static JsonWriterOptions OneLine { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Spread over lines.</summary>
    public static JsonWriterOptions Indented { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <summary>What is written, as text.</summary>
    public static string Of(Action<Utf8JsonWriter> write, bool indented = false)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, indented ? Indented : OneLine))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>What is written as text, the keys of the outermost object being in ordinal order; debug builds check that they are.</summary>
    public static string OfOrdinal(Action<Utf8JsonWriter> write, bool indented = false)
    {
        var text = Of(write, indented);
        RequireOrdinalKeys(text);
        return text;
    }

    [Conditional("DEBUG")]
    private static void RequireOrdinalKeys(string json)
    {
        using var document = JsonDocument.Parse(json);
        var keys = document.RootElement.EnumerateObject().Select(static property => property.Name).ToArray();
        var late = keys.Zip(keys.Skip(1)).FirstOrDefault(static pair => string.CompareOrdinal(pair.First, pair.Second) >= 0);
        Debug.Assert(late == default, $"{late.Second} is written after {late.First}; keys are written in ordinal order");
    }
}
