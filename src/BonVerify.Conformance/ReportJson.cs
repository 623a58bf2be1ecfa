using System.Text.Json;
using BonVerify.Interchange;

namespace BonVerify.Conformance;

/// <summary>Parts of a report for programs, the same behind every door. Keys are in ordinal order.</summary>
internal static class ReportJson
{
    /// <summary>Writes the mistakes that explain failures.</summary>
    public static void WriteDiagnosis(Utf8JsonWriter writer, ExaminationReport report)
    {
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
    }

    /// <summary>Writes the quantities, counted.</summary>
    public static void WriteQuantities(Utf8JsonWriter writer, ExaminationReport report)
    {
        writer.WriteStartArray("quantities");
        foreach (var tally in report.Tallies)
        {
            WriteTally(writer, tally);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes what random answers say, taken together.</summary>
    public static void WriteSampled(Utf8JsonWriter writer, ExaminationReport report)
    {
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
    }

    /// <summary>Writes a smallest failure.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="file">The file that it is saved in, or null.</param>
    /// <param name="reproduce">A line that puts the request again, or null.</param>
    public static void WriteCounterexample(Utf8JsonWriter writer, SmallestFailure failure, string? file = null, string? reproduce = null)
    {
        var judgement = failure.Judgement;
        writer.WriteStartObject();
        writer.WriteString("answer", judgement.Answer.ToString());
        JsonText.WriteTexts(writer, "expected", judgement.Truth.Select(static value => value.ToString()));
        WriteText(writer, "file", file);
        WriteText(writer, "mistake", failure.Cause?.Mistake.Id);
        writer.WriteStartArray("nearest");
        foreach (var value in judgement.Truth)
        {
            writer.WriteRawValue(DoubleText.Of(value.Nearest));
        }

        writer.WriteEndArray();
        writer.WriteString("quantity", judgement.Request.Quantity.Id);
        WriteFinite(writer, "relativeError", judgement.RelativeError);
        WriteText(writer, "reproduce", reproduce);
        writer.WritePropertyName("request");
        writer.WriteRawValue(judgement.Request.ToJson());
        writer.WritePropertyName("shrunkFrom");
        writer.WriteRawValue(failure.Origin.Request.ToJson());
        WriteFinite(writer, "ulps", judgement.Ulps);
        writer.WriteString("verdict", NameOf(judgement.Assessment));
        writer.WriteEndObject();
    }

    /// <summary>An assessment for programs.</summary>
    public static string NameOf(Assessment assessment) => JsonNamingPolicy.CamelCase.ConvertName(assessment.ToString());

    /// <summary>What a report comes to, for programs and people.</summary>
    public static string ResultOf(ExaminationReport report) => report.Conclusion switch
    {
        Conclusion.Nonconforming => "nonconforming",
        Conclusion.Inconclusive => report.Judgements.Any(static judgement => judgement.IsGood)
            ? "inconclusive, not everything was asked"
            : "inconclusive, nothing was answered",
        _ => report.Judgements.Any(static judgement => judgement is { Assessment: Assessment.ByAllowance, RelativeError: not null }) ? "conforming, with remarks" : "conforming",
    };

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

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }
}
