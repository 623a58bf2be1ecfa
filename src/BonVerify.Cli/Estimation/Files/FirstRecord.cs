using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>What a field of the first record is.</summary>
internal enum FieldShape
{
    Absent,
    Null,
    Number,
    Judgement,
    Text,
    Array,
    Object,
}

/// <summary>The first record of a file, from which its format is guessed.</summary>
internal abstract class FirstRecord
{
    /// <summary>The names of its members or columns.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>What is at a path, and its text when it is a single value.</summary>
    public abstract (FieldShape Shape, string Text) At(FieldPath path);

    public FieldShape ShapeAt(string path) => At(FieldPath.Parse(path)).Shape;
}

/// <summary>A JSON object as the first record.</summary>
internal sealed class FirstJsonRecord(JsonElement root) : FirstRecord
{
    public override IReadOnlyList<string> Names { get; } = [.. root.EnumerateObject().Select(JsonText.NameOf).OfType<string>()];

    public override (FieldShape Shape, string Text) At(FieldPath path)
    {
        var element = root;
        var isMany = false;
        for (var i = 0; i < path.Steps.Count; i++)
        {
            if (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0)
            {
                if (int.TryParse(path.Steps[i], out var index))
                {
                    if (index >= element.GetArrayLength())
                    {
                        return (FieldShape.Absent, "");
                    }

                    element = element[index];
                    continue;
                }

                (element, isMany) = (element[0], true);
            }

            if (element.ValueKind != JsonValueKind.Object || Member(element, path.Steps[i]) is not { } member)
            {
                return (FieldShape.Absent, "");
            }

            element = member;
        }

        return (isMany ? FieldShape.Array : ShapeOf(element), TextOf(element));
    }

    private static JsonElement? Member(JsonElement element, string step)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (step == "*" || JsonText.NameOf(member) == step)
            {
                return member.Value;
            }
        }

        return null;
    }

    // A text that is not valid Unicode is shown as it is written: whoever reads the record says what is wrong with it.
    private static string TextOf(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            try
            {
                return element.GetString()!;
            }
            catch (InvalidOperationException)
            {
                // Half a character.
            }
        }

        return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element));
    }

    private static FieldShape ShapeOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => FieldShape.Null,
        JsonValueKind.Number => FieldShape.Number,
        JsonValueKind.True or JsonValueKind.False => FieldShape.Judgement,
        JsonValueKind.String => FieldShape.Text,
        JsonValueKind.Array => FieldShape.Array,
        _ => FieldShape.Object,
    };
}

/// <summary>The first row of a CSV file.</summary>
internal sealed class FirstCsvRecord(IReadOnlyList<string> columns, IReadOnlyList<string> cells) : FirstRecord
{
    public override IReadOnlyList<string> Names => columns;

    public override (FieldShape Shape, string Text) At(FieldPath path)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] == path.Text)
            {
                var text = i < cells.Count ? cells[i].Trim() : "";
                return (text is ['[', .., ']'] ? FieldShape.Array : text.Length == 0 ? FieldShape.Null : FieldShape.Text, text);
            }
        }

        return (FieldShape.Absent, "");
    }
}
