using System.Text.Json;
using System.Xml.Linq;
using BonVerify.Packages.Tests;

namespace BonVerify.Native.Tests;

/// <summary>The step of the GitHub action, run here with the published executable.</summary>
[Collection(PublishedCollection.Name)]
public sealed class ActionTest : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bonverify-action-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [CompilerFact("python3")]
    public void Script_WritesReportsSummaryAndExitCode()
    {
        var wrong = Run("wrong_kl_is_bound.py", quantities: "kl", options: "--max-test 2");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Equal("exit-code=1\n", Read("output"));
        Assert.Equal("testsuites", XDocument.Load(Path.Combine(folder, "reports", "junit.xml")).Root!.Name.LocalName);
        Assert.StartsWith("## bonverify check: nonconforming\n", Read("summary"), StringComparison.Ordinal);
        Assert.Equal(Read("reports/report.md"), Read("summary"));
        using (var badge = JsonDocument.Parse(Read("reports/badge.json")))
        {
            Assert.Equal("red", badge.RootElement.GetProperty("color").GetString());
        }

        Assert.Single(Directory.EnumerateFiles(Path.Combine(folder, "reports", "counterexamples")));
        Assert.Equal(0, Run("correct_fractions.py", quantities: "kl", options: "--max-test 2 --seed 3").ExitCode);
        Assert.EndsWith("exit-code=0\n", Read("output"), StringComparison.Ordinal);
    }

    [CompilerFact("python3")]
    public void Script_PassesOnWhatIsRefused()
    {
        Assert.Equal(2, Run("correct_fractions.py", quantities: "kll").ExitCode);
        Assert.Equal("exit-code=2\n", Read("output"));
    }

    private CommandResult Run(string program, string quantities = "", string options = "")
    {
        var command = $"python3 {Repository.PathOf("tests", "implementations", program)}";
        return Command.Run(
            folder,
            "env",
            [
                $"COMMAND={command}", $"QUANTITIES={quantities}", $"OPTIONS={options}", "FOLDER=reports", $"GITHUB_STEP_SUMMARY={Path.Combine(folder, "summary")}",
                $"GITHUB_OUTPUT={Path.Combine(folder, "output")}", "bash", Repository.PathOf(".github", "actions", "check", "run"), Published.Executable,
            ]);
    }

    private string Read(string file) => File.ReadAllText(Path.Combine(folder, file));
}
