using System.Text;
using BonVerify.Cli.Terminal;

namespace BonVerify.Cli.Reports;

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
        using (var visible = new VisibleWriter(writer))
        {
            write(visible);
        }

        file.Keep();
    }
}
