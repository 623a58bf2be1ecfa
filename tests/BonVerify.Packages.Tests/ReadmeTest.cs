using System.Text.RegularExpressions;

namespace BonVerify.Packages.Tests;

/// <summary>
/// README.md and the pages that it leads to, executed: their commands, and their C# and F#. After a change of a report
/// <c>BONVERIFY_ACCEPT_README=1 dotnet test -c Release tests/BonVerify.Packages.Tests --filter Readme</c> writes the
/// outputs anew, for a person to read the difference.
/// </summary>
[Collection(PackedFeedUsers.Name)]
public partial class ReadmeTest(PackedFeed packed)
{
    private const string AcceptVariable = "BONVERIFY_ACCEPT_README";

    // What these commands do is done elsewhere: this test is part of the first, the packed feed does the second, the tests of the C library
    // and of the Python package the others, and run the Python that the page shows.
    private const int MaxLines = 150;

    private static readonly string[] DoneElsewhere = ["dotnet test ", "dotnet pack ", "dotnet publish ", "python3 -m pip "];

    private static bool Accepts => Environment.GetEnvironmentVariable(AcceptVariable) == "1";

    [Fact]
    public void Blocks_AreAllOfKnownLanguages()
    {
        var languages = Readme.Names.SelectMany(page => Readme.BlocksOf(Readme.TextOf(page))).CountBy(block => block.Language).ToDictionary();
        Assert.Equal(["csharp", "fsharp", "python", "sh", "yaml"], languages.Keys.Order());
        Assert.True(languages["sh"] >= 10 && languages["csharp"] >= 4 && languages["fsharp"] >= 1);
    }

    [Fact]
    public void Readme_IsShort() => Assert.InRange(Readme.TextOf("README.md").Count(static c => c == '\n'), 50, MaxLines);

    [UnixTheory]
    [MemberData(nameof(Readme.Pages), MemberType = typeof(Readme))]
    public void Commands_PrintWhatThePageShows(string page)
    {
        var tools = packed.InstalledTool();
        var compared = 0;
        foreach (var (_, code, output) in Readme.BlocksOf(Readme.TextOf(page)).Where(block => block.Language == "sh"))
        {
            var command = Executed(code);
            if (command.Length == 0)
            {
                continue;
            }

            var result = packed.Run(
                Repository.Root, "bash", ["-e", "-o", "pipefail", "-c", $"export PATH=\"{tools}:$PATH\"\n{command}"]).Succeeded();
            if (output is null)
            {
                continue;
            }

            compared++;
            var isShown = Comparable(output).SequenceEqual(Comparable(result.Output));
            if (Accepts && !isShown)
            {
                var lines = string.Join('\n', result.Lines.Select(line => line.TrimEnd())).Trim('\n') + "\n";
                File.WriteAllText(Repository.PathOf(page), Readme.TextOf(page).Replace($"{code}```\n\n```text\n{output}", $"{code}```\n\n```text\n{lines}", StringComparison.Ordinal));
            }
            else if (!Accepts)
            {
                Assert.Equal(Comparable(output), Comparable(result.Output));
            }
        }

        Assert.True(compared >= 2 || !page.EndsWith("README.md", StringComparison.Ordinal), $"{compared} outputs were compared");
    }

    [Theory]
    [MemberData(nameof(Readme.Pages), MemberType = typeof(Readme))]
    public void CSharp_CompilesAndPrintsWhatItsCommentsSay(string page)
    {
        // Each block that prints is a program; the others are compiled with the first of them.
        var blocks = Readme.BlocksOf(Readme.TextOf(page)).Where(block => block.Language == "csharp").Select(block => block.Code).ToLookup(code => Expectations.Of(code).Length > 0);
        var others = blocks[false].ToArray();
        var number = 0;
        foreach (var code in blocks[true])
        {
            var folder = packed.NewFolder($"readme-csharp-{page.Replace('/', '-')}-{++number}");
            File.WriteAllText(Path.Combine(folder, "Snippet.csproj"), Project());
            File.WriteAllText(Path.Combine(folder, "Program.cs"), code);
            for (var i = 0; i < others.Length; i++)
            {
                File.WriteAllText(Path.Combine(folder, $"Other{i}.cs"), others[i]);
            }

            others = [];
            Expectations.Check(code, packed.Run(folder, "dotnet", ["run"]));
        }

        Assert.Empty(others);
    }

    [Theory]
    [MemberData(nameof(Readme.Pages), MemberType = typeof(Readme))]
    public void FSharp_PrintsWhatItsCommentsSay(string page)
    {
        var number = 0;
        foreach (var (_, code, _) in Readme.BlocksOf(Readme.TextOf(page)).Where(block => block.Language == "fsharp"))
        {
            var folder = packed.NewFolder($"readme-fsharp-{page.Replace('/', '-')}-{++number}");
            var script = Path.Combine(folder, "snippet.fsx");
            File.WriteAllText(script, code);
            Expectations.Check(code, packed.Run(folder, "dotnet", ["fsi", "--warnaserror+", script]));
        }
    }

    [Theory]
    [MemberData(nameof(Readme.Pages), MemberType = typeof(Readme))]
    public void Links_LeadToFiles(string page)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(page))!;
        var targets = Link().Matches(Readme.TextOf(page)).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(targets);
        Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(folder, target)), target));
    }

    /// <summary>The commands of a block that are run here, without building what is built already.</summary>
    private string Executed(string code)
    {
        var lines = code.Split('\n').Where(line => !DoneElsewhere.Any(other => line.StartsWith(other, StringComparison.Ordinal)));
        return string.Join('\n', lines)
            .Replace("dotnet run ", "dotnet run --no-build ", StringComparison.Ordinal)
            .Replace("-c Release", $"-c {Repository.Configuration}", StringComparison.Ordinal)
            .Replace("--add-source artifacts", $"--add-source {packed.Feed}", StringComparison.Ordinal)
            .Trim();
    }

    /// <summary>Lines without the spaces that fill tables up, and without times and rates.</summary>
    private static string[] Comparable(string output) =>
        [.. Seconds().Replace(output.ReplaceLineEndings("\n"), "S").Trim('\n', ' ').Split('\n').Select(line => line.Trim())];

    /// <summary>A project of a newcomer that uses the packages.</summary>
    internal static string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="BonVerify.Xunit" Version="{Repository.Version}" />
            <PackageReference Include="BonVerify.FsCheck" Version="{Repository.Version}" />
          </ItemGroup>
        </Project>
        """;

    [GeneratedRegex(@"(after|in|,) [0-9.]+ s\b|\([0-9]+ a second\)")]
    private static partial Regex Seconds();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)")]
    private static partial Regex Link();
}
