using System.Globalization;
using BonVerify.Cli.Checking.Judging;
using BonVerify.Cli.Terminal;
using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking;

/// <summary>What a run of <c>check</c> found, for people, and the exit code that says so.</summary>
internal static partial class CheckReport
{
    private const int MaxShownTruths = 8;

    /// <summary>The exit code of a finished run; an interruption is the caller's business.</summary>
    public static int ExitCodeOf(CheckRun run) =>
        run.Judgements.Any(static judgement => judgement.IsFailure) ? ExitCode.Counterexample
        : run.Judgements.All(static judgement => !judgement.IsGood) || run.Judgements.Any(static judgement => judgement.Verdict == Verdict.NotAsked)
            ? ExitCode.Inconclusive
        : ExitCode.Verified;

    public static void WriteText(CheckRun run)
    {
        Output.WriteTable(
            ["quantity", "asked", "correct", "within tolerance", "wrong", "unsupported", "not asked", "worst ulps"],
            Rows(run).Select(static row => (IReadOnlyList<string>)
            [
                row.Quantity.Id, Text(row.Asked), Text(row.Correct), Text(row.WithinTolerance), Text(row.Failed), Text(row.Unsupported),
                Text(row.NotAsked), row.WorstUlps is { } ulps ? UlpsText(ulps) : "-",
            ]));
        foreach (var counterexample in run.Counterexamples)
        {
            WriteCounterexample(run, counterexample);
        }

        foreach (var sentence in Diagnoses(run))
        {
            Console.Out.WriteLine($"Diagnosis: {sentence}");
        }

        foreach (var note in Notes(run))
        {
            Console.Out.WriteLine($"Note: {note}");
        }

        Console.Out.WriteLine(FormattableString.Invariant(
            $"{run.Asked} requests in {run.AskingTime.TotalSeconds:F1} s ({run.Asked / Math.Max(1e-9, run.AskingTime.TotalSeconds):F0} a second), {run.Elapsed.TotalSeconds:F1} s in all; tolerance {run.Options.Tolerance}, seed {run.Options.Seed}."));
        Console.Out.WriteLine($"Result: {ResultOf(run)}.");
    }

    /// <summary>The diagnosis as sentences, and how many failures nothing explains.</summary>
    public static IEnumerable<string> Diagnoses(CheckRun run)
    {
        foreach (var same in run.Findings.GroupBy(static finding => finding.Mistake))
        {
            var where = same.Select(static finding => FormattableString.Invariant(
                $"{finding.Quantity} ({finding.Explained} of {finding.Failures} failures{(finding.Region is { } region ? "; " + region : "")})"));
            yield return $"{same.Key.Sentence} [{same.Key.Id}]: {string.Join(", ", where)}.";
        }

        foreach (var failures in run.Judgements.Where(static judgement => judgement.IsFailure).GroupBy(static judgement => judgement.Request.Quantity))
        {
            var open = failures.Count() - run.Findings.Where(finding => finding.Quantity == failures.Key).Sum(static finding => finding.Explained);
            if (open > 0 && failures.Any(static failure => failure.Verdict is not (Verdict.TimedOut or Verdict.Ended)))
            {
                yield return FormattableString.Invariant($"no known mistake explains {open} of the {failures.Count()} failures of {failures.Key}.");
            }
        }
    }

    private static IEnumerable<string> Notes(CheckRun run)
    {
        if (run.Notes.Hello is { Name: { } name })
        {
            yield return $"The program calls itself {name}.";
        }

        foreach (var quantity in run.GivenUp)
        {
            yield return $"{quantity} was asked no more after the program hung or ended too often.";
        }

        // Down without a culprit, beyond what the blamed requests account for.
        var blamed = run.Judgements.Count(static judgement => judgement.Verdict is Verdict.Ended or Verdict.TimedOut);
        if (run.Notes.StrayEnds > 2 * blamed)
        {
            yield return FormattableString.Invariant(
                $"The program went down {run.Notes.StrayEnds} times with no one request to blame, and was started again; it should answer line after line until its input ends.");
        }

        foreach (var sentence in run.Notes.Sentences())
        {
            yield return sentence;
        }
    }

    private static void WriteCounterexample(CheckRun run, SmallestFailure counterexample)
    {
        var judgement = counterexample.Judgement;
        Console.Out.WriteLine($"{judgement.Request.Quantity}: {Describe(judgement.Verdict)}, smallest case {judgement.Request.ToJson(null)}");
        Console.Out.WriteLine($"  expected {Truth(judgement)}");
        Console.Out.WriteLine($"  got      {judgement.Reply}{(judgement.Ulps is { } ulps and > 0 ? $", {UlpsText(ulps)} ulps off" : "")}");
        if (judgement.Verdict == Verdict.Flaky)
        {
            Console.Out.WriteLine("  and something else when it was asked again");
        }

        Console.Out.WriteLine($"  reproduce: {ReproduceLine(run, judgement)}");
        if (counterexample.File is { } file)
        {
            Console.Out.WriteLine($"  explain: bonverify reproduce {Quoted(file)}");
        }
    }

    /// <summary>The exact values, and the nearest doubles where they differ in text.</summary>
    private static string Truth(Judgement judgement)
    {
        var values = judgement.Truth.Take(MaxShownTruths).Select(static value =>
        {
            var nearest = DoubleText.Of(value.Nearest);
            return value.ToString() == nearest ? nearest : $"{value} = {nearest}";
        });
        var more = judgement.Truth.Count > MaxShownTruths ? ", …" : "";
        return judgement.Request.Quantity.IsList ? $"[{string.Join(", ", values)}{more}]" : values.First();
    }

    /// <summary>One line for a shell that puts this request again.</summary>
    public static string ReproduceLine(CheckFailure failure)
    {
        var ties = TiesMode.NameOf(failure.Ties);
        var options = (ties == TiesMode.Default ? "" : $" --ties {ties}")
            + (failure.Tolerance == Tolerance.Default ? "" : $" --tolerance {failure.Tolerance}");
        return $"bonverify check --request '{failure.Request.ToJson(null)}'{options} -- {string.Join(' ', failure.Command.Select(Quoted))}";
    }

    private static string ReproduceLine(CheckRun run, Judgement judgement) =>
        ReproduceLine(CheckFailure.Of(run.Options, [], judgement));

    private static string Quoted(string argument) => argument.Length > 0 && argument.All(static c => char.IsAsciiLetterOrDigit(c) || "-_./=:,@+".Contains(c, StringComparison.Ordinal))
        ? argument
        : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>A verdict for people.</summary>
    public static string Describe(Verdict verdict) => verdict switch
    {
        Verdict.Wrong => "wrong",
        Verdict.NotFinite => "not a finite number",
        Verdict.Negative => "negative",
        Verdict.NotNormalised => "does not sum to 1",
        Verdict.Malformed => "not an answer of the protocol",
        Verdict.Error => "answered with an error",
        Verdict.TimedOut => "no answer",
        Verdict.Ended => "the program went down",
        Verdict.Flaky => "flaky: not the same when asked twice",
        _ => verdict.ToString(),
    };

    private static string ResultOf(CheckRun run) => ExitCodeOf(run) switch
    {
        ExitCode.Counterexample => "nonconforming",
        ExitCode.Inconclusive => run.Judgements.Any(static judgement => judgement.IsGood)
            ? "inconclusive, not everything was asked"
            : "inconclusive, nothing was answered",
        _ => "conforming",
    };

    private static IEnumerable<Row> Rows(CheckRun run) => run.Judgements
        .GroupBy(static judgement => judgement.Request.Quantity)
        .Select(static group => new Row(group.Key, [.. group]));

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>A distance in units in the last place.</summary>
    public static string UlpsText(double ulps) => ulps < 100
        ? ulps.ToString("0.##", CultureInfo.InvariantCulture)
        : ulps.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>The judgements of a quantity, counted.</summary>
    private sealed record Row(Quantity Quantity, IReadOnlyList<Judgement> Judgements)
    {
        public int Asked => Judgements.Count - NotAsked;

        public int Correct => Count(Verdict.Correct);

        public int WithinTolerance => Count(Verdict.WithinTolerance);

        public int Unsupported => Count(Verdict.Unsupported);

        public int NotAsked => Count(Verdict.NotAsked);

        public int Failed => Judgements.Count(static judgement => judgement.IsFailure);

        public double? WorstUlps => Judgements.Max(static judgement => judgement.Ulps);

        public IEnumerable<(Verdict Verdict, int Count)> Failures => Judgements.Where(static judgement => judgement.IsFailure)
            .GroupBy(static judgement => judgement.Verdict).Select(static group => (group.Key, group.Count()));

        private int Count(Verdict verdict) => Judgements.Count(judgement => judgement.Verdict == verdict);
    }
}
