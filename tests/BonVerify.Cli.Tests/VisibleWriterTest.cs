using BonVerify.Cli.Terminal;
using BonVerify.Cli.Tests.Checking;

namespace BonVerify.Cli.Tests;

/// <summary>What a terminal would obey is shown escaped, wherever it comes from.</summary>
public sealed class VisibleWriterTest : IDisposable
{
    // Escape, bell, a control sequence introducer of C1, the override of the direction, a delete, a line separator.
    private const string Hostile = "\\u001b]0;title\\u0007\\u009b31m\\u202etxt\\u007f\\u2028\\r";

    // The same as robustness/hides_words.py says.
    private const string HiddenWords = "\\u202etxt\\u2066\\u200b\\u00ad\\u2028\\udb40\\udc41\\u001b[31m``````";

    private static readonly string[] WithHiddenWords = ["check.xml", "check.html", "check.md", "prompts.jsonl", "verify.html", "verify.md", "reproduce.md"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bonverify-visible");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("plain ≥ Größe\tand\n lines\r\n", "plain ≥ Größe\tand\n lines\r\n")]
    [InlineData("\u001b[31m", "\\u001b[31m")]
    [InlineData("a\rb", "a\\u000db")]
    [InlineData("\u0000\u0007\u0008\u007f\u0085\u009b", "\\u0000\\u0007\\u0008\\u007f\\u0085\\u009b")]
    [InlineData("\u202e\u2066\u200f\u061c\u2028", "\\u202e\\u2066\\u200f\\u061c\\u2028")]
    [InlineData("pass\u00adword\u200b\u2060", "pass\\u00adword\\u200b\\u2060")]
    [InlineData("a\U000e0041b \U0001f600", "a\\udb40\\udc41b \U0001f600")]
    [InlineData("\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")]
    public void Text_IsShown(string text, string shown)
    {
        Assert.Equal(shown, VisibleWriter.Visible(text));
        using var inner = new StringWriter();
        using var writer = new VisibleWriter(inner);
        writer.Write(text);
        Assert.Equal(shown, inner.ToString());
    }

    [Fact]
    public void EveryCommand_ShowsWhatFilesSay()
    {
        var cases = Write("cases.jsonl", $$"""{"id":"{{Hostile}}","context":"{{Hostile}}","weights":[1,2],"n":2}""" + "\n" + $$"""{"{{Hostile}}":1}""" + "\n");
        var samples = Write("samples.jsonl", $$"""{"prompt":"{{Hostile}}","reward":1,"{{Hostile}}":2}""" + "\n" + $$"""{"prompt":"b","reward":"{{Hostile}}"}""" + "\n");
        var counterexample = Write("counterexample.json", $$$"""
            {"case":{"id":"{{{Hostile}}}","context":"{{{Hostile}}}","weights":["1"],"n":2},"claim":"kl-formula-equality","description":"{{{Hostile}}}",
             "origin":"{{{Hostile}}}","schemaVersion":1,"toolVersion":"{{{Hostile}}}"}
            """);
        var token = System.Text.RegularExpressions.Regex.Unescape(Hostile);
        var results = new[]
        {
            Tool.Run("oracle", cases, "--table"),
            Tool.Run("oracle", cases),
            Tool.Run("verify", "--input", cases, "--max-test", "0", "--claims", "kl-upper-bound,kl-formula-equality"),
            Tool.Run("verify", "--input", cases, "--max-test", "0", "--claims", "kl-upper-bound,kl-formula-equality", "--json"),
            Tool.Run("estimate", samples),
            Tool.Run("estimate", samples, "--missing", "skip", "--per-prompt", "-"),
            Tool.Run("reproduce", counterexample),
            Tool.Run("reproduce", counterexample, "--json"),
            Tool.Run("vectors", "check", Write("vectors.json", $$$"""{"notes":{"{{{Hostile}}}":1},"numberOfTests":0,"testGroups":[{"quantity":"{{{Hostile}}}"}]}""")),
            Tool.Run("claims", token),
            Tool.Run("check", "--ties", token, "--", "x"),
            Tool.Run("check", "--request", token, "--", "x"),
            Tool.Run("verify", token),
        };
        Assert.All(results, static result =>
        {
            Assert.NotEqual(ExitCode.InternalError, result.ExitCode);
            Assert.DoesNotContain(result.Output + result.Error, static c => c is '\u001b' or '\u0007' or '\u009b' or '\u202e' or '\u007f' or '\u2028' or '\r');
        });
        Assert.All(results[..4], static result => Assert.Contains("\\u", result.Output, StringComparison.Ordinal));
    }

    /// <summary>Every form of a report says what cannot be seen: of a program under test, of cases and of samples.</summary>
    [ProgramFact(Programs.Python)]
    public void EveryFile_ShowsWhatIsHidden()
    {
        var check = Tool.Run(
        [
            "check", "--quantities", "kl", "--max-test", "0", "--counterexamples", PathOf("found"), "--junit", PathOf("check.xml"), "--html", PathOf("check.html"),
            "--markdown", PathOf("check.md"), "--json", "--errors", PathOf("errors.csv"), "--", .. Programs.Command("robustness/hides_words.py"),
        ]);
        Assert.True(check.ExitCode == ExitCode.Counterexample, check.Error);
        var cases = Write("cases.jsonl", $$"""{"id":"{{HiddenWords}}","context":"{{HiddenWords}}","labels":["{{HiddenWords}}","b"],"weights":[1,2],"n":2}""" + "\n");
        string[] verify = ["verify", "--input", cases, "--max-test", "0", "--claims", "kl-upper-bound,kl-formula-equality", "--counterexamples", PathOf("found")];
        Assert.Equal(ExitCode.Verified, Tool.Run([.. verify, "--html", PathOf("verify.html"), "--markdown", PathOf("verify.md")]).ExitCode);
        var samples = Write("samples.jsonl", $$"""{"prompt":"{{HiddenWords}}","reward":1}""" + "\n");
        var estimate = Tool.Run("estimate", samples, "--per-prompt", PathOf("prompts.jsonl"), "--html", PathOf("estimate.html"), "--markdown", PathOf("estimate.md"), "--csv");
        Assert.True(estimate.ExitCode == ExitCode.Verified, estimate.Error);
        var explained = Tool.Run(["reproduce", .. Directory.GetFiles(PathOf("found")), "--html", PathOf("reproduce.html"), "--markdown", PathOf("reproduce.md")]);
        Assert.True(explained.ExitCode == ExitCode.Counterexample, explained.Error);

        string[] written = [.. Directory.GetFiles(folder.FullName, "*", SearchOption.AllDirectories).Where(path => path != cases && path != samples)];
        Assert.True(written.Length >= 12, string.Join(' ', written));
        Assert.All(written.Select(static path => (path, text: File.ReadAllText(path))).Append((path: "stdout", text: check.Output + explained.Output)), static file =>
            Assert.DoesNotContain(file.text, static c => c is '\u202e' or '\u2066' or '\u200b' or '\u00ad' or '\u2028' or '\udb40' or '\u001b'));
        var shown = "\\u202etxt\\u2066\\u200b\\u00ad\\u2028\\udb40\\udc41";
        Assert.All(WithHiddenWords, name => Assert.Contains(
            shown, File.ReadAllText(PathOf(name)).Replace("\\\\", "\\", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
        System.Xml.Linq.XDocument.Load(PathOf("check.xml"));

        // A run of backquotes ends no block: those that begin and end them stand alone on their lines.
        Assert.All(Directory.GetFiles(folder.FullName, "*.md").SelectMany(File.ReadLines).Where(static line => line.Contains("``````", StringComparison.Ordinal)), static line =>
            Assert.True(line is "``````" or "``````text", line));
    }

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
