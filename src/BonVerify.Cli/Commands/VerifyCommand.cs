using System.CommandLine;
using BonVerify.Cli.Reports;
using BonVerify.Cli.Sharding;
using BonVerify.Cli.Verification;
using BonVerify.Evaluation;
using BonVerify.Interchange;

namespace BonVerify.Cli.Commands;

/// <summary><c>bonverify verify</c>: decides every claim on real and generated distributions.</summary>
internal static class VerifyCommand
{
    /// <summary>Chosen so that a run takes about a minute on two cores.</summary>
    private const int DefaultMaxTest = 5_000;

    private const ulong DefaultSeed = 20240103;

    public static Command Create(Interruption interruption)
    {
        var maxTest = NumberOption.Create<int>(
            "--max-test", $"How many cases to generate; {DefaultMaxTest} by default, or as many as --time allows.", 0, int.MaxValue);
        var time = new Option<string?>("--time") { Description = "Stop after this long, e.g. 90s, 10m, 2h, and spend half of it on hill climbing on the margins." };
        var seed = NumberOption.Create(
            "--seed", "The seed of the generated cases; a seed gives one result whatever the number of threads.", 0UL, ulong.MaxValue, DefaultSeed);
        var claims = new Option<string?>("--claims") { Description = "Claims to verify, separated by commas; all by default." };
        var assembly = AssemblyOption();
        var input = new Option<string[]>("--input")
        {
            Description = "Files with one case a line, instead of the built-in next-word distributions; - is standard input.",
            AllowMultipleArgumentsPerToken = true,
        };
        var report = new ReportOptions();
        var exactBits = NumberOption.Create(
            "--exact-bits", "The budget for the exact masses of one case, in bits; beyond it they are enclosed.", 0L, NumberOption.MaxExactBits, Budget.Default.ExactBits);
        var precision = NumberOption.Create(
            "--precision",
            "The highest precision, in bits, at which enclosures are compared; it does not limit exact comparisons.",
            64,
            OracleRules.MaxPrecision,
            Budget.Default.MaxPrecision);
        var threads = ThreadsOption();
        var counterexamples = CounterexamplesOption();
        var shards = new ShardOptions();
        var command = new Command("verify", "Decide every claim on real and generated distributions.")
        {
            maxTest, time, seed, claims, assembly, input, exactBits, precision, threads, counterexamples,
        };
        report.AddTo(command);
        shards.AddTo(command);
        command.SetAction(parsed =>
        {
            var limit = parsed.GetValue(time) is { } text ? Duration.Parse("--time", text) : (TimeSpan?)null;
            var options = new VerifyOptions
            {
                Claims = AssemblyClaims.Select(parsed.GetValue(claims), parsed.GetValue(assembly) ?? []),
                Inputs = parsed.GetValue(input) is { Length: > 0 } files ? files : [BuiltInData],
                MaxTest = parsed.GetValue(maxTest) ?? (limit is null ? DefaultMaxTest : int.MaxValue),
                Time = limit,
                Seed = parsed.GetValue(seed)!.Value,
                ExactBits = parsed.GetValue(exactBits)!.Value,
                MaxPrecision = parsed.GetValue(precision)!.Value,
                Threads = parsed.GetValue(threads)!.Value,
                CounterexampleFolder = parsed.GetValue(counterexamples),
                Shard = shards.ShardOf(parsed),
                CheckpointFolder = shards.CheckpointOf(parsed),
            };
            using var targets = report.Begin(parsed);
            return Report(new VerifyRun(options, interruption.Token).Execute(), targets, interruption);
        });
        return command;
    }

    /// <summary>Writes the report of a run, and answers its exit code.</summary>
    /// <exception cref="InputException">The input could not be used to its end.</exception>
    public static int Report(VerifyResult result, ReportTargets targets, Interruption interruption)
    {
        interruption.IsReporting = true;
        if (result.InputError is null || result.InputCases > 0 || result.Part is not null)
        {
            targets.Write(VerifyReport.TitleOf(result), output => VerifyReport.Write(result, output), () => VerifyReport.WriteJson(result));
        }

        return result.InputError is { } error ? throw new InputException(error)
            : result.WasInterrupted ? interruption.ExitCode!.Value
            : VerifyReport.ExitCodeOf(result);
    }

    /// <summary><c>--threads</c>, of this and other commands.</summary>
    public static Option<int?> ThreadsOption() => NumberOption.Create("--threads", "How many threads to use.", 1, 1024, (int?)Environment.ProcessorCount);

    /// <summary><c>--counterexamples</c>, of this and other commands.</summary>
    public static Option<string?> CounterexamplesOption() => new("--counterexamples")
    {
        Description = "Write a JSON file for every counterexample to this folder; without it only for those to theorems and conjectures, to ./counterexamples.",
    };

    /// <summary><c>--assembly</c>, of this and other commands.</summary>
    public static Option<string[]> AssemblyOption() => new("--assembly")
    {
        Description = "Assemblies with claims of your own: public static properties or fields of type Claim. They replace those of the catalogue, unless --claims names some.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static string BuiltInData => Path.Combine(AppContext.BaseDirectory, "data", "next-word.jsonl");
}
