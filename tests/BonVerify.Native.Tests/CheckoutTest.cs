using BonVerify.Packages.Tests;

namespace BonVerify.Native.Tests;

/// <summary>Files have the same bytes wherever they are checked out.</summary>
public class CheckoutTest
{
    [CompilerFact("git")]
    public void LineEnds_DoNotDependOnTheSystem()
    {
        var files = Command.Run(Repository.Root, "git", ["ls-files", "--eol"]).Succeeded().Lines;
        Assert.True(files.Count > 500);
        Assert.All(files, static file => Assert.Equal(
            file.EndsWith("/table.csv", StringComparison.Ordinal) ? "i/crlf" : "eol=lf",
            file.Contains("attr/-text", StringComparison.Ordinal) ? file.Split(' ')[0]
                : file.Contains("attr/text=auto eol=lf", StringComparison.Ordinal) && !file.StartsWith("i/crlf", StringComparison.Ordinal) ? "eol=lf"
                : file));
    }
}
