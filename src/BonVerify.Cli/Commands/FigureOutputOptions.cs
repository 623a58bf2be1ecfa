using System.CommandLine;
using System.Text;
using BonVerify.Cli.Drawing;
using BonVerify.Cli.Plotting;
using BonVerify.Cli.Reports;
using BonVerify.Cli.Terminal;

namespace BonVerify.Cli.Commands;

/// <summary>Options of every figure: where it goes, and its size and title.</summary>
internal sealed class FigureOutputOptions
{
    private readonly Option<string?> output = new("--output") { Description = "Write the figure to a file, as SVG; - is standard output, the default." };
    private readonly Option<string?> csv = new("--csv")
    {
        Description = "Write what the figure shows to a file too, one row a point: the doubles that are drawn, and exact texts or enclosures.",
    };

    private readonly Option<string?> title = new("--title") { Description = "The title, instead of the figure's own." };
    private readonly Option<int?> width = NumberOption.Create("--width", "The width, in pixels.", Figure.MinSize, Figure.MaxSize, (int?)Figure.DefaultWidth);
    private readonly Option<int?> height = NumberOption.Create(
        "--height", "The height, in pixels; with a long legend it may come out higher.", Figure.MinSize, Figure.MaxSize, (int?)Figure.DefaultHeight);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { output, csv, title, width, height })
        {
            command.Add(option);
        }
    }

    /// <summary>Makes a figure and writes it; the files are begun before the work, and are there as a whole or not at all.</summary>
    public void Write(ParseResult parsed, Func<Figure> make)
    {
        if (parsed.GetValue(csv) == CaseFile.StandardInput)
        {
            throw new InputException("--csv is '-'; it must be a file.");
        }

        var path = parsed.GetValue(output);
        using var picture = Destination.Begin("--output", path == CaseFile.StandardInput ? null : path);
        using var table = Destination.Begin("--csv", parsed.GetValue(csv));
        var options = new FigureOptions(parsed.GetValue(title), parsed.GetValue(width)!.Value, parsed.GetValue(height)!.Value);
        var figure = options.ApplyTo(make());
        var svg = SvgFigure.Draw(figure);
        ReportFile.Write(table, writer => FigureCsv.Write(figure, writer));
        if (picture is not null)
        {
            ReportFile.Write(picture, writer => writer.Write(svg));
            return;
        }

        using var stream = Output.OpenStream();
        stream.Write(Encoding.UTF8.GetBytes(svg));
        stream.Flush();
    }
}
