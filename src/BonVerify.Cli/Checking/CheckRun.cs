using System.Diagnostics;
using BonVerify.Cli.Checking.Dialogue;
using BonVerify.Cli.Reproduction;
using BonVerify.Cli.Sharding;
using BonVerify.Cli.Terminal;
using BonVerify.Conformance;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking;

/// <summary>What a run of <c>check</c> comes to.</summary>
/// <param name="Options">What was asked.</param>
/// <param name="Report">What the judge found.</param>
/// <param name="Notes">How the program kept to the protocol.</param>
/// <param name="GivenUp">Quantities that were asked no more, because the program hung or ended too often.</param>
/// <param name="Asked">How many requests were put in all.</param>
/// <param name="AskingTime">The time that went into asking.</param>
/// <param name="Elapsed">The time of the whole run.</param>
/// <param name="Files">The file of each smallest failure, or null where none was written.</param>
internal sealed record CheckResult(
    CheckOptions Options,
    ExaminationReport Report,
    ProgramNotes Notes,
    IReadOnlyList<Quantity> GivenUp,
    long Asked,
    TimeSpan AskingTime,
    TimeSpan Elapsed,
    IReadOnlyList<string?> Files)
{
    /// <summary>The run as a part of a larger one; null when nobody splits it.</summary>
    public RunPart? Part { get; init; }

    /// <summary>How many smaller requests were not put because the program was not there.</summary>
    public int Unasked { get; init; }
}

/// <summary>One run of <c>check</c>: the judge's requests put to a program over pipes.</summary>
internal sealed class CheckRun : IDisposable
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly ProgressLine progress = new();
    private readonly CheckOptions options;
    private readonly CancellationToken cancellation;
    private readonly Examination examination;
    private readonly Pipeline program;
    private readonly AnswerRecord record;
    private readonly Checkpoint? checkpoint;
    private readonly bool isOffline;
    private readonly TimeSpan before;
    private int unasked;

    private CheckRun(CheckOptions options, Truth truth, Merged? merged, CancellationToken cancellation)
    {
        (this.options, this.cancellation) = (options, cancellation);
        isOffline = merged is { HasProgram: false };
        checkpoint = Checkpoint.Open(options.CheckpointFolder, EmptyPart);
        (record, before) = merged is var (all, elapsed, _) ? (all, elapsed)
            : checkpoint?.Found is { } found ? (found.Understood(AnswerRecord.Read), found.Elapsed)
            : (new AnswerRecord(), TimeSpan.Zero);
        examination = new Examination(options.Examination with { Takes = options.Shard is { IsPart: true } shard ? number => shard.Contains(number) : null }, truth);
        program = new Pipeline(options.Command, options.Timeout, cancellation, options.FirstAnswerTimeout);
    }

    /// <summary>What the shards of a run were answered.</summary>
    /// <param name="Record">The answers.</param>
    /// <param name="Elapsed">The time of all shards.</param>
    /// <param name="HasProgram">Whether the program is there to be asked what none of them asked.</param>
    public sealed record Merged(AnswerRecord Record, TimeSpan Elapsed, bool HasProgram);

    private RunPart EmptyPart => new()
    {
        Command = AnswerRecord.Command,
        Shard = options.Shard ?? Shard.Whole,
        Settings = options.Settings,
        IsFinished = false,
        Elapsed = TimeSpan.Zero,
        WriteState = static _ => { },
    };

    /// <summary>Checks a program. A truth or a diagnosis that takes too long when the run is cancelled is left out.</summary>
    /// <param name="options">What is asked.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <param name="truth">The truth, where many runs share it; the run has its own if null.</param>
    /// <param name="merged">What was answered elsewhere already.</param>
    public static CheckResult Execute(CheckOptions options, CancellationToken cancellation, Truth? truth = null, Merged? merged = null)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (options.Time is { } time)
        {
            ending.CancelAfter(time);
        }

        using var run = new CheckRun(options, truth ?? new Truth(), merged, ending.Token);
        _ = Worker.Finishes(run.Work, static elapsed => elapsed < Interruption.StepGrace, ending.Token);
        return run.Result();
    }

    /// <summary>Ends the program.</summary>
    public void Dispose() => program.Dispose();

    private void Work()
    {
        var hasIntroduced = false;
        while (!cancellation.IsCancellationRequested && examination.Next() is { } batch)
        {
            Answer(batch);
            if (!hasIntroduced && (record.Notes.Hello ?? program.Notes.Hello) is { } hello)
            {
                examination.Introduce(hello.Scope, hello.Ties is { } name ? TieConventions.Find(name) : null);
                hasIntroduced = true;
            }

            if (!cancellation.IsCancellationRequested)
            {
                checkpoint?.SaveIfDue(() => PartOf(isFinished: false));
            }

            progress.Report(() => examination.Progress + (options.Time is { } time
                ? FormattableString.Invariant($", {Math.Max((time - clock.Elapsed).TotalSeconds, 0):F0} s left at most")
                : ""));
        }

        examination.Stop();
    }

    /// <summary>Answers what was answered before from the record, and asks the program for the rest.</summary>
    private void Answer(Batch batch)
    {
        var open = new List<int>();
        for (var i = 0; i < batch.Requests.Count; i++)
        {
            if (record.Take(batch.Requests[i]) is { } known)
            {
                batch.Take(i, known);
            }
            else
            {
                open.Add(i);
            }
        }

        if (open.Count == 0)
        {
            return;
        }

        if (isOffline)
        {
            if (!examination.IsShrinking)
            {
                throw new InputException($"the answer to {batch.Requests[open[0]]} is in none of the reports; name the program behind --, which is asked for it then.");
            }

            unasked += open.Count;
            open.ForEach(i => batch.Take(i, new Conformance.Answer.NotAsked()));
            return;
        }

        var answers = program.Ask([.. open.Select(i => batch.Requests[i]).Select(static request => new Question(request.Quantity.Id, request.ToJson))]);
        foreach (var (i, answer) in open.Zip(answers))
        {
            var cut = answer.CutTo(batch.Requests[i].Input.Count + 1);
            batch.Take(i, cut);
            if (answer is not Conformance.Answer.NotAsked || !cancellation.IsCancellationRequested)
            {
                record.Add(batch.Requests[i], cut);
            }
        }
    }

    private RunPart PartOf(bool isFinished)
    {
        var (notes, givenUp, asking) = (record.Notes.Plus(program.Notes), GivenUp().Select(static quantity => quantity.Id).ToArray(), record.AskingTime + program.Elapsed);
        return EmptyPart with
        {
            IsFinished = isFinished,
            Elapsed = before + clock.Elapsed,
            WriteState = writer => record.Write(writer, notes, givenUp, asking),
        };
    }

    private IEnumerable<Quantity> GivenUp() =>
        options.Examination.Quantities.Where(quantity => program.HasGivenUp(quantity.Id) || record.GivenUp.Contains(quantity.Id));

    private CheckResult Result()
    {
        progress.Clear();
        var report = examination.Report;

        // Work that was left behind may go on, and what is not complete is of no use to others.
        var part = report.IsComplete ? PartOf(isFinished: true) : EmptyPart with { WriteState = static writer => new AnswerRecord().Write(writer, new ProgramNotes(), [], TimeSpan.Zero) };
        if (report.IsComplete)
        {
            checkpoint?.Save(part);
        }

        return new CheckResult(
            options,
            report,
            record.Notes.Plus(program.Notes),
            [.. GivenUp()],
            record.Taken + program.Asked,
            record.AskingTime + program.Elapsed,
            before + clock.Elapsed,
            [.. report.Smallest.Select(failure => Save(options, report, failure))])
        {
            Part = options.Shard is null ? null : part,
            Unasked = unasked,
        };
    }

    private static string? Save(CheckOptions options, ExaminationReport report, SmallestFailure failure) => options.CounterexampleFolder is { } given
        ? CounterexampleFiles.TrySave(given, folder => FailureJson.Save(folder, CheckFailure.Of(options.Command, report.Options, failure)))
        : null;
}
