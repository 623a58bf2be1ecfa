using System.Text;

namespace BonVerify.Cli.Terminal;

/// <summary>A text report as Markdown: its tables are tables, and its lines stand in blocks as they are.</summary>
internal sealed class MarkdownWriter(TextWriter file) : TextWriter
{
    // Longer than any run of backquotes that a line might have.
    private const string Fence = "``````";

    private bool isInBlock;
    private bool isAtLineStart = true;

    public override Encoding Encoding => file.Encoding;

    public override void Write(char value)
    {
        // An empty line between a table and a block is there already.
        if (!isInBlock && isAtLineStart && value is '\r' or '\n')
        {
            return;
        }

        if (!isInBlock)
        {
            file.Write($"\n{Fence}text\n");
            isInBlock = true;
        }

        file.Write(value);
        isAtLineStart = value == '\n';
    }

    /// <summary>Writes a table; cell texts are taken literally.</summary>
    public void WriteTable(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        EndBlock();
        file.Write('\n');
        WriteRow(columns);
        WriteRow([.. columns.Select(static _ => "---")]);
        foreach (var row in rows)
        {
            WriteRow([.. row.Select(Escaped)]);
        }
    }

    protected override void Dispose(bool disposing)
    {
        EndBlock();
        base.Dispose(disposing);
    }

    private static string Escaped(string cell)
    {
        var text = new StringBuilder();
        foreach (var c in cell)
        {
            text.Append(c switch
            {
                '\r' or '\n' => " ",
                '&' => "&amp;",
                '<' => "&lt;",
                '|' or '\\' or '`' or '*' or '_' or '[' or ']' or '~' or '#' => $"\\{c}",
                _ => c.ToString(),
            });
        }

        return text.ToString();
    }

    private void WriteRow(IReadOnlyList<string> cells) => file.Write($"| {string.Join(" | ", cells)} |\n");

    private void EndBlock()
    {
        if (isInBlock)
        {
            file.Write(isAtLineStart ? $"{Fence}\n" : $"\n{Fence}\n");
        }

        (isInBlock, isAtLineStart) = (false, true);
    }
}
