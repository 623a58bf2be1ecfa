using System.Text.Json.Nodes;
using BonVerify.Cli.Checking;
using BonVerify.Cli.Commands;
using BonVerify.Cli.Sharding;
using BonVerify.Conformance;
using BonVerify.Quantities;

namespace BonVerify.Cli.Tests.Sharding;

public sealed class CheckShardsTest : IDisposable
{
    private static readonly Truth SharedTruth = new();

    private readonly PartFiles files = new();

    public void Dispose() => files.Dispose();

    [InterpreterTheory("python3")]
    [InlineData(1, "wrong_bits.py", false)]
    [InlineData(2, "wrong_bits.py", false)]
    [InlineData(7, "wrong_bits.py", true)]
    [InlineData(64, "correct_fractions.py", false)]
    [InlineData(3, "correct_unguarded.py", false)]
    public void Shards_OfAnyCount_MergeToTheRun(int count, string program, bool hasProgram)
    {
        var options = Options(program);
        options = count < 64 ? options : options with { Examination = options.Examination with { Quantities = [Quantity.PassAtK], Extra = [] } };
        var one = CheckRun.Execute(options, default, SharedTruth);
        for (var index = 1; index <= count; index++)
        {
            var shard = CheckRun.Execute(options with { Shard = new Shard(index, count) }, default, SharedTruth);
            Assert.Contains(CheckReport.ExitCodeOf(shard), (int[])[0, CheckReport.ExitCodeOf(one)]);
            files.Write($"{index:D3}.json", shard.Part!);
        }

        var parts = new MergedParts([files.Folder]);
        var record = parts.Read().Select(static part => part.Understood(AnswerRecord.Read)).Aggregate(static (all, more) => all.Plus(more));
        AssertSame(one, CheckRun.Execute(options, default, SharedTruth, new CheckRun.Merged(record, parts.Elapsed, hasProgram)));
    }

    [InterpreterFact("python3")]
    public void Merge_WithoutTheProgram_SaysWhatIsOpen_AndRefusesWhereAnAnswerIsMissing()
    {
        var options = Options("wrong_bits.py");
        var state = JsonNode.Parse(JsonText.Of(writer =>
        {
            writer.WriteStartObject();
            CheckRun.Execute(options with { Shard = Shard.Whole }, default, SharedTruth).Part!.Write(writer);
            writer.WriteEndObject();
        }))!["shard"]!["state"]!;
        Assert.Equal(0, Offline(state).Unasked);

        // What is asked in shrinking is asked once, and so are requests without an answer, which cannot be missing.
        var (open, refused) = (0, 0);
        foreach (var key in state["answers"]!.AsObject().Where(static pair => pair.Value!.AsArray().Count == 1).Select(static pair => pair.Key).ToArray())
        {
            var without = state.DeepClone();
            without["answers"]!.AsObject().Remove(key);
            try
            {
                var run = Offline(without);
                Assert.InRange(run.Unasked, 1, int.MaxValue);
                Assert.Contains("that no shard has put could not be put", PartFiles.Texts("x", report => CheckReport.Write(run, report)), StringComparison.Ordinal);
                open++;
            }
            catch (InputException e)
            {
                Assert.Contains("is in none of the reports; name the program behind --", e.Message, StringComparison.Ordinal);
                refused++;
            }

            if (open > 0 && refused > 0)
            {
                break;
            }
        }

        Assert.True(open > 0 && refused > 0, $"{open}, {refused}");

        CheckResult Offline(JsonNode record)
        {
            using var document = JsonText.Document(record.ToJsonString());
            return CheckRun.Execute(options, default, SharedTruth, new CheckRun.Merged(AnswerRecord.Read(document.RootElement), default, HasProgram: false));
        }
    }

    [InterpreterFact("python3")]
    public void Command_MergesTheReports_AndRefusesAnotherProgram()
    {
        string[] program = ["python3", Program("wrong_bits.py")[1]];
        string[] check = ["check", "--quantities", "kl", "--max-test", "5", "--counterexamples", files.Path("failures")];
        var one = Tool.Run([.. check, "--json", "--", .. program]);
        for (var index = 1; index <= 2; index++)
        {
            Assert.Equal(1, Write(index, Tool.Run([.. check, "--json", "--shard", $"{index}/2", "--", .. program])));
        }

        string[] merge = ["merge", files.Path("1.json"), files.Path("2.json"), "--counterexamples", files.Path("failures")];
        var merged = Tool.Run([.. merge, "--json", "--junit", files.Path("junit.xml"), "--", .. program]);
        Assert.Equal((one.ExitCode, WithoutTimes(one.Output)), (merged.ExitCode, WithoutTimes(merged.Output)));
        Assert.Contains("testsuite name=\"kl\"", File.ReadAllText(files.Path("junit.xml")), StringComparison.Ordinal);
        Assert.Contains("the program behind -- is 'true'; the shards have asked 'python3", Tool.Run([.. merge, "--", "true"]).ErrorLine, StringComparison.Ordinal);
        Assert.Contains("--csv is for reports of estimate; these are reports of check", Tool.Run([.. merge, "--csv"]).ErrorLine, StringComparison.Ordinal);

        int Write(int index, Tool.Result result)
        {
            files.Write($"{index}.json", result.Output);
            return result.ExitCode;
        }
    }

    private static string[] Program(string program) =>
        ["python3", .. program.Split(' ').Select(static (word, i) => i == 0 ? Path.Combine(AppContext.BaseDirectory, "implementations", word) : word)];

    private static CheckOptions Options(string program) => new()
    {
        Command = Program(program),
        Examination = ExaminationOptions.Default with
        {
            Quantities = [Quantity.Kl, Quantity.PassAtK],
            MaxTest = 8,
            Extra = CheckInputOptions.VectorInputs,
        },
        Settings = [("x", program)],
    };

    private static string WithoutTimes(string report) =>
        System.Text.RegularExpressions.Regex.Replace(report, "\"elapsedSeconds\": [0-9.e+-]+|[0-9.]+ s( in all)?|[0-9]+ a second", "");

    private void AssertSame(CheckResult expected, CheckResult actual)
    {
        Assert.Equal(JUnitOf(expected), JUnitOf(actual));
        Assert.Equal(TextsOf(expected), TextsOf(actual));
        Assert.Equal(CheckReport.ExitCodeOf(expected), CheckReport.ExitCodeOf(actual));
        Assert.Equal(expected.Asked, actual.Asked);

        static string TextsOf(CheckResult run) => WithoutTimes(PartFiles.Texts(CheckReport.TitleOf(run), report => CheckReport.Write(run, report)));

        string JUnitOf(CheckResult run)
        {
            using (var file = File.Create(files.Path("junit.xml")))
            {
                CheckReport.WriteJUnit(run, file);
            }

            return File.ReadAllText(files.Path("junit.xml"));
        }
    }

    /// <summary>A theory that needs a program on the PATH.</summary>
    private sealed class InterpreterTheoryAttribute : TheoryAttribute
    {
        public InterpreterTheoryAttribute(string program) => Skip = InterpreterFactAttribute.Find(program) is null ? $"{program} is not on the PATH." : null;
    }
}
