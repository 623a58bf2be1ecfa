using BonVerify.Cli.Drawing;
using BonVerify.Quantities;

namespace BonVerify.Cli.Plotting;

/// <summary>The figure of the masses of outcomes, before and after.</summary>
internal static class MassesPlot
{
    public const string Id = "masses";
    public const string Description = "Draw the mass of each outcome: of the reference policy, of best-of-n (--n), and with --lambda of soft best-of-n.";

    /// <summary>The largest number of outcomes.</summary>
    public const int MaxOutcomes = 1000;

    private const int MostBars = 60;

    /// <summary>The figure of one case.</summary>
    /// <exception cref="InputException">There are several cases, or too many outcomes.</exception>
    public static Figure Draw(IReadOnlyList<PlotCase> cases)
    {
        if (cases is not [var one])
        {
            throw new InputException(FormattableString.Invariant($"masses shows one case; there are {cases.Count}."));
        }

        var reference = MassesOf(one, Quantity.Pmf, 1);
        if (reference.Count > MaxOutcomes)
        {
            throw new InputException(FormattableString.Invariant($"{one.Name} has {reference.Count} outcomes; masses shows at most {MaxOutcomes}."));
        }

        var shape = reference.Count <= MostBars ? SeriesShape.Bars : SeriesShape.Line;
        var series = new List<FigureSeries>
        {
            Series("p, reference policy", new SeriesStyle(SvgStyle.Ink, Dash: 1), reference),
            Series(FormattableString.Invariant($"q, best of {one.N}"), new SeriesStyle(0), MassesOf(one, Quantity.Pmf, one.N)),
        };
        if (one.With(one.N, isSoft: true) is not null && MassesOf(one, Quantity.SoftPmf, one.N) is { Count: > 0 } soft)
        {
            series.Add(Series(FormattableString.Invariant($"soft best of {one.N}, λ = {one.Temperature}"), new SeriesStyle(1, 2), soft));
        }

        return new Figure
        {
            Title = FormattableString.Invariant($"Masses of best of {one.N}"),
            Subtitle = one.Name,
            X = new FigureAxis("outcome, in listing order", AxisScale.Categories)
            {
                Categories = [.. Enumerable.Range(0, reference.Count).Select(i => one.Labels?[i] ?? FormattableString.Invariant($"{i}"))],
            },
            Y = new FigureAxis("mass") { Low = 0 },
            Series = series,
        };

        FigureSeries Series(string name, SeriesStyle style, IReadOnlyList<PlottedValue> masses) =>
            new(name, style, [.. masses.Select((mass, i) => new FigurePoint(i, mass.Nearest) { Label = one.Labels?[i], ExactY = mass.Text })], shape);
    }

    private static List<PlottedValue> MassesOf(PlotCase one, Quantity quantity, int n) =>
        [.. quantity.Evaluate(one.With(n, quantity.Kind == CaseKind.Soft)!, PlottedValue.Options).Values.Select(PlottedValue.Of)];
}
