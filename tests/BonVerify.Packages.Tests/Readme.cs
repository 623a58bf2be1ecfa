using System.Text.RegularExpressions;

namespace BonVerify.Packages.Tests;

/// <summary>The code blocks of README.md.</summary>
internal static partial class Readme
{
    public static string File { get; } = Repository.PathOf("README.md");

    public static string Text => System.IO.File.ReadAllText(File).ReplaceLineEndings("\n");

    /// <summary>All blocks in their order; a block of text behind another one is the output of that one.</summary>
    public static IReadOnlyList<(string Language, string Code, string? Output)> Blocks => BlocksOf(Text);

    /// <summary>The same of another page.</summary>
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
