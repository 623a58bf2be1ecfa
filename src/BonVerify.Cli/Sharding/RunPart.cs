using System.Globalization;
using System.Text.Json;
using BonVerify.Cli.Terminal;
using BonVerify.Interchange;

namespace BonVerify.Cli.Sharding;

/// <summary>
/// A part of a run as a JSON report or a checkpoint holds it, under <c>shard</c>: whose part it is, what all parts must have in
/// common, and what it found, exactly. A checkpoint is the same, of a part that is not finished.
/// </summary>
internal sealed record RunPart
{
    private const int FormatVersion = 1;
    private const string Member = "shard";

    /// <summary>The command.</summary>
    public required string Command { get; init; }

    /// <summary>Which part it is; null for one of any number of parts of samples that are disjoint by themselves.</summary>
    public required Shard? Shard { get; init; }

    /// <summary>The options and inputs that decide what the run finds, in ordinal order of their names.</summary>
    public required IReadOnlyList<(string Name, string Value)> Settings { get; init; }

    /// <summary>Whether the part has come to its end.</summary>
    public required bool IsFinished { get; init; }

    /// <summary>The time it has taken, all starts together.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Writes what it found, as the value of a property.</summary>
    public required Action<Utf8JsonWriter> WriteState { get; init; }

    /// <summary>What it found, when it was read.</summary>
    public JsonElement State { get; init; }

    /// <summary>The version of the tool that found it.</summary>
    public string ToolVersion { get; init; } = Output.ToolVersion;

    /// <summary>Where it was read, for messages.</summary>
    public string Place { get; init; } = "";

    /// <summary>The part as people name it.</summary>
    public string Name => Shard is { } shard ? $"shard {shard}" : "a part";

    /// <summary>Writes the property of a report.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject(Member);
        writer.WriteString("command", Command);
        if (Shard is var (_, count))
        {
            writer.WriteNumber("count", count);
        }

        writer.WriteNumber("elapsedSeconds", Math.Round(Elapsed.TotalSeconds, 3));
        writer.WriteBoolean("finished", IsFinished);
        writer.WriteNumber("formatVersion", FormatVersion);
        if (Shard is var (index, _))
        {
            writer.WriteNumber("index", index);
        }

        writer.WriteStartObject("settings");
        foreach (var (name, value) in Settings)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        writer.WritePropertyName("state");
        WriteState(writer);
        writer.WriteString("toolVersion", ToolVersion);
        writer.WriteEndObject();
    }

    /// <summary>Reads the part that a report or a checkpoint holds.</summary>
    /// <exception cref="InputException">The file cannot be read, or holds none.</exception>
    public static RunPart Read(string path) => Understood(path, () =>
    {
        using var document = JsonText.Document(WholeFile.Read(path));
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(Member, out var part))
        {
            throw new InputException($"{path} is no report of a shard; those are written by --shard with --json, and by --checkpoint.");
        }

        var format = part.GetProperty("formatVersion").GetInt32();
        if (format != FormatVersion)
        {
            throw new InputException(FormattableString.Invariant($"{path} has the format {format} of another version of the tool; this one reads {FormatVersion}."));
        }

        return new RunPart
        {
            Command = part.GetProperty("command").GetString()!,
            Shard = part.TryGetProperty("index", out var index)
                ? Sharding.Shard.Parse($"{path}: index/count", FormattableString.Invariant($"{index.GetInt64()}/{part.GetProperty("count").GetInt64()}"))
                : null,
            Settings = [.. part.GetProperty("settings").EnumerateObject().Select(static setting => (setting.Name, setting.Value.GetString()!))],
            IsFinished = part.GetProperty("finished").GetBoolean(),
            Elapsed = StateFields.Seconds(part, "elapsedSeconds"),
            ToolVersion = part.GetProperty("toolVersion").GetString()!,
            State = part.GetProperty("state").Clone(),
            WriteState = static _ => throw new InvalidOperationException("it was read"),
            Place = path,
        };
    });

    /// <summary>The value of a setting.</summary>
    /// <exception cref="InputException">It has none.</exception>
    public string Setting(string name) => Settings.FirstOrDefault(setting => setting.Name == name).Value
        ?? throw new InputException($"{Place} does not say what {name} was.");

    /// <summary>The number that a setting is.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public T Number<T>(string name)
        where T : struct, ISpanParsable<T> =>
        T.TryParse(Setting(name), CultureInfo.InvariantCulture, out var number) ? number : throw new InputException($"{Place}: {name} is '{Setting(name)}'; it must be a number.");

    /// <summary>In what this differs from another part of what must be the same run, in words; null when in nothing.</summary>
    public string? DifferenceTo(RunPart other)
    {
        var pairs = ((string Name, string One, string Other)[])
        [
            ("the command", Command, other.Command),
            ("the version of the tool", ToolVersion, other.ToolVersion),
            ("the number of shards", CountText(this), CountText(other)),
            .. Settings.Select(static setting => setting.Name).Union(other.Settings.Select(static setting => setting.Name))
                .Select(name => (name, ValueOf(this, name), ValueOf(other, name))),
        ];
        return pairs.FirstOrDefault(static pair => pair.One != pair.Other) is ({ } what, { } one, { } two) ? $"{what} is {one} and not {two}" : null;

        static string CountText(RunPart part) => part.Shard is var (_, count) ? count.ToString(CultureInfo.InvariantCulture) : "open (--part)";

        static string ValueOf(RunPart part, string name) => part.Settings.FirstOrDefault(setting => setting.Name == name).Value ?? "not given";
    }

    /// <summary>Reads what a part found.</summary>
    /// <exception cref="InputException">It cannot be understood.</exception>
    public T Understood<T>(Func<JsonElement, T> read) => Understood(Place, () => read(State));

    private static T Understood<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or CaseFormatException
            or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            throw new InputException($"{path} is damaged, or no report of this tool: {e.Message}");
        }
    }
}
