using System.Globalization;
using System.Text.Json;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Interchange;

/// <summary>
/// Results as JSON objects: <c>{"id":"…","n":2,"quantities":{"win_rate":{"exact":"163/250","nearest":0.652,"hex":"0x1.…p-1"}}}</c>.
/// </summary>
/// <remarks>
/// <para>
/// A rational value has <c>exact</c>, <c>nearest</c> and <c>hex</c>; any other has <c>lower</c> and <c>upper</c> as well,
/// decimals rounded outward, and <c>exact</c> where it is a linear form in logarithms. An exact text that is too long is left
/// out, and <c>lower</c> and <c>upper</c> are given instead. <c>nearest</c> is the correctly rounded double, the text
/// <c>Infinity</c> when it overflows, and null when the highest precision leaves it open.
/// </para>
/// <para>
/// A quantity with a value for each outcome or draw is an array of exact texts, or of <c>{"lower":…,"upper":…}</c> where those
/// are not known; the doubles follow under the same name with <c>_nearest</c> and <c>_hex</c>.
/// </para>
/// </remarks>
public static class ResultJson
{
    private const double MaxExactInteger = 1L << 53;

    /// <summary>Writes the result of a case.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="evaluation">The case and how to evaluate it.</param>
    /// <param name="quantities">What to answer; quantities of other kinds of cases are passed over.</param>
    /// <returns>How many values the highest precision left open.</returns>
    public static int Write(Utf8JsonWriter writer, CaseEvaluation evaluation, IEnumerable<Quantity> quantities)
    {
        Preconditions.NotNull(writer);
        Preconditions.NotNull(evaluation);
        writer.WriteStartObject();
        if (evaluation.Case.Id is { } id)
        {
            writer.WriteString("id", id);
        }

        foreach (var field in evaluation.Case.Kind.Fields.Where(static field => field.IsRepeated))
        {
            field.Write(writer, evaluation.Case);
        }

        writer.WriteStartObject("quantities");
        var open = 0;
        foreach (var quantity in Preconditions.NotNull(quantities).Where(quantity => quantity.BelongsTo(evaluation.Case.Kind)))
        {
            open += Write(writer, quantity.Id, evaluation.Evaluate(quantity));
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        return open;
    }

    /// <summary>Writes the parts of a value as an object.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="value">The value.</param>
    public static void Write(Utf8JsonWriter writer, QuantityValue value)
    {
        Preconditions.NotNull(writer);
        Preconditions.NotNull(value);
        writer.WriteStartObject();
        if (value.Exact is { } exact)
        {
            writer.WriteString("exact", exact);
        }

        if (!value.IsRational || value.Exact is null)
        {
            WriteEnds(writer, value);
        }

        writer.WritePropertyName("nearest");
        WriteNearest(writer, value.Nearest);
        writer.WriteString("hex", value.Hex);
        writer.WriteEndObject();
    }

    private static int Write(Utf8JsonWriter writer, string id, QuantityResult result)
    {
        switch (result)
        {
            case QuantityResult.NotApplicable(var reason):
                writer.WriteStartObject(id);
                writer.WriteString("not_applicable", reason);
                writer.WriteEndObject();
                return 0;
            case QuantityResult.One(var value):
                writer.WritePropertyName(id);
                Write(writer, value);
                return value.Nearest is null ? 1 : 0;
            default:
                return WriteItems(writer, id, result.Values);
        }
    }

    /// <summary>Writes a list, each value of which is taken once.</summary>
    private static int WriteItems(Utf8JsonWriter writer, string id, IReadOnlyList<QuantityValue> values)
    {
        var nearest = new double?[values.Count];
        writer.WriteStartArray(id);
        for (var i = 0; i < nearest.Length; i++)
        {
            var value = values[i];
            nearest[i] = value.Nearest;
            if (value.Exact is { } exact)
            {
                writer.WriteStringValue(exact);
            }
            else
            {
                writer.WriteStartObject();
                WriteEnds(writer, value);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
        writer.WriteStartArray(id + "_nearest");
        foreach (var one in nearest)
        {
            WriteNearest(writer, one);
        }

        writer.WriteEndArray();
        writer.WriteStartArray(id + "_hex");
        foreach (var one in nearest)
        {
            writer.WriteStringValue(one is { } value ? HexadecimalFormat.Format(value) : null);
        }

        writer.WriteEndArray();
        return nearest.Count(static one => one is null);
    }

    private static void WriteEnds(Utf8JsonWriter writer, QuantityValue value)
    {
        var (lower, upper) = value.Enclosure;
        writer.WriteString("lower", lower);
        writer.WriteString("upper", upper);
    }

    /// <summary>Writes a double with as many digits as tell it from its neighbours, 17 at most.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="nearest">The double; <see langword="null"/> is written as null and an infinity as a text.</param>
    public static void WriteNearest(Utf8JsonWriter writer, double? nearest)
    {
        Preconditions.NotNull(writer);
        switch (nearest)
        {
            case null:
                writer.WriteNullValue();
                break;
            case { } value when double.IsFinite(value):
                // A large one gets a decimal point: readers that know integers would take its shortest digits exactly.
                var text = DoubleText.Of(value);
                var looksInteger = text.All(static c => c is '-' or (>= '0' and <= '9'));
                writer.WriteRawValue(Math.Abs(value) > MaxExactInteger && looksInteger ? text + ".0" : text, skipInputValidation: true);
                break;
            case var value:
                writer.WriteStringValue(value > 0 ? "Infinity" : "-Infinity");
                break;
        }
    }
}
