namespace BonVerify.Cli.Tests.Checking;

/// <summary>A fact about a program for an interpreter on Windows; elsewhere it is reported as skipped, never as passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WindowsProgramFactAttribute : FactAttribute
{
    public WindowsProgramFactAttribute(string interpreter) => Skip =
        !OperatingSystem.IsWindows() ? "It needs Windows; the workflow runs it there."
        : Programs.Find(interpreter) is null ? $"{interpreter} is not installed."
        : null;
}
