using System.Globalization;
using BonVerify.Cli.Terminal;
using BonVerify.Conformance;

namespace BonVerify.Cli.Checking;

/// <summary>What a run of <c>check</c> found, for people, and the exit code that says so.</summary>
internal static partial class CheckReport
{
    private const int BadgeSchemaVersion = 1;

    /// <summary>The exit code of a finished run; an interruption is the caller's business.</summary>
    public static int ExitCodeOf(CheckResult run) => run.Report.Conclusion switch
    {
        Conclusion.Conforming => ExitCode.Verified,
        Conclusion.Nonconforming => ExitCode.Counterexample,
        _ => ExitCode.Inconclusive,
    };

    public static void WriteText(CheckResult run, TextWriter output)
    {
        var report = run.Report;
        Output.WriteTable(
            output,
            ["quantity", "asked", "correct", "within tolerance", "by allowance", "failed", "unsupported", "not asked", "worst error", "in ulps"],
            report.Tallies.Select(static tally => (IReadOnlyList<string>)
            [
                tally.Quantity.Id, Text(tally.Asked), Text(tally.Of(Assessment.Correct)), Text(tally.Of(Assessment.WithinTolerance)),
                Text(tally.Of(Assessment.ByAllowance)), Text(tally.Failed), Text(tally.Of(Assessment.Unsupported)),
                Text(tally.Of(Assessment.NotAsked) + tally.OutsideScope), Share(tally.WorstRelative?.RelativeError),
                tally.WorstUlps?.Ulps is { } ulps ? Explanation.Ulps(ulps) : "-",
            ]));
        foreach (var tally in report.Tallies.Where(static tally => tally is { Failed: 0, WorstUlps.Ulps: > 1 }))
        {
            output.WriteLine($"{tally.Quantity}: the largest error is for {Explanation.Shown(tally.WorstUlps!.Request)}");
        }

        foreach (var (failure, file) in report.Smallest.Zip(run.Files))
        {
            foreach (var line in Explanation.Lines(failure))
            {
                output.WriteLine(line);
            }

            output.WriteLine($"  reproduce: {ReproduceLine(CheckFailure.Of(run.Options.Command, report.Options, failure))}");
            if (file is not null)
            {
                output.WriteLine($"  explain: bonverify reproduce {Quoted(file)}");
            }
        }

        foreach (var sentence in Explanation.Diagnoses(report))
        {
            output.WriteLine($"Diagnosis: {sentence}");
        }

        foreach (var note in Notes(run))
        {
            output.WriteLine($"Note: {note}");
        }

        output.WriteLine(FormattableString.Invariant(
            $"{run.Asked} requests in {run.AskingTime.TotalSeconds:F1} s ({run.Asked / Math.Max(1e-9, run.AskingTime.TotalSeconds):F0} a second), {run.Elapsed.TotalSeconds:F1} s in all; tolerance {report.Options.Tolerance.Sentence}; seed {report.Options.Seed}."));
        output.WriteLine($"Result: {ResultOf(run)}.");
    }

    /// <summary>Writes the report as Markdown.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void WriteMarkdown(CheckResult run, NewFile? file) =>
        ReportFile.WriteMarkdown(file, $"bonverify check: {ResultOf(run)}", output => WriteText(run, output));

    /// <summary>Writes what shields.io shows as a badge (its endpoint schema).</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void WriteBadge(CheckResult run, NewFile? file) => ReportFile.Write(file, output => output.Write(JsonText.OfOrdinal(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("color", run.Report.Conclusion switch
        {
            Conclusion.Conforming => "brightgreen",
            Conclusion.Nonconforming => "red",
            _ => "lightgrey",
        });
        writer.WriteString("label", "best-of-n");
        writer.WriteString("message", ResultOf(run));
        writer.WriteNumber("schemaVersion", BadgeSchemaVersion);
        writer.WriteEndObject();
    }) + "\n"));

    private static IEnumerable<string> Notes(CheckResult run)
    {
        if (run.Notes.Hello is { Name: { } name })
        {
            yield return $"The program calls itself {name}.";
        }

        if (run.Report.Options.Only is not null && run.Report.Smallest.Count > 0)
        {
            yield return "This is the request as it was given; smaller ones were not tried.";
        }

        foreach (var quantity in run.GivenUp)
        {
            yield return $"{quantity} was asked no more after the program hung or ended too often.";
        }

        // Down without a culprit, beyond what the blamed requests account for.
        var blamed = run.Report.Judgements.Count(static judgement => judgement.Answer is Answer.Ended or Answer.TimedOut);
        if (run.Notes.StrayEnds > 2 * blamed)
        {
            yield return FormattableString.Invariant(
                $"The program went down {run.Notes.StrayEnds} times and we could not tell which request caused it. It was started again; it should answer line after line until its input ends.");
        }

        foreach (var sentence in run.Notes.Sentences().Concat(Explanation.Notes(run.Report)))
        {
            yield return sentence;
        }

        if (!run.Report.Judgements.Any(static judgement => judgement.IsGood || judgement.Assessment is Assessment.Sampled or Assessment.Wrong or Assessment.Unsupported))
        {
            yield return "The program gave no usable answer. It needs an adapter, some ten lines that read a request and write an answer: bonverify check --template python prints one, and --smoke tries it.";
        }
    }

    /// <summary>One line for a shell that puts this request again.</summary>
    public static string ReproduceLine(CheckFailure failure)
    {
        var options = (failure.Ties.SequenceEqual(TieConventions.Default) ? "" : $" --ties {TieConventions.NameOf(failure.Ties)}")
            + (failure.Tolerance == Tolerance.Default ? "" : $" --tolerance {failure.Tolerance}");
        return $"bonverify check --request {Quoted($"{failure.Request}")}{options} -- {string.Join(' ', failure.Command.Select(Quoted))}";
    }

    /// <summary>A word of a command line as a shell takes it.</summary>
    public static string Quoted(string argument) => argument.Length > 0 && argument.All(static c => char.IsAsciiLetterOrDigit(c) || "-_./=:,@+".Contains(c, StringComparison.Ordinal))
        ? argument
        : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>An assessment for programs.</summary>
    public static string NameOf(Assessment assessment) => ReportJson.NameOf(assessment);

    private static string ResultOf(CheckResult run) => ReportJson.ResultOf(run.Report);

    private static string Share(double? error) => error switch
    {
        null => "-",
        0 => "0",
        { } share when double.IsInfinity(share) => "infinite",
        { } share => share.ToString("0.#e+0", CultureInfo.InvariantCulture),
    };

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
