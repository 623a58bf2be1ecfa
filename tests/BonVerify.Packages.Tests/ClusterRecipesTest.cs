using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace BonVerify.Packages.Tests;

/// <summary>The recipes whose engines are not here, Kubernetes and GitHub Actions: their commands are run as they are written, the rest is read.</summary>
[Collection(PackedFeedUsers.Name)]
public partial class ClusterRecipesTest(PackedFeed packed)
{
    private const string Folder = "tests/examples/cluster";

    [UnixFact]
    public void Kubernetes_EveryPodIsAShard_AndTheSecondJobJoinsThem()
    {
        var documents = Documents("kubernetes.yaml");
        Assert.Equal(["Job", "Job", "PersistentVolumeClaim"], documents.Select(static document => Text(document, "kind")));
        var (pods, merge) = (Child(documents[0], "spec"), Child(documents[1], "spec"));
        var completions = Text(pods, "completions");
        Assert.Equal(("Indexed", completions), (Text(pods, "completionMode"), Text(pods, "parallelism")));
        var container = Container(pods);
        var variable = Items(container, "env").Single();
        Assert.Equal(("BONVERIFY_SHARDS", completions), (Text(variable, "name"), Text(variable, "value")));

        // One volume for both, which is where the commands are run.
        var claims = new[] { pods, merge }.Select(static spec => Text(Items(Child(spec, "template", "spec"), "volumes").Single(), "persistentVolumeClaim", "claimName")).ToArray();
        Assert.All(claims, claim => Assert.Equal(Text(documents[2], "metadata", "name"), claim));
        Assert.All(new[] { pods, merge }, static spec => Assert.Equal(Text(Container(spec), "workingDir"), Text(Items(Container(spec), "volumeMounts").Single(), "mountPath")));

        using var results = new Results();
        for (var index = 0; index < int.Parse(completions, System.Globalization.CultureInfo.InvariantCulture); index++)
        {
            Run(results, $"JOB_COMPLETION_INDEX={index} BONVERIFY_SHARDS={completions}", string.Join(' ', Words(container)));
        }

        Assert.StartsWith("Result: verified.", Run(results, "", string.Join(' ', Words(Container(merge)))), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(results.Path, "report.html")));

        static string[] Words(YamlNode container) => [.. ((YamlSequenceNode)Child(container, "command")).Select(static word => ((YamlScalarNode)word).Value!)];
        static YamlNode Container(YamlNode spec) => Items(Child(spec, "template", "spec"), "containers").Single();
    }

    [UnixFact]
    public void GitHubActions_EveryEntryOfTheMatrixIsAShard_AndTheSecondJobJoinsThem()
    {
        var jobs = Child(Documents("github-actions.yaml").Single(), "jobs");
        var (shard, merge) = (Child(jobs, "shard"), Child(jobs, "merge"));
        Assert.Equal("shard", Text(merge, "needs"));
        using var results = new Results();
        var entries = ((YamlSequenceNode)Child(shard, "strategy", "matrix", "shard")).Select(static entry => ((YamlScalarNode)entry).Value!).ToArray();
        foreach (var entry in entries)
        {
            Run(results, $"BONVERIFY_SHARD={Filled(Text(shard, "env", "BONVERIFY_SHARD"))}", Filled(Command(shard)));
            Assert.True(File.Exists(Path.Combine(results.Path, Filled(Text(Items(shard, "steps").Last(), "with", "path")))));

            string Filled(string text) => text.Replace("${{ matrix.shard }}", entry, StringComparison.Ordinal);
        }

        Run(results, "GITHUB_STEP_SUMMARY=summary.md", Command(merge));
        Assert.Contains("Result: verified", File.ReadAllText(Path.Combine(results.Path, "summary.md")), StringComparison.Ordinal);
        Assert.All(
            File.ReadAllLines(Repository.PathOf(Folder, "github-actions.yaml")).Where(static line => line.Contains("uses:", StringComparison.Ordinal)),
            static line => Assert.Matches(Pinned(), line));

        static string Command(YamlNode job) => Items(job, "steps").Where(static step => step is YamlMappingNode map && map.Children.ContainsKey("run"))
            .Select(static step => Text(step, "run")).Single(static run => run.StartsWith("bonverify ", StringComparison.Ordinal));
    }

    private string Run(Results results, string variables, string command) => packed.Run(
        results.Path, "bash", ["-e", "-o", "pipefail", "-c", $"export PATH=\"{packed.InstalledTool()}:$PATH\" {variables}\n{command}"]).Succeeded().Output;

    private static YamlNode[] Documents(string name)
    {
        using var reader = new StreamReader(Repository.PathOf(Folder, name));
        var stream = new YamlStream();
        stream.Load(reader);
        return [.. stream.Documents.Select(static document => document.RootNode)];
    }

    private static YamlNode Child(YamlNode node, params string[] path) => path.Aggregate(node, static (parent, name) => ((YamlMappingNode)parent).Children[name]);

    private static string Text(YamlNode node, params string[] path) => ((YamlScalarNode)Child(node, path)).Value!;

    private static IEnumerable<YamlNode> Items(YamlNode node, string name) => (YamlSequenceNode)Child(node, name);

    [GeneratedRegex("uses: [a-z-]+/[a-z-]+@[0-9a-f]{40} # v[0-9]+\\.[0-9]+\\.[0-9]+$")]
    private static partial Regex Pinned();

    /// <summary>The folder that all see.</summary>
    private sealed class Results : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("bonverify-cluster").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
