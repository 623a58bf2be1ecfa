using BonVerify.Cli.Drawing;

namespace BonVerify.Cli.Plotting;

/// <summary>The figures of the regimes of Beirami et al., arXiv 2401.01879: n up to 1000, and far beyond.</summary>
internal static class PaperPlots
{
    private const int Near = 1000;
    private const int Far = 1_000_000;

    /// <summary>The figures with the names of their files, without extension.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IEnumerable<(string Name, Figure Figure)> Draw(PlotValues values, FigureOptions options)
    {
        foreach (var (group, regimes, text) in new (string, IReadOnlyList<Regime>, string)[]
        {
            ("uniform", Regime.Uniform, "equally likely outcomes"),
            ("rare", Regime.Rare, "two outcomes, the best of them rare"),
            ("binary", [Regime.Binary], "two equally likely outcomes"),
        })
        {
            var cases = regimes.Select(static regime => PlotCase.Of(regime, n: 1)).ToArray();
            foreach (var maxN in new[] { Near, Far })
            {
                var name = maxN == Near ? group : group + "-beyond";
                values.Prepare(cases, [.. CurvePlot.All.SelectMany(static plot => plot.Needed).Distinct()], DrawGrid.UpTo(maxN));
                foreach (var plot in CurvePlot.All)
                {
                    yield return ($"{plot.Id}-{name}", options.ApplyTo(plot.Draw(values, cases, maxN, text)));
                }
            }

            yield return ($"{TradeOffPlot.Id}-{group}", options.ApplyTo(TradeOffPlot.Draw(values, cases, Far, text)));
        }
    }
}
