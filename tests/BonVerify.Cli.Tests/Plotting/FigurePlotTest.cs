using System.Globalization;
using System.Xml.Linq;
using BonVerify.Cli.Drawing;

namespace BonVerify.Cli.Tests.Plotting;

/// <summary>How figures are drawn, whatever they show.</summary>
public class FigurePlotTest
{
    private static readonly FigurePoint[] SomePoints = [new(1, 0.25), new(10, 0.5), new(1000, 2.75)];

    [Fact]
    public void Draw_InAnotherCulture_GivesTheSameText()
    {
        var expected = Both(Sample());
        var before = CultureInfo.CurrentCulture;
        try
        {
            // As in Germany; the cultures of the system are not there in tests.
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NumberGroupSeparator, other.NumberFormat.NegativeSign) = (",", ".", "~");
            CultureInfo.CurrentCulture = other;
            Assert.Equal("0,5", 0.5.ToString(CultureInfo.CurrentCulture));
            Assert.Equal(expected, Both(Sample()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        static string Both(Figure figure)
        {
            using var table = new StringWriter();
            FigureCsv.Write(figure, table);
            return SvgFigure.Draw(figure) + table;
        }
    }

    [Fact]
    public void Draw_OfTextsThatXmlCannotHave_IsWellFormedAndShowsThem()
    {
        const string Odd = "a < b & \"c\" > d \u0001 \u202E \uFFFF \U0001F600";
        var figure = Sample() with { Title = Odd, Subtitle = Odd, Series = [new FigureSeries(Odd, new SeriesStyle(0), SomePoints)] };
        var root = PlotTool.IsFigure(SvgFigure.Draw(figure));
        Assert.Equal("a < b & \"c\" > d \\u0001 \\u202e \uFFFD \U0001F600", root.Element(PlotTool.Svg + "title")!.Value);
        Assert.Equal(3, root.Descendants(PlotTool.Svg + "text").Count(static text => text.Value.StartsWith("a < b & \"c\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(-0.04, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(-0.06, "-0.1")]
    [InlineData(12.34, "12.3")]
    public void Number_IsToATenth_AndNeverMinusZero(double value, string text) => Assert.Equal(text, SvgText.Number(value));

    [Fact]
    public void Draw_OfTextsThatAreLong_CutsThem()
    {
        var names = Enumerable.Range(0, 6).Select(i => string.Concat(Enumerable.Repeat($"name {i} ", 30))).ToArray();
        var figure = Sample() with { Title = names[0], Width = Figure.MinSize, Series = [.. names.Select((name, i) => new FigureSeries(name, new SeriesStyle(i), SomePoints))] };
        var root = PlotTool.IsFigure(SvgFigure.Draw(figure));
        Assert.Equal(7, root.Descendants(PlotTool.Svg + "text").Count(static text => text.Value.EndsWith('…')));
    }

    [Fact]
    public void Draw_LegendThatIsLong_MakesTheFigureHigherAndStaysBelowTheData()
    {
        var series = Enumerable.Range(0, 40).Select(static i => new FigureSeries($"a series that is called {i}", new SeriesStyle(i % 6), SomePoints)).ToArray();
        var root = PlotTool.IsFigure(SvgFigure.Draw(Sample() with { Series = series }));
        Assert.True(PlotTool.Number(root.Attribute("height")!.Value) > Figure.DefaultHeight);
        var lowestLabel = root.Descendants(PlotTool.Svg + "text").Single(static text => text.Value == "n").Attribute("y")!.Value;
        Assert.All(
            root.Descendants(PlotTool.Svg + "text").Where(static text => text.Value.StartsWith("a series", StringComparison.Ordinal)),
            text => Assert.True(PlotTool.Number(text.Attribute("y")!.Value) > PlotTool.Number(lowestLabel)));
    }

    [Fact]
    public void Draw_Points_LieWhereTheAxesSay()
    {
        // 10 is a third of the way from 1 to 1000, and the axis of y goes from 0 to 3.
        var root = PlotTool.IsFigure(SvgFigure.Draw(Sample()));
        var line = root.Elements(PlotTool.Svg + "g").Single(static g => g.Element(PlotTool.Svg + "title")?.Value == "line").Element(PlotTool.Svg + "path")!.Attribute("d")!.Value;
        var points = line[1..].Split('L').Select(static point => point.Split(',').Select(PlotTool.Number).ToArray()).ToArray();
        Assert.Equal(3, points.Length);
        Assert.Equal(1.0 / 3, (points[1][0] - points[0][0]) / (points[2][0] - points[0][0]), 0.001);
        Assert.Equal(0.1, (points[0][1] - points[1][1]) / (points[0][1] - points[2][1]), 0.001);
    }

    [Fact]
    public void Draw_WithAnId_HasItInEveryId()
    {
        var text = SvgFigure.Draw(Sample(), "second");
        Assert.Equal(["second-title", "second-desc"], XDocument.Parse(text).Descendants().Attributes("id").Select(static id => id.Value));
        Assert.Equal(SvgFigure.Draw(Sample()), text.Replace("second-", "figure-", StringComparison.Ordinal));
    }

    [Fact]
    public void Draw_OfOnePoint_OrNumbersThatAreAllOne_HasAxes()
    {
        PlotTool.IsFigure(SvgFigure.Draw(Sample() with { Series = [new FigureSeries("line", new SeriesStyle(0), [new(1, 0)])] }));
        PlotTool.IsFigure(SvgFigure.Draw(Sample() with { Series = [new FigureSeries("line", new SeriesStyle(0), [new(1, 7), new(2, 7)])] }));
    }

    [Theory]
    [InlineData(0, 6, "0 1 2 3 4 5 6")]
    [InlineData(0.5, 1, "0.5 0.6 0.7 0.8 0.9 1")]
    [InlineData(-1, 1, "−1 −0.5 0 0.5 1")]
    [InlineData(0, 1.1e-7, "0 2·10⁻⁸ 4·10⁻⁸ 6·10⁻⁸ 8·10⁻⁸ 10⁻⁷")]
    [InlineData(0, 4e7, "0 10⁷ 2·10⁷ 3·10⁷ 4·10⁷")]
    public void Ticks_OfALinearAxis_AreRoundNumbers(double low, double high, string labels) =>
        Assert.Equal(labels, string.Join(' ', AxisTicks.Linear(low, high, 6).Select(static tick => tick.Label)));

    [Theory]
    [InlineData(1, 1000, "1 10 100 1000")]
    [InlineData(1, 20, "1 2 5 10 20")]
    [InlineData(1, 1e9, "1 10 100 1000 10000 100000 10⁶ 10⁷ 10⁸ 10⁹")]
    [InlineData(0.0005, 0.2, "0.001 0.01 0.1")]
    [InlineData(1e-17, 1, "10⁻¹⁶ 10⁻¹⁴ 10⁻¹² 10⁻¹⁰ 10⁻⁸ 10⁻⁶ 10⁻⁴ 10⁻² 1")]
    public void Ticks_OfALogarithmicAxis_ArePowersOfTen(double low, double high, string labels)
    {
        var ticks = AxisTicks.Logarithmic(low, high);
        Assert.Equal(labels, string.Join(' ', ticks.Where(static tick => tick.Label.Length > 0).Select(static tick => tick.Label)));
        Assert.All(ticks, tick => Assert.InRange(tick.Value, low, high));
    }

    [Fact]
    public void Csv_QuotesWhatItMust()
    {
        using var table = new StringWriter();
        FigureCsv.Write(Sample() with { Series = [new FigureSeries("a, \"b\"", new SeriesStyle(0), [new(2, 0.1) { ExactY = "1/10", Interval = (0, 0.5) }])] }, table);
        Assert.Equal("series,point,x,y,x_exact,y_exact,interval_low,interval_high\n\"a, \"\"b\"\"\",,2,0.1,,1/10,0,0.5\n", table.ToString());
    }

    private static Figure Sample() => new()
    {
        Title = "title",
        Subtitle = "subtitle",
        X = new FigureAxis("n", AxisScale.Log),
        Y = new FigureAxis("height (nats)") { Low = 0 },
        Series = [new FigureSeries("line", new SeriesStyle(0, 2, 1), SomePoints), new FigureSeries("points", new SeriesStyle(1, 0, 3, IsOpen: true), SomePoints, SeriesShape.Points)],
    };
}
