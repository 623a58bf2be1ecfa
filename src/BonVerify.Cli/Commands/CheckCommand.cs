using System.CommandLine;
using BonVerify.Cli.Checking;
using BonVerify.Cli.Checking.Dialogue;
using BonVerify.Cli.Reports;
using BonVerify.Cli.Reproduction;
using BonVerify.Cli.Sharding;
using BonVerify.Conformance;

namespace BonVerify.Cli.Commands;

/// <summary><c>bonverify check</c>: tests another implementation, in any language.</summary>
internal static class CheckCommand
{
    public static Command Create(Interruption interruption)
    {
        var input = new CheckInputOptions();
        var template = new Option<string?>("--template") { Description = $"Print an adapter to start from, and end: {Templates.Names}." };
        var protocol = new Option<bool>("--protocol") { Description = "Print the page about the protocol, and end." };
        var report = new ReportOptions();
        var files = new CheckFileOptions();
        var counterexamples = new Option<string>("--counterexamples")
        {
            Description = "Write a JSON file for every smallest failure to this folder, for bonverify reproduce.",
            DefaultValueFactory = static _ => CounterexampleFiles.DefaultFolder,
        };
        var shards = new ShardOptions();
        var command = new Command("check", "Test another best-of-n implementation, in any language, against the exact truth.");
        input.AddTo(command);
        command.Add(template);
        command.Add(protocol);
        files.AddTo(command);
        command.Add(counterexamples);
        report.AddTo(command);
        shards.AddTo(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(template) is { } language)
            {
                Console.Out.Write(Templates.Find(language)
                    ?? throw new InputException($"--template is '{language}'; it must be {Templates.Names}."));
                return ExitCode.Verified;
            }

            if (parsed.GetValue(protocol))
            {
                Console.Out.Write(Protocol.Page());
                return ExitCode.Verified;
            }

            var options = input.Read(parsed);
            options = options with
            {
                CounterexampleFolder = options.Examination.QuickCases is not null ? null : parsed.GetValue(counterexamples),
                Shard = shards.ShardOf(parsed),
                CheckpointFolder = shards.CheckpointOf(parsed),
                Settings =
                [
                    .. GivenOptions.Of(parsed, [.. input.Neutral, .. report.Names, .. files.Names, .. shards.Names, counterexamples.Name])
                        .Concat(CheckInputOptions.SettingsOf(options.Command)).OrderBy(static setting => setting.Name, StringComparer.Ordinal),
                ],
            };
            using var targets = report.Begin(parsed);
            using var beside = files.Begin(parsed);
            ProcessTree.LeaveNone();
            return Report(CheckRun.Execute(options, interruption.Token), targets, beside, interruption);
        });
        return command;
    }

    /// <summary>Writes the report of a run, and answers its exit code.</summary>
    public static int Report(CheckResult run, ReportTargets targets, CheckFiles beside, Interruption interruption)
    {
        interruption.IsReporting = true;
        targets.Write(CheckReport.TitleOf(run), output => CheckReport.Write(run, output), () => CheckReport.WriteJson(run));
        beside.Write(run);
        return run.Report.IsComplete ? CheckReport.ExitCodeOf(run) : interruption.ExitCode ?? CheckReport.ExitCodeOf(run);
    }
}
