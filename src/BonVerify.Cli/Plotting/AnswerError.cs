using System.Globalization;
using BonVerify.Conformance;
using BonVerify.Interchange;

namespace BonVerify.Cli.Plotting;

/// <summary>How far an answer of a program was off: a row of what <c>check --errors</c> writes and <c>plot errors</c> draws.</summary>
/// <param name="Quantity">What was asked.</param>
/// <param name="N">The number of draws.</param>
/// <param name="SmallestMass">The smallest positive mass of the case, or null where it has no masses.</param>
/// <param name="RelativeError">The largest error as a share of the true value; where that is 0, the error itself.</param>
/// <param name="IsGood">Whether the answer was accepted.</param>
internal sealed record AnswerError(string Quantity, int N, double? SmallestMass, double RelativeError, bool IsGood)
{
    internal const string Head = "quantity,n,smallest_mass,relative_error,accepted";

    /// <summary>The errors of all answers that are numbers.</summary>
    public static IReadOnlyList<AnswerError> Of(ExaminationReport report) =>
    [
        .. report.Judgements
            .Where(static judgement => judgement.IsGood || judgement.Assessment.IsNumericFailure())
            .Select(static judgement => (judgement, error: Larger(judgement.RelativeError, judgement.ErrorAtZero)))
            .Where(static item => item.error is not null)
            .Select(static item => new AnswerError(
                item.judgement.Request.Quantity.Id,
                item.judgement.Request.Input.Draws,
                item.judgement.Request.Input.SmallestMass,
                item.error!.Value,
                item.judgement.IsGood)),
    ];

    /// <summary>Writes rows as CSV.</summary>
    public static void Write(IReadOnlyList<AnswerError> rows, TextWriter output)
    {
        output.Write(Head + "\n");
        foreach (var row in rows)
        {
            var mass = row.SmallestMass is { } known ? DoubleText.Of(known) : "";
            output.Write(string.Create(
                CultureInfo.InvariantCulture, $"{row.Quantity},{row.N},{mass},{DoubleText.Of(row.RelativeError)},{(row.IsGood ? "yes" : "no")}\n"));
        }
    }

    /// <summary>Reads rows.</summary>
    /// <exception cref="InputException">The file cannot be read, or is none of check --errors.</exception>
    public static IReadOnlyList<AnswerError> Read(string path)
    {
        var rows = new List<AnswerError>();
        foreach (var line in CaseFile.Lines(path))
        {
            var text = System.Text.Encoding.UTF8.GetString(line.Bytes.Span).TrimEnd('\r');
            if (line.Number > 1)
            {
                rows.Add(Parse(text) ?? throw new InputException($"{CaseFile.Where(path, line.Number)}: this is no row of check --errors."));
            }
            else if (text != Head)
            {
                throw new InputException($"{CaseFile.Where(path, line.Number)}: the first line must be {Head}, as check --errors writes it.");
            }
        }

        return rows.Count > 0 ? rows : throw new InputException($"{path} has no answers; a figure needs some.");
    }

    private static AnswerError? Parse(string line) =>
        line.Split(',') is [{ Length: > 0 } quantity, var n, var mass, var error, ("yes" or "no") and var accepted]
        && int.TryParse(n, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var draws)
        && Number(error) is { } off
        && (mass.Length == 0 || Number(mass) is not null)
            ? new AnswerError(quantity, draws, mass.Length == 0 ? null : Number(mass), off, accepted == "yes")
            : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : null;

    private static double? Larger(double? a, double? b) => a is null || b is null ? a ?? b : Math.Max(a.Value, b.Value);
}
