using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BonVerify.Conformance;

/// <summary>Lines of the program under test as answers; everything else is told apart, nothing throws.</summary>
internal static class AnswerJson
{
    private const int MaxShown = 80;

    /// <summary>What a line says: an answer with its id, a greeting, or neither.</summary>
    /// <param name="Id">The id of the request, or null when the line is no answer.</param>
    /// <param name="Answer">The answer, or null.</param>
    /// <param name="Hello">The greeting, or null.</param>
    public sealed record Line(string? Id, Answer? Answer, Hello? Hello);

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
            ? new Line(key, ReadAnswer(root, text), null)
            : new Line(null, null, null);
    }

    /// <summary>Reads an answer by itself, whatever its id.</summary>
    public static Answer ReadAnswer(ReadOnlySpan<byte> json)
    {
        var text = Encoding.UTF8.GetString(json);
        using var document = Parse(text) ?? Parse(WithQuotedNonNumbers(text));
        return document is { RootElement.ValueKind: JsonValueKind.Object } ? ReadAnswer(document.RootElement, text) : new Answer.Malformed(Shown(text));
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
            if (JsonText.NameOf(property) == name)
            {
                found = property.Value;
            }
        }

        return found;
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

        var name = TextOf(hello, "name");
        var quantities = Property(hello, "quantities") is { ValueKind: JsonValueKind.Array } q
            ? q.EnumerateArray().Where(static e => e.ValueKind == JsonValueKind.String).Select(static e => e.GetRawText().Trim('"')).ToHashSet()
            : null;
        var ties = TextOf(hello, "ties");
        var problem = ties is not null && TieConventions.Find(ties) is null ? $"ties is '{ties}'; it must be {TieConventions.Names}" : null;
        return new Hello(name, quantities)
        {
            Scope = Property(hello, "domain") is { ValueKind: JsonValueKind.Object } domain ? ReadScope(domain, ref problem) : Scope.Everything,
            Ties = ties,
            Problem = problem,
        };
    }

    private static string? TextOf(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } text ? Shown(text.GetRawText().Trim('"')) : null;

    private static Scope ReadScope(JsonElement element, ref string? problem)
    {
        bool Flag(string name) => Property(element, name) is { ValueKind: JsonValueKind.True };
        int? Limit(string name) => Property(element, name) is { ValueKind: JsonValueKind.Number } limit && limit.TryGetInt32(out var value) ? value : null;
        string[] known =
        [
            "distinct_rewards", "integer_rewards", "uniform_reference", "positive_masses", "min_mass", "max_n", "max_outcomes", "max_total",
        ];
        if (!element.EnumerateObject().All(property => known.Contains(JsonText.NameOf(property))))
        {
            problem ??= $"domain has a field that is not known; the fields are {string.Join(", ", known)}";
        }

        return new Scope
        {
            DistinctRewards = Flag("distinct_rewards"),
            IntegerRewards = Flag("integer_rewards"),
            UniformReference = Flag("uniform_reference"),
            PositiveMasses = Flag("positive_masses"),
            MinMass = Property(element, "min_mass") is { ValueKind: JsonValueKind.Number } mass ? ReadNumber(mass) : null,
            MaxN = Limit("max_n"),
            MaxOutcomes = Limit("max_outcomes"),
            MaxTotal = Limit("max_total"),
        };
    }

    private static Answer ReadAnswer(JsonElement root, string text)
    {
        if (Property(root, "value") is { } value)
        {
            if (ReadNumbers(value) is not { } numbers)
            {
                return new Answer.Malformed(Shown(text));
            }

            var isList = value.ValueKind == JsonValueKind.Array;
            return Property(root, "standard_error") is not { } error ? new Answer.Value(numbers, isList)
                : ReadNumbers(error) is { } errors && errors.Count == numbers.Count && errors.All(static e => e >= 0)
                    ? new Answer.Estimate(numbers, errors, isList)
                    : new Answer.Malformed(Shown(text));
        }

        if (Property(root, "lower") is { } lower && Property(root, "upper") is { } upper && Property(root, "confidence") is { } confidence)
        {
            return ReadNumber(lower) is { } low && ReadNumber(upper) is { } high && ReadNumber(confidence) is { } c and > 0 and < 1 && low <= high
                ? new Answer.Interval(low, high, c)
                : new Answer.Malformed(Shown(text));
        }

        if (Property(root, "counts") is { ValueKind: JsonValueKind.Array } counts)
        {
            var items = counts.EnumerateArray().Select(static item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var count) && count >= 0 ? count : -1).ToArray();
            return items.All(static count => count >= 0) ? new Answer.Counts(items) : new Answer.Malformed(Shown(text));
        }

        if (Property(root, "unsupported") is { ValueKind: JsonValueKind.True })
        {
            return new Answer.Unsupported();
        }

        return Property(root, "error") is { } message
            ? new Answer.Failure(Shown(message.GetRawText().Trim('"')))
            : new Answer.Malformed(Shown(text));
    }

    /// <summary>One number, or a list of them; null when something else is there.</summary>
    private static List<double>? ReadNumbers(JsonElement value)
    {
        var numbers = new List<double>();
        if (value.ValueKind != JsonValueKind.Array)
        {
            return ReadNumber(value) is { } one ? [one] : null;
        }

        foreach (var item in value.EnumerateArray())
        {
            if (ReadNumber(item) is not { } number)
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
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
