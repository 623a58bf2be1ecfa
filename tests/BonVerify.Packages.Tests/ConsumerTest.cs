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
    public void ConformanceSuite_InOneLine_PassesTheRightOneSkipsWhatIsMissingAndShowsTheMistake()
    {
        var result = packed.Run(packed.CopyOfExample("conformance-csharp"), "dotnet", ["test", "-c", "Release", "--logger", "console;verbosity=normal"]);
        foreach (var expected in new[]
        {
            "Passed MyBestOfNConforms.Conforms(quantity: \"pmf\")",
            "Passed MyBestOfNConforms.Conforms(quantity: \"kl\")",
            "Skipped MyBestOfNConforms.Conforms(quantity: \"win_rate\")",
            "Failed FormulaAsKlConforms.Conforms(quantity: \"kl\")",
            "Skipped FormulaAsKlConforms.Conforms(quantity: \"pmf\")",
            """kl: wrong, smallest case {"quantity":"kl","probabilities":[1.0],"rewards":[0.0],"n":2}""",
            "expected 0",
            "got      0.1931471805599453",
            "[kl-is-bound]",
            "Passed: 4",
            "Failed: 1",
            "Skipped: 21",
        })
        {
            Assert.Contains(expected, result.Output, StringComparison.Ordinal);
        }

        Assert.Equal(1, result.ExitCode);
    }
}
