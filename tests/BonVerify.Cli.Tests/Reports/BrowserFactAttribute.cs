namespace BonVerify.Cli.Tests.Reports;

/// <summary>A fact about a page in Chromium; where that is missing it is reported as skipped, never as passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    // Without these it asks hosts of its maker for updates, and is at odds with a network that is closed.
    public static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    public BrowserFactAttribute()
    {
        if (Browser is null)
        {
            Skip = "chromium is not on the PATH.";
        }
    }

    /// <summary>The full path of the browser, or null.</summary>
    public static string? Browser { get; } = InterpreterFactAttribute.Find("chromium") ?? InterpreterFactAttribute.Find("chromium-browser");
}
