using BonVerify.Bounds;
using BonVerify.Cli.Drawing;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Cli.Plotting;

/// <summary>The figure of win rate against KL divergence.</summary>
internal static class TradeOffPlot
{
    public const string Id = "tradeoff";
    public const string Description =
        "Draw the win rate against KL: best-of-n, the curve of a continuous reward, the frontier that no policy on the outcomes beats, "
        + "rewind-and-repeat, and with --lambda soft best-of-n.";

    /// <summary>Of policies with more levels the frontier is that of a continuous reward, which is just above it and costs nothing.</summary>
    public const int MaxFrontierLevels = 256;

    private const int FrontierPoints = 32;
    private const int MostThresholds = 24;

    private static readonly SeriesStyle CurveStyle = new(SvgStyle.Ink, Dash: 1);

    /// <summary>The quantities that it shows.</summary>
    public static IReadOnlyList<Quantity> Needed { get; } = [Quantity.Kl, Quantity.WinRate, Quantity.SoftKl, Quantity.SoftWinRate];

    /// <summary>The figure of some cases.</summary>
    public static Figure Draw(PlotValues values, IReadOnlyList<PlotCase> cases, int maxN, string? subtitle = null)
    {
        var draws = DrawGrid.PowersUpTo(maxN);
        values.Prepare(cases, Needed, draws);
        var (series, legend) = (new List<FigureSeries>(), new List<LegendEntry>());
        var isAlone = cases.Count == 1;
        foreach (var (one, c) in cases.Select(static (one, c) => (one, c)))
        {
            if (!isAlone)
            {
                legend.Add(new LegendEntry(one.Name, FrontierStyle(c) with { Marker = c }, SeriesShape.Line));
            }

            // One case: a colour and a marker for each policy. Several: a colour and a marker for each case, open or smaller for the other policies.
            Add(Frontier(values, one), isAlone ? new SeriesStyle(1) : FrontierStyle(c), SeriesShape.Line);
            Add(
                ("best-of-n", Points(values, one, Quantity.Kl, Quantity.WinRate, draws)),
                isAlone ? new SeriesStyle(0, 0, 0) : new SeriesStyle(c, 0, c),
                SeriesShape.Points);
            Add(
                ("rewind and repeat", Thresholds(values, one)),
                (isAlone ? new SeriesStyle(2, 0, 3) : new SeriesStyle(c, 0, c)) with { IsOpen = true },
                SeriesShape.Points);
            Add(
                ($"soft best-of-n, λ = {one.Temperature}", Points(values, one, Quantity.SoftKl, Quantity.SoftWinRate, draws)),
                isAlone ? new SeriesStyle(3, 0, 2) : new SeriesStyle(c, 0, SvgStyle.Cross),
                SeriesShape.Points);

            void Add((string Name, IReadOnlyList<FigurePoint> Points) line, SeriesStyle style, SeriesShape shape)
            {
                if (line.Points.Count == 0)
                {
                    return;
                }

                series.Add(new FigureSeries(isAlone ? line.Name : $"{one.Name}: {line.Name}", style, line.Points, shape));
                if (isAlone)
                {
                    legend.Add(new LegendEntry(line.Name, style, shape));
                }
                else if (legend.All(entry => entry.Text != line.Name))
                {
                    legend.Add(new LegendEntry(line.Name, style with { Colour = SvgStyle.Ink }, shape));
                }
            }
        }

        var end = series.SelectMany(static line => line.Points).Max(static point => point.X);
        series.Insert(0, new FigureSeries("best-of-n on a continuous reward", CurveStyle, Curve(values, end)));
        legend.Add(new LegendEntry(series[0].Name, CurveStyle, SeriesShape.Line));
        return new Figure
        {
            Title = "Win rate against KL divergence",
            Subtitle = subtitle ?? (isAlone ? cases[0].Name : ""),
            X = new FigureAxis("KL divergence (nats)") { Low = 0, High = end > 0 ? null : 1 },
            Y = new FigureAxis("win rate against one draw") { Low = 0.5, High = 1 },
            Series = series,
            Legend = [.. legend.OrderBy(static entry => entry.Style.Colour == SvgStyle.Ink)],
        };
    }

    private static List<FigurePoint> Points(PlotValues values, PlotCase one, Quantity kl, Quantity winRate, IReadOnlyList<int> draws) =>
        [.. from n in draws
            let x = values.Find(one, kl, n)
            let y = values.Find(one, winRate, n)
            where x is not null && y is not null
            select Point(x.Value, y.Value, FormattableString.Invariant($"n = {n}"))];

    private static FigurePoint Point(PlottedValue x, PlottedValue y, string? label = null) =>
        new(x.Nearest, y.Nearest) { Label = label, ExactX = x.Text, ExactY = y.Text };

    private static SeriesStyle FrontierStyle(int index) => new(index, index == 0 ? 0 : 1 + index % (SvgStyle.DashCount - 1));

    /// <summary>The curve of a continuous reward, as far as the axis goes.</summary>
    private static FigurePoint[] Curve(PlotValues values, double end)
    {
        const int Parts = 8;
        var real = DrawGrid.Reals().TakeWhile(IsWithin).ToList();
        var (last, step) = (real[^1], DrawGrid.Reals().Skip(real.Count).Select(next => next - real[^1]).FirstOrDefault());
        real.AddRange(Enumerable.Range(1, Parts).Select(i => last + step * new Rational(i, Parts)).TakeWhile(t => t > last && IsWithin(t)));
        var x = values.Evaluate([.. real.Select(static t => (Func<ComputableReal>)(() => ContinuousBounds.KlOnCurve(t)))]);
        var y = values.Evaluate([.. real.Select(static t => (Func<ComputableReal>)(() => ContinuousBounds.WinRateOnCurve(t)))]);
        return [.. real.Select((t, i) => Point(x[i], y[i], $"t = {t}"))];

        bool IsWithin(Rational t) => ContinuousBounds.KlOnCurve(t).ToDouble() <= end;
    }

    private static (string Name, IReadOnlyList<FigurePoint> Points) Frontier(PlotValues values, PlotCase one)
    {
        if (one.Reference is not { } reference)
        {
            return ("", []);
        }

        // Denser at the beginning, where the frontier is steep; its end is reached exactly.
        var frontier = new PolicyFrontier(reference);
        var largest = PlottedValue.Of(frontier.LargestKl).Nearest;
        var isOwn = reference.Levels.Count <= MaxFrontierLevels;
        var divergences = Enumerable.Range(0, FrontierPoints + 1)
            .Select(i => i == FrontierPoints && isOwn
                ? frontier.LargestKl
                : (ComputableReal)(Rational.FromDouble(largest) * new Rational(i * i, FrontierPoints * FrontierPoints)))
            .Take(largest > 0 ? FrontierPoints + 1 : 1)
            .ToArray();
        var x = values.Evaluate([.. divergences.Select(static kl => (Func<ComputableReal>)(() => kl))]);
        var y = values.Evaluate([.. divergences.Select(kl => (Func<ComputableReal>)(
            () => isOwn ? frontier.WinRate(kl) : new Rational(1, 2) + GibbsFrontier.WinRateExcess(kl)))]);
        return (isOwn ? "frontier of all policies" : "frontier, continuous reward", [.. x.Zip(y, static (at, win) => Point(at, win))]);
    }

    /// <summary>Rewind-and-repeat at the levels, or, of many, at some whose accepted masses are about evenly spaced.</summary>
    private static (PlottedValue X, PlottedValue Y, string Label)[] ThresholdValues(PlotValues values, ReferencePolicy reference)
    {
        var count = reference.Levels.Count;
        int[] chosen = count <= MostThresholds
            ? [.. Enumerable.Range(0, count)]
            : [.. DrawGrid.PowersUpTo(count).Select(fromTop => count - fromTop).Order()];
        var policies = chosen.Select(level => new RewindAndRepeat(reference, level)).ToArray();
        var x = values.Evaluate([.. policies.Select(policy => (Func<ComputableReal>)(() => KullbackLeibler.Of(policy.ToReferencePolicy(), reference)))]);
        var y = values.Evaluate([.. policies.Select(policy => (Func<ComputableReal>)(() => WinRate.Of(policy.ToReferencePolicy(), reference)))]);
        return [.. policies.Select((policy, i) => (x[i], y[i], $"reward at least {policy.Threshold}"))];
    }

    private static FigurePoint[] Thresholds(PlotValues values, PlotCase one) => one.Reference is not { } reference
        ? []
        : [.. ThresholdValues(values, reference).Select(static item => Point(item.X, item.Y, item.Label))];
}
