using BonVerify.Cli.Drawing;

namespace BonVerify.Cli.Reports;

/// <summary>A report that is written once, and read in a terminal, as Markdown or as a page in a browser.</summary>
internal abstract class ReportWriter
{
    /// <summary>The verdict, in one sentence.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="isGood">Whether it is good news; null where it is neither.</param>
    public abstract void Verdict(string text, bool? isGood);

    /// <summary>Begins a part of the report.</summary>
    public abstract void Heading(string text);

    /// <summary>A line of its own.</summary>
    public abstract void Line(string text);

    /// <summary>A line that belongs to the one before it.</summary>
    public abstract void Item(string text);

    /// <summary>Something to copy, such as a command line: it is never broken.</summary>
    public abstract void Copyable(string label, string text);

    /// <summary>A table; the first column names the row. Cell texts are taken literally.</summary>
    public abstract void Table(IReadOnlyList<Column> columns, IEnumerable<IReadOnlyList<string>> rows);

    /// <summary>A figure, drawn only where it can be shown.</summary>
    /// <param name="make">Makes it; null where there is nothing to draw.</param>
    public virtual void Figure(Func<Figure?> make)
    {
    }

    /// <summary>What only some readers want to know: folded on a page, left out in a terminal unless it is verbose.</summary>
    /// <param name="summary">What it is about.</param>
    /// <param name="write">Writes it.</param>
    public virtual void Details(string summary, Action write)
    {
    }
}
