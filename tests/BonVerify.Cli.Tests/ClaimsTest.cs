using System.Text.Json;
using BonVerify.Claims;

namespace BonVerify.Cli.Tests;

public class ClaimsTest
{
    [Fact]
    public void Claims_One_ShowsEverything()
    {
        var result = Tool.Run("claims", "kl-upper-bound");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("BonVerify.KlBound.kl_upper_bound", result.Output, StringComparison.Ordinal);
        Assert.Equal(2, Tool.Run("claims", "no-such-claim").ExitCode);
    }

    [Fact]
    public void Claims_Json_HasEverything()
    {
        var result = Tool.Run("claims", "--json");
        Assert.Equal(0, result.ExitCode);
        using var document = JsonDocument.Parse(result.Output);
        VerifyTest.AssertOrdered(document.RootElement);
        var written = document.RootElement.GetProperty("claims").EnumerateArray().ToArray();
        Assert.Equal(Catalogue.All.Select(c => c.Latex), written.Select(c => c.GetProperty("latex").GetString()!));
        Assert.All(written, c => Assert.NotEqual(0, c.GetProperty("method").GetString()!.Length));
    }

    [Fact]
    public void Page_IsWhatTheCatalogueSays()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "CLAIMS.md")).ReplaceLineEndings("\n");
        var current = Tool.Run("claims", "--markdown").Output.ReplaceLineEndings("\n");
        Assert.True(page == current, "proofs/CLAIMS.md is stale: write it again with bonverify claims --markdown.");
    }

    [Fact]
    public void Catalogue_CoqTheorems_AreListedWithTheProofs()
    {
        var listed = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "theorems.tsv"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t'))
            .Select(fields => (fields[0], fields[1]))
            .ToHashSet();
        Assert.All(Catalogue.All, claim =>
        {
            Assert.Equal(claim.CoqTheorems.Count > 0, claim.Status is ClaimStatus.MachineChecked or ClaimStatus.Refuted);
            Assert.All(claim.CoqTheorems, theorem => Assert.Contains((claim.Id, theorem), listed));
        });
    }
}
