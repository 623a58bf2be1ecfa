using System.CommandLine;
using BonVerify.Claims;
using BonVerify.Cli.Checking;
using BonVerify.Cli.Reports;
using BonVerify.Cli.Reproduction;
using BonVerify.Cli.Verification;
using BonVerify.Evaluation;
using BonVerify.Interchange;

namespace BonVerify.Cli.Commands;

/// <summary><c>bonverify reproduce</c>: computes counterexamples anew and explains them.</summary>
internal static class ReproduceCommand
{
    private const int MinPrecision = 64;

    public static Command Create()
    {
        var sources = new Argument<string[]>("source")
        {
            Description = "JSON files of counterexamples, as verify or check writes them, or the tokens of those to a claim.",
            Arity = ArgumentArity.OneOrMore,
        };
        var assembly = VerifyCommand.AssemblyOption();
        var exactBits = NumberOption.Create(
            "--exact-bits", "The budget for the exact masses, in bits; beyond it they are enclosed.", 0L, NumberOption.MaxExactBits, Budget.Default.ExactBits);
        var precision = NumberOption.Create(
            "--precision", "The highest precision, in bits, at which enclosures are compared.", MinPrecision, OracleRules.MaxPrecision, Budget.Default.MaxPrecision);
        var report = new ReportOptions(hasDetails: false);
        var command = new Command(
            "reproduce",
            "Compute counterexamples anew and explain them. Exit code 1 when a claim fails in one or a recorded answer is wrong, 0 when none. With --json each is a line.")
        {
            sources, assembly, exactBits, precision,
        };
        report.AddTo(command);
        command.SetAction(parsed =>
        {
            var own = (parsed.GetValue(assembly) ?? []).SelectMany(AssemblyClaims.Load).ToArray();
            using var targets = report.Begin(parsed);
            return Reproduce(
                [.. parsed.GetValue(sources)!.Select(source => Explain(source, own, parsed.GetValue(exactBits)!.Value, parsed.GetValue(precision)!.Value))],
                targets);
        });
        return command;
    }

    /// <summary>Writes all that was read: a file that cannot be used is named before anything is computed.</summary>
    private static int Reproduce(IReadOnlyList<Explained> all, ReportTargets targets)
    {
        targets.Write(
            "bonverify reproduce",
            report =>
            {
                foreach (var explained in all)
                {
                    if (all.Count > 1)
                    {
                        report.Heading(explained.Source);
                    }

                    explained.Write(report);
                }
            },
            () =>
            {
                foreach (var explained in all)
                {
                    explained.WriteJson();
                }
            });

        // A counterexample is what somebody acts on, then one that nothing is known of.
        int[] codes = [.. all.Select(static explained => explained.ExitCode)];
        return codes.Contains(ExitCode.Counterexample) ? ExitCode.Counterexample
            : codes.Contains(ExitCode.Inconclusive) ? ExitCode.Inconclusive
            : ExitCode.Verified;
    }

    private static Explained Explain(string source, IReadOnlyList<Claim> own, long exactBits, int precision)
    {
        if (CounterexampleToken.IsToken(source))
        {
            return Explain(source, ReadToken(source), own, exactBits, precision);
        }

        var text = CounterexampleFiles.ReadText(source);
        if (!FailureJson.IsFailure(text))
        {
            return Explain(source, CounterexampleFiles.Parse(source, text), own, exactBits, precision);
        }

        var failure = CounterexampleFiles.ExplainFailure(source, text, exactBits, precision);
        WarnOfOtherVersion(failure.Failure.ToolVersion);
        return new(source, FailureReport.ExitCodeOf(failure), report => FailureReport.Write(failure, report), () => FailureReport.WriteJson(failure));
    }

    private static Explained Explain(string source, Counterexample counterexample, IReadOnlyList<Claim> own, long exactBits, int precision)
    {
        WarnOfOtherVersion(counterexample.ToolVersion);
        var explanation = new ClaimExplanation(counterexample, own, exactBits, precision);
        return new(
            source,
            ExplanationReport.ExitCodeOf(explanation),
            report => ExplanationReport.Write(explanation, report),
            () => ExplanationReport.WriteJson(explanation));
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

    /// <summary>A counterexample that was read.</summary>
    /// <param name="Source">The file or the token.</param>
    /// <param name="ExitCode">What it comes to.</param>
    /// <param name="Write">Writes it for people.</param>
    /// <param name="WriteJson">Writes it as JSON.</param>
    private sealed record Explained(string Source, int ExitCode, Action<ReportWriter> Write, Action WriteJson);
}
