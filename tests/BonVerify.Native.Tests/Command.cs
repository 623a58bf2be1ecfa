using System.Diagnostics;
using BonVerify.Packages.Tests;

namespace BonVerify.Native.Tests;

/// <summary>Commands as a user types them.</summary>
internal static class Command
{
    /// <summary>Runs a command in a folder to its end.</summary>
    public static CommandResult Run(string folder, string command, IEnumerable<string> arguments, int timeoutSeconds = 240, string input = "") =>
        CommandResult.Of(new ProcessStartInfo(command, arguments) { WorkingDirectory = folder }, timeoutSeconds, input);
}
