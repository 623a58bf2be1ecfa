using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace BonVerify.Cli.Tests.Sharding;

/// <summary>The recipes for clusters, run: GNU parallel, a Slurm of one node, and what the Spark program does with each partition.</summary>
public sealed partial class ClusterTest : IDisposable
{
    private static readonly string[] Verify = ["verify", "--max-test", "120", "--threads", "1", "--claims", "kl-upper-bound,kl-formula-equality"];

    // What slurm-here.sh says.
    private const int CannotStart = 77;

    private readonly PartFiles files = new();

    public void Dispose() => files.Dispose();

    [InterpreterFact("parallel")]
    public void Parallel_ReportsWhatOneRunReports_AndRunsAgainWhatIsMissing()
    {
        var expected = WithoutTime(Tool.Run(Verify).Output);
        Assert.Equal(expected, WithoutTime(Run("bash", [Recipe("parallel.sh"), "results", "5", .. Verify])));
        var written = File.GetLastWriteTimeUtc(files.Path("results/1.json"));
        File.Delete(files.Path("results/4.json"));
        Assert.Equal(expected, WithoutTime(Run("bash", [Recipe("parallel.sh"), "results", "5", .. Verify])));
        Assert.Equal(written, File.GetLastWriteTimeUtc(files.Path("results/1.json")));
    }

    [SlurmFact]
    public void Slurm_RunsTheArray_AndTheShardsAreTheRun()
    {
        var output = RunSlurm(["sbatch", "--wait", "--array=1-3", Recipe("slurm.sh"), "results", .. Verify]);
        Assert.Contains("Submitted batch job", output, StringComparison.Ordinal);
        Assert.Equal(["verify-1-of-3.json", "verify-2-of-3.json", "verify-3-of-3.json"], Directory.GetFiles(files.Path("results")).Select(Path.GetFileName).Order());
        Assert.Equal(WithoutTime(Tool.Run(Verify).Output), WithoutTime(Tool.Run("merge", files.Path("results")).Output));
        Assert.Contains("this is shard 2/3, by SLURM_ARRAY_TASK_ID", string.Concat(Directory.GetFiles(files.Folder, "*-2.log").Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    /// <summary>Spark is not there: what the program does with an RDD is done by lists, the commands are the real ones.</summary>
    [InterpreterFact("python3")]
    public void Spark_PartitionsOfAFilter_GiveTheReportOfAllSamples()
    {
        const string StandIn = """
            import subprocess, sys, zlib
            sys.path.insert(0, sys.argv[1])
            import spark

            class Lines:
                def __init__(self, parts): self.parts = parts
                def keyBy(self, key): return Lines([[(key(line), line) for line in part] for part in self.parts])
                def values(self): return Lines([[line for _, line in part] for part in self.parts])
                def partitionBy(self, count):
                    parts = [[] for _ in range(count)]
                    for part in self.parts:
                        for key, line in part: parts[zlib.crc32(key.encode()) % count].append((key, line))
                    return Lines(parts)
                def pipe(self, command, checkCode):
                    return Lines([subprocess.run(command, shell=True, check=checkCode, text=True, input="".join(line + "\n" for line in part),
                                                 stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.splitlines() for part in self.parts])
                def glom(self): return Lines([[part] for part in self.parts])
                def map(self, each): return Lines([[each(item) for item in part] for part in self.parts])
                def collect(self): return [item for part in self.parts for item in part]

            lines = open(sys.argv[2]).read().splitlines()
            if sys.argv[3] == "oracle":
                print("\n".join(spark.oracle(Lines([lines[:2], lines[2:]])).collect()))
            else:
                print(spark.estimate(Lines([lines[::2], lines[1::2]]), "task", ["--correct", "passed"], 4), end="")
            """;
        var (text, dice) = (new StringBuilder(), new Random(1));
        for (var i = 0; i < 60; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{{\"task\":\"t{i % 9}\",\"passed\":{(dice.Next(2) == 0 ? "true" : "false")}}}\n");
        }

        var samples = files.Write("samples.jsonl", text.ToString());
        var script = files.Write("stand-in.py", StandIn);
        var expected = Tool.Run("estimate", samples, "--group", "task", "--correct", "passed").Output;
        var actual = Run("python3", [script, Path.GetDirectoryName(Recipe("spark.py"))!, samples, "estimate"]);
        Assert.Contains("60 samples of 9 prompts", actual, StringComparison.Ordinal);

        // The first line names the files that were read.
        Assert.Equal(expected[expected.IndexOf('\n', StringComparison.Ordinal)..], actual[actual.IndexOf('\n', StringComparison.Ordinal)..]);

        var cases = files.Write("cases.jsonl", string.Concat(Enumerable.Range(1, 3).Select(static i => $"{{\"weights\":[{i},2],\"n\":1}}\n")));
        Assert.Equal(Tool.Run("oracle", cases).Output.TrimEnd(), Run("python3", [script, Path.GetDirectoryName(Recipe("spark.py"))!, cases, "oracle"]).TrimEnd());
    }

    private static string Recipe(string name) => Path.Combine(AppContext.BaseDirectory, "examples", "cluster", name);

    private static string WithoutTime(string report) => Seconds().Replace(report, "");

    /// <summary>Runs a command in a Slurm of one node; where that does not start, the test is reported as skipped.</summary>
    private string RunSlurm(string[] command)
    {
        var result = Start("bash", [Recipe("slurm-here.sh"), .. command]);
        return result.ExitCode switch
        {
            0 => result.Output,
            CannotStart => throw new NotHereException($"Slurm is installed and does not start here: {result.Error.Split('\n')[0]}"),
            _ => throw new Xunit.Sdk.XunitException(result.Output + result.Error),
        };
    }

    private string Run(string program, string[] arguments)
    {
        var result = Start(program, arguments);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        return result.Output;
    }

    private Tool.Result Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = files.Folder };
        var tool = Tool.StartInfo([]);
        start.Environment["BONVERIFY"] = string.Join(' ', [tool.FileName, .. tool.ArgumentList]);
        start.Environment.Remove("COLUMNS");
        using var process = Process.Start(start)!;
        return Tool.Finish(process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    [GeneratedRegex("Stopped after [0-9.]+ s")]
    private static partial Regex Seconds();
}
