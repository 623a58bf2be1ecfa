using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BonVerify.Numerics;
using BonVerify.Policies;
using Fractions;

namespace BonVerify.Interchange;

/// <summary>
/// Cases as JSON objects: <c>{"id":"…","weights":["2","1"],"rewards":["0","1"],"n":2}</c>.
/// </summary>
/// <remarks>
/// <para>
/// <c>weights</c> (rescaled exactly) or <c>probabilities</c> (must sum to exactly 1); <c>rewards</c> optional, the listing
/// order by default; <c>n</c> from 1 to <see cref="MaxN"/>; optional <c>id</c>, <c>labels</c>, <c>context</c>. Numbers may be
/// JSON numbers, read as exact decimals and never as doubles, or strings with an integer, a decimal or <c>a/b</c>.
/// </para>
/// <para>Unknown and repeated fields are errors, so that a misspelt field cannot be passed over.</para>
/// </remarks>
public static class CaseJson
{
    /// <summary>The largest n of a case.</summary>
    public const int MaxN = 1_000_000_000;

    private const string Fields = "id, weights, probabilities, rewards, labels, n, context";

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a case.</summary>
    /// <param name="json">One JSON object.</param>
    /// <returns>The case.</returns>
    /// <exception cref="CaseFormatException">The text is not a case; the message names the field and the rule.</exception>
    public static PolicyCase Parse(string json) => Parse(Encoding.UTF8.GetBytes(Preconditions.NotNull(json)));

    /// <summary>Reads a case.</summary>
    /// <param name="utf8Json">One JSON object in UTF-8.</param>
    /// <returns>The case.</returns>
    /// <exception cref="CaseFormatException">The text is not a case; the message names the field and the rule.</exception>
    public static PolicyCase Parse(ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            return Build(ReadFields(utf8Json));
        }
        catch (JsonException e)
        {
            var line = e.LineNumber > 0 ? string.Create(CultureInfo.InvariantCulture, $"line {e.LineNumber + 1}, ") : "";
            throw new CaseFormatException(
                string.Create(CultureInfo.InvariantCulture, $"not valid JSON at {line}byte {e.BytePositionInLine ?? 0}; a case is one JSON object."), e);
        }
        catch (InvalidOperationException e)
        {
            // A string with broken UTF-8 or a lone surrogate.
            throw new CaseFormatException("not valid JSON: a text is not valid Unicode.", e);
        }
    }

    /// <summary>Writes a case as one line of JSON.</summary>
    /// <param name="policyCase">The case.</param>
    /// <returns>A JSON object in which every number but n is an exact string.</returns>
    public static string Write(PolicyCase policyCase)
    {
        Preconditions.NotNull(policyCase);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            Write(writer, policyCase);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Writes a case as a JSON object.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="policyCase">The case.</param>
    public static void Write(Utf8JsonWriter writer, PolicyCase policyCase)
    {
        Preconditions.NotNull(writer);
        var reference = Preconditions.NotNull(policyCase).Reference;
        writer.WriteStartObject();
        if (policyCase.Id is not null)
        {
            writer.WriteString("id", policyCase.Id);
        }

        WriteTexts(writer, "weights", reference.Weights.Select(w => w.ToString(CultureInfo.InvariantCulture)));
        WriteTexts(writer, "rewards", reference.Rewards.Select(ExactNumber.Format));
        if (reference.Labels is { } labels)
        {
            WriteTexts(writer, "labels", labels);
        }

        writer.WriteNumber("n", policyCase.N);
        if (policyCase.Context is not null)
        {
            writer.WriteString("context", policyCase.Context);
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private sealed class Parts
    {
        public string? Id { get; set; }

        public string? Context { get; set; }

        public int? N { get; set; }

        public List<Fraction>? Weights { get; set; }

        public List<Fraction>? Probabilities { get; set; }

        public List<Fraction>? Rewards { get; set; }

        public List<string>? Labels { get; set; }
    }

    private static Parts ReadFields(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new CaseFormatException("not a JSON object; a case is one JSON object.");
        }

        var parts = new Parts();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.GetString()!;
            if (!seen.Add(field))
            {
                throw new CaseFormatException($"{Preconditions.Shown(field)} appears twice; a field may appear once.");
            }

            reader.Read();
            switch (field)
            {
                case "id":
                    parts.Id = ReadText(ref reader, field);
                    break;
                case "context":
                    parts.Context = ReadText(ref reader, field);
                    break;
                case "n":
                    parts.N = ReadN(ref reader);
                    break;
                case "weights":
                    parts.Weights = ReadArray(ref reader, field, ReadNumber);
                    break;
                case "probabilities":
                    parts.Probabilities = ReadArray(ref reader, field, ReadNumber);
                    break;
                case "rewards":
                    parts.Rewards = ReadArray(ref reader, field, ReadNumber);
                    break;
                case "labels":
                    parts.Labels = ReadArray(ref reader, field, ReadText);
                    break;
                default:
                    throw new CaseFormatException($"{Preconditions.Shown(field)} is not a field of a case; the fields are {Fields}.");
            }
        }

        // Reading on finds a second value or garbage behind the object.
        reader.Read();
        return parts;
    }

    private static PolicyCase Build(Parts parts)
    {
        if (parts.N is not { } n)
        {
            throw new CaseFormatException("n is missing; a case needs n.");
        }

        try
        {
            var reference = (parts.Weights, parts.Probabilities) switch
            {
                ({ } weights, null) => ReferencePolicy.FromWeights(weights),
                (null, { } probabilities) => ReferencePolicy.FromProbabilities(probabilities),
                (null, null) => throw new CaseFormatException("weights is missing; a case needs weights or probabilities."),
                _ => throw new CaseFormatException("weights and probabilities are both given; a case needs one of them."),
            };
            if (parts.Rewards is { } rewards)
            {
                reference = reference.WithRewards(rewards);
            }

            if (parts.Labels is { } labels)
            {
                reference = reference.WithLabels(labels);
            }

            return new PolicyCase(reference, n, parts.Id, parts.Context);
        }
        catch (ArgumentException e) when (e is not CaseFormatException)
        {
            throw new CaseFormatException(WithoutParameterSuffix(e), e);
        }
    }

    // ArgumentException.Message appends " (Parameter 'x')"; the message proper names the field already.
    private static string WithoutParameterSuffix(ArgumentException e)
    {
        var suffix = e.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
        return suffix < 0 ? e.Message : e.Message[..suffix];
    }

    private delegate T ItemReader<T>(ref Utf8JsonReader reader, string field);

    private static List<T> ReadArray<T>(ref Utf8JsonReader reader, string field, ItemReader<T> readItem)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new CaseFormatException($"{field} is not an array; it must be one.");
        }

        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(readItem(ref reader, string.Create(CultureInfo.InvariantCulture, $"{field}[{items.Count}]")));
        }

        return items;
    }

    private static string ReadText(ref Utf8JsonReader reader, string field) => reader.TokenType == JsonTokenType.String
        ? reader.GetString()!
        : throw new CaseFormatException($"{field} is not a string; it must be one.");

    private static Fraction ReadNumber(ref Utf8JsonReader reader, string field)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            _ => throw new CaseFormatException($"{field} is not a number; it must be a JSON number or a string."),
        };
        return ExactNumber.Read(text, out var value) is { } rule
            ? throw new CaseFormatException(Preconditions.Message(field, text, rule))
            : value;
    }

    private static int ReadN(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var n) && n is >= 1 and <= MaxN)
        {
            return n;
        }

        var shown = reader.TokenType switch
        {
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.String => $"\"{reader.GetString()}\"",
            var other => other.ToString(),
        };
        throw new CaseFormatException(Preconditions.Message("n", shown, $"must be a JSON integer from 1 to {MaxN}"));
    }
}
