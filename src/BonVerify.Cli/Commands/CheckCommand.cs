using System.CommandLine;
using BonVerify.Cli.Checking;
using BonVerify.Cli.Checking.Judging;
using BonVerify.Cli.Reproduction;
using BonVerify.Quantities;

namespace BonVerify.Cli.Commands;

/// <summary><c>bonverify check</c>: tests another implementation, in any language.</summary>
internal static class CheckCommand
{
    /// <summary>All answers are kept to the end.</summary>
    private const int MaxMaxTest = 20_000;

    public static Command Create(Interruption interruption)
    {
        var program = new Argument<string[]>("command")
        {
            Description = "After --, the program under test and its arguments: it reads one request a line and writes one answer a line.",
            Arity = ArgumentArity.OneOrMore,
        };
        var quantities = new Option<string?>("--quantities")
        {
            Description = $"What to ask, separated by commas, or 'all'; by default {string.Join(", ", CheckOptions.DefaultQuantities)}.",
        };
        var tolerance = new Option<string?>("--tolerance")
        {
            Description = "How far an answer may be off: ulps=4, rel=1e-12 or abs=1e-9; of several, separated by commas, one is enough. "
                + "By default rel=1e-9, and 1e-14 where terms may cancel to 0.",
        };
        var ties = new Option<string>("--ties")
        {
            Description = $"Which convention for equal rewards is right: {TiesMode.Names}.",
            DefaultValueFactory = static _ => TiesMode.Default,
        };
        var maxTest = new Option<int>("--max-test")
        {
            Description = "How many policies to generate, beside the small and the adversarial ones.",
            DefaultValueFactory = static _ => 200,
        };
        var seed = new Option<ulong>("--seed") { Description = "The seed of the generated cases.", DefaultValueFactory = static _ => 20240103 };
        var timeout = new Option<string?>("--timeout") { Description = "How long to wait for an answer, e.g. 500ms, 10s (the default), 1m." };
        var request = new Option<string?>("--request") { Description = "Put only this request, as a report prints it." };
        var json = new Option<bool>("--json") { Description = "Write the report as JSON." };
        var junit = new Option<string?>("--junit") { Description = "Write a JUnit file too." };
        var counterexamples = new Option<string>("--counterexamples")
        {
            Description = "Write a JSON file for every smallest failure to this folder, for bonverify reproduce.",
            DefaultValueFactory = static _ => CounterexampleFiles.DefaultFolder,
        };
        var command = new Command("check", "Test another best-of-n implementation, in any language, against the exact truth.")
        {
            program, quantities, tolerance, ties, maxTest, seed, timeout, request, json, junit, counterexamples,
        };
        command.SetAction(parsed =>
        {
            var only = parsed.GetValue(request) is { } text ? RequestJson.Parse(text) : null;
            var options = new CheckOptions
            {
                Command = parsed.GetValue(program)!,
                Quantities = only is not null ? [only.Quantity] : SelectQuantities(parsed.GetValue(quantities)),
                Tolerance = parsed.GetValue(tolerance) is { } limits ? Tolerance.Parse(limits) : Tolerance.Default,
                Ties = TiesMode.Parse(parsed.GetValue(ties)!),
                MaxTest = parsed.GetValue(maxTest) is >= 0 and <= MaxMaxTest and var most
                    ? most
                    : throw new InputException(FormattableString.Invariant($"--max-test is {parsed.GetValue(maxTest)}; it must be from 0 to {MaxMaxTest}.")),
                Seed = parsed.GetValue(seed),
                Timeout = Duration.Parse("--timeout", parsed.GetValue(timeout) ?? "10s"),
                Only = only,
                CounterexampleFolder = parsed.GetValue(counterexamples),
            };
            var run = new CheckRun(options, new TruthTable(), interruption.Token);
            run.Execute();
            if (parsed.GetValue(json))
            {
                CheckReport.WriteJson(run);
            }
            else
            {
                CheckReport.WriteText(run);
            }

            if (parsed.GetValue(junit) is { } path)
            {
                CheckReport.WriteJUnit(run, path);
            }

            return interruption.ExitCode ?? CheckReport.ExitCodeOf(run);
        });
        return command;
    }

    private static IReadOnlyList<Quantity> SelectQuantities(string? ids)
    {
        switch (ids)
        {
            case null:
                return CheckOptions.DefaultQuantities;
            case "all":
                return Quantity.All;
        }

        var wanted = ids.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var unknown = wanted.FirstOrDefault(static id => Quantity.Find(id) is null);
        return wanted.Length == 0 || unknown is not null
            ? throw new InputException($"--quantities is '{unknown ?? ids}'; it must name quantities among {string.Join(", ", Quantity.All)}.")
            : [.. wanted.Select(static id => Quantity.Find(id)!).Distinct()];
    }
}
