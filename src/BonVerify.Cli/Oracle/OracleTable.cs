using System.Globalization;
using BonVerify.Cli.Reports;
using BonVerify.Cli.Terminal;
using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Cli.Oracle;

/// <summary>The result of a case as a table for people.</summary>
/// <param name="Title">The case in short.</param>
/// <param name="Rows">The cells.</param>
internal sealed record OracleTable(string Title, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const int MaxExact = 60;

    private static readonly Column[] Columns = ["quantity", "nearest double", "exact, or enclosure", new("meaning", IsProse: true)];

    /// <summary>The table of the quantities of a case.</summary>
    public static OracleTable Of(string where, CaseEvaluation evaluation, IEnumerable<Quantity> quantities) => new(
        $"{evaluation.Case.Id ?? where}: {evaluation.Case.Summary}", [.. quantities.SelectMany(quantity => RowsOf(quantity, evaluation))]);

    public void Write(TextWriter output)
    {
        output.WriteLine(VisibleWriter.Visible(Title));
        new TerminalReport(output, TerminalReport.StandardWidth).Table(Columns, Rows);
    }

    private static IEnumerable<IReadOnlyList<string>> RowsOf(Quantity quantity, CaseEvaluation evaluation)
    {
        var result = evaluation.Evaluate(quantity);
        if (result is QuantityResult.NotApplicable(var reason))
        {
            yield return [quantity.Id, "-", reason, quantity.Statement];
        }

        for (var i = 0; i < result.Values.Count; i++)
        {
            var value = result.Values[i];
            yield return
            [
                quantity.IsList ? string.Create(CultureInfo.InvariantCulture, $"{quantity.Id}[{i}]") : quantity.Id,
                value.Nearest is { } nearest ? DoubleText.Of(nearest) : "open",
                value.Exact is { Length: <= MaxExact } exact ? exact : value.Enclosure.ToString(),
                i == 0 ? quantity.Statement : "",
            ];
        }
    }
}
