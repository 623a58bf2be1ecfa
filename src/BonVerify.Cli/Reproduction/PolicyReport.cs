using System.Globalization;
using System.Text.Json;
using BonVerify.Cli.Plotting;
using BonVerify.Cli.Reports;
using BonVerify.Interchange;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Cli.Reproduction;

/// <summary>The outcomes of a best-of-n policy and their sums, for people, and as parts of a JSON object.</summary>
internal static class PolicyReport
{
    private const int MaxCell = 34;
    private const int MaxCase = 200;
    private const int MaxExact = 300;

    public static void WriteCase(ExplainedPolicy policy, ReportWriter report) =>
        report.Line(FormattableString.Invariant($"Case: {Cut(policy.Case.Reference.ToString(), MaxCase)}, n = {policy.Case.N}"));

    public static void WriteTable(ExplainedPolicy policy, ReportWriter report)
    {
        report.Table(
            ["outcome", "reward", "p", "F", "q", Column.Number("q ~"), "q ln(q/p)", Column.Number("q ln(q/p) ~"), "q (F_ + F)/2"],
            policy.Outcomes.Select(outcome => (IReadOnlyList<string>)
            [
                NameOf(policy, outcome),
                Cut(policy.Case.Reference.Rewards[outcome.Index].ToString()),
                Cut(outcome.P.ToString()),
                outcome.F is { } f ? Cut(f.ToString()) : "-",
                Cut(outcome.Q.Exact ?? "enclosed"),
                Double(outcome.Q),
                Cut(outcome.KlTerm.Exact ?? "enclosed"),
                Double(outcome.KlTerm),
                Cut(outcome.WinTerm.ToString()),
            ]));
        report.Figure(() => policy.Case.Reference.Count <= MassesPlot.MaxOutcomes
            ? MassesPlot.Draw([PlotCase.Of(new PolicyCase(policy.Case.Reference, policy.Case.N))])
            : null);
        report.Line($"KL = {Shown(policy.Value(policy.Case.Kl))}");
        report.Line($"W = {Shown(policy.Value(policy.Case.WinRate))}");
        report.Line($"ln n - (n-1)/n = {Shown(policy.Value(policy.Case.Formula))}");
    }

    public static void WriteOutcomes(Utf8JsonWriter writer, ExplainedPolicy policy)
    {
        writer.WriteStartArray("outcomes");
        foreach (var outcome in policy.Outcomes)
        {
            writer.WriteStartObject();
            writer.WriteString("F", outcome.F is { } f ? f.ToString() : null);
            writer.WriteString("name", NameOf(policy, outcome));
            writer.WriteString("p", outcome.P.ToString());
            WriteValue(writer, "q", outcome.Q);
            WriteValue(writer, "qLnQOverP", outcome.KlTerm);
            writer.WriteString("reward", policy.Case.Reference.Rewards[outcome.Index].ToString());
            WriteValue(writer, "winTerm", outcome.WinTerm);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteValue(Utf8JsonWriter writer, string name, QuantityValue value)
    {
        writer.WritePropertyName(name);
        WriteValue(writer, value);
    }

    public static void WriteValue(Utf8JsonWriter writer, QuantityValue value)
    {
        writer.WriteStartObject();
        if (value.Exact is { } exact)
        {
            writer.WriteString("exact", exact);
        }

        var (lower, upper) = value.Enclosure;
        writer.WriteString("lower", lower);
        writer.WritePropertyName("nearest");
        ResultJson.WriteNearest(writer, value.Nearest);
        writer.WriteString("upper", upper);
        writer.WriteEndObject();
    }

    /// <summary>A number exactly and numerically.</summary>
    public static string Shown(QuantityValue value)
    {
        var enclosure = value.Enclosure;
        return value.Exact is { } exact && exact != enclosure.Lower ? $"{Cut(exact, MaxExact)} = {enclosure}" : enclosure.ToString();
    }

    public static string Cut(string text, int length = MaxCell) => text.Length <= length ? text : text[..length] + "…";

    private static string NameOf(ExplainedPolicy policy, ExplainedOutcome outcome) =>
        policy.Case.Reference.Labels?[outcome.Index] ?? outcome.Index.ToString(CultureInfo.InvariantCulture);

    private static string Double(QuantityValue value) => value.Nearest?.ToString("G10", CultureInfo.InvariantCulture) ?? "open";
}
