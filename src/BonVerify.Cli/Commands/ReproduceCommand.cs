using System.CommandLine;
using BonVerify.Claims;
using BonVerify.Cli.Reproduction;
using BonVerify.Interchange;

namespace BonVerify.Cli.Commands;

/// <summary><c>bonverify reproduce</c>: computes a counterexample anew and explains it.</summary>
internal static class ReproduceCommand
{
    private const int MinPrecision = 64;

    public static Command Create()
    {
        var source = new Argument<string>("source") { Description = "The JSON file of a counterexample, or its token." };
        var json = new Option<bool>("--json") { Description = "Write the explanation as JSON." };
        var maxBits = new Option<long>("--max-bits")
        {
            Description = "The budget for the exact masses, in bits; beyond it they are enclosed.",
            DefaultValueFactory = static _ => ClaimCase.DefaultExactBits,
        };
        var precision = new Option<int>("--precision")
        {
            Description = "The highest precision, in bits, at which enclosures are compared.",
            DefaultValueFactory = static _ => ClaimCase.DefaultMaxPrecision,
        };
        var command = new Command(
            "reproduce", "Compute a counterexample anew and explain it. Exit code 1 when the claim fails in it, 0 when it holds.")
        {
            source, json, maxBits, precision,
        };
        command.SetAction(parsed =>
        {
            var bits = parsed.GetValue(precision);
            if (bits < MinPrecision)
            {
                throw new InputException(FormattableString.Invariant($"--precision is {bits}; it must be at least {MinPrecision}."));
            }

            var counterexample = Read(parsed.GetValue(source)!);
            if (counterexample.ToolVersion != Counterexample.CurrentVersion)
            {
                Console.Error.WriteLine(
                    $"bonverify: the file is of version {counterexample.ToolVersion}; version {Counterexample.CurrentVersion} decides its case anew.");
            }

            var explanation = new Explanation(counterexample, parsed.GetValue(maxBits), bits);
            if (parsed.GetValue(json))
            {
                ExplanationReport.WriteJson(explanation);
            }
            else
            {
                ExplanationReport.WriteText(explanation);
            }

            return ExplanationReport.ExitCodeOf(explanation);
        });
        return command;
    }

    private static Counterexample Read(string source)
    {
        if (!CounterexampleToken.IsToken(source))
        {
            return CounterexampleFiles.Read(source);
        }

        try
        {
            return CounterexampleToken.Parse(source);
        }
        catch (CaseFormatException e)
        {
            throw new InputException(e.Message);
        }
    }
}
