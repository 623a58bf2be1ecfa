using System.Diagnostics;

namespace BonVerify.Cli.Terminal;

/// <summary>
/// Progress on standard error: one line that is rewritten in a terminal, a new line every few seconds elsewhere.
/// </summary>
internal sealed class ProgressLine
{
    private static readonly TimeSpan TerminalInterval = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    private readonly bool terminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
    private readonly Stopwatch sinceLast = Stopwatch.StartNew();
    private int shown;

    /// <summary>Shows a text, unless the last one is too recent.</summary>
    public void Report(Func<string> text)
    {
        if (sinceLast.Elapsed < (terminal ? TerminalInterval : LogInterval))
        {
            return;
        }

        sinceLast.Restart();
        var line = text();
        if (terminal)
        {
            VisibleWriter.PlainError.Write("\r" + VisibleWriter.Visible(line).PadRight(shown));
            shown = line.Length;
        }
        else
        {
            Console.Error.WriteLine(line);
        }
    }

    /// <summary>Wipes the line, so that what follows starts clean.</summary>
    public void Clear()
    {
        if (terminal && shown > 0)
        {
            VisibleWriter.PlainError.Write("\r" + new string(' ', shown) + "\r");
            shown = 0;
        }
    }
}
