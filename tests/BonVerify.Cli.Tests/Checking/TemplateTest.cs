using System.Text.Json;
using BonVerify.Cli.Checking;

namespace BonVerify.Cli.Tests.Checking;

/// <summary>The adapters that <c>check --template</c> prints run as they are, and conform when their bodies are filled in.</summary>
public sealed class TemplateTest : IDisposable
{
    private const string PythonPassAtK =
        """
            import math
            if not (0 <= correct <= total and 1 <= k <= total):
                raise ValueError("out of range")
            if correct > total - k:
                return 1.0
            return -math.expm1(math.fsum(math.log1p(-max(correct, k) / (total - i)) for i in range(min(correct, k))))
        """;

    private const string NodePassAtK =
        """
         {
            if (!(0 <= correct && correct <= total && 1 <= k && k <= total)) throw new RangeError("out of range");
            if (correct > total - k) return 1;
            let log = 0;
            for (let i = 0; i < Math.min(correct, k); i++) log += Math.log1p(-Math.max(correct, k) / (total - i));
            return -Math.expm1(log);
          }
        """;

    // .NET has no expm1 and log1p of doubles; here they are not missed.
    private const string CSharpPassAtK =
        """
        {
            if (!(0 <= correct && correct <= total && 1 <= k && k <= total)) throw new ArgumentOutOfRangeException(nameof(k));
            if (correct > total - k) return 1;
            var (few, many) = (Math.Min(correct, k), Math.Max(correct, k));
            if (few == 0) return 0;
            // 1 - prod(1 - many/(total - i)) without taking 1 away: the terms of the sum are all positive.
            double missed = 1, hit = 0;
            for (var i = 0; i < few; i++)
            {
                var share = (double)many / (total - i);
                hit += missed * share;
                missed *= 1 - share;
            }

            return hit;
        }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [ProgramFact(Programs.Python)]
    public void Python_Works()
    {
        var text = Template("python");
        AnswersNothing([Programs.Find(Programs.Python)!, Write("as_it_is.py", text)]);
        var at = text.IndexOf("def pass_at_k", StringComparison.Ordinal);
        Conforms([Programs.Find(Programs.Python)!, Write("filled.py", text[..at] + Replaced(text[at..], "\n    raise NotImplementedError\n\n", $"\n{PythonPassAtK}\n\n"))]);
    }

    [ProgramFact(Programs.Node)]
    public void Node_Works()
    {
        var text = Template("node");
        AnswersNothing([Programs.Find(Programs.Node)!, Write("as_it_is.mjs", text)]);
        Conforms([Programs.Find(Programs.Node)!, Write(
            "filled.mjs", Replaced(text, "pass_at_k({ total, correct, k }) { throw new Unsupported(); }", "pass_at_k({ total, correct, k })" + NodePassAtK))]);
    }

    [Fact]
    public void CSharp_Works_AndNaNIsAnAnswer()
    {
        const string Body = "double PassAtK(int total, int correct, int k) => throw new NotSupportedException();";
        var text = Template("csharp");
        AnswersNothing(["dotnet", "run", "--file", Write("as_it_is.cs", text)]);
        Conforms(["dotnet", "run", "--file", Write("filled.cs", Replaced(text, Body, "double PassAtK(int total, int correct, int k)\n" + CSharpPassAtK))]);
        var nan = Replaced(text, Body, "double PassAtK(int total, int correct, int k) => double.NaN;");
        nan = Replaced(nan, "double[] Pmf(double[] probabilities, double[] rewards, int n) => throw new NotSupportedException();", "double[] Pmf(double[] probabilities, double[] rewards, int n) => [.. probabilities.Select(p => 1 / 0.0)];");
        using var report = JsonDocument.Parse(Run(["--quantities", "pass_at_k,pmf", "--json"], ["dotnet", "run", "--file", Write("nan.cs", nan)]).Output);
        Assert.All(report.RootElement.GetProperty("quantities").EnumerateArray(), static row =>
            Assert.Equal(["notFinite"], row.GetProperty("failures").EnumerateObject().Select(static failure => failure.Name)));
    }

    [Theory]
    [InlineData("python", "adapter.py")]
    [InlineData("node", "adapter.mjs")]
    [InlineData("csharp", "adapter.cs")]
    public void Template_SaysHowToRunIt(string language, string file)
    {
        var text = Template(language);
        Assert.Contains($"{file}", text, StringComparison.Ordinal);
        Assert.Contains("bonverify check --smoke -- ", text, StringComparison.Ordinal);
        Assert.Equal(text, Templates.Find(language));
    }

    private static string Template(string language)
    {
        var result = Tool.Run("check", "--template", language);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return result.Output;
    }

    private static string Replaced(string text, string old, string changed)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, changed, StringComparison.Ordinal);
    }

    private void AnswersNothing(string[] command)
    {
        var result = Run(["--json"], command);
        Assert.Equal(3, result.ExitCode);
        using var report = JsonDocument.Parse(result.Output);
        Assert.All(report.RootElement.GetProperty("quantities").EnumerateArray(), static row => Assert.True(row.GetProperty("unsupported").GetInt32() > 0));
    }

    private void Conforms(string[] command)
    {
        var result = Run(["--quantities", "pass_at_k"], command);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }

    private Tool.Result Run(string[] options, string[] command) =>
        Tool.Run(["check", "--max-test", "5", "--timeout", "100s", "--counterexamples", Path.Combine(folder, "counterexamples"), .. options, "--", .. command]);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
