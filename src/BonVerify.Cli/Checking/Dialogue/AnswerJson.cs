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
        if (root.TryGetProperty("hello", out var hello))
        {
            return new Line(null, null, ReadHello(hello));
        }

        return root.TryGetProperty("id", out var id) && IdOf(id) is { } key
            ? new Line(key, ReadReply(root, text), null)
            : new Line(null, null, null);
    }

    /// <summary>A text cut for a message, without control characters.</summary>
    public static string Shown(string text)
    {
        var clean = new string([.. text.Take(MaxShown).Select(static c => char.IsControl(c) ? ' ' : c)]);
        return text.Length > MaxShown ? clean + "…" : clean;
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
        var name = hello.ValueKind == JsonValueKind.Object && hello.TryGetProperty("name", out var n) && n.ValueKind == JsonValueKind.String
            ? Shown(n.GetRawText().Trim('"'))
            : null;
        var quantities = hello.ValueKind == JsonValueKind.Object && hello.TryGetProperty("quantities", out var q) && q.ValueKind == JsonValueKind.Array
            ? q.EnumerateArray().Where(static e => e.ValueKind == JsonValueKind.String).Select(static e => e.GetRawText().Trim('"')).ToHashSet()
            : null;
        return new Hello(name, quantities);
    }

    private static Reply ReadReply(JsonElement root, string text)
    {
        if (root.TryGetProperty("value", out var value))
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

        if (root.TryGetProperty("unsupported", out var unsupported) && unsupported.ValueKind == JsonValueKind.True)
        {
            return new Reply.Unsupported();
        }

        return root.TryGetProperty("error", out var error)
            ? new Reply.Error(Shown(error.GetRawText().Trim('"')))
            : new Reply.Malformed(Shown(text));
    }

    // JavaScript writes NaN and infinities as null; Python writes them as they are, which is not JSON.
    private static double? ReadNumber(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
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
