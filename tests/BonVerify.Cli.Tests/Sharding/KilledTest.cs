using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BonVerify.Cli.Tests.Sharding;

/// <summary>
/// Runs with a checkpoint that are killed at random moments, again and again, end with the report of a run that was let be. The first one
/// is killed in its second half, so that there is something to go on from.
/// </summary>
public sealed partial class KilledTest : IDisposable
{
    private const int MaxKills = 5;

    private readonly PartFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Verify_KilledAgainAndAgain_EndsWithTheSameReport(int seed) =>
        AssertEndsTheSame(seed, "verify", "--max-test", "4000", "--claims", "kl-upper-bound,kl-gap-renyi-sharp,kl-formula-equality,win-rate-upper-bound", "--threads", "1", "--shard", "2/3");

    [Theory]
    [InlineData(3)]
    public void Estimate_KilledAgainAndAgain_EndsWithTheSameReport(int seed)
    {
        // Votes are slow to count: a piece of the file takes a good while.
        var dice = new Random(seed);
        var text = new StringBuilder();
        for (var prompt = 0; text.Length < 7 << 20; prompt++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{{\"prompt\":\"{prompt}\",\"target\":\"1\",\"answer\":[{string.Join(',', Enumerable.Range(0, 48).Select(_ => $"\"{dice.Next(4)}\""))}]}}\n");
        }

        AssertEndsTheSame(seed, "estimate", files.Write("votes.jsonl", text.ToString()), "--answer", "answer", "--target", "target", "--group", "prompt", "--jobs", "1", "--shard", "1/2");
    }

    [InterpreterFact("python3")]
    public void Check_KilledAgainAndAgain_EndsWithTheSameReport()
    {
        // Slow, and wrong where k = total.
        var program = files.Write("slow.py", """
            import json, math, sys, time
            for line in sys.stdin:
                asked = json.loads(line)
                time.sleep(0.002)
                total, correct, k = asked["total"], asked["correct"], asked["k"]
                value = 1 - math.comb(max(total - correct, 0), k) / math.comb(total, k) if 0 < k <= total and 0 <= correct <= total else None
                answer = {"error": "undefined"} if value is None else {"value": value + (k == total > 2)}
                print(json.dumps({"id": asked["id"], **answer}), flush=True)
            """);
        AssertEndsTheSame(5, "check", "--quantities", "pass_at_k", "--max-test", "0", "--max-total", "12", "--counterexamples", files.Path("failures"), "--shard", "1/1", "--", "python3", program);
    }

    private void AssertEndsTheSame(int seed, params string[] command)
    {
        var clock = Stopwatch.StartNew();
        var expected = Run([command[0], "--json", .. command[1..]]);
        var whole = (int)clock.ElapsedMilliseconds;
        var (dice, folder) = (new Random(seed), files.Path($"checkpoint{seed}"));
        var (kills, resumed) = (0, 0);
        while (true)
        {
            var start = Start([command[0], "--json", "--checkpoint", folder, .. command[1..]]);
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            var hadFile = Directory.Exists(folder) && Directory.GetFiles(folder, "*.json").Length == 1;
            if (!process.WaitForExit(kills < MaxKills ? dice.Next(whole / (kills == 0 ? 2 : 4), whole * 9 / 10) : (int)TimeSpan.FromMinutes(2).TotalMilliseconds))
            {
                process.Kill();
                process.WaitForExit();
                kills++;
                continue;
            }

            resumed += hadFile ? 1 : 0;
            Assert.True(process.ExitCode <= 1, error.Result);
            Assert.Equal(Times().Replace(expected, ""), Times().Replace(output.Result, ""));
            break;
        }

        // Else nothing was tested.
        Assert.True(kills >= 1 && resumed == 1, $"{kills} kills, {resumed} resumed, {whole} ms");
        Assert.Single(Directory.GetFiles(folder));
    }

    private static string Run(string[] command)
    {
        using var process = Process.Start(Start(command))!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var result = Tool.Finish(process, output, error);
        Assert.True(result.ExitCode <= 1, result.Error);
        return result.Output;
    }

    private static ProcessStartInfo Start(string[] command)
    {
        var start = Tool.StartInfo(command);
        start.Environment["BONVERIFY_CHECKPOINT_SECONDS"] = "0";
        return start;
    }

    [GeneratedRegex("\"(elapsed|asking)Seconds\": [0-9.e+-]+")]
    private static partial Regex Times();
}
