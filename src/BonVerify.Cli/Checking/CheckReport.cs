using System.Globalization;
using BonVerify.Cli.Plotting;
using BonVerify.Cli.Reports;
using BonVerify.Cli.Reproduction;
using BonVerify.Conformance;
using BonVerify.Evaluation;

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

        // Whether enough was answered is told by all parts together.
        _ when IsWholePart(run) => ExitCode.Verified,
        _ => ExitCode.Inconclusive,
    };

    /// <summary>The heading of the report in a file.</summary>
    public static string TitleOf(CheckResult run) => $"bonverify check: {ResultOf(run)}";

    /// <summary>Writes the report: the verdict, the counts, then what failed, why, and what else is worth knowing.</summary>
    public static void Write(CheckResult run, ReportWriter report)
    {
        var examination = run.Report;
        report.Verdict($"Result: {ResultOf(run)}.", examination.Conclusion switch
        {
            Conclusion.Conforming => true,
            Conclusion.Nonconforming => false,
            _ => null,
        });
        report.Line(FormattableString.Invariant(
            $"{run.Asked} requests in {run.AskingTime.TotalSeconds:F1} s ({run.Asked / Math.Max(1e-9, run.AskingTime.TotalSeconds):F0} a second), {run.Elapsed.TotalSeconds:F1} s in all; tolerance {examination.Options.Tolerance.Sentence}; seed {examination.Options.Seed}."));
        foreach (var sentence in Explanation.Diagnoses(examination))
        {
            report.Line($"Diagnosis: {sentence}");
        }

        WriteTallies(examination, report);
        foreach (var (failure, file) in examination.Smallest.Zip(run.Files))
        {
            WriteFailure(run, failure, file, report);
        }

        foreach (var note in Notes(run))
        {
            report.Line($"Note: {note}");
        }

        report.Figure(() => ErrorsPlot.Draw(AnswerError.Of(examination), isAgainstMass: false));
        report.Figure(() => ErrorsPlot.Draw(AnswerError.Of(examination), isAgainstMass: true));
    }

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

    private static void WriteTallies(ExaminationReport examination, ReportWriter report)
    {
        // Of these columns there are as many as have something to say.
        var rare = new (string Name, Func<QuantityTally, int> Of)[]
        {
            ("by allowance", static tally => tally.Of(Assessment.ByAllowance)),
            ("failed", static tally => tally.Failed),
            ("unsupported", static tally => tally.Of(Assessment.Unsupported)),
            ("not asked", static tally => tally.Of(Assessment.NotAsked) + tally.OutsideScope),
        }.Where(column => column.Name == "failed" || examination.Tallies.Any(tally => column.Of(tally) > 0)).ToArray();
        report.Table(
            [
                "quantity", Column.Number("asked"), Column.Number("correct"), Column.Number("within tolerance"),
                .. rare.Select(static column => Column.Number(column.Name)), Column.Number("worst error"), Column.Number("in ulps"),
            ],
            examination.Tallies.Select(tally => (IReadOnlyList<string>)
            [
                tally.Quantity.Id, Text(tally.Asked), Text(tally.Of(Assessment.Correct)), Text(tally.Of(Assessment.WithinTolerance)),
                .. rare.Select(column => Text(column.Of(tally))), Share(tally.WorstRelative?.RelativeError),
                tally.WorstUlps?.Ulps is { } ulps ? Explanation.Ulps(ulps) : "-",
            ]));
        foreach (var tally in examination.Tallies.Where(static tally => tally is { Failed: 0, WorstUlps.Ulps: > 1 }))
        {
            report.Line($"{tally.Quantity}: the largest error is for {Explanation.Shown(tally.WorstUlps!.Request)}");
        }
    }

    private static void WriteFailure(CheckResult run, SmallestFailure smallest, string? file, ReportWriter report)
    {
        var lines = Explanation.Lines(smallest).ToArray();
        report.Line(lines[0]);
        foreach (var line in lines[1..])
        {
            report.Item(line.TrimStart());
        }

        var failure = CheckFailure.Of(run.Options.Command, run.Report.Options, smallest);
        report.Copyable("reproduce", ReproduceLine(failure));
        if (file is not null)
        {
            report.Copyable("explain", $"bonverify reproduce {Quoted(file)}");
        }

        report.Details(
            "The truth beside the answer", () => FailureReport.Write(new FailureExplanation(failure, Budget.Default.ExactBits, Budget.Default.MaxPrecision), report));
    }

    private static IEnumerable<string> Notes(CheckResult run)
    {
        if (run.Notes.Hello is { Name: { } name })
        {
            yield return $"The program calls itself {name}.";
        }

        if (run.Unasked > 0)
        {
            yield return FormattableString.Invariant(
                $"The program was not there: {Explanation.Count(run.Unasked, "smaller request")} that no shard has put could not be put, so a failure may not be the smallest one. Name the program behind -- to put them.");
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

    private static string ResultOf(CheckResult run) => IsWholePart(run) && run.Report.Conclusion != Conclusion.Nonconforming
        ? $"no failure in shard {run.Options.Shard}"
        : ReportJson.ResultOf(run.Report);

    private static bool IsWholePart(CheckResult run) => run is { Options.Shard.IsPart: true, Report.IsComplete: true };

    private static string Share(double? error) => error switch
    {
        null => "-",
        0 => "0",
        { } share when double.IsInfinity(share) => "infinite",
        { } share => share.ToString("0.#e+0", CultureInfo.InvariantCulture),
    };

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
