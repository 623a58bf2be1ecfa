using BonVerify.Cli.Drawing;
using BonVerify.Cli.Estimation;
using BonVerify.Cli.Estimation.Figures;
using MeasureNames = BonVerify.Cli.Estimation.Measures;

namespace BonVerify.Cli.Plotting;

/// <summary>The figure of estimates from samples, with their confidence intervals.</summary>
internal static class EstimatePlot
{
    public const string Id = "estimate";
    public const string Description = "Draw the estimates of bonverify estimate against n, with their confidence intervals.";

    // The axis goes on a little beyond the first n and the last, where intervals stand side by side.
    private const double Margin = 1.25;

    /// <summary>What a list of measures must be.</summary>
    public static string MeasuresRule =>
        "must name measures that the file has, of one unit, among " + string.Join(", ", Enum.GetValues<Measure>().Select(MeasureNames.IdOf));

    /// <summary>The figure of a result.</summary>
    /// <param name="result">The result of a run that read everything.</param>
    /// <param name="measures">What to show, or null for the chances if there are some, else the rewards.</param>
    /// <exception cref="InputException">The measures are not those of the file, or not of one unit.</exception>
    public static Figure Draw(EstimateResult result, IReadOnlyList<string>? measures)
    {
        var rows = result.Rows.Where(static row => row.Mean is not null).GroupBy(static row => row.Measure).ToArray();
        var chosen = rows.Where(group => measures?.Contains(MeasureNames.IdOf(group.Key)) ?? UnitOf(group.Key) == UnitOf(Preferred(rows))).ToArray();
        if (measures is not null
            && (measures.Count == 0 || measures.Distinct().Count() != chosen.Length || chosen.Select(static group => UnitOf(group.Key)).Distinct().Count() > 1))
        {
            throw new InputException($"--measures is '{string.Join(',', measures)}'; it {MeasuresRule}.");
        }

        var series = chosen.Select((group, i) => new FigureSeries(
            MeasureNames.IdOf(group.Key),
            new SeriesStyle(i % SvgStyle.ColourCount, i % SvgStyle.DashCount, i % SvgStyle.MarkerCount),
            [.. group.Select(PointOf)])).ToArray();
        var isChance = MeasureNames.IsChance(chosen[0].Key);
        var draws = chosen.SelectMany(static group => group).Select(static row => (double)row.N).Distinct().Order().ToArray();
        return new Figure
        {
            Title = "Estimates from samples",
            Subtitle = SubtitleOf(result, chosen.SelectMany(static group => group)),
            X = new FigureAxis("n, responses drawn (log scale)", AxisScale.Log) { Low = draws[0] / Margin, High = draws[^1] * Margin, Marks = draws },
            Y = new FigureAxis(UnitOf(chosen[0].Key)) { Low = isChance ? 0 : null, High = isChance ? 1 : null },
            Series = series,
        };
    }

    /// <summary>The label of the axis on which a measure lies.</summary>
    public static string UnitOf(Measure measure) => measure switch
    {
        _ when MeasureNames.IsChance(measure) => "share of prompts",
        Measure.Kl => "KL divergence (nats)",
        _ => "mean reward",
    };

    private static Measure Preferred(IGrouping<Measure, EstimateRow>[] groups) =>
        groups.Select(static group => group.Key).FirstOrDefault(MeasureNames.IsChance, groups[0].Key);

    private static FigurePoint PointOf(EstimateRow row) => new(row.N, row.Mean!.Value)
    {
        ExactY = row.Exact?.ToString() is { Length: <= 80 } exact ? exact : null,
        Interval = row.Interval is var (low, high, _) ? (low, high) : null,
    };

    private static string SubtitleOf(EstimateResult result, IEnumerable<EstimateRow> rows)
    {
        var methods = rows.Where(static row => row.Interval is not null)
            .Select(static row => IntervalMethods.IdOf(row.Interval!.Value.Method))
            .Distinct()
            .ToArray();
        var size = $"{string.Join(", ", result.Options.Files.Select(Path.GetFileName))}: "
            + $"{EstimateReport.Counted(result.Statistics.Samples, "sample")} of {EstimateReport.Counted(result.Statistics.Prompts, "prompt")}";
        return methods.Length == 0
            ? size
            : size + FormattableString.Invariant($"; {result.Options.Confidence * 100:0.###} % intervals ({string.Join(", ", methods)})");
    }
}
