using System.Globalization;
using System.Text;
using System.Text.Json;
using BonVerify.Cli.Checking;
using BonVerify.Cli.Checking.Dialogue;
using BonVerify.Cli.Estimation;
using BonVerify.Cli.Estimation.Files;
using BonVerify.Cli.Vectors;
using BonVerify.Conformance;
using BonVerify.Interchange;

namespace BonVerify.Cli.Tests;

/// <summary>
/// Every reader is given mutated texts, the same ones every time: it reads them, or refuses them with the exception that it documents.
/// BONVERIFY_EFFORT multiplies how many.
/// </summary>
public sealed class FuzzTest
{
    private const int Times = 1500;

    private static readonly int Effort =
        int.TryParse(Environment.GetEnvironmentVariable("BONVERIFY_EFFORT"), NumberStyles.None, CultureInfo.InvariantCulture, out var effort) ? effort : 1;

    // What mutations splice in: what readers have stumbled over.
    private static readonly string[] Tokens =
    [
        "null", "true", "{}", "[]", "\"\"", "0", "-0", "-1", "1e400", "1e-400", "1e99999999999", "NaN", "Infinity", "\"1/0\"", "\"1e-315000\"", "\\ud800",
        "\\ud800\\ud800\\ud800\\ud800", "\\u0000", "\u001b", "\u202e", "\uFEFF", "[[[[[[[[", "{\"a\":", ",", ":", "\"", "}", "]", "'", "2147483648", "1.5", "0x1p-1",
        "9999999999999999999999999999", "\r\n", "\t", "\\", "//", "=", "..", "@",
    ];

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

    [Fact]
    public void Cases_AreReadOrRefused() => Fuzz(Cases, static text => Expect<CaseFormatException>(() => CaseJson.ParseAny(text)));

    [Fact]
    public void FieldsOfCases_AreReadOrRefused() => Fuzz(
        ["weights=2,1/3,0.25|n=3", "epsilon=1/3|n=2", "total=9|correct=4|k=3", "log_weights=1,-2|n=2"],
        static text => Expect<CaseFormatException>(() => CaseText.Parse(text.Split('|').Select(static part => part.Split('=', 2))
            .Select(static part => KeyValuePair.Create(part[0], part[^1])))));

    [Fact]
    public void Counterexamples_AreReadOrRefused() => Fuzz(
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "data", "counterexamples"), "*.json").Order(StringComparer.Ordinal).Take(6).Select(File.ReadAllText),
        static text => Expect<CaseFormatException>(() => CounterexampleJson.Parse(text)));

    [Fact]
    public void Tokens_AreReadOrRefused()
    {
        var counterexample = CounterexampleJson.Parse(File.ReadAllText(
            Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "data", "counterexamples"), "*.json").Min(StringComparer.Ordinal)!));
        Fuzz([CounterexampleToken.Write(counterexample)], static text => Expect<CaseFormatException>(() => CounterexampleToken.Parse(text)));
    }

    [Fact]
    public void Failures_AreReadOrRefused() => Fuzz(
        [
            """
            {"again":{"value":["1","2"],"standard_error":["0","1"]},"answer":{"value":"0.5"},"command":["a","b"],"diagnosis":"d","quantity":"kl",
             "request":{"quantity":"kl","probabilities":[0.5,0.5],"weights":[1,1],"rewards":[0,1],"n":2},"schemaVersion":1,"seed":"1","ties":"among-draws",
             "tolerance":"rel=1E-09","toolVersion":"0.1.0","verdict":"wrong"}
            """,
        ],
        static text =>
        {
            _ = FailureJson.IsFailure(text);
            Expect<InputException>(() => FailureJson.Parse(text));
        });

    [Fact]
    public void Requests_AreReadOrRefused() => Fuzz(
        [
            """{"quantity":"kl","probabilities":[0.5,0.5],"weights":[1,1],"rewards":[0,1],"n":2}""",
            """{"quantity":"pass_at_k","total":9,"correct":4,"k":3}""",
            """{"quantity":"kl_estimator","epsilon":0.25,"n":3}""",
        ],
        static text => Expect<ArgumentException>(() => RequestJson.Parse(text)));

    [Fact]
    public void Answers_NeverThrow() => Fuzz(
        [
            """{"id":"1","value":[0.5,NaN],"standard_error":[0.1,0.2]}""", """{"id":1,"lower":0,"upper":1,"confidence":0.9}""",
            """{"id":"1","counts":[1,2,3]}""", """{"id":"1","error":"x","unsupported":true}""",
            """{"hello":{"name":"p","quantities":["kl"],"ties":"among-draws","domain":{"max_n":5,"min_mass":0.1,"distinct_rewards":true}}}""",
        ],
        static text => AnswerJson.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Tolerances_AreReadOrRefused() => Fuzz(
        ["ulps=4,rel=1e-12,abs=1e-9,cancel=1e-14", "float32", "rel=0"], static text => _ = Tolerance.Read(text, out _));

    [Fact]
    public void Vectors_AreVerifiedOrRefused()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "kl_estimator.json")));
        var group = document.RootElement.GetProperty("testGroups")[0];
        var tests = group.GetProperty("tests").EnumerateArray().Take(2).Select(static test => test.GetRawText());
        var seed = $$"""{"numberOfTests":2,"notes":{},"testGroups":[{"quantity":"kl_estimator","tests":[{{string.Join(',', tests)}}]}]}""";
        Fuzz([seed], static text => Expect<JsonException>(() => new VectorChecker().Check(Encoding.UTF8.GetBytes(text))), Times / 5);
    }

    [Fact]
    public void Samples_AreReadOrRefused()
    {
        string[] seeds =
        [
            "{\"prompt\":\"a\",\"reward\":1,\"passed\":true}\n{\"prompt\":\"b\",\"reward\":0.5,\"passed\":false}\n",
            "[{\"prompt\":\"a\",\"rewards\":[1,2.5,null],\"x\":{\"y\":[1]}},{\"prompt\":\"b\",\"rewards\":[0,1,2]}]",
            "prompt,reward\na,1\nb,0.5\n\"c,d\",\"[1, 2]\"\n",
        ];
        var folder = Directory.CreateTempSubdirectory("bonverify-fuzz");
        try
        {
            Fuzz(seeds, text =>
            {
                var path = Path.Combine(folder.FullName, text.StartsWith("prompt", StringComparison.Ordinal) ? "samples.csv" : "samples.jsonl");
                File.WriteAllText(path, text);
                Expect<InputException>(() =>
                {
                    using var file = SampleFile.Open(path, new FieldChoice { Fields = [] }, CancellationToken.None);
                    if (file.First is { } first)
                    {
                        var (map, _) = new FieldChoice { Fields = [] }.Resolve(file.Name, first);
                        foreach (var work in file.Work(map, new ReadingOptions { Missing = MissingRule.Error, Duplicates = DuplicateRule.Error, Steps = StepRule.None }))
                        {
                            _ = work().Error;
                        }
                    }
                });
            }, Times / 3);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Expect<TException>(Action read)
        where TException : Exception
    {
        try
        {
            read();
        }
        catch (TException)
        {
            // Refused, as documented.
        }
    }

    private static void Fuzz(IEnumerable<string> seeds, Action<string> read, int times = Times)
    {
        var texts = seeds.ToArray();
        var random = new Random(20240103);
        for (var i = 0; i < times * Effort; i++)
        {
            var text = Mutated(texts, random);
            try
            {
                read(text);
            }
#pragma warning disable CA1031 // Whatever it is, the text that does it is the finding.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Assert.Fail($"{e.GetType().Name} {e.Message} for {JsonSerializer.Serialize(text)}\n{e.StackTrace}");
            }
        }
    }

    /// <summary>A seed with one to four pieces removed, doubled, replaced or spliced in.</summary>
    private static string Mutated(string[] seeds, Random random)
    {
        var text = new StringBuilder(seeds[random.Next(seeds.Length)]);
        for (var steps = random.Next(1, 5); steps > 0 && text.Length > 0; steps--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(text.Length - at, random.Next(1, 12));
            switch (random.Next(6))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, text.ToString(at, length));
                    break;
                case 2:
                    text.Insert(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 3:
                    text.Remove(at, length).Insert(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 4:
                    text[at] = (char)random.Next(1, 128);
                    break;
                default:
                    var other = seeds[random.Next(seeds.Length)];
                    var from = random.Next(other.Length);
                    text.Insert(at, other.AsSpan(from, Math.Min(other.Length - from, random.Next(1, 40))));
                    break;
            }
        }

        return text.ToString();
    }
}
