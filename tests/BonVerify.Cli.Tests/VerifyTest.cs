using System.Text.Json;
using BonVerify.Claims;
using BonVerify.Evaluation;

namespace BonVerify.Cli.Tests;

public class VerifyTest
{
    [Fact]
    public void Verify_Default_VerifiesRealAndGeneratedCases()
    {
        var result = Tool.Run("verify", "--max-test", "40");
        Assert.Equal(0, result.ExitCode);
        Assert.All(Catalogue.All, claim => Assert.Contains(claim.Id, result.Output, StringComparison.Ordinal));
        Assert.Contains("because all 41 cases of input and 40 generated cases are done", result.Output, StringComparison.Ordinal);
        Assert.StartsWith("Result: verified.", result.Output, StringComparison.Ordinal);

        // What is refuted as it must be is a line, unless more is asked for.
        Assert.Matches(@"\n  kl-formula-equality +\d+ +\d+ .* 1, n = 2\r?\n", result.Output);
        Assert.DoesNotContain("known counterexample", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_Verbose_ShowsTheCounterexamples()
    {
        var result = Tool.Run("verify", "--max-test", "0", "--claims", "kl-formula-equality", "--verbose");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("kl-formula-equality: smallest counterexample 1, n = 2", result.Output, StringComparison.Ordinal);
        Assert.Contains("known counterexample 1,1, n = 2", result.Output, StringComparison.Ordinal);
        Assert.Contains("Verdict: violated, by [0.193147", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_Json_IsOrderedAndComplete()
    {
        var result = Tool.Run("verify", "--max-test", "40", "--json");
        Assert.Equal(0, result.ExitCode);
        using var report = JsonDocument.Parse(result.Output);
        var root = report.RootElement;
        Assert.Equal(1, root.GetProperty("schemaVersion").GetInt32());
        Assert.Equal(41, root.GetProperty("inputCases").GetInt32());
        Assert.Equal(40, root.GetProperty("generatedCases").GetInt32());
        Assert.Equal(Catalogue.All.Select(c => c.Id), root.GetProperty("claims").EnumerateArray().Select(c => c.GetProperty("id").GetString()!));
        AssertOrdered(root);
    }

    [Fact]
    public void Verify_SameSeed_SameResultForAnyNumberOfThreadsAndOnAnyMachine()
    {
        var one = Report(Tool.Run, "1", "5");
        Assert.Equal(one, Report(Tool.Run, "4", "5"));
        Assert.Equal(one, Report(Tool.RunWithoutVectors, "4", "5"));
        Assert.NotEqual(one, Report(Tool.Run, "4", "6"));

        static string Report(Func<string[], Tool.Result> run, string threads, string seed)
        {
            var output = run(["verify", "--max-test", "40", "--seed", seed, "--threads", threads, "--json"]).Output;
            return string.Join('\n', output.Split('\n').Where(line => !line.Contains("elapsedSeconds", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Verify_CounterexampleOfRefutedClaim_ReproducesItself()
    {
        const string Case = """{"weights":["1"],"rewards":["0"],"n":2}""";
        var result = Tool.RunWithInput(Case, "verify", "--claims", "kl-formula-equality", "--max-test", "0", "--input", "-", "--verbose");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("0 against -1/2 + ln(2)", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_OwnInput_ReplacesTheBuiltInCases()
    {
        var result = Tool.RunWithInput(
            """
            {"id":"tied","weights":[1,2,3],"rewards":[0,0,"1/2"],"n":3}

            {"id":"decimal","probabilities":[0.1,0.9],"n":4}
            """,
            "verify", "--max-test", "0", "--input", "-", "--json");
        Assert.Equal(0, result.ExitCode);
        using var report = JsonDocument.Parse(result.Output);
        Assert.Equal(2, report.RootElement.GetProperty("inputCases").GetInt32());
    }

    [Fact]
    public void Verify_HugeN_IsEnclosed()
    {
        const string Case = """{"weights":[999999999,1],"n":1000000000}""";
        var result = Tool.RunWithInput(Case, "verify", "--max-test", "0", "--input", "-", "--claims", "kl-upper-bound,win-rate-upper-bound");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("1 case (1 of input, 0 generated), 2 claims: 2 hold wherever decided.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_PrecisionTooLow_IsUndecidedAndInconclusive()
    {
        // KL is below d_n(eps_inf) by about (1/2)^(10^6): no enclosure of a few hundred bits can tell.
        const string Case = """{"weights":[1,1],"n":1000000}""";
        var result = Tool.RunWithInput(
            Case, "verify", "--max-test", "0", "--input", "-", "--claims", "kl-top-atom-bound", "--exact-bits", "1000", "--precision", "256");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("1 undecided", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_RegionNeverMet_IsInconclusive()
    {
        var result = Tool.Run("verify", "--max-test", "3", "--claims", "win-rate-upper-bound");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("Never met: a dominating top", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_NothingToDo_IsInconclusiveAndSaysSo()
    {
        var result = Tool.RunWithInput("\n", "verify", "--max-test", "0", "--input", "-");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("No case was decided, so nothing is verified.", result.Output, StringComparison.Ordinal);
        Assert.Contains("Result: inconclusive.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Interrupted_IsNeverVerified()
    {
        var options = new BonVerify.Cli.Verification.VerifyOptions
        {
            Claims = [Catalogue.KlUpperBound],
            Inputs = [Path.Combine(AppContext.BaseDirectory, "data", "next-word.jsonl")],
            MaxTest = 10,
            Seed = 1,
            ExactBits = Budget.Default.ExactBits,
            MaxPrecision = 256,
            Threads = 1,
        };
        var result = new BonVerify.Cli.Verification.VerifyRun(options, new CancellationToken(canceled: true)).Execute();
        Assert.True(result.WasInterrupted);
        Assert.Equal("it was interrupted", result.StopReason);
        Assert.Equal(0, result.InputCases);
    }

    [Fact]
    public void Tally_OfManyVerdicts_CountsEachAndKeepsFirstAndTightest()
    {
        var claim = Catalogue.KlUpperBound;
        var cases = Enumerable.Range(0, 6).Select(i => new BonVerify.Cli.Verification.NamedCase(
            new Quantities.PolicyCase(Policies.ReferencePolicy.FromWeights(1, 2), 2), FormattableString.Invariant($"case {i}"))).ToArray();
        Verdict[] verdicts = [Holds(3), Holds(2), Verdict.Holds.WithEquality, new Verdict.Undecided(64), new Verdict.NotApplicable("no"), Holds(2)];
        var empty = BonVerify.Cli.Verification.Tally.Of([claim]);
        var tally = empty.With(isGenerated: true, [.. cases.Zip(verdicts, (c, v) => (c, (IReadOnlyList<BonVerify.Cli.Verification.ClaimTally>)[BonVerify.Cli.Verification.ClaimTally.Of(claim, v, c)]))]);
        var seen = Assert.Single(tally.Claims);
        Assert.Equal((6, 4, 1, 0, 1, 1), (seen.Cases, seen.Holds, seen.Equalities, seen.Violated, seen.Undecided, seen.NotApplicable));
        Assert.Equal("case 1", seen.Tightest!.Value.Case.Place); // the first of those that are equally tight
        Assert.Equal((0, 6), (tally.InputCases, tally.GeneratedCases));
        Assert.Equal(0, Assert.Single(empty.Claims).Cases);

        static Verdict.Holds Holds(int margin)
        {
            var enclosure = Numerics.Enclosure.Exactly(margin);
            return new Verdict.Holds(enclosure, enclosure);
        }
    }

    [Fact]
    public void Verify_Time_StopsTheRun()
    {
        var result = Tool.Run("verify", "--max-test", "100000000", "--time", "2s");

        // On a busy machine two seconds may be too few to meet every region.
        Assert.Contains(result.ExitCode, (int[])[ExitCode.Verified, ExitCode.Inconclusive]);
        Assert.Contains("the time of 2 s is spent", result.Output, StringComparison.Ordinal);
    }

    [UnixFact]
    public void Verify_Interrupted_ReportsWhatItHas()
    {
        using var process = Tool.Start("verify", "--max-test", "100000000");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Close();
        Thread.Sleep(4000);
        using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        var result = Tool.Finish(process, output, error);
        Assert.Equal(143, result.ExitCode);
        Assert.Contains("because it was interrupted", result.Output, StringComparison.Ordinal);
        Assert.Contains("Result: interrupted.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_IsShownWithExitCode0()
    {
        var result = Tool.Run("verify", "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("--max-test", result.Output, StringComparison.Ordinal);
    }

    internal static void AssertOrdered(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                AssertOrdered(item);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object && !element.TryGetProperty("weights", out _))
        {
            var names = element.EnumerateObject().Select(property => property.Name).ToArray();
            Assert.Equal(names.Order(StringComparer.Ordinal), names);
            foreach (var property in element.EnumerateObject())
            {
                AssertOrdered(property.Value);
            }
        }
    }
}
