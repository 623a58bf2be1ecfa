using BonVerify.Claims;
using BonVerify.Evaluation;
using BonVerify.Interchange;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Tests.Interchange;

public class CounterexampleTest
{
    private static readonly PolicyCase Case = new(ReferencePolicy.Parse("2,1,1,1 @ 0,1/2,1,1"), 2);

    private static readonly Counterexample Full = Counterexample.Of(Catalogue.KlFormulaEquality, Case, Witness(Case), "a test") with
    {
        Description = "ties \"quoted\" ü",
        Seed = ulong.MaxValue,
        Replay = new ReplayState(1, ulong.MaxValue, 60),
    };

    [Fact]
    public void Json_RoundTrips()
    {
        Assert.Equal(Full, CounterexampleJson.Parse(CounterexampleJson.Write(Full)));
        Assert.Equal(Full, CounterexampleJson.Parse(Full.ToString()));
        var least = new Counterexample("kl-upper-bound", Case);
        Assert.Equal(least, CounterexampleJson.Parse(CounterexampleJson.Write(least)));
        Assert.DoesNotContain('\n', Full.ToString());
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{}", "schemaVersion is missing")]
    [InlineData("""{"schemaVersion":2}""", "schemaVersion is 2; it must be 1")]
    [InlineData("""{"schemaVersion":1}""", "claim is missing")]
    [InlineData("""{"schemaVersion":1,"claim":"a"}""", "case is missing")]
    [InlineData("""{"schemaVersion":1,"claim":3,"case":{"weights":[1],"n":1}}""", "not of the right type")]
    [InlineData("""{"schemaVersion":1,"claim":"a","case":{"weights":[1],"n":1}}""", "toolVersion is missing")]
    [InlineData("""{"schemaVersion":1,"claim":"a","toolVersion":"1","case":{"weights":[1],"n":0}}""", "n is 0")]
    [InlineData("""{"schemaVersion":1,"claim":"a","toolVersion":"1","case":{"weights":[1],"n":1},"seed":"-1"}""", "seed is -1")]
    [InlineData("""{"schemaVersion":1,"clam":"a"}""", "clam is not a field of a counterexample")]
    public void Parse_BadFile_NamesFieldAndRule(string json, string message) =>
        Assert.Contains(message, Assert.Throws<CaseFormatException>(() => CounterexampleJson.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Token_RoundTripsInOneWord()
    {
        var token = CounterexampleToken.Write(Full);
        Assert.Matches("^bonverify:[0-9.]+:kl-formula-equality:[A-Za-z0-9_-]+$", token);
        Assert.True(CounterexampleToken.IsToken(token));
        var read = CounterexampleToken.Parse(token);
        Assert.Equal((Full.Claim, Full.Case), (read.Claim, read.Case));
    }

    [Fact]
    public void Token_OfAnotherVersion_IsRefusedWithTheReason()
    {
        var token = CounterexampleToken.Write(Full with { ToolVersion = "9.9.9" });
        var message = Assert.Throws<CaseFormatException>(() => CounterexampleToken.Parse(token)).Message;
        Assert.Contains("is of version 9.9.9, this is " + Counterexample.CurrentVersion, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Token_Damaged_IsRefused()
    {
        var token = CounterexampleToken.Write(Full);
        var start = token.LastIndexOf(':') + 1;
        for (var i = start; i < token.Length - 4; i++)
        {
            // Every letter changed, and every cut but one within the end mark of the compression, behind the case.
            var changed = $"{token[..i]}{(token[i] == 'A' ? 'B' : 'A')}{token[(i + 1)..]}";
            Assert.Contains("copy it whole", Assert.Throws<CaseFormatException>(() => CounterexampleToken.Parse(changed)).Message, StringComparison.Ordinal);
            Assert.Contains("copy it whole", Assert.Throws<CaseFormatException>(() => CounterexampleToken.Parse(token[..i])).Message, StringComparison.Ordinal);
        }

        Assert.Contains("must be bonverify:", Assert.Throws<CaseFormatException>(() => CounterexampleToken.Parse("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_SameCase_HasOneFile()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var path = CounterexampleJson.Save(folder, Full);
            Assert.Equal(path, CounterexampleJson.Save(folder, Full with { Origin = "elsewhere", Case = Case with { Id = "x" } }));
            Assert.NotEqual(path, CounterexampleJson.Save(folder, Full with { Case = Case with { N = 3 } }));
            Assert.Equal(2, Directory.GetFiles(folder).Length);
            Assert.Equal("elsewhere", CounterexampleJson.Parse(File.ReadAllText(path)).Origin);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Witness Witness(PolicyCase policyCase) => ((Verdict.Violated)Catalogue.KlFormulaEquality.Evaluate(
        new PolicyEvaluation(policyCase.Reference, policyCase.N))).Witness;
}
