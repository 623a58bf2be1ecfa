namespace BonVerify.Packages.Tests;

/// <summary>A theory that needs a Unix system; elsewhere it is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "The commands are those of a Unix shell.";
        }
    }
}
