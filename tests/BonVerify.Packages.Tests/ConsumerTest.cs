namespace BonVerify.Packages.Tests;

/// <summary>Programs of others that reference the packages.</summary>
[Collection(PackedFeedUsers.Name)]
public class ConsumerTest(PackedFeed packed)
{
    [Theory]
    [InlineData("consumer-csharp", "Program.cs")]
    [InlineData("consumer-fsharp", "Program.fs")]
    public void Program_CompilesAgainstThePackagesAndPrintsWhatItsCommentsSay(string example, string source)
    {
        var folder = packed.CopyOfExample(example);
        var result = packed.Run(folder, "dotnet", ["run", "-c", "Release"]);
        Expectations.Check(File.ReadAllText(Path.Combine(folder, source)), result);
    }

    [Fact]
    public void ConformanceSuite_InTwoLines_PassesTheRightOneSkipsWhatIsMissingAndShowsTheMistake()
    {
        var result = packed.Run(packed.CopyOfExample("conformance-csharp"), "dotnet", ["test", "-c", "Release", "--logger", "console;verbosity=normal"]);
        foreach (var expected in new[]
        {
            "Passed MyBestOfNConforms.Pmf",
            "Passed MyBestOfNConforms.Kl",
            "Skipped MyBestOfNConforms.WinRate",
            "Failed FormulaAsKlConforms.Kl",
            "Skipped FormulaAsKlConforms.Pmf",
            "Kl(probabilities: [1], rewards: [0], n: 2) must be 0, but the answer is 0.1931471805599453",
            "Passed: 4",
            "Failed: 1",
            "Skipped: 17",
        })
        {
            Assert.Contains(expected, result.Output, StringComparison.Ordinal);
        }

        Assert.Equal(1, result.ExitCode);
    }
}
