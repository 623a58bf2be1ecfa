using BonVerify.Cli.Drawing;
using BonVerify.Quantities;

namespace BonVerify.Cli.Plotting;

/// <summary>A figure of quantities against n.</summary>
internal sealed class CurvePlot
{
    private const string Draws = "n, responses drawn (log scale)";

    private readonly string title;
    private readonly FigureAxis vertical;
    private readonly (Quantity Quantity, string Name)? shared;
    private readonly (Quantity Quantity, string Name)[] quantities;

    private CurvePlot(string id, string title, string description, FigureAxis vertical, (Quantity, string)? shared, params (Quantity, string)[] quantities)
    {
        (Id, this.title, Description, this.vertical, this.shared, this.quantities) = (id, title, description, vertical, shared, quantities);
        Needed = [.. shared is var (first, _) ? new[] { first } : [], .. quantities.Select(static one => one.Item1)];
    }

    /// <summary>The KL divergence, and what is said about it.</summary>
    public static CurvePlot Kl { get; } = new(
        "kl",
        "KL divergence of best-of-n",
        "Draw KL against n: exact, by the formula ln n - (n-1)/n, the mean of the estimator d_n, and the limit ln(1/mass of the top level).",
        new FigureAxis("KL divergence (nats)") { Low = 0 },
        (Quantity.KlBound, "formula ln n − (n−1)/n"),
        (Quantity.Kl, "KL of best-of-n"),
        (Quantity.KlEstimatorMean, "E[d_n], mean of the estimator"),
        (Quantity.KlLimit, "limit ln(1/mass of the top level)"),
        (Quantity.SoftKl, "KL of soft best-of-n"));

    /// <summary>The win rate and its bound.</summary>
    public static CurvePlot WinRate { get; } = new(
        "win-rate",
        "Win rate of best-of-n",
        "Draw the win rate against n, with its bound n/(n+1) and its limit.",
        new FigureAxis("win rate against one draw") { Low = 0.5, High = 1 },
        (Quantity.WinRateBound, "bound n/(n+1)"),
        (Quantity.WinRate, "win rate of best-of-n"),
        (Quantity.WinRateLimit, "limit 1 − (mass of the top level)/2"),
        (Quantity.SoftWinRate, "win rate of soft best-of-n"));

    /// <summary>How far the formula is above the KL divergence.</summary>
    public static CurvePlot Gap { get; } = new(
        "gap",
        "Gap of the KL formula",
        "Draw ln n - (n-1)/n - KL against n: how far the formula is above the KL.",
        new FigureAxis("formula − KL (nats)") { Low = 0 },
        null,
        (Quantity.KlGap, "ln n − (n−1)/n − KL"));

    /// <summary>All figures against n.</summary>
    public static IReadOnlyList<CurvePlot> All { get; } = [Kl, WinRate, Gap];

    /// <summary>The name of the kind of figure.</summary>
    public string Id { get; }

    /// <summary>What it draws, for the help.</summary>
    public string Description { get; }

    /// <summary>The quantities that it shows.</summary>
    public IReadOnlyList<Quantity> Needed { get; }

    /// <summary>The figure of some cases.</summary>
    public Figure Draw(PlotValues values, IReadOnlyList<PlotCase> cases, int maxN, string? subtitle = null)
    {
        var draws = DrawGrid.UpTo(maxN);
        values.Prepare(cases, Needed, draws);
        var (series, legend) = (new List<FigureSeries>(), new List<LegendEntry>());
        var isAlone = cases.Count == 1;
        if (shared is var (common, text))
        {
            var style = new SeriesStyle(SvgStyle.Ink, Dash: 1);
            series.Add(new FigureSeries(text, style, Points(values, cases[0], common, draws)));
            legend.Add(new LegendEntry(text, style, SeriesShape.Line));
        }

        foreach (var (one, c) in cases.Select(static (one, c) => (one, c)))
        {
            if (!isAlone)
            {
                legend.Add(new LegendEntry(one.Name, new SeriesStyle(c, Marker: c), SeriesShape.Line));
            }

            foreach (var ((quantity, name), q) in quantities.Select(static (item, q) => (item, q)))
            {
                var points = Points(values, one, quantity, draws);
                if (points.Count == 0)
                {
                    continue;
                }

                // One case: a colour for each quantity. Several: a colour for each case, dashes for each quantity.
                var dash = q == 0 ? 0 : q + 1;
                var full = quantity.Kind == CaseKind.Soft ? $"{name}, λ = {one.Temperature}" : name;
                var style = isAlone ? new SeriesStyle(q, dash, q == 0 ? 0 : null) : new SeriesStyle(c, dash, q == 0 ? c : null);
                series.Add(new FigureSeries(isAlone ? full : $"{one.Name}: {full}", style, points));
                if (isAlone)
                {
                    legend.Add(new LegendEntry(full, style, SeriesShape.Line));
                }
                else if (quantities.Length > 1 && legend.All(entry => entry.Text != name))
                {
                    legend.Add(new LegendEntry(name, new SeriesStyle(SvgStyle.Ink, dash), SeriesShape.Line));
                }
            }
        }

        return new Figure
        {
            Title = title,
            Subtitle = subtitle ?? (isAlone ? cases[0].Name : ""),
            X = new FigureAxis(Draws, AxisScale.Log),
            Y = vertical,
            Series = series,
            Legend = [.. legend.OrderBy(static entry => entry.Style.Colour == SvgStyle.Ink)],
        };
    }

    private static List<FigurePoint> Points(PlotValues values, PlotCase one, Quantity quantity, IReadOnlyList<int> draws) =>
        [.. draws.Select(n => (N: n, Value: values.Find(one, quantity, n)))
            .Where(static item => item.Value is not null)
            .Select(static item => new FigurePoint(item.N, item.Value!.Value.Nearest) { ExactY = item.Value.Value.Text })];
}
