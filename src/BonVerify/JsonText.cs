using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BonVerify;

/// <summary>JSON as it is written here: UTF-8, nothing escaped that need not be, the same bytes on every system.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Indented =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    private static readonly SearchValues<char> Invisible = SearchValues.Create(InvisibleCharacters.All);

    // The first bytes of those in UTF-8.
    private static readonly SearchValues<byte> BeginInvisible =
        SearchValues.Create([.. InvisibleCharacters.All.Where(static c => !char.IsSurrogate(c)).Select(static c => Encoding.UTF8.GetBytes([c])[0]).Append((byte)0xF3).Distinct()]);

    private const string NotUnicode = "a text is not valid Unicode";

    // Cases and requests keep the order of their published schemas, which begin with what is most telling.
    private static readonly string[] InTheirOwnOrder = ["case", "request", "shrunkFrom"];

    /// <summary>What is written, as text on one line.</summary>
    public static string Of(Action<Utf8JsonWriter> write) => Encoding.UTF8.GetString(Utf8(write).Span);

    /// <summary>What is written, as UTF-8 on one line without its end.</summary>
    public static ReadOnlyMemory<byte> Utf8(Action<Utf8JsonWriter> write) => Write(write, OneLine);

    /// <summary>What is written, as text; its keys must be in ordinal order, so that two reports can be compared as texts.</summary>
    public static string OfOrdinal(Action<Utf8JsonWriter> write, bool indented = true) => Encoding.UTF8.GetString(OrdinalUtf8(write, indented).Span);

    /// <summary>What is written, as UTF-8; its keys must be in ordinal order, which debug builds check.</summary>
    public static ReadOnlyMemory<byte> OrdinalUtf8(Action<Utf8JsonWriter> write, bool indented = true)
    {
        var json = Write(write, indented ? Indented : OneLine);
        CheckOrder(json);
        return json;
    }

    /// <summary>Writes an array of texts as a property of the object being written.</summary>
    public static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    /// <summary>
    /// Reads a document whose texts can all be read. The runtime's own reader takes half a character, such as "\ud800", and broken
    /// UTF-8 for valid JSON and throws only when such a text is asked for, or when a name is compared with it.
    /// </summary>
    /// <exception cref="JsonException">It is not valid JSON, or a text of it is not valid Unicode.</exception>
    public static JsonDocument Document(ReadOnlyMemory<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json.Span);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String && TextOf(ref reader) is null)
            {
                throw new JsonException(NotUnicode);
            }
        }

        return JsonDocument.Parse(utf8Json);
    }

    /// <inheritdoc cref="Document(ReadOnlyMemory{byte})"/>
    public static JsonDocument Document(string json) => Document(Encoding.UTF8.GetBytes(json));

    /// <summary>What a message says behind "not valid JSON": nothing, or that a text is not valid Unicode.</summary>
    public static string Why(JsonException e) => e.Message == NotUnicode ? $": {NotUnicode}" : "";

    /// <summary>The text at which a reader stands, or null when it is not valid Unicode.</summary>
    public static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The name of a property, or null when it is not valid Unicode: it is none of ours.</summary>
    public static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
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
    private static void CheckOrder(ReadOnlyMemory<byte> json)
    {
        var key = FirstOutOfOrder(json.Span);
        Debug.Assert(key is null, $"the key '{key}' is out of order, or given twice");
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        var pieces = new Pieces();
        using (var writer = new Utf8JsonWriter(pieces, options))
        {
            write(writer);
        }

        return Visible(pieces.Whole());
    }

    /// <summary>
    /// The text with the <see cref="InvisibleCharacters"/> escaped; the encoder escapes the control
    /// characters only. They stand in texts alone, where an escape means the same.
    /// </summary>
    public static ReadOnlyMemory<byte> Visible(ReadOnlyMemory<byte> json)
    {
        if (json.Span.IndexOfAny(BeginInvisible) < 0)
        {
            return json;
        }

        var text = Encoding.UTF8.GetString(json.Span);
        return text.AsSpan().IndexOfAny(Invisible) < 0
            ? json
            : Encoding.UTF8.GetBytes(InvisibleCharacters.Escape(text, static (all, i) => Invisible.Contains(all[i])));
    }
}
