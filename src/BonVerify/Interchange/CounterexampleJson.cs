using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
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
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = indented, NewLine = "\n" };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            // Keys in ordinal order.
            writer.WriteStartObject();
            writer.WritePropertyName("case");
            CaseJson.Write(writer, counterexample.Case);
            writer.WriteString("claim", counterexample.Claim);
            WriteText("description", counterexample.Description);
            if (counterexample.Excess is { } excess)
            {
                writer.WriteStartObject("excess");
                writer.WriteString("lower", excess.Lower);
                writer.WriteString("upper", excess.Upper);
                writer.WriteEndObject();
            }

            WriteText("left", counterexample.Left);
            WriteText("origin", counterexample.Origin);
            WriteText("relation", counterexample.Relation);
            if (counterexample.Replay is { } replay)
            {
                writer.WriteStartObject("replay");
                writer.WriteString("gamma", Invariant(replay.Gamma));
                writer.WriteString("seed", Invariant(replay.Seed));
                writer.WriteNumber("size", replay.Size);
                writer.WriteEndObject();
            }

            WriteText("right", counterexample.Right);
            writer.WriteNumber("schemaVersion", SchemaVersion);
            WriteText("seed", counterexample.Seed is { } seed ? Invariant(seed) : null);
            writer.WriteString("toolVersion", counterexample.ToolVersion);
            writer.WriteEndObject();

            void WriteText(string name, string? text)
            {
                if (text is not null)
                {
                    writer.WriteString(name, text);
                }
            }
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Reads a counterexample.</summary>
    /// <param name="json">A JSON object.</param>
    /// <returns>The counterexample.</returns>
    /// <exception cref="CaseFormatException">The text is not a counterexample; the message names the field and the rule.</exception>
    public static Counterexample Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(Preconditions.NotNull(json));
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new CaseFormatException("not valid JSON; a counterexample is one JSON object.", e);
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
        File.WriteAllText(path, Write(counterexample) + "\n");
        return path;
    }

    private static Counterexample Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new CaseFormatException("not a JSON object; a counterexample is one JSON object.");
        }

        if (root.EnumerateObject().FirstOrDefault(property => !Fields.Contains(property.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } stranger)
        {
            throw new CaseFormatException($"{Preconditions.Shown(stranger.Name)} is not a field of a counterexample; the fields are {string.Join(", ", Fields)}.");
        }

        var version = Needed(root, "schemaVersion");
        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != SchemaVersion)
        {
            throw new CaseFormatException($"schemaVersion is {Preconditions.Shown(version.GetRawText())}; it must be {SchemaVersion}.");
        }

        return new Counterexample(Needed(root, "claim").GetString()!, CaseJson.Parse(Needed(root, "case").GetRawText()))
        {
            ToolVersion = Needed(root, "toolVersion").GetString()!,
            Description = Text(root, "description"),
            Origin = Text(root, "origin"),
            Seed = Text(root, "seed") is { } seed ? Unsigned("seed", seed) : null,
            Replay = root.TryGetProperty("replay", out var replay)
                ? new ReplayState(
                    Unsigned("replay.seed", Needed(replay, "seed").GetString()!),
                    Unsigned("replay.gamma", Needed(replay, "gamma").GetString()!),
                    Needed(replay, "size").GetInt32())
                : null,
            Relation = Text(root, "relation"),
            Left = Text(root, "left"),
            Right = Text(root, "right"),
            Excess = root.TryGetProperty("excess", out var excess)
                ? new DecimalEnclosure(Needed(excess, "lower").GetString()!, Needed(excess, "upper").GetString()!)
                : null,
        };
    }

    private static JsonElement Needed(JsonElement element, string field) => element.TryGetProperty(field, out var value)
        ? value
        : throw new CaseFormatException($"{field} is missing; a counterexample needs {field}.");

    private static string? Text(JsonElement element, string field) =>
        element.TryGetProperty(field, out var value) ? value.GetString() : null;

    private static ulong Unsigned(string field, string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new CaseFormatException(Preconditions.Message(field, text, "must be an integer from 0 to 2^64 - 1"));

    private static string Invariant(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
