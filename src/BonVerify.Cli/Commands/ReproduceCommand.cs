using System.CommandLine;
using BonVerify.Claims;
using BonVerify.Cli.Checking;
using BonVerify.Cli.Reproduction;
using BonVerify.Cli.Verification;
using BonVerify.Evaluation;
using BonVerify.Interchange;

namespace BonVerify.Cli.Commands;

/// <summary><c>bonverify reproduce</c>: computes a counterexample anew and explains it.</summary>
internal static class ReproduceCommand
{
    private const int MinPrecision = 64;

    public static Command Create()
    {
        var source = new Argument<string>("source") { Description = "The JSON file of a counterexample, as verify or check writes it, or the token of one to a claim." };
        var assembly = VerifyCommand.AssemblyOption();
        var json = new Option<bool>("--json") { Description = "Write the explanation as JSON." };
        var exactBits = NumberOption.Create(
            "--exact-bits", "The budget for the exact masses, in bits; beyond it they are enclosed.", 0L, NumberOption.MaxExactBits, Budget.Default.ExactBits);
        var precision = NumberOption.Create(
            "--precision", "The highest precision, in bits, at which enclosures are compared.", MinPrecision, OracleRules.MaxPrecision, Budget.Default.MaxPrecision);
        var command = new Command(
            "reproduce", "Compute a counterexample anew and explain it. Exit code 1 when the claim fails in it or the recorded answer is wrong, 0 when not.")
        {
            source, assembly, json, exactBits, precision,
        };
        command.SetAction(parsed => Reproduce(
            parsed.GetValue(source)!,
            [.. (parsed.GetValue(assembly) ?? []).SelectMany(AssemblyClaims.Load)],
            parsed.GetValue(json),
            parsed.GetValue(exactBits)!.Value,
            parsed.GetValue(precision)!.Value));
        return command;
    }

    private static int Reproduce(string source, IReadOnlyList<Claim> own, bool asJson, long exactBits, int precision)
    {
        if (CounterexampleToken.IsToken(source))
        {
            return Reproduce(ReadToken(source), own, asJson, exactBits, precision);
        }

        var text = CounterexampleFiles.ReadText(source);
        return FailureJson.IsFailure(text)
            ? Report(CounterexampleFiles.ExplainFailure(source, text, exactBits, precision), asJson)
            : Reproduce(CounterexampleFiles.Parse(source, text), own, asJson, exactBits, precision);
    }

    private static int Reproduce(Counterexample counterexample, IReadOnlyList<Claim> own, bool asJson, long exactBits, int precision)
    {
        WarnOfOtherVersion(counterexample.ToolVersion);
        var explanation = new Explanation(counterexample, own, exactBits, precision);
        Action<Explanation> write = asJson ? ExplanationReport.WriteJson : ExplanationReport.WriteText;
        write(explanation);
        return ExplanationReport.ExitCodeOf(explanation);
    }

    private static int Report(FailureExplanation explanation, bool asJson)
    {
        WarnOfOtherVersion(explanation.Failure.ToolVersion);
        Action<FailureExplanation> write = asJson ? FailureReport.WriteJson : FailureReport.WriteText;
        write(explanation);
        return FailureReport.ExitCodeOf(explanation);
    }

    private static void WarnOfOtherVersion(string version)
    {
        if (version != Counterexample.CurrentVersion)
        {
            Console.Error.WriteLine($"bonverify: the file is of version {version}; version {Counterexample.CurrentVersion} decides its case anew.");
        }
    }

    private static Counterexample ReadToken(string token)
    {
        try
        {
            return CounterexampleToken.Parse(token);
        }
        catch (CaseFormatException e)
        {
            throw new InputException(e.Message);
        }
    }
}
