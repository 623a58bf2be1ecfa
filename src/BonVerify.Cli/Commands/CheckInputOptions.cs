using System.CommandLine;
using BonVerify.Cli.Checking;
using BonVerify.Cli.Sharding;
using BonVerify.Cli.Vectors;
using BonVerify.Conformance;
using BonVerify.Quantities;

namespace BonVerify.Cli.Commands;

/// <summary>The program under test, and the options that say what it is asked and what counts as right.</summary>
internal sealed class CheckInputOptions
{
    /// <summary>All answers are kept to the end.</summary>
    private const int MaxMaxTest = 20_000;
    private const int SmokeCases = 3;
    private const string Word = "command";

    private readonly Argument<string[]> program = new("command")
    {
        Description = "After --, the program under test and its arguments: it reads one request a line and writes one answer a line.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> quantities = new("--quantities")
    {
        Description = $"What to ask, separated by commas, or 'all'; by default {string.Join(", ", ExaminationOptions.DefaultQuantities)}.",
    };

    private readonly Option<string?> tolerance = new("--tolerance")
    {
        Description = "How far an answer may be off: ulps=4, rel=1e-12 or abs=1e-9; of several, separated by commas, one is enough. "
            + "cancel=1e-14 is allowed beside them where terms may cancel to 0; cancel=0 allows none. "
            + $"'float32' stands for {Tolerance.SinglePrecision}. By default {Tolerance.Default}.",
    };

    private readonly Option<string> ties = new("--ties")
    {
        Description = $"Which convention for equal rewards is right: {TieConventions.Names}.",
        DefaultValueFactory = static _ => TieConventions.NameOf(TieConventions.Default),
    };

    private readonly Option<string> undefined = new("--undefined")
    {
        Description = "What a number is where nothing is defined (k > n, an empty list, a negative mass): 'note' or 'fail'.",
        DefaultValueFactory = static _ => "note",
    };

    private readonly Option<int?> maxTest = NumberOption.Create(
        "--max-test", "How many policies to generate, beside the small and the adversarial ones.", 0, MaxMaxTest, (int?)200);
    private readonly Option<ulong?> seed = NumberOption.Create("--seed", "The seed of the generated cases.", 0UL, ulong.MaxValue, (ulong?)20240103);
    private readonly Option<string?> timeout = new("--timeout") { Description = "How long to wait for an answer, e.g. 500ms, 10s (the default), 1m." };
    private readonly Option<string?> time = new("--time") { Description = "Stop after this long, e.g. 90s, 10m, 2h; what is not asked by then is left out." };
    private readonly Option<string?> request = new("--request") { Description = "Put only this request, as a report prints it." };
    private readonly Option<bool> smoke = new("--smoke") { Description = "Try the dialogue with a few requests for each quantity." };
    private readonly ScopeOptions domain = new();

    /// <summary>The options that do not change what is found, given time.</summary>
    public string[] Neutral => [time.Name];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(program);
        foreach (var option in new Option[] { quantities, tolerance, ties, undefined, maxTest, seed, timeout, time, request, smoke })
        {
            command.Add(option);
        }

        domain.AddTo(command);
    }

    /// <summary>What is asked.</summary>
    /// <exception cref="InputException">An option is not what it must be.</exception>
    public CheckOptions Read(ParseResult parsed)
    {
        if (parsed.GetValue(program) is not { Length: > 0 } words)
        {
            throw new InputException("the program under test is missing: bonverify check -- COMMAND; --template python prints an adapter to start from.");
        }

        var only = parsed.GetValue(request) is { } text ? ReadRequest(text) : null;
        var isSmoke = parsed.GetValue(smoke);
        return new CheckOptions
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
        };
    }

    /// <summary>The words of the program as settings.</summary>
    public static IEnumerable<(string Name, string Value)> SettingsOf(IReadOnlyList<string> command) =>
        command.Select(static (word, i) => (FormattableString.Invariant($"{Word} {i + 1:D4}"), word));

    /// <summary>What was asked in a part of a run.</summary>
    /// <exception cref="InputException">The settings are not understood.</exception>
    public static CheckOptions OptionsOf(RunPart part)
    {
        var (command, input) = (new Command("check"), new CheckInputOptions());
        input.AddTo(command);
        var parsed = command.Parse(
        [
            .. GivenOptions.Words(part.Settings), "--",
            .. part.Settings.Where(static setting => setting.Name.StartsWith(Word, StringComparison.Ordinal)).Select(static setting => setting.Value),
        ]);
        return parsed.Errors.Count == 0
            ? input.Read(parsed)
            : throw new InputException($"{part.Place}: the settings are not understood: {parsed.Errors[0].Message}");
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
