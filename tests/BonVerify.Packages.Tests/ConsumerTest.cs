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
}
