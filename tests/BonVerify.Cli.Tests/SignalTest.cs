using System.Diagnostics;
using System.Globalization;
using BonVerify.Claims;
using BonVerify.Interchange;

namespace BonVerify.Cli.Tests;

/// <summary>The first SIGTERM ends every command within two seconds, and <c>--time</c> holds, whatever is being computed or waited for.</summary>
public sealed class SignalTest : IDisposable
{
    // Exact masses of two gigabits: none of this comes to an end while somebody waits.
    private const string Heavy = """{"weights":["123456789123456789/3","1","7/9","1/1000003"],"n":6000000}""";
    private const string Unlimited = "2147483647";

    // Ten times what is promised, for a machine that runs all of them at once beside other tests.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bonverify-signal");

    public void Dispose() => folder.Delete(recursive: true);

    [UnixFact]
    public void Sigterm_EndsEveryCommand()
    {
        var cases = Write("heavy.jsonl", Heavy + "\n");
        var exact = Write("exact.jsonl", Heavy.Replace("6000000", "2000000", StringComparison.Ordinal) + "\n");
        var counterexample = Write(
            "counterexample.json",
            CounterexampleJson.Write(new Counterexample(Catalogue.KlFormulaEquality.Id, CaseJson.Parse(Heavy))));
        string[][] commands =
        [
            ["verify", "--input", "-"],
            ["verify", "--input", cases, "--max-test", "0", "--exact-bits", Unlimited],
            ["oracle"],

            // Enclosures are quick: only exact texts take long.
            ["oracle", exact, "--exact-bits", Unlimited, "--exact-length", "100000000"],
            ["oracle", "--weights", "123456789123456787/3,1,7/9,1/1000003", "--n", "2000000", "--exact-bits", Unlimited, "--exact-length", "100000000"],
            ["reproduce", counterexample, "--exact-bits", Unlimited],
            ["estimate", "-"],
            ["check", "--", "sleep", "1000"],
        ];
        var running = commands.Select(Tool.Start).Select(static process =>
            (process, output: process.StandardOutput.ReadToEndAsync(), error: process.StandardError.ReadToEndAsync())).ToArray();
        Thread.Sleep(6000);
        if (running.Any(static tool => tool.process.HasExited))
        {
            // None is left behind: they would run for hours.
            var early = commands.Zip(running).Where(static pair => pair.Second.process.HasExited).Select(static pair => string.Join(' ', pair.First)).ToArray();
            Array.ForEach(running, static tool => tool.process.Kill(entireProcessTree: true));
            Assert.Fail($"ended by itself: {string.Join("; ", early)}");
        }

        Terminate([.. running.Select(static tool => tool.process)]);
        var clock = Stopwatch.StartNew();
        var results = running.Zip(commands, static (tool, command) =>
        {
            using (tool.process)
            {
                return (Command: string.Join(' ', command), Result: Tool.Finish(tool.process, tool.output, tool.error));
            }
        }).ToArray();
        Assert.True(clock.Elapsed < Limit, FormattableString.Invariant($"{clock.Elapsed}"));
        Assert.All(results, static ended => Assert.True(ended.Result.ExitCode == ExitCode.Terminated, $"{ended.Command}: {ended.Result.ExitCode} {ended.Result.Error}"));
        Assert.All(results, static ended => Assert.DoesNotContain("internal error", ended.Result.Error, StringComparison.Ordinal));

        // The runs say what they have: here nothing.
        Assert.All(results[..2], static ended =>
        {
            Assert.Contains("because it was interrupted", ended.Result.Output, StringComparison.Ordinal);
            Assert.Contains("Result: interrupted.", ended.Result.Output, StringComparison.Ordinal);
        });
        Assert.Contains("Result: inconclusive", results[^1].Result.Output, StringComparison.Ordinal);
    }

    /// <summary>Nothing makes this command take long: so the signal comes as soon as the first of its files is there, however fast or busy the machine is.</summary>
    [UnixFact]
    public void Sigterm_EndsVectorsInTheMiddle()
    {
        var vectors = Path.Combine(folder.FullName, "vectors");
        using var process = Tool.Start("vectors", "generate", "--output", vectors);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.Close();
        while (!process.HasExited && !File.Exists(Path.Combine(vectors, "pmf.json")))
        {
            Thread.Sleep(1);
        }

        Terminate(process);
        var result = Tool.Finish(process, output, error);
        Assert.True(result.ExitCode == ExitCode.Terminated, $"{result.ExitCode} {result.Error}");
        Assert.DoesNotContain("internal error", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(vectors, "log_weights.json")));
    }

    [UnixFact]
    public void Sigterm_InTheMiddleOfACase_LosesNoneBefore()
    {
        var cases = Write("cases.jsonl", string.Concat(Enumerable.Repeat("{\"weights\":[1,2],\"n\":3}\n", 5)) + Heavy + "\n{\"weights\":[1,2],\"n\":3}\n");
        using var process = Tool.Start("verify", "--input", cases, "--max-test", "0", "--exact-bits", Unlimited, "--json");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Thread.Sleep(6000);
        Terminate(process);
        var result = Tool.Finish(process, output, error);
        Assert.Equal(ExitCode.Terminated, result.ExitCode);
        Assert.Contains("\"inputCases\": 5,", result.Output, StringComparison.Ordinal);
        Assert.Contains("\"result\": \"interrupted\"", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_HoldsInTheMiddleOfACase()
    {
        var clock = Stopwatch.StartNew();
        var result = Tool.Run("verify", "--input", Write("heavy.jsonl", Heavy), "--time", "2s", "--exact-bits", Unlimited);
        Assert.Equal(ExitCode.Inconclusive, result.ExitCode);
        Assert.Contains("because the time of 2 s is spent, after 0 cases of input and 0 generated cases, in the middle of one", result.Output, StringComparison.Ordinal);
        Assert.Contains("Not every case of input was decided.", result.Output, StringComparison.Ordinal);
        Assert.Contains("Result: inconclusive.", result.Output, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2) + Limit, FormattableString.Invariant($"{clock.Elapsed}"));
    }

    private static void Terminate(params Process[] processes)
    {
        using var kill = Process.Start("kill", ["-TERM", .. processes.Select(static process => process.Id.ToString(CultureInfo.InvariantCulture))]);
        kill.WaitForExit();
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
