using System.Collections.Concurrent;
using System.Diagnostics;
using BonVerify.Claims;
using BonVerify.Cli.Reproduction;
using BonVerify.Cli.Sharding;
using BonVerify.Cli.Terminal;
using BonVerify.Evaluation;

namespace BonVerify.Cli.Verification;

/// <summary>
/// One run of <c>verify</c>: known counterexamples, the cases of files, generated cases, then the shrinking of what failed.
/// Cases are decided in parallel and tallied in order, so a seed gives one result whatever the number of threads.
/// </summary>
/// <param name="options">What is asked.</param>
/// <param name="cancellation">Ends the run early.</param>
/// <param name="merged">What all parts of the run have found, when they were done elsewhere: no case is left then.</param>
internal sealed class VerifyRun(VerifyOptions options, CancellationToken cancellation, (VerifyState State, TimeSpan Elapsed)? merged = null)
{
    // What shrinking, or a case, may take beyond the time of the run, and how long it may then need to notice.
    private static readonly TimeSpan ShrinkingTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TimeGrace = TimeSpan.FromSeconds(1.5);

    private readonly ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Threads };
    private readonly ProgressLine progress = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly SmallestCounterexample?[] smallest = new SmallestCounterexample?[options.Claims.Count];

    // What is known so far: another thread reports it when a case or the shrinking does not come to its end.
    private volatile Tally tally = merged?.State.Tally ?? Tally.Of(options.Claims);
    private volatile Tally corpus = Tally.Of(options.Claims);
    private Checkpoint? checkpoint;
    private IReadOnlyList<(string Name, string Value)> settings = [];
    private TimeSpan before = merged?.Elapsed ?? TimeSpan.Zero;
    private volatile bool isTimeSpent;
    private volatile BlockUnderWay? underWay;
    private volatile string? stopReason;
    private volatile string? inputError;
    private volatile bool isInputDecided;
    private ILookup<Claim, KnownCounterexample> lost = Enumerable.Empty<KnownCounterexample>().ToLookup(static _ => default(Claim)!);

    private bool IsOver => cancellation.IsCancellationRequested || IsTimeSpent;

    private bool IsTimeSpent => Time is { } time && clock.Elapsed >= time;

    // What was done elsewhere takes no time.
    private TimeSpan? Time => merged is null ? options.Time : null;

    private TimeSpan Elapsed => before + clock.Elapsed;

    /// <summary>Runs, and returns all that was found; when it is interrupted or its time is spent, all that was found till then.</summary>
    public VerifyResult Execute()
    {
        if (merged is null && (options.Shard is not null || options.CheckpointFolder is not null))
        {
            settings = VerifyState.SettingsOf(options);
            checkpoint = Checkpoint.Open(options.CheckpointFolder, PartOf(tally, isFinished: false));
            if (checkpoint?.Found is { } found)
            {
                (tally, before) = (found.Understood(state => VerifyState.Read(state, options.Claims)).Tally, found.Elapsed);
            }
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (Time is { } time)
        {
            ending.CancelAfter(time);
        }

        var isFinished = Worker.Finishes(
            Work, elapsed => elapsed < (cancellation.IsCancellationRequested ? Interruption.StepGrace : TimeGrace), ending.Token);
        var wasInterrupted = cancellation.IsCancellationRequested;
        var decided = underWay is { } block && !isFinished ? tally.With(block.IsGenerated, block.Decided()) : tally;
        var seen = corpus.Plus(decided);
        isTimeSpent |= !isFinished && !wasInterrupted;
        var part = PartOf(decided, isFinished: !wasInterrupted);
        checkpoint?.Save(part);
        progress.Clear();
        return new VerifyResult
        {
            Options = options,
            Claims = [.. seen.Claims.Select((claim, i) => new ClaimResult(claim, [.. lost[claim.Claim]], Saved(claim, smallest[i])))],
            MissedRegions = seen.GeneratedCases == 0 || options.Shard is { IsPart: true } ? [] : [.. seen.UnmetRegions.Select(static region => region.Name)],
            InputCases = seen.InputCases,
            GeneratedCases = seen.GeneratedCases,
            StopReason = wasInterrupted ? "it was interrupted" : stopReason ?? TimeIsSpent(seen) + ", in the middle of one",
            InputError = inputError,
            IsInputDecided = isInputDecided,
            WasInterrupted = wasInterrupted,
            Elapsed = Elapsed,
            Part = options.Shard is null ? null : part,
        };
    }

    /// <summary>The run so far, as a part of a larger one.</summary>
    private RunPart PartOf(Tally found, bool isFinished) => new()
    {
        Command = VerifyState.Command,
        Shard = options.Shard ?? Shard.Whole,
        Settings = settings,
        IsFinished = isFinished,
        Elapsed = Elapsed,
        WriteState = new VerifyState(found) { InputError = inputError, IsInputDecided = isInputDecided, IsTimeSpent = isTimeSpent }.Write,
    };

    private void Work()
    {
        corpus = ReplayCorpus(corpus);
        if (merged is var (state, _))
        {
            (inputError, isInputDecided) = (state.InputError, state.IsInputDecided);
            stopReason = state.IsTimeSpent ? TimeIsSpent(tally) : AllIsDone();
        }
        else
        {
            using var stream = new CaseStream(options, tally);
            stopReason = Decide(stream);
            inputError = stream.InputError;
        }

        if (!cancellation.IsCancellationRequested)
        {
            var shrinking = new Shrinking(options);
            var last = clock.Elapsed + ShrinkingTime;
            var seen = corpus.Plus(tally);
            Parallel.For(0, smallest.Length, parallel, i => smallest[i] = shrinking.Shrink(
                seen.Claims[i], () => cancellation.IsCancellationRequested || (Time is not null && clock.Elapsed > last)));
        }
    }

    /// <summary>Files are written one after the other, so that their names do not depend on threads.</summary>
    private SmallestCounterexample? Saved(ClaimTally claim, SmallestCounterexample? found)
    {
        var shrinking = new Shrinking(options);
        return (found ?? shrinking.Unshrunk(claim)) is { } counterexample ? shrinking.Save(counterexample, claim.IsRefutation) : null;
    }

    /// <summary>
    /// Known counterexamples first: a refuted claim must fail in its own and in those of the corpus still, and a theorem that
    /// once failed by a mistake of ours must hold.
    /// </summary>
    /// <returns>The tally with the theorems that fail.</returns>
    private Tally ReplayCorpus(Tally start)
    {
        var missing = options.Claims.SelectMany(static claim => claim.Counterexamples
            .Where(known => claim.Evaluate(new PolicyEvaluation(known.Reference, known.N)) is not Verdict.Violated)
            .Select(known => (claim, known))).ToList();
        foreach (var ((name, counterexample), number) in CounterexampleFiles.Corpus().Select(static (file, i) => (file, i)))
        {
            if (options.Claims.FirstOrDefault(claim => claim.Id == counterexample.Claim) is not { } claim)
            {
                _ = CounterexampleFiles.ClaimOf(counterexample); // It is of a claim that is not asked for, or the corpus is broken.
                continue;
            }

            var verdict = claim.Evaluate(options.CaseOf(counterexample.Case));
            if (claim.Status == ClaimStatus.Refuted && verdict is not Verdict.Violated)
            {
                missing.Add((claim, new KnownCounterexample(name, counterexample.Case.Reference, counterexample.Case.N)));
            }
            else if (claim.Status != ClaimStatus.Refuted && verdict is Verdict.Violated)
            {
                start = start.With(claim, verdict, new NamedCase(counterexample.Case, name) { Order = new CaseOrder(CaseStage.Corpus, number) });
            }
        }

        lost = missing.ToLookup(static pair => pair.claim, static pair => pair.known);
        return start;
    }

    /// <summary>Decides block after block until there is none, or time or an interruption ends it.</summary>
    /// <returns>Why it stopped.</returns>
    private string Decide(CaseStream stream)
    {
        while (stream.Next(tally) is { } block)
        {
            isInputDecided = block.IsGenerated;
            if (!IsOver)
            {
                underWay = new BlockUnderWay(block, tally.Claims);
                Decide(underWay);
                (tally, underWay) = (tally.With(block.IsGenerated, underWay.Decided()), null);
            }

            if (cancellation.IsCancellationRequested)
            {
                return "it was interrupted";
            }

            if (IsTimeSpent)
            {
                isTimeSpent = true;
                return TimeIsSpent(tally);
            }

            checkpoint?.SaveIfDue(() => PartOf(tally, isFinished: false));
            progress.Report(() => Progress(tally));
        }

        isInputDecided = stream.InputError is null;
        inputError = stream.InputError;
        return AllIsDone();
    }

    private string AllIsDone() => inputError is not null
        ? "the input cannot be used"
        : FormattableString.Invariant($"all {tally.InputCases} cases of input and {tally.GeneratedCases} generated cases are done");

    private string TimeIsSpent(Tally seen) => FormattableString.Invariant(
        $"the time of {options.Time!.Value.TotalSeconds:0.###} s is spent, after {seen.InputCases} cases of input and {seen.GeneratedCases} generated cases");

    /// <summary>Decides the cases of a block, all of them unless the run is over before.</summary>
    private void Decide(BlockUnderWay block) =>
        // One at a time: cases differ a thousandfold in cost.
        Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, block.Count), EnumerablePartitionerOptions.NoBuffering), parallel, (i, loop) =>
        {
            if (IsOver)
            {
                loop.Stop();
                return;
            }

            var namedCase = block.CaseAt(i);
            var claimCase = options.CaseOf(namedCase.Case);
            block.Decide(i, namedCase, options.Claims.Select(claim => claim.Evaluate(claimCase)));
        });

    private string Progress(Tally seen)
    {
        if (seen.GeneratedCases == 0)
        {
            return FormattableString.Invariant($"{seen.InputCases} cases of input verified");
        }

        var perSecond = seen.GeneratedCases / Elapsed.TotalSeconds;
        var own = (options.Shard ?? Shard.Whole).CountOf(options.MaxTest);
        var goal = options.MaxTest == int.MaxValue ? "" : FormattableString.Invariant($" of {own}");
        var remaining = Math.Min(
            (own - seen.GeneratedCases) / perSecond, options.Time is { } time ? (time - clock.Elapsed).TotalSeconds : double.PositiveInfinity);
        return FormattableString.Invariant(
            $"{seen.GeneratedCases}{goal} generated cases verified, {perSecond:F0} a second, about {Math.Max(remaining, 0):F0} s left");
    }
}
