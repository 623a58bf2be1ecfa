using BonVerify.Cli.Reports;
using BonVerify.Cli.Sharding;

namespace BonVerify.Cli.Tests.Sharding;

/// <summary>Parts of runs as files, in a folder that is gone at the end of a test, and reports as texts.</summary>
internal sealed class PartFiles : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bonverify-shards");

    public string Folder => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    /// <summary>Writes a file.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    /// <summary>Writes a part as a report holds it.</summary>
    public string Write(string name, RunPart part)
    {
        var json = JsonText.OfOrdinal(writer =>
        {
            writer.WriteStartObject();
            part.Write(writer);
            writer.WriteEndObject();
        });
        Assert.Null(JsonText.FirstOutOfOrder(System.Text.Encoding.UTF8.GetBytes(json)));
        return Write(name, json);
    }

    /// <summary>A report as text for people, and as a page and as Markdown, without the time that it took.</summary>
    public static string Texts(string title, Action<ReportWriter> write)
    {
        using var output = new StringWriter();
        write(new TerminalReport(output, TerminalReport.StandardWidth, isVerbose: true));
        using (var markdown = new MarkdownReport(output, title))
        {
            write(markdown);
        }

        using (var page = new PageReport(output, title))
        {
            write(page);
        }

        return System.Text.RegularExpressions.Regex.Replace(output.ToString(), @"Stopped after [\d.]+ s", "Stopped");
    }
}
