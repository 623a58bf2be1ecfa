using System.CommandLine;

namespace BonVerify.Cli.Reports;

/// <summary>The options of a command that say where its report goes and in which form.</summary>
/// <param name="hasDetails">Whether its report has details that only a file shows otherwise.</param>
internal sealed class ReportOptions(bool hasDetails = true)
{
    private readonly Option<bool> json = new("--json") { Description = "Write the report as JSON." };
    private readonly Option<string?> markdown = new("--markdown") { Description = "Write the report to a file as Markdown too." };
    private readonly Option<string?> page = new("--html") { Description = "Write the report to a file as a page for a browser too, with figures and worked explanations; it needs nothing else." };
    private readonly Option<bool> verbose = new("--verbose", "-v") { Description = "Write every detail." };

    /// <summary>The names of the options.</summary>
    public string[] Names => [json.Name, markdown.Name, page.Name, verbose.Name];

    public void AddTo(Command command)
    {
        command.Add(json);
        command.Add(markdown);
        command.Add(page);
        if (hasDetails)
        {
            command.Add(verbose);
        }
    }

    /// <summary>Begins the files, before the work.</summary>
    /// <exception cref="InputException">One cannot be written.</exception>
    public ReportTargets Begin(ParseResult parsed) => new(
        parsed.GetValue(json),
        hasDetails && parsed.GetValue(verbose),
        Destination.Begin("--markdown", parsed.GetValue(markdown)),
        Destination.Begin("--html", parsed.GetValue(page)));
}
