using BonVerify.Cli.Terminal;
using Spectre.Console;

namespace BonVerify.Cli.Reports;

/// <summary>A report for a terminal, or for a pipe.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="width">How many columns there are; null where nothing limits them.</param>
/// <param name="isVerbose">Whether details are written too, and every column.</param>
internal sealed class TerminalReport(TextWriter output, int? width, bool isVerbose = false) : ReportWriter
{
    // What is narrower than this is no terminal that somebody reads in.
    private const int MinWidth = 20;
    private const int Wide = 100_000;

    private Position position = Position.Start;

    /// <summary>What was written last: a table stands between empty lines.</summary>
    private enum Position
    {
        Start,
        Heading,
        Line,
        Table,
    }

    /// <summary>The report on standard output, as wide as COLUMNS says or the window is.</summary>
    public static TerminalReport Standard => new(Console.Out, StandardWidth);

    /// <summary>How many columns standard output has; null for a pipe of which COLUMNS says nothing.</summary>
    public static int? StandardWidth
    {
        get
        {
            if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns >= MinWidth)
            {
                return columns;
            }

            return Console.IsOutputRedirected || AnsiConsole.Profile.Width < MinWidth ? null : AnsiConsole.Profile.Width;
        }
    }

    public override void Verdict(string text, bool? isGood) => Line(text);

    public override void Heading(string text)
    {
        output.WriteLine();
        position = Position.Start;
        Line(text);
        position = Position.Heading;
    }

    public override void Line(string text) => Write(text, 0, 2);

    public override void Item(string text) => Write(text, 2, 4);

    public override void Copyable(string label, string text)
    {
        Begin(Position.Line);
        output.WriteLine($"  {label}: {text}");
    }

    public override void Table(IReadOnlyList<Column> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Begin(Position.Table);
        var cells = rows.Select(static row => row.Select(VisibleWriter.Visible).ToArray()).ToArray();
        var shown = Enumerable.Range(0, columns.Count).ToList();
        while (true)
        {
            var lines = Aligned([.. shown.Select(i => columns[i])], cells.Select(row => shown.Select(i => row[i])));
            if (width is null || lines.All(line => line.GetCellWidth() <= width))
            {
                foreach (var line in lines)
                {
                    output.WriteLine(line);
                }

                return;
            }

            var leftOut = isVerbose ? -1 : shown.FindLastIndex(i => columns[i].IsOptional);
            if (leftOut < 0)
            {
                WriteStacked(columns, cells, width.Value);
                return;
            }

            shown.RemoveAt(leftOut);
        }
    }

    public override void Details(string summary, Action write)
    {
        if (isVerbose)
        {
            Heading(summary);
            write();
        }
    }

    private static string[] Aligned(Column[] columns, IEnumerable<IEnumerable<string>> rows)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = Wide;
        console.Profile.Capabilities.Unicode = true;
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column.Name)) { NoWrap = true, Alignment = column.IsNumber ? Justify.Right : Justify.Left });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(static cell => new Text(cell)));
        }

        console.Write(table);
        return [.. text.ToString().Split('\n').Select(static line => line.TrimEnd()).Where(static line => line.Length > 0)];
    }

    /// <summary>Every row as a paragraph, for what is wider than the terminal.</summary>
    private void WriteStacked(IReadOnlyList<Column> columns, string[][] rows, int limit)
    {
        foreach (var row in rows)
        {
            output.WriteLine($"  {row[0]}");
            var line = "";
            for (var i = 1; i < row.Length; i++)
            {
                if (row[i] is "" or "-")
                {
                    continue;
                }

                var pair = $"{columns[i].Name}: {row[i]}";
                if (line.Length > 0 && (columns[i].IsProse || $"    {line}, {pair}".GetCellWidth() > limit))
                {
                    output.WriteLine($"    {line}");
                    line = "";
                }

                if (columns[i].IsProse)
                {
                    WriteLines(row[i], 4, 4);
                }
                else
                {
                    line += line.Length == 0 ? pair : $", {pair}";
                }
            }

            if (line.Length > 0)
            {
                output.WriteLine($"    {line}");
            }
        }
    }

    private void Begin(Position next)
    {
        if (position == Position.Table || (position == Position.Line && next == Position.Table))
        {
            output.WriteLine();
        }

        position = next;
    }

    private void Write(string text, int indent, int hanging)
    {
        Begin(Position.Line);
        WriteLines(text, indent, hanging);
    }

    private void WriteLines(string text, int indent, int hanging)
    {
        if (width is not { } limit)
        {
            output.WriteLine(new string(' ', indent) + text);
            return;
        }

        foreach (var line in LineBreaking.Lines(VisibleWriter.Visible(text), limit, indent, hanging))
        {
            output.WriteLine(line);
        }
    }
}
