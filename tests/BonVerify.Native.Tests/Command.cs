using System.Diagnostics;
using System.Text;
using BonVerify.Packages.Tests;

namespace BonVerify.Native.Tests;

/// <summary>Commands as a user types them.</summary>
internal static class Command
{
    /// <summary>Runs a command in a folder to its end.</summary>
    public static CommandResult Run(string folder, string command, IEnumerable<string> arguments, int timeoutSeconds = 240, string input = "")
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        // The test host's own settings are not the child's.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var shown = $"{command} {string.Join(' ', start.ArgumentList)}";
        if (!process.WaitForExit(timeoutSeconds * 1000))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{shown} did not end within {timeoutSeconds} s");
        }

        process.WaitForExit();
        return new CommandResult(shown, process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}
