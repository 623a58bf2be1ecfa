using System.CommandLine;
using BonVerify.Cli.Estimation;
using BonVerify.Cli.Reports;
using BonVerify.Cli.Sharding;
using BonVerify.Cli.Verification;

namespace BonVerify.Cli.Commands;

/// <summary><c>bonverify merge</c>: joins the reports of the shards of a run.</summary>
internal static class MergeCommand
{
    private const string Text = """
        Join the JSON reports of all shards of one run: the same report as that of a run on one machine.

        Reports that are not of one run are refused: another seed, version, option or input, a shard twice or missing.

        Examples:
          bonverify verify --shard 1/2 --json > 1.json; bonverify verify --shard 2/2 --json > 2.json; bonverify merge 1.json 2.json
          bonverify merge reports/ --html report.html
        """;

    public static Command Create(Interruption interruption)
    {
        var files = new Argument<string[]>("file")
        {
            Description = "The JSON reports of the shards, or finished checkpoints; a folder stands for its files that end in .json.",
            Arity = ArgumentArity.OneOrMore,
        };
        var report = new ReportOptions();
        var assembly = VerifyCommand.AssemblyOption();
        var counterexamples = VerifyCommand.CounterexamplesOption();
        var threads = VerifyCommand.ThreadsOption();
        var command = new Command("merge", Text) { files, assembly, counterexamples, threads };
        var csv = EstimateCommand.CsvOption();
        command.Add(csv);
        report.AddTo(command);
        command.SetAction(parsed =>
        {
            var parts = new MergedParts(parsed.GetValue(files)!);
            using var each = parts.Read().GetEnumerator();
            _ = each.MoveNext();
            using var targets = report.Begin(parsed);
            EstimateCommand.CheckForm(targets, parsed.GetValue(csv));
            return each.Current.Command switch
            {
                VerifyState.Command => Verify(),
                EstimateState.Command => Estimate(),
                var other => throw new InputException($"{each.Current.Place} is a report of {other}, which has no shards."),
            };

            int Estimate()
            {
                var options = EstimateCommand.OptionsOf(each.Current);
                var state = Joined(each, part => part.Understood(json => EstimateState.Read(json, options.Counts)), static (one, two) => one.Plus(two));
                var result = EstimateRun.Conclude(options with { Files = state.Files, Against = state.Against }, state, null, isComplete: true);
                return EstimateCommand.Report(result, targets, parsed.GetValue(csv), Console.Out, interruption);
            }

            int Verify()
            {
                if (parsed.GetValue(csv))
                {
                    throw new InputException("--csv is a form of the report of estimate; these are reports of verify.");
                }

                var options = VerifyState.OptionsOf(each.Current, parsed.GetValue(assembly) ?? []) with
                {
                    Threads = parsed.GetValue(threads)!.Value,
                    CounterexampleFolder = parsed.GetValue(counterexamples),
                };
                var state = Joined(each, part => part.Understood(json => VerifyState.Read(json, options.Claims)), static (one, two) => one.Plus(two));
                return VerifyCommand.Report(new VerifyRun(options, interruption.Token, (state, parts.Elapsed)).Execute(), targets, interruption);
            }
        });
        return command;
    }

    private static T Joined<T>(IEnumerator<RunPart> parts, Func<RunPart, T> read, Func<T, T, T> join)
    {
        var all = read(parts.Current);
        while (parts.MoveNext())
        {
            all = join(all, read(parts.Current));
        }

        return all;
    }
}
