using System.Collections.Concurrent;
using System.Globalization;
using BonVerify.Conformance;

namespace BonVerify.Native;

/// <summary>An examination as one request and one answer after another.</summary>
/// <remarks>Safe for use by many threads; each waits for the others.</remarks>
internal sealed class JudgeSession(ExaminationOptions options)
{
    private const int SchemaVersion = 1;

    // By number and not by address: a caller who frees one twice, or makes up a number, is told so.
    private static readonly ConcurrentDictionary<long, JudgeSession> Sessions = new();
    private static long lastNumber;

    private readonly Lock gate = new();
    private readonly Examination examination = new(options);
    private Batch? batch;
    private int asked;
    private bool isPut;
    private bool isOver;

    /// <summary>Begins an examination and answers its number.</summary>
    public static long Open(ExaminationOptions options)
    {
        var number = Interlocked.Increment(ref lastNumber);
        Sessions[number] = new(options);
        return number;
    }

    /// <summary>The examination of a number.</summary>
    public static JudgeSession Of(long number) => Sessions.TryGetValue(number, out var session)
        ? session
        : throw new ArgumentOutOfRangeException(nameof(number), Preconditions.Message("judge", number, "must be the number of a judge that is not freed"));

    /// <summary>Forgets an examination.</summary>
    public static void Close(long number) => Sessions.TryRemove(number, out _);

    /// <summary>The next request as one line, or null when there is no more; the same again until it is answered.</summary>
    public string? Next()
    {
        lock (gate)
        {
            if (isOver)
            {
                return null;
            }

            if (batch is null || asked == batch.Requests.Count)
            {
                (batch, asked) = (examination.Next(), 0);
                if (batch is null)
                {
                    isOver = true;
                    return null;
                }
            }

            isPut = true;
            return batch.Requests[asked].ToJson();
        }
    }

    /// <summary>Takes the answer to the last request.</summary>
    public void Take(ReadOnlySpan<byte> answer)
    {
        lock (gate)
        {
            if (!isPut)
            {
                throw new ArgumentException("there is no request to answer; bonverify_judge_next puts one.");
            }

            batch!.Take(asked++, AnswerJson.ReadAnswer(answer));
            isPut = false;
        }
    }

    /// <summary>Ends the examination, if it is not over, and says what it found.</summary>
    public ReadOnlyMemory<byte> Report()
    {
        lock (gate)
        {
            (isOver, isPut) = (true, false);
            examination.Stop();
            var report = examination.Report;
            return JsonText.OrdinalUtf8(
                writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteBoolean("complete", report.IsComplete);
                    writer.WriteStartArray("counterexamples");
                    foreach (var failure in report.Smallest)
                    {
                        ReportJson.WriteCounterexample(writer, failure);
                    }

                    writer.WriteEndArray();
                    ReportJson.WriteDiagnosis(writer, report);
                    writer.WriteString("domain", report.Options.Scope.ToString());
                    writer.WriteNumber("elapsedSeconds", Math.Round(report.Elapsed.TotalSeconds, 3));
                    JsonText.WriteTexts(writer, "notes", Explanation.Notes(report));
                    ReportJson.WriteQuantities(writer, report);
                    writer.WriteNumber("requests", report.Asked);
                    writer.WriteString("result", ReportJson.ResultOf(report).Split(',')[0]);
                    ReportJson.WriteSampled(writer, report);
                    writer.WriteNumber("schemaVersion", SchemaVersion);
                    writer.WriteString("seed", report.Options.Seed.ToString(CultureInfo.InvariantCulture));
                    writer.WriteString("text", Explanation.Text(report));
                    writer.WriteString("ties", TieConventions.NameOf(report.Options.Ties));
                    writer.WriteString("tolerance", report.Options.Tolerance.ToString());
                    writer.WriteEndObject();
                },
                indented: false);
        }
    }
}
