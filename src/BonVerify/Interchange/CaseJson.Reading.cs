using System.Globalization;
using System.Text;
using System.Text.Json;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Interchange;

/// <content>Reading.</content>
public static partial class CaseJson
{
    /// <summary>Every field that some kind has, under its name; kinds agree in what a field of one name holds.</summary>
    internal static Dictionary<string, CaseField> AllFields =>
        field ??= CaseKind.All.SelectMany(static kind => kind.Fields).DistinctBy(static one => one.Name).ToDictionary(static one => one.Name);

    private static Dictionary<string, CaseField> PolicyFields => field ??= CaseKind.Policy.Fields.ToDictionary(static one => one.Name);

    /// <summary>Reads one value; returns what is wrong with it, or null.</summary>
    private delegate Fault? ItemReader<T>(ref Utf8JsonReader reader, Place place, out T value);

    /// <summary>What was read, or what is wrong with it, as cases say it.</summary>
    internal static T OrThrow<T>(Parsed<T> parsed)
        where T : class => parsed.Fault is { } fault ? throw new CaseFormatException(fault.Sentence) : parsed.Value;

    private static Parsed<CaseValues> Read(ReadOnlySpan<byte> utf8Json, Dictionary<string, CaseField> allowed)
    {
        // The reader knows no other way to say that a text is not JSON.
        try
        {
            return ReadFields(utf8Json, allowed);
        }
        catch (JsonException e)
        {
            var line = e.LineNumber > 0 ? string.Create(CultureInfo.InvariantCulture, $"line {e.LineNumber + 1}, ") : "";
            return Wrong(string.Create(CultureInfo.InvariantCulture, $"not valid JSON at {line}byte {e.BytePositionInLine ?? 0}; a case is one JSON object."));
        }
        catch (InvalidOperationException)
        {
            // A string with broken UTF-8 or a lone surrogate.
            return Wrong("not valid JSON: a text is not valid Unicode.");
        }
    }

    private static Fault Wrong(string sentence) => new(sentence, "json");

    private static Parsed<CaseValues> ReadFields(ReadOnlySpan<byte> utf8Json, Dictionary<string, CaseField> allowed)
    {
        var reader = new Utf8JsonReader(utf8Json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return Wrong("not a JSON object; a case is one JSON object.");
        }

        var values = new CaseValues();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (values.Has(name))
            {
                return Wrong($"{Preconditions.Shown(name)} appears twice; a field may appear once.");
            }

            if (!allowed.TryGetValue(name, out var field))
            {
                return Wrong($"{Preconditions.Shown(name)} is not a field of a case; the fields are {string.Join(", ", allowed.Keys)}.");
            }

            reader.Read();
            if (ReadValue(ref reader, field, out var value) is { } fault)
            {
                return fault;
            }

            values.TryAdd(name, value);
        }

        // Reading on finds a second value or garbage behind the object.
        reader.Read();
        return values;
    }

    private static Fault? ReadValue(ref Utf8JsonReader reader, CaseField field, out object value)
    {
        Fault? fault;
        switch (field.Type)
        {
            case CaseFieldType.Text:
                fault = ReadText(ref reader, new(field.Name), out var text);
                value = text;
                break;
            case CaseFieldType.WholeNumber:
                fault = ReadWholeNumber(ref reader, field, out var wholeNumber);
                value = wholeNumber;
                break;
            case CaseFieldType.Number:
                fault = ReadNumber(ref reader, new(field.Name), null, out var number);
                value = number;
                break;
            case CaseFieldType.Numbers:
                var budget = new NumbersBudget(field.Name);
                fault = ReadArray(
                    ref reader, field.Name, (ref Utf8JsonReader item, Place place, out Rational one) => ReadNumber(ref item, place, budget, out one), out Rational[] numbers);
                value = numbers;
                break;
            case CaseFieldType.Texts:
                fault = ReadArray<string>(ref reader, field.Name, ReadText, out var texts);
                value = texts;
                break;
            default:
                throw new InvalidOperationException($"{field} holds a {field.Type}, which cannot be read.");
        }

        return fault;
    }

    private static Fault? ReadArray<T>(ref Utf8JsonReader reader, string field, ItemReader<T> readItem, out T[] values)
    {
        values = [];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return Wrong($"{field} is not an array; it must be one.");
        }

        var (items, count) = (new T[CountAhead(reader)], 0);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (readItem(ref reader, new(field, count), out var item) is { } fault)
            {
                return fault;
            }

            if (count == items.Length)
            {
                Array.Resize(ref items, Math.Max(4, 2 * count));
            }

            items[count++] = item;
        }

        Array.Resize(ref items, count);
        values = items;
        return null;
    }

    /// <summary>How many items an array has, up to a limit: to grow the room for many takes longer than to count them.</summary>
    private static int CountAhead(Utf8JsonReader reader)
    {
        const int Most = 1 << 17;
        var count = 0;
        try
        {
            while (count < Most && reader.Read() && reader.TokenType is JsonTokenType.Number or JsonTokenType.String)
            {
                count++;
            }
        }
        catch (JsonException)
        {
            // It comes again when the item is read.
        }

        return count;
    }

    private static Fault? ReadText(ref Utf8JsonReader reader, Place place, out string value)
    {
        value = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        return reader.TokenType == JsonTokenType.String ? null : Wrong($"{place} is not a string; it must be one.");
    }

    /// <summary>Reads a number, if it is within the budget of the list it belongs to.</summary>
    private static Fault? ReadNumber(ref Utf8JsonReader reader, Place place, NumbersBudget? budget, out Rational value)
    {
        value = default;
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
        {
            return Wrong($"{place} is not a number; it must be a JSON number or a string.");
        }

        // Most lists are of small integers, which need no text.
        if (budget is not null && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var integer))
        {
            return budget.Take(integer, reader.ValueSpan.Length, out value);
        }

        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);
        return budget is not null ? budget.Read(text, out value)
            : Rational.Read(text, out value) is { } rule ? Wrong(Preconditions.Message(place.ToString(), text, rule))
            : null;
    }

    private static Fault? ReadWholeNumber(ref Utf8JsonReader reader, CaseField field, out int value)
    {
        value = 0;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out value) && value >= field.Minimum && value <= CaseField.MaxInteger)
        {
            return null;
        }

        var shown = reader.TokenType switch
        {
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.String => $"\"{reader.GetString()}\"",
            var other => other.ToString(),
        };
        return Wrong(Preconditions.Message(field.Name, shown, $"must be a JSON integer from {field.Minimum} to {CaseField.MaxInteger}"));
    }

    /// <summary>A field, or an item of one; the name is made only for messages.</summary>
    private readonly record struct Place(string Field, int? Index = null)
    {
        public override string ToString() => Index is { } index ? string.Create(CultureInfo.InvariantCulture, $"{Field}[{index}]") : Field;
    }
}
