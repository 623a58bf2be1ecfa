namespace BonVerify.Cli.Tests.Checking;

/// <summary>A fact about a program for an interpreter; where that is missing it is reported as skipped, never as passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(string interpreter)
    {
        if (Programs.Find(interpreter) is null)
        {
            Skip = $"{interpreter} is not installed.";
        }
        else if (!OperatingSystem.IsLinux())
        {
            Skip = "It uses signals, and finds processes in /proc.";
        }
    }
}
