using BonVerify.Cli.Plotting;
using BonVerify.Cli.Tests.Checking;

namespace BonVerify.Cli.Tests.Plotting;

/// <summary><c>check --errors</c>, and <c>plot errors</c> of it.</summary>
public sealed class ErrorsPlotTest : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bonverify-errors-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [ProgramFact("python3")]
    public void Check_WritesWhatPlotDraws()
    {
        var path = Path.Combine(folder, "answers.csv");
        var check = Tool.Run(
            ["check", "--quantities", "kl,pass_at_k", "--max-test", "20", "--counterexamples", folder, "--errors", path, "--", .. Programs.Command("wrong_float32.py")]);
        Assert.Equal(1, check.ExitCode);

        // Single precision is off by some 1e-8, whatever n is; pass@k has no masses.
        var rows = AnswerError.Read(path);
        var rejected = rows.Where(static row => row is { Quantity: "kl", IsGood: false }).ToArray();
        Assert.True(rejected.Length > 50);
        Assert.All(rejected, static row => Assert.True(row.RelativeError > 1e-9, row.ToString()));
        Assert.Contains(rows, static row => row is { Quantity: "pass_at_k", SmallestMass: null });
        Assert.Contains(rows, static row => row is { Quantity: "kl", SmallestMass: 0.5, N: 2 });

        foreach (var against in new[] { "n", "mass" })
        {
            var points = PlotTool.Table(folder, "errors", path, "--against", against);
            Assert.Equal(against == "n" ? ["kl", "kl, rejected", "pass_at_k"] : ["kl", "kl, rejected"], points.Select(static point => point.Series).Distinct().Order());
            var shown = points.Where(static point => point.Series == "kl, rejected").Select(static point => (point.X, point.Y)).ToHashSet();
            Assert.All(rejected, row => Assert.Contains((against == "n" ? row.N : Math.Max(row.SmallestMass!.Value, 1e-20), Math.Min(row.RelativeError, 1e3)), shown));
        }
    }

    [Fact]
    public void Rows_AreReadAsTheyAreWritten()
    {
        AnswerError[] rows = [new("kl", 3, 0.25, 1e-300, IsGood: true), new("pass_at_k", 1_000_000_000, null, double.PositiveInfinity, IsGood: false)];
        var path = Path.Combine(folder, "rows.csv");
        using (var file = File.CreateText(path))
        {
            AnswerError.Write(rows, file);
        }

        Assert.Equal(rows, AnswerError.Read(path));
    }

    [Theory]
    [InlineData("a,b\n", ":1: the first line must be quantity,n,smallest_mass,relative_error,accepted")]
    [InlineData("quantity,n,smallest_mass,relative_error,accepted\nkl,1,0.5,x,yes\n", ":2: this is no row")]
    [InlineData("quantity,n,smallest_mass,relative_error,accepted\nkl,1,0.5,-1,yes\n", ":2: this is no row")]
    [InlineData("quantity,n,smallest_mass,relative_error,accepted\nkl,1,0.5,1,maybe\n", ":2: this is no row")]
    [InlineData("quantity,n,smallest_mass,relative_error,accepted\n", "has no answers")]
    [InlineData("quantity,n,smallest_mass,relative_error,accepted\npass_at_k,1,,0,yes\n", "has no answer to draw against mass", "--against", "mass")]
    [InlineData("quantity,n,smallest_mass,relative_error,accepted\nkl,1,0.5,0,yes\n", "--against is 'm'; it must be n or mass", "--against", "m")]
    public void BadInput_IsOneLine(string text, string message, params string[] options)
    {
        var path = Path.Combine(folder, "bad.csv");
        File.WriteAllText(path, text);
        var result = PlotTool.Run(["errors", path, .. options]);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public void PictureOfTheReadme_IsWhatIsDrawnToday()
    {
        var cases = Path.Combine(folder, "cases.jsonl");
        File.WriteAllLines(cases, Enumerable.Range(0, 3).Select(static i => (int)(i == 0 ? 2 : Math.Pow(10, i))).Select(static count => $$"""{"id":"{{count}} outcomes","weights":[{{string.Join(',', Enumerable.Repeat(1, count))}}],"n":1}"""));
        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "kl.svg")), PlotTool.Run("kl", cases).Output);
    }
}
