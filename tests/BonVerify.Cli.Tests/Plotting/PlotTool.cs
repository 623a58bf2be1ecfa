using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BonVerify.Cli.Tests.Plotting;

/// <summary>Runs <c>bonverify plot</c> and reads what it draws.</summary>
internal static partial class PlotTool
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>A row of a table of points.</summary>
    public sealed record Row(string Series, string Point, double X, double Y, string ExactX, string ExactY, string Low, string High);

    public static Tool.Result Run(params string[] arguments) => Tool.Run(["plot", .. arguments]);

    /// <summary>The table of a run that must end well.</summary>
    public static Row[] Table(string folder, params string[] arguments)
    {
        var path = Path.Combine(folder, "table.csv");
        var result = Run([.. arguments, "--csv", path]);
        Assert.True(result.ExitCode == 0, result.Error);
        IsFigure(result.Output);
        return Read(File.ReadAllText(path));
    }

    public static Row[] Read(string csv)
    {
        var lines = csv.TrimEnd('\n').Split('\n');
        Assert.Equal("series,point,x,y,x_exact,y_exact,interval_low,interval_high", lines[0]);
        return [.. lines.Skip(1).Select(static line =>
        {
            // Cells with commas stand in quotes.
            var cells = Cells().Matches(line).Select(static match => match.Groups[1].Success ? match.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : match.Groups[2].Value).ToArray();
            Assert.Equal(8, cells.Length);
            return new Row(cells[0], cells[1], Number(cells[2]), Number(cells[3]), cells[4], cells[5], cells[6], cells[7]);
        })];
    }

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Requires a figure that readers, browsers and blind people can use, and nothing from outside.</summary>
    public static XElement IsFigure(string text)
    {
        Assert.EndsWith("</svg>\n", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 1000, 60_000);
        var root = XDocument.Parse(text).Root!;
        Assert.Equal(Svg + "svg", root.Name);
        Assert.Equal("img", root.Attribute("role")!.Value);
        var (title, description) = (root.Element(Svg + "title")!, root.Element(Svg + "desc")!);
        Assert.Equal($"{title.Attribute("id")!.Value} {description.Attribute("id")!.Value}", root.Attribute("aria-labelledby")!.Value);
        Assert.NotEmpty(title.Value);
        Assert.InRange(description.Value.Length, 40, 2000);
        Assert.DoesNotContain(root.DescendantsAndSelf(), static element => element.Name.LocalName is "script" or "image" or "use" or "foreignObject");
        Assert.DoesNotContain(root.DescendantsAndSelf().Attributes(), static attribute => attribute.Name.LocalName is "href" or "src");
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", text, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", root.Element(Svg + "style")!.Value, StringComparison.Ordinal);
        TextsHaveRoom(root);
        return root;
    }

    /// <summary>No text lies on another, and none of those that stand upright leaves the picture.</summary>
    private static void TextsHaveRoom(XElement root)
    {
        var boxes = root.Descendants(Svg + "text").Where(static text => text.Attribute("transform") is null).Select(static text =>
        {
            var size = text.Attribute("font-size") is { } own ? Number(own.Value) : 12;
            var width = 0.55 * size * text.Value.Length;
            var (x, y) = (Number(text.Attribute("x")!.Value), Number(text.Attribute("y")!.Value));
            var left = text.Attribute("text-anchor")?.Value switch { "end" => x - width, "middle" => x - width / 2, _ => x };
            return (text.Value, Left: left, Right: left + width, Top: y - 0.75 * size, Bottom: y);
        }).ToArray();
        for (var i = 0; i < boxes.Length; i++)
        {
            Assert.True(boxes[i].Left >= 0 && boxes[i].Right <= Number(root.Attribute("width")!.Value), boxes[i].Value);
            Assert.InRange(boxes[i].Bottom, 1, Number(root.Attribute("height")!.Value));
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (boxes[i], boxes[j]);
                Assert.False(a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom, $"'{a.Value}' lies on '{b.Value}'");
            }
        }
    }

    [GeneratedRegex("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))")]
    private static partial Regex Cells();
}
