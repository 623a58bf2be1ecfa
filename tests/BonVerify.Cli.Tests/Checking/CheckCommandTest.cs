using System.Text.Json;
using System.Xml.Linq;
using BonVerify.Conformance;

namespace BonVerify.Cli.Tests.Checking;

/// <summary>The command as people and scripts use it.</summary>
public sealed class CheckCommandTest : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [ProgramFact(Programs.Python)]
    public void WrongProgram_IsReportedWithSmallestCaseExactValueAndMistake()
    {
        var result = Check("--quantities", "kl,win_rate", "--max-test", "5", "--", Programs.Command("wrong_kl_is_bound.py"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("kl: wrong, smallest case {\"quantity\":\"kl\",\"probabilities\":[1.0],\"rewards\":[0.0],\"n\":2}", result.Output, StringComparison.Ordinal);
        Assert.Contains("expected 0\n  got      0.19314718055994", result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("Diagnosis: it returns the upper bound ln n - (n-1)/n as the KL divergence (this is kl_bound) [kl-is-bound]", result.Output, StringComparison.Ordinal);
        Assert.Contains("Result: nonconforming.", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("win_rate: wrong", result.Output, StringComparison.Ordinal);
    }

    [ProgramFact(Programs.Python)]
    public void RightProgram_Conforms()
    {
        var result = Check("--quantities", "pmf,kl", "--max-test", "5", "--", Programs.Command("correct_direct.py"));
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Result: conforming", result.Output, StringComparison.Ordinal);
    }

    [ProgramFact(Programs.Python)]
    public void Json_IsOrderedAndComplete()
    {
        var result = Check("--quantities", "win_rate", "--max-test", "5", "--json", "--", Programs.Command("wrong_ties_full_win.py"));
        Assert.Equal(1, result.ExitCode);
        using var report = JsonDocument.Parse(result.Output);
        var root = report.RootElement;
        var names = root.EnumerateObject().Select(static property => property.Name).ToArray();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal(2, root.GetProperty("schemaVersion").GetInt32());
        Assert.Equal("rel=1e-9,cancel=1e-14", root.GetProperty("tolerance").GetString());
        Assert.Equal("among-draws", root.GetProperty("ties").GetString());
        Assert.Equal("nonconforming", root.GetProperty("result").GetString());
        Assert.Equal("ties-full-win", root.GetProperty("diagnosis")[0].GetProperty("mistake").GetString());
        var row = root.GetProperty("quantities")[0];
        Assert.Equal("win_rate", row.GetProperty("quantity").GetString());
        Assert.True(row.GetProperty("failures").GetProperty("wrong").GetInt32() > 100);
        var counterexample = root.GetProperty("counterexamples")[0];
        Assert.Equal(1, counterexample.GetProperty("request").GetProperty("n").GetInt32());
        Assert.Equal("1/2", counterexample.GetProperty("expected")[0].GetString());
        Assert.True(File.Exists(counterexample.GetProperty("file").GetString()));
    }

    [ProgramFact(Programs.Python)]
    public void JUnit_CountsFailuresAndSkips()
    {
        var path = Path.GetTempFileName();
        try
        {
            var result = Check("--quantities", "pmf,kl,pass_at_k", "--max-test", "5", "--junit", path, "--", Programs.Command("correct_integers.py"));
            Assert.Equal(0, result.ExitCode);
            Check("--quantities", "kl,win_rate", "--max-test", "5", "--junit", path + "2", "--", Programs.Command("wrong_kl_is_bound.py"));
            var suites = XDocument.Load(path).Root!.Elements("testsuite").ToDictionary(static suite => suite.Attribute("name")!.Value);
            Assert.Equal("5", suites["kl"].Attribute("skipped")!.Value);
            Assert.Equal("0", suites["pmf"].Attribute("failures")!.Value);
            suites = XDocument.Load(path + "2").Root!.Elements("testsuite").ToDictionary(static suite => suite.Attribute("name")!.Value);
            Assert.Equal("4", suites["kl"].Attribute("failures")!.Value);
            Assert.Equal("0", suites["win_rate"].Attribute("failures")!.Value);
            Assert.Contains("upper bound", suites["kl"].Descendants("failure").First().Value, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
            File.Delete(path + "2");
        }
    }

    [ProgramFact(Programs.Python)]
    public void ReproduceLine_PutsTheSameRequestAgain()
    {
        var result = Check("--quantities", "pmf", "--max-test", "0", "--json", "--", Programs.Command("wrong_cancellation.py"));
        using var report = JsonDocument.Parse(result.Output);
        var counterexample = report.RootElement.GetProperty("counterexamples")[0];
        var request = counterexample.GetProperty("reproduce").GetString()!.Split('\'')[1];
        Assert.DoesNotContain("weights", request, StringComparison.Ordinal);
        Assert.Equal(RequestJson.Parse(counterexample.GetProperty("request").GetRawText()), RequestJson.Parse(request));
        var again = Check("--json", "--request", request, "--", Programs.Command("wrong_cancellation.py"));
        Assert.Equal(1, again.ExitCode);
        using var second = JsonDocument.Parse(again.Output);
        var same = second.RootElement.GetProperty("counterexamples")[0];
        Assert.Equal(counterexample.GetProperty("answer").GetString(), same.GetProperty("answer").GetString());
    }

    [Theory]
    [InlineData("--quantities", "kl,kll")]
    [InlineData("--tolerance", "ulp=4")]
    [InlineData("--tolerance", "rel=-1")]
    [InlineData("--ties", "never")]
    [InlineData("--timeout", "soon")]
    [InlineData("--max-test", "-1")]
    [InlineData("--request", """{"quantity":"kl","probabilities":[0.5,0.5],"reward":[1,1],"n":2}""")]
    [InlineData("--request", """{"quantity":"kl","n":2}""")]
    [InlineData("--request", "kl")]
    [InlineData("--max-n", "0")]
    [InlineData("--undefined", "x")]
    [InlineData("--template", "x")]
    public void BadOption_IsNamed(string option, string value)
    {
        var result = Check(option, value, "--", "no-such-program");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(option, result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingProgram_IsBadInput()
    {
        var result = Tool.Run("check", "--", "no-such-program");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("cannot start 'no-such-program'", result.ErrorLine, StringComparison.Ordinal);
        var none = Tool.Run("check");
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("the program under test is missing", none.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Protocol_IsTheCommittedPage() =>
        Assert.Equal(BonVerify.Conformance.Protocol.Page(), Tool.Run("check", "--protocol").Output);

    [ProgramFact(Programs.Python)]
    public void Smoke_TriesAFewRequestsAndEnds()
    {
        var result = Check("--smoke", "--json", "--", Programs.Command("correct_direct.py"));
        Assert.Equal(0, result.ExitCode);
        using var report = JsonDocument.Parse(result.Output);
        Assert.InRange(report.RootElement.GetProperty("requests").GetInt32(), 50, 400);
        Assert.Equal(1, Check("--smoke", "--", Programs.Command("wrong_kl_is_bound.py")).ExitCode);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [ProgramTheory(Programs.Python)]
    [InlineData("robustness/exits_at_once.py", 1)]
    [InlineData("robustness/wrong_shape.py", 1)]
    public void ProgramThatAnswersNothing_IsToldWhatAnAdapterIs(string program, int exitCode)
    {
        var result = Check("--smoke", "--quantities", "kl", "--", Programs.Command(program));
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains("needs an adapter", result.Output, StringComparison.Ordinal);
        Assert.Contains("bonverify check --template python", result.Output, StringComparison.Ordinal);
    }

    [ProgramTheory(Programs.Python)]
    [InlineData("check-adapter.py")]
    public void PythonAdapter_Works(string adapter) => AdapterWorks(adapter);

    [ProgramTheory(Programs.Node)]
    [InlineData("check-adapter.mjs")]
    public void NodeAdapter_Works(string adapter) => AdapterWorks(adapter);

    [Fact]
    public void CSharpAdapter_Works() => AdapterWorks("check-adapter.cs");

    private void AdapterWorks(string adapter)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "examples", adapter);
        string[] command = adapter.EndsWith(".cs", StringComparison.Ordinal)
            ? ["dotnet", "run", "--file", path]
            : [Programs.Command(adapter)[0], path];
        var result = Check("--quantities", "kl,win_rate", "--max-test", "5", "--timeout", "100s", "--json", "--", command);
        Assert.Equal(1, result.ExitCode);
        using var report = JsonDocument.Parse(result.Output);
        Assert.Equal(["kl-is-bound"], report.RootElement.GetProperty("diagnosis").EnumerateArray().Select(static finding => finding.GetProperty("mistake").GetString()!));
    }

    private Tool.Result Check(params object[] arguments) =>
        Tool.Run(["check", "--counterexamples", folder, .. arguments.SelectMany(static argument => argument as string[] ?? [(string)argument])]);
}
