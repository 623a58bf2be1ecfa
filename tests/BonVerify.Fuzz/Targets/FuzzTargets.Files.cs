using BonVerify.Cli;
using BonVerify.Cli.Checking;
using BonVerify.Cli.Commands;
using BonVerify.Cli.Estimation;
using BonVerify.Cli.Estimation.Files;
using BonVerify.Cli.Plotting;
using BonVerify.Cli.Reports;
using BonVerify.Cli.Sharding;
using BonVerify.Cli.Verification;

namespace BonVerify.Fuzz.Targets;

/// <content>Files of samples, reports of parts and checkpoints, and what figures are drawn from.</content>
internal static partial class FuzzTargets
{
    private static FuzzTarget Samples => FuzzTarget.OfFile<InputException>(
        "samples",
        static () =>
        [
            "{\"prompt\":\"a\",\"reward\":1,\"passed\":true}\n{\"prompt\":\"b\",\"reward\":0.5,\"passed\":false}\n",
            "[{\"prompt\":\"a\",\"rewards\":[1,2.5,null],\"x\":{\"y\":[1]}},{\"prompt\":\"b\",\"rewards\":[0,1,2]}]",
            "{\"samples\":[{\"task_id\":\"a\",\"score\":1,\"answer\":\"7\",\"target\":\"7\"}]}",
        ],
        static _ => ".jsonl",
        ReadSamples) with { Cost = 3 };

    private static FuzzTarget Table => FuzzTarget.OfFile<InputException>(
        "table",
        static () => ["prompt,reward\na,1\nb,0.5\n\"c,d\",\"[1, 2]\"\n", "task_id;passed\na;true\nb;false\n", "prompt\treward\na\t1\n"],
        static _ => ".csv",
        ReadSamples) with { Cost = 3 };

    /// <summary>A report of a part or a checkpoint, each state read as <c>merge</c> and the command itself do, and the estimates of it concluded and shown.</summary>
    private static FuzzTarget Part => FuzzTarget.OfFile<InputException>("part", static () => PartSeeds, static _ => ".json", static path =>
    {
        var part = RunPart.Read(path);
        switch (part.Command)
        {
            case VerifyState.Command:
                var claims = VerifyState.OptionsOf(part, []).Claims;
                part.Understood(state => VerifyState.Read(state, claims)).Plus(part.Understood(state => VerifyState.Read(state, claims)));
                break;
            case EstimateState.Command:
                var options = EstimateCommand.OptionsOf(part);
                var sum = part.Understood(state => EstimateState.Read(state, options.Counts)).Plus(part.Understood(state => EstimateState.Read(state, options.Counts)));
                var result = EstimateRun.Conclude(options, sum, null, isComplete: true);
                EstimateReport.WriteCsv(result, TextWriter.Null);
                JsonText.OrdinalUtf8(writer => EstimateReport.WriteJson(result, writer));
                EstimateReport.Write(result, new TerminalReport(TextWriter.Null, TerminalReport.StandardWidth, isVerbose: true));
                break;
            case AnswerRecord.Command:
                _ = CheckInputOptions.OptionsOf(part);
                part.Understood(AnswerRecord.Read).Plus(part.Understood(AnswerRecord.Read));
                break;
        }
    }) with { Cost = 5 };

    private static FuzzTarget Errors => FuzzTarget.OfFile<InputException>(
        "errors",
        static () => [$"{AnswerError.Head}\nkl,2,0.5,1e-16,yes\nwin_rate,3,,0,no\n"],
        static _ => ".csv",
        static path => AnswerError.Read(path));

    private static FuzzTarget PlotCases => FuzzTarget.OfFile<InputException>(
        "plot-cases", static () => [string.Join('\n', Cases), Cases[0], Cases[^1]], static _ => ".jsonl", static path => PlotCase.Read(path));

    private static readonly string[] PartSeeds =
    [
        """
        {"shard":{"command":"verify","count":2,"elapsedSeconds":1.288,"finished":true,"formatVersion":1,"index":1,"settings":{"claims":"kl-formula-equality",
        "exact-bits":"1048576","input 0001":"a.jsonl sha256:00","max-test":"20","precision":"2048","seed":"7","time":"2 s"},"state":{
        "cases":[{"case":{"id":"a","weights":["1","2"],"n":2},"number":3,"place":"a.jsonl:4","stage":"Input"},
        {"case":{"weights":["1"],"n":2},"number":4,"place":"generated","replay":"1,3,5","stage":"Generated"}],
        "claims":[{"equalities":2,"holds":2,"id":"kl-formula-equality","notApplicable":0,"tightest":{"case":1,"margin":"[3p-1, 7p-2]","relativeMargin":"[0p0, 1p0]"},
        "undecided":0,"violated":2,"violation":0}],"generatedCases":10,"inputCases":21,"inputDecided":true,"timeSpent":false,"unmetRegions":["one outcome"]},
        "toolVersion":"0.1.0"}}
        """,
        """
        {"shard":{"command":"estimate","count":1,"elapsedSeconds":0.3,"finished":true,"formatVersion":1,"index":1,"settings":{"--n":"1,2","file 0001":"s.jsonl sha256:00"},
        "state":{"comparesAnswers":false,"files":["s.jsonl"],"format":"common names","position":{"file":0,"pieces":1,"seen":"AAAAAAAAAAA="},
        "read":{"duplicates":0,"emptyPrompts":0,"notChosen":0,"records":3,"skippedSamples":0,"worstSamples":0},
        "statistics":{"largest":2,"moments":{"best@n":["2 finite 9p-2 53p-4","1 finite 5p-1 25p-2"],"correct of best@n":["2 finite 1p-1 1p-2","1 finite 0p0 0p0"],
        "d_n of best@n":[],"gold of best@n":[],"maj@k":[],"pass@k":["2 finite 1p-1 1p-2","1 finite 1p0 1p0"],"pass^k":["2 finite 1p-1 1p-2","1 finite 0p0 0p0"]},
        "pools":[{"cap":1,"correct":"0:1","correctByLevel":"0-1:0p0","goldByLevel":"","prompts":1,"ranks":"1p-1","size":1,"tiedPairs":"0"},
        {"cap":2,"correct":"1:1","correctByLevel":"0-1:1p0 1-2:0p0","goldByLevel":"","prompts":1,"ranks":"1p0 5p-1","size":2,"tiedPairs":"0"}],
        "prompts":2,"samples":3,"smallest":1,"ties":"1 finite 0p0 0p0"}},"toolVersion":"0.1.0"}}
        """,
        """
        {"shard":{"command":"check","count":3,"elapsedSeconds":0.3,"finished":true,"formatVersion":1,"index":2,"settings":{"--quantities":"kl","command 0001":"a"},
        "state":{"answers":{"0123456789abcdef":[{"value":"0.5"},null,{"error":"x"}]},"askingSeconds":0.1,"givenUp":["kl"],
        "notes":{"answersAtEndOfInput":false,"firstOtherLine":"x","hello":"{\"hello\":{}}","otherLines":1,"repeated":0,"strayEnds":0,"unknownIds":0}},"toolVersion":"0.1.0"}}
        """,
    ];

    private static void ReadSamples(string path)
    {
        using var file = SampleFile.Open(path, new FieldChoice { Fields = [] }, CancellationToken.None);
        if (file.First is not { } first)
        {
            return;
        }

        var (map, _) = new FieldChoice { Fields = [] }.Resolve(file.Name, first);
        foreach (var work in file.Work(map, new ReadingOptions { Missing = MissingRule.Error, Duplicates = DuplicateRule.Error, Steps = StepRule.None }))
        {
            _ = work().Error;
        }
    }
}
