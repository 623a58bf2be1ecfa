using System.Text.Json;

namespace BonVerify.Cli.Tests;

/// <summary><c>--assembly</c>: claims of a user, with all the reporting that those of the catalogue have.</summary>
public class AssemblyClaimsTest
{
    private static readonly string Own = Path.Combine(AppContext.BaseDirectory, "BonVerify.Cli.Tests.dll");

    [Fact]
    public void Verify_OwnClaims_AreDecidedReportedAndReproduced()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var result = Tool.Run(
            "verify", "--assembly", Own, "--claims", "own-kl-doubling,own-win-rate-concave,kl-upper-bound", "--max-test", "100", "--counterexamples", folder);
        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"Conjectures\r?\n +claim .*\r?\n.*\r?\n  own-kl-doubling .*\r?\n  own-win-rate-concave ", result.Output);
        Assert.Contains("kl-upper-bound", result.Output, StringComparison.Ordinal);
        Assert.Contains("own-kl-doubling: smallest counterexample 7,1, n = 7", result.Output, StringComparison.Ordinal);
        Assert.Contains("c.WithN(2 * c.N).Kl - c.Kl <= ComputableReal.Ln(2) fails", result.Output, StringComparison.Ordinal);

        var file = Directory.GetFiles(folder, "own-kl-doubling*").Single();
        var reproduced = Tool.Run("reproduce", file, "--assembly", Own);
        Assert.Equal(1, reproduced.ExitCode);
        Assert.Contains("own-kl-doubling (conjecture)", reproduced.Output, StringComparison.Ordinal);
        Assert.Contains("Verdict: violated", reproduced.Output, StringComparison.Ordinal);
        Assert.Contains("--assembly", Tool.Run("reproduce", file).ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_Assembly_AloneMeansAllOfItsClaims()
    {
        var result = Tool.RunWithInput(
            """{"weights":[1,1],"n":2}""", "verify", "--assembly", Own, "--claims", "own-nowhere,own-win-rate-concave", "--max-test", "0", "--input", "-", "--json");
        using var report = JsonDocument.Parse(result.Output);
        Assert.Equal(
            ["own-nowhere", "own-win-rate-concave"],
            report.RootElement.GetProperty("claims").EnumerateArray().Select(claim => claim.GetProperty("id").GetString()!));

        // One of all throws.
        var all = Tool.RunWithInput("""{"weights":[1,1],"n":2}""", "verify", "--assembly", Own, "--max-test", "0", "--input", "-");
        Assert.Equal(2, all.ExitCode);
        Assert.Contains("own-throws throws for 1,1, n = 2: it is not written yet", all.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_AssemblyWithoutClaims_OrWithKnownIds_IsRefused()
    {
        var none = Tool.Run("verify", "--assembly", Path.Combine(AppContext.BaseDirectory, "Fractions.dll"), "--max-test", "1");
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("has no claims", none.ErrorLine, StringComparison.Ordinal);
        Assert.Contains("cannot load", Tool.Run("verify", "--assembly", "nowhere.dll", "--max-test", "1").ErrorLine, StringComparison.Ordinal);
        Assert.Contains("occurs twice", Tool.Run("verify", "--assembly", Own, Own, "--max-test", "1").ErrorLine, StringComparison.Ordinal);
        Assert.Contains("own-kl-doubling", Tool.Run("verify", "--assembly", Own, "--claims", "x").ErrorLine, StringComparison.Ordinal);
    }
}
