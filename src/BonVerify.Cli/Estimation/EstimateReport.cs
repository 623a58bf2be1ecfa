using System.Globalization;
using BonVerify.Cli.Estimation.Figures;
using BonVerify.Cli.Plotting;
using BonVerify.Cli.Reports;
using BonVerify.Interchange;

namespace BonVerify.Cli.Estimation;

/// <summary>The result of <c>estimate</c> for people and as CSV.</summary>
internal static partial class EstimateReport
{
    /// <summary>What the file had, what was left out, then the tables and what they assume.</summary>
    public static void Write(EstimateResult result, ReportWriter report)
    {
        WriteSummary(result, report);
        WriteTable(result.Rows, result.Options, report);
        WriteAssumptions(result.Rows, result.Options, report);
        foreach (var unit in result.Rows.Where(static row => row.Mean is not null).GroupBy(static row => EstimatePlot.UnitOf(row.Measure)))
        {
            report.Figure(() => EstimatePlot.Draw(result, [.. unit.Select(static row => Measures.IdOf(row.Measure)).Distinct()]));
        }

        WriteTies(result, report);
        WriteComparison(result, report);
    }

    /// <summary>One row for every measure and n; differences have "difference of" before the measure.</summary>
    public static void WriteCsv(EstimateResult result, TextWriter output)
    {
        output.Write("measure,n,mean,standard_error,low,high,interval,confidence,prompts,left_out,bootstrap\n");
        foreach (var (prefix, rows) in new[] { ("", result.Rows), ("difference of ", result.Comparison?.Rows ?? []) })
        {
            foreach (var row in rows)
            {
                string[] cells =
                [
                    prefix + Measures.IdOf(row.Measure),
                    Text(row.N),
                    Exactly(row.Mean),
                    Exactly(row.StandardError),
                    Exactly(row.Interval?.Low),
                    Exactly(row.Interval?.High),
                    row.Interval is { } interval ? IntervalMethods.IdOf(interval.Method) : "",
                    DoubleText.Of(result.Options.Confidence),
                    Text(row.Prompts),
                    Text(row.LeftOut),
                    Exactly(row.Bootstrap),
                ];
                output.Write(string.Join(',', cells) + "\n");
            }
        }
    }

    private static void WriteSummary(EstimateResult result, ReportWriter report)
    {
        var (statistics, counts) = (result.Statistics, result.Counts);
        report.Line($"{string.Join(", ", result.Options.Files)} read as {result.Description}");
        report.Line(statistics.Prompts == 0
            ? "no prompts"
            : $"{Counted(statistics.Samples, "sample")} of {Counted(statistics.Prompts, "prompt")}, "
                + (statistics.Smallest == statistics.Largest
                    ? $"{Grouped(statistics.Smallest)} each"
                    : $"{Grouped(statistics.Smallest)} to {Grouped(statistics.Largest)} each"));
        if (result.Options.Counts.IsDefault && statistics.Smallest < statistics.Largest)
        {
            report.Line("n ends at the smallest pool; --n asks for more, and counts the prompts that have fewer samples");
        }

        foreach (var line in LeftOut(counts))
        {
            report.Line(line);
        }

        if (result.ComparesAnswers)
        {
            report.Line("answers are compared with the target, and with one another in votes, as texts");
        }

        if (!result.IsComplete)
        {
            report.Line("not everything was read: the figures are of what came before");
        }
    }

    /// <summary>What was left out or replaced, in words; nothing when there is nothing to say.</summary>
    private static IEnumerable<string> LeftOut(Files.ReadingCounts counts) => new (long Count, string Noun, string Text)[]
    {
        (counts.NotChosen, "record", "left out by --where"),
        (counts.SkippedSamples, "sample", "left out: a value is missing"),
        (counts.WorstSamples, "sample", "with a missing value taken as the worst"),
        (counts.EmptyPrompts, "prompt", "left out: no sample has a value"),
        (counts.Duplicates, "duplicate", "left out"),
    }.Where(static part => part.Count > 0).Select(static part => $"{Counted(part.Count, part.Noun)} {part.Text}");

    private static void WriteTable(IReadOnlyList<EstimateRow> rows, EstimateOptions options, ReportWriter report)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var withBootstrap = rows.Any(static row => row.Bootstrap is not null);
        List<Column> columns =
        [
            "measure", Column.Number("n"), Column.Number("mean"), Column.Number("s.e."), $"{Percent(options.Confidence)} interval", "by",
            Column.Number("prompts"),
        ];
        var withLeftOut = rows.Any(static row => row.LeftOut > 0);
        if (withLeftOut)
        {
            columns.Add(Column.Number("left out (n > M)"));
        }

        if (withBootstrap)
        {
            columns.AddRange([Column.Number("with replacement"), Column.Number("its bias")]);
        }

        report.Table(columns, rows.Select(row =>
        {
            List<string> cells =
            [
                Measures.IdOf(row.Measure),
                Text(row.N),
                Short(row.Mean),
                Short(row.StandardError, 2),
                row.Interval is var (low, high, _) ? $"[{Short(low)}, {Short(high)}]" : "-",
                row.Interval is { } interval ? IntervalMethods.IdOf(interval.Method) : "-",
                Grouped(row.Prompts),
            ];
            if (withLeftOut)
            {
                cells.Add(Grouped(row.LeftOut));
            }

            if (withBootstrap)
            {
                cells.AddRange([Short(row.Bootstrap), Short(row.Bootstrap - row.Mean, 2)]);
            }

            return (IReadOnlyList<string>)cells;
        }));
    }

    private static void WriteAssumptions(IReadOnlyList<EstimateRow> rows, EstimateOptions options, ReportWriter report)
    {
        foreach (var method in rows.Where(static row => row.Interval is not null).Select(static row => row.Interval!.Value.Method).Distinct())
        {
            report.Line($"interval {IntervalMethods.IdOf(method)}: {IntervalMethods.AssumptionOf(method)}.");
        }

        foreach (var line in Reasons(rows, options))
        {
            report.Line(line);
        }
    }

    /// <summary>Why an interval is not there, or not the one that somebody may expect.</summary>
    private static IEnumerable<string> Reasons(IReadOnlyList<EstimateRow> rows, EstimateOptions options)
    {
        if (rows.Any(static row => row.Measure is Measure.PassAt && row.Interval?.Method != IntervalMethod.ClopperPearson))
        {
            yield return "clopper-pearson is not used: a prompt with several samples contributes their mean, which is neither a success nor a failure.";
        }

        if (options.Interval is IntervalMethod.Hoeffding or IntervalMethod.Bernstein && rows.Any(static row => row is { Interval: null, Mean: not null }))
        {
            yield return $"{IntervalMethods.IdOf(options.Interval)} needs a range in which values must lie: --range for rewards, --gold-range for second rewards.";
        }

        if (rows.Any(static row => row.Measure == Measure.Majority))
        {
            yield return "maj@k is the plurality vote of k samples, drawn without replacement, ties split; samples without an answer vote together. It is computed in doubles.";
        }

        if (rows.Any(static row => row.Measure == Measure.Kl))
        {
            yield return "d_n of best@n is in nats and in doubles. It lies between 0 and ln n - (n-1)/n, and its expectation is at least the KL divergence (claims estimator-range and estimator-expectation-upper-bound).";
        }
    }

    private static void WriteTies(EstimateResult result, ReportWriter report)
    {
        if (result.Ties is not { } ties)
        {
            if (result.Statistics.Has(Measure.Best))
            {
                report.Line("ties: no prompt has two samples, so nothing is known of them.");
            }

            return;
        }

                report.Heading("May ln n - (n-1)/n be used for the KL divergence?");
        report.Line(
            $"It is never below it. Of the pairs of samples of a prompt, {Short(ties.Share)}"
            + $" are tied (s.e. {Short(ties.StandardError, 2)}), an unbiased estimate of the sum of P^2 over reward levels; by {KlGap.Theorem}"
            + " the formula is then too large by at most, in nats and averaged over prompts:");
        report.Table(
            [
                Column.Number("n"), Column.Number("ln n - (n-1)/n"), Column.Number("too large by at most"), Column.Number("s.e."),
                Column.Number($"at the upper end of the {Percent(result.Options.Confidence)} interval"),
            ],
            ties.Rows.Select(static row => (IReadOnlyList<string>)
                [Text(row.N), Short(row.Formula), Short(row.Gap), Short(row.GapError, 2), Short(row.GapHigh)]));
        report.Line("The bound is a theorem in the true sum of P^2; at its estimate it has the sampling error shown.");
        if (ties.Interval is { } interval)
        {
            report.Line($"interval of the share of tied pairs: [{Short(interval.Low)}, {Short(interval.High)}], {IntervalMethods.AssumptionOf(interval.Method)}.");
        }
    }

    private static void WriteComparison(EstimateResult result, ReportWriter report)
    {
        if (result.Comparison is not { } comparison)
        {
            return;
        }

                report.Heading($"Difference to {result.Options.Against} on the same prompts");
        report.Line(
            $"Prompts: {Grouped(comparison.Prompts)} in both, {Grouped(comparison.OnlyFirst)} only in the first, {Grouped(comparison.OnlySecond)} only in the second");
        foreach (var line in LeftOut(comparison.Counts))
        {
            report.Line($"{result.Options.Against}: {line}");
        }

        WriteTable(comparison.Rows, result.Options, report);
        WriteAssumptions([.. comparison.Rows.Where(static row => row.Measure != Measure.PassAt || row.Interval is not null)], result.Options, report);
    }

    private static string Exactly(double? value) => value is { } known ? DoubleText.Of(known) : "";

    private static string Short(double? value, int digits = 6) =>
        value is { } known ? known.ToString("G" + Text(digits), CultureInfo.InvariantCulture) : "-";

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Counted(long value, string noun) => $"{Grouped(value)} {noun}{(value == 1 ? "" : "s")}";

    private static string Percent(double confidence) => (confidence * 100).ToString("G6", CultureInfo.InvariantCulture) + " %";
}
