using System.IO.Compression;
using System.Text.RegularExpressions;

namespace BonVerify.Packages.Tests;

/// <summary>The README of each package: one of its own, that works where only the package is, with code that runs.</summary>
[Collection(PackedFeedUsers.Name)]
public partial class PackageReadmeTest(PackedFeed packed)
{
    public static TheoryData<string> Packages { get; } =
        ["BonVerify", "BonVerify.FSharp", "BonVerify.FsCheck", "BonVerify.Conformance", "BonVerify.Xunit", "BonVerify.Cli"];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Readme_IsItsOwn_AndLeadsNowhereRelative(string id)
    {
        using var package = ZipFile.OpenRead(Path.Combine(packed.Feed, $"{id}.{Repository.Version}.nupkg"));
        using var reader = new StreamReader(package.GetEntry("README.md")!.Open());
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        Assert.Equal(Text(id), text);
        Assert.StartsWith($"# {id}\n", text, StringComparison.Ordinal);
        Assert.Empty(RelativeLink().Matches(text).Select(match => match.Value));
        Assert.InRange(text.Split('\n').Length, 10, 40);
    }

    [Theory]
    [InlineData("BonVerify.FSharp")]
    [InlineData("BonVerify.FsCheck")]
    public void FSharp_PrintsWhatItsCommentsSay(string id)
    {
        var code = Readme.BlocksOf(Text(id)).Single(block => block.Language == "fsharp").Code;
        var script = Path.Combine(packed.NewFolder($"readme-of-{id}"), "snippet.fsx");
        File.WriteAllText(script, code);
        Expectations.Check(code, packed.Run(Path.GetDirectoryName(script)!, "dotnet", ["fsi", "--warnaserror+", script]));
    }

    [Theory]
    [InlineData("BonVerify")]
    [InlineData("BonVerify.Conformance", "BonVerify.Xunit")]
    public void CSharp_PrintsWhatItsCommentsSay(string id, params string[] compiledWithIt)
    {
        var folder = packed.NewFolder($"readme-of-{id}");
        var code = CSharp(id);
        File.WriteAllText(Path.Combine(folder, "Snippet.csproj"), ReadmeTest.Project());
        File.WriteAllText(Path.Combine(folder, "Program.cs"), code);
        foreach (var other in compiledWithIt)
        {
            File.WriteAllText(Path.Combine(folder, $"{other}.cs"), CSharp(other));
        }

        Expectations.Check(code, packed.Run(folder, "dotnet", ["run"]));

        static string CSharp(string id) => Readme.BlocksOf(Text(id)).Single(block => block.Language == "csharp").Code;
    }

    private static string Text(string id) => File.ReadAllText(Repository.PathOf("src", id, "README.md")).ReplaceLineEndings("\n");

    [GeneratedRegex(@"\]\((?!https://)[^)]*\)")]
    private static partial Regex RelativeLink();
}
