using System.Text.RegularExpressions;

namespace BonVerify.Packages.Tests;

/// <summary>README.md and the pages that it leads to whose code is run.</summary>
internal static partial class Readme
{
    public static IReadOnlyList<string> Names { get; } = ["README.md", "src/BonVerify.Cli/GUIDE.md", "src/BonVerify.Cli/SCALE.md", "src/BonVerify/GUIDE.md", "src/BonVerify/TRUST.md"];

    public static TheoryData<string> Pages { get; } = [.. Names];

    public static string TextOf(string page) => File.ReadAllText(Repository.PathOf(page)).ReplaceLineEndings("\n");

    /// <summary>All code blocks of a text in their order; a block of text behind another one is the output of that one.</summary>
    public static IReadOnlyList<(string Language, string Code, string? Output)> BlocksOf(string page)
    {
        var all = Block().Matches(page).Select(match => (Language: match.Groups[1].Value, Code: match.Groups[2].Value)).ToArray();
        return
        [
            .. all.Select((block, i) => (block.Language, block.Code, i + 1 < all.Length && all[i + 1].Language == "text" ? all[i + 1].Code : null))
                .Where(block => block.Language != "text"),
        ];
    }

    [GeneratedRegex("^```(\\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
