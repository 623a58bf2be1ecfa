using System.Globalization;
using System.Text;

namespace BonVerify.Cli.Drawing;

/// <summary>
/// Draws a figure as SVG: the same bytes on every machine, without scripts, fonts or anything else from outside. It may stand in a file of its
/// own or inside a page, and follows the reader's choice of a light or dark ground.
/// </summary>
internal sealed class SvgFigure
{
    private const double TextSize = 12;
    private const double TitleSize = 15;
    private const double BoldFactor = 1.08;
    private const double Edge = 14;
    private const double TickLength = 5;
    private const double LegendRow = 19;
    private const double LegendKey = 38;
    private const double LeastPlotHeight = 230;
    private const double MarkerDistance = 64;
    private const double Slant = 0.71;

    // What is cut short must not leave the picture, even if it is all of wide letters.
    private const double WideLetters = 0.75;
    private const int MostSlantedCharacters = 16;
    private const int MostUprightCharacters = 4;

    // Of many categories every second, fifth, … has a label.
    private static readonly int[] Strides = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

    private readonly StringBuilder svg = new();
    private readonly Figure figure;
    private readonly string id;
    private readonly AxisScaling x;
    private readonly AxisScaling y;
    private readonly bool isSlanted;
    private readonly int stride;
    private readonly int legendColumns;
    private readonly double height;
    private readonly double left;
    private readonly double right;
    private readonly double top;
    private readonly double bottom;

    private SvgFigure(Figure figure, string id)
    {
        (this.figure, this.id) = (figure, id);
        right = figure.Width - Edge;
        top = Edge + TitleSize + (figure.Subtitle.Length > 0 ? TextSize + 8 : 0) + 14;
        y = new AxisScaling(figure.Y, figure.Series.SelectMany(static series => series.Points).SelectMany(static point => Heights(point)), 6);
        left = Edge + TextSize + 10 + y.Ticks.Max(static tick => SvgText.Width(tick.Label, TextSize)) + TickLength + 4;
        x = new AxisScaling(
            figure.X, figure.Series.SelectMany(static series => series.Points).Select(static point => point.X), Math.Max(2, (int)((right - left) / 80)));

        var widest = figure.Legend.Select(static entry => LegendKey + SvgText.Width(entry.Text, TextSize) + 16).DefaultIfEmpty(1).Max();
        legendColumns = Math.Max(1, (int)((right - left) / widest));

        // Names of categories that have no room side by side are written slanted.
        var slot = (right - left) / Math.Max(1, figure.X.Categories.Count);
        var longest = figure.X.Categories.Select(static name => SvgText.Width(name, TextSize)).DefaultIfEmpty(0).Max();
        isSlanted = longest > slot - 4 && figure.X.Categories.Any(static name => name.Length > MostUprightCharacters);
        stride = isSlanted ? 1 : Strides.First(step => step * slot >= longest + 6 || step == Strides[^1]);
        var names = isSlanted ? Slant * Math.Min(longest, SvgText.Width(new string('x', MostSlantedCharacters), TextSize)) + 6 : TextSize;
        var below = TickLength + 4 + names + 8 + TextSize + 12 + LegendRows * LegendRow + Edge;
        height = Math.Max(figure.Height, top + LeastPlotHeight + below);
        bottom = height - below;
    }

    private int LegendRows => (figure.Legend.Count + legendColumns - 1) / legendColumns;

    /// <summary>The figure as SVG, ending in a newline.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="id">The beginning of the ids in it: in a page with several figures, a different one for each.</param>
    public static string Draw(Figure figure, string id = "figure") => new SvgFigure(figure, id).Draw();

    private static IEnumerable<double> Heights(FigurePoint point) => point.Interval is var (low, high) ? [point.Y, low, high] : [point.Y];

    private static string N(double value) => SvgText.Number(value);

    private string Draw()
    {
        var (width, title) = (N(figure.Width), SvgText.Escape(figure.Title));
        Line(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{SvgStyle.RootClass}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" "
            + $"width=\"{width}\" height=\"{N(height)}\" viewBox=\"0 0 {width} {N(height)}\" "
            + $"font-family=\"system-ui,'Segoe UI',Roboto,'DejaVu Sans',Arial,sans-serif\" font-size=\"{N(TextSize)}\">");
        Line($"<title id=\"{id}-title\">{title}</title>");
        Line($"<desc id=\"{id}-desc\">{SvgText.Escape(Description())}</desc>");
        Line($"<style>{SvgStyle.Sheet}</style>");
        Line($"<rect class=\"paper\" width=\"{width}\" height=\"{N(height)}\" fill=\"#fff\"/>");
        Line($"<g {SvgStyle.Attributes(SvgStyle.Ink)} fill=\"currentColor\">");
        var room = right - Edge;
        Line($"<text x=\"{N(Edge)}\" y=\"{N(Edge + TitleSize - 2)}\" font-size=\"{N(TitleSize)}\" font-weight=\"bold\">"
            + $"{SvgText.Escape(SvgText.Cut(figure.Title, room, TitleSize * BoldFactor))}</text>");
        if (figure.Subtitle.Length > 0)
        {
            Line($"<text x=\"{N(Edge)}\" y=\"{N(Edge + TitleSize + TextSize + 5)}\">{SvgText.Escape(SvgText.Cut(figure.Subtitle, room, TextSize))}</text>");
        }

        DrawAxes();
        Line("</g>");
        var bars = figure.Series.Where(static series => series.Shape == SeriesShape.Bars).ToArray();
        for (var i = 0; i < figure.Series.Count; i++)
        {
            var series = figure.Series[i];
            Line($"<g {SvgStyle.Attributes(series.Style.Colour)}><title>{SvgText.Escape(series.Name)}</title>");
            DrawSeries(series, i, (Array.IndexOf(bars, series), bars.Length));
            Line("</g>");
        }

        DrawLegend();
        svg.Append("</svg>\n");
        return svg.ToString();
    }

    private void Line(string text) => svg.Append(text).Append('\n');

    private double AtX(double value) => left + x.Share(value) * (right - left);

    private double AtY(double value) => bottom - y.Share(value) * (bottom - top);

    private void DrawAxes()
    {
        // Grid, marks, then labels.
        var (grid, marks) = (new StringBuilder(), new StringBuilder());
        foreach (var tick in y.Ticks)
        {
            if (tick.Label.Length > 0)
            {
                grid.Append(CultureInfo.InvariantCulture, $"M{N(left)},{N(AtY(tick.Value))}H{N(right)}");
            }

            marks.Append(CultureInfo.InvariantCulture, $"M{N(left - TickLength)},{N(AtY(tick.Value))}H{N(left)}");
        }

        foreach (var tick in x.Ticks.Where((_, i) => i % stride == 0))
        {
            if (figure.X.Scale != AxisScale.Categories && tick.Label.Length > 0)
            {
                grid.Append(CultureInfo.InvariantCulture, $"M{N(AtX(tick.Value))},{N(top)}V{N(bottom)}");
            }

            marks.Append(CultureInfo.InvariantCulture, $"M{N(AtX(tick.Value))},{N(bottom)}v{N(tick.Label.Length > 0 ? TickLength : TickLength / 2)}");
        }

        Line($"<path class=\"grid\" stroke=\"#d8dee4\" fill=\"none\" d=\"{grid}\"/>");
        Line($"<path stroke=\"currentColor\" fill=\"none\" d=\"M{N(left)},{N(top)}V{N(bottom)}H{N(right)}{marks}\"/>");
        var free = bottom + TextSize;
        foreach (var tick in y.Ticks.Where(static tick => tick.Label.Length > 0))
        {
            // From below: a label that would touch the one before is left out.
            if (AtY(tick.Value) <= free - TextSize)
            {
                free = AtY(tick.Value);
                Line($"<text x=\"{N(left - TickLength - 4)}\" y=\"{N(free + 4)}\" text-anchor=\"end\">{SvgText.Escape(tick.Label)}</text>");
            }
        }

        DrawLabelsOfX();
        var middle = (top + bottom) / 2;
        Line($"<text transform=\"translate({N(Edge + TextSize - 2)},{N(middle)})rotate(-90)\" text-anchor=\"middle\">"
            + $"{SvgText.Escape(figure.Y.Label)}</text>");
        Line($"<text x=\"{N((left + right) / 2)}\" y=\"{N(height - Edge - LegendRows * LegendRow - 12)}\" text-anchor=\"middle\">"
            + $"{SvgText.Escape(figure.X.Label)}</text>");
    }

    private void DrawLabelsOfX()
    {
        var free = double.NegativeInfinity;
        var baseline = bottom + TickLength + 4 + TextSize - 3;
        foreach (var tick in x.Ticks.Where((tick, i) => tick.Label.Length > 0 && i % stride == 0))
        {
            var at = AtX(tick.Value);
            if (figure.X.Scale == AxisScale.Categories && isSlanted)
            {
                if (at >= free)
                {
                    free = at + TextSize + 2;
                    var room = Math.Min(SvgText.Width(new string('x', MostSlantedCharacters), TextSize), WideLetters * at / Slant);
                    var name = SvgText.Cut(tick.Label, room, TextSize);
                    Line($"<text transform=\"translate({N(at + 4)},{N(bottom + TickLength + 8)})rotate(-45)\" text-anchor=\"end\">{SvgText.Escape(name)}</text>");
                }

                continue;
            }

            // A label at the end stays within the picture.
            var half = SvgText.Width(tick.Label, TextSize) / 2;
            var centre = Math.Min(at, figure.Width - 2 - half);
            if (centre - half >= free)
            {
                free = centre + half + 6;
                Line($"<text x=\"{N(centre)}\" y=\"{N(baseline)}\" text-anchor=\"middle\">{SvgText.Escape(tick.Label)}</text>");
            }
        }
    }

    private void DrawSeries(FigureSeries series, int index, (int Index, int Count) bars)
    {
        switch (series.Shape)
        {
            case SeriesShape.Bars:
                DrawBars(series, bars);
                break;
            case SeriesShape.Points:
                foreach (var point in series.Points)
                {
                    var title = point.Label is { } label ? $"<title>{SvgText.Escape(label)}</title>" : "";
                    var outline = SvgStyle.Marker(series.Style.Marker ?? 0, AtX(point.X), AtY(point.Y));
                    Line($"<path {SvgStyle.MarkerAttributes(series.Style.IsOpen)} d=\"{outline}\"{(title.Length > 0 ? $">{title}</path>" : "/>")}");
                }

                break;
            default:
                var shift = ShiftOf(series, index);
                DrawIntervals(series, shift);
                DrawLine(series, index, shift);
                break;
        }
    }

    /// <summary>Confidence intervals, with a bar at either end.</summary>
    private void DrawIntervals(FigureSeries series, double shift)
    {
        const double Half = 3;
        var outlines = new StringBuilder();
        foreach (var point in series.Points)
        {
            if (point.Interval is var (low, high))
            {
                var at = AtX(point.X) + shift;
                outlines.Append(CultureInfo.InvariantCulture, $"M{N(at - Half)},{N(AtY(low))}h{N(2 * Half)}M{N(at - Half)},{N(AtY(high))}h{N(2 * Half)}");
                outlines.Append(CultureInfo.InvariantCulture, $"M{N(at)},{N(AtY(low))}V{N(AtY(high))}");
            }
        }

        if (outlines.Length > 0)
        {
            Line($"<path stroke=\"currentColor\" stroke-width=\"1.3\" fill=\"none\" d=\"{outlines}\"/>");
        }
    }

    /// <summary>How far a series is moved aside, so that its intervals do not lie on those of others.</summary>
    private double ShiftOf(FigureSeries series, int index)
    {
        const double Distance = 9;
        return series.Points.Any(static point => point.Interval is not null) ? Distance * (index - (figure.Series.Count - 1) / 2.0) : 0;
    }

    private void DrawLine(FigureSeries series, int index, double shift)
    {
        var points = series.Points.Select(point => (X: AtX(point.X) + shift, Y: AtY(point.Y))).ToArray();
        if (points.Length > 1)
        {
            Line($"<path stroke=\"currentColor\" stroke-width=\"2\" stroke-linejoin=\"round\" fill=\"none\"{SvgStyle.DashAttribute(series.Style.Dash)} "
                + $"d=\"M{string.Join('L', points.Select(static point => $"{N(point.X)},{N(point.Y)}"))}\"/>");
        }

        if (series.Style.Marker is not { } marker)
        {
            return;
        }

        // On a long line a few markers, at other places than those of the neighbours.
        var outlines = new StringBuilder();
        var isLong = points.Length > 12;
        var next = left + (isLong ? 17.0 * index % MarkerDistance : 0);
        foreach (var (atX, atY) in points)
        {
            if (!isLong || atX >= next)
            {
                outlines.Append(SvgStyle.Marker(marker, atX, atY));
                next = atX + MarkerDistance;
            }
        }

        Line($"<path {SvgStyle.MarkerAttributes(series.Style.IsOpen)} d=\"{outlines}\"/>");
    }

    private void DrawBars(FigureSeries series, (int Index, int Count) bars)
    {
        const double Filled = 0.8;
        var slot = (right - left) / figure.X.Categories.Count;
        var width = Filled * slot / bars.Count;
        var outlines = new StringBuilder();
        foreach (var point in series.Points)
        {
            var start = AtX(point.X) - Filled * slot / 2 + bars.Index * width;
            var end = AtY(point.Y);
            outlines.Append(CultureInfo.InvariantCulture, $"M{N(start)},{N(bottom)}V{N(end)}H{N(start + width)}V{N(bottom)}Z");
        }

        Line($"<path fill=\"currentColor\" fill-opacity=\"{(bars.Index == 0 ? "0.55" : "1")}\" stroke=\"currentColor\" d=\"{outlines}\"/>");
    }

    private void DrawLegend()
    {
        var columnWidth = (right - left) / legendColumns;
        for (var i = 0; i < figure.Legend.Count; i++)
        {
            var entry = figure.Legend[i];
            var start = left + (i % legendColumns) * columnWidth;
            var centre = height - Edge - (LegendRows - i / legendColumns) * LegendRow + LegendRow / 2;
            Line($"<g {SvgStyle.Attributes(entry.Style.Colour)}>{Key(entry, start, centre)}</g>");
            Line($"<text {SvgStyle.Attributes(SvgStyle.Ink)} fill=\"currentColor\" x=\"{N(start + LegendKey)}\" y=\"{N(centre + 4)}\">"
                + $"{SvgText.Escape(SvgText.Cut(entry.Text, right - start - LegendKey, TextSize))}</text>");
        }
    }

    private static string Key(LegendEntry entry, double start, double centre)
    {
        const double Length = 30;
        if (entry.Shape == SeriesShape.Bars)
        {
            return $"<rect x=\"{N(start + 8)}\" y=\"{N(centre - 6)}\" width=\"14\" height=\"12\" stroke=\"currentColor\" fill=\"currentColor\" "
                + $"fill-opacity=\"{(entry.Style.Colour == SvgStyle.Ink ? "0.55" : "1")}\"/>";
        }

        var line = entry.Shape == SeriesShape.Line
            ? $"<path stroke=\"currentColor\" stroke-width=\"2\" fill=\"none\"{SvgStyle.DashAttribute(entry.Style.Dash)} "
                + $"d=\"M{N(start)},{N(centre)}h{N(Length)}\"/>"
            : "";
        var marker = entry.Style.Marker is { } index
            ? $"<path {SvgStyle.MarkerAttributes(entry.Style.IsOpen)} d=\"{SvgStyle.Marker(index, start + Length / 2, centre)}\"/>"
            : "";
        return line + marker;
    }

    /// <summary>What the figure shows, for those who do not see it.</summary>
    private string Description()
    {
        const int MostSeries = 12;
        var text = new StringBuilder();
        if (figure.Subtitle.Length > 0)
        {
            text.Append(figure.Subtitle).Append(". ");
        }

        text.Append(CultureInfo.InvariantCulture, $"Across: {figure.X.Label}. Up: {figure.Y.Label}.");
        foreach (var series in figure.Series.Where(static series => series.Points.Count > 0).Take(MostSeries))
        {
            var (first, last) = (series.Points[0], series.Points[^1]);
            text.Append(CultureInfo.InvariantCulture, $" {series.Name}: {Where(first)}");
            text.Append(series.Points.Count > 1 ? $", to {Where(last)}." : ".");
        }

        if (figure.Series.Count > MostSeries)
        {
            text.Append(CultureInfo.InvariantCulture, $" And {figure.Series.Count - MostSeries} more series.");
        }

        return text.ToString();

        string Where(FigurePoint point)
        {
            var place = figure.X.Scale == AxisScale.Categories ? figure.X.Categories[(int)point.X] : Short(point.X);
            return $"{Short(point.Y)} at {place}";
        }

        static string Short(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
    }
}
