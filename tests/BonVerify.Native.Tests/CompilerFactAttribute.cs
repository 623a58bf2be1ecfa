using BonVerify.Cli.Tests;

namespace BonVerify.Native.Tests;

/// <summary>A fact about programs that are compiled on Linux; elsewhere, or where a command is missing, it is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CompilerFactAttribute : FactAttribute
{
    public CompilerFactAttribute(params string[] commands)
    {
        Commands = commands;
        Skip = !OperatingSystem.IsLinux() ? "The commands are those of Linux."
            : commands.FirstOrDefault(static command => InterpreterFactAttribute.Find(command) is null) is { } missing ? $"{missing} is not on the PATH."
            : null;
    }

    public string[] Commands { get; }
}
