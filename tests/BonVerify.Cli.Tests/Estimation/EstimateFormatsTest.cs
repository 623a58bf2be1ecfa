using BonVerify.Numerics;

namespace BonVerify.Cli.Tests.Estimation;

/// <summary>A small file in each known format: it is recognised, and its figures are those of counting.</summary>
public class EstimateFormatsTest
{
    private static readonly bool[][] HumanEval = [[true, false, false, false], [false, true, true, false], [false, false, false, false]];

    [Theory]
    [InlineData("human-eval.jsonl", "human-eval: one sample a record, group task_id, correct passed")]
    [InlineData("verl.jsonl", "verl: one sample a record, group input, reward score, correct acc")]
    [InlineData("openrlhf.jsonl", "openrlhf: one sample a record, group input, reward reward")]
    [InlineData("lm-eval.jsonl", "lm-eval: one sample a record, group doc_id, where filter=strict-match, correct exact_match")]
    [InlineData("inspect.json", "inspect: one sample a record, group id, id epoch, correct scores.*.value")]
    [InlineData("search-and-learn.jsonl", "search-and-learn: one prompt a record, group unique_id, reward scores")]
    [InlineData("open-instruct.jsonl", "open-instruct: one sample a record, group messages, reward score.*")]
    [InlineData("rewardbench2.jsonl", "rewardbench2: one prompt a record, group id, reward scores, correct-first num_correct")]
    [InlineData("livecodebench.json", "livecodebench: one prompt a record, group question_id, correct graded_list")]
    [InlineData("coste.json", "coste: one prompt a record, reward proxy_scores, gold gold_scores")]
    [InlineData("monkeys.json", "monkeys: one prompt a record, group orig_dset_idx, correct is_corrects")]
    [InlineData("nemo-skills-rs0.jsonl", "nemo-skills: one sample a record, group problem, correct symbolic_correct")]
    [InlineData("vbon.jsonl", "vbon: one sample a record, group prompt, reward reward")]
    public void Estimate_KnownFormat_IsRecognised(string file, string description)
    {
        var result = EstimateTool.Run(EstimateTool.Sample(file), "--json");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal($"bonverify: reading {file} as {description}", result.ErrorLine);
        Assert.Equal(description, EstimateTool.Parse(result.Output).GetProperty("format").GetString());
        var name = description.Split(':')[0];
        Assert.Equal(result.Output, EstimateTool.Run(EstimateTool.Sample(file), "--json", "--format", name).Output);
    }

    [Fact]
    public void Estimate_HumanEval_GivesPassAtKAndPassAllOfCounting()
    {
        var report = EstimateTool.Report(EstimateTool.Sample("human-eval.jsonl"), "--n", "1,2,3,4");
        for (var k = 1; k <= 4; k++)
        {
            report.Row("pass@k", k).HasMean(BruteForce.Mean(HumanEval.Select(pool => BruteForce.PassAt(pool, k))));
            report.Row("pass^k", k).HasMean(BruteForce.Mean(HumanEval.Select(pool => BruteForce.PassAll(pool, k))));
        }
    }

    [Fact]
    public void Estimate_Verl_GivesBestAndWhetherItIsCorrect()
    {
        var report = EstimateTool.Report(EstimateTool.Sample("verl.jsonl"), "--n", "1,2,3");
        (double[] Rewards, double[] Correct)[] pools = [([0.25, 0.5, 0.5], [0, 1, 0]), ([1, -1, -1], [1, 0, 0])];
        for (var n = 1; n <= 3; n++)
        {
            report.Row("best@n", n).HasMean(BruteForce.Mean(pools.Select(pool => BruteForce.Best(pool.Rewards, pool.Rewards, n))));
            report.Row("correct of best@n", n).HasMean(BruteForce.Mean(pools.Select(pool => BruteForce.Best(pool.Rewards, pool.Correct, n))));
        }

        Assert.Equal(
            BruteForce.Mean(pools.Select(static pool => BruteForce.Ties(pool.Rewards))).ToDouble(),
            report.GetProperty("kl_formula").GetProperty("tied_pairs").GetDouble());
    }

    [Fact]
    public void Estimate_Coste_GivesGoldOfTheBestByProxy()
    {
        var report = EstimateTool.Report(EstimateTool.Sample("coste.json"), "--n", "1,2,3");
        (double[] Proxy, double[] Gold)[] pools = [([-1, 0.5, 0.5], [2, 1, 0]), ([0, 1, 2], [0.5, 4, -1])];
        for (var n = 1; n <= 3; n++)
        {
            report.Row("gold of best@n", n).HasMean(BruteForce.Mean(pools.Select(pool => BruteForce.Best(pool.Proxy, pool.Gold, n))));
        }
    }

    [Fact]
    public void Estimate_RewardBench_TakesTheFirstAsCorrect()
    {
        var report = EstimateTool.Report(EstimateTool.Sample("rewardbench2.jsonl"), "--n", "4");
        report.Row("correct of best@n", 4).HasMean(new Rational(3, 4));
        report.Row("pass@k", 4).HasMean(1);
    }

    [Fact]
    public void Estimate_SearchAndLearn_TakesTheLastStep()
    {
        var file = EstimateTool.Sample("search-and-learn.jsonl");
        double[][] last = [[0.25, 0.75, 0.75, 0.5], [0.5, 0.5, 0]];
        double[][] least = [[0.25, 0.25, 0.75, 0.125], [0.5, 0.5, 0]];
        EstimateTool.Report(file, "--n", "2").Row("best@n", 2).HasMean(BruteForce.Mean(last.Select(static pool => BruteForce.Best(pool, pool, 2))));
        EstimateTool.Report(file, "--n", "2", "--steps", "min").Row("best@n", 2).HasMean(BruteForce.Mean(least.Select(static pool => BruteForce.Best(pool, pool, 2))));
    }

    [Fact]
    public void Estimate_OneFilePerSeed_JoinsThePrompts()
    {
        var report = EstimateTool.Report(EstimateTool.Sample("nemo-skills-rs0.jsonl"), EstimateTool.Sample("nemo-skills-rs1.jsonl"));
        Assert.Equal(2, report.GetProperty("prompts").GetProperty("smallest").GetInt32());
        report.Row("pass@k", 1).HasMean(new Rational(3, 4));
        report.Row("pass^k", 2).HasMean(new Rational(1, 2));
        report.Row("pass@k", 2).HasMean(1);
    }

    [Fact]
    public void Estimate_OneSampleAPrompt_HasTheIntervalOfBinomialCounts()
    {
        var report = EstimateTool.Report(EstimateTool.Sample("lm-eval.jsonl"));
        Assert.Equal(2, report.GetProperty("read").GetProperty("records_not_chosen").GetInt32());
        var row = report.Row("pass@k", 1);
        row.HasMean(new Rational(1, 2));
        var interval = row.GetProperty("interval");
        Assert.Equal("clopper-pearson", interval.GetProperty("method").GetString());

        // One success of two: P(at least 1) = 1 − (1 − p)² = 0.025.
        Assert.Equal(1 - Math.Sqrt(0.975), interval.GetProperty("low").GetDouble(), 1e-10);
        Assert.Equal(Math.Sqrt(0.975), interval.GetProperty("high").GetDouble(), 1e-10);
        var other = EstimateTool.Report(EstimateTool.Sample("lm-eval.jsonl"), "--where", "filter=flexible-extract");
        other.Row("pass@k", 1).HasMean(1);
        var none = EstimateTool.Run(EstimateTool.Sample("lm-eval.jsonl"), "--where", "filter=strict");
        Assert.Equal(3, none.ExitCode);
        Assert.Contains("no sample of the input counts", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Estimate_Inspect_ReadsTheSamplesOfTheLog()
    {
        var report = EstimateTool.Report(EstimateTool.Sample("inspect.json"));
        Assert.Equal(2, report.GetProperty("prompts").GetProperty("count").GetInt32());
        report.Row("pass@k", 1).HasMean(new Rational(1, 4));
        report.Row("pass@k", 2).HasMean(new Rational(1, 2));
    }

    [Fact]
    public void Estimate_Table_KnowsQuotesMarksAndLineEndings()
    {
        var report = EstimateTool.Report(EstimateTool.Sample("table.csv"), "--group", "prompt", "--reward", "score.rm", "--correct", "passed");
        report.Row("best@n", 2).HasMean(1);
        report.Row("correct of best@n", 2).HasMean(1);
        report.Row("best@n", 1).HasMean(new Rational(11, 16));
    }

    [Fact]
    public void Estimate_Counts_AreEnough()
    {
        var report = EstimateTool.Report(EstimateTool.Sample("multipl-e.csv"), "--group", "problem", "--total", "n", "--correct", "c", "--n", "1,6");
        report.Row("pass@k", 1).HasMean(new Rational(1, 5));
        report.Row("pass@k", 6).HasMean(0);
        Assert.Equal(1, report.Row("pass@k", 6).GetProperty("left_out").GetInt32());
    }

    [Fact]
    public void Estimate_MultiPlE_CountsTheStatusOk()
    {
        var report = EstimateTool.Report(EstimateTool.Sample("multipl-e.jsonl"), "--n", "1,2");
        Assert.StartsWith("multipl-e: one prompt a record", report.GetProperty("format").GetString(), StringComparison.Ordinal);
        report.Row("pass@k", 1).HasMean(new Rational(11, 24));
        report.Row("pass@k", 2).HasMean(new Rational(3, 4));
    }

    [Fact]
    public void Estimate_TextOfACorrectSample_CanBeNamed() => EstimateTool.WithFile(
        "{\"id\":1,\"state\":[\"solved\",\"timeout\",null]}\n",
        path =>
        {
            EstimateTool.Report(path, "--correct", "state=solved", "--missing", "skip", "--n", "1").Row("pass@k", 1).HasMean(new Rational(1, 2));
            Assert.Contains("samples.jsonl:1: state is missing", EstimateTool.Run(path, "--correct", "state=solved").Error, StringComparison.Ordinal);
        });
}
