using System.Text.RegularExpressions;

namespace BonVerify.Packages.Tests;

/// <summary>The lists of .github/CONTRIBUTING.md: paths that exist, and tests that exist for every step.</summary>
public partial class ContributingTest
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf(".github", "CONTRIBUTING.md")).ReplaceLineEndings("\n");

    private static readonly Lazy<string[]> Tests = new(static () =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("tests"), "*.*s", SearchOption.AllDirectories)
            .Where(static file => Path.GetExtension(file) is ".cs" or ".fs" && !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
            .Select(File.ReadAllText),
    ]);

    [Fact]
    public void Paths_Exist()
    {
        var paths = NamedPath().Matches(Page).Select(static match => match.Groups[1].Value).Distinct().ToArray();
        Assert.True(paths.Length > 20, $"{paths.Length} paths");
        Assert.Empty(paths.Where(static path => !Path.Exists(Repository.PathOf(path))).Select(static path => $".github/CONTRIBUTING.md names {path}, which does not exist"));
    }

    [Fact]
    public void NamedTests_Exist()
    {
        var tests = NamedTest().Matches(Page).Select(static match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value)).Distinct().ToArray();
        Assert.True(tests.Length > 10, $"{tests.Length} tests");
        Assert.Empty(tests.Where(static test => !Exists(test.Class, test.Method))
            .Select(static test => $".github/CONTRIBUTING.md names {test.Class}.{test.Method}, which is no test"));
        Assert.False(Exists(nameof(ContributingTest), "NoSuch" + "Test"));
    }

    [Theory]
    [InlineData("quantity", 4)]
    [InlineData("kind of case", 3)]
    [InlineData("mistake", 2)]
    [InlineData("claim", 4)]
    public void Lists_NameTheTestThatFailsWhenAStepIsForgotten(string what, int tests)
    {
        var steps = Steps(what);
        Assert.True(steps.Length >= 2, $"the list for a {what} has {steps.Length} steps");
        Assert.True(
            steps.Count(static step => step.Contains("Forgotten", StringComparison.Ordinal) || NamedTest().IsMatch(step)) >= tests,
            $"in the list for a {what}, say with every step which test fails when it is forgotten");
    }

    private static string[] Steps(string what)
    {
        var start = Page.IndexOf($"## Add a {what}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $".github/CONTRIBUTING.md has no section on adding a {what}");
        var end = Page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return Step().Split(end < 0 ? Page[start..] : Page[start..end])[1..];
    }

    private static bool Exists(string type, string method) => Tests.Value.Any(text =>
        Regex.IsMatch(text, $@"\b(class|module) ([\w.]+\.)?{type}\b") && (method.Length == 0 || Regex.IsMatch(text, $@"\b{method}\(")));

    [GeneratedRegex(@"`((?:src|tests|proofs|\.github)/[\w./-]+|CHANGELOG\.md|BonVerify\.sln)`")]
    private static partial Regex NamedPath();

    [GeneratedRegex(@"`([A-Z]\w*Tests?)(?:\.(\w+))?`")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"^\d\. ", RegexOptions.Multiline)]
    private static partial Regex Step();
}
