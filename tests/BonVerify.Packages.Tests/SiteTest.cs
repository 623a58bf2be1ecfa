using System.Text.RegularExpressions;
using BonVerify.Cli.Tests.Reports;

namespace BonVerify.Packages.Tests;

/// <summary>The documentation as a site, made and looked at by a browser.</summary>
[Collection(PackedFeedUsers.Name)]
public partial class SiteTest(PackedFeed packed)
{
    [BrowserFact]
    public void Site_HasEveryPage_NoBrokenLink_AndNothingFromElsewhere()
    {
        var site = packed.NewFolder("site");
        var made = packed.Run(Repository.Root, "dotnet", ["fsi", Repository.PathOf(".github", "site", "site.fsx"), site]).Succeeded();
        Assert.Matches(@"\d+ pages in .*, 0 broken links", made.Output);
        Assert.All(
            (string[])["index", "tool", "scale", "libraries", "trust", "claims", "protocol", "tour", "reference/bonverify-measures-kullbackleibler", "reference/bonverify-fsharp-bestofn"],
            page => Assert.True(File.Exists(Path.Combine(site, page + ".html")), page));

        // A script, a style or a picture from another host would tell it who reads.
        Assert.All(Directory.GetFiles(site, "*.html", SearchOption.AllDirectories), page => Assert.DoesNotMatch(FromElsewhere(), File.ReadAllText(page)));
        foreach (var (page, words) in new[] { ("index", "The exact referee of best-of-n sampling"), ("tour", "A tour in F#"), ("reference/bonverify-claims-verdict", "Verdict Type") })
        {
            var shown = packed.Run(
                site,
                BrowserFactAttribute.Browser!,
                ["--headless", .. BrowserFactAttribute.Arguments, "--enable-logging=stderr", $"--user-data-dir={packed.NewFolder("browser-" + Path.GetFileName(page))}", "--dump-dom", new Uri(Path.Combine(site, page + ".html")).AbsoluteUri]);
            Assert.Contains(words, shown.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("CONSOLE", shown.Output + shown.Error, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("<(?:script|img|link|iframe)[^>]*(?:src|href)=\"(?:https?:)?//")]
    private static partial Regex FromElsewhere();
}
