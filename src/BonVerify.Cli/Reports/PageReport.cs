using System.Net;
using BonVerify.Cli.Drawing;
using BonVerify.Cli.Terminal;

namespace BonVerify.Cli.Reports;

/// <summary>A report as one page for a browser, which needs nothing from anywhere: tables that sort, folds, figures, and commands to copy.</summary>
internal sealed class PageReport : ReportWriter, IDisposable
{
    private readonly TextWriter file;
    private bool isInSection;
    private int figures;

    public PageReport(TextWriter file, string title)
    {
        this.file = file;

        // The policy forbids the page to fetch anything.
        file.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
            <title>{Escaped(title)}</title>
            <link rel="icon" href="data:,">
            <style>
            {Resource("page.css")}</style>
            </head>
            <body>
            <main>
            <h1>{Escaped(title)}</h1>

            """.ReplaceLineEndings("\n"));
    }

    public override void Verdict(string text, bool? isGood) =>
        file.Write($"<p class=\"verdict {isGood switch { true => "good", false => "bad", null => "open" }}\">{Escaped(text)}</p>\n");

    public override void Heading(string text)
    {
        EndSection();
        file.Write($"<section>\n<h2>{Escaped(text)}</h2>\n");
        isInSection = true;
    }

    public override void Line(string text)
    {
        if (text.Length > 0)
        {
            file.Write($"<p>{Breakable(text)}</p>\n");
        }
    }

    public override void Item(string text) => file.Write($"<p class=\"item\">{Breakable(text)}</p>\n");

    public override void Copyable(string label, string text) =>
        file.Write($"<p class=\"copy\"><span>{Escaped(label)}</span><code>{Escaped(text)}</code><button type=\"button\">Copy</button></p>\n");

    public override void Table(IReadOnlyList<Column> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        file.Write("<div class=\"table\" tabindex=\"0\"><table>\n<thead><tr>");
        foreach (var column in columns)
        {
            file.Write($"<th scope=\"col\"{ClassOf(column)} aria-sort=\"none\"><button type=\"button\">{(column.Name.Length == 0 ? "#" : Escaped(column.Name))}</button></th>");
        }

        file.Write("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            file.Write("<tr>");
            for (var i = 0; i < row.Count; i++)
            {
                file.Write(i == 0 ? $"<th scope=\"row\">{Escaped(row[i])}</th>" : $"<td{ClassOf(columns[i])}>{Escaped(row[i])}</td>");
            }

            file.Write("</tr>\n");
        }

        file.Write("</tbody>\n</table></div>\n");
    }

    public override void Figure(Func<Figure?> make)
    {
        if (make() is { } figure)
        {
            file.Write($"<figure>{SvgFigure.Draw(figure, FormattableString.Invariant($"figure{++figures}"))}</figure>\n");
        }
    }

    public override void Details(string summary, Action write)
    {
        file.Write($"<details>\n<summary>{Escaped(summary)}</summary>\n");
        write();
        file.Write("</details>\n");
    }

    public void Dispose()
    {
        EndSection();
        file.Write($"<footer>bonverify {Escaped(Output.ToolVersion)}</footer>\n</main>\n<script>\n{Resource("page.js")}</script>\n</body>\n</html>\n");
    }

    private static string ClassOf(Column column) => column.IsNumber ? " class=\"number\"" : column.IsProse ? " class=\"prose\"" : "";

    private static string Escaped(string text) => WebUtility.HtmlEncode(VisibleWriter.Visible(text));

    /// <summary>A text in which a long list may be broken between its elements, and so no number has to be.</summary>
    private static string Breakable(string text) => Escaped(text).Replace(",", ",<wbr>", StringComparison.Ordinal);

    private static string Resource(string name)
    {
        using var stream = typeof(PageReport).Assembly.GetManifestResourceStream($"reports/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private void EndSection()
    {
        if (isInSection)
        {
            file.Write("</section>\n");
        }

        isInSection = false;
    }
}
