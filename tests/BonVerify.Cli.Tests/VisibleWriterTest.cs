using BonVerify.Cli.Terminal;

namespace BonVerify.Cli.Tests;

/// <summary>What a terminal would obey is shown escaped, wherever it comes from.</summary>
public sealed class VisibleWriterTest : IDisposable
{
    // Escape, bell, a control sequence introducer of C1, the override of the direction, a delete, a line separator.
    private const string Hostile = "\\u001b]0;title\\u0007\\u009b31m\\u202etxt\\u007f\\u2028\\r";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bonverify-visible");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("plain ≥ Größe\tand\n lines\r\n", "plain ≥ Größe\tand\n lines\r\n")]
    [InlineData("\u001b[31m", "\\u001b[31m")]
    [InlineData("a\rb", "a\\u000db")]
    [InlineData("\u0000\u0007\u0008\u007f\u0085\u009b", "\\u0000\\u0007\\u0008\\u007f\\u0085\\u009b")]
    [InlineData("\u202e\u2066\u200f\u061c\u2028", "\\u202e\\u2066\\u200f\\u061c\\u2028")]
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

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
