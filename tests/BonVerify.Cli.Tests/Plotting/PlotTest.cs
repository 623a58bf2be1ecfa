using System.Numerics;
using BonVerify.Bounds;
using BonVerify.Cli.Plotting;
using BonVerify.Cli.Tests.Estimation;
using BonVerify.Estimators;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Cli.Tests.Plotting;

/// <summary>The command <c>plot</c>: what it draws, and that its numbers are those of the exact measures.</summary>
public sealed class PlotTest : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bonverify-plot-").FullName;

    private static readonly string[] Groups = ["uniform", "rare", "binary"];
    private static readonly string[] Reaches = ["", "-beyond"];

    public static TheoryData<string> EveryKind { get; } =
    [
        "kl --weights 2,1,1,1 --rewards 0,1,1,2 --max-n 200",
        "kl --log-weights 0,-1,-2 --max-n 40",
        "win-rate --regime uniform-100 --max-n 100000",
        "gap --probabilities 1/2,1/2 --title gap --width 400 --height 500",
        "tradeoff --weights 4,3,2,1 --lambda 1/2 --max-n 20",
        "tradeoff --regime uniform-1000",
        "masses --weights 4,3,2,1 --labels a,b,c,d --n 3 --lambda 1",
        "masses --regime uniform-1000",
    ];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void EveryKind_IsDrawn_TheSameInAnyTerminal(string command)
    {
        var words = command.Split(' ');
        var first = PlotTool.Run(words);
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        PlotTool.IsFigure(first.Output);
        var second = Tool.RunWhere(
            [("COLUMNS", "40"), ("LANG", "de_DE.UTF-8"), ("LC_ALL", "de_DE.UTF-8"), ("DOTNET_EnableHWIntrinsic", "0")], ["plot", .. words]);
        Assert.Equal(first.Output, second.Output);
    }

    [Fact]
    public void Kl_HasTheExactValues()
    {
        var reference = ReferencePolicy.Parse("2,1,1,1 @ 0,1,1,2");
        var rows = PlotTool.Table(folder, "kl", "--weights", "2,1,1,1", "--rewards", "0,1,1,2", "--max-n", "30");
        foreach (var n in new[] { 1, 2, 7, 30 })
        {
            var policy = new BestOfN(reference, n);
            Assert.Equal(KullbackLeibler.Of(policy).ToDouble(), At(rows, "KL of best-of-n", n).Y);
            Assert.Equal(KlEstimator.Mean(policy).ToDouble(), At(rows, "E[d_n], mean of the estimator", n).Y);
            Assert.Equal(KlBounds.Formula(n).ToDouble(), At(rows, "formula ln n − (n−1)/n", n).Y);
            Assert.Equal(LinearFormInLogarithms.Ln(new Rational(5)).ToDouble(), At(rows, "limit ln(1/mass of the top level)", n).Y);
        }

        Assert.Equal("-1/2 + ln(2)", At(rows, "formula ln n − (n−1)/n", 2).ExactY);
        Assert.All(rows, static row => Assert.NotEmpty(row.ExactY));
    }

    [Fact]
    public void Gap_IsTheFormulaLessTheKl()
    {
        var rows = PlotTool.Table(folder, "gap", "--regime", "rare-1e-2");
        foreach (var n in new[] { 1, 2, 10, 1000 })
        {
            var gap = KlBounds.Formula(n) - KullbackLeibler.Of(new BestOfN(ReferencePolicy.FromWeights(99, 1), n));
            Assert.Equal(gap.ToDouble(), At(rows, "ln n − (n−1)/n − KL", n).Y);
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    public void WinRate_OfEquallyLikelyOutcomes_IsItsSum(int count)
    {
        var rows = PlotTool.Table(folder, "win-rate", "--regime", FormattableString.Invariant($"uniform-{count}"), "--max-n", "2000");
        foreach (var n in new[] { 1, 2, 10, 1000, 2000 })
        {
            // Σ (i^n − (i−1)^n)(2i − 1)/(2 L^(n+1)).
            var sum = BigInteger.Zero;
            for (var i = 1; i <= count; i++)
            {
                sum += (BigInteger.Pow(i, n) - BigInteger.Pow(i - 1, n)) * ((2 * i) - 1);
            }

            Assert.Equal(new Rational(sum, 2 * BigInteger.Pow(count, n + 1)).ToDouble(), At(rows, "win rate of best-of-n", n).Y);
            Assert.Equal(new Rational(n, n + 1).ToDouble(), At(rows, "bound n/(n+1)", n).Y);
            Assert.Equal(1 - 0.5 / count, At(rows, "limit 1 − (mass of the top level)/2", n).Y, 1e-15);
        }
    }

    [Fact]
    public void TradeOff_HasThePointsOfThePolicies()
    {
        var reference = ReferencePolicy.FromWeights(4, 3, 2, 1);
        var rows = PlotTool.Table(folder, "tradeoff", "--weights", "4,3,2,1", "--lambda", "1/2", "--max-n", "12");
        var best = rows.Single(static row => row is { Series: "best-of-n", Point: "n = 6" });
        Assert.Equal(KullbackLeibler.Of(new BestOfN(reference, 6)).ToDouble(), best.X);
        Assert.Equal(WinRate.Of(new BestOfN(reference, 6)).ToDouble(), best.Y);

        // KL is −ln of the mass that is accepted, and W is 1 less half of it.
        var accepted = rows.Single(static row => row is { Series: "rewind and repeat", Point: "reward at least 2" });
        Assert.Equal(("ln(5) - ln(3) + ln(2)", "17/20"), (accepted.ExactX, accepted.ExactY));
        Assert.Equal(
            ["reward at least 0", "reward at least 1", "reward at least 2", "reward at least 3"],
            rows.Where(static row => row.Series == "rewind and repeat").Select(static row => row.Point));

        // Of one draw soft best-of-n is the reference policy; of more it is no better than the frontier.
        var soft = rows.Where(static row => row.Series == "soft best-of-n, λ = 1/2").ToArray();
        Assert.Equal((0, 0.5), (soft[0].X, soft[0].Y));
        Assert.Equal(["n = 1", "n = 2", "n = 3", "n = 4", "n = 6", "n = 8", "n = 12"], soft.Select(static row => row.Point));
    }

    [Fact]
    public void TradeOff_FrontierIsTouchedByItsBounds_AndCurveIsItsFormula()
    {
        var frontier = new PolicyFrontier(ReferencePolicy.FromWeights(4, 3, 2, 1));
        var rows = PlotTool.Table(folder, "tradeoff", "--weights", "4,3,2,1", "--max-n", "12");
        var points = rows.Where(static row => row.Series == "frontier of all policies").ToArray();
        Assert.Equal((0, 0.5, 0.95), (points[0].X, points[0].Y, points[^1].Y));
        foreach (var point in points[1..^1])
        {
            // By another way than the figure's: a bound for every tilt, the least of which is the frontier.
            var kl = Rational.FromDouble(point.X);
            var bound = (double)frontier.AtBeta(kl, frontier.NearBestBeta(kl));
            Assert.InRange(point.Y, bound - 1e-9, bound + 1e-15);
        }

        var curve = rows.Where(static row => row.Series == "best-of-n on a continuous reward").ToArray();
        Assert.True(curve.Length > 60);
        Assert.All(curve, static row =>
        {
            var t = Rational.Parse(row.Point["t = ".Length..]).ToDouble();
            Assert.Equal(Math.Log(t) - (t - 1) / t, row.X, 1e-14);
            Assert.Equal(t / (t + 1), row.Y, 1e-15);
        });
        Assert.InRange(curve[^1].X, points[^1].X - 0.02, points[^1].X);
    }

    [Fact]
    public void Masses_AreThoseOfTheExactPolicy()
    {
        var policy = new BestOfN(ReferencePolicy.Parse("4,3,2,1 @ 0,5,5,2"), 3);
        var rows = PlotTool.Table(folder, "masses", "--weights", "4,3,2,1", "--rewards", "0,5,5,2", "--labels", "a,b,c,d", "--n", "3");
        Assert.Equal(policy.Probabilities().Select(static mass => mass.ToString()), rows.Where(static row => row.Series == "q, best of 3").Select(static row => row.ExactY));
        Assert.Equal(["2/5", "3/10", "1/5", "1/10"], rows.Where(static row => row.Series == "p, reference policy").Select(static row => row.ExactY));
        Assert.Equal(["a", "b", "c", "d"], rows.Take(4).Select(static row => row.Point));
    }

    [Fact]
    public void Estimate_HasTheRowsOfTheReport()
    {
        var (samples, path) = (EstimateTool.Sample("human-eval.jsonl"), Path.Combine(folder, "table.csv"));
        var result = PlotTool.Run("estimate", samples, "--n", "1,2,4", "--csv", path);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("3 prompts", PlotTool.IsFigure(result.Output).Element(PlotTool.Svg + "desc")!.Value, StringComparison.Ordinal);
        var (rows, report) = (PlotTool.Read(File.ReadAllText(path)), EstimateTool.Report(samples, "--n", "1,2,4"));
        Assert.Equal(6, rows.Length);
        Assert.All(rows, row =>
        {
            var expected = report.Row(row.Series, (int)row.X);
            Assert.Equal(expected.GetProperty("mean").GetDouble(), row.Y);
            Assert.Equal(expected.GetProperty("exact").GetString(), row.ExactY);
            Assert.Equal(expected.GetProperty("interval").GetProperty("low").GetDouble(), PlotTool.Number(row.Low));
            Assert.Equal(expected.GetProperty("interval").GetProperty("high").GetDouble(), PlotTool.Number(row.High));
        });
    }

    [Fact]
    public void CasesOfAFile_AreSeries_AndThoseThatDifferInNCountOnce()
    {
        var path = WriteCases(
            """{"id":"first","weights":[1,1],"n":2}""",
            """{"id":"first","weights":[1,1],"n":3}""",
            """{"weights":[1,2],"n":3}""",
            """{"id":"by logarithms","log_weights":[0,-1],"n":3}""");
        var rows = PlotTool.Table(folder, "gap", path, "--max-n", "10");
        Assert.Equal(["first", "weights 1,2", "by logarithms"], rows.Select(static row => row.Series.Split(": ")[0]).Distinct());
        Assert.Equal(30, rows.Length);
        Assert.Equal((KlBounds.Formula(10) - KullbackLeibler.Of(new BestOfN(ReferencePolicy.FromWeights(1, 2), 10))).ToDouble(), rows[19].Y);
    }

    [Fact]
    public void Output_IsTheSameFileAsOnStandardOutput_AndIsWholeOrNotThere()
    {
        var path = Path.Combine(folder, "figure.svg");
        string[] good = ["kl", "--weights", "1,1", "--max-n", "10"];
        Assert.Equal("", PlotTool.Run([.. good, "--output", path]).Output);
        var written = File.ReadAllText(path);
        Assert.Equal(PlotTool.Run([.. good, "--output", "-"]).Output, written);

        // What fails in the middle leaves the old file.
        Assert.Equal(ExitCode.BadInput, PlotTool.Run("masses", "--regime", "uniform-10000", "--output", path).ExitCode);
        Assert.Equal(written, File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("", "kind is missing; it must be one of kl, win-rate, gap, tradeoff, masses, estimate, errors, or give --paper.")]
    [InlineData("histogram", "kind is 'histogram'; it must be one of kl, win-rate, gap, tradeoff, masses, estimate, errors")]
    [InlineData("--paper", "--output is missing; --paper needs a folder for its figures.")]
    [InlineData("kl", "the case is missing or given twice; give a file, --regime, or a case in options such as --weights 2,1,1,1.")]
    [InlineData("kl --regime binary --weights 1,1", "the case is missing or given twice; give a file, --regime, or a case in options such as --weights 2,1,1,1.")]
    [InlineData("kl --regime uniform-11", "--regime is 'uniform-11'; it must be one of uniform-10, uniform-100, uniform-1000, uniform-10000, rare-1e-2, rare-1e-3, rare-1e-4, binary.")]
    [InlineData("kl --regime binary --n 0", "--n is '0'; it must be a whole number from 1 to 1000000000.")]
    [InlineData("kl --regime binary --max-n 1", "--max-n is '1'; it must be a whole number from 2 to 1000000000")]
    [InlineData("kl --regime binary --max-n many", "--max-n is 'many'; it must be a whole number from 2 to 1000000000")]
    [InlineData("kl --regime binary --width 3", "--width is '3'; it must be a whole number from 320 to 4096")]
    [InlineData("kl --weights 1,-1", "arguments: weights[1] is -1; it must be at least 0.")]
    [InlineData("gap no-such-file.jsonl", "cannot read no-such-file.jsonl:")]
    [InlineData("masses --regime uniform-10000", "uniform on 10000 has 10000 outcomes; masses shows at most 1000.")]
    [InlineData("kl --regime binary --output none/figure.svg", "--output is 'none/figure.svg'; cannot write there:")]
    [InlineData("kl --regime binary --csv -", "--csv is '-'; it must be a file.")]
    [InlineData("kl --regime binary --csv none/table.csv", "--csv is 'none/table.csv'; cannot write there:")]
    public void BadRequest_IsOneLine(string command, string message)
    {
        var result = PlotTool.Run(command.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((ExitCode.BadInput, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("bonverify: " + message, result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public void BadFile_IsNamedWithItsLine()
    {
        var bad = WriteCases("""{"weights":[1,1],"n":2}""", "nonsense");
        AssertError($"{Path.GetFileName(bad)}:2: not valid JSON", "kl", bad);
        var pool = WriteCases("""{"total":3,"correct":1,"k":1}""");
        AssertError($"{Path.GetFileName(pool)}:1: a case of kind pass_at_k has no reference policy; a figure needs one.", "kl", pool);
        AssertError($"{WriteCases("")} has no case; a figure needs one.", "kl", WriteCases(""));
        var many = WriteCases([.. Enumerable.Range(1, 7).Select(static i => $$"""{"weights":[1,{{i}}],"n":2}""")]);
        AssertError($"{Path.GetFileName(many)}:7: more than 6 cases; a figure shows at most so many.", "kl", many);
        var two = WriteCases("""{"weights":[1,1],"n":2}""", """{"weights":[1,2],"n":2}""");
        AssertError("masses shows one case; there are 2.", "masses", two);
        AssertError($"--n is given with the file '{two}'; its cases have their own.", "kl", two, "--n", "3");
    }

    [Fact]
    public void BadSamples_AreNoFigure()
    {
        var path = Path.Combine(folder, "samples.jsonl");
        File.WriteAllText(path, "{\"prompt\":\"a\",\"reward\":1}\n{\"prompt\":\"a\",\"reward\":null}\n");
        var result = PlotTool.Run("estimate", path);
        Assert.Equal((ExitCode.BadInput, ""), (result.ExitCode, result.Output));
        Assert.Contains("samples.jsonl:2", result.Error, StringComparison.Ordinal);
        var measures = PlotTool.Run("estimate", EstimateTool.Sample("human-eval.jsonl"), "--measures", "pass@k,best@n");
        Assert.Equal(ExitCode.BadInput, measures.ExitCode);
        Assert.Contains("--measures is 'pass@k,best@n'; it must name measures that the file has, of one unit, among best@n, ", measures.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Paper_WritesItsFiles()
    {
        var target = Path.Combine(folder, "paper", "figures");
        var result = PlotTool.Run("--paper", "--output", target);
        Assert.Equal(0, result.ExitCode);
        string[] names =
        [
            .. from regime in Groups
               from kind in CurvePlot.All
               from reach in Reaches
               select $"{kind.Id}-{regime}{reach}",
            .. Groups.Select(static regime => $"tradeoff-{regime}"),
        ];
        Assert.Equal(
            names.SelectMany(static name => new[] { name + ".csv", name + ".svg" }).Order(StringComparer.Ordinal),
            Directory.GetFiles(target).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(names.Length, result.Output.TrimEnd('\n').Split('\n').Length);
        Assert.All(names, name => PlotTool.IsFigure(File.ReadAllText(Path.Combine(target, name + ".svg"))));

        // KL of ten thousand equally likely outcomes reaches its limit far beyond n = 1000.
        Assert.Equal(21, names.Length);
        var rows = PlotTool.Read(File.ReadAllText(Path.Combine(target, "kl-uniform-beyond.csv")));
        Assert.Equal(LinearFormInLogarithms.Ln(10_000).ToDouble(), At(rows, "uniform on 10000: KL of best-of-n", 1_000_000).Y);
        var far = CertifiedKl(Enumerable.Repeat(1L, 10_000).ToArray(), 1000);
        Assert.Equal(far, At(rows, "uniform on 10000: KL of best-of-n", 1000).Y);
    }

    private static double CertifiedKl(long[] weights, int n) => BonVerify.FloatingPoint.CertifiedKullbackLeibler.ToDouble(weights, n);

    private static PlotTool.Row At(PlotTool.Row[] rows, string series, int n) => rows.Single(row => row.Series == series && row.X == n);

    private static void AssertError(string message, params string[] arguments)
    {
        var result = PlotTool.Run(arguments);
        Assert.Equal((ExitCode.BadInput, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("bonverify: " + message, result.ErrorLine, StringComparison.Ordinal);
    }

    private string WriteCases(params string[] lines)
    {
        var path = Path.Combine(folder, FormattableString.Invariant($"cases-{string.Join('\n', lines).Length}.jsonl"));
        File.WriteAllLines(path, lines);
        return path;
    }
}
