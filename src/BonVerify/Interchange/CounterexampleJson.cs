using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BonVerify.Numerics;

namespace BonVerify.Interchange;

/// <summary>Counterexamples as JSON files.</summary>
public static class CounterexampleJson
{
    private const int SchemaVersion = 1;

    private static readonly string[] Fields =
    [
        "case", "claim", "description", "excess", "left", "origin", "relation", "replay", "right", "schemaVersion", "seed", "toolVersion",
    ];

    /// <summary>Writes a counterexample.</summary>
    /// <param name="counterexample">The counterexample.</param>
    /// <param name="indented">Whether to spread it over lines.</param>
    /// <returns>A JSON object.</returns>
    public static string Write(Counterexample counterexample, bool indented = true)
    {
        Preconditions.NotNull(counterexample);
        return JsonText.OfOrdinal(writer => Write(writer, counterexample), indented);
    }

    /// <summary>Reads a counterexample.</summary>
    /// <param name="json">A JSON object.</param>
    /// <returns>The counterexample.</returns>
    /// <exception cref="CaseFormatException">The text is not a counterexample; the message names the field and the rule.</exception>
    public static Counterexample Parse(string json)
    {
        try
        {
            using var document = JsonText.Document(Preconditions.NotNull(json));
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new CaseFormatException($"not valid JSON{JsonText.Why(e)}; a counterexample is one JSON object.", e);
        }
        catch (InvalidOperationException e)
        {
            throw new CaseFormatException("a field of the counterexample is not of the right type.", e);
        }
    }

    /// <summary>Saves a counterexample as a file of its own.</summary>
    /// <param name="folder">The folder; it is made when it does not exist.</param>
    /// <param name="counterexample">The counterexample.</param>
    /// <param name="name">The name of the file; <see langword="null"/> for one made of the claim, n and a hash of the case.</param>
    /// <returns>The path. Without a name the same case has one file, however often it is found.</returns>
    public static string Save(string folder, Counterexample counterexample, string? name = null)
    {
        Preconditions.NotNull(counterexample);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(CaseJson.Write(counterexample.Case with { Id = null, Context = null })));
        name ??= FormattableString.Invariant($"{counterexample.Claim}-n{counterexample.Case.N}-{Convert.ToHexStringLower(hash)[..8]}.json");
        Directory.CreateDirectory(Preconditions.NotNull(folder));
        var path = Path.Combine(folder, name);
        NewFile.Write(path, Write(counterexample) + "\n");
        return path;
    }

    private static void Write(Utf8JsonWriter writer, Counterexample counterexample)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("case");
        CaseJson.Write(writer, counterexample.Case);
        writer.WriteString("claim", counterexample.Claim);
        WriteText(writer, "description", counterexample.Description);
        if (counterexample.Excess is { } excess)
        {
            writer.WriteStartObject("excess");
            writer.WriteString("lower", excess.Lower);
            writer.WriteString("upper", excess.Upper);
            writer.WriteEndObject();
        }

        WriteText(writer, "left", counterexample.Left);
        WriteText(writer, "origin", counterexample.Origin);
        WriteText(writer, "relation", counterexample.Relation);
        if (counterexample.Replay is { } replay)
        {
            writer.WriteStartObject("replay");
            writer.WriteString("gamma", Invariant(replay.Gamma));
            writer.WriteString("seed", Invariant(replay.Seed));
            writer.WriteNumber("size", replay.Size);
            writer.WriteEndObject();
        }

        WriteText(writer, "right", counterexample.Right);
        writer.WriteNumber("schemaVersion", SchemaVersion);
        WriteText(writer, "seed", counterexample.Seed is { } seed ? Invariant(seed) : null);
        writer.WriteString("toolVersion", counterexample.ToolVersion);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static Counterexample Read(JsonElement root)
    {
        var fields = new JsonFields(root, "a counterexample", Fields);
        var version = fields.Needed("schemaVersion");
        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != SchemaVersion)
        {
            throw new CaseFormatException($"schemaVersion is {Preconditions.Shown(version.GetRawText())}; it must be {SchemaVersion}.");
        }

        return new Counterexample(fields.NeededText("claim"), CaseJson.Parse(fields.Needed("case").GetRawText()))
        {
            ToolVersion = fields.NeededText("toolVersion"),
            Description = fields.Text("description"),
            Origin = fields.Text("origin"),
            Seed = fields.Text("seed") is { } seed ? Unsigned("seed", seed) : null,
            Replay = fields.Object("replay") is { } replay
                ? new ReplayState(
                    Unsigned("replay.seed", replay.NeededText("seed")),
                    Unsigned("replay.gamma", replay.NeededText("gamma")),
                    replay.Needed("size").GetInt32())
                : null,
            Relation = fields.Text("relation"),
            Left = fields.Text("left"),
            Right = fields.Text("right"),
            Excess = fields.Object("excess") is { } excess
                ? new DecimalEnclosure(excess.NeededText("lower"), excess.NeededText("upper"))
                : null,
        };
    }

    private static ulong Unsigned(string field, string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new CaseFormatException(Preconditions.Message(field, text, "must be an integer from 0 to 2^64 - 1"));

    private static string Invariant(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
