using BonVerify.Claims;
using BonVerify.Cli.Reports;
using BonVerify.Cli.Terminal;
using BonVerify.Cli.Verification;
using BonVerify.Interchange;
using BonVerify.Numerics;

namespace BonVerify.Cli.Reproduction;

/// <summary>An explanation for people, and as JSON.</summary>
internal static class ExplanationReport
{
    private const int SchemaVersion = 1;
    private const int Digits = 20;

    public static int ExitCodeOf(ClaimExplanation explanation) => explanation.Verdict switch
    {
        Verdict.Violated => ExitCode.Counterexample,
        Verdict.Holds => ExitCode.Verified,
        _ => ExitCode.Inconclusive,
    };

    /// <summary>Writes the case, every term of its sums, both sides of the relation and the verdict.</summary>
    public static void Write(ClaimExplanation explanation, ReportWriter report)
    {
        var (counterexample, claim) = (explanation.Counterexample, explanation.Claim);
        report.Line($"{claim.Id} ({VerifyReport.StatusOf(claim)}): {claim.Statement}");
        PolicyReport.WriteCase(explanation.Policy, report);
        foreach (var (name, text) in new[] { ("About", counterexample.Description), ("Origin", counterexample.Origin), ("Context", counterexample.Case.Context) })
        {
            if (!string.IsNullOrEmpty(text))
            {
                report.Line($"{name}: {text}");
            }
        }

        PolicyReport.WriteTable(explanation.Policy, report);
        if (explanation.Verdict is Verdict.Violated(var witness))
        {
            report.Line($"Relation: {witness.Relation}");
            report.Line($"Left: {Side(witness.Left)}");
            report.Line($"Right: {Side(witness.Right)}");
        }

        report.Verdict(
            explanation.Verdict.Match(
                static margin => $"Verdict: the claim holds here, by {margin.ToDecimal(Digits)}: this is not a counterexample.",
                static witness => $"Verdict: violated, by {witness.Excess.ToDecimal(Digits)}.",
                static precision => FormattableString.Invariant($"Verdict: undecided at {precision} bits; --precision raises them."),
                static reason => $"Verdict: the claim says nothing here: {reason}."),
            explanation.Verdict switch { Verdict.Violated => false, Verdict.Holds => true, _ => null });
    }

    public static void WriteJson(ClaimExplanation explanation) => Output.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("case");
        CaseJson.Write(writer, explanation.Counterexample.Case);
        writer.WriteString("claim", explanation.Claim.Id);
        PolicyReport.WriteValue(writer, "kl", explanation.Policy.Value(explanation.Policy.Case.Kl));
        PolicyReport.WriteOutcomes(writer, explanation.Policy);
        writer.WriteNumber("schemaVersion", SchemaVersion);
        writer.WriteString("statement", explanation.Claim.Statement);
        writer.WriteString("status", VerifyReport.StatusOf(explanation.Claim));
        writer.WriteString("toolVersion", Output.ToolVersion);
        writer.WriteString("verdict", explanation.Verdict.Match(
            static _ => "holds", static _ => "violated", static _ => "undecided", static _ => "not applicable"));
        PolicyReport.WriteValue(writer, "winRate", explanation.Policy.Value(explanation.Policy.Case.WinRate));
        if (explanation.Verdict is Verdict.Violated(var witness))
        {
            var (lower, upper) = witness.Excess.ToDecimal(Digits);
            writer.WriteStartObject("witness");
            writer.WriteStartObject("excess");
            writer.WriteString("lower", lower);
            writer.WriteString("upper", upper);
            writer.WriteEndObject();
            writer.WriteString("left", witness.Left);
            writer.WriteString("relation", witness.Relation);
            writer.WriteString("right", witness.Right);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    });

    /// <summary>A side of a relation, with its value where it is written exactly.</summary>
    private static string Side(string text)
    {
        try
        {
            var value = LinearFormInLogarithms.Parse(text).Enclose(70).ToDecimal(Digits).ToString();
            return value == text ? text : $"{text} = {value}";
        }
        catch (ArgumentException)
        {
            // It is an enclosure already.
            return text;
        }
    }
}
