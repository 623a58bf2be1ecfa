using System.Globalization;
using System.Text.Json;
using BonVerify.Cli.Checking.Dialogue;
using BonVerify.Conformance;
using BonVerify.Interchange;

namespace BonVerify.Cli.Checking;

/// <content>
/// Answers: an object with one field, as in the protocol <c>value</c>, <c>error</c> or <c>unsupported</c>, or what else
/// became of the request. Numbers are texts, so that NaN and infinities are among them.
/// </content>
internal static partial class FailureJson
{
    private static void WriteAnswer(Utf8JsonWriter writer, Answer answer)
    {
        writer.WriteStartObject();
        switch (answer)
        {
            case Answer.Value { IsList: true } list:
                writer.WriteStartArray("value");
                foreach (var number in list.Numbers)
                {
                    writer.WriteStringValue(DoubleText.Of(number));
                }

                writer.WriteEndArray();
                break;
            case Answer.Value one:
                writer.WriteString("value", DoubleText.Of(one.Numbers[0]));
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

    private static Answer ReadAnswer(JsonElement answer, string name)
    {
        if (answer.EnumerateObject().ToArray() is not [var field])
        {
            throw new InputException($"{name} must have one field: value, unsupported, error, malformed, timedOut or ended.");
        }

        var value = field.Value;
        return field.Name switch
        {
            "value" when value.ValueKind == JsonValueKind.Array =>
                new Answer.Value([.. value.EnumerateArray().Select(item => ReadNumber(item, name))], IsList: true),
            "value" => new Answer.Value([ReadNumber(value, name)], IsList: false),
            "unsupported" when value.ValueKind == JsonValueKind.True => new Answer.Unsupported(),
            "error" => new Answer.Failure(Text(value)),
            "malformed" => new Answer.Malformed(Text(value)),
            "timedOut" => new Answer.TimedOut(Text(value)),
            "ended" => new Answer.Ended(Text(value)),
            _ => throw new InputException(
                $"{name} has the field '{AnswerJson.Shown(field.Name)}'; it must have value, unsupported (true), error, malformed, timedOut or ended."),
        };
    }

    private static double ReadNumber(JsonElement item, string name)
    {
        var text = Text(item);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InputException($"{name} is '{AnswerJson.Shown(text)}'; it must be a number, written as text.");
    }
}
