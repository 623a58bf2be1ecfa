using System.Text.Json;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>The type of a field of a request.</summary>
internal enum FieldType
{
    Integer,
    Number,
    Numbers,
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
        _ => throw new InvalidOperationException(),
    };

    public bool Fits(JsonElement value) => Type switch
    {
        FieldType.Integer => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
        FieldType.Number => IsNumber(value),
        FieldType.Numbers => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(IsNumber),
        _ => throw new InvalidOperationException(),
    };

    public static double NumberOf(JsonElement value) => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble();

    // NaN travels as null.
    private static bool IsNumber(JsonElement value) => value.ValueKind is JsonValueKind.Number or JsonValueKind.Null;
}

/// <summary>How the cases of a kind are written in a request: its fields, and how they make an input.</summary>
internal sealed class InputForm
{
    private static readonly InputForm Policy = new(
        CaseKind.Policy,
        [
            new("probabilities", FieldType.Numbers, "the reference mass of each outcome, in listing order; they sum to 1, some may be 0"),
            new("weights", FieldType.Numbers, "integers in the same proportions, where these are below 2^53; otherwise left out") { IsOptional = true },
            new("rewards", FieldType.Numbers, "the reward of each outcome; equal rewards are ties") { IsOptional = true },
            new("n", FieldType.Integer, "the number of draws"),
        ],
        static fields =>
        {
            var probabilities = Numbers(fields["probabilities"]);
            var rewards = fields.TryGetValue("rewards", out var given) ? Numbers(given) : [.. Enumerable.Range(0, probabilities.Length).Select(static i => (double)i)];
            return new PolicyInput(probabilities, rewards, fields["n"].GetInt32());
        });

    private static readonly InputForm Estimator = new(
        CaseKind.Estimator,
        [
            new("n", FieldType.Integer, "the number of draws"),
            new("epsilon", FieldType.Number, "the reference mass of the kept response, in (0, 1]"),
        ],
        static fields => new EstimatorInput(fields["n"].GetInt32(), InputField.NumberOf(fields["epsilon"])));

    private static readonly InputForm Pool = new(
        CaseKind.Pool,
        [
            new("pool_size", FieldType.Integer, "the number of draws in the pool, which is that of the rewards") { IsOptional = true },
            new("rewards", FieldType.Numbers, "the reward of each draw, in any order; equal rewards are ties"),
            new("n", FieldType.Integer, "how many of them are taken without replacement"),
        ],
        static fields => new PoolInput(Numbers(fields["rewards"]), fields["n"].GetInt32()));

    private static readonly InputForm PassAtK = new(
        CaseKind.PassAtK,
        [
            new("total", FieldType.Integer, "the number of samples"),
            new("correct", FieldType.Integer, "how many of them are correct"),
            new("k", FieldType.Integer, "how many of them are drawn without replacement"),
        ],
        static fields => new PassAtKInput(fields["total"].GetInt32(), fields["correct"].GetInt32(), fields["k"].GetInt32()));

    private readonly Func<IReadOnlyDictionary<string, JsonElement>, Input> read;

    private InputForm(CaseKind kind, IReadOnlyList<InputField> fields, Func<IReadOnlyDictionary<string, JsonElement>, Input> read) =>
        (Kind, Fields, this.read) = (kind, fields, read);

    /// <summary>The forms, one a kind of case.</summary>
    public static IReadOnlyList<InputForm> All { get; } = [Policy, Estimator, Pool, PassAtK];

    public CaseKind Kind { get; }

    public IReadOnlyList<InputField> Fields { get; }

    /// <summary>The form of a kind.</summary>
    public static InputForm Of(CaseKind kind) => All.FirstOrDefault(form => form.Kind == kind)
        ?? throw new ArgumentException($"the kind {kind.Id} has no form of request; add one to {nameof(InputForm)}.", nameof(kind));

    /// <summary>Makes the input of fields that are there and of their types; answers what is wrong, or null.</summary>
    public string? Read(IReadOnlyDictionary<string, JsonElement> fields, out Input? input)
    {
        input = read(fields);
        return fields.TryGetValue("pool_size", out var size) && size.GetInt32() != input.Count
            ? $"pool_size is {size.GetRawText()}; it must be the number of rewards, {input.Count}."
            : null;
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(InputField.NumberOf)];
}
