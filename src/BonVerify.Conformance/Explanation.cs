using System.Globalization;
using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>What an examination found, as sentences for people: the same behind every door.</summary>
public static class Explanation
{
    private const int MaxShownTruths = 8;
    private const int MaxShownRequest = 400;

    /// <summary>The mistakes as sentences, and how many failures nothing explains.</summary>
    /// <param name="report">The report.</param>
    /// <returns>One sentence a line.</returns>
    public static IEnumerable<string> Diagnoses(ExaminationReport report)
    {
        Preconditions.NotNull(report);
        foreach (var same in report.Findings.GroupBy(static finding => finding.Mistake.Id))
        {
            var mistake = same.First().Mistake;
            var where = same.Select(static finding => FormattableString.Invariant(
                $"{finding.Quantity} ({finding.Explained.Count} of {finding.Failures} failures{(finding.Region is { } region ? "; " + region : "")})"));
            var tentative = report.Options.Only is not null || same.All(static finding => finding.IsTentative);
            yield return $"{(tentative ? "consistent with this: " : "")}{mistake.Sentence}{(mistake.Remedy is { } remedy ? " " + remedy : "")} [{mistake.Id}]: {string.Join(", ", where)}.";
        }

        foreach (var quantity in report.Options.Quantities)
        {
            var open = report.UnexplainedOf(quantity).Count;
            if (open > 0)
            {
                var failures = report.Judgements.Count(judgement => judgement.Request.Quantity == quantity && judgement.Assessment.IsNumericFailure());
                yield return FormattableString.Invariant(
                    $"no known mistake explains {(open == failures ? "the" : FormattableString.Invariant($"{open} of the"))} {Count(failures, "wrong answer")} of {quantity}.");
            }
        }
    }

    /// <summary>What else is worth knowing: answers accepted by allowance only, cases not asked, numbers where nothing is defined, random answers.</summary>
    /// <param name="report">The report.</param>
    /// <returns>One sentence a line.</returns>
    public static IEnumerable<string> Notes(ExaminationReport report)
    {
        Preconditions.NotNull(report);
        var allowed = Of(report, Assessment.ByAllowance);
        if (allowed.Count > 0)
        {
            // Where the truth is 0 every error is infinite as a share: those where it is not tell more.
            var worst = allowed.MaxBy(static judgement => (judgement.RelativeError is not null, judgement.RelativeError ?? judgement.ErrorAtZero))!;
            var how = worst.RelativeError is { } error
                ? FormattableString.Invariant($"off by {error:G2} of the true value")
                : FormattableString.Invariant($"{worst.ErrorAtZero:G2} where 0 is right");
            var remedy = worst.Request.Quantity == Quantity.PassAtK ? "; 1 - x loses digits where x is near 1: -expm1 of a sum of log1p(-k/i) keeps them" : "";
            yield return $"{Count(allowed.Count, "answer")} ({Counts(allowed)}) {(allowed.Count == 1 ? "is" : "are")} accepted by the absolute allowance only: the furthest is {how}, for {Shown(worst.Request)}{remedy}.";
        }

        var undefined = Of(report, Assessment.AnsweredUndefined);
        if (undefined.Count > 0)
        {
            var first = undefined[0];
            yield return $"{Count(undefined.Count, "number")} ({Counts(undefined)}) came where nothing is defined, for example {first.Answer} where {first.Request.Input.WhyUndefined}: {Shown(first.Request)}. An error is the right answer there{(report.Options.MustRefuse ? "" : "; unless asked for, this is a remark and no failure")}.";
        }

        foreach (var tally in report.Tallies)
        {
            if (tally.OutsideScope > 0)
            {
                yield return FormattableString.Invariant(
                    $"{tally.OutsideScope} of {tally.OutsideScope + tally.Judgements.Count} cases of {tally.Quantity} were not asked: they are outside the stated domain ({report.Options.Scope}).");
            }

            var declined = tally.Judgements.Count(static judgement => judgement.Assessment == Assessment.Unsupported && judgement.Request.Input.IsDefined);
            var good = tally.Judgements.Count(static judgement => judgement.IsGood);
            if (good > 0 && declined > good && tally.Failed == 0)
            {
                yield return FormattableString.Invariant($"{tally.Quantity} conforms where it is answered, but most cases ({declined} of {declined + good}) were declined as unsupported.");
            }
        }

        foreach (var sampled in report.Sampled)
        {
            yield return sampled.ToString();
        }

        if (report.Sampled.Count > 0)
        {
            yield return FormattableString.Invariant($"Random answers are judged together: a right implementation is rejected with probability {Statistics.FalseAlarm:G1} at most.");
        }
    }

    /// <summary>A smallest failure in a few lines: what it is, what was expected and what came.</summary>
    /// <param name="failure">The failure.</param>
    /// <returns>The lines.</returns>
    public static IEnumerable<string> Lines(SmallestFailure failure)
    {
        Preconditions.NotNull(failure);
        var judgement = failure.Judgement;
        yield return $"{judgement.Request.Quantity}: {judgement.Assessment.Describe()}, smallest case {Shown(judgement.Request)}";
        yield return $"  expected {Expected(judgement)}";
        yield return $"  got      {judgement.Answer}{Error(judgement)}";
        if (judgement.Again is { } again)
        {
            yield return $"  and then {again}";
        }

        if (failure.Cause is { } cause)
        {
            yield return $"  cause    {cause.Mistake.Id}";
        }
    }

    /// <summary>The exact values, and the nearest doubles where they differ in text.</summary>
    /// <param name="judgement">A judgement.</param>
    /// <returns>One line.</returns>
    internal static string Expected(Judgement judgement)
    {
        if (Preconditions.NotNull(judgement).Truth.Count == 0)
        {
            return $"an error: {judgement.Request.Input.WhyUndefined}";
        }

        var values = judgement.Truth.Take(MaxShownTruths).Select(static value =>
        {
            // A mass too small for a double is not written out.
            var nearest = DoubleText.Of(value.Nearest);
            var text = value.Nearest == 0 && value.Value.Exact is null ? "below every double" : value.ToString();
            return text == nearest ? nearest : $"{text} = {nearest}";
        });
        var more = judgement.Truth.Count > MaxShownTruths ? ", …" : "";
        return judgement.Request.Quantity.IsList ? $"[{string.Join(", ", values)}{more}]" : values.First();
    }

    /// <summary>A request, cut when it is long.</summary>
    /// <param name="request">The request.</param>
    /// <returns>One line.</returns>
    internal static string Shown(Request request)
    {
        var text = Preconditions.NotNull(request).ToString();
        return text.Length <= MaxShownRequest ? text : FormattableString.Invariant($"{text[..MaxShownRequest]}… ({text.Length} characters; the file has it whole)");
    }

    /// <summary>A distance in units in the last place.</summary>
    /// <param name="ulps">The distance.</param>
    /// <returns>Its text.</returns>
    internal static string Ulps(double ulps) => ulps < 100 ? ulps.ToString("0.##", CultureInfo.InvariantCulture) : ulps.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>The whole report as a text, for the message of a failing test.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Some lines.</returns>
    public static string Text(ExaminationReport report) => string.Join('\n',
    [
        .. Preconditions.NotNull(report).Smallest.SelectMany(Lines),
        .. Diagnoses(report).Select(static sentence => $"Diagnosis: {sentence}"),
        .. Notes(report).Select(static note => $"Note: {note}"),
    ]);

    private static string Error(Judgement judgement)
    {
        if (judgement.RelativeError is not ({ } relative and > 0))
        {
            return "";
        }

        var share = relative < 1e-3 || relative >= 10
            ? relative.ToString("0.#e+0", CultureInfo.InvariantCulture)
            : FormattableString.Invariant($"{100 * relative:0.##} %");
        return judgement.Ulps is { } ulps and < 1e6 ? $", off by {share} of the true value ({Ulps(ulps)} ulps)" : $", off by {share} of the true value";
    }

    private static IReadOnlyList<Judgement> Of(ExaminationReport report, Assessment assessment) =>
        [.. report.Judgements.Where(judgement => judgement.Assessment == assessment)];

    private static string Counts(IEnumerable<Judgement> judgements) => string.Join(", ", judgements
        .GroupBy(static judgement => judgement.Request.Quantity)
        .Select(static group => FormattableString.Invariant($"{group.Key} {group.Count()}")));

    /// <summary>A number of things.</summary>
    /// <param name="count">How many.</param>
    /// <param name="what">What one of them is called.</param>
    /// <returns>A few words.</returns>
    internal static string Count(long count, string what) => FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}");
}
