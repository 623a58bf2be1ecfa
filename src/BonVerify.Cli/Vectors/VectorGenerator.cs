using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BonVerify.Cli.Terminal;
using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Cli.Vectors;

/// <summary>Makes the files of golden vectors: the same bytes every time, one test a line.</summary>
internal static class VectorGenerator
{
    /// <summary>How the values of vectors are shown; longer exact texts would not be read.</summary>
    public static QuantityOptions Values { get; } = new() { MaxExactLength = 300, Digits = 25 };

    /// <summary>The text of a file.</summary>
    public static string Generate(VectorPlan plan)
    {
        var groups = new List<(Quantity Quantity, List<string> Lines)>();
        var flags = new HashSet<VectorFlag>();
        var number = 0;
        foreach (var (quantity, cases) in plan.Groups)
        {
            var lines = new List<string>();
            foreach (var vectorCase in cases)
            {
                var result = quantity.Evaluate(vectorCase.Case, Values);
                if (result is QuantityResult.NotApplicable)
                {
                    continue;
                }

                flags.UnionWith(vectorCase.Flags);
                lines.Add(Test(++number, vectorCase, result));
            }

            groups.Add((quantity, lines));
        }

        var text = new StringBuilder();
        text.Append("{\n  \"schema\": \"vectors.schema.json\",\n");
        text.Append("  \"generatorVersion\": ").Append(Quoted(Output.ToolVersion)).Append(",\n");
        text.Append("  \"title\": ").Append(Quoted(plan.Title)).Append(",\n");
        text.Append(FormattableString.Invariant($"  \"numberOfTests\": {number},\n"));
        text.Append("  \"notes\": {\n");
        text.AppendJoin(",\n", flags.OrderBy(static flag => flag.Name, StringComparer.Ordinal)
            .Select(static flag => $"    {Quoted(flag.Name)}: {{\"description\": {Quoted(flag.Description)}}}"));
        text.Append("\n  },\n  \"testGroups\": [\n");
        text.AppendJoin(",\n", groups.Select(static group =>
            $"    {{\n      \"quantity\": {Quoted(group.Quantity.Id)},\n      \"description\": {Quoted(group.Quantity.Statement)},\n"
            + $"      \"tests\": [\n        {string.Join(",\n        ", group.Lines)}\n      ]\n    }}"));
        return text.Append("\n  ]\n}\n").ToString();
    }

    private static string Test(int number, VectorCase vectorCase, QuantityResult result) => JsonText.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("tcId", number);
        writer.WriteString("comment", vectorCase.Comment);
        JsonText.WriteTexts(writer, "flags", vectorCase.Flags.Select(static flag => flag.Name));
        writer.WritePropertyName("case");
        CaseJson.Write(writer, vectorCase.Case);
        writer.WritePropertyName("expected");
        if (result is QuantityResult.One(var value))
        {
            WriteValue(writer, value);
        }
        else
        {
            writer.WriteStartArray();
            foreach (var item in result.Values)
            {
                WriteValue(writer, item);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });

    // A vector always has the enclosure too: a reader without exact arithmetic needs nothing else.
    private static void WriteValue(Utf8JsonWriter writer, QuantityValue value)
    {
        if (value.Nearest is not { } nearest || !double.IsFinite(nearest))
        {
            throw new InvalidOperationException($"the nearest double of {value} is not known; a vector needs it.");
        }

        writer.WriteStartObject();
        if (value.Exact is { } exact)
        {
            writer.WriteString("exact", exact);
        }

        var (lower, upper) = value.Enclosure;
        writer.WriteString("lower", lower);
        writer.WriteString("upper", upper);
        writer.WritePropertyName("nearest");
        ResultJson.WriteNearest(writer, nearest);
        writer.WriteString("hex", value.Hex);
        writer.WriteEndObject();
    }

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
