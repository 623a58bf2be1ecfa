using System.Text.Json;
using BonVerify.Cli.Vectors;
using BonVerify.Interchange;

namespace BonVerify.Fuzz.Targets;

/// <content>Cases, counterexamples and vectors.</content>
internal static partial class FuzzTargets
{
    private static readonly string[] Cases =
    [
        """{"id":"a","weights":["2","1/3",0.25],"rewards":[0,1,1],"labels":["x","y","z"],"n":3,"context":"c"}""",
        """{"probabilities":["1/2",0.5],"n":2}""",
        """{"n":5,"epsilon":"1/3"}""",
        """{"rewards":[1,2,2],"gold":[0,1,0],"opponent":[3,1],"n":2,"m":1}""",
        """{"total":9,"correct":4,"k":3,"tau":"1/2"}""",
        """{"counts":[3,2,1],"k":2}""",
        """{"log_weights":[-1.5,0,-2e3],"n":4}""",
    ];

    private static FuzzTarget Case => new("case", static () => Cases, static bytes => FuzzTarget.Expect<CaseFormatException>(() => CaseJson.ParseAny(bytes)));

    private static FuzzTarget FieldsOfCase => FuzzTarget.OfText<CaseFormatException>(
        "fields",
        static () => ["weights=2,1/3,0.25|n=3", "epsilon=1/3|n=2", "total=9|correct=4|k=3", "log_weights=1,-2|n=2"],
        static text => CaseText.Parse(text.Split('|').Select(static part => part.Split('=', 2)).Select(static part => KeyValuePair.Create(part[0], part[^1]))));

    private static FuzzTarget Counterexample => FuzzTarget.OfText<CaseFormatException>(
        "counterexample", static () => CounterexampleFiles.Take(6).Select(File.ReadAllText), static text => CounterexampleJson.Parse(text));

    private static FuzzTarget Token => FuzzTarget.OfText<CaseFormatException>(
        "token",
        static () => [CounterexampleToken.Write(CounterexampleJson.Parse(File.ReadAllText(CounterexampleFiles.First())))],
        static text => CounterexampleToken.Parse(text));

    private static FuzzTarget Vectors => new("vectors", static () => [FileOfVectors()], static bytes => FuzzTarget.Expect<JsonException>(() => new VectorChecker().Check(bytes)))
    {
        Cost = 5,
    };

    private static IEnumerable<string> CounterexampleFiles => Directory.GetFiles(Data("data", "counterexamples"), "*.json").Order(StringComparer.Ordinal);

    /// <summary>Two tests of one group, as a file of its own.</summary>
    private static string FileOfVectors()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Data("vectors", "kl_estimator.json")));
        var group = document.RootElement.GetProperty("testGroups")[0];
        var tests = group.GetProperty("tests").EnumerateArray().Take(2).Select(static test => test.GetRawText());
        return $$"""{"numberOfTests":2,"notes":{},"testGroups":[{"quantity":"kl_estimator","tests":[{{string.Join(',', tests)}}]}]}""";
    }
}
