namespace BonVerify.Cli.Checking.Dialogue;

/// <summary>What comes out of a running program.</summary>
internal abstract record OutputEvent
{
    private OutputEvent()
    {
    }

    /// <summary>A complete line, without its end.</summary>
    public sealed record Line(byte[] Text) : OutputEvent;

    /// <summary>A line longer than <see cref="RunningProgram.MaxLineBytes"/>; the rest of it is not read.</summary>
    public sealed record TooLong : OutputEvent;

    /// <summary>The program closed its output; what is left without a line end is given too.</summary>
    public sealed record Closed(byte[] Rest) : OutputEvent;
}
