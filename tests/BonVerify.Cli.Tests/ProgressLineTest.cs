using BonVerify.Cli.Terminal;

namespace BonVerify.Cli.Tests;

public class ProgressLineTest
{
    [Fact]
    public void Terminal_LineIsWrittenOverAllThatIsShown()
    {
        const string Hidden = "\u001b[2J of a file";
        using var terminal = new StringWriter();
        var line = new ProgressLine(terminal);
        Report(line, Hidden);
        var visible = VisibleWriter.Visible(Hidden);
        Assert.True(visible.Length > Hidden.Length);
        Assert.Equal("\r" + visible, terminal.ToString());

        // What is shorter covers the one before, and so does what wipes it.
        terminal.GetStringBuilder().Clear();
        Report(line, "done");
        Assert.Equal("\r" + "done".PadRight(visible.Length), terminal.ToString());
        terminal.GetStringBuilder().Clear();
        line.Clear();
        Assert.Equal("\r    \r", terminal.ToString());
        line.Clear();
        Assert.Equal("\r    \r", terminal.ToString());
    }

    /// <summary>Until it is due.</summary>
    private static void Report(ProgressLine line, string text)
    {
        for (var reported = false; !reported;)
        {
            Thread.Sleep(20);
            line.Report(() =>
            {
                reported = true;
                return text;
            });
        }
    }
}
