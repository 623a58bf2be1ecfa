using System.Text.Json;

namespace BonVerify.Cli.Tests.Sharding;

/// <summary><c>bonverify merge</c> as a command: its forms, its exit codes, and what it refuses.</summary>
public sealed class MergeTest : IClassFixture<MergeTest.Reports>, IDisposable
{
    private readonly Reports reports;
    private readonly PartFiles files = new();

    public MergeTest(Reports reports) => this.reports = reports;

    public void Dispose() => files.Dispose();

    [Fact]
    public void Verify_InEveryForm_IsTheReportOfTheRun()
    {
        string[] forms = ["--markdown", files.Path("one.md"), "--html", files.Path("one.html")];
        string[] mergedForms = ["--markdown", files.Path("merged.md"), "--html", files.Path("merged.html")];
        var one = Tool.Run(["verify", .. Reports.Verify, .. forms]);
        var merged = Tool.Run(["merge", reports.First, reports.Second, .. mergedForms]);
        Assert.Equal((one.ExitCode, ""), (merged.ExitCode, merged.Error));
        Assert.Equal(WithoutTimes(one.Output), WithoutTimes(merged.Output));
        Assert.Equal(WithoutTimes(File.ReadAllText(files.Path("one.md"))), WithoutTimes(File.ReadAllText(files.Path("merged.md"))));
        Assert.Equal(WithoutTimes(File.ReadAllText(files.Path("one.html"))), WithoutTimes(File.ReadAllText(files.Path("merged.html"))));

        var json = Tool.Run(["verify", .. Reports.Verify, "--json"]);
        Assert.Equal(WithoutTimes(json.Output), WithoutTimes(Tool.Run("merge", reports.Second, reports.First, "--json").Output));
    }

    [Fact]
    public void Estimate_InEveryForm_IsTheReportOfTheRun()
    {
        string[] estimate = ["estimate", Estimation.EstimateTool.Sample("human-eval.jsonl")];
        for (var index = 1; index <= 2; index++)
        {
            var shard = Tool.Run([.. estimate, "--shard", $"{index}/2", "--json"]);
            Assert.Equal(0, shard.ExitCode);
            files.Write($"{index}.json", shard.Output);
        }

        Assert.Equal(Tool.Run(estimate).Output, Tool.Run("merge", files.Folder).Output);
        Assert.Equal(Tool.Run([.. estimate, "--csv"]).Output, Tool.Run("merge", files.Folder, "--csv").Output);
        Assert.Equal(Tool.Run([.. estimate, "--json"]).Output, Tool.Run("merge", files.Folder, "--json").Output);
        Refused("--json and --csv are both given", files.Folder, "--csv", "--json");
        Refused("--csv", reports.First, reports.Second, "--csv");
    }

    [Fact]
    public void Parts_ThatDoNotBelongTogether_AreRefusedByName()
    {
        Refused($"{reports.First} and {Other("seed", "\"seed\": \"7\"")} are not of one run: seed is 7 and not 8", reports.First, Other("seed", "\"seed\": \"8\""));
        Refused("are not of one run: max-test is 60 and not 61", reports.First, Other("max-test", "\"max-test\": \"61\""));
        Refused("are not of one run: precision is", reports.First, Other("precision", "\"precision\": \"64\""));
        Refused("are not of one run: claims is", reports.First, Other("claims", "\"claims\": \"kl-upper-bound\""));
        Refused("are not of one run: input 0001 is next-word.jsonl sha256:", reports.First, Other("input 0001", "\"input 0001\": \"next-word.jsonl sha256:00\""));
        Refused("are not of one run: the number of shards is 2 and not 3", reports.First, Changed("count", "\"count\": 2", "\"count\": 3"));
        Refused("are not of one run: the version of the tool is", reports.First, Changed("version", $"\"toolVersion\": \"{Terminal.Output.ToolVersion}\"\n  }}", "\"toolVersion\": \"0.0.1\"\n  }"));
        Refused("are not of one run: the command is verify and not estimate", reports.First, Changed("command", "\"command\": \"verify\"", "\"command\": \"estimate\""));
    }

    [Fact]
    public void Parts_MissingTwiceUnfinishedOrNone_AreRefusedByName()
    {
        Refused("missing: 2/2; the report of every shard is needed", reports.First);
        Refused("missing: 1/2", reports.Second);
        Refused($"{reports.First} and {files.Write("copy.json", File.ReadAllText(reports.First))} are both of shard 1/2", reports.First, reports.Second, files.Path("copy.json"));
        Refused("shard 2/2 has not come to its end", reports.First, Changed("finished", "\"finished\": true", "\"finished\": false"));
        Refused("is no report of a shard", files.Write("plain.json", "{}"));
        Refused("is damaged, or no report of this tool", files.Write("broken.json", "{"));
        Refused("is damaged, or no report of this tool", reports.First, Changed("damaged", "\"holds\"", "\"helds\""));
        Refused("of another version of the tool", Changed("format", "\"formatVersion\": 1", "\"formatVersion\": 2"));
        Refused("cannot read nowhere.json", "nowhere.json");
        Refused("without files that end in .json", Directory.CreateDirectory(files.Path("empty")).FullName);
    }

    /// <summary>The second report with one setting changed.</summary>
    private string Other(string name, string setting)
    {
        var text = File.ReadAllText(reports.Second);
        var start = text.IndexOf($"\"{name}\": \"", text.IndexOf("\"settings\"", StringComparison.Ordinal), StringComparison.Ordinal);
        var end = text.IndexOf('\n', start);
        return files.Write($"{name}.json", text[..start] + setting + (text[end - 1] == ',' ? "," : "") + text[end..]);
    }

    private string Changed(string name, string before, string after)
    {
        var text = File.ReadAllText(reports.Second);
        Assert.Contains(before, text, StringComparison.Ordinal);
        return files.Write($"{name}.json", text.Replace(before, after, StringComparison.Ordinal));
    }

    private static void Refused(string message, params string[] arguments)
    {
        var result = Tool.Run(["merge", .. arguments]);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.ErrorLine, StringComparison.Ordinal);
    }

    private static string WithoutTimes(string report) => System.Text.RegularExpressions.Regex.Replace(report, "Stopped after [0-9.]+ s|\"elapsedSeconds\": [0-9.]+", "");

    /// <summary>The reports of the two shards of a run.</summary>
    public sealed class Reports : IDisposable
    {
        public static readonly string[] Verify = ["--max-test", "60", "--seed", "7", "--claims", "kl-upper-bound,win-rate-upper-bound,kl-formula-equality"];
        private readonly PartFiles files = new();

        public Reports()
        {
            First = Shard(1);
            Second = Shard(2);
            using var report = JsonDocument.Parse(File.ReadAllText(First));
            Assert.Equal("no counterexample in shard 1/2", report.RootElement.GetProperty("result").GetString());
            VerifyTest.AssertOrdered(report.RootElement.GetProperty("shard").GetProperty("state").GetProperty("claims"));

            string Shard(int index)
            {
                var result = Tool.Run(["verify", .. Verify, "--shard", $"{index}/2", "--json"]);
                Assert.Equal((0, ""), (result.ExitCode, result.Error));
                return files.Write($"{index}.json", result.Output);
            }
        }

        public string First { get; }

        public string Second { get; }

        public void Dispose() => files.Dispose();
    }
}
