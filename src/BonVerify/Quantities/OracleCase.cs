using System.Text.Json;

namespace BonVerify.Quantities;

/// <summary>One case as it travels between programs, with an id and free text; what it describes depends on its kind.</summary>
/// <param name="Id">A name for the case, or <see langword="null"/>.</param>
/// <param name="Context">Free text, or <see langword="null"/>.</param>
public abstract record OracleCase(string? Id, string? Context)
{
    /// <summary>What the case describes.</summary>
    public abstract CaseKind Kind { get; }

    /// <summary>The case in short, for people: one line of moderate length.</summary>
    public abstract string Summary { get; }

    /// <summary>The case as one line of JSON; <c>CaseJson.ParseAny</c> reads it back.</summary>
    /// <returns>A one-line text.</returns>
    public sealed override string ToString() => JsonText.Of(Write);

    /// <summary>The beginning of a text that may be long.</summary>
    private protected static string Cut(string text)
    {
        const int MaxCharacters = 60;
        return text.Length <= MaxCharacters ? text : text[..MaxCharacters] + "…";
    }

    /// <summary>Writes the fields that the case has, in the order of its kind, as a JSON object.</summary>
    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var field in Kind.Fields)
        {
            field.Write(writer, this);
        }

        writer.WriteEndObject();
    }
}
