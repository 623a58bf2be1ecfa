using System.Text.Json;

namespace BonVerify.Native;

/// <summary>Options as one JSON object: known fields of known types, and nothing passed over.</summary>
internal sealed class OptionsJson : IDisposable
{
    private readonly JsonDocument? document;
    private readonly JsonElement root;

    private OptionsJson(JsonDocument? document, JsonElement root) => (this.document, this.root) = (document, root);

    /// <summary>Reads options; none are an empty object.</summary>
    /// <exception cref="ArgumentException">It is not a JSON object, or has a field that is not known.</exception>
    public static OptionsJson Parse(ReadOnlyMemory<byte> json, params ReadOnlySpan<string> known)
    {
        if (json.IsEmpty)
        {
            return new(null, default);
        }

        try
        {
            var document = JsonDocument.Parse(json);
            return new(document, Known("options", document.RootElement, known));
        }
        catch (JsonException)
        {
            throw new ArgumentException("options are not valid JSON; they must be one JSON object.");
        }
        catch (InvalidOperationException)
        {
            throw new ArgumentException("options are not valid JSON: a text is not valid Unicode.");
        }
    }

    public void Dispose() => document?.Dispose();

    /// <summary>A field, or null when it is not given.</summary>
    public JsonElement? Find(string name) => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) ? value : null;

    /// <summary>An object of options within these; an empty one when it is not given.</summary>
    public OptionsJson Inner(string name, params ReadOnlySpan<string> known) => new(null, Find(name) is { } value ? Known(name, value, known) : default);

    /// <summary>A text, or null when it is not given.</summary>
    public string? Text(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Wrong(name, value, "must be a text");

    /// <summary>Whether a switch is on.</summary>
    public bool Switch(string name) => Find(name) is { } value && (value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? value.GetBoolean()
        : throw Wrong(name, value, "must be true or false"));

    /// <summary>A whole number within bounds, or null when it is not given.</summary>
    public long? Number(string name, long minimum, long maximum) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= minimum && number <= maximum ? number
        : throw Wrong(name, value, FormattableString.Invariant($"must be an integer from {minimum} to {maximum}"));

    /// <summary>A list of texts, or null when it is not given.</summary>
    public string[]? Texts(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(static item => item.GetString()!)]
            : throw Wrong(name, value, "must be an array of texts");

    /// <summary>A number above 0 and at most 1, or null when it is not given.</summary>
    public double? Share(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is > 0 and <= 1 ? number
        : throw Wrong(name, value, "must be a number in (0, 1]");

    private static JsonElement Known(string name, JsonElement value, ReadOnlySpan<string> known)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(name, value, "must be a JSON object");
        }

        foreach (var field in value.EnumerateObject())
        {
            if (!known.Contains(field.Name))
            {
                throw new ArgumentException($"{Preconditions.Shown(field.Name)} is not a field of {name}; the fields are {string.Join(", ", known)}.");
            }
        }

        return value;
    }

    /// <summary>What is wrong with a field.</summary>
    private static ArgumentException Wrong(string name, JsonElement value, string rule) =>
        new(Preconditions.Message(name, value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText(), rule));
}
