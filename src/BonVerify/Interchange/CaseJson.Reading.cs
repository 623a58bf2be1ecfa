using System.Globalization;
using System.Text;
using System.Text.Json;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Interchange;

/// <content>Reading.</content>
public static partial class CaseJson
{
    private static readonly string[] PolicyFields = ["id", "weights", "probabilities", "rewards", "labels", "n", "context"];
    private static readonly string[] AllFields = [.. PolicyFields, "epsilon", "pool_size", "total", "correct", "k"];
    private static readonly string[] EstimatorFields = ["id", "n", "epsilon", "context"];
    private static readonly string[] PoolFields = ["id", "pool_size", "rewards", "n", "context"];
    private static readonly string[] PassAtKFields = ["id", "total", "correct", "k", "context"];

    private static OracleCase Read(ReadOnlySpan<byte> utf8Json, string[] allowed)
    {
        try
        {
            return Build(ReadFields(utf8Json, allowed), allowed);
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

    private static CaseFields ReadFields(ReadOnlySpan<byte> utf8Json, string[] allowed)
    {
        var reader = new Utf8JsonReader(utf8Json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new CaseFormatException("not a JSON object; a case is one JSON object.");
        }

        var fields = new CaseFields();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.GetString()!;
            if (!fields.Seen.Add(field))
            {
                throw new CaseFormatException($"{Preconditions.Shown(field)} appears twice; a field may appear once.");
            }

            if (!allowed.Contains(field))
            {
                throw new CaseFormatException(
                    $"{Preconditions.Shown(field)} is not a field of a case; the fields are {string.Join(", ", allowed)}.");
            }

            reader.Read();
            ReadField(ref reader, field, fields);
        }

        // Reading on finds a second value or garbage behind the object.
        reader.Read();
        return fields;
    }

    private static void ReadField(ref Utf8JsonReader reader, string field, CaseFields into)
    {
        switch (field)
        {
            case "id":
                into.Id = ReadText(ref reader, field);
                break;
            case "context":
                into.Context = ReadText(ref reader, field);
                break;
            case "n":
                into.N = ReadInteger(ref reader, field, 1);
                break;
            case "weights":
                into.Weights = ReadArray(ref reader, field, ReadNumber);
                break;
            case "probabilities":
                into.Probabilities = ReadArray(ref reader, field, ReadNumber);
                break;
            case "rewards":
                into.Rewards = ReadArray(ref reader, field, ReadNumber);
                break;
            case "labels":
                into.Labels = ReadArray(ref reader, field, ReadText);
                break;
            case "epsilon":
                into.Epsilon = ReadNumber(ref reader, field);
                break;
            case "pool_size":
                into.PoolSize = ReadInteger(ref reader, field, 1);
                break;
            case "total":
                into.Total = ReadInteger(ref reader, field, 1);
                break;
            case "correct":
                into.Correct = ReadInteger(ref reader, field, 0);
                break;
            case "k":
                into.K = ReadInteger(ref reader, field, 1);
                break;
        }
    }

    private static OracleCase Build(CaseFields fields, string[] allowed)
    {
        try
        {
            if (fields.Epsilon is { } epsilon)
            {
                RequireOnly(fields, EstimatorFields, "epsilon");
                return new EstimatorCase(Needed(fields.N, "n"), epsilon, fields.Id, fields.Context);
            }

            if (fields.Total is not null || fields.Correct is not null || fields.K is not null)
            {
                RequireOnly(fields, PassAtKFields, "total, correct and k");
                return new PassAtKCase(
                    Needed(fields.Total, "total"), Needed(fields.Correct, "correct"), Needed(fields.K, "k"), fields.Id, fields.Context);
            }

            if (fields.PoolSize is not null
                || (allowed == AllFields && fields.Rewards is not null && fields.Weights is null && fields.Probabilities is null))
            {
                RequireOnly(fields, PoolFields, "a pool");
                return BuildPool(fields);
            }

            return BuildPolicy(fields);
        }
        catch (ArgumentException e) when (e is not CaseFormatException)
        {
            throw new CaseFormatException(WithoutParameterSuffix(e), e);
        }
    }

    private static PolicyCase BuildPolicy(CaseFields fields)
    {
        var n = Needed(fields.N, "n");
        var reference = (fields.Weights, fields.Probabilities) switch
        {
            ({ } weights, null) => ReferencePolicy.FromWeights(weights),
            (null, { } probabilities) => ReferencePolicy.FromProbabilities(probabilities),
            (null, null) => throw new CaseFormatException("weights is missing; a case needs weights or probabilities."),
            _ => throw new CaseFormatException("weights and probabilities are both given; a case needs one of them."),
        };
        if (fields.Rewards is { } rewards)
        {
            reference = reference.WithRewards(rewards);
        }

        if (fields.Labels is { } labels)
        {
            reference = reference.WithLabels(labels);
        }

        return new PolicyCase(reference, n, fields.Id, fields.Context);
    }

    private static PoolCase BuildPool(CaseFields fields)
    {
        var n = Needed(fields.N, "n");
        if (fields.Rewards is not { } rewards)
        {
            return new PoolCase(fields.PoolSize!.Value, n, fields.Id, fields.Context);
        }

        if (fields.PoolSize is { } size && size != rewards.Count)
        {
            throw new CaseFormatException(
                string.Create(CultureInfo.InvariantCulture, $"rewards has {rewards.Count} entries; it must have one per draw, pool_size = {size}."));
        }

        return new PoolCase(rewards, n, fields.Id, fields.Context);
    }

    private static int Needed(int? value, string field) =>
        value ?? throw new CaseFormatException($"{field} is missing; a case needs {field}.");

    private static void RequireOnly(CaseFields fields, string[] allowed, string what)
    {
        if (fields.Seen.FirstOrDefault(field => !allowed.Contains(field)) is { } stranger)
        {
            throw new CaseFormatException(
                $"{stranger} does not belong to a case with {what}; the fields of that are {string.Join(", ", allowed)}.");
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

    private static Rational ReadNumber(ref Utf8JsonReader reader, string field)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            _ => throw new CaseFormatException($"{field} is not a number; it must be a JSON number or a string."),
        };
        return Rational.Read(text, out var value) is { } rule
            ? throw new CaseFormatException(Preconditions.Message(field, text, rule))
            : value;
    }

    private static int ReadInteger(ref Utf8JsonReader reader, string field, int minimum)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value) && value >= minimum && value <= PolicyCase.MaxN)
        {
            return value;
        }

        var shown = reader.TokenType switch
        {
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.String => $"\"{reader.GetString()}\"",
            var other => other.ToString(),
        };
        throw new CaseFormatException(Preconditions.Message(field, shown, $"must be a JSON integer from {minimum} to {PolicyCase.MaxN}"));
    }
}
