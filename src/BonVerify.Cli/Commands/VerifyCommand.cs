using System.CommandLine;
using BonVerify.Claims;
using BonVerify.Cli.Verification;
using BonVerify.Evaluation;

namespace BonVerify.Cli.Commands;

/// <summary><c>bonverify verify</c>: decides every claim on real and generated distributions.</summary>
internal static class VerifyCommand
{
    /// <summary>Chosen so that a run takes about a minute on two cores.</summary>
    private const int DefaultMaxTest = 5_000;

    private const ulong DefaultSeed = 20240103;

    public static Command Create(Interruption interruption)
    {
        var maxTest = new Option<int?>("--max-test")
        {
            Description = $"How many cases to generate; {DefaultMaxTest} by default, or as many as --time allows.",
        };
        var time = new Option<string?>("--time") { Description = "Stop after this long, e.g. 90s, 10m, 2h, and spend half of it on hill climbing on the margins." };
        var seed = new Option<ulong>("--seed")
        {
            Description = "The seed of the generated cases; a seed gives one result whatever the number of threads.",
            DefaultValueFactory = static _ => DefaultSeed,
        };
        var claims = new Option<string?>("--claims") { Description = "Claims to verify, separated by commas; all by default." };
        var input = new Option<string[]>("--input")
        {
            Description = "Files with one case a line, instead of the built-in next-word distributions; - is standard input.",
            AllowMultipleArgumentsPerToken = true,
        };
        var json = new Option<bool>("--json") { Description = "Write the report as JSON." };
        var exactBits = new Option<long>("--exact-bits")
        {
            Description = "The budget for the exact masses of one case, in bits; beyond it they are enclosed.",
            DefaultValueFactory = static _ => Budget.Default.ExactBits,
        };
        var precision = new Option<int>("--precision")
        {
            Description = "The highest precision, in bits, at which enclosures are compared; it does not limit exact comparisons.",
            DefaultValueFactory = static _ => Budget.Default.MaxPrecision,
        };
        var threads = new Option<int>("--threads")
        {
            Description = "How many threads to use.",
            DefaultValueFactory = static _ => Environment.ProcessorCount,
        };
        var counterexamples = new Option<string?>("--counterexamples")
        {
            Description = "Write a JSON file for every counterexample to this folder; without it only for those to theorems and conjectures, to ./counterexamples.",
        };
        var command = new Command("verify", "Decide every claim on real and generated distributions.")
        {
            maxTest, time, seed, claims, input, json, exactBits, precision, threads, counterexamples,
        };
        command.SetAction(parsed =>
        {
            var limit = parsed.GetValue(time) is { } text ? Duration.Parse("--time", text) : (TimeSpan?)null;
            var options = new VerifyOptions
            {
                Claims = SelectClaims(parsed.GetValue(claims)),
                Inputs = parsed.GetValue(input) is { Length: > 0 } files ? files : [BuiltInData],
                MaxTest = Required("--max-test", parsed.GetValue(maxTest) ?? (limit is null ? DefaultMaxTest : int.MaxValue), 0),
                Time = limit,
                Seed = parsed.GetValue(seed),
                ExactBits = parsed.GetValue(exactBits),
                MaxPrecision = Required("--precision", parsed.GetValue(precision), 64),
                Threads = Required("--threads", parsed.GetValue(threads), 1),
                CounterexampleFolder = parsed.GetValue(counterexamples),
            };
            var run = new VerifyRun(options, interruption.Token);
            run.Execute();
            if (run.InputError is null || run.InputCases > 0)
            {
                if (parsed.GetValue(json))
                {
                    VerifyReport.WriteJson(run);
                }
                else
                {
                    VerifyReport.WriteText(run);
                }
            }

            return run.InputError is { } error ? throw new InputException(error) : interruption.ExitCode ?? VerifyReport.ExitCodeOf(run);
        });
        return command;
    }

    private static string BuiltInData => Path.Combine(AppContext.BaseDirectory, "data", "next-word.jsonl");

    private static IReadOnlyList<Claim> SelectClaims(string? ids)
    {
        if (ids is null)
        {
            return Catalogue.All;
        }

        var wanted = ids.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var unknown = wanted.FirstOrDefault(id => Catalogue.All.All(claim => claim.Id != id));
        if (wanted.Length == 0 || unknown is not null)
        {
            throw new InputException(
                $"--claims is '{unknown ?? ids}'; it must name claims among {string.Join(", ", Catalogue.All)}.");
        }

        return Catalogue.All.Where(claim => wanted.Contains(claim.Id)).ToArray();
    }

    private static int Required(string option, int value, int minimum) => value >= minimum
        ? value
        : throw new InputException(FormattableString.Invariant($"{option} is {value}; it must be at least {minimum}."));
}
