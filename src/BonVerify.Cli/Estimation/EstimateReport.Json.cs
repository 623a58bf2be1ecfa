using System.Text.Json;
using BonVerify.Cli.Estimation.Figures;
using BonVerify.Interchange;

namespace BonVerify.Cli.Estimation;

/// <content>The report as JSON, its keys in ordinal order.</content>
internal static partial class EstimateReport
{
    private const int MaxExactLength = 200;

    public static void WriteJson(EstimateResult result, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (result.Comparison is { } comparison)
        {
            writer.WriteStartObject("against");
            WriteRows(writer, "differences", comparison.Rows);
            writer.WriteString("file", result.Options.Against);
            writer.WriteNumber("only_first", comparison.OnlyFirst);
            writer.WriteNumber("only_second", comparison.OnlySecond);
            writer.WriteNumber("prompts", comparison.Prompts);
            WriteCounts(writer, comparison.Counts);
            writer.WriteEndObject();
        }

        writer.WriteBoolean("complete", result.IsComplete);
        writer.WritePropertyName("confidence");
        WriteDouble(writer, result.Options.Confidence);
        if (result.Error is not null)
        {
            writer.WriteString("error", result.Error);
        }

        WriteRows(writer, "estimates", result.Rows);
        JsonText.WriteTexts(writer, "files", result.Options.Files);
        writer.WriteString("format", result.Description);
        if (result.Ties is { } ties)
        {
            WriteTies(writer, ties);
        }

        writer.WriteStartObject("prompts");
        writer.WriteNumber("count", result.Statistics.Prompts);
        writer.WriteNumber("largest", result.Statistics.Largest);
        writer.WriteNumber("samples", result.Statistics.Samples);
        writer.WriteNumber("smallest", result.Statistics.Prompts == 0 ? 0 : result.Statistics.Smallest);
        writer.WriteEndObject();
        WriteCounts(writer, result.Counts);
        result.Part?.Write(writer);
        writer.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter writer, string name, IReadOnlyList<EstimateRow> rows)
    {
        writer.WriteStartArray(name);
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            WriteDouble(writer, "bootstrap", row.Bootstrap);
            if (row.Exact?.ToString() is { Length: <= MaxExactLength } exact)
            {
                writer.WriteString("exact", exact);
            }

            WriteInterval(writer, row.Interval);
            writer.WriteNumber("left_out", row.LeftOut);
            WriteDouble(writer, "mean", row.Mean);
            writer.WriteString("measure", Measures.IdOf(row.Measure));
            writer.WriteNumber("n", row.N);
            writer.WriteNumber("prompts", row.Prompts);
            WriteDouble(writer, "standard_error", row.StandardError);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTies(Utf8JsonWriter writer, TieReport ties)
    {
        writer.WriteStartObject("kl_formula");
        WriteInterval(writer, ties.Interval);
        writer.WriteNumber("prompts", ties.Prompts);
        writer.WriteStartArray("rows");
        foreach (var row in ties.Rows)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("formula");
            WriteDouble(writer, row.Formula);
            WriteDouble(writer, "gap_at_most", row.Gap);
            WriteDouble(writer, "gap_at_most_high", row.GapHigh);
            WriteDouble(writer, "gap_standard_error", row.GapError);
            writer.WriteNumber("n", row.N);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("theorem", KlGap.Theorem);
        WriteDouble(writer, "tied_pairs", ties.Share);
        WriteDouble(writer, "tied_pairs_standard_error", ties.StandardError);
        writer.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter writer, Interval? interval)
    {
        if (interval is not var (low, high, method))
        {
            return;
        }

        writer.WriteStartObject("interval");
        writer.WriteString("assumption", IntervalMethods.AssumptionOf(method));
        WriteDouble(writer, "high", high);
        WriteDouble(writer, "low", low);
        writer.WriteString("method", IntervalMethods.IdOf(method));
        writer.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter writer, Files.ReadingCounts counts)
    {
        writer.WriteStartObject("read");
        writer.WriteNumber("duplicates_left_out", counts.Duplicates);
        writer.WriteNumber("prompts_without_values", counts.EmptyPrompts);
        writer.WriteNumber("records", counts.Records);
        writer.WriteNumber("records_not_chosen", counts.NotChosen);
        writer.WriteNumber("samples_left_out", counts.SkippedSamples);
        writer.WriteNumber("samples_taken_as_worst", counts.WorstSamples);
        writer.WriteEndObject();
    }

    private static void WriteDouble(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } known)
        {
            writer.WritePropertyName(name);
            WriteDouble(writer, known);
        }
    }

    private static void WriteDouble(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteRawValue(DoubleText.Of(value));
        }
        else
        {
            writer.WriteStringValue(DoubleText.Of(value));
        }
    }
}
