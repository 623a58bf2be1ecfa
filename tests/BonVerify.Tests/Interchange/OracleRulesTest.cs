using BonVerify.Interchange;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Tests.Interchange;

public class OracleRulesTest
{
    [Fact]
    public void Named_AreInTheOrderOfTheirAnswers()
    {
        Assert.Equal([Quantity.All[0], Quantity.All[2]], OracleRules.Named([Quantity.All[2].Id, Quantity.All[0].Id], out var unknown)!);
        Assert.Null(unknown);
        Assert.Null(OracleRules.Named([Quantity.All[0].Id, "nonsense"], out unknown));
        Assert.Equal("nonsense", unknown);
        Assert.Null(OracleRules.Named([], out unknown));
        Assert.Null(unknown);
    }

    [Fact]
    public void OfCase_AreThoseOfItsKind()
    {
        var one = CaseJson.ParseAny("""{"weights":[1,2],"n":2}""");
        var own = OracleRules.OfCase(one, Quantity.All);
        Assert.Equal(Quantity.All.Where(quantity => quantity.BelongsTo(one.Kind)), own);
        Assert.NotEqual(Quantity.All.Count, own.Length);
        Assert.Throws<CaseFormatException>(() => OracleRules.OfCase(one, Quantity.All.Except(own)));
    }

    [Theory]
    [InlineData("among-draws", TieBreaking.AmongDraws)]
    [InlineData("first-listed", TieBreaking.FirstListed)]
    [InlineData("listing-order", TieBreaking.FirstListed)]
    [InlineData("last-listed", TieBreaking.LastListed)]
    [InlineData("none", null)]
    public void FindTies_KnowsEveryName(string name, TieBreaking? ties) => Assert.Equal(ties, OracleRules.FindTies(name));

    [Fact]
    public void WholeNumbers_GoUpToTheLargest()
    {
        static OracleCase Parse(string n) => CaseText.Parse([KeyValuePair.Create("weights", "1,2"), KeyValuePair.Create("n", n)]);

        Assert.Equal(1_000_000_000, ((PolicyCase)Parse("1000000000")).N);
        Assert.Throws<CaseFormatException>(() => Parse("1000000001"));
    }

    [Fact]
    public void Numbers_MayBeWrittenWithEscapes() =>
        Assert.Equal(CaseJson.ParseAny("""{"weights":["1/2",1],"n":1}"""), CaseJson.ParseAny("""{"weights":["\u0031/2",1],"n":1}"""));

    [Fact]
    public void BrokenJson_IsPlacedByLineAndByte()
    {
        Assert.Contains("not valid JSON at byte 1;", Assert.Throws<CaseFormatException>(() => CaseJson.ParseAny("{x")).Message, StringComparison.Ordinal);
        Assert.Contains("not valid JSON at line 3, byte 0;", Assert.Throws<CaseFormatException>(() => CaseJson.ParseAny("{\n\nx")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_MakesTheFolderAndNamesTheFileByTheCase()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"bonverify-{Guid.NewGuid():N}", "inner");
        try
        {
            var found = new Counterexample("kl-upper-bound", new PolicyCase(ReferencePolicy.FromWeights(1, 2), 3));
            var path = CounterexampleJson.Save(folder, found);
            Assert.Equal(path, CounterexampleJson.Save(folder, found));
            Assert.StartsWith("kl-upper-bound-n3-", Path.GetFileName(path), StringComparison.Ordinal);
            Assert.Equal("mine", Path.GetFileName(CounterexampleJson.Save(folder, found, "mine")));
            Assert.Equal(found, CounterexampleJson.Parse(File.ReadAllText(path)));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        }
    }

    [Theory]
    [InlineData("a:b:c:d")]
    [InlineData("bonverify:1:a")]
    public void Token_OfAnotherShape_IsToldItsShape(string token) => Assert.Contains(
        "must be bonverify:VERSION:CLAIM:CASE", Assert.Throws<CaseFormatException>(() => CounterexampleToken.Parse(token)).Message, StringComparison.Ordinal);

    [Fact]
    public void Version_IsThatOfTheAssembly() => Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+", Counterexample.CurrentVersion);
}
