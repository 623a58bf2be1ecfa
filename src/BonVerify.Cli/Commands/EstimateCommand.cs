using System.CommandLine;
using BonVerify.Cli.Estimation;
using BonVerify.Cli.Reports;
using BonVerify.Cli.Sharding;
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
        var report = new ReportOptions(hasDetails: false);
        var csv = CsvOption();
        var shards = new ShardOptions();
        var part = new Option<bool>("--part")
        {
            Description = "The files are one of several parts of a set of samples, and no prompt is in two of them; bonverify merge joins their JSON reports.",
        };
        var command = new Command("estimate", Text);
        input.AddTo(command);
        foreach (var option in new Option[] { against, biased, perPrompt, csv, part })
        {
            command.Add(option);
        }

        report.AddTo(command);
        shards.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = input.Read(parsed) with
            {
                Against = parsed.GetValue(against),
                Biased = parsed.GetValue(biased),
                PerPrompt = parsed.GetValue(perPrompt),
                Shard = parsed.GetValue(part) ? null : shards.ShardOf(parsed),
                IsPart = parsed.GetValue(part),
                CheckpointFolder = shards.CheckpointOf(parsed),
                Given = [.. GivenOptions.Of(parsed, [.. input.Neutral, against.Name, perPrompt.Name, csv.Name, part.Name, .. report.Names, .. shards.Names])],
            };
            if (options is { CheckpointFolder: not null, PerPrompt: not null })
            {
                throw new InputException("--per-prompt and --checkpoint are both given; the values of single prompts are not kept in a checkpoint.");
            }

            if (options is { CheckpointFolder: not null, IsPart: true })
            {
                throw new InputException("--part and --checkpoint are both given; a part is read again as a whole.");
            }

            using var targets = report.Begin(parsed);
            return Run(options, targets, parsed.GetValue(csv), interruption);
        });
        return command;
    }

    private static int Run(EstimateOptions options, ReportTargets targets, bool asCsv, Interruption interruption)
    {
        CheckForm(targets, asCsv);
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

        return Report(result, targets, asCsv, toOutput ? Console.Error : Console.Out, interruption);
    }

    /// <summary>Reads the options of a run again from those that a part of it was given.</summary>
    public static EstimateOptions OptionsOf(RunPart part)
    {
        var (command, input) = (new Command("estimate"), new EstimateInputOptions());
        var biased = new Option<bool>("--biased");
        input.AddTo(command);
        command.Add(biased);
        var parsed = command.Parse([.. GivenOptions.Words(part.Settings), CaseFile.StandardInput]);
        return parsed.Errors.Count == 0
            ? input.Read(parsed) with { Biased = parsed.GetValue(biased) }
            : throw new InputException($"{part.Place}: the settings are not understood: {parsed.Errors[0].Message}");
    }

    /// <summary>That at most one form is asked for.</summary>
    /// <exception cref="InputException">Two are.</exception>
    public static void CheckForm(ReportTargets targets, bool asCsv)
    {
        if (targets.AsJson && asCsv)
        {
            throw new InputException("--json and --csv are both given; the report has one form.");
        }
    }

    /// <summary><c>--csv</c>, of this and other commands.</summary>
    public static Option<bool> CsvOption() => new("--csv") { Description = "Write the estimates as CSV." };

    /// <summary>Writes the report of a run, and answers its exit code.</summary>
    public static int Report(EstimateResult result, ReportTargets targets, bool asCsv, TextWriter output, Interruption interruption)
    {
        interruption.IsReporting = true;
        if (result.Statistics.Prompts > 0 || result.Part is not null)
        {
            Write(result, targets, asCsv, output);
            targets.WriteFiles("bonverify estimate", report => EstimateReport.Write(result, report));
        }

        if (result.Error is { } error)
        {
            Console.Error.WriteLine($"bonverify: {error.ReplaceLineEndings(" ")}");
        }
        else if (result.Statistics.Prompts == 0 && result.Part is null && interruption.ExitCode is null)
        {
            Console.Error.WriteLine("bonverify: no sample of the input counts; nothing can be estimated.");
        }

        return interruption.ExitCode
            ?? (result.Error is not null ? ExitCode.BadInput : result.Statistics.Prompts == 0 && result.Part is null ? ExitCode.Inconclusive : ExitCode.Verified);
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
