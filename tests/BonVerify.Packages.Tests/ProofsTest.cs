using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BonVerify.Claims;

namespace BonVerify.Packages.Tests;

/// <summary>The texts of the proofs agree with the catalogue; what they prove is checked by proofs/check.</summary>
public partial class ProofsTest
{
    private static readonly string Page = Read("proofs", "theories", "Statements.v");

    [Fact]
    public void Page_HasAHeadingForEveryClaimWithCoqTheorems()
    {
        var headings = Headings(Page);
        Assert.NotEmpty(headings);
        Assert.All(Catalogue.All.Where(claim => claim.CoqTheorems.Count > 0), claim => Assert.Contains(claim.Id, headings.Keys));
    }

    [Fact]
    public void Page_RestatesEveryCoqTheoremUnderItsClaim()
    {
        var headings = Headings(Page);
        Assert.All(Catalogue.All, claim => Assert.All(claim.CoqTheorems, theorem =>
        {
            var parts = theorem.Split('.');
            Assert.Contains($"Theorem {parts[^1]} :", headings[claim.Id], StringComparison.Ordinal);
            Assert.Matches($@"\b{parts[^2]}\.{parts[^1]}\b", headings[claim.Id]);
        }));
    }

    [Fact]
    public void Page_IsThePinnedOne() =>
        Assert.Equal(
            Read("proofs", "statements.sha256").Trim(),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Page))));

    [Fact]
    public void Constants_OfTheFloatingPointLemmas_AreThoseOfTheCode()
    {
        var code = Read("src", "BonVerify", "FloatingPoint", "Pairs", "ErrorBounds.cs");
        var rows = Read("proofs", "constants.tsv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#')).ToArray();
        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            var fields = row.Split('\t');
            Assert.Matches($@"Lemma {fields[0]}:[^\n]*\n    public const double {fields[1]} = {Regex.Escape(fields[2])};", code);
            Assert.Contains($"Theorem {fields[3]} :", Page, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void ContinuousIntegration_DemandsALeastNumberOfProofChecks()
    {
        var least = LeastProved().Match(Read(".ci", "run"));
        Assert.True(least.Success);
        Assert.InRange(int.Parse(least.Groups[1].Value, CultureInfo.InvariantCulture), 690, int.MaxValue);
    }

    private static Dictionary<string, string> Headings(string page)
    {
        var parts = Heading().Split(page);
        return Enumerable.Range(0, parts.Length / 2).ToDictionary(i => parts[(2 * i) + 1], i => parts[(2 * i) + 2]);
    }

    private static string Read(params string[] parts) => File.ReadAllText(Repository.PathOf(parts)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"\(\*\* \*\* ([a-z0-9-]+) \*\)")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^least_proved=(\d+)$", RegexOptions.Multiline)]
    private static partial Regex LeastProved();
}
