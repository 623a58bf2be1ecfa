using System.Text;

namespace BonVerify.Cli.Terminal;

/// <summary>A report written to a file beside the one on standard output.</summary>
internal static class ReportFile
{
    /// <summary>Writes a file that was begun, and puts it in its place; nothing where none was.</summary>
    public static void Write(NewFile? file, Action<TextWriter> write)
    {
        if (file is null)
        {
            return;
        }

        using (var writer = new StreamWriter(file.Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" })
        {
            write(writer);
        }

        file.Keep();
    }

    /// <summary>Writes a text report as Markdown, for the summary of a job or a comment.</summary>
    /// <param name="file">The file, or null.</param>
    /// <param name="title">The heading.</param>
    /// <param name="write">The report as people read it.</param>
    public static void WriteMarkdown(NewFile? file, string title, Action<TextWriter> write) => Write(file, page =>
    {
        page.Write($"## {title}\n");
        using var markdown = new MarkdownWriter(page);
        write(markdown);
    });
}
