using System.Text.Json;
using BonVerify.Numerics;

namespace BonVerify.Quantities;

/// <summary>A field of the cases of a kind, as programs read and write it.</summary>
public sealed class CaseField
{
    /// <summary>The largest integer of a field, and so the largest n.</summary>
    public const int MaxInteger = 1_000_000_000;

    private readonly Func<OracleCase, object?> valueIn;

    private CaseField(string name, CaseFieldType type, Func<OracleCase, object?> valueIn)
    {
        Name = name;
        Type = type;
        this.valueIn = valueIn;
    }

    /// <summary>The name of the case, which every kind has.</summary>
    public static CaseField Id { get; } = new("id", CaseFieldType.Text, static c => c.Id)
    {
        Description = "A name for the case; the result repeats it.",
        IsOptional = true,
    };

    /// <summary>Free text, which every kind has.</summary>
    public static CaseField Context { get; } = new("context", CaseFieldType.Text, static c => c.Context)
    {
        Description = "Free text.",
        IsOptional = true,
    };

    /// <summary>The name, in lower case with underscores.</summary>
    public string Name { get; }

    /// <summary>What it holds.</summary>
    public CaseFieldType Type { get; }

    /// <summary>What it means and which values it may have, in short sentences.</summary>
    public string Description { get; private init; } = "";

    /// <summary>Whether a case may be without it.</summary>
    public bool IsOptional { get; private init; }

    /// <summary>The field that may stand in its place, or beside it where both agree; <see langword="null"/> if none.</summary>
    public string? Alternative { get; private init; }

    /// <summary>The least value of an integer.</summary>
    public int Minimum { get; private init; }

    /// <summary>The largest value of an integer.</summary>
    public int Maximum { get; private init; }

    /// <summary>Whether the result of a case repeats it.</summary>
    public bool IsRepeated { get; private init; }

    /// <summary>The name.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => Name;

    internal static CaseField Integer<T>(string name, int minimum, int maximum, Func<T, int?> valueIn)
        where T : OracleCase => new(name, CaseFieldType.WholeNumber, c => valueIn((T)c)) { Minimum = minimum, Maximum = maximum };

    internal static CaseField Number<T>(string name, Func<T, Rational?> valueIn)
        where T : OracleCase => new(name, CaseFieldType.Number, c => valueIn((T)c)?.ToString());

    internal static CaseField Numbers<T>(string name, Func<T, IEnumerable<string>?> valueIn)
        where T : OracleCase => new(name, CaseFieldType.Numbers, c => valueIn((T)c));

    internal static CaseField Texts<T>(string name, Func<T, IEnumerable<string>?> valueIn)
        where T : OracleCase => new(name, CaseFieldType.Texts, c => valueIn((T)c));

    internal CaseField Means(string description) => Copy(description);

    internal CaseField Optional() => Copy(isOptional: true);

    internal CaseField Alternatively(string other) => Copy(alternative: other);

    internal CaseField Repeated() => Copy(isRepeated: true);

    /// <summary>Writes the field of a case, if the case has it.</summary>
    internal void Write(Utf8JsonWriter writer, OracleCase oracleCase)
    {
        switch (valueIn(oracleCase))
        {
            case null:
                break;
            case int integer:
                writer.WriteNumber(Name, integer);
                break;
            case string text:
                writer.WriteString(Name, text);
                break;
            case IEnumerable<string> texts:
                JsonText.WriteTexts(writer, Name, texts);
                break;
            case var other:
                throw new InvalidOperationException($"{Name} holds a {other.GetType()}; a field holds an integer, a text or a list of texts.");
        }
    }

    private CaseField Copy(string? description = null, bool? isOptional = null, string? alternative = null, bool? isRepeated = null) =>
        new(Name, Type, valueIn)
        {
            Description = description ?? Description,
            Minimum = Minimum,
            Maximum = Maximum,
            IsOptional = isOptional ?? IsOptional,
            Alternative = alternative ?? Alternative,
            IsRepeated = isRepeated ?? IsRepeated,
        };
}
