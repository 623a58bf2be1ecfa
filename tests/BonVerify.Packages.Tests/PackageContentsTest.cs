using System.IO.Compression;
using System.Xml.Linq;

namespace BonVerify.Packages.Tests;

/// <summary>What is in the packages.</summary>
[Collection(PackedFeedUsers.Name)]
public class PackageContentsTest(PackedFeed packed)
{
    [Theory]
    [InlineData("BonVerify", "lib/net10.0/BonVerify.dll", "lib/net10.0/BonVerify.xml")]
    [InlineData("BonVerify.FSharp", "lib/net10.0/BonVerify.FSharp.dll", "lib/net10.0/BonVerify.FSharp.xml", "content/BonVerify.FSharp.fsx")]
    [InlineData("BonVerify.FsCheck", "lib/net10.0/BonVerify.FsCheck.dll", "lib/net10.0/BonVerify.FsCheck.xml")]
    [InlineData("BonVerify.Conformance", "lib/net10.0/BonVerify.Conformance.dll", "lib/net10.0/BonVerify.Conformance.xml", "PROTOCOL.md")]
    [InlineData("BonVerify.Xunit", "lib/net10.0/BonVerify.Xunit.dll", "lib/net10.0/BonVerify.Xunit.xml")]
    [InlineData("BonVerify.Cli", "tools/net10.0/any/BonVerify.Cli.dll", "tools/net10.0/any/DotnetToolSettings.xml", "tools/net10.0/any/data/next-word.jsonl")]
    public void Package_HasReadmeLicenceChangelogAndDocs(string id, params string[] files)
    {
        using var package = Open(id, "nupkg");
        var names = package.Entries.Select(entry => entry.FullName).ToArray();
        foreach (var file in files.Concat(["README.md", "CHANGELOG.md", "LICENSE", $"{id}.nuspec"]))
        {
            Assert.Contains(file, names);
        }

        var metadata = Metadata(package, id);
        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("README.md", Value(metadata, "readme"));
        Assert.Equal(Repository.Version, Value(metadata, "version"));
        Assert.NotEmpty(Value(metadata, "description"));
        Assert.NotEmpty(Value(metadata, "tags"));
        Assert.Equal("git", metadata.Elements().Single(element => element.Name.LocalName == "repository").Attribute("type")?.Value);
    }

    [Theory]
    [InlineData("BonVerify", "lib/net10.0/BonVerify.pdb")]
    [InlineData("BonVerify.FSharp", "lib/net10.0/BonVerify.FSharp.pdb")]
    [InlineData("BonVerify.FsCheck", "lib/net10.0/BonVerify.FsCheck.pdb")]
    [InlineData("BonVerify.Conformance", "lib/net10.0/BonVerify.Conformance.pdb")]
    [InlineData("BonVerify.Xunit", "lib/net10.0/BonVerify.Xunit.pdb")]
    [InlineData("BonVerify.Cli", "tools/net10.0/any/BonVerify.Cli.pdb")]
    public void SymbolPackage_HasThePortableSymbols(string id, string symbols)
    {
        using var package = Open(id, "snupkg");
        Assert.Contains(symbols, package.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public void Library_DependsOnNothingButTheRationalType()
    {
        using var package = Open("BonVerify", "nupkg");
        Assert.Equal(["Fractions"], Dependencies(package, "BonVerify"));
    }

    [Theory]
    [InlineData("BonVerify.FSharp")]
    [InlineData("BonVerify.FsCheck")]
    public void Layers_DependOnTheCore(string id)
    {
        using var package = Open(id, "nupkg");
        Assert.Contains("BonVerify", Dependencies(package, id));
        Assert.Contains("FSharp.Core", Dependencies(package, id));
    }

    [Fact]
    public void Judge_DependsOnTheCoreAlone_AndTheSuiteOnTheJudge()
    {
        // The rational type comes with the core; packages whose versions are central are named although they come through others.
        using var judge = Open("BonVerify.Conformance", "nupkg");
        Assert.Equal(["BonVerify", "Fractions"], Dependencies(judge, "BonVerify.Conformance").Order());
        using var suite = Open("BonVerify.Xunit", "nupkg");
        var needed = Dependencies(suite, "BonVerify.Xunit");
        Assert.Contains("BonVerify.Conformance", needed);
        Assert.Contains("xunit.extensibility.execution", needed);
        Assert.All(needed, static id => Assert.True(id is "BonVerify" or "BonVerify.Conformance" or "Fractions" || id.StartsWith("xunit.", StringComparison.Ordinal), id));
    }

    [Fact]
    public void Packing_Twice_GivesTheSameBytes()
    {
        var again = packed.NewFolder("packed-again");
        packed.Pack(again);
        var files = Directory.EnumerateFiles(packed.Feed).Select(Path.GetFileName).Order().ToArray();
        Assert.Equal(12, files.Length);
        foreach (var file in files)
        {
            Assert.True(
                File.ReadAllBytes(Path.Combine(packed.Feed, file!)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(again, file!))),
                $"{file} differs when it is packed again");
        }
    }

    private ZipArchive Open(string id, string extension) =>
        ZipFile.OpenRead(Path.Combine(packed.Feed, $"{id}.{Repository.Version}.{extension}"));

    private static XElement Metadata(ZipArchive package, string id)
    {
        using var stream = package.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(stream).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    private static string Value(XElement metadata, string name) =>
        metadata.Elements().Single(element => element.Name.LocalName == name).Value;

    private static string[] Dependencies(ZipArchive package, string id) =>
        [.. Metadata(package, id).Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value)];
}
