using System.Text.Json;
using BonVerify.Cli.Reports;
using BonVerify.Cli.Tests.Checking;

namespace BonVerify.Cli.Tests;

/// <summary>Reports as Markdown, and the badge.</summary>
public sealed class MarkdownTest : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bonverify-markdown-").FullName;

    private string Page => Path.Combine(folder, "page.md");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Tables_AreTables_AndLinesStandInBlocks()
    {
        using var text = new StringWriter();
        using (var report = new MarkdownReport(text, "title: a_b"))
        {
            report.Line("before | <b>");
            report.Table(["a", Column.Number("b")], [["1|2", "x<y & *z* [q](r) `c`\nd"], [@"C:\_a", "# ~~b~~"]]);
            report.Line("after");
            report.Item("no end");
            report.Item("``````text");
            report.Heading("more `a`");
            report.Copyable("run", "this");
        }

        Assert.Equal(
            """
            ## title: a\_b

            ``````text
            before | <b>
            ``````

            | a | b |
            | --- | ---: |
            | 1\|2 | x&lt;y &amp; \*z\* \[q\](r) \`c\` d |
            | C:\\\_a | \# \~\~b\~\~ |

            ``````text
            after
              no end
              `````\u0060text
            ``````

            ### more \`a\`

            ``````text
              run: this
            ``````

            """.ReplaceLineEndings("\n"),
            text.ToString());
    }

    [Fact]
    public void Verify_WritesItsTableAndFindings()
    {
        var run = Tool.Run("verify", "--claims", "kl-formula-equality", "--max-test", "0", "--markdown", Page);
        Assert.Equal(0, run.ExitCode);
        var text = File.ReadAllText(Page);
        Assert.StartsWith("## bonverify verify: verified\n\n``````text\nResult: verified.\n41 cases (41 of input, 0 generated), 1 claim: 1 refuted as it must be.\n", text, StringComparison.Ordinal);
        Assert.Contains("\n### Refuted, as it must be\n\n| claim | false | smallest counterexample |", text, StringComparison.Ordinal);
        Assert.Contains("\n| kl-formula-equality | 41 | 1, n = 2 |", text, StringComparison.Ordinal);

        // The same sentences as on standard output.
        Assert.All(run.Output.ReplaceLineEndings("\n").Split('\n').Take(3), line => Assert.Contains(line + "\n", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Estimate_WritesItsTables()
    {
        var samples = Path.Combine(folder, "samples.jsonl");
        File.WriteAllText(samples, """
            {"task_id":"a","completion":"x","passed":true}
            {"task_id":"a","completion":"y","passed":false}
            """);
        Assert.Equal(0, Tool.Run("estimate", samples, "--markdown", Page).ExitCode);
        var text = File.ReadAllText(Page);
        Assert.StartsWith("## bonverify estimate\n\n``````text\n", text, StringComparison.Ordinal);
        Assert.Contains("\n| pass@k | 1 | 0.5 |", text, StringComparison.Ordinal);
    }

    [ProgramFact("python3")]
    public void Check_WritesItsReportAndABadge()
    {
        var badge = Path.Combine(folder, "badge.json");
        string[] wrong = ["check", "--quantities", "kl", "--max-test", "2", "--counterexamples", folder, "--markdown", Page, "--badge", badge, "--", .. Programs.Command("wrong_kl_is_bound.py")];
        Assert.Equal(1, Tool.Run(wrong).ExitCode);
        var text = File.ReadAllText(Page);
        Assert.StartsWith("## bonverify check: nonconforming\n\n``````text\nResult: nonconforming.\n", text, StringComparison.Ordinal);
        Assert.Contains("\nkl: wrong, smallest case {\"quantity\":\"kl\",\"probabilities\":[1.0],\"rewards\":[0.0],\"n\":2}\n", text, StringComparison.Ordinal);
        Assert.Equal(("red", "nonconforming"), Badge(badge));

        string[] right = [.. wrong[..^Programs.Command("wrong_kl_is_bound.py").Length], .. Programs.Command("correct_fractions.py")];
        Assert.Equal(0, Tool.Run(right).ExitCode);
        Assert.Equal(("brightgreen", "conforming"), Badge(badge));
    }

    [Theory]
    [InlineData("verify", "--claims", "kl-upper-bound", "--max-test", "0")]
    public void Markdown_ThatCannotBeWritten_IsOneLine(params string[] arguments)
    {
        var run = Tool.Run([.. arguments, "--markdown", Path.Combine(folder, "none", "page.md")]);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("bonverify: --markdown is ", run.ErrorLine, StringComparison.Ordinal);
    }

    private static (string? Color, string? Message) Badge(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var root = document.RootElement;
        Assert.Equal(["color", "label", "message", "schemaVersion"], root.EnumerateObject().Select(static field => field.Name));
        Assert.Equal((1, "best-of-n"), (root.GetProperty("schemaVersion").GetInt32(), root.GetProperty("label").GetString()));
        return (root.GetProperty("color").GetString(), root.GetProperty("message").GetString());
    }
}
