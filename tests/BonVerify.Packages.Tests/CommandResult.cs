namespace BonVerify.Packages.Tests;

/// <summary>What a finished process left behind.</summary>
internal sealed record CommandResult(string Command, int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> Lines => Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>The result itself, when the command succeeded; otherwise a failure that shows everything it said.</summary>
    public CommandResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"{Command} ended with exit code {ExitCode}\n{Output}\n{Error}");
        return this;
    }
}
