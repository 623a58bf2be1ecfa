using System.CommandLine;
using System.Globalization;
using BonVerify.Cli.Drawing;
using BonVerify.Cli.Estimation;
using BonVerify.Cli.Oracle;
using BonVerify.Cli.Plotting;
using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Cli.Commands;

/// <summary><c>bonverify plot</c>: figures of exact values, as SVG.</summary>
internal static class PlotCommand
{
    private const string Text = """
        Draw figures of exact values and of estimates, as SVG: the same bytes on every machine.

        What is drawn are correctly rounded doubles of certified values; --csv writes them with exact texts or enclosures.

        Examples:
          bonverify plot kl --weights 2,1,1,1 --output kl.svg              the exact KL, the formula, the estimator, the limit
          bonverify plot tradeoff --regime uniform-100 > tradeoff.svg      win rate against KL, with the frontier
          bonverify plot gap cases.jsonl --csv gap.csv                     a curve for each case of a file
          bonverify plot estimate samples.jsonl --output pass.svg          pass@k with its intervals
          bonverify plot errors answers.csv --against mass > errors.svg    how far a program is off, from check --errors answers.csv
          bonverify plot --paper --output figures                          the regimes of arXiv 2401.01879
        """;

    // Of best-of-n whose masses are drawn, where nobody says another.
    private const string DefaultN = "8";

    private static readonly string Kinds =
        string.Join(", ", [.. CurvePlot.All.Select(static plot => plot.Id), TradeOffPlot.Id, MassesPlot.Id, EstimatePlot.Id, ErrorsPlot.Id]);

    public static Command Create(Interruption interruption)
    {
        // A kind is a command of its own; what is none arrives here.
        var kind = new Argument<string?>("kind") { Description = $"What to draw: {Kinds}; each has --help.", Arity = ArgumentArity.ZeroOrOne };
        var paper = new Option<bool>("--paper") { Description = "Draw the regimes of arXiv 2401.01879, n up to 1000 and beyond, with a table beside each figure." };
        var output = new Option<string?>("--output") { Description = "The folder for the figures of --paper." };
        var command = new Command("plot", Text) { kind, paper, output };
        foreach (var plot in CurvePlot.All)
        {
            command.Add(CreateOfCases(plot.Id, plot.Description, (values, cases, maxN) => plot.Draw(values, cases, maxN), hasMaxN: true, interruption));
        }

        command.Add(CreateOfCases(
            TradeOffPlot.Id, TradeOffPlot.Description, static (values, cases, maxN) => TradeOffPlot.Draw(values, cases, maxN), hasMaxN: true, interruption));
        command.Add(CreateOfCases(MassesPlot.Id, MassesPlot.Description, static (_, cases, _) => MassesPlot.Draw(cases), hasMaxN: false, interruption));
        command.Add(CreateOfEstimates(interruption));
        command.Add(CreateOfErrors());
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(kind) is { } given)
            {
                throw new InputException($"kind is '{given}'{Suggestion.For(given, Kinds.Split(", "))}; it must be one of {Kinds}.");
            }

            if (!parsed.GetValue(paper))
            {
                throw new InputException($"kind is missing; it must be one of {Kinds}, or give --paper.");
            }

            var folder = parsed.GetValue(output) ?? throw new InputException("--output is missing; --paper needs a folder for its figures.");
            return OrInterrupted(interruption, () => WritePaper(folder, interruption.Token));
        });
        return command;
    }

    private static Command CreateOfCases(
        string id, string description, Func<PlotValues, IReadOnlyList<PlotCase>, int, Figure> draw, bool hasMaxN, Interruption interruption)
    {
        var file = new Argument<string?>("file")
        {
            Description = FormattableString.Invariant($"A file with one case a line, of which a figure shows at most {PlotCase.MaxCases}; - is standard input."),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var regime = new Option<string?>("--regime") { Description = $"A reference policy by name: {Regime.Names}." };
        var maxN = NumberOption.Create("--max-n", "The largest number of draws.", 2, CaseField.MaxInteger, (int?)1000);
        var single = new SingleCaseOptions([CaseKind.Policy, CaseKind.Soft, CaseKind.LogPolicy], without: "m");
        var output = new FigureOutputOptions();
        var command = new Command(id, description) { file, regime };
        if (hasMaxN)
        {
            command.Add(maxN);
        }

        output.AddTo(command);
        single.AddTo(command);
        command.SetAction(parsed =>
        {
            var cases = ReadCases(parsed.GetValue(file), parsed.GetValue(regime), single.ReadFields(parsed));
            return OrInterrupted(
                interruption, () => output.Write(parsed, () => draw(new PlotValues(interruption.Token), cases, hasMaxN ? parsed.GetValue(maxN)!.Value : 1)));
        });
        return command;
    }

    private static Command CreateOfEstimates(Interruption interruption)
    {
        var input = new EstimateInputOptions();
        var output = new FigureOutputOptions();
        var measures = new Option<string?>("--measures")
        {
            Description = "What to draw, separated by commas and of one unit; by default the shares if there are some, else the rewards.",
        };
        var command = new Command(EstimatePlot.Id, EstimatePlot.Description) { measures };
        input.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = input.Read(parsed);
            var wanted = parsed.GetValue(measures)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return OrInterrupted(interruption, () => output.Write(parsed, () =>
            {
                var result = EstimateRun.Execute(options, perPrompt: null, interruption.Token);
                interruption.Token.ThrowIfCancellationRequested();
                return result.Error is { } error ? throw new InputException(error)
                    : result.Statistics.Prompts == 0 ? throw new InputException("no sample of the input counts; nothing can be drawn.")
                    : EstimatePlot.Draw(result, wanted);
            }));
        });
        return command;
    }

    private static Command CreateOfErrors()
    {
        var file = new Argument<string>("file") { Description = "A file that check --errors has written; - is standard input." };
        var against = new Option<string>("--against") { Description = $"What the errors are drawn against: {ErrorsPlot.Against}.", DefaultValueFactory = static _ => "n" };
        var output = new FigureOutputOptions();
        var command = new Command(ErrorsPlot.Id, ErrorsPlot.Description) { file, against };
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            var isAgainstMass = parsed.GetValue(against) switch
            {
                "n" => false,
                "mass" => true,
                var other => throw new InputException($"--against is '{other}'; it must be {ErrorsPlot.Against}."),
            };
            output.Write(parsed, () => ErrorsPlot.Draw(AnswerError.Read(parsed.GetValue(file)!), isAgainstMass)
                ?? throw new InputException($"{parsed.GetValue(file)} has no answer to draw against {parsed.GetValue(against)}."));
            return ExitCode.Verified;
        });
        return command;
    }

    private static IReadOnlyList<PlotCase> ReadCases(string? file, string? regime, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var isCase = fields.Any(static field => field.Key != "n");
        if (new[] { file is not null, regime is not null, isCase }.Count(static given => given) != 1)
        {
            throw new InputException("the case is missing or given twice; give a file, --regime, or a case in options such as --weights 2,1,1,1.");
        }

        if (file is not null)
        {
            return fields.Count == 0 ? PlotCase.Read(file) : throw new InputException($"--n is given with the file '{file}'; its cases have their own.");
        }

        // The number of draws counts for the masses only.
        var n = fields.FirstOrDefault(static field => field.Key == "n").Value;
        if (regime is null)
        {
            return [PlotCase.Parse(() => CaseText.Parse(n is not null ? fields : [.. fields, KeyValuePair.Create("n", DefaultN)]), "arguments")];
        }

        return int.TryParse(n ?? DefaultN, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= CaseField.MaxInteger
            ? [PlotCase.Of(Regime.Find(regime), number)]
            : throw new InputException(FormattableString.Invariant($"--n is '{n}'; it must be a whole number from 1 to {CaseField.MaxInteger}."));
    }

    private static int OrInterrupted(Interruption interruption, Action draw)
    {
        try
        {
            draw();
            return ExitCode.Verified;
        }
        catch (OperationCanceledException) when (interruption.ExitCode is { } code)
        {
            return code;
        }
    }

    private static void WritePaper(string folder, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, figure) in PaperPlots.Draw(new PlotValues(cancellation), FigureOptions.Default))
            {
                var path = Path.Combine(folder, name);
                using var table = new StringWriter { NewLine = "\n" };
                FigureCsv.Write(figure, table);
                NewFile.Write(path + ".csv", table.ToString());
                NewFile.Write(path + ".svg", SvgFigure.Draw(figure));
                Console.Out.WriteLine(path + ".svg");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"--output is '{folder}'; cannot write there: {e.Message}");
        }
    }
}
