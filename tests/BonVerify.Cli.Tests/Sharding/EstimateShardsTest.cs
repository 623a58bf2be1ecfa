using System.Globalization;
using System.Text;
using BonVerify.Cli.Estimation;
using BonVerify.Cli.Estimation.Figures;
using BonVerify.Cli.Estimation.Files;
using BonVerify.Cli.Sharding;

namespace BonVerify.Cli.Tests.Sharding;

public sealed class EstimateShardsTest : IDisposable
{
    private readonly PartFiles files = new();

    public void Dispose() => files.Dispose();

    public static TheoryData<int, string> Splits()
    {
        var data = new TheoryData<int, string>();
        foreach (var count in (int[])[1, 2, 7, 64])
        {
            foreach (var kind in (string[])["prompts", "samples", "counts", "against"])
            {
                data.Add(count, kind);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Splits))]
    public void Shards_OfAnyCount_MergeToTheRun(int count, string kind)
    {
        var options = Options(kind);
        var one = EstimateRun.Execute(options, null, default);
        Assert.True(one.IsComplete, one.Error);
        for (var index = 1; index <= count; index++)
        {
            files.Write($"{index:D3}.json", EstimateRun.Execute(options with { Shard = new Shard(index, count) }, null, default).Part!);
        }

        AssertSame(one, Merged(options));
    }

    [Fact]
    public void Parts_SplitByPromptBefore_MergeToTheRun_EmptyOnesToo()
    {
        var options = Options("samples");
        var one = EstimateRun.Execute(options, null, default);
        var lines = File.ReadAllLines(options.Files[0]);
        var parts = lines.GroupBy(static line => line.Split('"')[3].Length).Select(static part => string.Join('\n', part)).Append("").ToArray();
        Assert.True(parts.Length >= 3);
        for (var i = 0; i < parts.Length; i++)
        {
            var path = files.Write($"part{i}.jsonl", parts[i]);
            var result = EstimateRun.Execute(options with { Files = [path], IsPart = true }, null, default);
            Assert.Null(result.Error);
            files.Write($"{i}.json", result.Part!);
        }

        var merged = Merged(options);
        AssertSame(one, merged with { Options = options });
    }

    [Fact]
    public void Statistics_InAnyOrderAndGrouping_AreTheSame()
    {
        var dice = new Random(8);
        var counts = DrawCounts.Parse("1,2,3");
        var pools = Enumerable.Range(0, 60).Select(i =>
        {
            var rewards = Enumerable.Range(0, 3 + i % 4).Select(_ => Math.ScaleB(dice.NextDouble() - 0.5, dice.Next(-40, 40))).Order().ToArray();
            return new SamplePool { Key = $"{i}", Size = rewards.Length, Rewards = rewards, Gold = [.. rewards.Select(_ => dice.NextDouble())], CorrectCount = i % 3 };
        }).ToArray();
        var expected = TextOf(Of(pools));
        for (var trial = 0; trial < 50; trial++)
        {
            var rest = pools.OrderBy(_ => dice.Next()).Chunk(1 + dice.Next(9)).Select(chunk => Read(TextOf(Of(chunk)))).ToList();
            while (rest.Count > 1)
            {
                var at = dice.Next(rest.Count - 1);
                rest[at].Add(rest[at + 1]);
                rest.RemoveAt(at + 1);
            }

            Assert.Equal(expected, TextOf(rest[0]));
        }

        PoolStatistics Of(IEnumerable<SamplePool> some)
        {
            var statistics = new PoolStatistics(counts);
            foreach (var pool in some)
            {
                statistics.Add(pool);
            }

            return statistics;
        }

        PoolStatistics Read(string json)
        {
            using var document = JsonText.Document(json);
            return PoolStatistics.Read(document.RootElement, counts);
        }

        static string TextOf(PoolStatistics statistics) => JsonText.OfOrdinal(statistics.Write);
    }

    [Fact]
    public void Moments_OfHugeTinyAndCancellingValues_AreCorrectlyRounded()
    {
        double[] values = [double.MaxValue, -double.MaxValue, double.Epsilon, 3, 1, 1e-300];
        var moments = new Moments();
        var (sum, squares) = (Numerics.Rational.Zero, Numerics.Rational.Zero);
        foreach (var value in values)
        {
            moments.Add(value);
            sum += Numerics.Rational.FromDouble(value);
            squares += Numerics.Rational.FromDouble(value) * Numerics.Rational.FromDouble(value);
        }

        Assert.Equal((sum / values.Length).ToDouble(), moments.Mean);
        Assert.Equal(((squares - sum * sum / values.Length) / (values.Length - 1)).ToDouble(), moments.Variance);
        moments.Add(double.PositiveInfinity);
        Assert.True(double.IsNaN(moments.Mean) && double.IsNaN(moments.Variance!.Value));
    }

    [Fact]
    public void Checkpoint_GoesOnWhereItWas()
    {
        var options = Options("prompts") with { Jobs = 1, CheckpointFolder = files.Path("checkpoint") };
        var one = EstimateRun.Execute(options with { CheckpointFolder = null }, null, default);
        AssertSame(one, EstimateRun.Execute(options, null, default));

        // At its end the checkpoint has all, and no file is read again.
        AssertSame(one, EstimateRun.Execute(options, null, default));
        var refused = Assert.Throws<InputException>(() => EstimateRun.Execute(options with { Given = [("--n", "1")] }, null, default));
        Assert.Contains("is of another run: --n is 1,2,4 and not 1", refused.Message, StringComparison.Ordinal);
    }

    private static void AssertSame(EstimateResult expected, EstimateResult actual)
    {
        Assert.Equal(JsonOf(expected), JsonOf(actual));
        Assert.Equal(
            PartFiles.Texts("x", report => EstimateReport.Write(expected, report)),
            PartFiles.Texts("x", report => EstimateReport.Write(actual, report)));

        static string JsonOf(EstimateResult result) => JsonText.OfOrdinal(writer => EstimateReport.WriteJson(result with { Part = null }, writer));
    }

    private EstimateResult Merged(EstimateOptions options)
    {
        var state = new MergedParts([files.Folder]).Read().Select(part => part.Understood(json => EstimateState.Read(json, options.Counts))).Aggregate(static (one, two) => one.Plus(two));
        return EstimateRun.Conclude(options with { Files = state.Files, Against = state.Against }, state, null, isComplete: true);
    }

    private EstimateOptions Options(string kind)
    {
        var dice = new Random(4);
        var text = new StringBuilder();
        for (var prompt = 0; prompt < 100; prompt++)
        {
            var size = 4 + prompt % 3;
            if (kind == "counts")
            {
                text.Append(CultureInfo.InvariantCulture, $"{{\"prompt\":\"p{prompt}\",\"total\":{size},\"correct\":{prompt % 4}}}\n");
            }
            else if (kind == "samples")
            {
                for (var i = 0; i < size; i++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{{\"prompt\":\"p{prompt}\",\"reward\":{Score(i)},\"split\":\"{(dice.Next(9) == 0 ? "other" : "test")}\",\"answer\":\"{dice.Next(3)}\",\"target\":\"1\",\"logp\":{-dice.NextDouble()}}}\n");
                }
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{{\"prompt\":\"p{prompt}\",\"reward\":[{string.Join(',', Enumerable.Range(0, size).Select(i => Score(i)))}],\"gold\":[{string.Join(',', Enumerable.Range(0, size).Select(_ => dice.NextDouble().ToString(CultureInfo.InvariantCulture)))}]}}\n");
            }
        }

        var path = files.Write("samples.jsonl", text.ToString());
        var fields = kind switch
        {
            "counts" => ((Role, string)[])[(Role.Group, "prompt"), (Role.Total, "total"), (Role.Correct, "correct")],
            "samples" => [(Role.Group, "prompt"), (Role.Reward, "reward"), (Role.Answer, "answer"), (Role.Target, "target"), (Role.LogProbability, "logp")],
            _ => [(Role.Group, "prompt"), (Role.Reward, "reward"), (Role.Gold, "gold")],
        };
        return new EstimateOptions
        {
            Files = [path],
            Against = kind == "against" ? files.Write("against.jsonl", string.Join('\n', text.ToString().Split('\n')[20..].Select(static line => line.Replace("\"reward\":[", "\"reward\":[0.5,", StringComparison.Ordinal).Replace("\"gold\":[", "\"gold\":[1,", StringComparison.Ordinal)))) : null,
            Fields = new FieldChoice
            {
                Fields = [.. fields.Select(static field => new Field(field.Item1, FieldPath.Parse(field.Item2))), .. kind == "samples" ? [new Field(Role.Where, FieldPath.Parse("split"), "test")] : Array.Empty<Field>()],
            },
            Reading = new ReadingOptions { Missing = kind == "samples" ? MissingRule.Skip : MissingRule.Worst, Duplicates = DuplicateRule.Error, Steps = StepRule.None },
            Counts = DrawCounts.Parse(kind == "prompts" ? "1,2,4" : null),
            Interval = IntervalMethod.Auto,
            Confidence = 0.95,
            Biased = true,
            Jobs = 2,
            Given = [("--n", "1,2,4")],
        };

        // Some are missing, and some are tied.
        string Score(int i) => i > 1 && dice.Next(12) == 0 ? "null" : Math.Round(dice.NextDouble(), 1 + dice.Next(2) * 8).ToString(CultureInfo.InvariantCulture);
    }
}
