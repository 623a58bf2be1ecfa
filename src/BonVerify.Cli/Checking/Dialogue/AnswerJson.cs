using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BonVerify.Cli.Checking.Dialogue;

/// <summary>Lines of the program under test as answers; everything else is told apart, nothing throws.</summary>
internal static class AnswerJson
{
    private const int MaxShown = 80;

    /// <summary>What a line says: an answer with its id, a greeting, or neither.</summary>
    /// <param name="Id">The id of the request, or null when the line is no answer.</param>
    /// <param name="Reply">The answer, or null.</param>
    /// <param name="Hello">The greeting, or null.</param>
    public sealed record Line(string? Id, Reply? Reply, Hello? Hello);

    /// <summary>Reads one line.</summary>
    public static Line Read(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line);
        using var document = Parse(text) ?? Parse(WithQuotedNonNumbers(text));
        if (document is null || document.RootElement.ValueKind != JsonValueKind.Object)
        {
            return new Line(null, null, null);
        }

        var root = document.RootElement;
        if (Property(root, "hello") is { } hello)
        {
            return new Line(null, null, ReadHello(hello));
        }

        return Property(root, "id") is { } id && IdOf(id) is { } key
            ? new Line(key, ReadReply(root, text), null)
            : new Line(null, null, null);
    }

    /// <summary>
    /// A text cut for a message, without control characters and without what is no Unicode: that could be written neither as
    /// JSON nor as XML.
    /// </summary>
    public static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length + rune.Utf16SequenceLength > MaxShown)
            {
                return shown.Append('…').ToString();
            }

            shown.Append(Rune.IsControl(rune) ? " " : rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString());
        }

        return shown.ToString();
    }

    /// <summary>
    /// The last property of a name. A name like "\ud800", half a character, cannot be read at all, and asking the object for a
    /// name compares with each: it is none of ours.
    /// </summary>
    private static JsonElement? Property(JsonElement element, string name)
    {
        JsonElement? found = null;
        foreach (var property in element.EnumerateObject())
        {
            if (NameOf(property) == name)
            {
                found = property.Value;
            }
        }

        return found;

        static string? NameOf(JsonProperty property)
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
    }

    private static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? IdOf(JsonElement id)
    {
        try
        {
            return id.ValueKind switch
            {
                JsonValueKind.String => id.GetString(),
                JsonValueKind.Number => id.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null; // not valid Unicode
        }
    }

    private static Hello ReadHello(JsonElement hello)
    {
        if (hello.ValueKind != JsonValueKind.Object)
        {
            return new Hello(null, null);
        }

        var name = Property(hello, "name") is { ValueKind: JsonValueKind.String } n ? Shown(n.GetRawText().Trim('"')) : null;
        var quantities = Property(hello, "quantities") is { ValueKind: JsonValueKind.Array } q
            ? q.EnumerateArray().Where(static e => e.ValueKind == JsonValueKind.String).Select(static e => e.GetRawText().Trim('"')).ToHashSet()
            : null;
        return new Hello(name, quantities);
    }

    private static Reply ReadReply(JsonElement root, string text)
    {
        if (Property(root, "value") is { } value)
        {
            if (value.ValueKind != JsonValueKind.Array)
            {
                return ReadNumber(value) is { } number ? new Reply.Value([number], IsList: false) : new Reply.Malformed(Shown(text));
            }

            var numbers = new List<double>();
            foreach (var item in value.EnumerateArray())
            {
                if (ReadNumber(item) is not { } number)
                {
                    return new Reply.Malformed(Shown(text));
                }

                numbers.Add(number);
            }

            return new Reply.Value(numbers, IsList: true);
        }

        if (Property(root, "unsupported") is { ValueKind: JsonValueKind.True })
        {
            return new Reply.Unsupported();
        }

        return Property(root, "error") is { } error
            ? new Reply.Error(Shown(error.GetRawText().Trim('"')))
            : new Reply.Malformed(Shown(text));
    }

    // JavaScript writes NaN and infinities as null; Python writes them as they are, which is not JSON. The number is parsed from
    // its text because the reader refuses exponents of many digits.
    private static double? ReadNumber(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => double.Parse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture),
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String => value.GetRawText() switch
        {
            "\"NaN\"" or "\"nan\"" => double.NaN,
            "\"Infinity\"" or "\"inf\"" => double.PositiveInfinity,
            "\"-Infinity\"" or "\"-inf\"" => double.NegativeInfinity,
            _ => null,
        },
        _ => null,
    };

    private static string WithQuotedNonNumbers(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var word = quoted ? null : Array.Find(NonNumbers, w => string.CompareOrdinal(text, i, w, 0, w.Length) == 0);
            if (word is not null)
            {
                result.Append('"').Append(word).Append('"');
                i += word.Length - 1;
                continue;
            }

            if (text[i] == '"' && (i == 0 || text[i - 1] != '\\'))
            {
                quoted = !quoted;
            }

            result.Append(text[i]);
        }

        return result.ToString();
    }

    private static readonly string[] NonNumbers = ["-Infinity", "Infinity", "-inf", "inf", "NaN", "nan"];
}
