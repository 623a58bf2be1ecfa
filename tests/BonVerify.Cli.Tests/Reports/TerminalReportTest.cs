using BonVerify.Cli.Reports;

namespace BonVerify.Cli.Tests.Reports;

/// <summary>Reports in a terminal: nothing that is read as one piece is broken.</summary>
public class TerminalReportTest
{
    private static readonly Column[] Columns =
        ["name", Column.Number("count"), new("where", IsOptional: true), new("why", IsProse: true)];

    [Theory]
    [InlineData(null, "  name     count   where   why\n──────────────────────────────────────────────────\n  a            1   here    because of the reason\n  longer      20   -       it is so")]
    [InlineData(50, "  name     count   where   why\n──────────────────────────────────────────────────\n  a            1   here    because of the reason\n  longer      20   -       it is so")]
    [InlineData(49, "  name     count   why\n──────────────────────────────────────────\n  a            1   because of the reason\n  longer      20   it is so")]
    [InlineData(30, "  a\n    count: 1, where: here\n    because of the reason\n  longer\n    count: 20\n    it is so")]
    [InlineData(20, "  a\n    count: 1\n    where: here\n    because of the\n    reason\n  longer\n    count: 20\n    it is so")]
    public void Table_FitsOrIsStacked(int? width, string expected) => Assert.Equal(
        expected,
        Text(width, static report => report.Table(Columns, [["a", "1", "here", "because of the reason"], ["longer", "20", "-", "it is so"]])));

    [Theory]
    [InlineData("the sum is 1/2 + ln(2) here", 20, "the sum is\n  1/2 + ln(2) here")]
    [InlineData("it lies in [0.25, 0.5] and no more", 20, "it lies in\n  [0.25, 0.5] and no\n  more")]
    [InlineData("say \"a b c d e f\" now", 20, "say \"a b c d e f\"\n  now")]
    [InlineData("1234567890123456789012345 is one", 20, "1234567890123456789012345\n  is one")]
    [InlineData("x = 11111*ln(2) + 22222*ln(3) - 33333*ln(5)", 20, "x = 11111*ln(2)\n  + 22222*ln(3)\n  - 33333*ln(5)")]
    [InlineData("", 20, "")]
    public void Line_BreaksBetweenPieces(string text, int width, string expected) =>
        Assert.Equal(expected, Text(width, report => report.Line(text)));

    [Fact]
    public void Table_StandsBetweenEmptyLines() => Assert.Equal(
        "before\n\n  a\n─────\n  1\n\nafter\n\nmore\n  b\n─────\n  2",
        Text(null, static report =>
        {
            report.Line("before");
            report.Table(["a"], [["1"]]);
            report.Line("after");
            report.Heading("more");
            report.Table(["b"], [["2"]]);
        }));

    [Fact]
    public void Line_WithoutWidth_IsNotBroken() => Assert.Equal(new string('x', 50) + " y", Text(null, static report => report.Line(new string('x', 50) + " y")));

    [Fact]
    public void Copyable_IsNeverBroken() =>
        Assert.Equal("  run: a b c d e f g h i j k l m n", Text(20, static report => report.Copyable("run", "a b c d e f g h i j k l m n")));

    [Fact]
    public void Details_AreForTheVerbose()
    {
        Assert.Equal("", Text(null, Write));
        Assert.Equal("\nmore\nof it", Text(null, Write, isVerbose: true));

        static void Write(ReportWriter report) => report.Details("more", () => report.Line("of it"));
    }

    [Fact]
    public void Table_CharactersThatATerminalObeys_AreShown() =>
        Assert.Contains("a\\u001b[2J", Text(null, static report => report.Table(["name"], [["a\u001b[2J"]])), StringComparison.Ordinal);

    [Fact]
    public void Line_CharactersThatATerminalObeys_AreShownBeforeItIsBroken() =>
        Assert.Equal(["a\\u001b[2J", "bcd"], Text(12, static report => report.Line("a\u001b[2J bcd")).Split('\n').Select(static line => line.Trim()));

    [Theory]
    [InlineData("80")]
    [InlineData("140")]
    [InlineData("240")]
    public void Verify_Columns_LimitsEveryLineThatCanBeBroken(string columns)
    {
        var output = Tool.RunWhere([("COLUMNS", columns)], "verify", "--max-test", "20").Output.ReplaceLineEndings("\n");
        Assert.All(output.Split('\n'), line =>
        {
            Assert.True(line.Length <= int.Parse(columns), line);
            Assert.Equal(line.TrimEnd(), line);
        });
        Assert.Equal(columns != "80", output.Contains("attained at", StringComparison.Ordinal));
    }

    private static string Text(int? width, Action<ReportWriter> write, bool isVerbose = false)
    {
        using var text = new StringWriter { NewLine = "\n" };
        write(new TerminalReport(text, width, isVerbose));
        return text.ToString().TrimEnd('\n');
    }
}
