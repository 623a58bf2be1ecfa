using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BonVerify.Cli.Checking.Dialogue;
using BonVerify.Cli.Sharding;
using BonVerify.Conformance;

namespace BonVerify.Cli.Checking;

/// <summary>
/// What a program has answered so far, as reports of shards and checkpoints hold it. An examination that is given these answers goes
/// the way that it went before, to the first request that was never put: so it goes on after it was killed, and so the shards of an
/// examination become one.
/// </summary>
internal sealed class AnswerRecord
{
    /// <summary>The command that these are states of.</summary>
    public const string Command = "check";

    private const int HashCharacters = 16;

    // By the hash of a request; null for one that is given up.
    private readonly SortedDictionary<string, List<Answer?>> answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> taken = [];

    /// <summary>How many requests were answered from here.</summary>
    public long Taken { get; private set; }

    /// <summary>How the program kept to the protocol.</summary>
    public ProgramNotes Notes { get; private set; } = new();

    /// <summary>The quantities that the program is asked no more.</summary>
    public IReadOnlySet<string> GivenUp { get; private set; } = new HashSet<string>();

    /// <summary>The time that went into asking.</summary>
    public TimeSpan AskingTime { get; private set; }

    /// <summary>The next answer to a request that was put before; null when it was not, or not so often.</summary>
    public Answer? Take(Request request)
    {
        var key = KeyOf(request);
        var number = taken.GetValueOrDefault(key);
        if (!answers.TryGetValue(key, out var known) || number >= known.Count)
        {
            return null;
        }

        Taken++;
        taken[key] = number + 1;
        return known[number] ?? new Answer.NotAsked();
    }

    /// <summary>Adds an answer; it is taken already.</summary>
    public void Add(Request request, Answer answer)
    {
        var key = KeyOf(request);
        if (!answers.TryGetValue(key, out var known))
        {
            answers.Add(key, known = []);
        }

        known.Add(answer is Answer.NotAsked ? null : answer);
        taken[key] = known.Count;
    }

    /// <summary>The record of both, in this order.</summary>
    public AnswerRecord Plus(AnswerRecord other)
    {
        foreach (var (key, more) in other.answers)
        {
            if (!answers.TryAdd(key, more))
            {
                answers[key].AddRange(more);
            }
        }

        Notes = Notes.Plus(other.Notes);
        GivenUp = new HashSet<string>(GivenUp.Concat(other.GivenUp));
        AskingTime += other.AskingTime;
        return this;
    }

    /// <summary>Writes the record as an object.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="notes">How the program has kept to the protocol in all.</param>
    /// <param name="givenUp">The quantities that it is asked no more.</param>
    /// <param name="askingTime">The time that went into asking in all.</param>
    public void Write(Utf8JsonWriter writer, ProgramNotes notes, IEnumerable<string> givenUp, TimeSpan askingTime)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("answers");
        foreach (var (key, known) in answers)
        {
            writer.WritePropertyName(key);
            writer.WriteRawValue($"[{string.Join(',', known.Select(static answer => answer is null ? "null" : JsonText.Of(one => FailureJson.WriteAnswer(one, answer))))}]");
        }

        writer.WriteEndObject();
        writer.WriteNumber("askingSeconds", Math.Round(askingTime.TotalSeconds, 3));
        JsonText.WriteTexts(writer, "givenUp", givenUp.Order(StringComparer.Ordinal));
        writer.WriteStartObject("notes");
        writer.WriteBoolean("answersAtEndOfInput", notes.AnswersAtEndOfInput);
        Text("firstOtherLine", notes.FirstOtherLine);
        Text("hello", notes.HelloLine);
        writer.WriteNumber("otherLines", notes.OtherLines);
        writer.WriteNumber("repeated", notes.Repeated);
        writer.WriteNumber("strayEnds", notes.StrayEnds);
        writer.WriteNumber("unknownIds", notes.UnknownIds);
        writer.WriteEndObject();
        writer.WriteEndObject();

        void Text(string name, string? text)
        {
            if (text is not null)
            {
                writer.WriteString(name, text);
            }
        }
    }

    /// <summary>Reads a record, none of whose answers is taken.</summary>
    public static AnswerRecord Read(JsonElement json)
    {
        var notes = json.GetProperty("notes");
        var record = new AnswerRecord
        {
            Notes = new ProgramNotes
            {
                AnswersAtEndOfInput = notes.GetProperty("answersAtEndOfInput").GetBoolean(),
                FirstOtherLine = notes.TryGetProperty("firstOtherLine", out var line) ? line.GetString() : null,
                HelloLine = notes.TryGetProperty("hello", out var hello) ? hello.GetString() : null,
                OtherLines = StateFields.Count(notes, "otherLines"),
                Repeated = StateFields.Count(notes, "repeated"),
                StrayEnds = StateFields.Count(notes, "strayEnds"),
                UnknownIds = StateFields.Count(notes, "unknownIds"),
            },
            GivenUp = json.GetProperty("givenUp").EnumerateArray().Select(static quantity => quantity.GetString()!).ToHashSet(),
            AskingTime = StateFields.Seconds(json, "askingSeconds"),
        };
        foreach (var known in json.GetProperty("answers").EnumerateObject())
        {
            record.answers.Add(known.Name, [.. known.Value.EnumerateArray().Select(answer => answer.ValueKind == JsonValueKind.Null ? null : FailureJson.ReadAnswer(answer, known.Name))]);
        }

        return record;
    }

    private static string KeyOf(Request request) =>
        $"{request.Quantity.Id} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.ToJson())))[..HashCharacters]}";
}
