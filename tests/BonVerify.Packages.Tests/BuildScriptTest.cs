using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Runtime.InteropServices;

namespace BonVerify.Packages.Tests;

/// <summary>build.ps1, run by the engine of PowerShell with stand-ins for the commands it calls.</summary>
public class BuildScriptTest
{
    private static readonly string Script = Repository.PathOf("build.ps1");

    private static readonly string Runtime = (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-")
        + RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    [Fact]
    public void Script_HasNoSyntaxErrors()
    {
        Parser.ParseFile(Script, out _, out var errors);
        Assert.Empty(errors.Select(error => error.Message));
    }

    [Fact]
    public void WithoutTargets_BuildsAndTests()
    {
        var run = Run("");
        Assert.Equal(["dotnet build {root}/BonVerify.sln -c Release", "dotnet test {root}/BonVerify.sln -c Release"], run.Commands);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("restore", "dotnet restore {root}/BonVerify.sln")]
    [InlineData("build", "dotnet build {root}/BonVerify.sln -c Release")]
    [InlineData("test", "dotnet test {root}/BonVerify.sln -c Release")]
    [InlineData("verify", "dotnet run --project {root}/src/BonVerify.Cli -c Release -- verify")]
    [InlineData("proofs", "bash {root}/proofs/check")]
    [InlineData("bench", "dotnet run --project {root}/tests/BonVerify.Benchmarks -c Release -- --filter *")]
    [InlineData("docs", "dotnet fsi {root}/.github/site/site.fsx")]
    [InlineData("pack", "dotnet pack {root}/BonVerify.sln -c Release -o {root}/artifacts")]
    [InlineData("native", "dotnet publish {root}/src/BonVerify.Cli -c Release -r {runtime} --artifacts-path {root}/artifacts/publish -o {root}/artifacts/tool")]
    [InlineData("library", "dotnet publish {root}/src/BonVerify.Native -c Release -r {runtime} --artifacts-path {root}/artifacts/publish -o {root}/artifacts/library")]
    [InlineData("python", "python3 -m pip wheel --no-deps --no-build-isolation -w {root}/artifacts {root}/src/bonverify-python")]
    public void Target_IsOneCommand(string target, string command)
    {
        Assert.Equal([command], Run(target).Commands);
    }

    [Fact]
    public void Targets_RunInTheOrderGiven()
    {
        var expected = new[] { "dotnet pack {root}/BonVerify.sln -c Release -o {root}/artifacts", "dotnet restore {root}/BonVerify.sln" };
        Assert.Equal(expected, Run("pack restore").Commands);
        Assert.Equal(expected, Run("pack, restore").Commands);
    }

    [Fact]
    public void All_IsEverythingButWhatIsForItself()
    {
        var verbs = Run("all").Commands.Select(command => string.Join(' ', command.Split(' ').Take(2))).ToArray();
        Assert.Equal(
            ["dotnet restore", "dotnet build", "dotnet test", "dotnet run", "bash {root}/proofs/check", "dotnet pack"], verbs);
    }

    [Theory]
    [InlineData("dotnet restore", 7, 1)]
    [InlineData("dotnet test", 1, 3)]
    [InlineData("bash", 2, 5)]
    public void FirstFailingCommand_StopsTheRunWithItsExitCode(string failing, int exitCode, int started)
    {
        var run = Run("all", failing, exitCode);
        Assert.Equal(started, run.Commands.Count);
        Assert.StartsWith(failing, run.Commands[^1], StringComparison.Ordinal);
        Assert.Equal(exitCode, run.ExitCode);
    }

    [Fact]
    public void UnknownTarget_IsRefusedBeforeAnythingRuns()
    {
        var run = Run("build biuld");
        Assert.Empty(run.Commands);
        Assert.Contains("biuld", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Workflow_CallsTheSameScripts()
    {
        var workflow = File.ReadAllText(Repository.PathOf(".github", "workflows", "ci.yml")).ReplaceLineEndings("\n");
        Assert.Contains("- run: .ci/run\n", workflow, StringComparison.Ordinal);
        Assert.True(File.Exists(Repository.PathOf(".ci", "run")));
        const string Call = "run: ./build.ps1 ";
        var call = Assert.Single(workflow.Split('\n'), line => line.Contains(Call, StringComparison.Ordinal));
        var run = Run(call[(call.IndexOf(Call, StringComparison.Ordinal) + Call.Length)..]);
        Assert.Equal(["restore", "build", "test", "pack"], run.Commands.Select(command => command.Split(' ')[1]));
    }

    [Fact]
    public void Paths_Exist()
    {
        var named = Run("restore build test verify proofs pack native library python").Commands
            .SelectMany(command => command.Split(' '))
            .Where(word => word.StartsWith("{root}/", StringComparison.Ordinal) && !word.Contains("/artifacts", StringComparison.Ordinal))
            .Select(word => Repository.PathOf(word["{root}/".Length..]))
            .Distinct()
            .ToArray();
        Assert.Equal(5, named.Length);
        Assert.All(named, path => Assert.True(Path.Exists(path), path));
    }

    /// <summary>Runs the script with functions in the place of the commands: they note their arguments, and one may fail.</summary>
    private static (IReadOnlyList<string> Commands, int? ExitCode, IReadOnlyList<string> Errors) Run(
        string arguments, string failing = "none", int exitCode = 0)
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        using var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddScript($$"""
            $global:commands = [System.Collections.Generic.List[string]]::new()
            function global:Invoke-StandIn($line) {
                $global:commands.Add($line)
                $global:LASTEXITCODE = if ($line.StartsWith('{{failing}}')) { {{exitCode}} } else { 0 }
            }
            function global:dotnet { Invoke-StandIn "dotnet $args" }
            function global:bash { Invoke-StandIn "bash $args" }
            function global:python3 { Invoke-StandIn "python3 $args" }
            function global:python { Invoke-StandIn "python3 $args" }
            & '{{Script.Replace("'", "''", StringComparison.Ordinal)}}' {{arguments}}
            """).Invoke();
        var commands = (List<string>)runspace.SessionStateProxy.GetVariable("commands");
        var shown = commands.Select(command =>
            command.Replace(Repository.Root, "{root}", StringComparison.Ordinal).Replace('\\', '/').Replace(Runtime, "{runtime}", StringComparison.Ordinal)).ToArray();
        var errors = shell.Streams.Error.Select(error => error.ToString()).ToArray();
        return (shown, runspace.SessionStateProxy.GetVariable("LASTEXITCODE") as int?, errors);
    }
}
