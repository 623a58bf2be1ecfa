using System.Diagnostics;
using BonVerify.Cli.Checking.Dialogue;
using BonVerify.Cli.Reproduction;
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
    IReadOnlyList<string?> Files);

/// <summary>One run of <c>check</c>: the judge's requests put to a program over pipes.</summary>
internal sealed class CheckRun : IDisposable
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly ProgressLine progress = new();
    private readonly CheckOptions options;
    private readonly CancellationToken cancellation;
    private readonly Examination examination;
    private readonly Pipeline program;

    private CheckRun(CheckOptions options, Truth truth, CancellationToken cancellation)
    {
        (this.options, this.cancellation) = (options, cancellation);
        examination = new Examination(options.Examination, truth);
        program = new Pipeline(options.Command, options.Timeout, cancellation, options.FirstAnswerTimeout);
    }

    /// <summary>Checks a program. A truth or a diagnosis that takes too long when the run is cancelled is left out.</summary>
    /// <param name="options">What is asked.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <param name="truth">The truth, where many runs share it; the run has its own if null.</param>
    public static CheckResult Execute(CheckOptions options, CancellationToken cancellation, Truth? truth = null)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (options.Time is { } time)
        {
            ending.CancelAfter(time);
        }

        using var run = new CheckRun(options, truth ?? new Truth(), ending.Token);
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
            var answers = program.Ask([.. batch.Requests.Select(static request => new Question(request.Quantity.Id, request.ToJson))]);
            for (var i = 0; i < answers.Count; i++)
            {
                batch.Take(i, answers[i].CutTo(batch.Requests[i].Input.Count + 1));
            }

            if (!hasIntroduced && program.Notes.Hello is { } hello)
            {
                examination.Introduce(hello.Scope, hello.Ties is { } name ? TieConventions.Find(name) : null);
                hasIntroduced = true;
            }

            progress.Report(() => examination.Progress + (options.Time is { } time
                ? FormattableString.Invariant($", {Math.Max((time - clock.Elapsed).TotalSeconds, 0):F0} s left at most")
                : ""));
        }

        examination.Stop();
    }

    private CheckResult Result()
    {
        progress.Clear();
        var report = examination.Report;
        return new CheckResult(
            options,
            report,
            program.Notes,
            [.. options.Examination.Quantities.Where(quantity => program.HasGivenUp(quantity.Id))],
            program.Asked,
            program.Elapsed,
            clock.Elapsed,
            [.. report.Smallest.Select(failure => Save(options, report, failure))]);
    }

    private static string? Save(CheckOptions options, ExaminationReport report, SmallestFailure failure) => options.CounterexampleFolder is { } given
        ? CounterexampleFiles.TrySave(given, folder => FailureJson.Save(folder, CheckFailure.Of(options.Command, report.Options, failure)))
        : null;
}
