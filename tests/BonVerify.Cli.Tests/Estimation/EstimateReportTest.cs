using BonVerify.Estimators;
using BonVerify.Numerics;

namespace BonVerify.Cli.Tests.Estimation;

/// <summary>Comparisons, single prompts, the bootstrap, ties and log-probabilities, in each form of the report.</summary>
public class EstimateReportTest
{
    private const string One = """
        {"prompt":"a","rewards":[1,2,2,5]}
        {"prompt":"b","rewards":[0,0.5]}
        {"prompt":"c","rewards":[3]}
        {"prompt":"d","rewards":[9,9]}
        """;

    private const string Other = """
        {"prompt":"c","rewards":[1,1]}
        {"prompt":"x","rewards":[100,100]}
        {"prompt":"b","rewards":[0.25,0.25,4]}
        {"prompt":"a","rewards":[4,2]}
        """;

    [Fact]
    public void Estimate_Against_ComparesTheSamePrompts() => EstimateTool.WithFile(One, first => EstimateTool.WithFile(Other, second =>
    {
        var report = EstimateTool.Report(first, "--against", second, "--n", "1,2", "--range", "0,100");
        var against = report.GetProperty("against");
        Assert.Equal((3, 1, 1), (against.GetProperty("prompts").GetInt32(), against.GetProperty("only_first").GetInt32(), against.GetProperty("only_second").GetInt32()));
        Rational Difference(double[] one, double[] other, int n) => BruteForce.Best(one, one, n) - BruteForce.Best(other, other, n);
        Rational[] byOne = [Difference([1, 2, 2, 5], [4, 2], 1), Difference([0, 0.5], [0.25, 0.25, 4], 1), 2];
        Rational[] byTwo = [Difference([1, 2, 2, 5], [4, 2], 2), Difference([0, 0.5], [0.25, 0.25, 4], 2)];
        var row = against.Row("best@n", 1, "differences");
        row.HasMean(BruteForce.Mean(byOne));
        against.Row("best@n", 2, "differences").HasMean(BruteForce.Mean(byTwo));
        Assert.Equal(1, against.Row("best@n", 2, "differences").GetProperty("left_out").GetInt32());
        var mean = byOne.Average(static value => value.ToDouble());
        Assert.Equal(
            Math.Sqrt(byOne.Sum(value => Math.Pow(value.ToDouble() - mean, 2)) / 2 / 3), row.GetProperty("standard_error").GetDouble(), 1e-14);

        // Differences of values in [0, 100] are in [-100, 100].
        Assert.Equal("hoeffding", row.GetProperty("interval").GetProperty("method").GetString());
        Assert.Equal(-100, row.GetProperty("interval").GetProperty("low").GetDouble());
        Assert.Contains("3 in both, 1 only in the first, 1 only in the second", EstimateTool.Run(first, "--against", second).Output, StringComparison.Ordinal);
        var json = EstimateTool.Run(first, "--against", second, "--biased", "--json").Output;
        Assert.Null(JsonText.FirstOutOfOrder(System.Text.Encoding.UTF8.GetBytes(json)));
        var same = EstimateTool.Report(first, "--against", first).GetProperty("against");
        same.Row("best@n", 1, "differences").HasMean(0);
    }));

    [Fact]
    public void Estimate_PerPrompt_WritesExactFractionsOfTheDoubles() => EstimateTool.WithFile("{\"prompt\":\"p\",\"rewards\":[0.1,0.2,0.2]}\n", path =>
    {
        var result = EstimateTool.Run(path, "--per-prompt", "-", "--n", "2,3,4");
        Assert.Equal(0, result.ExitCode);
        var values = EstimateTool.Parse(result.Output).GetProperty("values");
        Assert.Equal(2, values.GetArrayLength());
        var expected = BruteForce.Best([0.1, 0.2, 0.2], [0.1, 0.2, 0.2], 2);
        Assert.Equal(expected.ToString(), values[0].GetProperty("exact").GetString());
        Assert.Equal(expected.ToDouble(), values[0].GetProperty("nearest").GetDouble());
        Assert.Contains("95 % interval", result.Error, StringComparison.Ordinal);
        var file = path + ".values";
        Assert.Equal(0, EstimateTool.Run(path, "--per-prompt", file, "--n", "2,3,4").ExitCode);
        Assert.Equal(result.Output, File.ReadAllText(file));
    });

    [Fact]
    public void Estimate_Biased_ShowsWhatTheBootstrapSays() => EstimateTool.WithFile(
        "{\"reward\":[1,0,0,0],\"gold\":[1,3,0,0],\"correct\":[true,false,false,false]}\n",
        path =>
        {
            var report = EstimateTool.Report(path, "--reward", "reward", "--gold", "gold", "--correct", "correct", "--n", "1,2,4", "--biased");
            report.Row("pass@k", 4).HasMean(1);
            Assert.Equal(175.0 / 256, report.Row("pass@k", 4).GetProperty("bootstrap").GetDouble());
            Assert.Equal(175.0 / 256, report.Row("best@n", 4).GetProperty("bootstrap").GetDouble());
            Assert.Equal(
                BruteForce.BestWithReplacement([1, 0, 0, 0], [1, 3, 0, 0], 2).ToDouble(), report.Row("gold of best@n", 2).GetProperty("bootstrap").GetDouble());
            Assert.Equal(1.0 / 256, report.Row("pass^k", 4).GetProperty("bootstrap").GetDouble());
            Assert.Contains("with replacement", EstimateTool.Run(path, "--reward", "reward", "--biased").Output, StringComparison.Ordinal);
        });

    [Fact]
    public void Estimate_Ties_BoundTheErrorOfTheFormula() => EstimateTool.WithFile(One, path =>
    {
        var formula = EstimateTool.Report(path, "--n", "1,2,8").GetProperty("kl_formula");

        // One of six pairs, none of one, and one of one; "c" has no pair.
        var share = BruteForce.Mean([new Rational(1, 6), 0, 1]).ToDouble();
        Assert.Equal(3, formula.GetProperty("prompts").GetInt32());
        Assert.Equal(share, formula.GetProperty("tied_pairs").GetDouble());
        var two = formula.GetProperty("rows")[1];
        Assert.Equal((Math.Log(2) - 0.5) * share, two.GetProperty("gap_at_most").GetDouble(), 1e-15);
        Assert.Equal(Math.Log(2) - 0.5, two.GetProperty("gap_at_most_high").GetDouble(), 1e-15);

        // The divergence is not negative: no gap is larger than the formula.
        var eight = formula.GetProperty("rows")[2];
        Assert.Equal(Math.Log(8) - 7.0 / 8, eight.GetProperty("gap_at_most").GetDouble(), 1e-15);
        Assert.Equal("kl-gap-renyi-sharp", formula.GetProperty("theorem").GetString());
    });

    [Fact]
    public void Estimate_LogProbabilities_GiveTheEstimator() => EstimateTool.WithFile(
        "{\"reward\":[1,2,2],\"logprob\":[-0.5,-0.25,-2000]}\n",
        path =>
        {
            var report = EstimateTool.Report(path, "--n", "1,2");
            Assert.Equal(0, report.Row("d_n of best@n", 1).GetProperty("mean").GetDouble());

            // Of two draws, one of the two 2s is kept in two of three pairs each, counting the tie half: never the 1.
            static double Of(double log) => KlEstimator.Value(2, Rational.FromDouble(Math.Exp(log))).ToDouble();
            var expected = (Of(-0.25) + (Math.Log(2) - 0.5)) / 2;
            Assert.Equal(expected, report.Row("d_n of best@n", 2).GetProperty("mean").GetDouble(), 1e-14);
            var interval = report.Row("d_n of best@n", 2).GetProperty("interval");
            Assert.Equal("hoeffding", interval.GetProperty("method").GetString());
            Assert.Equal(Math.Log(2) - 0.5, interval.GetProperty("high").GetDouble(), 1e-15);
            var positive = EstimateTool.Run(path, "--reward", "reward", "--logprob", "reward");
            Assert.Contains("reward is 1; it must be at most 0, the logarithm of a probability.", positive.Error, StringComparison.Ordinal);
        });

    [Fact]
    public void Estimate_AnswersAndTarget_AreComparedAsTexts() => EstimateTool.WithFile(
        "{\"answers\":[\"7\",\"8\",7],\"right\":\"7\"}\n",
        path =>
        {
            string[] fields = [path, "--answer", "answers", "--target", "right"];
            EstimateTool.Report([.. fields, "--n", "1"]).Row("pass@k", 1).HasMean(new Rational(2, 3));
            Assert.Contains("answers are compared with the target, and with one another in votes, as texts", EstimateTool.Run(fields).Output, StringComparison.Ordinal);
            Assert.Contains("--answer is what --target is compared with", EstimateTool.Run(path, "--answer", "answers").Error, StringComparison.Ordinal);
        });

    /// <summary>Two 7s against an 8 and a 9: one vote is right half the time, two votes too, three 2/3, all four always.</summary>
    [Fact]
    public void Estimate_Answers_Vote() => EstimateTool.WithFile(
        "{\"answers\":[\"7\",\"8\",\"7\",\"9\"],\"right\":\"7\"}\n",
        path =>
        {
            var report = EstimateTool.Report(path, "--answer", "answers", "--target", "right", "--n", "1,2,3,4");
            double[] expected = [1 / 2.0, 1 / 2.0, 2 / 3.0, 1];
            for (var k = 1; k <= 4; k++)
            {
                Assert.Equal(expected[k - 1], report.Row("maj@k", k).GetProperty("mean").GetDouble(), 1e-15);
            }
        });

    /// <summary>The samples of a prompt may be anywhere in the files, and a missing answer votes for a wrong one of its own.</summary>
    [Fact]
    public void Estimate_Answers_VoteAcrossRecordsAndFiles() => EstimateTool.WithFile(
        "{\"id\":\"a\",\"answer\":\"x\",\"ok\":1}\n{\"id\":\"b\",\"answer\":\"x\",\"ok\":0}\n{\"id\":\"a\",\"answer\":null,\"ok\":0}\n"
        + "{\"id\":\"a\",\"answer\":null,\"ok\":0}\n{\"id\":\"b\",\"answer\":\"y\",\"ok\":1}\n{\"id\":\"b\",\"answer\":\"y\",\"ok\":1}\n",
        path =>
        {
            string[] fields = [path, "--group", "id", "--answer", "answer", "--correct", "ok", "--n", "3"];
            Assert.Contains("samples.jsonl:3: answer is missing", EstimateTool.Run(fields).Error, StringComparison.Ordinal);
            var report = EstimateTool.Report([.. fields, "--missing", "worst"]);
            Assert.Equal(0.5, report.Row("maj@k", 3).GetProperty("mean").GetDouble(), 1e-15);
            Assert.Equal(1, report.Row("pass@k", 3).GetProperty("mean").GetDouble());
        });

    [Fact]
    public void Estimate_TextAfterTheArray_IsRefused() => EstimateTool.WithFile(
        "[{\"ok\":[1,0]}]\n{\"ok\":[1,1]}\n",
        path => Assert.Contains(
            "samples.json:2: there is more after the end of the array of records.", EstimateTool.Run(path, "--correct", "ok").Error, StringComparison.Ordinal),
        "samples.json");

    [Fact]
    public void Estimate_PathsThroughArrays_AlignSamples() => EstimateTool.WithFile(
        "{\"id\":1,\"outputs\":[{\"rm\":{\"v\":[4,1]},\"ok\":1},{\"rm\":{\"v\":[9,2]}},{\"ok\":0,\"rm\":{\"v\":[0,3]}}]}\n",
        path =>
        {
            string[] fields = [path, "--reward", "outputs.rm.v.1", "--correct", "outputs.ok", "--n", "3"];
            Assert.Contains("samples.jsonl:1: outputs.ok is missing", EstimateTool.Run(fields).Error, StringComparison.Ordinal);
            var report = EstimateTool.Report([.. fields, "--missing", "worst"]);
            report.Row("best@n", 3).HasMean(3);
            report.Row("correct of best@n", 3).HasMean(0);
        });

    [Fact]
    public void Estimate_Interval_SaysWhatItAssumesOrWhyItIsNotThere()
    {
        var file = EstimateTool.Sample("openrlhf.jsonl");
        Assert.Contains("approximate: prompts are independent draws", EstimateTool.Run(file).Output, StringComparison.Ordinal);
        Assert.Contains("hoeffding needs a range in which values must lie: --range", EstimateTool.Run(file, "--interval", "hoeffding").Output, StringComparison.Ordinal);
        Assert.Contains("guaranteed (Hoeffding)", EstimateTool.Run(file, "--range", "-1,2").Output, StringComparison.Ordinal);
        Assert.Contains("clopper-pearson is not used: a prompt with several samples", EstimateTool.Run(EstimateTool.Sample("human-eval.jsonl")).Output, StringComparison.Ordinal);
        var range = EstimateTool.Run(file, "--range", "0,1");
        Assert.Contains("openrlhf.jsonl:1: reward is 1.5; it must be within --range 0,1.", range.Error, StringComparison.Ordinal);
    }
}
