using BonVerify.Cli.Checking;
using BonVerify.Cli.Reproduction;
using BonVerify.Conformance;
using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Cli.Tests.Checking;

/// <summary>Failures as files: written by check, read and explained by reproduce.</summary>
public sealed class CheckFailureTest : IDisposable
{
    /// <summary>The failure of a program that returns the bound as the KL divergence of one outcome.</summary>
    private const string KlIsBound =
        """
        {
          "answer": { "value": "0.1931471805599453" },
          "command": ["python3", "wrong_kl_is_bound.py"],
          "quantity": "kl",
          "request": {"quantity":"kl","probabilities":[1],"weights":[1],"rewards":[0],"n":2},
          "schemaVersion": 1,
          "seed": "20240103",
          "ties": "among-draws",
          "tolerance": "rel=1E-09",
          "toolVersion": "0.1.0",
          "verdict": "wrong"
        }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [ProgramFact(Programs.Python)]
    public void Check_WrongProgram_WritesAFileThatReproduceExplains()
    {
        var command = Programs.Command("wrong_kl_is_bound.py");
        var check = Tool.Run(["check", "--quantities", "kl,win_rate", "--max-test", "5", "--seed", "7", "--counterexamples", folder, "--", .. command]);
        Assert.Equal(1, check.ExitCode);
        var path = Assert.Single(Directory.GetFiles(folder));
        Assert.Contains($"explain: bonverify reproduce {path}", check.Output, StringComparison.Ordinal);

        var json = File.ReadAllText(path);
        Schema.Conforms(Schema.Counterexample, json);
        var failure = FailureJson.Parse(json);
        Assert.Equal("""{"quantity":"kl","probabilities":[1.0],"rewards":[0.0],"n":2}""", failure.Request.ToString());
        Assert.Equal((Assessment.Wrong, 7UL, Tolerance.Default, Counterexample.CurrentVersion), (failure.Assessment, failure.Seed, failure.Tolerance, failure.ToolVersion));
        Assert.Equal(command, failure.Command);
        Assert.EndsWith("[kl-is-bound]", failure.Diagnosis, StringComparison.Ordinal);

        var reproduce = Tool.Run("reproduce", path);
        Assert.Equal(1, reproduce.ExitCode);
        Assert.Empty(reproduce.Error);
        foreach (var part in new[]
        {
            "Case: 1, n = 2", "KL = 0", "Expected: 0", "Answered: 0.193147180559945", "Answered - expected: [0.193147180559945",
            "Diagnosis: it returns the upper bound", "Verdict: wrong.",
        })
        {
            Assert.Contains(part, reproduce.Output, StringComparison.Ordinal);
        }
    }

    [ProgramFact(Programs.Python)]
    public void Check_FolderThatCannotBeWritten_LosesNothing()
    {
        var file = Path.Combine(folder, "taken");
        File.WriteAllText(file, "");
        var result = Tool.Run(
            ["check", "--quantities", "kl", "--max-test", "0", "--counterexamples", file, "--", .. Programs.Command("wrong_kl_is_bound.py")]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("cannot write a counterexample", result.ErrorLine, StringComparison.Ordinal);
        Assert.Contains("kl: wrong, smallest case", result.Output, StringComparison.Ordinal);
    }

    [ProgramFact(Programs.Python)]
    public void Check_FlakyProgram_KeepsBothAnswers()
    {
        var run = Programs.Check(
            ["robustness/flaky.py"], options => options with { Quantities = [Quantity.Kl] }, options => options with { CounterexampleFolder = folder });
        Assert.Equal(Assessment.Flaky, Assert.Single(run.Report.Smallest).Judgement.Assessment);
        var path = run.Files[0]!;
        Schema.Conforms(Schema.Counterexample, File.ReadAllText(path));
        var failure = FailureJson.Parse(File.ReadAllText(path));
        Assert.Equal(2, failure.Answers.Count);
        Assert.False(failure.Answers[0].SaysSameAs(failure.Answers[1]));
        Assert.True(Explain(failure).IsWrong);
    }

    [Theory]
    [InlineData("\"0.1931471805599453\"", "\"0\"", 0)]
    [InlineData("\"0.1931471805599453\"", "\"1e-15\"", 0)]
    [InlineData("\"0.1931471805599453\"", "\"1e-13\"", 1)]
    [InlineData("rel=1E-09", "abs=0.2", 0)]
    [InlineData("rel=1E-09", "abs=0.19", 1)]
    [InlineData("\"0.1931471805599453\"", "\"NaN\"", 1)]
    public void Reproduce_AnswerAndTolerance_DecideTheExitCode(string old, string changed, int exitCode)
    {
        var result = Tool.Run("reproduce", Write(KlIsBound.Replace(old, changed, StringComparison.Ordinal)), exitCode == 0 ? "--json" : "--precision=64");
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(exitCode == 0 ? "\"verdict\": \"right\"" : "Verdict: ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Reproduce_Ties_AreJudgedByTheRecordedConvention()
    {
        // The first listed of two tied outcomes takes 3/4: right for one convention, wrong for the other.
        var among = FailureOf("""{"quantity":"pmf","probabilities":[0.5,0.5],"rewards":[1,1],"n":2}""", new Answer.Value([0.75, 0.25], IsList: true));
        var byListing = among with { Ties = [TieConvention.FirstListed] };
        Assert.True(Explain(among).IsWrong);
        var right = Explain(byListing);
        Assert.False(right.IsWrong);
        Assert.Equal([(1, "1/2", "1/4"), (0, "1", "3/4")], right.Policy!.Outcomes.Select(static o => (o.Index, o.F!.Value.ToString(), o.Q.Exact!)));
        Assert.Equal(["1/8", "3/8"], right.Policy.Outcomes.Select(static outcome => outcome.WinTerm.Exact!));
        Assert.Equal("1/2", right.Policy.Value(right.Policy.Case.WinRate).Exact);
        var either = Explain(byListing with { Ties = [TieConvention.AmongDraws, TieConvention.FirstListed], Answers = [new Answer.Value([0.5, 0.5], IsList: true)] });
        Assert.False(either.IsWrong);
        Assert.All(either.Policy!.Outcomes, static outcome => Assert.Equal("1/2", outcome.Q.Exact));
    }

    [Fact]
    public void Write_EveryAnswerAndRequest_ReadsBackAndConforms()
    {
        Answer[] answers =
        [
            new Answer.Value([double.NaN], IsList: false), new Answer.Value([double.NegativeInfinity, 1e-300, -0.0, 5e-324], IsList: true), new Answer.Value([], IsList: true),
            new Answer.Estimate([0.25], [0.01], IsList: false), new Answer.Estimate([0.25, double.NaN], [0.01, 0], IsList: true),
            new Answer.Interval(double.NegativeInfinity, 0.5, 0.95), new Answer.Counts([3, 0, 9]), new Answer.Counts([]),
            new Answer.Unsupported(), new Answer.Failure("no \"luck\" [1/2]"), new Answer.Malformed("{}"), new Answer.TimedOut("no answer within 10 s"), new Answer.Ended(""),
        ];
        string[] requests =
        [
            """{"quantity":"kl","probabilities":[0.3,0.7],"rewards":[1,0],"n":1000000000}""",
            """{"quantity":"kl_estimator","n":3,"epsilon":1E-300}""",
            """{"quantity":"pool_weights","pool_size":3,"rewards":[0,1,1],"n":2}""",
            """{"quantity":"pass_at_k","total":9,"correct":0,"k":3}""",
            """{"quantity":"pass_at_k","total":2,"correct":0,"k":5}""",
            """{"quantity":"kl","probabilities":[null,0.5],"rewards":[0,1],"n":0}""",
            """{"quantity":"pool_weights","rewards":[],"n":1}""",
        ];
        Assert.True(Explain(FailureOf(requests[0], new Answer.Unsupported())).IsWrong);
        foreach (var failure in requests.SelectMany(request => answers.Select(answer => FailureOf(request, answer, answers[0]))))
        {
            var json = FailureJson.Write(failure);
            Schema.Conforms(Schema.Counterexample, json);
            var read = FailureJson.Parse(json);
            Assert.Equal(json, FailureJson.Write(read));
            Assert.Equal(failure.Request, read.Request);
            Assert.All(failure.Answers.Zip(read.Answers), static pair => Assert.True(pair.First.SaysSameAs(pair.Second)));
            Assert.Equal(failure.Request.Input.IsDefined, Explain(read).Truth.Count > 0);
            Assert.True(!failure.Request.Input.IsDefined || Explain(read).IsWrong);
        }
    }

    /// <summary>Every assessment that can be recorded, every name of a convention and every form of tolerance is in the schema.</summary>
    [Fact]
    public void Schema_KnowsEveryNameThatIsWritten()
    {
        var failure = FailureOf("""{"quantity":"kl","probabilities":[1],"n":2}""", Answer.Of(1));
        foreach (var assessment in Enum.GetValues<Assessment>().Where(static assessment => assessment.IsFailure() || assessment == Assessment.AnsweredUndefined))
        {
            Kept(failure with { Assessment = assessment });
        }

        foreach (var ties in new[] { "among-draws", "first-listed", "last-listed", "strict", "any" })
        {
            Kept(failure with { Ties = TieConventions.Find(ties)! });
        }

        foreach (var tolerance in new[] { "default", "float32", "ulps=4,cancel=0", "abs=1e-300" })
        {
            Kept(failure with { Tolerance = Tolerance.Parse(tolerance) });
        }

        static void Kept(CheckFailure failure)
        {
            var json = FailureJson.Write(failure);
            Schema.Conforms(Schema.Counterexample, json);
            var read = FailureJson.Parse(json);
            Assert.Equal((failure.Assessment, failure.Tolerance), (read.Assessment, read.Tolerance));
            Assert.Equal(failure.Ties, read.Ties);
        }
    }

    [Theory]
    [InlineData("\"ties\": \"among-draws\"", "\"ties\": \"listing-order\"")]
    [InlineData("\"ties\": \"among-draws\"", "\"ties\": \"any\"")]
    [InlineData("rel=1E-09", "ulps=4,rel=1E-12")]
    public void OldFile_IsRead(string old, string changed)
    {
        var json = KlIsBound.Replace(old, changed, StringComparison.Ordinal);
        Assert.NotEqual(KlIsBound, json);
        Schema.Conforms(Schema.Counterexample, json);
        Assert.True(Explain(FailureJson.Parse(json)).IsWrong);
        Assert.Equal("rel=1e-9,cancel=1e-14", FailureJson.Parse(KlIsBound).Tolerance.ToString());
    }

    [Theory]
    [InlineData("""{"quantity":"pass_at_k","total":2,"correct":0,"k":5}""", "Expected: an error, as k is larger than total", 1)]
    [InlineData("""{"quantity":"kl","probabilities":[null,0.5],"rewards":[0,1],"n":2}""", "Expected: an error, as a probability is negative or not a number", 1)]
    [InlineData("""{"quantity":"pool_weights","rewards":[],"n":1}""", "Expected: an error, as the pool is empty", 1)]
    [InlineData("""{"quantity":"kl_estimator","n":2,"epsilon":null}""", "Expected: an error", 1)]
    public void Reproduce_QuestionWithoutAnswer_ExpectsAnError(string request, string expected, int exitCode)
    {
        var json = FailureJson.Write(FailureOf(request, Answer.Of(1)) with { Assessment = Assessment.AnsweredUndefined });
        Schema.Conforms(Schema.Counterexample, json);
        var path = Write(json);
        var text = Tool.Run("reproduce", path);
        Assert.Equal(exitCode, text.ExitCode);
        Assert.Contains(expected, text.Output, StringComparison.Ordinal);
        Assert.Contains("Verdict: a number where nothing is defined.", text.Output, StringComparison.Ordinal);
        using var report = System.Text.Json.JsonDocument.Parse(Tool.Run("reproduce", "--json", path).Output);
        Assert.Equal(0, report.RootElement.GetProperty("expected").GetArrayLength());
        Assert.Equal(0, Tool.Run("reproduce", Write(json.Replace("\"value\": \"1\"", "\"error\": \"out of range\"", StringComparison.Ordinal))).ExitCode);
    }

    [Fact]
    public void QuantityThatIsNotDefinedInTheCase_IsNamed()
    {
        var json = KlIsBound.Replace("\"kl\"", "\"kl_gap_cubic_bound\"", StringComparison.Ordinal);
        var error = Assert.Throws<InputException>(() => Explain(FailureJson.Parse(json)));
        Assert.Contains("kl_gap_cubic_bound has no value in the case", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"seed\": \"20240103\"", "\"seed\": \"-1\"", "seed is '-1'")]
    [InlineData("\"seed\": \"20240103\"", "\"seed\": 5", "not of the right type")]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": 2", "schemaVersion is 2; it must be 1")]
    [InlineData("\"tolerance\"", "\"tolerence\"", "'tolerence' is not a field")]
    [InlineData("\"command\": [\"python3\", \"wrong_kl_is_bound.py\"],", "", "command is missing")]
    [InlineData("\"value\": \"0.1931471805599453\"", "\"value\": \"O.19\"", "answer is 'O.19'")]
    [InlineData("\"value\": \"0.1931471805599453\"", "", "answer has no field; it must have value")]
    [InlineData("\"value\"", "\"valeu\"", "answer has the fields 'valeu'")]
    [InlineData("{ \"value\": \"0.1931471805599453\" }", "{ \"value\": \"0.2\", \"standard_error\": \"-1\" }", "answer needs one standard error for each number")]
    [InlineData("{ \"value\": \"0.1931471805599453\" }", "{ \"lower\": \"1\", \"upper\": \"0\", \"confidence\": \"0.9\" }", "answer is no interval")]
    [InlineData("{ \"value\": \"0.1931471805599453\" }", "{ \"counts\": [1, -2] }", "answer has the count -2")]
    [InlineData("\"weights\":[1]", "\"weight\":[1]", "request is not a request of the protocol: 'weight' is not a field")]
    [InlineData("\"n\":2", "\"n\":0.5", "n is not an integer")]
    [InlineData("\"quantity\":\"kl\"", "\"quantity\":\"kll\"", "request is not a request of the protocol: quantity is 'kll'")]
    [InlineData("\"quantity\": \"kl\"", "\"quantity\": \"pmf\"", "quantity is 'pmf', but that of the request is kl")]
    [InlineData("\"wrong\"", "\"correct\"", "verdict is 'correct'")]
    [InlineData("among-draws", "never", "ties is 'never'")]
    [InlineData("rel=1E-09", "rel=-1", "tolerance is 'rel=-1'")]
    [InlineData("rel=1E-09", "", "tolerance is ''")]
    public void Damaged_IsNamed(string old, string changed, string message)
    {
        var json = KlIsBound.Replace(old, changed, StringComparison.Ordinal);
        Assert.NotEqual(KlIsBound, json);
        var error = Assert.Throws<InputException>(() => Explain(FailureJson.Parse(json)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"seed\": \"20240103\"", "\"seed\": \"2024-01-03\"")]
    [InlineData("\"n\":2}", "\"n\":2")]
    [InlineData("\"probabilities\":[1]", "\"probabilities\":1")]
    [InlineData("\"n\":2", "\"n\":0.5")]
    public void Reproduce_DamagedFile_IsBadInput(string old, string changed)
    {
        var path = Write(KlIsBound.Replace(old, changed, StringComparison.Ordinal));
        var result = Tool.Run("reproduce", path);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(path, result.ErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"0.1931471805599453\"", "0.19")]
    [InlineData("\"toolVersion\": \"0.1.0\",", "")]
    [InlineData("\"verdict\": \"wrong\"", "\"verdict\": \"right\"")]
    [InlineData("\"n\":2}", "\"n\":2,\"claim\":\"kl\"}")]
    [InlineData("\"quantity\": \"kl\"", "\"quantity\": \"kl\", \"claim\": \"kl-upper-bound\"")]
    public void Schema_RefusesWhatIsNotAFailure(string old, string changed)
    {
        Schema.Conforms(Schema.Counterexample, KlIsBound);
        Assert.NotEmpty(Schema.Counterexample.Validate(KlIsBound.Replace(old, changed, StringComparison.Ordinal)));
    }

    private static FailureExplanation Explain(CheckFailure failure) => new(failure, 1 << 16, 256);

    private static CheckFailure FailureOf(string request, params Answer[] answers) => new(RequestJson.Parse(request), answers, Assessment.Flaky)
    {
        Seed = 1,
        Command = ["program", "--option=a b"],
        Tolerance = Tolerance.Default,
        Ties = [TieConvention.AmongDraws],
    };

    private string Write(string json)
    {
        var path = Path.Combine(folder, "failure.json");
        File.WriteAllText(path, json);
        return path;
    }
}
