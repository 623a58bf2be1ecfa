namespace BonVerify.Cli.Drawing;

/// <summary>
/// A figure before it is drawn: axes, and series of points with their looks. <see cref="SvgFigure"/> draws it, for a file or inside a page;
/// <see cref="FigureCsv"/> writes its numbers.
/// </summary>
internal sealed record Figure
{
    public const int DefaultWidth = 720;
    public const int DefaultHeight = 460;
    public const int MinSize = 320;
    public const int MaxSize = 4096;

    public required string Title { get; init; }

    /// <summary>What the figure is of, in one line under the title.</summary>
    public string Subtitle { get; init; } = "";

    public required FigureAxis X { get; init; }

    public required FigureAxis Y { get; init; }

    public required IReadOnlyList<FigureSeries> Series { get; init; }

    /// <summary>The legend; by default an entry for each series.</summary>
    public IReadOnlyList<LegendEntry> Legend
    {
        get => field ?? [.. Series.Select(static series => new LegendEntry(series.Name, series.Style, series.Shape))];
        init;
    }

    /// <summary>The width, in pixels.</summary>
    public int Width { get; init; } = DefaultWidth;

    /// <summary>The height, in pixels; a figure whose legend leaves too little room for the data is drawn higher.</summary>
    public int Height { get; init; } = DefaultHeight;
}

/// <summary>How numbers lie on an axis.</summary>
internal enum AxisScale
{
    Linear,
    Log,

    /// <summary>0, 1, 2, … have names.</summary>
    Categories,
}

/// <summary>An axis.</summary>
/// <param name="Label">What it measures, with the unit.</param>
/// <param name="Scale">How numbers lie on it.</param>
internal sealed record FigureAxis(string Label, AxisScale Scale = AxisScale.Linear)
{
    /// <summary>Where the axis begins; by default at the smallest number.</summary>
    public double? Low { get; init; }

    /// <summary>Where the axis ends; by default at the largest number.</summary>
    public double? High { get; init; }

    /// <summary>The numbers with a mark, instead of round ones; they are whole.</summary>
    public IReadOnlyList<double>? Marks { get; init; }

    /// <summary>The names on an axis of categories.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
}

/// <summary>What is drawn of a series.</summary>
internal enum SeriesShape
{
    Line,
    Points,
    Bars,
}

/// <summary>The looks of a series: told apart by colour, and by dashes or markers too.</summary>
/// <param name="Colour">The index of a colour; see <see cref="SvgStyle"/>.</param>
/// <param name="Dash">The index of a pattern of dashes; 0 is a solid line.</param>
/// <param name="Marker">The index of a marker, or null for a line without.</param>
/// <param name="IsOpen">Whether markers are outlines.</param>
internal readonly record struct SeriesStyle(int Colour, int Dash = 0, int? Marker = null, bool IsOpen = false);

/// <summary>Points that belong together.</summary>
internal sealed record FigureSeries(string Name, SeriesStyle Style, IReadOnlyList<FigurePoint> Points, SeriesShape Shape = SeriesShape.Line);

/// <summary>A point, with the doubles that are drawn and what is known behind them.</summary>
internal readonly record struct FigurePoint(double X, double Y)
{
    /// <summary>What the point is, such as <c>n = 4</c>, or null where its coordinates say it.</summary>
    public string? Label { get; init; }

    /// <summary>The exact text of x, or an enclosure; null where x is a count.</summary>
    public string? ExactX { get; init; }

    /// <summary>The exact text of y, or an enclosure; null where there is none.</summary>
    public string? ExactY { get; init; }

    /// <summary>The ends of a confidence interval around y; points with one stand a little beside those of other series.</summary>
    public (double Low, double High)? Interval { get; init; }
}

/// <summary>A line of the legend.</summary>
internal readonly record struct LegendEntry(string Text, SeriesStyle Style, SeriesShape Shape);
