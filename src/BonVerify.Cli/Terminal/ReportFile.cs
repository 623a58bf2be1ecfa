using System.Text;

namespace BonVerify.Cli.Terminal;

/// <summary>A report written to a file beside the one on standard output.</summary>
internal static class ReportFile
{
    /// <summary>Writes a file.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, Action<TextWriter> write)
    {
        try
        {
            using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
            write(writer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"cannot write {path}: {e.Message}");
        }
    }

    /// <summary>Writes a text report as Markdown, for the summary of a job or a comment.</summary>
    /// <param name="path">The file.</param>
    /// <param name="title">The heading.</param>
    /// <param name="write">The report as people read it.</param>
    public static void WriteMarkdown(string path, string title, Action<TextWriter> write) => Write(path, file =>
    {
        file.Write($"## {title}\n");
        using var markdown = new MarkdownWriter(file);
        write(markdown);
    });
}
