using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BonVerify.Conformance;
using BonVerify.Interchange;
using BonVerify.Quantities;
using NJsonSchema;

namespace BonVerify.Cli.Tests;

/// <summary>The schemas accept what the tool reads and writes, and refuse what it refuses.</summary>
public class SchemaTest
{
    private const string Accept = "BONVERIFY_ACCEPT_SCHEMAS=1 dotnet test -c Release tests/BonVerify.Cli.Tests --filter Schemas writes it";

    private const string ListSchema = """{"type":"array","items":{"oneOf":[{"$ref":"#/definitions/exact"},{"$ref":"#/definitions/enclosure"}]}}""";

    [Theory]
    [InlineData("""{"id":"a","weights":[2,"1/3",0.5,"1e-3"],"rewards":[0,"1",-2,"3/4"],"labels":["a","b","c","d"],"n":2,"context":"c"}""")]
    [InlineData("""{"probabilities":[0.25,"3/4"],"n":1000000000}""")]
    [InlineData("""{"n":3,"epsilon":"1e-300"}""")]
    [InlineData("""{"pool_size":9,"n":3}""")]
    [InlineData("""{"rewards":[1,2,2],"n":3}""")]
    [InlineData("""{"rewards":[1,2,2],"gold":["1/2",0,-1],"n":2,"m":1}""")]
    [InlineData("""{"total":9,"correct":0,"k":3,"id":"x"}""")]
    [InlineData("""{"total":9,"correct":0,"k":3,"tau":"0.28"}""")]
    [InlineData("""{"counts":[2,0,"3"],"k":4}""")]
    [InlineData("""{"weights":[2,1],"n":4,"m":2}""")]
    [InlineData("""{"weights":[2,1],"n":4,"lambda":"1/2"}""")]
    [InlineData("""{"probabilities":["1/3","2/3"],"rewards":[0,5],"n":4,"lambda":0.5}""")]
    [InlineData("""{"policy":[2,0],"reference":[1,1]}""")]
    public void Case_ThatIsRead_Conforms(string json)
    {
        _ = CaseJson.ParseAny(json);
        Schema.Conforms(Schema.Case, json);
        Schema.Conforms(Schema.Case, CaseJson.Write(CaseJson.ParseAny(json)));
    }

    [Theory]
    [InlineData("""{"weights":[1]}""")]
    [InlineData("""{"weights":[],"n":1}""")]
    [InlineData("""{"weights":[1],"n":0}""")]
    [InlineData("""{"weights":[1],"n":1.5}""")]
    [InlineData("""{"weights":[1],"n":"2"}""")]
    [InlineData("""{"weights":["NaN"],"n":2}""")]
    [InlineData("""{"weights":["1/2/3"],"n":2}""")]
    [InlineData("""{"weights":[true],"n":2}""")]
    [InlineData("""{"weights":[1],"probabilities":[1],"n":2}""")]
    [InlineData("""{"weights":[1],"n":2,"reward":[1]}""")]
    [InlineData("""{"weights":[1],"n":2,"epsilon":1}""")]
    [InlineData("""{"n":2,"epsilon":1,"k":1}""")]
    [InlineData("""{"total":9,"correct":0}""")]
    [InlineData("""{"pool_size":9,"n":1,"m":1}""")]
    [InlineData("""{"rewards":[1,2],"n":1,"m":0}""")]
    [InlineData("""{"weights":[2,1],"n":4,"m":2,"lambda":1}""")]
    [InlineData("""{"policy":[2,0],"reference":[1,1],"n":2}""")]
    [InlineData("""{"id":5,"pool_size":9,"n":1}""")]
    [InlineData("""[1]""")]
    public void Case_ThatIsRefused_DoesNotConform(string json)
    {
        Assert.Throws<CaseFormatException>(() => CaseJson.ParseAny(json));
        Assert.NotEmpty(Schema.Case.Validate(json));
    }

    [Theory]
    [InlineData("""{"quantities":{"kl":{"nearest":1,"hex":"0x1p+0"}}}""")]
    [InlineData("""{"quantities":{"kl":{"exact":"1","nearest":"1","hex":"0x1p+0"}}}""")]
    [InlineData("""{"quantities":{"kl":{"lower":"1","nearest":1,"hex":"0x1p+0"}}}""")]
    [InlineData("""{"quantities":{"kll":{"exact":"1","nearest":1,"hex":"0x1p+0"}}}""")]
    [InlineData("""{"quantities":{"pmf":[1]}}""")]
    [InlineData("""{"quantities":{"pmf":{"not_applicable":"x"}}}""")]
    [InlineData("""{"error":"x"}""")]
    public void Result_OfAnotherForm_DoesNotConform(string json) => Assert.NotEmpty(Schema.Result.Validate(json));

    /// <summary>
    /// The quantities in the schemas are those of the definitions: BONVERIFY_ACCEPT_SCHEMAS=1 dotnet test -c Release
    /// tests/BonVerify.Cli.Tests --filter Schemas writes them anew.
    /// </summary>
    [Fact]
    public void Schemas_NameEveryQuantity()
    {
        if (Environment.GetEnvironmentVariable("BONVERIFY_ACCEPT_SCHEMAS") == "1")
        {
            Rewrite("result", static schema => schema["definitions"]!["result"]!["properties"]!["quantities"]!["properties"] = new JsonObject(Quantity.All.SelectMany(static q => q.IsList
                ?
                [
                    Entry(q.Id, q.Domain == Domain.Everywhere ? ListSchema : $$"""{"oneOf":[{{ListSchema}},{"$ref":"#/definitions/not_applicable"}]}"""),
                    Entry(q.Id + "_nearest", """{"type":"array","items":{"$ref":"#/definitions/nearest"}}"""),
                    Entry(q.Id + "_hex", """{"type":"array","items":{"$ref":"#/definitions/hex"}}"""),
                ]
                : new[] { Entry(q.Id, """{"$ref":"#/definitions/quantity"}""") })));
            Rewrite("vectors", static schema => schema["properties"]!["testGroups"]!["items"]!["properties"]!["quantity"]!["enum"] =
                new JsonArray([.. Quantity.All.Select(static q => JsonValue.Create(q.Id))]));
            foreach (var kind in CaseKind.All.Where(static kind => kind.Fields.All(static field => field.Alternative is null)))
            {
                Rewrite("case", schema => AddForm(schema, schema, kind.Id, FormOf(kind)));
                Rewrite("vectors", schema => AddForm(
                    schema, schema["properties"]!["testGroups"]!["items"]!["properties"]!["tests"]!["items"]!["properties"]!["case"]!, kind.Id, FormOf(kind)));
            }

            foreach (var form in InputForm.All)
            {
                Rewrite("counterexample", schema => AddForm(
                    schema, schema["definitions"]!["failure"]!["properties"]!["request"]!, RequestName(form), FormOf(form)));
            }
        }

        var expected = Quantity.All.SelectMany(static q => q.IsList ? new[] { q.Id, q.Id + "_nearest", q.Id + "_hex" } : [q.Id]);
        using var result = JsonDocument.Parse(File.ReadAllText(Schema.PathOf("result")));
        Agree("result", expected, result.RootElement.GetProperty("definitions").GetProperty("result").GetProperty("properties")
            .GetProperty("quantities").GetProperty("properties").EnumerateObject().Select(static p => p.Name));

        using var vectors = JsonDocument.Parse(File.ReadAllText(Schema.PathOf("vectors")));
        Agree("vectors", Quantity.All.Select(static q => q.Id), vectors.RootElement.GetProperty("properties").GetProperty("testGroups")
            .GetProperty("items").GetProperty("properties").GetProperty("quantity").GetProperty("enum").EnumerateArray().Select(static id => id.GetString()!));
    }

    [Fact]
    public void CaseSchema_SaysWhatTheKindsSay()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Schema.PathOf("case")));
        var forms = document.RootElement.GetProperty("oneOf").EnumerateArray()
            .Select(static form => form.GetProperty("$ref").GetString()!.Split('/')[^1])
            .Select(name => (Name: name, Form: document.RootElement.GetProperty("definitions").GetProperty(name)))
            .Select(static form => (form.Name, form.Form, Fields: form.Form.GetProperty("properties").EnumerateObject().ToDictionary(static p => p.Name, static p => p.Value)))
            .ToArray();
        foreach (var kind in CaseKind.All)
        {
            // The forms of a kind have its fields only, and among them one that it cannot be without.
            var mine = forms.Where(form => form.Fields.Keys.All(name => kind.Fields.Any(field => field.Name == name))
                && kind.Fields.Where(static field => field is { IsOptional: false, Alternative: null }).All(field => form.Fields.ContainsKey(field.Name))).ToArray();
            foreach (var field in kind.Fields)
            {
                var where = $"{PathOf("case")}: field {field} of kind {kind}";
                Assert.True(mine.Any(form => form.Fields.ContainsKey(field.Name)), $"{where} is in no form of it; {Accept}");
                foreach (var (name, form, fields) in mine.Where(form => form.Fields.ContainsKey(field.Name)))
                {
                    Assert.True(Shape(field) == Shape(fields[field.Name]), $"{where} is {Shape(fields[field.Name])} in {name}; it must be {Shape(field)}");
                    Assert.True(
                        fields[field.Name].TryGetProperty("description", out var said) && said.GetString() == field.Description,
                        $"{where} must be described in {name} as: {field.Description}");
                    var isRequired = form.GetProperty("required").EnumerateArray().Any(required => required.GetString() == field.Name);
                    Assert.True(
                        field.Alternative is not null || isRequired != field.IsOptional, $"{where} must {(field.IsOptional ? "not " : "")}be required in {name}");
                }
            }
        }

        var strange = forms.Where(form => !CaseKind.All.Any(kind => form.Fields.Keys.All(name => kind.Fields.Any(field => field.Name == name))));
        Assert.Empty(strange.Select(static form => $"{PathOf("case")}: {form.Name} is of no kind"));
    }

    [Fact]
    public void CounterexampleSchema_HasTheRequestOfEveryForm()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Schema.PathOf("counterexample")));
        foreach (var form in InputForm.All)
        {
            var where = $"{PathOf("counterexample")}: definition {RequestName(form)}";
            Assert.True(document.RootElement.GetProperty("definitions").TryGetProperty(RequestName(form), out var said), $"{where} is missing; {Accept}");
            Assert.True(
                said.GetProperty("properties").EnumerateObject().Select(static p => p.Name).ToHashSet()
                    .SetEquals(form.Fields.Select(static field => field.Name).Append("quantity")),
                $"{where} has other fields than a request for {form.Name}; {Accept}");
        }
    }

    [Theory]
    [InlineData("vectors")]
    [InlineData("counterexample")]
    public void Schemas_RepeatTheCaseSchemaWordForWord(string name)
    {
        using var original = JsonDocument.Parse(File.ReadAllText(Schema.PathOf("case")));
        using var copy = JsonDocument.Parse(File.ReadAllText(Schema.PathOf(name)));
        var originals = original.RootElement.GetProperty("definitions");
        var differing = copy.RootElement.GetProperty("definitions").EnumerateObject()
            .Where(definition => originals.TryGetProperty(definition.Name, out var other) && !JsonElement.DeepEquals(other, definition.Value))
            .Select(definition => $"{PathOf(name)}: definition {definition.Name} differs from that of {PathOf("case")}");
        Assert.Empty(differing);
    }

    [Theory]
    [InlineData("case")]
    [InlineData("result")]
    [InlineData("counterexample")]
    [InlineData("vectors")]
    public void Schemas_AreOfDraft7(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Schema.PathOf(name)));
        Assert.Equal("http://json-schema.org/draft-07/schema#", document.RootElement.GetProperty("$schema").GetString());
    }

    /// <summary>A request, as the schema of counterexamples calls it: passAtKRequest.</summary>
    private static string RequestName(InputForm form)
    {
        var words = form.Name.Split('_');
        return words[0] + string.Concat(words[1..].Select(static word => char.ToUpperInvariant(word[0]) + word[1..])) + "Request";
    }

    /// <summary>The form of the cases of a kind whose fields have no alternatives; one with alternatives has a form for each, by hand.</summary>
    private static JsonObject FormOf(CaseKind kind) => Form(
        kind.Description,
        kind.Fields.Where(static field => !field.IsOptional).Select(static field => field.Name),
        new[] { CaseField.Id, CaseField.Context }.Concat(kind.Fields).DistinctBy(static field => field.Name).Select(static field => Entry(field.Name, field.Type switch
        {
            CaseFieldType.Text => $$"""{"type":"string","description":"{{field.Description}}"}""",
            CaseFieldType.WholeNumber => FormattableString.Invariant(
                $$"""{"type":"integer","minimum":{{field.Minimum}},"maximum":{{field.Maximum}},"description":"{{field.Description}}"}"""),
            CaseFieldType.Number => $$"""{"description":"{{field.Description}}","allOf":[{"$ref":"#/definitions/number"}]}""",
            CaseFieldType.Numbers => $$"""{"type":"array","minItems":1,"items":{"$ref":"#/definitions/number"},"description":"{{field.Description}}"}""",
            _ => $$"""{"type":"array","minItems":1,"items":{"type":"string"},"description":"{{field.Description}}"}""",
        })));

    private static JsonObject FormOf(InputForm form) => Form(
        form.Only?.Statement ?? form.Kind.Description,
        form.Fields.Where(static field => !field.IsOptional).Select(static field => field.Name).Prepend("quantity"),
        form.Fields.Select(static field => Entry(field.Name, field.Type switch
        {
            FieldType.Integer => """{"type":"integer"}""",
            FieldType.Integers => """{"type":"array","items":{"type":"integer"}}""",
            FieldType.Number => """{"$ref":"#/definitions/double"}""",
            FieldType.Fraction => """{"type":"string"}""",
            _ => """{"type":"array","items":{"$ref":"#/definitions/double"}}""",
        })).Prepend(Entry("quantity", form.Only is { } only ? $$"""{"const":"{{only}}"}""" : """{"type":"string","pattern":"^[a-z0-9]+(_[a-z0-9]+)*$"}""")));

    private static JsonObject Form(string description, IEnumerable<string> required, IEnumerable<KeyValuePair<string, JsonNode?>> properties) => new()
    {
        ["description"] = description,
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray([.. required.Select(static name => JsonValue.Create(name))]),
        ["properties"] = new JsonObject(properties),
    };

    /// <summary>Puts a form where forms are defined, and where one of them is chosen; a form that is there stays as it is.</summary>
    private static void AddForm(JsonNode schema, JsonNode choice, string name, JsonObject form)
    {
        var definitions = schema["definitions"]!.AsObject();
        if (!definitions.ContainsKey(name))
        {
            definitions[name] = form;
            choice["oneOf"]!.AsArray().Add(JsonNode.Parse($$"""{"$ref":"#/definitions/{{name}}"}"""));
        }
    }

    private static KeyValuePair<string, JsonNode?> Entry(string name, string schema) => new(name, JsonNode.Parse(schema));

    private static void Rewrite(string name, Action<JsonNode> change)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "BonVerify.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        var path = Path.Combine(folder, PathOf(name));
        var schema = JsonNode.Parse(File.ReadAllText(path))!;
        change(schema);
        var text = schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
        File.WriteAllText(path, text);
        File.WriteAllText(Schema.PathOf(name), text);
    }

    private static string PathOf(string name) => $"src/BonVerify/Interchange/Schemas/{name}.schema.json";

    private static void Agree(string schema, IEnumerable<string> expected, IEnumerable<string> named)
    {
        var (wanted, found) = (expected.ToHashSet(), named.ToHashSet());
        Assert.Empty(wanted.Except(found).Select(id => $"{PathOf(schema)} lacks {id}; {Accept}"));
        Assert.Empty(found.Except(wanted).Select(id => $"{PathOf(schema)} names {id}, of which there is no quantity"));
    }

    private static string Shape(CaseField field) => field.Type switch
    {
        CaseFieldType.Text => "string",
        CaseFieldType.WholeNumber => FormattableString.Invariant($"integer {field.Minimum}..{field.Maximum}"),
        CaseFieldType.Number => "number",
        CaseFieldType.Numbers => "array of number",
        CaseFieldType.Texts => "array of string",
        _ => $"a {field.Type}, which no schema can say",
    };

    private static string Shape(JsonElement schema)
    {
        if (schema.TryGetProperty("allOf", out var parts))
        {
            return Shape(parts[0]);
        }

        return schema.TryGetProperty("$ref", out var reference) ? reference.GetString()!.Split('/')[^1]
            : schema.GetProperty("type").GetString() switch
            {
                "integer" => $"integer {schema.GetProperty("minimum")}..{schema.GetProperty("maximum")}",
                "array" => $"array of {Shape(schema.GetProperty("items"))}",
                var type => type!,
            };
    }
}
