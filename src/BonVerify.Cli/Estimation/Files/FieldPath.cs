using System.Text;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>
/// A dotted path to a field, such as scores.match.value: names of members, numbers of elements, or * for the first member whatever
/// its name. A backslash takes a dot literally. # alone is the number of the record in its file.
/// </summary>
internal sealed class FieldPath
{
    /// <summary>The path of the number of the record.</summary>
    public const string RecordNumber = "#";

    private FieldPath(string text, IReadOnlyList<string> steps) => (Text, Steps) = (text, steps);

    public string Text { get; }

    public IReadOnlyList<string> Steps { get; }

    public bool IsRecordNumber => Text == RecordNumber;

    public static FieldPath Parse(string text)
    {
        var steps = new List<string>();
        var step = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '.')
            {
                steps.Add(step.ToString());
                step.Clear();
            }
            else
            {
                i += text[i] == '\\' && i + 1 < text.Length ? 1 : 0;
                step.Append(text[i]);
            }
        }

        steps.Add(step.ToString());
        return steps.Contains("")
            ? throw new InputException($"'{text}' is no path to a field; it must be names separated by single dots.")
            : new FieldPath(text, steps);
    }
}
