using System.CommandLine;
using BonVerify.Claims;
using BonVerify.Cli.Oracle;
using BonVerify.Cli.Reports;
using BonVerify.Cli.Terminal;
using BonVerify.Evaluation;
using BonVerify.Interchange;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Cli.Commands;

/// <summary><c>bonverify oracle</c>: exact answers to cases, for other programs and for people.</summary>
internal static class OracleCommand
{
    public static Command Create(Interruption interruption)
    {
        var file = new Argument<string?>("file")
        {
            Description = "A file with one case a line; - is standard input, the default.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var quantities = new Option<string?>("--quantities") { Description = "What to answer, separated by commas; everything by default." };
        var list = new Option<bool>("--list") { Description = "List the quantities and end." };
        var digits = NumberOption.Create(
            "--digits", "Significant digits of the ends of an enclosure.", 1, OracleRules.MaxDigits, QuantityOptions.Default.Digits);
        var precision = NumberOption.Create(
            "--precision",
            "The highest precision, in bits, at which enclosures are tried; it does not limit exact numbers.",
            OracleRules.MinPrecision,
            OracleRules.MaxPrecision,
            QuantityOptions.Default.MaxPrecision);
        var exactBits = NumberOption.Create(
            "--exact-bits", "The budget for the exact masses of one case, in bits; beyond it they are enclosed.", 0L, NumberOption.MaxExactBits, Budget.ForAnswers.ExactBits);
        var exactLength = NumberOption.Create(
            "--exact-length", "Leave out exact texts longer than about so many characters.", 0, OracleRules.MaxExactLength, QuantityOptions.Default.MaxExactLength);
        var ties = new Option<string>("--ties")
        {
            Description = "Which of several best draws is kept: any of them alike (among-draws), the first or the last listed (first-listed, last-listed).",
            DefaultValueFactory = static _ => "among-draws",
        };
        var jobs = NumberOption.Create("--jobs", "How many cases to evaluate at a time.", 1, 1024, (int?)Environment.ProcessorCount);
        var table = new Option<bool>("--table") { Description = "Write tables for people instead of JSON." };
        var strict = new Option<bool>("--strict") { Description = "Stop at the first bad line." };
        var single = new SingleCaseOptions();
        var command = new Command("oracle", "Answer cases exactly: one JSON object a line in, one a line out, in the same order.")
        {
            file, quantities, list, digits, precision, exactBits, exactLength, ties, jobs, table, strict,
        };
        single.AddTo(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(list))
            {
                WriteList();
                return ExitCode.Verified;
            }

            var options = new OracleOptions
            {
                Input = parsed.GetValue(file) ?? CaseFile.StandardInput,
                Single = single.Read(parsed),
                Quantities = Select(parsed.GetValue(quantities)),
                Values = new QuantityOptions
                {
                    Digits = parsed.GetValue(digits)!.Value,
                    MaxPrecision = parsed.GetValue(precision)!.Value,
                    ExactBits = parsed.GetValue(exactBits)!.Value,
                    MaxExactLength = parsed.GetValue(exactLength)!.Value,
                    Ties = ParseTies(parsed.GetValue(ties)!),
                },
                Jobs = parsed.GetValue(jobs)!.Value,
                Table = parsed.GetValue(table),
                Strict = parsed.GetValue(strict),
            };
            if (options.Single is not null && parsed.GetValue(file) is { } given)
            {
                throw new InputException($"file is '{given}'; give it or a case in options, not both.");
            }

            return Run(options, interruption);
        });
        return command;
    }

    private static int Run(OracleOptions options, Interruption interruption)
    {
        using var output = new BufferedStream(Output.OpenStream(), 1 << 16);
        var run = new OracleRun(options, output, interruption.Token);
        run.Execute();
        if (run.FirstError is { } error)
        {
            Console.Error.WriteLine(run.Answered == 1
                ? $"bonverify: {error}"
                : FormattableString.Invariant($"bonverify: {run.Bad} of {run.Answered} lines cannot be used, the first {error}"));
        }
        else if (run.Answered == 0 && interruption.ExitCode is null)
        {
            Console.Error.WriteLine("bonverify: there is no case in the input.");
        }
        else if (run.Open > 0)
        {
            Console.Error.WriteLine(FormattableString.Invariant(
                $"bonverify: the nearest double of {run.Open} values is open at {options.Values.MaxPrecision} bits; --precision raises them."));
        }

        return interruption.ExitCode ?? run.ExitCodeOf();
    }

    private static void WriteList() => TerminalReport.Standard.Table(
        ["quantity", "kind of case", new Column("meaning", IsProse: true)],
        Quantity.All.Select(quantity => (IReadOnlyList<string>)[quantity.Id, quantity.Kind.Id, quantity.Statement]));

    private static IReadOnlyList<Quantity> Select(string? ids) => ids is null ? Quantity.All : [.. Quantity.All.Intersect(QuantityList.Parse(ids))];

    private static TieBreaking ParseTies(string text) =>
        OracleRules.FindTies(text) ?? throw new InputException($"--ties is '{text}'; it {OracleRules.TiesRule}.");
}
