using System.CommandLine;
using BonVerify.Cli.Checking;
using BonVerify.Cli.Checking.Dialogue;
using BonVerify.Cli.Plotting;
using BonVerify.Cli.Reports;
using BonVerify.Cli.Reproduction;
using BonVerify.Cli.Vectors;
using BonVerify.Conformance;
using BonVerify.Quantities;

namespace BonVerify.Cli.Commands;

/// <summary><c>bonverify check</c>: tests another implementation, in any language.</summary>
internal static class CheckCommand
{
    /// <summary>All answers are kept to the end.</summary>
    private const int MaxMaxTest = 20_000;
    private const int SmokeCases = 3;

    public static Command Create(Interruption interruption)
    {
        var program = new Argument<string[]>("command")
        {
            Description = "After --, the program under test and its arguments: it reads one request a line and writes one answer a line.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var quantities = new Option<string?>("--quantities")
        {
            Description = $"What to ask, separated by commas, or 'all'; by default {string.Join(", ", ExaminationOptions.DefaultQuantities)}.",
        };
        var tolerance = new Option<string?>("--tolerance")
        {
            Description = "How far an answer may be off: ulps=4, rel=1e-12 or abs=1e-9; of several, separated by commas, one is enough. "
                + "cancel=1e-14 is allowed beside them where terms may cancel to 0; cancel=0 allows none. "
                + $"'float32' stands for {Tolerance.SinglePrecision}. By default {Tolerance.Default}.",
        };
        var ties = new Option<string>("--ties")
        {
            Description = $"Which convention for equal rewards is right: {TieConventions.Names}.",
            DefaultValueFactory = static _ => TieConventions.NameOf(TieConventions.Default),
        };
        var domain = new ScopeOptions();
        var undefined = new Option<string>("--undefined")
        {
            Description = "What a number is where nothing is defined (k > n, an empty list, a negative mass): 'note' or 'fail'.",
            DefaultValueFactory = static _ => "note",
        };
        var maxTest = NumberOption.Create(
            "--max-test", "How many policies to generate, beside the small and the adversarial ones.", 0, MaxMaxTest, (int?)200);
        var seed = NumberOption.Create("--seed", "The seed of the generated cases.", 0UL, ulong.MaxValue, (ulong?)20240103);
        var timeout = new Option<string?>("--timeout") { Description = "How long to wait for an answer, e.g. 500ms, 10s (the default), 1m." };
        var time = new Option<string?>("--time") { Description = "Stop after this long, e.g. 90s, 10m, 2h; what is not asked by then is left out." };
        var request = new Option<string?>("--request") { Description = "Put only this request, as a report prints it." };
        var smoke = new Option<bool>("--smoke") { Description = "Try the dialogue with a few requests for each quantity." };
        var template = new Option<string?>("--template") { Description = $"Print an adapter to start from, and end: {Templates.Names}." };
        var protocol = new Option<bool>("--protocol") { Description = "Print the page about the protocol, and end." };
        var report = new ReportOptions();
        var junit = new Option<string?>("--junit") { Description = "Write a JUnit file too." };
        var badge = new Option<string?>("--badge") { Description = "Write the JSON file of a badge of shields.io too." };
        var errors = new Option<string?>("--errors") { Description = "Write how far each answer is off to a CSV file too, for bonverify plot errors." };
        var counterexamples = new Option<string>("--counterexamples")
        {
            Description = "Write a JSON file for every smallest failure to this folder, for bonverify reproduce.",
            DefaultValueFactory = static _ => CounterexampleFiles.DefaultFolder,
        };
        var command = new Command("check", "Test another best-of-n implementation, in any language, against the exact truth.")
        {
            program, quantities, tolerance, ties, undefined, maxTest, seed, timeout, time, request, smoke, template, protocol, junit, badge, errors, counterexamples,
        };
        report.AddTo(command);
        domain.AddTo(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(template) is { } language)
            {
                Console.Out.Write(Templates.Find(language)
                    ?? throw new InputException($"--template is '{language}'; it must be {Templates.Names}."));
                return ExitCode.Verified;
            }

            if (parsed.GetValue(protocol))
            {
                Console.Out.Write(Protocol.Page());
                return ExitCode.Verified;
            }

            if (parsed.GetValue(program) is not { Length: > 0 } words)
            {
                throw new InputException("the program under test is missing: bonverify check -- COMMAND; --template python prints an adapter to start from.");
            }

            var only = parsed.GetValue(request) is { } text ? ReadRequest(text) : null;
            var isSmoke = parsed.GetValue(smoke);
            var options = new CheckOptions
            {
                Command = words,
                Examination = new ExaminationOptions
                {
                    Quantities = only is not null ? [only.Quantity] : SelectQuantities(parsed.GetValue(quantities)),
                    Tolerance = ReadTolerance(parsed.GetValue(tolerance)),
                    Ties = TieConventions.Find(parsed.GetValue(ties)!)
                        ?? throw new InputException($"--ties is '{parsed.GetValue(ties)}'; it must be {TieConventions.Names}."),
                    Scope = domain.Read(parsed),
                    MustRefuse = parsed.GetValue(undefined) switch
                    {
                        "note" => false,
                        "fail" => true,
                        var other => throw new InputException($"--undefined is '{other}'; it must be note or fail."),
                    },
                    MaxTest = isSmoke ? 0 : parsed.GetValue(maxTest)!.Value,
                    Seed = parsed.GetValue(seed)!.Value,
                    Only = only,
                    QuickCases = isSmoke ? SmokeCases : null,
                    Extra = only is null && !isSmoke ? VectorInputs : [],
                },
                Timeout = Duration.Parse("--timeout", parsed.GetValue(timeout) ?? "10s"),
                Time = parsed.GetValue(time) is { } limit ? Duration.Parse("--time", limit) : null,
                CounterexampleFolder = isSmoke ? null : parsed.GetValue(counterexamples),
            };
            using var junitFile = Destination.Begin("--junit", parsed.GetValue(junit));
            using var targets = report.Begin(parsed);
            using var shield = Destination.Begin("--badge", parsed.GetValue(badge));
            using var answers = Destination.Begin("--errors", parsed.GetValue(errors));
            ProcessTree.AdoptOrphans();
            var run = CheckRun.Execute(options, interruption.Token);
            interruption.IsReporting = true;
            targets.Write(CheckReport.TitleOf(run), output => CheckReport.Write(run, output), () => CheckReport.WriteJson(run));
            if (junitFile is not null)
            {
                CheckReport.WriteJUnit(run, junitFile.Stream);
                junitFile.Keep();
            }

            CheckReport.WriteBadge(run, shield);
            ReportFile.Write(answers, output => AnswerError.Write(AnswerError.Of(run.Report), output));
            return run.Report.IsComplete ? CheckReport.ExitCodeOf(run) : interruption.ExitCode ?? CheckReport.ExitCodeOf(run);
        });
        return command;
    }

    /// <summary>The cases of the golden vectors, in doubles: of each form of requests those of its first quantity.</summary>
    internal static IReadOnlyList<Input> VectorInputs => field ??=
    [
        .. VectorPlan.All.SelectMany(static plan => plan.Groups).GroupBy(static group => InputForm.Of(group.Quantity))
            .SelectMany(static form => form.First().Cases.SelectMany(static vector => InputSource.Nearest(vector.Case)).Where(input => input.Form == form.Key)),
    ];

    private static Request ReadRequest(string text) => RequestJson.Read(text, out var request) is { } problem
        ? throw new InputException($"--request is not a request of the protocol: {problem}")
        : request!;

    private static Tolerance ReadTolerance(string? text) =>
        text is null ? Tolerance.Default
        : Tolerance.Read(text, out var tolerance) is { } problem ? throw new InputException($"--tolerance is '{text}'; it {problem}.")
        : tolerance;

    private static IReadOnlyList<Quantity> SelectQuantities(string? ids) => ids switch
    {
        null => ExaminationOptions.DefaultQuantities,
        "all" => Quantity.All,
        _ => QuantityList.Parse(ids),
    };
}
