using System.CommandLine;
using System.Globalization;
using BonVerify.Cli.Estimation;
using BonVerify.Cli.Estimation.Figures;
using BonVerify.Cli.Estimation.Files;
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
        var files = new Argument<string[]>("file") { Description = "Files of samples of one system; - is standard input.", Arity = ArgumentArity.OneOrMore };
        var format = Word("--format", $"The format of the files: {Preset.Names}; by default guessed from the first record.");
        var records = Word("--records", "The member of a file that is one JSON object whose elements are the records.");
        var fields = new EstimateFieldOptions();
        var n = Word("--n", "The numbers of draws, separated by commas; by default the powers of two up to the smallest pool.");
        var missing = new Option<string>("--missing")
        {
            Description = "A sample without a value (null, NaN, infinite, no such field) is an error, or left out (skip), or takes the lowest score and is not correct (worst).",
            DefaultValueFactory = static _ => "error",
        };
        var duplicates = new Option<string>("--duplicates")
        {
            Description = "A prompt that comes again in a file of one prompt a record, or a sample whose --id comes again: error, skip or keep. To find the former, a hash of every prompt is held; keep holds nothing.",
            DefaultValueFactory = static _ => "error",
        };
        var steps = Word("--steps", $"Which score counts when a sample has one for each step: {StepRules.Names}.");
        var threshold = Word("--threshold", "A sample is correct from this number on.");
        var range = Word("--range", "LOW,HIGH: the range in which rewards must lie, for guaranteed intervals.");
        var goldRange = Word("--gold-range", "LOW,HIGH: the range of second rewards.");
        var interval = new Option<string>("--interval") { Description = $"The confidence interval: {IntervalMethods.Names}.", DefaultValueFactory = static _ => "auto" };
        var confidence = new Option<string>("--confidence") { Description = "The chance that an interval covers.", DefaultValueFactory = static _ => "0.95" };
        var against = Word("--against", "A file of a second system, in the same format: the difference on the same prompts.");
        var biased = new Option<bool>("--biased") { Description = "Show beside the estimates what resampling with replacement would say." };
        var perPrompt = Word("--per-prompt", "Write the exact values of every prompt to a file, as JSON lines; - is standard output, and the report goes to standard error.");
        var report = new ReportOptions();
        var csv = new Option<bool>("--csv") { Description = "Write the estimates as CSV." };
        var jobs = NumberOption.Create("--jobs", "How many threads to use.", 1, 1024, (int?)Environment.ProcessorCount);
        var command = new Command("estimate", Text)
        {
            files, format, records, n, missing, duplicates, steps, threshold, range, goldRange, interval, confidence, against, biased, perPrompt, csv, jobs,
        };
        report.AddTo(command);
        fields.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = new EstimateOptions
            {
                Files = parsed.GetValue(files)!,
                Against = parsed.GetValue(against),
                Fields = new FieldChoice
                {
                    Format = ReadFormat(parsed.GetValue(format)),
                    Container = parsed.GetValue(records),
                    Fields = fields.Read(parsed),
                },
                Reading = new ReadingOptions
                {
                    Missing = ReadName<MissingRule>("--missing", parsed.GetValue(missing)!),
                    Duplicates = ReadName<DuplicateRule>("--duplicates", parsed.GetValue(duplicates)!),
                    Steps = StepRules.Parse(parsed.GetValue(steps)),
                    Threshold = parsed.GetValue(threshold) is { } least ? Number("--threshold", least) : null,
                    Range = ReadRange("--range", parsed.GetValue(range)),
                    GoldRange = ReadRange("--gold-range", parsed.GetValue(goldRange)),
                },
                Counts = DrawCounts.Parse(parsed.GetValue(n)),
                Interval = IntervalMethods.Find(parsed.GetValue(interval)!)
                    ?? throw new InputException($"--interval is '{parsed.GetValue(interval)}'; it must be {IntervalMethods.Names}."),
                Confidence = ReadConfidence(parsed.GetValue(confidence)!),
                Biased = parsed.GetValue(biased),
                PerPrompt = parsed.GetValue(perPrompt),
                Jobs = parsed.GetValue(jobs)!.Value,
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

    private static Option<string?> Word(string name, string description) => new(name) { Description = description };

    private static Preset? ReadFormat(string? name) => name is null ? null
        : Preset.All.FirstOrDefault(preset => preset.Name == name) ?? throw new InputException($"--format is '{name}'{Suggestion.For(name, Preset.All.Select(static preset => preset.Name))}; it must be {Preset.Names}.");

    private static T ReadName<T>(string option, string name)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (value.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var names = Enum.GetNames<T>().Select(static each => each.ToLowerInvariant());
        throw new InputException($"{option} is '{name}'; it must be one of {string.Join(", ", names)}.");
    }

    private static (double Low, double High)? ReadRange(string option, string? text)
    {
        if (text is null)
        {
            return null;
        }

        return text.Split(',') is [var low, var high] && Number(option, low) is var from && Number(option, high) is var to && from < to
            ? (from, to)
            : throw new InputException($"{option} is '{text}'; it must be LOW,HIGH with LOW below HIGH.");
    }

    private static double ReadConfidence(string text) => Number("--confidence", text) is > 0 and < 1 and var confidence
        ? confidence
        : throw new InputException($"--confidence is '{text}'; it must be above 0 and below 1.");

    private static double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new InputException($"{option} is '{text}'; it must be a number.");
}
