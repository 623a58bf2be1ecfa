using System.CommandLine;
using BonVerify.Cli.Checking;
using BonVerify.Cli.Plotting;
using BonVerify.Cli.Reports;

namespace BonVerify.Cli.Commands;

/// <summary>The files that <c>check</c> writes beside its report.</summary>
internal sealed class CheckFileOptions
{
    private readonly Option<string?> junit = new("--junit") { Description = "Write a JUnit file too." };
    private readonly Option<string?> badge = new("--badge") { Description = "Write the JSON file of a badge of shields.io too." };
    private readonly Option<string?> errors = new("--errors") { Description = "Write how far each answer is off to a CSV file too, for bonverify plot errors." };

    /// <summary>The names of the options.</summary>
    public string[] Names => [junit.Name, badge.Name, errors.Name];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(junit);
        command.Add(badge);
        command.Add(errors);
    }

    /// <summary>The first of the options that is given, or null.</summary>
    public string? Given(ParseResult parsed) =>
        new[] { junit, badge, errors }.FirstOrDefault(option => parsed.GetValue(option) is not null)?.Name;

    /// <summary>Begins the files, before the work.</summary>
    /// <exception cref="InputException">One cannot be written.</exception>
    public CheckFiles Begin(ParseResult parsed) => new(
        Destination.Begin("--junit", parsed.GetValue(junit)),
        Destination.Begin("--badge", parsed.GetValue(badge)),
        Destination.Begin("--errors", parsed.GetValue(errors)));
}

/// <summary>Files beside a report of <c>check</c>, each null where none is asked for.</summary>
internal sealed class CheckFiles(NewFile? junit, NewFile? badge, NewFile? errors) : IDisposable
{
    /// <summary>Writes the files.</summary>
    /// <exception cref="InputException">One cannot be written.</exception>
    public void Write(CheckResult run)
    {
        if (junit is not null)
        {
            CheckReport.WriteJUnit(run, junit.Stream);
            junit.Keep();
        }

        CheckReport.WriteBadge(run, badge);
        ReportFile.Write(errors, output => AnswerError.Write(AnswerError.Of(run.Report), output));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        junit?.Dispose();
        badge?.Dispose();
        errors?.Dispose();
    }
}
