using BonVerify.Interchange;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Tests.Quantities;

public class CaseKindTest
{
    [Theory]
    [InlineData("""{"id":"a","weights":["2","1"],"rewards":["0","1"],"n":3,"context":"c"}""", "policy")]
    [InlineData("""{"id":"a","n":3,"epsilon":"1/3","context":"c"}""", "estimator")]
    [InlineData("""{"id":"a","pool_size":4,"n":3,"context":"c"}""", "pool")]
    [InlineData("""{"pool_size":3,"rewards":["1","1","-1/2"],"n":2}""", "pool")]
    [InlineData("""{"pool_size":3,"rewards":["1","1","-1/2"],"gold":["0","2","1/3"],"n":2,"m":1}""", "pool")]
    [InlineData("""{"total":4,"correct":0,"k":3}""", "pass_at_k")]
    [InlineData("""{"total":4,"correct":0,"k":3,"tau":"7/25"}""", "pass_at_k")]
    [InlineData("""{"counts":["2","0","3"],"k":4}""", "majority")]
    [InlineData("""{"weights":["2","1"],"rewards":["0","1"],"n":3,"m":2}""", "policy")]
    [InlineData("""{"weights":["2","1"],"rewards":["0","1"],"n":3,"lambda":"1/2"}""", "soft_policy")]
    [InlineData("""{"policy":["1","0"],"reference":["1","3"]}""", "policy_pair")]
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
    [InlineData("""{"pool_size":100001,"n":3}""", "pool_size is 100001; it must be from 1 to 100000")]
    [InlineData("""{"pool_size":2,"rewards":[1],"n":1}""", "rewards has 1 entries; it must have one per draw, pool_size = 2")]
    [InlineData("""{"pool_size":2,"n":1,"k":1}""", "does not belong to a case with total, correct and k")]
    [InlineData("""{"rewards":[1,2],"gold":[1],"n":1}""", "gold has 1 entries; it must have one per draw, 2")]
    [InlineData("""{"pool_size":2,"gold":[1,2],"n":1}""", "rewards is missing; a pool with gold, opponent or m needs rewards")]
    [InlineData("""{"pool_size":2,"m":1,"n":1}""", "rewards is missing; a pool with gold, opponent or m needs rewards")]
    [InlineData("""{"rewards":[1,2],"m":200000,"n":1}""", "m is 200000; it must be from 1 to 100000")]
    [InlineData("""{"total":5,"correct":2,"k":1,"tau":0}""", "tau is 0; it must be in (0, 1]")]
    [InlineData("""{"total":5,"correct":2,"k":1,"tau":"9/8"}""", "tau is 9/8; it must be in (0, 1]")]
    [InlineData("""{"total":5,"correct":6,"k":1}""", "correct is 6; it must be from 0 to 5")]
    [InlineData("""{"total":5,"correct":2,"k":6}""", "k is 6; it must be from 1 to 5")]
    [InlineData("""{"total":5,"correct":2}""", "k is missing")]
    [InlineData("""{"total":1000000,"correct":500000,"k":500000}""", "budget of the exact value")]
    [InlineData("""{"total":5,"correct":-1,"k":1}""", "correct is -1; it must be a JSON integer from 0 to 1000000000")]
    [InlineData("""{"counts":[1,"1/2"],"k":1}""", "counts[1] is 1/2; it must be a whole number from 0 to 1000000")]
    [InlineData("""{"counts":[1,-1],"k":1}""", "counts[1] is -1; it must be a whole number from 0 to 1000000")]
    [InlineData("""{"counts":[],"k":1}""", "counts has no sample; there must be at least one")]
    [InlineData("""{"counts":[2,1],"k":4}""", "k is 4; it must be from 1 to 3")]
    [InlineData("""{"counts":[900000,2],"k":5000}""", "budget of the exact value")]
    [InlineData("""{"counts":[2,1]}""", "k is missing")]
    [InlineData("""{"counts":[2,1],"k":1,"total":3}""", "total does not belong to a case with counts and k")]
    [InlineData("""{"weights":[1,2],"n":2,"lambda":0}""", "lambda is 0; it must be > 0")]
    [InlineData("""{"probabilities":[1,2],"n":2,"lambda":1}""", "probabilities sum to 3")]
    [InlineData("""{"weights":[1,2],"lambda":1}""", "n is missing")]
    [InlineData("""{"weights":[1,2],"n":2,"m":0}""", "m is 0; it must be")]
    [InlineData("""{"policy":[1,2]}""", "reference is missing")]
    [InlineData("""{"policy":[1,2],"reference":[1]}""", "reference has 1 entries; it must have one per outcome, 2")]
    [InlineData("""{"policy":[1,2],"reference":[1,0]}""", "reference[1] is 0 where policy[1] is not")]
    [InlineData("""{"policy":[0,0],"reference":[1,1]}""", "policy")]
    [InlineData("""{"epsilom":1}""", "epsilom is not a field of a case")]
    [InlineData("""{}""", "n is missing")]
    public void ParseAny_BadCase_NamesFieldAndRule(string json, string message) =>
        Assert.Contains(message, Assert.Throws<CaseFormatException>(() => CaseJson.ParseAny(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"n":3,"epsilon":1}""", "epsilon is not a field of a case")]
    [InlineData("""{"rewards":[1],"n":1}""", "weights is missing")]
    public void Parse_OfAnotherKind_IsRefused(string json, string message) =>
        Assert.Contains(message, Assert.Throws<CaseFormatException>(() => CaseJson.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void All_HasTheKindOfEveryCase()
    {
        var cases = typeof(OracleCase).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(OracleCase))).Select(type => type.Name);
        Assert.Empty(cases.Except(CaseKind.All.Select(kind => NameOf(kind) + "Case"))
            .Select(name => $"{name} is of no kind that CaseKind.All in src/BonVerify/Quantities/CaseKind.cs lists"));
        Assert.Empty(CaseKind.All.Except(CaseKind.ByTelling).Select(kind => $"{kind} is told by no fields; add it to CaseKind.ByTelling"));
        Assert.Same(CaseKind.Policy, CaseKind.ByTelling[^1]);
        Assert.All(CaseKind.All, kind => Assert.Same(kind, CaseKind.Find(kind.Id)));
        Assert.Null(CaseKind.Find("Policy"));

        static string NameOf(CaseKind kind) => string.Concat(kind.Id.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }

    [Fact]
    public void Fields_OfOneName_HoldTheSame()
    {
        // A field is read before its kind is known.
        var differing =
            from field in CaseKind.All.SelectMany(kind => kind.Fields)
            group (field.Type, field.Minimum) by field.Name into fields
            where fields.Distinct().Count() > 1
            select $"{fields.Key} is read differently by kind: {string.Join(", ", fields.Distinct())}";
        Assert.Empty(differing);
    }

    [Theory]
    [InlineData("weights=2,1,1 rewards=0,1/2,1 n=3", """{"weights":["2","1","1"],"rewards":["0","1/2","1"],"n":3}""")]
    [InlineData("n=2 epsilon=1/3 id=a", """{"id":"a","n":2,"epsilon":"1/3"}""")]
    [InlineData("weights=1,1 labels=a,b n=2", """{"weights":["1","1"],"rewards":["0","1"],"labels":["a","b"],"n":2}""")]
    [InlineData("total=5 correct=2 k=3", """{"total":5,"correct":2,"k":3}""")]
    public void CaseText_MakesTheCaseOfItsFields(string fields, string json) =>
        Assert.Equal(CaseJson.ParseAny(json), CaseText.Parse(Fields(fields)));

    [Theory]
    [InlineData("weights=1,x n=2", "weights[1] is x; it must be an integer, a decimal number or a quotient a/b")]
    [InlineData("weights=1 n=two", "n is two; it must be an integer from 1 to 1000000000")]
    [InlineData("weights=1 n=0", "n is 0; it must be an integer from 1 to 1000000000")]
    [InlineData("epsilon=2 n=1", "epsilon is 2; it must be in (0, 1]")]
    [InlineData("weights=1", "n is missing")]
    [InlineData("wieghts=1", "wieghts is not a field of a case")]
    [InlineData("n=1 n=2", "n appears twice")]
    public void CaseText_BadCase_NamesFieldAndRule(string fields, string message) =>
        Assert.Contains(message, Assert.Throws<CaseFormatException>(() => CaseText.Parse(Fields(fields))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"weights":[2,1],"n":3}""", "2,1, n = 3")]
    [InlineData("""{"n":3,"epsilon":"1/3"}""", "epsilon = 1/3, n = 3")]
    [InlineData("""{"pool_size":4,"n":3}""", "pool of 4, n = 3")]
    [InlineData("""{"total":4,"correct":0,"k":3}""", "0 of 4 correct, k = 3")]
    public void Summary_IsShort(string json, string summary) => Assert.Equal(summary, CaseJson.ParseAny(json).Summary);

    [Fact]
    public void Cases_OutOfRange_AreRefusedAtTheDoor()
    {
        Assert.Throws<ArgumentOutOfRangeException>("n", () => new PolicyCase(ReferencePolicy.FromWeights(1), 0));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => new EstimatorCase(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("pool_size", () => new PoolCase(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => new PoolCase(2, 3));
        Assert.Throws<ArgumentOutOfRangeException>("m", () => new PoolCase([1, 2], 1, m: 0));
        Assert.Throws<ArgumentException>("gold", () => new PoolCase([1, 2], 1, gold: [1]));
        Assert.Throws<ArgumentOutOfRangeException>("tau", () => new PassAtKCase(2, 1, 1, tau: 0));
        Assert.NotEqual(new PoolCase([1, 2], 1), new PoolCase([1, 2], 1, m: 1));
        Assert.NotEqual(new PoolCase([1, 2], 1, gold: [1, 2]), new PoolCase([1, 2], 1, gold: [1, 3]));
        Assert.NotEqual(new PoolCase([1, 2], 1), new PoolCase([1, 2], 1, gold: [1, 3]));
        Assert.NotEqual(new PassAtKCase(2, 1, 1), new PassAtKCase(2, 1, 1, tau: 1));
        Assert.Throws<ArgumentOutOfRangeException>("k", () => new PassAtKCase(2, 1, 3));
        Assert.Throws<ArgumentOutOfRangeException>("k", () => new PassAtKCase(1_000_000, 500_000, 500_000));
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(string text) =>
        text.Split(' ').Select(item => item.Split('=')).Select(item => KeyValuePair.Create(item[0], item[1]));
}
