using System.Globalization;
using System.Text.Json;
using BonVerify.Claims;
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
    public static int ExitCodeOf(VerifyRun run)
    {
        if (run.InputError is not null)
        {
            return ExitCode.BadInput;
        }

        if (run.Tallies.Any(static t => t.Lost.Count > 0 || (t.Violated > 0 && !t.IsRefutation)))
        {
            return ExitCode.Counterexample;
        }

        // Of a caller's own few cases it is no defect that some claims do not apply to them, as long as one does.
        var inconclusive = run.MissedRegions.Count > 0
            || run.Tallies.Any(t => t.Undecided > 0 || IsMissed(run, t))
            || (run.GeneratedCases > 0 ? run.Tallies.Any(HasNoVerdict) : run.Tallies.All(HasNoVerdict));
        return inconclusive ? ExitCode.Inconclusive : ExitCode.Verified;
    }

    public static void WriteText(VerifyRun run)
    {
        Output.WriteTable(
            ["claim", "status", "cases", "verdicts", "tightest", "attained at"],
            run.Tallies.Select(tally => (IReadOnlyList<string>)
            [
                tally.Claim.Id,
                StatusOf(tally.Claim),
                tally.Cases.ToString(CultureInfo.InvariantCulture),
                VerdictsOf(run, tally),
                tally.Tightest is var (tightest, _) ? MarginOf(tightest.RelativeMargin) : "-",
                tally.Tightest is var (_, attained) ? attained.Shown : "-",
            ]));
        foreach (var tally in run.Tallies)
        {
            WriteFindings(run, tally);
        }

        if (run.MissedRegions.Count > 0)
        {
            Console.Out.WriteLine($"Never met: {string.Join(", ", run.MissedRegions)}; raise --max-test or --time.");
        }

        Console.Out.WriteLine(FormattableString.Invariant(
            $"Stopped after {run.Elapsed.TotalSeconds:F1} s because {run.StopReason} (seed {run.Options.Seed})."));
        Console.Out.WriteLine($"Result: {ResultOf(ExitCodeOf(run))}.");
    }

    public static void WriteJson(VerifyRun run) => Output.WriteJson(writer =>
    {
        // Keys in ordinal order throughout.
        writer.WriteStartObject();
        writer.WriteStartArray("claims");
        foreach (var tally in run.Tallies)
        {
            WriteTally(writer, run, tally);
        }

        writer.WriteEndArray();
        writer.WriteNumber("elapsedSeconds", Math.Round(run.Elapsed.TotalSeconds, 3));
        writer.WriteNumber("generatedCases", run.GeneratedCases);
        writer.WriteNumber("inputCases", run.InputCases);
        Output.WriteTexts(writer, "missedRegions", run.MissedRegions);
        writer.WriteString("result", ResultOf(ExitCodeOf(run)));
        writer.WriteNumber("schemaVersion", SchemaVersion);
        writer.WriteString("seed", run.Options.Seed.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("stopReason", run.StopReason);
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

    /// <summary>Whether a refuted claim should have been refuted by generated cases and was not.</summary>
    private static bool IsMissed(VerifyRun run, ClaimTally tally) =>
        tally.IsRefutation && tally.Violated == 0 && run.GeneratedCases > 0;

    private static bool HasNoVerdict(ClaimTally tally) => tally.Cases == tally.NotApplicable;

    private static string ResultOf(int exitCode) => exitCode switch
    {
        ExitCode.Verified => "verified",
        ExitCode.Counterexample => "counterexample found",
        ExitCode.BadInput => "bad input",
        _ => "inconclusive",
    };

    private static string VerdictsOf(VerifyRun run, ClaimTally tally)
    {
        var parts = new List<string>();
        if (tally.IsRefutation)
        {
            parts.Add(IsMissed(run, tally) ? "NOT REFUTED" : "refuted as it must be");
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

    private static void WriteFindings(VerifyRun run, ClaimTally tally)
    {
        foreach (var lost in tally.Lost)
        {
            Console.Out.WriteLine($"{tally.Claim.Id}: DEFECT: the known counterexample {lost.Reference}, n = {lost.N} no longer refutes it");
        }

        if (tally.Smallest is var (witness, smallest))
        {
            Console.Out.WriteLine($"{tally.Claim.Id}: smallest counterexample {smallest.Shown}, {smallest.Origin}");
            Console.Out.WriteLine($"  {witness}");
            Console.Out.WriteLine($"  {ReproduceLine(tally.Claim, smallest.Case)}");
            if (tally.Found is { } found)
            {
                Console.Out.WriteLine($"  explain: bonverify reproduce {tally.File ?? CounterexampleToken.Write(found)}");
            }
        }

        if (tally.IsRefutation)
        {
            foreach (var known in tally.Claim.Counterexamples.Except(tally.Lost))
            {
                var verdict = (Verdict.Violated)tally.Claim.Evaluate(new PolicyEvaluation(known.Reference, known.N));
                Console.Out.WriteLine($"{tally.Claim.Id}: known counterexample {known.Reference}, n = {known.N} ({known.Description})");
                Console.Out.WriteLine($"  {verdict.Witness}");
            }
        }

        // What a search is for.
        if (run.Options.Time is not null && !tally.IsRefutation && tally.Tightest is var (tightest, attained))
        {
            Console.Out.WriteLine($"{tally.Claim.Id}: tightest case, {attained.Origin}: relative margin {MarginOf(tightest.RelativeMargin)}");
            Console.Out.WriteLine($"  {CaseJson.Write(attained.Case with { Context = null })}");
        }

        if (IsMissed(run, tally))
        {
            Console.Out.WriteLine($"{tally.Claim.Id}: {run.GeneratedCases} generated cases did not refute it; raise --max-test");
        }
    }

    /// <summary>One line for a shell that decides this claim in this case again.</summary>
    private static string ReproduceLine(Claim claim, PolicyCase policyCase) =>
        $"reproduce: echo '{CaseJson.Write(policyCase with { Context = null })}' | bonverify verify --claims {claim.Id} --max-test 0 --input -";

    private static string MarginOf(Enclosure margin)
    {
        var (lower, upper) = margin.ToDecimal(MarginDigits);
        return lower == upper ? lower : "≥ " + lower;
    }

    private static void WriteTally(Utf8JsonWriter writer, VerifyRun run, ClaimTally tally)
    {
        writer.WriteStartObject();
        writer.WriteNumber("cases", tally.Cases);
        if (tally.Smallest is var (witness, smallest))
        {
            writer.WriteStartObject("counterexample");
            writer.WritePropertyName("case");
            CaseJson.Write(writer, smallest.Case);
            writer.WriteString("excess", witness.Excess.ToDecimal(17).Lower);
            writer.WriteString("left", witness.Left);
            writer.WriteString("origin", smallest.Origin);
            writer.WriteString("relation", witness.Relation);
            writer.WriteString("reproduce", ReproduceLine(tally.Claim, smallest.Case));
            writer.WriteString("right", witness.Right);
            if (tally.Found is { } found)
            {
                writer.WriteString("token", CounterexampleToken.Write(found));
            }

            writer.WriteEndObject();
        }

        writer.WriteNumber("equalities", tally.Equalities);
        writer.WriteNumber("holds", tally.Holds);
        writer.WriteString("id", tally.Claim.Id);
        writer.WriteStartArray("knownCounterexamples");
        foreach (var known in tally.Claim.Counterexamples)
        {
            writer.WriteStartObject();
            writer.WriteString("description", known.Description);
            writer.WriteNumber("n", known.N);
            writer.WriteString("reference", known.Reference.ToString());
            writer.WriteBoolean("refutes", !tally.Lost.Contains(known));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("notApplicable", tally.NotApplicable);

        writer.WriteString("status", StatusOf(tally.Claim));
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
