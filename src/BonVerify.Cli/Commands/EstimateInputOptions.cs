using System.CommandLine;
using System.Globalization;
using BonVerify.Cli.Estimation;
using BonVerify.Cli.Estimation.Figures;
using BonVerify.Cli.Estimation.Files;

namespace BonVerify.Cli.Commands;

/// <summary>Files of samples, and the options that say how to read them and what to estimate.</summary>
internal sealed class EstimateInputOptions
{
    private readonly Argument<string[]> files = new("file") { Description = "Files of samples of one system; - is standard input.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> format = Word("--format", $"The format of the files: {Preset.Names}; by default guessed from the first record.");
    private readonly Option<string?> records = Word("--records", "The member of a file that is one JSON object whose elements are the records.");
    private readonly EstimateFieldOptions fields = new();
    private readonly Option<string?> n = Word("--n", "The numbers of draws, separated by commas; by default the powers of two up to the smallest pool.");
    private readonly Option<string> missing = new("--missing")
    {
        Description = "A sample without a value (null, NaN, infinite, no such field) is an error, or left out (skip), or takes the lowest score and is not correct (worst).",
        DefaultValueFactory = static _ => "error",
    };

    private readonly Option<string> duplicates = new("--duplicates")
    {
        Description = "A prompt that comes again in a file of one prompt a record, or a sample whose --id comes again: error, skip or keep. To find the former, a hash of every prompt is held; keep holds nothing.",
        DefaultValueFactory = static _ => "error",
    };

    private readonly Option<string?> steps = Word("--steps", $"Which score counts when a sample has one for each step: {StepRules.Names}.");
    private readonly Option<string?> threshold = Word("--threshold", "A sample is correct from this number on.");
    private readonly Option<string?> range = Word("--range", "LOW,HIGH: the range in which rewards must lie, for guaranteed intervals.");
    private readonly Option<string?> goldRange = Word("--gold-range", "LOW,HIGH: the range of second rewards.");
    private readonly Option<string> interval = new("--interval") { Description = $"The confidence interval: {IntervalMethods.Names}.", DefaultValueFactory = static _ => "auto" };
    private readonly Option<string> confidence = new("--confidence") { Description = "The chance that an interval covers.", DefaultValueFactory = static _ => "0.95" };
    private readonly Option<int?> jobs = NumberOption.Create("--jobs", "How many threads to use.", 1, 1024, (int?)Environment.ProcessorCount);

    public void AddTo(Command command)
    {
        command.Add(files);
        foreach (var option in new Option[] { format, records, n, missing, duplicates, steps, threshold, range, goldRange, interval, confidence, jobs })
        {
            command.Add(option);
        }

        fields.AddTo(command);
    }

    /// <summary>The options that do not change what is found.</summary>
    public string[] Neutral => [jobs.Name];

    public EstimateOptions Read(ParseResult parsed) => new()
    {
        Files = parsed.GetValue(files)!,
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
        Jobs = parsed.GetValue(jobs)!.Value,
    };

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
