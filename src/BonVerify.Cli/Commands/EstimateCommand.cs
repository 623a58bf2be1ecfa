using System.CommandLine;
using BonVerify.Cli.Estimation;
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
        var json = new Option<bool>("--json") { Description = "Write the report as JSON." };
        var markdown = new Option<string?>("--markdown") { Description = "Write the report as Markdown too." };
        var csv = new Option<bool>("--csv") { Description = "Write the estimates as CSV." };
        var command = new Command("estimate", Text);
        input.AddTo(command);
        foreach (var option in new Option[] { against, biased, perPrompt, json, markdown, csv })
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var options = input.Read(parsed) with
            {
                Against = parsed.GetValue(against),
                Biased = parsed.GetValue(biased),
                PerPrompt = parsed.GetValue(perPrompt),
            };
            var (asJson, asCsv) = (parsed.GetValue(json), parsed.GetValue(csv));
            return asJson && asCsv ? throw new InputException("--json and --csv are both given; the report has one form.") : Run(options, asJson, asCsv, parsed.GetValue(markdown), interruption);
        });
        return command;
    }

    private static int Run(EstimateOptions options, bool asJson, bool asCsv, string? markdown, Interruption interruption)
    {
        var toOutput = options.PerPrompt == CaseFile.StandardInput;
        if (toOutput && (asJson || asCsv))
        {
            throw new InputException("--per-prompt is -; a report as JSON or CSV needs standard output for itself.");
        }

        using var page = Destination.Begin("--markdown", markdown);
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
            Write(result, asJson, asCsv, toOutput ? Console.Error : Console.Out);
            ReportFile.WriteMarkdown(page, "bonverify estimate", output => EstimateReport.WriteText(result, output));
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

    private static void Write(EstimateResult result, bool asJson, bool asCsv, TextWriter output)
    {
        if (asJson)
        {
            Output.WriteJson(writer => EstimateReport.WriteJson(result, writer));
        }
        else if (asCsv)
        {
            EstimateReport.WriteCsv(result, output);
        }
        else
        {
            EstimateReport.WriteText(result, output);
        }
    }
}
