using System.Diagnostics;
using System.Text;

namespace BonVerify.Packages.Tests;

/// <summary>What a finished process left behind.</summary>
internal sealed record CommandResult(string Command, int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> Lines => Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>Runs a process to its end; one that takes too long is a failure.</summary>
    public static CommandResult Of(ProcessStartInfo start, int timeoutSeconds, string input)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        (start.StandardOutputEncoding, start.StandardErrorEncoding) = (Encoding.UTF8, Encoding.UTF8);

        // The test host's own settings are not the child's.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        // A build leaves nodes behind for the next one; they would hold its output open for a quarter of an hour.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var shown = $"{start.FileName} {string.Join(' ', start.ArgumentList)}";
        if (!process.WaitForExit(timeoutSeconds * 1000))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{shown} did not end within {timeoutSeconds} s");
        }

        process.WaitForExit();
        return new CommandResult(shown, process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>The result itself, when the command succeeded; otherwise a failure that shows everything it said.</summary>
    public CommandResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"{Command} ended with exit code {ExitCode}\n{Output}\n{Error}");
        return this;
    }
}
