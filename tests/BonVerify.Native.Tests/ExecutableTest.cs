using BonVerify.Packages.Tests;

namespace BonVerify.Native.Tests;

/// <summary>The tool as a native executable, as it is published: without .NET, and with an empty environment.</summary>
[Collection(PublishedCollection.Name)]
public class ExecutableTest
{
    private const string Case = """{"weights":[2,1,1,1],"n":2}""";

    [CompilerFact("env")]
    public void EmptyEnvironment_IsEnough()
    {
        var oracle = InEmptyEnvironment(Case + "\n", "oracle", "--quantities", "win_rate");
        Assert.Equal("""{"n":2,"quantities":{"win_rate":{"exact":"163/250","nearest":0.652,"hex":"0x1.4dd2f1a9fbe77p-1"}}}""", oracle.Succeeded().Lines[0]);

        // What comes with the tool is found beside it.
        var verify = InEmptyEnvironment("", "verify", "--claims", "kl-upper-bound", "--max-test", "0");
        Assert.Contains("1 claim: 1 hold", verify.Output, StringComparison.Ordinal);
        Assert.Equal(2, InEmptyEnvironment("", "verify", "--claims", "no-such-claim").ExitCode);
    }

    [CompilerFact("python3")]
    public void Check_JudgesAProgram()
    {
        var result = Command.Run(
            Path.GetTempPath(),
            Published.Executable,
            ["check", "--quantities", "kl", "--max-test", "5", "--counterexamples", Path.GetTempPath(), "--", "python3", Repository.PathOf("tests", "examples", "check-adapter.py")]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("[kl-is-bound]", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Executable_NeedsNoDotNetBesideIt()
    {
        var folder = Path.GetDirectoryName(Published.Executable)!;
        Assert.Empty(Directory.EnumerateFiles(folder, "*.dll").Select(Path.GetFileName));
        Assert.InRange(new FileInfo(Published.Executable).Length, 1 << 20, 40 << 20);
    }

    private static CommandResult InEmptyEnvironment(string input, params string[] arguments) =>
        Command.Run(Path.GetTempPath(), "env", ["-i", Published.Executable, .. arguments], input: input);
}
