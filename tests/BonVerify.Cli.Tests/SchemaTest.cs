using System.Text.Json;
using BonVerify.Interchange;
using BonVerify.Quantities;
using NJsonSchema;

namespace BonVerify.Cli.Tests;

/// <summary>The schemas accept what the tool reads and writes, and refuse what it refuses.</summary>
public class SchemaTest
{
    [Theory]
    [InlineData("""{"id":"a","weights":[2,"1/3",0.5,"1e-3"],"rewards":[0,"1",-2,"3/4"],"labels":["a","b","c","d"],"n":2,"context":"c"}""")]
    [InlineData("""{"probabilities":[0.25,"3/4"],"n":1000000000}""")]
    [InlineData("""{"n":3,"epsilon":"1e-300"}""")]
    [InlineData("""{"pool_size":9,"n":3}""")]
    [InlineData("""{"rewards":[1,2,2],"n":3}""")]
    [InlineData("""{"total":9,"correct":0,"k":3,"id":"x"}""")]
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
    [InlineData("""{"error":"x"}""")]
    public void Result_OfAnotherForm_DoesNotConform(string json) => Assert.NotEmpty(Schema.Result.Validate(json));

    [Fact]
    public void Schemas_NameEveryQuantity()
    {
        var expected = Quantity.All
            .SelectMany(static q => q.IsList ? new[] { q.Id, q.Id + "_nearest", q.Id + "_hex" } : [q.Id])
            .ToHashSet();
        using var result = JsonDocument.Parse(File.ReadAllText(Schema.PathOf("result")));
        var named = result.RootElement.GetProperty("definitions").GetProperty("result").GetProperty("properties")
            .GetProperty("quantities").GetProperty("properties").EnumerateObject().Select(static p => p.Name).ToHashSet();
        Assert.Equal(expected.Order(), named.Order());

        using var vectors = JsonDocument.Parse(File.ReadAllText(Schema.PathOf("vectors")));
        var ids = vectors.RootElement.GetProperty("properties").GetProperty("testGroups").GetProperty("items").GetProperty("properties")
            .GetProperty("quantity").GetProperty("enum").EnumerateArray().Select(static id => id.GetString()!);
        Assert.Equal(Quantity.All.Select(static q => q.Id).Order(), ids.Order());
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
}
