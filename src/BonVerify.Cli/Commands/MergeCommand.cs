using System.CommandLine;
using System.CommandLine.Parsing;
using BonVerify.Cli.Checking;
using BonVerify.Cli.Checking.Dialogue;
using BonVerify.Cli.Estimation;
using BonVerify.Cli.Reports;
using BonVerify.Cli.Reproduction;
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
            Description = "The JSON reports of the shards, or finished checkpoints; a folder stands for its files that end in .json. For check, after --, the program under test: "
                + "it is asked what no shard has asked when failures are shrunk; without it they are shrunk as far as the shards have gone.",
            Arity = ArgumentArity.OneOrMore,
        };
        var report = new ReportOptions();
        var assembly = VerifyCommand.AssemblyOption();
        var counterexamples = VerifyCommand.CounterexamplesOption();
        var threads = VerifyCommand.ThreadsOption();
        var command = new Command("merge", Text) { files, assembly, counterexamples, threads };
        var checkFiles = new CheckFileOptions();
        checkFiles.AddTo(command);
        var csv = EstimateCommand.CsvOption();
        command.Add(csv);
        report.AddTo(command);
        command.SetAction(parsed =>
        {
            var (paths, program) = Split(parsed, parsed.GetValue(files)!);
            var parts = new MergedParts(paths);
            using var each = parts.Read().GetEnumerator();
            _ = each.MoveNext();
            var name = each.Current.Command;
            Refuse(EstimateState.Command, parsed.GetValue(csv) ? "--csv" : null);
            Refuse(AnswerRecord.Command, checkFiles.Given(parsed) ?? (program.Length > 0 ? "a program behind --" : null));
            using var targets = report.Begin(parsed);
            using var beside = checkFiles.Begin(parsed);
            EstimateCommand.CheckForm(targets, parsed.GetValue(csv));
            return name switch
            {
                VerifyState.Command => Verify(),
                EstimateState.Command => Estimate(),
                AnswerRecord.Command => Check(),
                _ => throw new InputException($"{each.Current.Place} is a report of {name}, which has no shards."),
            };

            void Refuse(string of, string? option)
            {
                if (option is not null && name != of)
                {
                    throw new InputException($"{option} is for reports of {of}; these are reports of {name}.");
                }
            }

            int Check()
            {
                var options = CheckInputOptions.OptionsOf(each.Current) with { CounterexampleFolder = parsed.GetValue(counterexamples) ?? CounterexampleFiles.DefaultFolder };
                if (program.Length > 0 && !program.SequenceEqual(options.Command))
                {
                    throw new InputException($"the program behind -- is '{string.Join(' ', program)}'; the shards have asked '{string.Join(' ', options.Command)}'.");
                }

                var record = Joined(each, static part => part.Understood(AnswerRecord.Read), static (one, two) => one.Plus(two));
                ProcessTree.LeaveNone();
                var run = CheckRun.Execute(options, interruption.Token, merged: new CheckRun.Merged(record, parts.Elapsed, program.Length > 0));
                return CheckCommand.Report(run, targets, beside, interruption);
            }

            int Estimate()
            {
                var options = EstimateCommand.OptionsOf(each.Current);
                var isNumbered = each.Current.Shard is not null;
                var state = Joined(each, part => part.Understood(json => EstimateState.Read(json, options.Counts)), static (one, two) => one.Plus(two));
                IReadOnlyList<string> names = isNumbered ? state.Files : [EstimateReport.Counted(parts.Count, "part")];
                var result = EstimateRun.Conclude(options with { Files = names, Against = state.Against }, state, null, isComplete: true);
                return EstimateCommand.Report(result, targets, parsed.GetValue(csv), Console.Out, interruption);
            }

            int Verify()
            {
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

    /// <summary>The words before -- and those behind it.</summary>
    private static (string[] Before, string[] Behind) Split(ParseResult parsed, string[] words)
    {
        var behind = parsed.Tokens.SkipWhile(static token => token.Type != TokenType.DoubleDash).Skip(1).Count();
        return (words[..^behind], words[^behind..]);
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
