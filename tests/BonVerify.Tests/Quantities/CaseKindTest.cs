using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Tests.Quantities;

public class CaseKindTest
{
    [Theory]
    [InlineData("""{"id":"a","weights":["2","1"],"rewards":["0","1"],"n":3,"context":"c"}""", "policy")]
    [InlineData("""{"id":"a","n":3,"epsilon":"1/3","context":"c"}""", "estimator")]
    [InlineData("""{"id":"a","pool_size":4,"n":3,"context":"c"}""", "pool")]
    [InlineData("""{"pool_size":3,"rewards":["1","1","-1/2"],"n":2}""", "pool")]
    [InlineData("""{"total":4,"correct":0,"k":3}""", "pass_at_k")]
    public void ParseAny_Write_RoundTrips(string json, string kind)
    {
        var parsed = CaseJson.ParseAny(json);
        Assert.Same(CaseKind.Find(kind), parsed.Kind);
        Assert.Equal(json, CaseJson.Write(parsed));
        Assert.Equal(parsed, CaseJson.ParseAny(parsed.ToString()));
        Assert.Equal(parsed.GetHashCode(), CaseJson.ParseAny(json).GetHashCode());
    }

    [Theory]
    [InlineData("""{"n":3,"epsilon":0}""", "epsilon is 0; it must be in (0, 1]")]
    [InlineData("""{"n":3,"epsilon":"3/2"}""", "epsilon is 3/2; it must be in (0, 1]")]
    [InlineData("""{"epsilon":1}""", "n is missing")]
    [InlineData("""{"n":3,"epsilon":1,"weights":[1]}""", "weights does not belong to a case with epsilon")]
    [InlineData("""{"pool_size":2,"n":3}""", "n is 3; it must be from 1 to 2")]
    [InlineData("""{"pool_size":100000,"n":3}""", "pool_size is 100000; it must be from 1 to 10000")]
    [InlineData("""{"pool_size":2,"rewards":[1],"n":1}""", "rewards has 1 entries; it must have one per draw, pool_size = 2")]
    [InlineData("""{"pool_size":2,"n":1,"k":1}""", "does not belong to a case with total, correct and k")]
    [InlineData("""{"total":5,"correct":6,"k":1}""", "correct is 6; it must be from 0 to 5")]
    [InlineData("""{"total":5,"correct":2,"k":6}""", "k is 6; it must be from 1 to 5")]
    [InlineData("""{"total":5,"correct":2}""", "k is missing")]
    [InlineData("""{"total":1000000,"correct":500000,"k":500000}""", "budget of the exact value")]
    [InlineData("""{"total":5,"correct":-1,"k":1}""", "correct is -1; it must be a JSON integer from 0 to 1000000000")]
    [InlineData("""{"epsilom":1}""", "epsilom is not a field of a case")]
    [InlineData("""{}""", "n is missing")]
    public void ParseAny_BadCase_NamesFieldAndRule(string json, string message) =>
        Assert.Contains(message, Assert.Throws<CaseFormatException>(() => CaseJson.ParseAny(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"n":3,"epsilon":1}""", "epsilon is not a field of a case")]
    [InlineData("""{"rewards":[1],"n":1}""", "weights is missing")]
    public void Parse_OfAnotherKind_IsRefused(string json, string message) =>
        Assert.Contains(message, Assert.Throws<CaseFormatException>(() => CaseJson.Parse(json)).Message, StringComparison.Ordinal);
}
