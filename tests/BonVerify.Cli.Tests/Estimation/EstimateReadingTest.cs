using System.IO.Compression;
using System.Text;
using BonVerify.Numerics;

namespace BonVerify.Cli.Tests.Estimation;

/// <summary>Real files: missing values, literals that JSON does not have, marks, duplicates, and what is wrong where.</summary>
public class EstimateReadingTest
{
    private const string WithGaps = """
        {"prompt":"a","reward":1,"passed":true}
        {"prompt":"a","reward":NaN,"passed":false,"note":"NaN is no \"Infinity\""}

        {"prompt":"b","reward":2,"passed":null}
        {"prompt":"b","reward":-Infinity,"passed":true}
        {"prompt":"b","reward":0.5,"passed":true}
        {"prompt":"c","passed":true}
        """;

    private static readonly string[] GapFields = ["--group", "prompt", "--reward", "reward"];

    [Fact]
    public void Estimate_MissingValue_EndsTheRunWithFileLineAndField() => EstimateTool.WithFile(WithGaps, path =>
    {
        var result = EstimateTool.Run([path, .. GapFields, "--json"]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("bonverify: samples.jsonl:2: reward is missing (null, NaN, infinite", result.Error, StringComparison.Ordinal);

        // What came before is there, and says that it is not everything.
        var report = EstimateTool.Parse(result.Output);
        Assert.False(report.GetProperty("complete").GetBoolean());
        report.Row("best@n", 1).HasMean(1);
    });

    [Fact]
    public void Estimate_MissingSkip_LeavesOutAndCounts() => EstimateTool.WithFile(WithGaps, path =>
    {
        var report = EstimateTool.Report([path, .. GapFields, "--missing", "skip"]);
        Assert.Equal(3, report.GetProperty("read").GetProperty("samples_left_out").GetInt32());
        Assert.Equal(2, report.GetProperty("prompts").GetProperty("count").GetInt32());
        report.Row("best@n", 1).HasMean(BruteForce.Mean([1, new Rational(5, 4)]));
    });

    [Fact]
    public void Estimate_MissingWorst_TakesTheLowest() => EstimateTool.WithFile(WithGaps, path =>
    {
        // The lowest of the prompt; "c" has none at all.
        var report = EstimateTool.Report([path, .. GapFields, "--missing", "worst"]);
        Assert.Equal(1, report.GetProperty("read").GetProperty("prompts_without_values").GetInt32());
        report.Row("best@n", 1).HasMean(BruteForce.Mean([1, 1]));

        var ranged = EstimateTool.Report([path, .. GapFields, "--missing", "worst", "--range", "-1,2"]);
        Assert.Equal(3, ranged.GetProperty("read").GetProperty("samples_taken_as_worst").GetInt32());
        ranged.Row("best@n", 1).HasMean(BruteForce.Mean([0, new Rational(1, 2), -1]));
        EstimateTool.Report(path, "--correct", "passed", "--group", "prompt", "--missing", "worst").Row("pass@k", 1)
            .HasMean(BruteForce.Mean([new Rational(1, 2), new Rational(2, 3), 1]));
    });

    [Theory]
    [InlineData("[{\"prompt\":\"a\",\"reward\":1},\n {\"prompt\":\"a\",\"reward\":\"high\"}]", "samples.json", "samples.json:2: reward is 'high'; it must be a number.")]
    [InlineData("{\"prompt\":\"a\",\"reward\":1}\n{\"prompt\":\"a\",\"reward\":1\n", "samples.jsonl", "samples.jsonl:2: not valid JSON at byte")]
    [InlineData("{\"prompt\":\"a\",\"reward\":1}\n{\"reward\":1}\n", "samples.jsonl", "samples.jsonl:2: prompt is missing; it names the prompt.")]
    [InlineData("{\"prompt\":\"a\",\"reward\":1}\n[1]\n", "samples.jsonl", "samples.jsonl:2: the record is not an object")]
    [InlineData("{\"prompt\":\"a\",\"reward\":1}\n{\"prompt\":\"b\",\"reward\":1,\"reward\":2}\n", "samples.jsonl", "samples.jsonl:2: reward is given twice")]
    [InlineData("prompt,reward\na,1\n\"b\nb\",x\n", "samples.csv", "samples.csv:3: reward is 'x'; it must be a number.")]
    [InlineData("prompt,reward\na,1\nb\n", "samples.csv", "samples.csv")]
    [InlineData("[{\"prompt\":\"a\",\"reward\":1}", "samples.json", "samples.json:1: the array of records has no end.")]
    public void Estimate_BadRecord_IsOneLineAndExitCodeTwo(string text, string name, string message) => EstimateTool.WithFile(
        text,
        path =>
        {
            var result = EstimateTool.Run(path, "--csv");
            Assert.Equal(2, result.ExitCode);
            var lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(2, lines.Length);
            Assert.StartsWith("bonverify: reading ", lines[0], StringComparison.Ordinal);
            Assert.StartsWith("bonverify: " + message, lines[1], StringComparison.Ordinal);
            Assert.Contains("best@n,1,1,", result.Output, StringComparison.Ordinal);
        },
        name);

    [Theory]
    [InlineData("{\"prompt\":\"a\",\"rewards\":[1,2],\"gold\":[1]}", "samples.jsonl:1: gold has 1 values and rewards has 2; they must have one for each sample.")]
    [InlineData("{\"prompt\":\"a\",\"correct\":0.5}", "samples.jsonl:1: correct is 0.5; it must be true or false, or 1 or 0")]
    [InlineData("{\"x\":1}", "samples.jsonl: it cannot be told what to read; name a field with --reward or --correct. The first record has x.")]
    [InlineData("{\"reward\":1}", "samples.jsonl: one sample a record; --group must name the field that tells which prompt it belongs to. The first record has reward.")]
    [InlineData("", "samples.jsonl: there is no record in the file.")]
    public void Estimate_UnusableFile_SaysWhatIsWrong(string text, string message) => EstimateTool.WithFile(text, path =>
    {
        var result = EstimateTool.Run(path, "--correct", "correct");
        if (!text.Contains("correct", StringComparison.Ordinal))
        {
            result = EstimateTool.Run(path);
        }

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith("bonverify: " + message, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("--n", "0", "--n is '0'; it must be whole numbers")]
    [InlineData("--missing", "drop", "--missing is 'drop'; it must be one of error, skip, worst.")]
    [InlineData("--format", "xyz", "--format is 'xyz'; it must be human-eval,")]
    [InlineData("--range", "1,0", "--range is '1,0'; it must be LOW,HIGH with LOW below HIGH.")]
    [InlineData("--confidence", "95", "--confidence is '95'; it must be above 0 and below 1.")]
    [InlineData("--interval", "wald", "--interval is 'wald'; it must be auto, t, hoeffding")]
    [InlineData("--reward", "a..b", "'a..b' is no path to a field")]
    public void Estimate_BadOption_IsOneLine(string option, string value, string message)
    {
        var result = EstimateTool.Run(EstimateTool.Sample("verl.jsonl"), option, value);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("bonverify: " + message, result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Estimate_MarkOrCompression_IsPassedOver()
    {
        var expected = EstimateTool.Run(EstimateTool.Sample("verl.jsonl"), "--csv").Output;
        var bytes = File.ReadAllBytes(EstimateTool.Sample("verl.jsonl"));
        EstimateTool.WithBytes([0xEF, 0xBB, 0xBF, .. bytes], path => Assert.Equal(expected, EstimateTool.Run(path, "--csv").Output), "marked.jsonl");
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            stream.Write(bytes);
        }

        EstimateTool.WithBytes(compressed.ToArray(), path => Assert.Equal(expected, EstimateTool.Run(path, "--csv").Output), "small.jsonl.gz");
        Assert.Equal(expected, Tool.RunWithInput(Encoding.UTF8.GetString(bytes), "estimate", "-", "--csv").Output);
    }

    [Fact]
    public void Estimate_UnequalPools_CountsWhoIsLeftOut() => EstimateTool.WithFile(
        "{\"rewards\":[1,2,4]}\n{\"rewards\":[8]}\n{\"rewards\":[]}\n{\"rewards\":[1,1]}\n",
        path =>
        {
            var report = EstimateTool.Report(path, "--n", "1,2,3,4");
            Assert.Equal(1, report.GetProperty("read").GetProperty("prompts_without_values").GetInt32());
            Assert.Equal(3, report.GetProperty("prompts").GetProperty("count").GetInt32());
            Assert.Equal([0, 1, 2, 3], Enumerable.Range(1, 4).Select(n => report.Row("best@n", n).GetProperty("left_out").GetInt32()));
            report.Row("best@n", 2).HasMean(BruteForce.Mean([new Rational(10, 3), 1]));
            Assert.False(report.Row("best@n", 4).TryGetProperty("mean", out _));

            // By default up to the smallest pool.
            Assert.Equal(1, EstimateTool.Report(path).GetProperty("estimates").GetArrayLength());
        });

    [Fact]
    public void Estimate_Duplicates_AreErrorsUnlessSaidOtherwise()
    {
        const string Twice = "{\"prompt\":\"a\",\"rewards\":[1,3]}\n{\"prompt\":\"b\",\"rewards\":[0,0]}\n{\"prompt\":\"a\",\"rewards\":[1,3]}\n";
        EstimateTool.WithFile(Twice, path =>
        {
            var result = EstimateTool.Run(path, "--csv");
            Assert.Equal(2, result.ExitCode);
            Assert.Contains("samples.jsonl:3: prompt is there already", result.Error, StringComparison.Ordinal);
            Assert.Contains("best@n,2,1.5,", result.Output, StringComparison.Ordinal);
            var skipped = EstimateTool.Report(path, "--duplicates", "skip");
            Assert.Equal(1, skipped.GetProperty("read").GetProperty("duplicates_left_out").GetInt32());
            skipped.Row("best@n", 2).HasMean(new Rational(3, 2));
            EstimateTool.Report(path, "--duplicates", "keep").Row("best@n", 2).HasMean(2);
        });
        EstimateTool.WithFile(
            "{\"p\":1,\"k\":\"x\",\"r\":1}\n{\"p\":1,\"k\":\"x\",\"r\":2}\n{\"p\":2,\"k\":\"x\",\"r\":5}\n",
            path =>
            {
                string[] fields = [path, "--group", "p", "--id", "k", "--reward", "r"];
                Assert.Contains("samples.jsonl:2: k is there already", EstimateTool.Run(fields).Error, StringComparison.Ordinal);
                EstimateTool.Report([.. fields, "--duplicates", "skip"]).Row("best@n", 1).HasMean(3);
            });
    }

    [Fact]
    public void Estimate_LongFile_IsTheSameForAnyNumberOfThreads()
    {
        // Several blocks; texts with escapes of every length at their ends.
        var dice = new Random(5);
        var text = new StringBuilder();
        var pools = new SortedDictionary<int, List<bool>>();
        for (var i = 0; i < 20_000; i++)
        {
            var (prompt, passed) = (dice.Next(50), dice.Next(3) == 0);
            if (!pools.TryGetValue(prompt, out var pool))
            {
                pools.Add(prompt, pool = []);
            }

            pool.Add(passed);
            var escapes = string.Concat(Enumerable.Repeat("\\\\", dice.Next(3))) + (dice.Next(2) == 0 ? "\\\"" : "\\n");
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{{\"completion\":\"{new string('x', dice.Next(150))}{escapes}\",")
                .Append(System.Globalization.CultureInfo.InvariantCulture, $"\"task_id\":\"t{prompt}\",\"passed\":{(passed ? "true" : "false")}}}\n");
        }

        EstimateTool.WithFile(text.ToString(), path =>
        {
            var report = EstimateTool.Report(path, "--n", "1,2", "--jobs", "1");
            Rational Share(Func<List<bool>, Rational> value) => BruteForce.Mean(pools.Values.Select(value));
            Assert.Equal(Share(static pool => new Rational(pool.Count(static c => c), pool.Count)).ToDouble(), report.Row("pass@k", 1).GetProperty("mean").GetDouble());
            Assert.Equal(
                Share(static pool =>
                {
                    var wrong = pool.Count(static c => !c);
                    return 1 - new Rational(wrong * (wrong - 1), pool.Count * (pool.Count - 1));
                }).ToDouble(),
                report.Row("pass@k", 2).GetProperty("mean").GetDouble());
            Assert.Equal(EstimateTool.Run(path, "--json").Output, EstimateTool.Run(path, "--json", "--jobs", "7").Output);
            File.AppendAllText(path, "{\"task_id\":\"t0\",\"passed\":\"perhaps\"}\n");
            var result = EstimateTool.Run(path, "--json", "--n", "1");
            Assert.Equal(2, result.ExitCode);
            Assert.Contains("samples.jsonl:20001: passed is 'perhaps'; it must be true or false", result.Error, StringComparison.Ordinal);
            Assert.Equal(
                report.Row("pass@k", 1).GetProperty("mean").GetDouble(), EstimateTool.Parse(result.Output).Row("pass@k", 1).GetProperty("mean").GetDouble());
        });
    }
}
