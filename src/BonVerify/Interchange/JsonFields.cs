using System.Text.Json;

namespace BonVerify.Interchange;

/// <summary>The fields of one JSON object, none of them unknown.</summary>
internal sealed class JsonFields
{
    private readonly JsonElement element;
    private readonly string what;

    /// <summary>Reads an object.</summary>
    /// <param name="element">The object.</param>
    /// <param name="what">What it is, such as <c>a counterexample</c>, for messages.</param>
    /// <param name="known">The fields that it may have; null for any.</param>
    /// <exception cref="CaseFormatException">It is no object, or has another field.</exception>
    public JsonFields(JsonElement element, string what, IReadOnlyCollection<string>? known = null)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new CaseFormatException($"not a JSON object; {what} is one JSON object.");
        }

        var stranger = element.EnumerateObject().Select(static property => property.Name).FirstOrDefault(name => known?.Contains(name) == false);
        if (stranger is not null)
        {
            throw new CaseFormatException($"{Preconditions.Shown(stranger)} is not a field of {what}; the fields are {string.Join(", ", known!)}.");
        }

        this.element = element;
        this.what = what;
    }

    /// <summary>A field that must be there.</summary>
    public JsonElement Needed(string field) => element.TryGetProperty(field, out var value)
        ? value
        : throw new CaseFormatException($"{field} is missing; {what} needs {field}.");

    /// <summary>A text that must be there.</summary>
    public string NeededText(string field) => Needed(field).GetString()!;

    /// <summary>A text, or null.</summary>
    public string? Text(string field) => element.TryGetProperty(field, out var value) ? value.GetString() : null;

    /// <summary>An object of its own, or null.</summary>
    public JsonFields? Object(string field) => element.TryGetProperty(field, out var value) ? new JsonFields(value, what) : null;
}
