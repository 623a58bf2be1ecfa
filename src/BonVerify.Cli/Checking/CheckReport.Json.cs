using System.Globalization;
using System.Text.Json;
using BonVerify.Cli.Terminal;
using BonVerify.Conformance;

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
            var reproduce = ReproduceLine(CheckFailure.Of(run.Options.Command, report.Options, failure));
            ReportJson.WriteCounterexample(writer, failure, file, reproduce);
        }

        writer.WriteEndArray();
        ReportJson.WriteDiagnosis(writer, report);
        writer.WriteString("domain", report.Options.Scope.ToString());
        writer.WriteNumber("elapsedSeconds", Math.Round(run.Elapsed.TotalSeconds, 3));
        JsonText.WriteTexts(writer, "notes", Notes(run));
        ReportJson.WriteQuantities(writer, report);
        writer.WriteNumber("requests", run.Asked);
        writer.WriteString("result", ResultOf(run).Split(',')[0]);
        ReportJson.WriteSampled(writer, report);
        writer.WriteNumber("schemaVersion", SchemaVersion);
        writer.WriteString("seed", report.Options.Seed.ToString(CultureInfo.InvariantCulture));
        run.Part?.Write(writer);
        writer.WriteString("ties", TieConventions.NameOf(report.Options.Ties));
        writer.WriteString("tolerance", report.Options.Tolerance.ToString());
        writer.WriteString("toolVersion", Output.ToolVersion);
        writer.WriteEndObject();
    });
}
