using System.Text.Json;
using BonVerify.Interchange;

namespace BonVerify.Conformance;

/// <summary>Numbers as the protocol writes them: each double in the shortest form that reads back as the same double.</summary>
internal static class ProtocolJson
{
    /// <summary>One object on one line.</summary>
    public static string Write(Action<Utf8JsonWriter> writeFields) => JsonText.Of(writer =>
    {
        writer.WriteStartObject();
        writeFields(writer);
        writer.WriteEndObject();
    });

    public static void WriteNumber(Utf8JsonWriter writer, string name, double number)
    {
        writer.WritePropertyName(name);
        WriteNumber(writer, number);
    }

    public static void WriteNumbers(Utf8JsonWriter writer, string name, IEnumerable<double> numbers)
    {
        writer.WriteStartArray(name);
        foreach (var number in numbers)
        {
            WriteNumber(writer, number);
        }

        writer.WriteEndArray();
    }

    // JSON has no NaN: it travels as null, as JavaScript writes it.
    private static void WriteNumber(Utf8JsonWriter writer, double number)
    {
        if (double.IsFinite(number))
        {
            // With a point, so that readers that tell integers from doubles take it for what it is.
            var text = DoubleText.Of(number);
            writer.WriteRawValue(text.All(static c => c == '-' || char.IsAsciiDigit(c)) ? text + ".0" : text, skipInputValidation: true);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
