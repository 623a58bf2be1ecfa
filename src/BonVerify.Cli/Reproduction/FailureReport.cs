using System.Globalization;
using System.Text.Json;
using BonVerify.Cli.Checking;
using BonVerify.Cli.Reports;
using BonVerify.Cli.Terminal;
using BonVerify.Conformance;
using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Cli.Reproduction;

/// <summary>The explanation of a program's failure, for people, and as JSON.</summary>
internal static class FailureReport
{
    private const int SchemaVersion = 1;

    public static int ExitCodeOf(FailureExplanation explanation) => explanation.IsWrong ? ExitCode.Counterexample : ExitCode.Verified;

    /// <summary>Writes the case, what was expected and what was answered, and the verdict.</summary>
    public static void Write(FailureExplanation explanation, ReportWriter report)
    {
        var failure = explanation.Failure;
        report.Line($"{failure.Request.Quantity}: {failure.Request.Quantity.Statement}");
        if (explanation.Policy is { } policy)
        {
            PolicyReport.WriteCase(policy, report);
            PolicyReport.WriteTable(policy, report);
        }

        report.Line(FormattableString.Invariant(
            $"Recorded: {failure.Assessment.Describe()}; tolerance {failure.Tolerance.Sentence}; ties {TieConventions.NameOf(failure.Ties)}, seed {failure.Seed}"));
        if (failure.Diagnosis is { } diagnosis)
        {
            report.Line($"Diagnosis: {diagnosis}");
        }

        report.Copyable("ask again", CheckReport.ReproduceLine(failure));
        if (explanation.Truth.Count == 0)
        {
            report.Line($"Expected: an error, as {failure.Request.Input.WhyUndefined}");
        }
        else if (!failure.Request.Quantity.IsList)
        {
            report.Line($"Expected: {PolicyReport.Shown(explanation.Truth[0].Value)}");
        }

        foreach (var judgement in explanation.Judgements)
        {
            WriteJudgement(explanation, judgement, report);
        }

        report.Verdict(
            explanation.IsWrong
                ? $"Verdict: {string.Join("; then ", explanation.Judgements.Select(static judgement => Describe(judgement.Assessment)))}."
                : "Verdict: the recorded answer is right: this is not a failure.",
            !explanation.IsWrong);
    }

    public static void WriteJson(FailureExplanation explanation) => Output.WriteJson(writer =>
    {
        var failure = explanation.Failure;
        writer.WriteStartObject();
        writer.WriteStartArray("answers");
        foreach (var judgement in explanation.Judgements)
        {
            WriteJudgement(writer, judgement);
        }

        writer.WriteEndArray();
        if (failure.Diagnosis is { } diagnosis)
        {
            writer.WriteString("diagnosis", diagnosis);
        }

        writer.WriteStartArray("expected");
        foreach (var value in explanation.Truth)
        {
            PolicyReport.WriteValue(writer, value.Value);
        }

        writer.WriteEndArray();
        if (explanation.Policy is { } policy)
        {
            PolicyReport.WriteValue(writer, "kl", policy.Value(policy.Case.Kl));
            PolicyReport.WriteOutcomes(writer, policy);
        }

        writer.WriteString("quantity", failure.Request.Quantity.Id);
        writer.WriteString("reproduce", CheckReport.ReproduceLine(failure));
        writer.WritePropertyName("request");
        writer.WriteRawValue(failure.Request.ToJson());
        writer.WriteNumber("schemaVersion", SchemaVersion);
        writer.WriteString("toolVersion", Output.ToolVersion);
        writer.WriteString("verdict", explanation.IsWrong ? "wrong" : "right");
        if (explanation.Policy is { } same)
        {
            PolicyReport.WriteValue(writer, "winRate", same.Value(same.Case.WinRate));
        }

        writer.WriteEndObject();
    });

    /// <summary>An answer beside the truth: on a line, or in a table when it is a list.</summary>
    private static void WriteJudgement(FailureExplanation explanation, Judgement judgement, ReportWriter report)
    {
        var numbers = Comparable(judgement);
        if (judgement.Request.Quantity.IsList && explanation.Truth.Count > 0)
        {
            report.Table(
                ["outcome", "expected", Column.Number("expected ~"), Column.Number("answered"), "answered - expected"],
                explanation.Truth.Select((value, i) => (IReadOnlyList<string>)
                [
                    i.ToString(CultureInfo.InvariantCulture),
                    PolicyReport.Cut(value.Value.ToString()),
                    DoubleText.Of(value.Nearest),
                    numbers is null ? "-" : DoubleText.Of(numbers[i]),
                    numbers is null ? "-" : ErrorOf(value, numbers[i]),
                ]));
        }

        if (numbers is null)
        {
            report.Line($"Answered: {judgement.Answer}");
        }
        else if (!judgement.Request.Quantity.IsList)
        {
            report.Line($"Answered: {DoubleText.Of(numbers[0])}");
            report.Line($"Answered - expected: {ErrorOf(explanation.Truth[0], numbers[0])}");
        }

        if (judgement.Ulps is { } ulps and > 0)
        {
            report.Line($"Off by {(judgement.Request.Quantity.IsList ? "up to " : "")}{Conformance.Explanation.Ulps(ulps)} ulps");
        }
    }

    private static void WriteJudgement(Utf8JsonWriter writer, Judgement judgement)
    {
        writer.WriteStartObject();
        writer.WriteString("answer", judgement.Answer.ToString());
        if (Comparable(judgement) is { } numbers)
        {
            writer.WriteStartArray("errors");
            foreach (var (number, value) in numbers.Zip(judgement.Truth))
            {
                if (double.IsFinite(number))
                {
                    var error = value.ErrorOf(number);
                    writer.WriteStartObject();
                    writer.WriteString("lower", error.Lower);
                    writer.WriteString("upper", error.Upper);
                    writer.WriteEndObject();
                }
                else
                {
                    writer.WriteNullValue();
                }
            }

            writer.WriteEndArray();
        }

        if (judgement.Ulps is { } ulps && double.IsFinite(ulps))
        {
            writer.WriteNumber("ulps", ulps);
        }

        writer.WriteString("verdict", CheckReport.NameOf(judgement.Assessment));
        writer.WriteEndObject();
    }

    /// <summary>The numbers of an answer, when there is one for each true value.</summary>
    private static IReadOnlyList<double>? Comparable(Judgement judgement) =>
        judgement.Truth.Count == 0 || judgement.Assessment == Assessment.Malformed ? null : judgement.Numbers;

    private static string ErrorOf(TrueValue truth, double answer) =>
        double.IsFinite(answer) ? truth.ErrorOf(answer).ToString() : "not a finite number";

    private static string Describe(Assessment assessment) => assessment is Assessment.Correct or Assessment.WithinTolerance or Assessment.ByAllowance
        ? "right"
        : assessment.Describe();
}
