using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BonVerify.Cli.Tests.Sharding;

/// <summary>
/// Runs with a checkpoint that are killed again and again, a random while after one of their writings, end with the report of a run that was let be.
/// The first one is killed once it has written, so that there is something to go on from.
/// </summary>
public sealed partial class KilledTest : IDisposable
{
    private const int MaxKills = 5;

    // 128 and the number of the signal.
    private const int Killed = 137;

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
        var expected = Run([command[0], "--json", .. command[1..]]);
        var (dice, folder) = (new Random(seed), files.Path($"checkpoint{seed}"));
        var (kills, resumed) = (0, 0);
        while (true)
        {
            using var process = Process.Start(Start([command[0], "--json", "--checkpoint", folder, .. command[1..]]))!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            var hadFile = Checkpoint(folder) is not null;
            if (kills < MaxKills && Writes(process, folder, kills == 0 ? 1 : dice.Next(1, 6)))
            {
                Thread.Sleep(dice.Next(20));
                process.Kill();
            }

            process.WaitForExit();
            if (process.ExitCode == Killed)
            {
                kills++;
                continue;
            }

            resumed += hadFile ? 1 : 0;
            Assert.True(process.ExitCode <= 1, error.Result);
            Assert.Equal(Times().Replace(expected, ""), Times().Replace(output.Result, ""));
            break;
        }

        // Else nothing was tested.
        Assert.True(kills >= 1 && resumed == 1, $"{kills} kills, {resumed} resumed");
        Assert.Single(Directory.GetFiles(folder));
    }

    /// <summary>Waits until a run has written its checkpoint so many times anew; false when it ends before.</summary>
    private static bool Writes(Process process, string folder, int times)
    {
        for (var last = Checkpoint(folder); times > 0 && !process.HasExited; Thread.Sleep(1))
        {
            if (Checkpoint(folder) is { } now && now != last)
            {
                (last, times) = (now, times - 1);
            }
        }

        return times == 0;
    }

    /// <summary>What tells one writing of the checkpoint from another: null before the first.</summary>
    private static (string Name, long Length, DateTime Written)? Checkpoint(string folder) => Directory.Exists(folder)
        && new DirectoryInfo(folder).GetFiles("*.json") is [{ Exists: true } file, ..] ? (file.Name, file.Length, file.LastWriteTimeUtc) : null;

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
