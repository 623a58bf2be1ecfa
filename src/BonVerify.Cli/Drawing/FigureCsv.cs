using BonVerify.Interchange;

namespace BonVerify.Cli.Drawing;

/// <summary>The numbers of a figure as a table, one row a point.</summary>
internal static class FigureCsv
{
    /// <summary>The doubles that the figure shows, and the exact text or an enclosure of each where there is one.</summary>
    public static void Write(Figure figure, TextWriter output)
    {
        output.Write("series,point,x,y,x_exact,y_exact,interval_low,interval_high\n");
        foreach (var series in figure.Series)
        {
            foreach (var point in series.Points)
            {
                string[] cells =
                [
                    series.Name,
                    point.Label ?? "",
                    DoubleText.Of(point.X),
                    DoubleText.Of(point.Y),
                    point.ExactX ?? "",
                    point.ExactY ?? "",
                    point.Interval is { } from ? DoubleText.Of(from.Low) : "",
                    point.Interval is { } to ? DoubleText.Of(to.High) : "",
                ];
                output.Write(string.Join(',', cells.Select(Cell)) + "\n");
            }
        }
    }

    private static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
