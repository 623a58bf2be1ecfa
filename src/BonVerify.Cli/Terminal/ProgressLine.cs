using System.Diagnostics;

namespace BonVerify.Cli.Terminal;

/// <summary>
/// Progress on standard error: one line that is rewritten in a terminal, a new line every few seconds elsewhere.
/// </summary>
internal sealed class ProgressLine
{
    private static readonly TimeSpan TerminalInterval = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    private readonly TextWriter? terminal;
    private readonly Stopwatch sinceLast = Stopwatch.StartNew();
    private int shown;

    /// <summary>Progress where standard error goes.</summary>
    public ProgressLine()
        : this(!Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb" ? VisibleWriter.PlainError : null)
    {
    }

    /// <summary>Progress in a terminal; without one, in lines on standard error.</summary>
    internal ProgressLine(TextWriter? terminal) => this.terminal = terminal;

    /// <summary>Shows a text, unless the last one is too recent.</summary>
    public void Report(Func<string> text)
    {
        if (sinceLast.Elapsed < (terminal is not null ? TerminalInterval : LogInterval))
        {
            return;
        }

        sinceLast.Restart();
        var line = text();
        if (terminal is not null)
        {
            var visible = VisibleWriter.Visible(line);
            terminal.Write("\r" + visible.PadRight(shown));
            shown = visible.Length;
        }
        else
        {
            Console.Error.WriteLine(line);
        }
    }

    /// <summary>Wipes the line, so that what follows starts clean.</summary>
    public void Clear()
    {
        if (terminal is not null && shown > 0)
        {
            terminal.Write("\r" + new string(' ', shown) + "\r");
            shown = 0;
        }
    }
}
