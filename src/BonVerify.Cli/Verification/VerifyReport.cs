using System.Globalization;
using System.Text.Json;
using BonVerify.Claims;
using BonVerify.Cli.Checking;
using BonVerify.Cli.Terminal;
using BonVerify.Evaluation;
using BonVerify.Interchange;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Cli.Verification;

/// <summary>What a run of <c>verify</c> found, as a table or as JSON, and the exit code that says so.</summary>
internal static class VerifyReport
{
    private const int SchemaVersion = 1;
    private const int MarginDigits = 4;

    /// <summary>The exit code of a finished run; an interruption is the caller's business.</summary>
    public static int ExitCodeOf(VerifyResult result)
    {
        if (result.InputError is not null)
        {
            return ExitCode.BadInput;
        }

        if (HasCounterexample(result))
        {
            return ExitCode.Counterexample;
        }

        // Of a caller's own few cases it is no defect that some claims do not apply to them, as long as one does.
        var inconclusive = result.MissedRegions.Count > 0
            || !result.IsInputDecided
            || result.Claims.Any(claim => claim.Tally.Undecided > 0 || IsMissed(result, claim.Tally))
            || (result.GeneratedCases > 0
                ? result.Claims.Any(static claim => claim.Tally.HasNoVerdict)
                : result.Claims.All(static claim => claim.Tally.HasNoVerdict));
        return inconclusive ? ExitCode.Inconclusive : ExitCode.Verified;
    }

    public static void WriteText(VerifyResult result, TextWriter output)
    {
        Output.WriteTable(
            output,
            ["claim", "status", "cases", "verdicts", "tightest", "attained at"],
            result.Claims.Select(static claim => claim.Tally).Select(tally => (IReadOnlyList<string>)
            [
                tally.Claim.Id,
                StatusOf(tally.Claim),
                tally.Cases.ToString(CultureInfo.InvariantCulture),
                VerdictsOf(result, tally),
                tally.Tightest is var (tightest, _) ? MarginOf(tightest.RelativeMargin) : "-",
                tally.Tightest is var (_, attained) ? attained.Shown : "-",
            ]));
        foreach (var claim in result.Claims)
        {
            WriteFindings(result, claim, output);
        }

        if (result.MissedRegions.Count > 0)
        {
            output.WriteLine($"Never met: {string.Join(", ", result.MissedRegions)}; raise --max-test or --time.");
        }

        if (result is { IsInputDecided: false, InputError: null })
        {
            Console.Out.WriteLine("Not every case of input was decided.");
        }

        if (result.InputCases + result.GeneratedCases == 0)
        {
            output.WriteLine("No case was decided, so nothing is verified.");
        }

        output.WriteLine(FormattableString.Invariant(
            $"Stopped after {result.Elapsed.TotalSeconds:F1} s because {result.StopReason} (seed {result.Options.Seed})."));
        output.WriteLine($"Result: {ResultOf(result)}.");
    }

    /// <summary>Writes the report as Markdown.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void WriteMarkdown(VerifyResult result, NewFile? file) =>
        ReportFile.WriteMarkdown(file, $"bonverify verify: {ResultOf(result)}", output => WriteText(result, output));

    public static void WriteJson(VerifyResult result) => Output.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("claims");
        foreach (var claim in result.Claims)
        {
            WriteClaim(writer, claim);
        }

        writer.WriteEndArray();
        writer.WriteNumber("elapsedSeconds", Math.Round(result.Elapsed.TotalSeconds, 3));
        writer.WriteNumber("generatedCases", result.GeneratedCases);
        writer.WriteNumber("inputCases", result.InputCases);
        JsonText.WriteTexts(writer, "missedRegions", result.MissedRegions);
        writer.WriteString("result", ResultOf(result));
        writer.WriteNumber("schemaVersion", SchemaVersion);
        writer.WriteString("seed", result.Options.Seed.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("stopReason", result.StopReason);
        writer.WriteString("toolVersion", Output.ToolVersion);
        writer.WriteEndObject();
    });

    public static string StatusOf(Claim claim) => claim.Status switch
    {
        ClaimStatus.Theorem => "theorem",
        ClaimStatus.MachineChecked => "theorem, machine-checked",
        ClaimStatus.Conjecture => "conjecture",
        ClaimStatus.Refuted => "refuted",
        _ => throw new ArgumentException($"status is {claim.Status}; it must be a known one.", nameof(claim)),
    };

    private static bool HasCounterexample(VerifyResult result) =>
        result.Claims.Any(static claim => claim.Lost.Count > 0 || claim.Tally is { Violated: > 0, IsRefutation: false });

    /// <summary>Whether a refuted claim should have been refuted by generated cases and was not.</summary>
    private static bool IsMissed(VerifyResult result, ClaimTally tally) =>
        tally.IsRefutation && tally.Violated == 0 && result.GeneratedCases > 0;

    /// <summary>The result in words. An interrupted run has found what it has found, but never verified.</summary>
    private static string ResultOf(VerifyResult result) => ExitCodeOf(result) switch
    {
        ExitCode.Counterexample => "counterexample found",
        ExitCode.BadInput => "bad input",
        _ when result.WasInterrupted => "interrupted",
        ExitCode.Verified => "verified",
        _ => "inconclusive",
    };

    private static string VerdictsOf(VerifyResult result, ClaimTally tally)
    {
        var parts = new List<string>();
        if (tally.IsRefutation)
        {
            parts.Add(IsMissed(result, tally) ? "NOT REFUTED" : "refuted as it must be");
            Add(tally.Violated, "false");
            Add(tally.Holds, "true");
        }
        else
        {
            Add(tally.Violated, "VIOLATED");
            Add(tally.Holds, "hold");
            Add(tally.Equalities < tally.Holds ? tally.Equalities : 0, "of them with equality");
        }

        Add(tally.Undecided, "undecided");
        Add(tally.NotApplicable, "not applicable");
        return parts.Count == 0 ? "none" : string.Join(", ", parts);

        void Add(int count, string what)
        {
            if (count > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {what}"));
            }
        }
    }

    private static void WriteFindings(VerifyResult result, ClaimResult claim, TextWriter output)
    {
        var tally = claim.Tally;
        foreach (var lost in claim.Lost)
        {
            output.WriteLine($"{claim.Claim.Id}: DEFECT: the known counterexample {lost.Reference}, n = {lost.N} no longer refutes it");
        }

        if (claim.Smallest is var (witness, smallest, found))
        {
            output.WriteLine($"{claim.Claim.Id}: smallest counterexample {smallest.Shown}, {smallest.Origin}");
            output.WriteLine($"  {witness}");
            output.WriteLine($"  {ReproduceLine(claim.Claim, smallest.Case)}");
            output.WriteLine($"  explain: bonverify reproduce {CheckReport.Quoted(claim.Smallest.File ?? CounterexampleToken.Write(found))}");
        }

        if (tally.IsRefutation)
        {
            foreach (var known in claim.Claim.Counterexamples.Except(claim.Lost))
            {
                var verdict = (Verdict.Violated)claim.Claim.Evaluate(new PolicyEvaluation(known.Reference, known.N));
                output.WriteLine($"{claim.Claim.Id}: known counterexample {known.Reference}, n = {known.N} ({known.Description})");
                output.WriteLine($"  {verdict.Witness}");
            }
        }

        // What a search is for.
        if (result.Options.Time is not null && !tally.IsRefutation && tally.Tightest is var (tightest, attained))
        {
            output.WriteLine($"{claim.Claim.Id}: tightest case, {attained.Origin}: relative margin {MarginOf(tightest.RelativeMargin)}");
            output.WriteLine($"  {CaseJson.Write(attained.Case with { Context = null })}");
        }

        if (IsMissed(result, tally))
        {
            output.WriteLine($"{claim.Claim.Id}: {result.GeneratedCases} generated cases did not refute it; raise --max-test");
        }
    }

    /// <summary>One line for a shell that decides this claim in this case again.</summary>
    private static string ReproduceLine(Claim claim, PolicyCase policyCase) =>
        $"reproduce: echo {CheckReport.Quoted(CaseJson.Write(policyCase with { Context = null }))} | bonverify verify --claims {CheckReport.Quoted(claim.Id)} --max-test 0 --input -";

    private static string MarginOf(Enclosure margin)
    {
        var (lower, upper) = margin.ToDecimal(MarginDigits);
        return lower == upper ? lower : "≥ " + lower;
    }

    private static void WriteClaim(Utf8JsonWriter writer, ClaimResult claim)
    {
        var tally = claim.Tally;
        writer.WriteStartObject();
        writer.WriteNumber("cases", tally.Cases);
        if (claim.Smallest is var (witness, smallest, found))
        {
            writer.WriteStartObject("counterexample");
            writer.WritePropertyName("case");
            CaseJson.Write(writer, smallest.Case);
            writer.WriteString("excess", witness.Excess.ToDecimal(17).Lower);
            writer.WriteString("left", witness.Left);
            writer.WriteString("origin", smallest.Origin);
            writer.WriteString("relation", witness.Relation);
            writer.WriteString("reproduce", ReproduceLine(claim.Claim, smallest.Case));
            writer.WriteString("right", witness.Right);
            writer.WriteString("token", CounterexampleToken.Write(found));
            writer.WriteEndObject();
        }

        writer.WriteNumber("equalities", tally.Equalities);
        writer.WriteNumber("holds", tally.Holds);
        writer.WriteString("id", claim.Claim.Id);
        writer.WriteStartArray("knownCounterexamples");
        foreach (var known in claim.Claim.Counterexamples)
        {
            writer.WriteStartObject();
            writer.WriteString("description", known.Description);
            writer.WriteNumber("n", known.N);
            writer.WriteString("reference", known.Reference.ToString());
            writer.WriteBoolean("refutes", !claim.Lost.Contains(known));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("notApplicable", tally.NotApplicable);

        writer.WriteString("status", StatusOf(claim.Claim));
        if (tally.Tightest is var (tightest, attained))
        {
            writer.WriteStartObject("tightest");
            writer.WritePropertyName("case");
            CaseJson.Write(writer, attained.Case);
            WriteEnclosure(writer, "margin", tightest.Margin);
            writer.WriteString("origin", attained.Origin);
            WriteEnclosure(writer, "relativeMargin", tightest.RelativeMargin);
            writer.WriteEndObject();
        }

        writer.WriteNumber("undecided", tally.Undecided);
        writer.WriteNumber("violated", tally.Violated);
        writer.WriteEndObject();
    }

    private static void WriteEnclosure(Utf8JsonWriter writer, string name, Enclosure value)
    {
        var (lower, upper) = value.ToDecimal(17);
        writer.WriteStartObject(name);
        writer.WriteString("lower", lower);
        writer.WriteString("upper", upper);
        writer.WriteEndObject();
    }
}
