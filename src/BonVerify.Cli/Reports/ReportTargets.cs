namespace BonVerify.Cli.Reports;

/// <summary>Where the report of a run goes.</summary>
/// <param name="asJson">Whether standard output gets JSON.</param>
/// <param name="isVerbose">Whether it gets every detail otherwise.</param>
/// <param name="markdown">A file for Markdown, or null.</param>
/// <param name="page">A file for a page, or null.</param>
internal sealed class ReportTargets(bool asJson, bool isVerbose, NewFile? markdown, NewFile? page) : IDisposable
{
    /// <summary>Whether standard output gets JSON.</summary>
    public bool AsJson => asJson;

    /// <summary>Writes the report everywhere.</summary>
    /// <param name="title">Its heading in a file.</param>
    /// <param name="write">Writes it for people.</param>
    /// <param name="writeJson">Writes it as JSON to standard output.</param>
    /// <exception cref="InputException">A file cannot be written.</exception>
    public void Write(string title, Action<ReportWriter> write, Action writeJson)
    {
        if (asJson)
        {
            writeJson();
        }
        else
        {
            WriteText(Console.Out, write);
        }

        WriteFiles(title, write);
    }

    /// <summary>Writes the report as text.</summary>
    public void WriteText(TextWriter output, Action<ReportWriter> write) => write(new TerminalReport(output, TerminalReport.StandardWidth, isVerbose));

    /// <summary>Writes the files only.</summary>
    public void WriteFiles(string title, Action<ReportWriter> write)
    {
        ReportFile.Write(markdown, output =>
        {
            using var report = new MarkdownReport(output, title);
            write(report);
        });
        ReportFile.Write(page, output =>
        {
            using var report = new PageReport(output, title);
            write(report);
        });
    }

    public void Dispose()
    {
        markdown?.Dispose();
        page?.Dispose();
    }
}
