using System.Text.Json;
using BonVerify.Claims;
using BonVerify.Cli.Reproduction;
using BonVerify.Cli.Verification;
using BonVerify.Evaluation;
using BonVerify.Interchange;

namespace BonVerify.Cli.Tests;

public sealed class ReproduceTest : IDisposable
{
    private static readonly string CorpusFolder = Path.Combine(AppContext.BaseDirectory, "data", "counterexamples");

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Corpus_RefutesEveryRefutedClaim()
    {
        var corpus = CounterexampleFiles.Corpus();
        Assert.Equal(
            Catalogue.All.Where(static claim => claim.Status == ClaimStatus.Refuted).Select(static claim => claim.Id).Order(StringComparer.Ordinal),
            corpus.Select(static entry => entry.Counterexample.Claim).Distinct().Order(StringComparer.Ordinal));
        Assert.All(corpus, static entry =>
        {
            var c = entry.Counterexample;
            Assert.IsType<Verdict.Violated>(CounterexampleFiles.ClaimOf(c).Evaluate(new PolicyEvaluation(c.Case.Reference, c.Case.N)));
            Schema.Conforms(Schema.Counterexample, File.ReadAllText(Path.Combine(CorpusFolder, entry.Name)));
        });

        // The smallest of each claim, as the catalogue has it, is in a file.
        Assert.All(
            Catalogue.All.Where(static claim => claim.Counterexamples.Count > 0),
            claim => Assert.Contains(corpus, entry => entry.Counterexample.Claim == claim.Id
                && entry.Counterexample.Case.Reference == claim.Counterexamples[0].Reference
                && entry.Counterexample.Case.N == claim.Counterexamples[0].N));
    }

    [Fact]
    public void Reproduce_File_ExplainsOutcomesSidesAndVerdict()
    {
        var result = Tool.Run("reproduce", Path.Combine(CorpusFolder, "bon-curve-dominates-smallest.json"));
        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Error);
        foreach (var part in new[]
        {
            "2,1,1,1, n = 2", "7/25*ln(7) - 7/25*ln(5)", "49/250", "KL = 7/25*ln(7) - 4/5*ln(5) + 18/25*ln(3) + 4/25*ln(2)", "W = 163/250 = 0.652",
            "Left: -76/163 + ln(163) - ln(29) - ln(3) = [0.16158441344052217376", "Right: 7/25*ln(7)", "Verdict: violated, by [0.0023755",
        })
        {
            Assert.Contains(part, result.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Reproduce_Json_HasTheSameInOrder()
    {
        var result = Tool.Run("reproduce", Path.Combine(CorpusFolder, "gap-bounds-ignore-ties-win-rate.json"), "--json");
        Assert.Equal(1, result.ExitCode);
        using var report = JsonDocument.Parse(result.Output);
        var root = report.RootElement;
        Assert.Equal("violated", root.GetProperty("verdict").GetString());
        Assert.Equal("1/2", root.GetProperty("winRate").GetProperty("exact").GetString());
        Assert.All(root.GetProperty("outcomes").EnumerateArray(), static outcome =>
        {
            Assert.Equal("1", outcome.GetProperty("F").GetString());
            Assert.Equal("1/4", outcome.GetProperty("q").GetProperty("exact").GetString());
            Assert.Equal("0", outcome.GetProperty("qLnQOverP").GetProperty("exact").GetString());
        });
        var names = root.EnumerateObject().Select(static property => property.Name).ToArray();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public void Verify_Counterexample_TravelsByFileAndToken()
    {
        var result = Tool.RunWithInput(
            """{"weights":[3,2],"n":3}""",
            "verify", "--claims", "kl-formula-equality", "--max-test", "10", "--input", "-", "--counterexamples", folder, "--json");
        Assert.Equal(0, result.ExitCode);
        using var report = JsonDocument.Parse(result.Output);
        var token = report.RootElement.GetProperty("claims")[0].GetProperty("counterexample").GetProperty("token").GetString()!;
        var path = Assert.Single(Directory.GetFiles(folder));
        Schema.Conforms(Schema.Counterexample, File.ReadAllText(path));
        var written = CounterexampleJson.Parse(File.ReadAllText(path));
        Assert.Equal("20240103", written.Seed.ToString());
        Assert.Equal("1", written.Case.Reference.ToString());

        var byFile = Tool.Run("reproduce", path);
        var byToken = Tool.Run("reproduce", token);
        Assert.Equal((1, 1), (byFile.ExitCode, byToken.ExitCode));
        Assert.Contains("Right: -1/2 + ln(2) = [0.19314718055994530941", byToken.Output, StringComparison.Ordinal);
        Assert.Contains("Origin: shrunk from stdin:1", byFile.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Reproduce_OtherVersion_RefusesATokenAndWarnsOfAFile()
    {
        var counterexample = new Counterexample("kl-formula-equality", CaseJson.Parse("""{"weights":[1],"n":2}""")) { ToolVersion = "9.9.9" };
        var token = Tool.Run("reproduce", CounterexampleToken.Write(counterexample));
        Assert.Equal(2, token.ExitCode);
        Assert.Contains("the token is of version 9.9.9, this is ", token.ErrorLine, StringComparison.Ordinal);

        var file = Tool.Run("reproduce", CounterexampleJson.Save(folder, counterexample));
        Assert.Equal(1, file.ExitCode);
        Assert.Contains("of version 9.9.9", file.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Reproduce_CaseInWhichTheClaimHolds_ExitsWith0()
    {
        var path = CounterexampleJson.Save(folder, new Counterexample("kl-upper-bound", CaseJson.Parse("""{"weights":[1,2],"n":2}""")));
        var result = Tool.Run("reproduce", path);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("this is not a counterexample", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-file.json", "cannot read no-such-file.json")]
    [InlineData("bonverify:0.1.0:kl-formula-equality:abc", "the token is damaged")]
    [InlineData("bonverify:", "the token")]
    public void Reproduce_BadSource_IsNamed(string source, string message)
    {
        var result = Tool.Run("reproduce", source);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message.Split(' ')[1], result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Reproduce_UnknownClaim_IsNamed()
    {
        var path = CounterexampleJson.Save(folder, new Counterexample("no-such-claim", CaseJson.Parse("""{"weights":[1],"n":2}""")));
        var result = Tool.Run("reproduce", path);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("claim is 'no-such-claim'", result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TheoremThatFails_IsReplayedFromTheCorpusAndWritten()
    {
        // The false equality, taken for a theorem: the corpus finds it out without any case.
        var result = new VerifyRun(OptionsFor(Pretend(ClaimStatus.Theorem, Catalogue.KlFormulaEquality.Evaluate)), CancellationToken.None).Execute();
        var claim = Assert.Single(result.Claims);
        Assert.Contains("kl-formula-equality-one-outcome.json", claim.Tally.FirstViolation!.Origin, StringComparison.Ordinal);
        Assert.Equal("kl-formula-equality", CounterexampleJson.Parse(File.ReadAllText(claim.Smallest!.File!)).Claim);
        Assert.Equal(1, VerifyReport.ExitCodeOf(result));
    }

    [Fact]
    public void Run_RefutedClaimThatHoldsInTheCorpus_IsADefect()
    {
        var result = new VerifyRun(OptionsFor(Pretend(ClaimStatus.Refuted, Catalogue.KlUpperBound.Evaluate)), CancellationToken.None).Execute();
        Assert.NotEmpty(Assert.Single(result.Claims).Lost);
        Assert.Equal(1, VerifyReport.ExitCodeOf(result));
    }

    private static Claim Pretend(ClaimStatus status, Func<PolicyEvaluation, Verdict> evaluate) => new("kl-formula-equality", evaluate)
    {
        Statement = "", Latex = "", Source = "", Status = status, Argument = "",
    };

    private VerifyOptions OptionsFor(Claim claim) => new()
    {
        Claims = [claim],
        Inputs = [],
        MaxTest = 0,
        Seed = 1,
        ExactBits = Budget.Default.ExactBits,
        MaxPrecision = 256,
        Threads = 1,
        CounterexampleFolder = folder,
    };
}
