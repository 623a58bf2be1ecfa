using System.Text;

namespace BonVerify.Cli.Reports;

/// <summary>A report as Markdown, for the summary of a job or a comment: its tables are tables, and its lines stand in blocks as they are.</summary>
internal sealed class MarkdownReport : ReportWriter, IDisposable
{
    // Longer than any run of backquotes that a line may have: one that ended the block would be read as Markdown from there on.
    private const string Fence = "``````";
    private const string FenceShown = @"`````\u0060";

    private readonly TextWriter file;
    private bool isInBlock;

    public MarkdownReport(TextWriter file, string title)
    {
        this.file = file;
        file.Write($"## {Escaped(title)}\n");
    }

    public override void Verdict(string text, bool? isGood) => Line(text);

    public override void Heading(string text)
    {
        EndBlock();
        file.Write($"\n### {Escaped(text)}\n");
    }

    public override void Line(string text)
    {
        if (!isInBlock)
        {
            file.Write($"\n{Fence}text\n");
            isInBlock = true;
        }

        file.Write($"{text.Replace(Fence, FenceShown, StringComparison.Ordinal)}\n");
    }

    public override void Item(string text) => Line("  " + text);

    public override void Copyable(string label, string text) => Item($"{label}: {text}");

    public override void Table(IReadOnlyList<Column> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        EndBlock();
        file.Write('\n');
        WriteRow(columns.Select(static column => column.Name));
        WriteRow(columns.Select(static column => column.IsNumber ? "---:" : "---"));
        foreach (var row in rows)
        {
            WriteRow(row.Select(Escaped));
        }
    }

    public void Dispose() => EndBlock();

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            escaped.Append(c switch
            {
                '\r' or '\n' => " ",
                '&' => "&amp;",
                '<' => "&lt;",
                '|' or '\\' or '`' or '*' or '_' or '[' or ']' or '~' or '#' => $"\\{c}",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }

    private void WriteRow(IEnumerable<string> cells) => file.Write($"| {string.Join(" | ", cells)} |\n");

    private void EndBlock()
    {
        if (isInBlock)
        {
            file.Write($"{Fence}\n");
        }

        isInBlock = false;
    }
}
