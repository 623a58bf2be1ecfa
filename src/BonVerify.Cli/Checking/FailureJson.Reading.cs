using System.Globalization;
using System.Text.Json;
using BonVerify.Cli.Checking.Dialogue;
using BonVerify.Conformance;

namespace BonVerify.Cli.Checking;

/// <content>Reading.</content>
internal static partial class FailureJson
{
    private static readonly string[] Fields =
    [
        "again", "answer", "command", "diagnosis", "quantity", "request", "schemaVersion", "seed", "ties", "tolerance", "toolVersion", "verdict",
    ];

    /// <summary>Whether a text is meant as a failure of a program, and not as the counterexample to a claim.</summary>
    public static bool IsFailure(string json)
    {
        try
        {
            using var document = JsonText.Document(json);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("request", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads a failure.</summary>
    /// <exception cref="InputException">The text is not one; the message names the field and the rule.</exception>
    public static CheckFailure Parse(string json)
    {
        try
        {
            using var document = JsonText.Document(json);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new InputException($"not valid JSON{JsonText.Why(e)}; a failure is one JSON object.");
        }
        catch (InvalidOperationException)
        {
            throw new InputException("a field of the failure is not of the right type.");
        }
    }

    private static CheckFailure Read(JsonElement root)
    {
        if (root.EnumerateObject().Select(static property => property.Name).FirstOrDefault(static name => !Fields.Contains(name)) is { } stranger)
        {
            throw new InputException($"'{AnswerJson.Shown(stranger)}' is not a field of a failure; the fields are {string.Join(", ", Fields)}.");
        }

        var version = Needed(root, "schemaVersion");
        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != SchemaVersion)
        {
            throw new InputException($"schemaVersion is {AnswerJson.Shown(version.GetRawText())}; it must be {SchemaVersion}.");
        }

        var request = ReadRequest(Needed(root, "request").GetRawText());
        var quantity = NeededText(root, "quantity");
        if (quantity != request.Quantity.Id)
        {
            throw new InputException($"quantity is '{AnswerJson.Shown(quantity)}', but that of the request is {request.Quantity}.");
        }

        var answer = ReadAnswer(Needed(root, "answer"), "answer");
        return new CheckFailure(
            request,
            root.TryGetProperty("again", out var again) ? [answer, ReadAnswer(again, "again")] : [answer],
            ReadVerdict(NeededText(root, "verdict")))
        {
            ToolVersion = NeededText(root, "toolVersion"),
            Seed = ulong.TryParse(NeededText(root, "seed"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
                ? seed
                : throw new InputException($"seed is '{AnswerJson.Shown(NeededText(root, "seed"))}'; it must be an integer from 0 to 2^64 - 1."),
            Command = [.. Needed(root, "command").EnumerateArray().Select(Text)],
            Tolerance = Tolerance.Read(NeededText(root, "tolerance"), out var tolerance) is { } problem
                ? throw new InputException($"tolerance is '{AnswerJson.Shown(NeededText(root, "tolerance"))}'; it {problem}.")
                : tolerance,
            Ties = TieConventions.Find(NeededText(root, "ties"))
                ?? throw new InputException($"ties is '{AnswerJson.Shown(NeededText(root, "ties"))}'; it must be {TieConventions.Names}."),
            Diagnosis = root.TryGetProperty("diagnosis", out var diagnosis) ? Text(diagnosis) : null,
        };
    }

    private static Request ReadRequest(string json) => RequestJson.Read(json, out var request) is { } problem
        ? throw new InputException($"request is not a request of the protocol: {problem}")
        : request!;

    private static Assessment ReadVerdict(string name)
    {
        var failures = Enum.GetValues<Assessment>().Where(static assessment => assessment.IsFailure() || assessment == Assessment.AnsweredUndefined).ToArray();
        return failures.Select(static assessment => (Assessment?)assessment).FirstOrDefault(assessment => CheckReport.NameOf(assessment!.Value) == name)
            ?? throw new InputException($"verdict is '{AnswerJson.Shown(name)}'; it must be one of {string.Join(", ", failures.Select(CheckReport.NameOf))}.");
    }

    private static JsonElement Needed(JsonElement element, string field) => element.TryGetProperty(field, out var value)
        ? value
        : throw new InputException($"{field} is missing; a failure needs {field}.");

    private static string NeededText(JsonElement element, string field) => Text(Needed(element, field));

    private static string Text(JsonElement element) =>
        element.GetString() ?? throw new InvalidOperationException();
}
