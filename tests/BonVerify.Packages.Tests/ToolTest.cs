namespace BonVerify.Packages.Tests;

/// <summary>The tool, installed from its package as a user does it.</summary>
[Collection(PackedFeedUsers.Name)]
public class ToolTest(PackedFeed packed)
{
    [Fact]
    public void Tool_IsInstalledFromThePackageAndRuns()
    {
        var tools = packed.InstalledTool();
        var tool = Path.Combine(tools, OperatingSystem.IsWindows() ? "bonverify.exe" : "bonverify");

        var claims = packed.Run(tools, tool, ["claims"]).Succeeded();
        Assert.Contains("kl-upper-bound", claims.Output, StringComparison.Ordinal);

        var cases = Path.Combine(tools, "cases.jsonl");
        File.WriteAllText(cases, """{"weights":["2","1","1","1"],"n":2}""" + "\n");
        var verified = packed.Run(tools, tool, ["verify", "--claims", "kl-upper-bound", "--input", cases, "--max-test", "0"]).Succeeded();
        Assert.Contains("1 case (1 of input, 0 generated), 1 claim: 1 hold", verified.Output, StringComparison.Ordinal);

        // The distributions that come with the tool: without --input they are verified first.
        var supplied = packed.Run(tools, tool, ["verify", "--claims", "win-rate-upper-bound", "--max-test", "0"]);
        Assert.Contains("41 cases (41 of input, 0 generated), 1 claim: 1 hold", supplied.Output, StringComparison.Ordinal);
        Assert.Equal(2, packed.Run(tools, tool, ["verify", "--claims", "no-such-claim"]).ExitCode);
    }
}
