using BonVerify.Cli.Drawing;

namespace BonVerify.Cli.Plotting;

/// <summary>The figure of how far the answers of a program are off.</summary>
internal static class ErrorsPlot
{
    public const string Id = "errors";
    public const string Description = "Draw the errors of answers, as check --errors writes them, against n or the smallest mass (--against mass).";

    /// <summary>The names of what an error may be drawn against.</summary>
    public const string Against = "n or mass";

    // Half a unit in the last place, at most; what is nearer to the truth is as good.
    private const double Least = 5.5e-17;

    // Errors without bound are at the top.
    private const double Most = 1e3;

    // Far below there are few cases, and they would take all the room.
    private const double LeastMass = 1e-20;

    /// <summary>The figure of some answers, or null where there is nothing to draw.</summary>
    /// <param name="rows">The answers.</param>
    /// <param name="isAgainstMass">Whether they are drawn against the smallest mass instead of n.</param>
    public static Figure? Draw(IReadOnlyList<AnswerError> rows, bool isAgainstMass)
    {
        var drawn = rows.Where(row => isAgainstMass ? row.SmallestMass > 0 : row.N > 0).ToArray();

        // Of more quantities than there are colours those with failures come first.
        var quantities = drawn.GroupBy(static row => row.Quantity)
            .OrderByDescending(static group => group.Any(static row => !row.IsGood)).Take(SvgStyle.ColourCount).ToArray();
        if (quantities.Length == 0)
        {
            return null;
        }

        var series = quantities.SelectMany((group, i) => group.GroupBy(static row => row.IsGood).OrderByDescending(static each => each.Key).Select(each => new FigureSeries(
            each.Key ? group.Key : $"{group.Key}, rejected",
            new SeriesStyle(i, Marker: each.Key ? 0 : SvgStyle.Cross, IsOpen: each.Key),
            [.. each.Select(row => new FigurePoint(isAgainstMass ? Math.Max(row.SmallestMass!.Value, LeastMass) : row.N, Math.Clamp(row.RelativeError, Least, Most))).Distinct()],
            SeriesShape.Points)));
        var leftOut = drawn.Select(static row => row.Quantity).Distinct().Count() - quantities.Length;
        return new Figure
        {
            Title = "Errors of the answers",
            Subtitle = FormattableString.Invariant($"{drawn.Length} answers; errors below {Least} are drawn there, those above {Most} at the top")
                + (leftOut > 0 ? FormattableString.Invariant($"; {leftOut} more quantities") : ""),
            X = new FigureAxis(isAgainstMass ? FormattableString.Invariant($"smallest positive mass of the case, at least {LeastMass} (log scale)") : "n, responses drawn (log scale)", AxisScale.Log),
            Y = new FigureAxis("relative error (log scale)", AxisScale.Log) { Low = Least },
            Series = [.. series],
        };
    }
}
