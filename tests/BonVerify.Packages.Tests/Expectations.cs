using System.Text.RegularExpressions;

namespace BonVerify.Packages.Tests;

/// <summary>The printed lines that comments of the form <c>// => text</c> promise.</summary>
internal static partial class Expectations
{
    /// <summary>Checks that a program printed exactly the lines its comments name, in their order.</summary>
    public static void Check(string source, CommandResult result)
    {
        var promised = Of(source);
        Assert.NotEmpty(promised);
        Assert.Equal(promised, result.Succeeded().Lines);
    }

    public static string[] Of(string source) =>
        [.. Comment().Matches(source.ReplaceLineEndings("\n")).Select(match => match.Groups[1].Value.TrimEnd())];

    [GeneratedRegex("// => (.*)$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
