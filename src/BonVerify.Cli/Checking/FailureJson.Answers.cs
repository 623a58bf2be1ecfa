using System.Globalization;
using System.Text.Json;
using BonVerify.Cli.Checking.Dialogue;
using BonVerify.Cli.Terminal;
using BonVerify.Conformance;
using BonVerify.Interchange;

namespace BonVerify.Cli.Checking;

/// <content>
/// Answers: an object with the fields of the protocol, <c>value</c> (with <c>standard_error</c> where it is random), <c>lower</c>,
/// <c>upper</c> and <c>confidence</c>, <c>counts</c>, <c>error</c> or <c>unsupported</c>, or with one that says what else became of the
/// request. Numbers are texts, so that NaN and infinities are among them; counts are integers.
/// </content>
internal static partial class FailureJson
{
    private const string AnswerRule = "it must have value (and perhaps standard_error), lower, upper and confidence, counts, unsupported (true), error, malformed, timedOut or ended";

    internal static void WriteAnswer(Utf8JsonWriter writer, Answer answer)
    {
        writer.WriteStartObject();
        switch (answer)
        {
            case Answer.Value value:
                WriteNumbers(writer, "value", value.Numbers, value.IsList);
                break;
            case Answer.Estimate estimate:
                WriteNumbers(writer, "standard_error", estimate.StandardErrors, estimate.IsList);
                WriteNumbers(writer, "value", estimate.Numbers, estimate.IsList);
                break;
            case Answer.Interval interval:
                writer.WriteString("confidence", DoubleText.Of(interval.Confidence));
                writer.WriteString("lower", DoubleText.Of(interval.Lower));
                writer.WriteString("upper", DoubleText.Of(interval.Upper));
                break;
            case Answer.Counts counts:
                writer.WriteStartArray("counts");
                foreach (var count in counts.Numbers)
                {
                    writer.WriteNumberValue(count);
                }

                writer.WriteEndArray();
                break;
            case Answer.Unsupported:
                writer.WriteBoolean("unsupported", true);
                break;
            case Answer.Failure error:
                writer.WriteString("error", error.Message);
                break;
            case Answer.Malformed malformed:
                writer.WriteString("malformed", malformed.Shown);
                break;
            case Answer.TimedOut timedOut:
                writer.WriteString("timedOut", timedOut.Detail);
                break;
            case Answer.Ended ended:
                writer.WriteString("ended", ended.Detail);
                break;
            default:
                throw new InvalidOperationException($"{answer} is no answer.");
        }

        writer.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, IReadOnlyList<double> numbers, bool isList)
    {
        if (!isList)
        {
            writer.WriteString(name, DoubleText.Of(numbers[0]));
            return;
        }

        JsonText.WriteTexts(writer, name, numbers.Select(DoubleText.Of));
    }

    internal static Answer ReadAnswer(JsonElement answer, string name)
    {
        var fields = answer.EnumerateObject().ToDictionary(static field => field.Name, static field => field.Value);
        JsonElement Field(string field) => fields[field];
        return string.Join(' ', fields.Keys.Order(StringComparer.Ordinal)) switch
        {
            "value" => new Answer.Value(ReadNumbers(Field("value"), name), IsList(Field("value"))),
            "standard_error value" => ReadEstimate(Field("value"), Field("standard_error"), name),
            "confidence lower upper" => ReadInterval(
                ReadNumber(Field("lower"), name), ReadNumber(Field("upper"), name), ReadNumber(Field("confidence"), name), name),
            "counts" => new Answer.Counts([.. Field("counts").EnumerateArray().Select(count => count.TryGetInt32(out var drawn) && drawn >= 0
                ? drawn
                : throw new InputException($"{name} has the count {AnswerJson.Shown(count.GetRawText())}; it must be an integer that is not negative."))]),
            "unsupported" when Field("unsupported").ValueKind == JsonValueKind.True => new Answer.Unsupported(),
            "error" => new Answer.Failure(Text(Field("error"))),
            "malformed" => new Answer.Malformed(Text(Field("malformed"))),
            "timedOut" => new Answer.TimedOut(Text(Field("timedOut"))),
            "ended" => new Answer.Ended(Text(Field("ended"))),
            "" => throw new InputException($"{name} has no field; {AnswerRule}."),
            var others => throw new InputException($"{name} has the fields '{AnswerJson.Shown(others)}'; {AnswerRule}."),
        };
    }

    private static Answer.Estimate ReadEstimate(JsonElement value, JsonElement error, string name)
    {
        var (numbers, errors) = (ReadNumbers(value, name), ReadNumbers(error, name));
        return numbers.Length == errors.Length && IsList(value) == IsList(error) && errors.All(static e => e >= 0)
            ? new Answer.Estimate(numbers, errors, IsList(value))
            : throw new InputException($"{name} needs one standard error for each number, none of them negative.");
    }

    private static Answer.Interval ReadInterval(double lower, double upper, double confidence, string name) =>
        lower <= upper && confidence is > 0 and < 1
            ? new Answer.Interval(lower, upper, confidence)
            : throw new InputException($"{name} is no interval; lower must not be above upper, and confidence must lie between 0 and 1.");

    private static bool IsList(JsonElement value) => value.ValueKind == JsonValueKind.Array;

    private static double[] ReadNumbers(JsonElement value, string name) =>
        IsList(value) ? [.. value.EnumerateArray().Select(item => ReadNumber(item, name))] : [ReadNumber(value, name)];

    private static double ReadNumber(JsonElement item, string name)
    {
        var text = Text(item);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InputException($"{name} is '{AnswerJson.Shown(text)}'; it must be a number, written as text.");
    }
}
