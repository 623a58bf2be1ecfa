using System.Globalization;
using System.Text.Json;
using BonVerify.Claims;
using BonVerify.Cli.Checking;
using BonVerify.Cli.Reports;
using BonVerify.Cli.Reproduction;
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

    private static readonly (string Name, Func<ClaimTally, long> Of)[] Verdicts =
    [
        ("VIOLATED", static tally => tally.Violated), ("hold", static tally => tally.Holds), ("equal", static tally => tally.Equalities),
        ("undecided", static tally => tally.Undecided), ("n/a", static tally => tally.NotApplicable),
    ];

    private static readonly (string Name, Func<ClaimTally, long> Of)[] VerdictsOfRefuted =
    [
        ("false", static tally => tally.Violated), ("true", static tally => tally.Holds), ("undecided", static tally => tally.Undecided),
        ("n/a", static tally => tally.NotApplicable),
    ];

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

        if (result.Options.Shard is { IsPart: true })
        {
            // Whether cases met every region, and every claim has a verdict, is told by all parts together.
            return ExitCode.Verified;
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

    /// <summary>The heading of the report in a file.</summary>
    public static string TitleOf(VerifyResult result) => $"bonverify verify: {ResultOf(result)}";

    /// <summary>Writes the report: the verdict and what needs attention, then the claims, then what is refuted as it must be.</summary>
    public static void Write(VerifyResult result, ReportWriter report)
    {
        report.Verdict($"Result: {ResultOf(result)}.", ExitCodeOf(result) switch
        {
            ExitCode.Counterexample or ExitCode.BadInput => false,
            ExitCode.Verified when !result.WasInterrupted => true,
            _ => null,
        });
        report.Line(Summary(result));
        report.Line(FormattableString.Invariant(
            $"Stopped after {result.Elapsed.TotalSeconds:F1} s because {result.StopReason} (seed {result.Options.Seed})."));
        if (result.MissedRegions.Count > 0)
        {
            report.Line($"Never met: {string.Join(", ", result.MissedRegions)}; raise --max-test or --time.");
        }

        if (result is { IsInputDecided: false, InputError: null })
        {
            report.Line("Not every case of input was decided.");
        }

        if (result.InputCases + result.GeneratedCases == 0)
        {
            report.Line("No case was decided, so nothing is verified.");
        }

        foreach (var claim in result.Claims)
        {
            WriteDefects(result, claim, report);
        }

        foreach (var claims in result.Claims.Where(static claim => !claim.Tally.IsRefutation).GroupBy(static claim => claim.Claim.Status))
        {
            report.Heading(claims.Key switch
            {
                ClaimStatus.MachineChecked => "Theorems, machine-checked",
                ClaimStatus.Theorem => "Theorems",
                _ => "Conjectures",
            });
            WriteClaims(
                report,
                Verdicts,
                [.. claims],
                [Column.Number("tightest") with { IsOptional = true }, new Column("attained at", IsOptional: true)],
                static claim => claim.Tally.Tightest is var (tightest, attained) ? [MarginOf(tightest.RelativeMargin), attained.Shown] : ["-", "-"]);
        }

        var refuted = result.Claims.Where(static claim => claim.Tally.IsRefutation).ToArray();
        if (refuted.Length > 0)
        {
            report.Heading(refuted.Length == 1 ? "Refuted, as it must be" : "Refuted, as they must be");
            WriteClaims(
                report,
                VerdictsOfRefuted,
                refuted,
                [new Column("smallest counterexample", IsOptional: true)],
                static claim => [claim.Smallest?.Case.Shown ?? "-"]);
            foreach (var claim in refuted)
            {
                report.Details($"{claim.Claim.Id}: {claim.Claim.Statement}", () => WriteRefutation(result, claim, report));
            }
        }

        if (result.Options.Time is not null)
        {
            WriteTightest(result, report);
        }
    }

    /// <summary>Writes the report as JSON to standard output.</summary>
    public static void WriteJson(VerifyResult result) => Output.WriteJson(writer => WriteJson(result, writer));

    /// <summary>Writes the report as a JSON object.</summary>
    public static void WriteJson(VerifyResult result, Utf8JsonWriter writer)
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
        result.Part?.Write(writer);
        writer.WriteString("stopReason", result.StopReason);
        writer.WriteString("toolVersion", Output.ToolVersion);
        writer.WriteEndObject();
    }

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
        ExitCode.Verified when result.Options.Shard is { IsPart: true } shard => $"no counterexample in shard {shard}",
        ExitCode.Verified => "verified",
        _ => "inconclusive",
    };

    private static string Summary(VerifyResult result)
    {
        var tallies = result.Claims.Select(static claim => claim.Tally).ToArray();
        var parts = new List<string>();
        Add(tallies.Count(static tally => tally is { IsRefutation: false, Violated: > 0 }), "violated", "violated");
        Add(tallies.Count(static tally => tally is { IsRefutation: false, Violated: 0, HasNoVerdict: false }), "holds wherever decided", "hold wherever decided");
        Add(tallies.Count(static tally => tally is { IsRefutation: false, HasNoVerdict: true }), "met no case that it applies to", "met no case that they apply to");
        Add(tallies.Count(static tally => tally is { IsRefutation: true, Violated: > 0 }), "refuted as it must be", "refuted as they must be");
        Add(tallies.Count(static tally => tally is { IsRefutation: true, Violated: 0 }), "should be refuted and met no counterexample", "should be refuted and met no counterexample");
        Add(tallies.Count(static tally => tally.Undecided > 0), "undecided in some case", "undecided in some case");
        return FormattableString.Invariant(
            $"{Conformance.Explanation.Count(result.InputCases + result.GeneratedCases, "case")} ({result.InputCases} of input, {result.GeneratedCases} generated), {Conformance.Explanation.Count(tallies.Length, "claim")}: {string.Join(", ", parts)}.");

        void Add(long count, string one, string many)
        {
            if (count > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}"));
            }
        }
    }

    /// <summary>A table of claims: how many verdicts of each kind, where there are any, and one or two columns more.</summary>
    private static void WriteClaims(
        ReportWriter report,
        (string Name, Func<ClaimTally, long> Of)[] verdicts,
        IReadOnlyList<ClaimResult> claims,
        IReadOnlyList<Column> more,
        Func<ClaimResult, IEnumerable<string>> moreOf)
    {
        var shown = verdicts.Where(verdict => claims.Any(claim => verdict.Of(claim.Tally) > 0)).ToArray();
        report.Table(
            ["claim", .. shown.Select(static verdict => Column.Number(verdict.Name)), .. more],
            claims.Select(claim => (IReadOnlyList<string>)
            [
                claim.Claim.Id, .. shown.Select(verdict => verdict.Of(claim.Tally).ToString(CultureInfo.InvariantCulture)), .. moreOf(claim),
            ]));
    }

    /// <summary>What needs attention: claims that fail, and counterexamples that should be there and are not.</summary>
    private static void WriteDefects(VerifyResult result, ClaimResult claim, ReportWriter report)
    {
        var (id, tally) = (claim.Claim.Id, claim.Tally);
        foreach (var lost in claim.Lost)
        {
            report.Line($"{id}: DEFECT: the known counterexample {lost.Reference}, n = {lost.N} no longer refutes it");
        }

        if (tally is { IsRefutation: false, Violated: > 0 })
        {
            report.Line(FormattableString.Invariant($"{id}: VIOLATED in {tally.Violated} of {Conformance.Explanation.Count(tally.Cases, "case")}"));
            WriteSmallest(result, claim, report);
        }

        if (tally.Undecided > 0)
        {
            report.Line(FormattableString.Invariant($"{id}: undecided in {tally.Undecided} of {Conformance.Explanation.Count(tally.Cases, "case")}; --precision and --exact-bits raise the budgets"));
        }

        if (IsMissed(result, tally))
        {
            report.Line($"{id}: NOT REFUTED by {Conformance.Explanation.Count(result.GeneratedCases, "generated case")}; raise --max-test");
        }
    }

    private static void WriteSmallest(VerifyResult result, ClaimResult claim, ReportWriter report)
    {
        if (claim.Smallest is not var (witness, smallest, found))
        {
            return;
        }

        report.Line($"{claim.Claim.Id}: smallest counterexample {smallest.Shown}, {smallest.Origin}");
        report.Item($"{witness}");
        report.Copyable("reproduce", ReproduceLine(claim.Claim, smallest.Case));
        report.Copyable("explain", $"bonverify reproduce {CheckReport.Quoted(claim.Smallest.File ?? CounterexampleToken.Write(found))}");
        report.Details(
            "Every term",
            () => ExplanationReport.Write(new ClaimExplanation(found, [claim.Claim], result.Options.ExactBits, result.Options.MaxPrecision), report));
    }

    private static void WriteRefutation(VerifyResult result, ClaimResult claim, ReportWriter report)
    {
        WriteSmallest(result, claim, report);
        foreach (var known in claim.Claim.Counterexamples.Except(claim.Lost))
        {
            var verdict = (Verdict.Violated)claim.Claim.Evaluate(new PolicyEvaluation(known.Reference, known.N));
            report.Line($"{claim.Claim.Id}: known counterexample {known.Reference}, n = {known.N} ({known.Description})");
            report.Item($"{verdict.Witness}");
        }
    }

    /// <summary>What a search is for.</summary>
    private static void WriteTightest(VerifyResult result, ReportWriter report)
    {
        report.Heading("Tightest cases");
        foreach (var tally in result.Claims.Select(static claim => claim.Tally))
        {
            if (!tally.IsRefutation && tally.Tightest is var (tightest, attained))
            {
                report.Line($"{tally.Claim.Id}: tightest case, {attained.Origin}: relative margin {MarginOf(tightest.RelativeMargin)}");
                report.Copyable("case", CaseJson.Write(attained.Case with { Context = null }));
            }
        }
    }

    /// <summary>One line for a shell that decides this claim in this case again.</summary>
    private static string ReproduceLine(Claim claim, PolicyCase policyCase) =>
        $"echo {CheckReport.Quoted(CaseJson.Write(policyCase with { Context = null }))} | bonverify verify --claims {CheckReport.Quoted(claim.Id)} --max-test 0 --input -";

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
