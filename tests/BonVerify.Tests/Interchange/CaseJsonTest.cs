using System.Text;
using BonVerify.Interchange;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Interchange;

public class CaseJsonTest
{
    [Theory]
    [InlineData("""{"id":"a","weights":["2","1"],"rewards":["0","1/3"],"labels":["yes","né\"\n"],"n":3,"context":"c"}""")]
    [InlineData("""{"weights":["1"],"rewards":["0"],"n":1000000000}""")]
    public void Text_RoundTrips(string json)
    {
        var policyCase = CaseJson.Parse(json);
        Assert.Equal(json, CaseJson.Write(policyCase));
        Assert.Equal(json, policyCase.ToString());
        Assert.Equal(policyCase, CaseJson.Parse(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void Numbers_AreExactDecimals()
    {
        var read = CaseJson.Parse("""{"n":2,"probabilities":[0.1,"0.9"],"rewards":[1e-3,"2/6"]}""");
        Assert.Equal([new(1, 10), new Rational(9, 10)], read.Reference.Probabilities);
        Assert.Equal([new(1, 1000), new Rational(1, 3)], read.Reference.Rewards);
        Assert.Equal((2, null, null), (read.N, read.Id, read.Context));
        Assert.Equal(ReferencePolicy.FromWeights(1, 3), CaseJson.Parse("""{"n":2,"weights":[0.1,0.3]}""").Reference);
    }

    [Theory]
    [InlineData("""{"wieghts":[1],"n":1}""", "wieghts is not a field of a case; the fields are id, weights, probabilities")]
    [InlineData("""{"n":1,"weights":[1],"n":1}""", "n appears twice; a field may appear once")]
    [InlineData("""{"id":"a","id":"b","weights":[1],"n":1}""", "id appears twice; a field may appear once")]
    [InlineData("""{"weights":[1],"n":0}""", "n is 0; it must be a JSON integer from 1 to 1000000000")]
    [InlineData("""{"weights":[1],"n":1000000001}""", "n is 1000000001; it must be a JSON integer from 1 to 1000000000")]
    [InlineData("""{"weights":[1],"n":1e30}""", "n is 1e30; it must be a JSON integer")]
    [InlineData("""{"weights":[1],"n":2.5}""", "n is 2.5; it must be a JSON integer")]
    [InlineData("""{"weights":[1],"n":"2"}""", "n is \"2\"; it must be a JSON integer")]
    [InlineData("""{"weights":[1],"n":null}""", "n is Null; it must be a JSON integer")]
    [InlineData("""{"weights":[1]}""", "n is missing; a case needs n")]
    [InlineData("""{"probabilities":[0.5,0.49],"n":1}""", "probabilities sum to 99/100, not 1")]
    [InlineData("""{"weights":[0,0],"n":1}""", "weights have total mass 0; at least one must be positive")]
    [InlineData("""{"weights":[],"n":1}""", "weights is empty; there must be at least one outcome")]
    [InlineData("""{"weights":[1,-2],"n":1}""", "weights[1] is -2; it must be at least 0")]
    [InlineData("""{"weights":["1/0"],"n":1}""", "weights[0] is 1/0; it must not have a zero denominator")]
    [InlineData("""{"weights":[1,"1e999999999"],"n":1}""", "weights[1] is 1e999999999; it must have a decimal exponent between")]
    [InlineData("""{"weights":["NaN"],"n":1}""", "weights[0] is NaN; it must be an integer, a decimal number or a quotient a/b")]
    [InlineData("""{"weights":[NaN],"n":1}""", "not valid JSON at byte 12")]
    [InlineData("""{"weights":[1],"n":1} x""", "not valid JSON at byte 22")]
    [InlineData("""{"weights":[1],"n":1}{}""", "not valid JSON at byte 21")]
    [InlineData("""{"weights":[1],"n":1""", "not valid JSON")]
    [InlineData("", "not valid JSON at byte 0")]
    [InlineData("[1]", "not a JSON object; a case is one JSON object")]
    [InlineData("null", "not a JSON object; a case is one JSON object")]
    [InlineData("""{"weights":[1],"probabilities":[1],"n":1}""", "weights and probabilities are both given; a case needs one of them")]
    [InlineData("""{"n":1}""", "weights is missing; a case needs weights or probabilities")]
    [InlineData("""{"weights":[1],"labels":["a","b"],"n":1}""", "labels has 2 entries; it must have one per outcome, 1")]
    [InlineData("""{"weights":[1],"rewards":[],"n":1}""", "rewards has 0 entries; it must have one per outcome, 1")]
    [InlineData("""{"weights":[1],"labels":[1],"n":1}""", "labels[0] is not a string; it must be one")]
    [InlineData("""{"weights":[1],"id":1,"n":1}""", "id is not a string; it must be one")]
    [InlineData("""{"weights":1,"n":1}""", "weights is not an array; it must be one")]
    [InlineData("""{"weights":{"a":1},"n":1}""", "weights is not an array; it must be one")]
    [InlineData("""{"weights":[{"a":1}],"n":1}""", "weights[0] is not a number; it must be a JSON number or a string")]
    [InlineData("""{"weights":[1],"id":"\ud800","n":1}""", "not valid Unicode")]
    [InlineData("""{"weights":[1,true,tru],"n":1}""", "weights[1] is not a number; it must be a JSON number or a string")]
    [InlineData("""{"weights":[1,"x",tru],"n":1}""", "weights[1] is x; it must be")]
    [InlineData("""{"weights":[1,[2],3],"n":1}""", "weights[1] is not a number; it must be a JSON number or a string")]
    public void Errors_NameTheFieldAndTheRule(string json, string message) => Assert.Contains(
        message, Assert.Throws<CaseFormatException>(() => CaseJson.Parse(json)).Message, StringComparison.Ordinal);

    // Room is made for as many as are counted ahead, up to 2^17; what comes behind is room of its own.
    [Theory]
    [InlineData(1)]
    [InlineData((1 << 17) - 1)]
    [InlineData(1 << 17)]
    [InlineData((1 << 17) + 1)]
    [InlineData(300_000)]
    public void LongLists_AreReadWhole(int count)
    {
        var read = CaseJson.Parse($$"""{"weights":[{{string.Join(',', Enumerable.Range(1, count))}}],"n":2}""");
        Assert.Equal(Enumerable.Range(1, count).Select(static i => (System.Numerics.BigInteger)i), read.Reference.Weights);
    }

    [Fact]
    public void BrokenUtf8_IsRefused()
    {
        byte[] inAText = [.. "{\"id\":\""u8, 0xff, .. "\",\"weights\":[1],\"n\":1}"u8];
        byte[] inAName = [.. "{\""u8, 0xc3, 0x28, .. "\":1}"u8];
        Assert.Contains("not valid", Assert.Throws<CaseFormatException>(() => CaseJson.Parse(inAText)).Message, StringComparison.Ordinal);
        Assert.Contains("not valid", Assert.Throws<CaseFormatException>(() => CaseJson.Parse(inAName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_DoNotRepeatTheParameterName() => Assert.DoesNotContain(
        "(Parameter", Assert.Throws<CaseFormatException>(() => CaseJson.Parse("""{"weights":[-1],"n":1}""")).Message, StringComparison.Ordinal);
}
