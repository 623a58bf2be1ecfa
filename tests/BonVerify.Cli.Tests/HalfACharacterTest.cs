using System.Text;
using System.Text.Json;
using BonVerify.Cli.Checking;
using BonVerify.Cli.Tests.Estimation;
using BonVerify.Cli.Vectors;
using BonVerify.Conformance;
using BonVerify.Interchange;

namespace BonVerify.Cli.Tests;

/// <summary>
/// Texts that are JSON and no Unicode: half a character such as "\ud800", or broken UTF-8. The runtime's reader throws when it is asked
/// for one, or compares a name with it; every reader of a file says that the text is bad, and a program's line is a malformed answer.
/// </summary>
public class HalfACharacterTest
{
    // Longer than the names it is compared with: a shorter text is not looked at.
    private const string Half = """\ud800\ud800\ud800\ud800\ud800\ud800""";

    [Theory]
    [InlineData($$$"""{"{{{Half}}}":1}""")]
    [InlineData($$$"""{"request":{"{{{Half}}}":1}}""")]
    [InlineData($$$"""{"request":{"quantity":"{{{Half}}}"}}""")]
    [InlineData($$$"""{"request":{},"verdict":"{{{Half}}}"}""")]
    [InlineData($$$"""{"claim":"{{{Half}}}","schemaVersion":1}""")]
    [InlineData($$$"""{"schemaVersion":1,"case":{"{{{Half}}}":1}}""")]
    public void FileOfACounterexample_IsRefused(string json)
    {
        _ = FailureJson.IsFailure(json);
        Assert.Contains("not valid Unicode", Assert.Throws<InputException>(() => FailureJson.Parse(json)).Message, StringComparison.Ordinal);
        Assert.Contains("not valid Unicode", Assert.Throws<CaseFormatException>(() => CounterexampleJson.Parse(json)).Message, StringComparison.Ordinal);
        EstimateTool.WithFile(json, path =>
        {
            var result = Tool.Run("reproduce", path);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains("not valid Unicode", result.ErrorLine, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData($$$"""{"{{{Half}}}":1}""")]
    [InlineData($$$"""{"quantity":"kl","{{{Half}}}":1}""")]
    [InlineData($$$"""{"quantity":"kl","probabilities":["{{{Half}}}"]}""")]
    public void Request_IsRefused(string json) =>
        Assert.Contains("not valid Unicode", Assert.Throws<ArgumentException>(() => RequestJson.Parse(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData($$$"""{"{{{Half}}}":1}""")]
    [InlineData($$$"""{"notes":{"{{{Half}}}":1},"testGroups":[]}""")]
    public void Vectors_AreRefused(string json) => Assert.ThrowsAny<JsonException>(() => new VectorChecker().Check(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData($$$"""{"{{{Half}}}":1,"prompt":"a","reward":1}""")]
    [InlineData($$$"""{"prompt":"a","reward":1,"{{{Half}}}":{"reward":2} }""")]
    [InlineData($$$"""{"prompt":"a","reward":1,"text":"{{{Half}}}"}""")]
    [InlineData("{\"prompt\":\"a\",\"reward\":1,\"text\":[\"\\\\\", {\"\\u0041\\ud800\":\"\u00ff\"}]}")]
    [InlineData("[{\"prompt\":\"a\",\"reward\":1,\"\\ud800\":\"\"}]")]
    public void EstimateOfAnotherField_PassesOverIt(string json) => EstimateTool.WithBytes(
        Encoding.Latin1.GetBytes(json),
        path => Assert.Equal(1, EstimateTool.Report(path, "--group", "prompt", "--reward", "reward").Row("best@n", 1).GetProperty("mean").GetDouble()),
        "samples.json");

    [Theory]
    [InlineData($$$"""{"prompt":"{{{Half}}}","reward":1}""", "prompt is not valid Unicode")]
    [InlineData($$$"""{"prompt":"a","{{{Half}}}":1,"reward":"{{{Half}}}"}""", "reward is not valid Unicode")]
    [InlineData($$$"""{"prompt":"a","reward":"{{{Half}}}"}""", "reward is not valid Unicode")]
    [InlineData("{\"prompt\":\"a\",\"reward\":\"\u00ff\"}", "reward is ")]
    public void EstimateOfTheField_IsRefusedByLine(string json, string message) => EstimateTool.WithBytes(
        Encoding.Latin1.GetBytes("{\"prompt\":\"a\",\"reward\":1}\n" + json),
        path =>
        {
            var result = EstimateTool.Run(path, "--group", "prompt", "--reward", "reward");
            Assert.Equal(2, result.ExitCode);
            Assert.Contains("samples.jsonl:2: " + message, result.Error, StringComparison.Ordinal);
        },
        "samples.jsonl");
}
