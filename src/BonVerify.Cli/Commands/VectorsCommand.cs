using System.CommandLine;
using System.Text.Json;
using BonVerify.Cli.Vectors;

namespace BonVerify.Cli.Commands;

/// <summary><c>bonverify vectors</c>: makes and verifies golden vectors.</summary>
internal static class VectorsCommand
{
    private const int MaxFaultsShown = 20;
    private static readonly string DefaultFolder = Path.Combine("tests", "vectors");

    public static Command Create(Interruption interruption) => new("vectors", "Make or verify golden vectors for other implementations.")
    {
        CreateGenerate(interruption),
        CreateCheck(interruption),
    };

    private static Command CreateGenerate(Interruption interruption)
    {
        var folder = new Option<string>("--output")
        {
            Description = "The folder to write to.",
            DefaultValueFactory = static _ => DefaultFolder,
        };
        var command = new Command("generate", "Write the files of golden vectors: the same bytes every time.") { folder };
        command.SetAction(parsed =>
        {
            var target = parsed.GetValue(folder)!;
            try
            {
                Directory.CreateDirectory(target);
                foreach (var plan in VectorPlan.All)
                {
                    var path = Path.Combine(target, plan.Name + ".json");
                    if (Ended(interruption, path) is { } signal)
                    {
                        return signal;
                    }

                    NewFile.Write(path, VectorGenerator.Generate(plan));
                    Console.Out.WriteLine(path);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                throw new InputException($"--output is '{target}'; cannot write there: {e.Message}");
            }

            return ExitCode.Verified;
        });
        return command;
    }

    private static Command CreateCheck(Interruption interruption)
    {
        var files = new Argument<string[]>("file") { Description = "Files of vectors.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("check", "Verify files of golden vectors: every value is computed anew.") { files };
        command.SetAction(parsed =>
        {
            var codes = new List<int>();
            foreach (var path in parsed.GetValue(files)!)
            {
                if (Ended(interruption, path) is { } signal)
                {
                    return signal;
                }

                codes.Add(Check(path));
            }

            // A fault in one file outweighs that there is nothing in another.
            return codes.Contains(ExitCode.Counterexample) ? ExitCode.Counterexample : codes.Max();
        });
        return command;
    }

    /// <summary>The exit code of the signal that came before a file; null when none did.</summary>
    private static int? Ended(Interruption interruption, string path)
    {
        if (interruption.ExitCode is not null)
        {
            Console.Error.WriteLine($"bonverify: interrupted before {path}.");
        }

        return interruption.ExitCode;
    }

    /// <summary>The exit code of one file; the worst of several is that of the run.</summary>
    private static int Check(string path)
    {
        var checker = new VectorChecker();
        try
        {
            checker.Check(WholeFile.Read(path));
        }
        catch (JsonException e)
        {
            throw new InputException($"{path}: not valid JSON: {e.Message}");
        }

        if (!checker.IsVectors)
        {
            throw new InputException($"{path}: {checker.Faults[^1]}");
        }

        foreach (var fault in checker.Faults.Take(MaxFaultsShown))
        {
            Console.Out.WriteLine($"{path}: {fault}");
        }

        if (checker.Faults.Count > MaxFaultsShown)
        {
            Console.Out.WriteLine(FormattableString.Invariant($"{path}: … and {checker.Faults.Count - MaxFaultsShown} more"));
        }

        var outcome = checker.Faults.Count > 0 ? FormattableString.Invariant($"{checker.Faults.Count} faults")
            : checker.Tests == 0 ? "nothing to verify"
            : "all verified";
        Console.Out.WriteLine(FormattableString.Invariant($"{path}: {checker.Tests} tests, {outcome}"));
        return checker.Faults.Count > 0 ? ExitCode.Counterexample : checker.Tests == 0 ? ExitCode.Inconclusive : ExitCode.Verified;
    }
}
