using System.Text.Json;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>The type of a field of a request.</summary>
internal enum FieldType
{
    Integer,
    Number,
    Numbers,
    Integers,
    Fraction,
}

/// <summary>A field of a request.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Meaning">What it is, for the page of the protocol.</param>
internal sealed record InputField(string Name, FieldType Type, string Meaning)
{
    /// <summary>Whether a request may be read back without it.</summary>
    public bool IsOptional { get; init; }

    public string TypeInWords => Type switch
    {
        FieldType.Integer => "an integer",
        FieldType.Number => "a number",
        FieldType.Numbers => "an array of numbers",
        FieldType.Integers => "an array of integers",
        FieldType.Fraction => "a text with a decimal or a fraction",
        _ => throw new InvalidOperationException(),
    };

    public bool Fits(JsonElement value) => Type switch
    {
        FieldType.Integer => IsInteger(value),
        FieldType.Number => IsNumber(value),
        FieldType.Numbers => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsNumber),
        FieldType.Integers => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsInteger),
        FieldType.Fraction => value.ValueKind == JsonValueKind.String && Rational.TryParse(value.GetString(), out _),
        _ => throw new InvalidOperationException(),
    };

    public static double NumberOf(JsonElement value) => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble();

    private static bool IsInteger(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _);

    // NaN travels as null.
    private static bool IsNumber(JsonElement value) => value.ValueKind is JsonValueKind.Number or JsonValueKind.Null;
}

/// <summary>What a kind of case is to the judge: how it is written in a request, and which cases are put to an implementation.</summary>
/// <remarks>A quantity that needs more than the others of its kind has a form of its own: the others are not sent what they have no use for.</remarks>
internal sealed class InputForm
{
    /// <summary>The forms, at least one a kind of case.</summary>
    public static IReadOnlyList<InputForm> All { get; } =
    [
        PolicyInput.Definition, EstimatorInput.Definition, PoolInput.Definition, GoldPoolInput.Definition, OpponentPoolInput.Definition, TwoPoolsInput.Definition,
        PassAtKInput.Definition, PassThresholdInput.Definition, MajorityInput.Definition, OpponentInput.Definition, SoftInput.Definition, PolicyPairInput.Definition,
    ];

    public required CaseKind Kind { get; init; }

    /// <summary>The only quantity that it is for, or null: for all of the kind that have no form of their own.</summary>
    public Quantity? Only { get; init; }

    /// <summary>The kind of case, or the quantity that it is for.</summary>
    public string Name => Only?.Id ?? Kind.Id;

    /// <summary>The fields of a request.</summary>
    public required IReadOnlyList<InputField> Fields { get; init; }

    /// <summary>Makes the input of fields.</summary>
    public required Func<IReadOnlyDictionary<string, JsonElement>, Input> Reader { get; init; }

    /// <summary>A case of this kind in doubles: its numbers where these are doubles, otherwise the nearest that make a case; null for another kind.</summary>
    public required Func<OracleCase, Input?> Nearest { get; init; }

    /// <summary>All small cases, in any order.</summary>
    public required Func<IEnumerable<Input>> Small { get; init; }

    /// <summary>The cases made to find known weaknesses.</summary>
    public required Func<IEnumerable<Input>> Adversarial { get; init; }

    /// <summary>Generates a case.</summary>
    public required Func<Dice, Input> Generate { get; init; }

    /// <summary>Of so many generated cases that are asked for, one is made.</summary>
    public int GeneratedShare { get; init; } = 1;

    /// <summary>Questions to which the only right answer is to refuse.</summary>
    public required Func<IReadOnlyList<Input>> WithoutAnswer { get; init; }

    /// <summary>The form of the requests for a quantity.</summary>
    public static InputForm Of(Quantity quantity) => All.FirstOrDefault(form => form.Only == quantity)
        ?? All.FirstOrDefault(form => form.Kind == quantity.Kind && form.Only is null)
        ?? throw new ArgumentException($"the kind {quantity.Kind.Id} has no form; add one to {nameof(InputForm)}.", nameof(quantity));

    /// <summary>Makes the input of fields that are there and of their types; answers what is wrong, or null.</summary>
    public string? Read(IReadOnlyDictionary<string, JsonElement> fields, out Input? input)
    {
        input = Reader(fields);
        return fields.TryGetValue("pool_size", out var size) && size.GetInt32() != input.RewardArray!.Length
            ? $"pool_size is {size.GetRawText()}; it must be the number of rewards, {input.RewardArray!.Length}."
            : null;
    }

    /// <summary>The numbers of an array.</summary>
    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(InputField.NumberOf)];
}
