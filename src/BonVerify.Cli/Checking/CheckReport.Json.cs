using System.Globalization;
using System.Text.Json;
using BonVerify.Cli.Checking.Judging;
using BonVerify.Cli.Terminal;
using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking;

/// <content>The report for programs.</content>
internal static partial class CheckReport
{
    private const int SchemaVersion = 1;

    public static void WriteJson(CheckRun run) => Output.WriteJson(writer =>
    {
        // Keys in ordinal order throughout.
        writer.WriteStartObject();
        Output.WriteTexts(writer, "command", run.Options.Command);
        writer.WriteStartArray("counterexamples");
        foreach (var counterexample in run.Counterexamples)
        {
            WriteCounterexample(writer, run, counterexample);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("diagnosis");
        foreach (var finding in run.Findings)
        {
            writer.WriteStartObject();
            writer.WriteNumber("explained", finding.Explained);
            writer.WriteNumber("failures", finding.Failures);
            writer.WriteString("mistake", finding.Mistake.Id);
            writer.WriteString("quantity", finding.Quantity.Id);
            if (finding.Region is not null)
            {
                writer.WriteString("region", finding.Region);
            }

            writer.WriteString("sentence", finding.Mistake.Sentence);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("elapsedSeconds", Math.Round(run.Elapsed.TotalSeconds, 3));
        Output.WriteTexts(writer, "notes", Notes(run));
        writer.WriteStartArray("quantities");
        foreach (var row in Rows(run))
        {
            WriteRow(writer, row);
        }

        writer.WriteEndArray();
        writer.WriteNumber("requests", run.Asked);
        writer.WriteString("result", ResultOf(run));
        writer.WriteNumber("schemaVersion", SchemaVersion);
        writer.WriteString("seed", run.Options.Seed.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("tolerance", run.Options.Tolerance.ToString());
        writer.WriteString("toolVersion", Output.ToolVersion);
        writer.WriteEndObject();
    });

    private static void WriteCounterexample(Utf8JsonWriter writer, CheckRun run, SmallestFailure counterexample)
    {
        var judgement = counterexample.Judgement;
        writer.WriteStartObject();
        writer.WriteString("answer", judgement.Reply.ToString());
        Output.WriteTexts(writer, "expected", judgement.Truth.Select(static value => value.ToString()));
        if (counterexample.File is { } file)
        {
            writer.WriteString("file", file);
        }

        writer.WriteStartArray("nearest");
        foreach (var value in judgement.Truth)
        {
            writer.WriteRawValue(DoubleText.Of(value.Nearest));
        }

        writer.WriteEndArray();
        writer.WriteString("quantity", judgement.Request.Quantity.Id);
        writer.WriteString("reproduce", ReproduceLine(run, judgement));
        writer.WritePropertyName("request");
        writer.WriteRawValue(judgement.Request.ToJson(null));
        writer.WritePropertyName("shrunkFrom");
        writer.WriteRawValue((judgement.Request with { Case = counterexample.Origin }).ToJson(null));
        if (judgement.Ulps is { } ulps && double.IsFinite(ulps))
        {
            writer.WriteNumber("ulps", ulps);
        }

        writer.WriteString("verdict", NameOf(judgement.Verdict));
        writer.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter writer, Row row)
    {
        writer.WriteStartObject();
        writer.WriteNumber("asked", row.Asked);
        writer.WriteNumber("correct", row.Correct);
        writer.WriteStartObject("failures");
        foreach (var (verdict, count) in row.Failures.OrderBy(static failure => NameOf(failure.Verdict), StringComparer.Ordinal))
        {
            writer.WriteNumber(NameOf(verdict), count);
        }

        writer.WriteEndObject();
        writer.WriteNumber("notAsked", row.NotAsked);
        writer.WriteString("quantity", row.Quantity.Id);
        writer.WriteNumber("unsupported", row.Unsupported);
        writer.WriteNumber("withinTolerance", row.WithinTolerance);
        if (row.WorstUlps is { } ulps && double.IsFinite(ulps))
        {
            writer.WriteNumber("worstUlps", ulps);
        }

        writer.WriteEndObject();
    }

    /// <summary>A verdict for programs.</summary>
    public static string NameOf(Verdict verdict) => JsonNamingPolicy.CamelCase.ConvertName(verdict.ToString());
}
