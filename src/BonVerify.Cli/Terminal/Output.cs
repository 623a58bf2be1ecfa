using System.Reflection;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Spectre.Console;

namespace BonVerify.Cli.Terminal;

/// <summary>Standard output: tables for people, JSON for programs.</summary>
internal static class Output
{
    // Wide enough that nothing wraps when nobody's window limits it.
    private const int RedirectedWidth = 240;

    /// <summary>The version of the tool.</summary>
    public static string ToolVersion { get; } =
        typeof(Output).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "unknown";

    /// <summary>Standard output as bytes. Writing to a pipe that nobody reads any more throws, so that the work ends.</summary>
    public static Stream OpenStream()
    {
        if (!OperatingSystem.IsWindows())
        {
            // The stream of the console passes over a broken pipe in silence; that of a file does not, but keeps a position
            // of its own in what can be sought in.
            var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!stream.CanSeek)
            {
                return stream;
            }
        }

        return Console.OpenStandardOutput();
    }

    /// <summary>Writes a table; cell texts are taken literally.</summary>
    public static void WriteTable(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) =>
        WriteTable(Console.Out, columns, rows);

    /// <summary>Writes a table to where standard output goes, or into Markdown; cell texts are taken literally.</summary>
    public static void WriteTable(TextWriter output, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (output is MarkdownWriter markdown)
        {
            markdown.WriteTable(columns, rows);
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column)));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(VisibleWriter.Visible(cell))));
        }

        console.Write(table);
    }

    /// <summary>
    /// Writes a report as JSON, its keys in ordinal order. It goes to the stream that the oracle writes to: in UTF-8 whatever the
    /// console speaks, and a reader that has gone is noticed.
    /// </summary>
    public static void WriteJson(Action<Utf8JsonWriter> writeObject)
    {
        var report = JsonText.OrdinalUtf8(writeObject);
        Console.Out.Flush();
        using var stream = OpenStream();
        stream.Write([.. report.Span, (byte)'\n']);
        stream.Flush();
    }
}
