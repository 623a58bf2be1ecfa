using System.Diagnostics;

namespace BonVerify.Cli.Tests;

/// <summary>The examples that call the oracle from other languages, each run where its interpreter is.</summary>
public class ExamplesTest
{
    [InterpreterFact("python3")]
    public void Python_AsksTheOracle() => Assert.Contains("12 cases, at most", Run("python3", "oracle.py"), StringComparison.Ordinal);

    [InterpreterFact("node")]
    public void Node_AsksTheOracle() => Assert.Contains("12 cases, relative error", Run("node", "oracle.mjs"), StringComparison.Ordinal);

    [InterpreterFact("dotnet")]
    public void FSharpScript_AsksTheOracle() => Assert.EndsWith("7 cases", Run("dotnet", "fsi", "oracle.fsx").TrimEnd(), StringComparison.Ordinal);

    [InterpreterFact("sh")]
    public void Shell_AsksTheOracle()
    {
        var output = Run("sh", "oracle.sh");
        Assert.Contains("\"exact\":\"11/16\"", output, StringComparison.Ordinal);
        Assert.Contains("n = 2: W = 163/250", output, StringComparison.Ordinal);
    }

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.Combine(AppContext.BaseDirectory, "examples"),
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["BONVERIFY"] = $"dotnet {Path.Combine(AppContext.BaseDirectory, "BonVerify.Cli.dll")}";
        using var process = Process.Start(start)!;
        var result = Tool.Finish(process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        return result.Output;
    }
}
