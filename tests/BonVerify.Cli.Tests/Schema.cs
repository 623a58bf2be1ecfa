using NJsonSchema;

namespace BonVerify.Cli.Tests;

/// <summary>The published JSON schemas.</summary>
internal static class Schema
{
    public static JsonSchema Case { get; } = Load("case");

    public static JsonSchema Result { get; } = Load("result");

    public static JsonSchema Counterexample { get; } = Load("counterexample");

    public static JsonSchema Vectors { get; } = Load("vectors");

    /// <summary>Asserts that a JSON text conforms.</summary>
    public static void Conforms(JsonSchema schema, string json)
    {
        var errors = schema.Validate(json);
        Assert.True(errors.Count == 0, $"{string.Join("; ", errors.Take(3))}\n{json[..Math.Min(json.Length, 500)]}");
    }

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "schemas", name + ".schema.json");

    private static JsonSchema Load(string name) => JsonSchema.FromJsonAsync(File.ReadAllText(PathOf(name))).GetAwaiter().GetResult();
}
