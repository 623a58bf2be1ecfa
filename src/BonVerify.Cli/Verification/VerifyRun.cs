using System.Collections.Concurrent;
using System.Diagnostics;
using BonVerify.Claims;
using BonVerify.Cli.Reproduction;
using BonVerify.Cli.Terminal;
using BonVerify.Evaluation;

namespace BonVerify.Cli.Verification;

/// <summary>
/// One run of <c>verify</c>: known counterexamples, the cases of files, generated cases, then the shrinking of what failed.
/// Cases are decided in parallel and tallied in order, so a seed gives one result whatever the number of threads.
/// </summary>
internal sealed class VerifyRun(VerifyOptions options, CancellationToken cancellation)
{
    private readonly ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Threads };
    private readonly ProgressLine progress = new();

    /// <summary>Runs, and returns all that was found.</summary>
    public VerifyResult Execute()
    {
        var clock = Stopwatch.StartNew();
        var (start, lost) = ReplayCorpus(Tally.Of(options.Claims));
        using var stream = new CaseStream(options);
        var (tally, stopReason) = Decide(stream, start, clock);
        var smallest = new SmallestCounterexample?[tally.Claims.Count];
        if (!cancellation.IsCancellationRequested)
        {
            var shrinking = new Shrinking(options);
            Parallel.For(0, smallest.Length, parallel, i => smallest[i] = shrinking.Shrink(tally.Claims[i]));

            // Files are written one after the other, so that their names do not depend on threads.
            smallest = [.. smallest.Zip(tally.Claims, (found, claim) => found is null ? null : shrinking.Save(found, claim.IsRefutation))];
        }

        progress.Clear();
        return new VerifyResult
        {
            Options = options,
            Claims = [.. tally.Claims.Zip(smallest, (claim, found) => new ClaimResult(claim, [.. lost[claim.Claim]], found))],
            MissedRegions = tally.GeneratedCases == 0 ? [] : [.. tally.UnmetRegions.Select(static region => region.Name)],
            InputCases = tally.InputCases,
            GeneratedCases = tally.GeneratedCases,
            StopReason = stopReason,
            InputError = stream.InputError,
            WasInterrupted = cancellation.IsCancellationRequested,
            Elapsed = clock.Elapsed,
        };
    }

    /// <summary>
    /// Known counterexamples first: a refuted claim must fail in its own and in those of the corpus still, and a theorem that
    /// once failed by a mistake of ours must hold.
    /// </summary>
    /// <returns>The tally with the theorems that fail, and the counterexamples that each refuted claim has lost.</returns>
    private (Tally Tally, ILookup<Claim, KnownCounterexample> Lost) ReplayCorpus(Tally tally)
    {
        var lost = options.Claims.SelectMany(static claim => claim.Counterexamples
            .Where(known => claim.Evaluate(new PolicyEvaluation(known.Reference, known.N)) is not Verdict.Violated)
            .Select(known => (claim, known))).ToList();
        foreach (var (name, counterexample) in CounterexampleFiles.Corpus())
        {
            if (options.Claims.FirstOrDefault(claim => claim.Id == counterexample.Claim) is not { } claim)
            {
                _ = CounterexampleFiles.ClaimOf(counterexample); // It is of a claim that is not asked for, or the corpus is broken.
                continue;
            }

            var verdict = claim.Evaluate(options.CaseOf(counterexample.Case));
            if (claim.Status == ClaimStatus.Refuted && verdict is not Verdict.Violated)
            {
                lost.Add((claim, new KnownCounterexample(name, counterexample.Case.Reference, counterexample.Case.N)));
            }
            else if (claim.Status != ClaimStatus.Refuted && verdict is Verdict.Violated)
            {
                tally = tally.With(claim, verdict, new NamedCase(counterexample.Case, name));
            }
        }

        return (tally, lost.ToLookup(static pair => pair.claim, static pair => pair.known));
    }

    /// <summary>Decides block after block until there is none, or time or an interruption ends it.</summary>
    private (Tally Tally, string StopReason) Decide(CaseStream stream, Tally tally, Stopwatch clock)
    {
        while (stream.Next(tally) is { } block)
        {
            if (cancellation.IsCancellationRequested)
            {
                return (tally, "it was interrupted");
            }

            if (options.Time is { } time && clock.Elapsed >= time)
            {
                return (tally, FormattableString.Invariant(
                    $"the time of {time.TotalSeconds:0.###} s is spent, after {tally.InputCases} cases of input and {tally.GeneratedCases} generated cases"));
            }

            tally = tally.With(block.IsGenerated, Decide(block));
            progress.Report(() => Progress(tally, clock));
        }

        return (tally, stream.InputError is not null
            ? "the input cannot be used"
            : FormattableString.Invariant(
                $"all {tally.InputCases} cases of input and {tally.GeneratedCases} generated cases are done"));
    }

    private (NamedCase Case, IReadOnlyList<Verdict> Verdicts)[] Decide(CaseBlock block)
    {
        var decided = new (NamedCase, IReadOnlyList<Verdict>)[block.Count];

        // One at a time: cases differ a thousandfold in cost.
        Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, block.Count), EnumerablePartitionerOptions.NoBuffering), parallel, i =>
        {
            var namedCase = block.CaseAt(i);
            var claimCase = options.CaseOf(namedCase.Case);
            decided[i] = (namedCase, options.Claims.Select(claim => claim.Evaluate(claimCase)).ToArray());
        });
        return decided;
    }

    private string Progress(Tally tally, Stopwatch clock)
    {
        if (tally.GeneratedCases == 0)
        {
            return FormattableString.Invariant($"{tally.InputCases} cases of input verified");
        }

        var goal = options.MaxTest == int.MaxValue ? "" : FormattableString.Invariant($" of {options.MaxTest}");
        return FormattableString.Invariant(
            $"{tally.GeneratedCases}{goal} generated cases verified, {tally.GeneratedCases / clock.Elapsed.TotalSeconds:F0} a second");
    }
}
