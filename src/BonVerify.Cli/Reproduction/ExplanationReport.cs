using System.Globalization;
using System.Text.Json;
using BonVerify.Claims;
using BonVerify.Cli.Terminal;
using BonVerify.Cli.Verification;
using BonVerify.Interchange;
using BonVerify.Numerics;

namespace BonVerify.Cli.Reproduction;

/// <summary>An explanation for people, and as JSON.</summary>
internal static class ExplanationReport
{
    private const int SchemaVersion = 1;
    private const int MaxCell = 34;
    private const int Digits = 20;

    public static int ExitCodeOf(Explanation explanation) => explanation.Verdict switch
    {
        Verdict.Violated => ExitCode.Counterexample,
        Verdict.Holds => ExitCode.Verified,
        _ => ExitCode.Inconclusive,
    };

    public static void WriteText(Explanation explanation)
    {
        var (counterexample, claim) = (explanation.Counterexample, explanation.Claim);
        Console.Out.WriteLine($"{claim.Id} ({VerifyReport.StatusOf(claim)}): {claim.Statement}");
        Console.Out.WriteLine(FormattableString.Invariant($"Case: {Cut(counterexample.Case.Reference.ToString(), 200)}, n = {counterexample.Case.N}"));
        foreach (var (name, text) in new[] { ("About", counterexample.Description), ("Origin", counterexample.Origin), ("Context", counterexample.Case.Context) })
        {
            if (!string.IsNullOrEmpty(text))
            {
                Console.Out.WriteLine($"{name}: {text}");
            }
        }

        Output.WriteTable(
            ["outcome", "reward", "p", "F", "q", "q ~", "q ln(q/p)", "q ln(q/p) ~", "q (F_ + F)/2"],
            explanation.Outcomes.Select(outcome => (IReadOnlyList<string>)
            [
                NameOf(explanation, outcome),
                Cut(ExactNumber.Format(explanation.Case.Reference.Rewards[outcome.Index])),
                Cut(ExactNumber.Format(outcome.P)),
                outcome.F is { } f ? Cut(ExactNumber.Format(f)) : "-",
                Cut(outcome.Q.Exact ?? "enclosed"),
                Double(outcome.Q),
                Cut(outcome.KlTerm.Exact ?? "enclosed"),
                Double(outcome.KlTerm),
                Cut(outcome.WinTerm.ToString()),
            ]));
        Console.Out.WriteLine($"Sums: KL = {Shown(explanation, explanation.Case.Kl)}");
        Console.Out.WriteLine($"      W  = {Shown(explanation, explanation.Case.WinRate)}");
        Console.Out.WriteLine($"      ln n - (n-1)/n = {Shown(explanation, explanation.Case.Formula)}");
        Console.Out.WriteLine(explanation.Verdict.Match(
            margin => $"Verdict: the claim holds here, by {margin.ToDecimal(Digits)}: this is not a counterexample.",
            static witness => $"""
                Relation: {witness.Relation}
                Left:     {Side(witness.Left)}
                Right:    {Side(witness.Right)}
                Verdict:  violated, by {witness.Excess.ToDecimal(Digits)}.
                """,
            static precision => FormattableString.Invariant($"Verdict: undecided at {precision} bits; --precision raises them."),
            static reason => $"Verdict: the claim says nothing here: {reason}."));
    }

    public static void WriteJson(Explanation explanation) => Output.WriteJson(writer =>
    {
        // Keys in ordinal order throughout.
        writer.WriteStartObject();
        writer.WritePropertyName("case");
        CaseJson.Write(writer, explanation.Counterexample.Case);
        writer.WriteString("claim", explanation.Claim.Id);
        WriteValue(writer, "kl", explanation.Value(explanation.Case.Kl));
        writer.WriteStartArray("outcomes");
        foreach (var outcome in explanation.Outcomes)
        {
            writer.WriteStartObject();
            writer.WriteString("F", outcome.F is { } f ? ExactNumber.Format(f) : null);
            writer.WriteString("name", NameOf(explanation, outcome));
            writer.WriteString("p", ExactNumber.Format(outcome.P));
            WriteValue(writer, "q", outcome.Q);
            WriteValue(writer, "qLnQOverP", outcome.KlTerm);
            writer.WriteString("reward", ExactNumber.Format(explanation.Case.Reference.Rewards[outcome.Index]));
            WriteValue(writer, "winTerm", outcome.WinTerm);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("schemaVersion", SchemaVersion);
        writer.WriteString("statement", explanation.Claim.Statement);
        writer.WriteString("status", VerifyReport.StatusOf(explanation.Claim));
        writer.WriteString("toolVersion", Output.ToolVersion);
        writer.WriteString("verdict", explanation.Verdict.Match(
            static _ => "holds", static _ => "violated", static _ => "undecided", static _ => "not applicable"));
        WriteValue(writer, "winRate", explanation.Value(explanation.Case.WinRate));
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

    private static void WriteValue(Utf8JsonWriter writer, string name, QuantityValue value)
    {
        writer.WriteStartObject(name);
        if (value.Exact is { } exact)
        {
            writer.WriteString("exact", exact);
        }

        writer.WriteString("lower", value.Enclosure.Lower);
        writer.WritePropertyName("nearest");
        ResultJson.WriteNearest(writer, value.Nearest);
        writer.WriteString("upper", value.Enclosure.Upper);
        writer.WriteEndObject();
    }

    private static string NameOf(Explanation explanation, ExplainedOutcome outcome) =>
        explanation.Case.Reference.Labels?[outcome.Index] ?? outcome.Index.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number exactly and numerically.</summary>
    private static string Shown(Explanation explanation, ComputableReal number)
    {
        var value = explanation.Value(number);
        return value.Exact is { } exact && exact != value.Enclosure.Lower
            ? $"{Cut(exact, 300)} = {value.Enclosure}"
            : value.Enclosure.ToString();
    }

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

    private static string Double(QuantityValue value) => value.Nearest?.ToString("G10", CultureInfo.InvariantCulture) ?? "open";

    private static string Cut(string text, int length = MaxCell) => text.Length <= length ? text : text[..length] + "…";
}
