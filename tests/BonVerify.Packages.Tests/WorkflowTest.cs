using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace BonVerify.Packages.Tests;

/// <summary>The workflows and the action, which run elsewhere: parsed, and what they name exists.</summary>
public partial class WorkflowTest
{
    private static readonly string Action = Repository.PathOf(".github", "actions", "check", "action.yml");

    public static TheoryData<string> Files { get; } =
        [.. Directory.EnumerateFiles(Repository.PathOf(".github"), "*.yml", SearchOption.AllDirectories).Select(static file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))];

    [Theory]
    [MemberData(nameof(Files))]
    public void File_IsYaml_AndStepsAreKnown(string file)
    {
        var steps = StepsOf(file).ToArray();
        Assert.NotEmpty(steps);
        Assert.All(steps, static step => Assert.True(Text(step, "run") is not null ^ Text(step, "uses") is not null));
    }

    [Fact]
    public void WorkflowsAndAction_PinActionsByCommit()
    {
        foreach (var file in new[] { ".github/workflows/ci.yml", ".github/workflows/nightly.yml", ".github/workflows/release.yml", ".github/workflows/docs.yml", ".github/actions/check/action.yml" })
        {
            var lines = File.ReadAllLines(Repository.PathOf(file)).Where(static line => line.Contains("uses:", StringComparison.Ordinal)).ToArray();
            Assert.NotEmpty(lines);
            Assert.All(lines, static line => Assert.Matches(Pinned(), line));
        }
    }

    [Fact]
    public void Release_BuildsForFourRuntimes_ByTargetsOfTheScript()
    {
        var build = (YamlMappingNode)Child(Root(".github/workflows/release.yml"), "jobs", "build");
        var runtimes = ((YamlSequenceNode)Child(build, "strategy", "matrix", "include")).Select(static entry => Text((YamlMappingNode)entry, "runtime"));
        Assert.Equal(["linux-x64", "linux-arm64", "osx-arm64", "win-x64"], runtimes);
        var commands = StepsOf(".github/workflows/release.yml").Select(static step => Text(step, "run")).OfType<string>().ToArray();
        Assert.Contains("./build.ps1 native library python", commands);
        foreach (var path in commands.SelectMany(static command => SourcePath().Matches(command)).Select(static match => match.Value))
        {
            Assert.True(Path.Exists(Repository.PathOf(path)), path);
        }
    }

    [Fact]
    public void Action_PassesEveryInputToItsScript()
    {
        var root = Root(".github/actions/check/action.yml");
        Assert.Equal("composite", Text((YamlMappingNode)Child(root, "runs"), "using"));
        var inputs = ((YamlMappingNode)Child(root, "inputs")).Children.Keys.Select(static key => key.ToString());
        var step = StepsOf(".github/actions/check/action.yml").Last();
        var environment = (YamlMappingNode)Child(step, "env");
        Assert.Equal(inputs.Select(static input => (input.ToUpperInvariant(), $"${{{{ inputs.{input} }}}}")), environment.Children.Select(static pair => (pair.Key.ToString(), pair.Value.ToString())));
        var script = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Action)!, "run"));
        Assert.All(environment.Children.Keys, name => Assert.Matches($@"\$\{{?{name}\b", script));
        foreach (var relative in new[] { "src/BonVerify.Cli", "global.json" })
        {
            Assert.Contains($"/../../../{relative}", File.ReadAllText(Action), StringComparison.Ordinal);
            Assert.True(Path.Exists(Repository.PathOf(relative)));
        }
    }

    private static YamlMappingNode Root(string file)
    {
        using var reader = new StreamReader(Repository.PathOf(file));
        var stream = new YamlStream();
        stream.Load(reader);
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    /// <summary>The steps of all jobs of a workflow, or of an action.</summary>
    private static IEnumerable<YamlMappingNode> StepsOf(string file)
    {
        var root = Root(file);
        var lists = root.Children.ContainsKey("jobs")
            ? ((YamlMappingNode)Child(root, "jobs")).Children.Values.Select(static job => Child(job, "steps"))
            : [Child(root, "runs", "steps")];
        return lists.SelectMany(static list => (YamlSequenceNode)list).Cast<YamlMappingNode>();
    }

    private static YamlNode Child(YamlNode node, params string[] path) =>
        path.Aggregate(node, static (parent, name) => ((YamlMappingNode)parent).Children[name]);

    private static string? Text(YamlMappingNode node, string name) => node.Children.TryGetValue(name, out var value) ? ((YamlScalarNode)value).Value : null;

    [GeneratedRegex("uses: [a-z-]+/[a-z-]+@[0-9a-f]{40} # v[0-9]+\\.[0-9]+\\.[0-9]+$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"src/[\w./-]+")]
    private static partial Regex SourcePath();
}
