namespace BonVerify.Cli.Tests.Checking;

/// <summary>A theory about programs for an interpreter; where that is missing it is reported as skipped, never as passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProgramTheoryAttribute : TheoryAttribute
{
    public ProgramTheoryAttribute(string interpreter)
    {
        if (Programs.Find(interpreter) is null)
        {
            Skip = $"{interpreter} is not installed.";
        }
    }
}
