using System.CommandLine;
using BonVerify.Cli.Estimation;
using BonVerify.Cli.Reports;
using BonVerify.Cli.Terminal;

namespace BonVerify.Cli.Commands;

/// <summary><c>bonverify estimate</c>: best-of-n figures of files of samples.</summary>
internal static class EstimateCommand
{
    private const string Text = """
        Estimate best@n, pass@k, pass^k and more from files of samples, without bias and with errors.

        Files are JSON by lines, JSON arrays or CSV, with one sample a record or one prompt a record; what is what is guessed from
        the first record and printed. Scores are taken at the exact value of the double that is read.

        Examples:
          bonverify estimate samples.jsonl_results.jsonl                     pass@k and pass^k of human-eval results
          bonverify estimate rollouts/*.jsonl --format verl --n 1,8,64       best@n and the gold of it, of a training run
          bonverify estimate a.csv --group prompt --reward score.rm          any names; dots lead into objects
          bonverify estimate new.jsonl --against old.jsonl                   the difference on the same prompts
          bonverify estimate pools.jsonl --reward scores --biased            beside it, what the bootstrap would say
        """;

    public static Command Create(Interruption interruption)
    {
        var input = new EstimateInputOptions();
        var against = new Option<string?>("--against") { Description = "A file of a second system, in the same format: the difference on the same prompts." };
        var biased = new Option<bool>("--biased") { Description = "Show beside the estimates what resampling with replacement would say." };
        var perPrompt = new Option<string?>("--per-prompt") { Description = "Write the exact values of every prompt to a file, as JSON lines; - is standard output, and the report goes to standard error." };
        var report = new ReportOptions();
        var csv = new Option<bool>("--csv") { Description = "Write the estimates as CSV." };
        var command = new Command("estimate", Text);
        input.AddTo(command);
        foreach (var option in new Option[] { against, biased, perPrompt, csv })
        {
            command.Add(option);
        }

        report.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = input.Read(parsed) with
            {
                Against = parsed.GetValue(against),
                Biased = parsed.GetValue(biased),
                PerPrompt = parsed.GetValue(perPrompt),
            };
            using var targets = report.Begin(parsed);
            return Run(options, targets, parsed.GetValue(csv), interruption);
        });
        return command;
    }

    private static int Run(EstimateOptions options, ReportTargets targets, bool asCsv, Interruption interruption)
    {
        if (targets.AsJson && asCsv)
        {
            throw new InputException("--json and --csv are both given; the report has one form.");
        }

        var toOutput = options.PerPrompt == CaseFile.StandardInput;
        if (toOutput && (targets.AsJson || asCsv))
        {
            throw new InputException("--per-prompt is -; a report as JSON or CSV needs standard output for itself.");
        }

        EstimateResult result;
        using (var file = toOutput ? null : Destination.Begin("--per-prompt", options.PerPrompt))
        using (var lines = toOutput ? Output.OpenStream() : file?.Stream)
        {
            result = EstimateRun.Execute(options, lines, interruption.Token);
            file?.Keep();
        }

        interruption.IsReporting = true;
        if (result.Statistics.Prompts > 0)
        {
            Write(result, targets, asCsv, toOutput ? Console.Error : Console.Out);
            targets.WriteFiles("bonverify estimate", report => EstimateReport.Write(result, report));
        }

        if (result.Error is { } error)
        {
            Console.Error.WriteLine($"bonverify: {error.ReplaceLineEndings(" ")}");
        }
        else if (result.Statistics.Prompts == 0 && interruption.ExitCode is null)
        {
            Console.Error.WriteLine("bonverify: no sample of the input counts; nothing can be estimated.");
        }

        return interruption.ExitCode
            ?? (result.Error is not null ? ExitCode.BadInput : result.Statistics.Prompts == 0 ? ExitCode.Inconclusive : ExitCode.Verified);
    }

    private static void Write(EstimateResult result, ReportTargets targets, bool asCsv, TextWriter output)
    {
        if (targets.AsJson)
        {
            Output.WriteJson(writer => EstimateReport.WriteJson(result, writer));
        }
        else if (asCsv)
        {
            EstimateReport.WriteCsv(result, output);
        }
        else
        {
            targets.WriteText(output, report => EstimateReport.Write(result, report));
        }
    }
}
