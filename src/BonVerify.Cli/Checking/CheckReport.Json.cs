using System.Globalization;
using System.Text.Json;
using BonVerify.Cli.Terminal;
using BonVerify.Conformance;
using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking;

/// <content>The report for programs.</content>
internal static partial class CheckReport
{
    private const int SchemaVersion = 2;

    public static void WriteJson(CheckResult run) => Output.WriteJson(writer =>
    {
        // Keys in ordinal order throughout.
        var report = run.Report;
        writer.WriteStartObject();
        JsonText.WriteTexts(writer, "command", run.Options.Command);
        writer.WriteStartArray("counterexamples");
        foreach (var (failure, file) in report.Smallest.Zip(run.Files))
        {
            WriteCounterexample(writer, run, failure, file);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("diagnosis");
        foreach (var finding in report.Findings)
        {
            writer.WriteStartObject();
            writer.WriteNumber("explained", finding.Explained.Count);
            writer.WriteNumber("failures", finding.Failures);
            writer.WriteString("mistake", finding.Mistake.Id);
            writer.WriteString("quantity", finding.Quantity.Id);
            if (finding.Region is { } region)
            {
                writer.WriteString("region", region);
            }

            if (finding.Mistake.Remedy is { } remedy)
            {
                writer.WriteString("remedy", remedy);
            }

            writer.WriteString("sentence", finding.Mistake.Sentence);
            writer.WriteBoolean("tentative", finding.IsTentative);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("domain", report.Options.Scope.ToString());
        writer.WriteNumber("elapsedSeconds", Math.Round(run.Elapsed.TotalSeconds, 3));
        JsonText.WriteTexts(writer, "notes", Notes(run));
        writer.WriteStartArray("quantities");
        foreach (var tally in report.Tallies)
        {
            WriteTally(writer, tally);
        }

        writer.WriteEndArray();
        writer.WriteNumber("requests", run.Asked);
        writer.WriteString("result", ResultOf(run).Split(',')[0]);
        writer.WriteStartArray("sampled");
        foreach (var sampled in report.Sampled)
        {
            writer.WriteStartObject();
            writer.WriteNumber("answers", sampled.Answers);
            writer.WriteString("kind", sampled.Kind);
            writer.WriteNumber("misses", sampled.Misses);
            writer.WriteNumber("pValue", sampled.PValue);
            writer.WriteString("quantity", sampled.Quantity.Id);
            writer.WriteBoolean("rejected", sampled.IsRejected);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("schemaVersion", SchemaVersion);
        writer.WriteString("seed", report.Options.Seed.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("ties", TieConventions.NameOf(report.Options.Ties));
        writer.WriteString("tolerance", report.Options.Tolerance.ToString());
        writer.WriteString("toolVersion", Output.ToolVersion);
        writer.WriteEndObject();
    });

    private static void WriteCounterexample(Utf8JsonWriter writer, CheckResult run, SmallestFailure failure, string? file)
    {
        var judgement = failure.Judgement;
        writer.WriteStartObject();
        writer.WriteString("answer", judgement.Answer.ToString());
        JsonText.WriteTexts(writer, "expected", judgement.Truth.Select(static value => value.ToString()));
        if (file is not null)
        {
            writer.WriteString("file", file);
        }

        if (failure.Cause is { } cause)
        {
            writer.WriteString("mistake", cause.Mistake.Id);
        }

        writer.WriteStartArray("nearest");
        foreach (var value in judgement.Truth)
        {
            writer.WriteRawValue(DoubleText.Of(value.Nearest));
        }

        writer.WriteEndArray();
        writer.WriteString("quantity", judgement.Request.Quantity.Id);
        WriteFinite(writer, "relativeError", judgement.RelativeError);
        writer.WriteString("reproduce", ReproduceLine(CheckFailure.Of(run.Options.Command, run.Report.Options, failure)));
        writer.WritePropertyName("request");
        writer.WriteRawValue(judgement.Request.ToJson());
        writer.WritePropertyName("shrunkFrom");
        writer.WriteRawValue(failure.Origin.Request.ToJson());
        WriteFinite(writer, "ulps", judgement.Ulps);
        writer.WriteString("verdict", NameOf(judgement.Assessment));
        writer.WriteEndObject();
    }

    private static void WriteTally(Utf8JsonWriter writer, QuantityTally tally)
    {
        writer.WriteStartObject();
        writer.WriteNumber("answeredUndefined", tally.Of(Assessment.AnsweredUndefined));
        writer.WriteNumber("asked", tally.Asked);
        writer.WriteNumber("byAllowance", tally.Of(Assessment.ByAllowance));
        writer.WriteNumber("correct", tally.Of(Assessment.Correct));
        writer.WriteStartObject("failures");
        foreach (var (assessment, count) in tally.Failures.OrderBy(static failure => NameOf(failure.Assessment), StringComparer.Ordinal))
        {
            writer.WriteNumber(NameOf(assessment), count);
        }

        writer.WriteEndObject();
        writer.WriteNumber("notAsked", tally.Of(Assessment.NotAsked));
        writer.WriteNumber("outsideDomain", tally.OutsideScope);
        writer.WriteString("quantity", tally.Quantity.Id);
        writer.WriteNumber("refused", tally.Of(Assessment.Refused));
        writer.WriteNumber("sampled", tally.Of(Assessment.Sampled));
        writer.WriteNumber("unsupported", tally.Of(Assessment.Unsupported));
        writer.WriteNumber("withinTolerance", tally.Of(Assessment.WithinTolerance));
        WriteFinite(writer, "worstRelativeError", tally.WorstRelative?.RelativeError);
        if (tally.WorstRelative is { } worst)
        {
            writer.WritePropertyName("worstRequest");
            writer.WriteRawValue(worst.Request.ToJson());
        }

        WriteFinite(writer, "worstUlps", tally.WorstUlps?.Ulps);
        writer.WriteEndObject();
    }

    private static void WriteFinite(Utf8JsonWriter writer, string name, double? number)
    {
        if (number is { } value && double.IsFinite(value))
        {
            writer.WriteNumber(name, value);
        }
    }
}
