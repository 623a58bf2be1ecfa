namespace BonVerify.Packages.Tests;

/// <summary>A fact that needs a Unix system; elsewhere it is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "The commands are those of a Unix shell.";
        }
    }
}
