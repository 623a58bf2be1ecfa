using System.Collections.Concurrent;
using System.Diagnostics;
using BonVerify.Claims;
using BonVerify.Cli.Reproduction;
using BonVerify.Cli.Terminal;
using BonVerify.Evaluation;
using BonVerify.FsCheck;
using BonVerify.Interchange;
using BonVerify.Policies;
using BonVerify.Quantities;
using Microsoft.FSharp.Core;

namespace BonVerify.Cli.Verification;

/// <summary>
/// One run of <c>verify</c>: known counterexamples, the cases of files, generated cases, then the shrinking of what failed.
/// Cases are decided in parallel and tallied in order, so a seed gives one result whatever the number of threads.
/// </summary>
internal sealed class VerifyRun(VerifyOptions options, CancellationToken cancellation)
{
    // Small enough for --time and an interruption to be heard within seconds, large enough that no thread waits for long.
    private const int BlockSize = 256;

    // Steps keep exact masses affordable, which they are not near a case of huge n.
    private const int MaxClimbedN = 10_000;

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly ProgressLine progress = new();
    private readonly List<Region> unmetRegions = [.. Regions.all];
    private int inputCases;
    private int generatedCases;
    private readonly Budget budget = new() { ExactBits = options.ExactBits, MaxPrecision = options.MaxPrecision };
    private readonly ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Threads };

    public VerifyOptions Options => options;

    public IReadOnlyList<ClaimTally> Tallies { get; } = options.Claims.Select(static claim => new ClaimTally(claim)).ToArray();

    /// <summary>The regions that no case has met, when cases were generated and so every region is due.</summary>
    public IReadOnlyList<string> MissedRegions =>
        GeneratedCases == 0 ? [] : [.. unmetRegions.Select(static region => region.Name)];

    public int InputCases => inputCases;

    public int GeneratedCases => generatedCases;

    public TimeSpan Elapsed => clock.Elapsed;

    /// <summary>Why the run stopped, in one line.</summary>
    public string StopReason { get; private set; } = "";

    /// <summary>The line of input that could not be used, if any; the report of what came before is still written.</summary>
    public string? InputError { get; private set; }

    public bool WasCancelled => cancellation.IsCancellationRequested;

    private bool TimeIsUp => options.Time is { } time && clock.Elapsed >= time;

    public void Execute()
    {
        ReplayKnownCounterexamples();
        ReplayCorpus();
        RunInputs();
        if (InputError is null)
        {
            RunGenerated();
        }

        if (!WasCancelled)
        {
            Parallel.ForEach(Tallies, parallel, Shrink);
            Save();
        }

        progress.Clear();
        clock.Stop();
    }

    private void ReplayKnownCounterexamples()
    {
        foreach (var tally in Tallies)
        {
            tally.Lost.AddRange(tally.Claim.Counterexamples.Where(known =>
                tally.Claim.Evaluate(new PolicyEvaluation(known.Reference, known.N)) is not Verdict.Violated));
        }
    }

    /// <summary>
    /// The corpus first: a refuted claim must fail in its cases still, and a theorem that once failed by a mistake of ours must hold.
    /// </summary>
    private void ReplayCorpus()
    {
        foreach (var (name, counterexample) in CounterexampleFiles.Corpus())
        {
            if (Tallies.FirstOrDefault(tally => tally.Claim.Id == counterexample.Claim) is not { } tally)
            {
                _ = CounterexampleFiles.ClaimOf(counterexample);
                continue;
            }

            var verdict = tally.Claim.Evaluate(CaseOf(counterexample.Case));
            if (tally.IsRefutation && verdict is not Verdict.Violated)
            {
                tally.Lost.Add(new KnownCounterexample(name, counterexample.Case.Reference, counterexample.Case.N));
            }
            else if (!tally.IsRefutation && verdict is Verdict.Violated)
            {
                tally.Add(verdict, new NamedCase(counterexample.Case, name));
            }
        }
    }

    private void RunInputs()
    {
        foreach (var block in ReadUntilError().Chunk(BlockSize))
        {
            if (Stops())
            {
                return;
            }

            RunBlock(block.Length, i => block[i], ref inputCases);
            progress.Report(() => FormattableString.Invariant($"{InputCases} cases of input verified"));
        }

        if (InputError is not null)
        {
            StopReason = "the input cannot be used";
        }
    }

    /// <summary>The cases of input up to the first that cannot be read, which goes to <see cref="InputError"/>.</summary>
    private IEnumerable<NamedCase> ReadUntilError()
    {
        using var cases = options.Inputs.SelectMany(CaseFile.Read).GetEnumerator();
        while (MoveNext())
        {
            yield return new NamedCase(cases.Current.Case, cases.Current.Where);
        }

        bool MoveNext()
        {
            try
            {
                return InputError is null && cases.MoveNext();
            }
            catch (InputException e)
            {
                InputError = e.Message;
                return false;
            }
        }
    }

    private void RunGenerated()
    {
        while (GeneratedCases < options.MaxTest)
        {
            if (Stops())
            {
                return;
            }

            var start = GeneratedCases;
            var climbing = Climbing();
            RunBlock(
                Math.Min(BlockSize, options.MaxTest - start),
                i => Step(start + i, climbing) ?? Generate(start + i),
                ref generatedCases);
            var goal = options.MaxTest == int.MaxValue ? "" : FormattableString.Invariant($" of {options.MaxTest}");
            progress.Report(() => FormattableString.Invariant(
                $"{GeneratedCases}{goal} generated cases verified, {GeneratedCases / clock.Elapsed.TotalSeconds:F0} a second"));
        }

        StopReason = FormattableString.Invariant(
            $"all {InputCases} cases of input and {GeneratedCases} generated cases are done");
    }

    private bool Stops()
    {
        if (WasCancelled)
        {
            StopReason = "it was interrupted";
            return true;
        }

        if (TimeIsUp)
        {
            StopReason = FormattableString.Invariant(
                $"the time of {options.Time!.Value.TotalSeconds:0.###} s is spent, after {InputCases} cases of input and {GeneratedCases} generated cases");
            return true;
        }

        return false;
    }

    private NamedCase Generate(int index)
    {
        var (seed, gamma, size) = Hunt.replayOf(options.Seed, index);
        return new NamedCase(
            Hunt.caseAt(options.Seed, index),
            FormattableString.Invariant($"generated case {index}"),
            new ReplayState(seed, gamma, size));
    }

    /// <summary>The tightest case of each claim so far, to search from when there is time to spend.</summary>
    private (Claim Claim, PolicyCase Tightest)[] Climbing() => options.Time is null
        ? []
        : [.. Tallies
            .Where(static t => !t.IsRefutation && t.Tightest is { Case.Case.N: <= MaxClimbedN })
            .Select(static t => (t.Claim, t.Tightest!.Value.Case.Case))];

    /// <summary>
    /// With a time to spend, every other case is a step away from the tightest case of a claim so far, each claim in turn:
    /// hill climbing on the margin, beside the random cases.
    /// </summary>
    private NamedCase? Step(int index, (Claim Claim, PolicyCase Tightest)[] climbing)
    {
        if (climbing.Length == 0 || index % 2 == 0 || index < Regions.all.Length)
        {
            return null;
        }

        var (claim, tightest) = climbing[index / 2 % climbing.Length];
        return new NamedCase(
            Hunt.neighbourAt(options.Seed, index, tightest),
            FormattableString.Invariant($"step {index} of the search for {claim.Id}"));
    }

    private void RunBlock(int count, Func<int, NamedCase> caseAt, ref int done)
    {
        var block = new NamedCase[count];
        var verdicts = new Verdict[count][];

        // One at a time: cases differ a thousandfold in cost.
        Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, count), EnumerablePartitionerOptions.NoBuffering), parallel, i =>
        {
            block[i] = caseAt(i);
            var claimCase = CaseOf(block[i].Case);
            verdicts[i] = options.Claims.Select(claim => claim.Evaluate(claimCase)).ToArray();
        });
        unmetRegions.RemoveAll(region => block.Any(namedCase => region.Contains.Invoke(namedCase.Case)));
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < verdicts[i].Length; j++)
            {
                Tallies[j].Add(verdicts[i][j], block[i]);
            }

            done++;
        }
    }

    private PolicyEvaluation CaseOf(PolicyCase policyCase) => new(policyCase.Reference, policyCase.N, TieBreaking.AmongDraws, budget);

    private void Shrink(ClaimTally tally)
    {
        if (tally.FirstViolation is not var (_, found))
        {
            return;
        }

        var fails = FuncConvert.FromFunc((PolicyCase c) => tally.Claim.Evaluate(CaseOf(c)) is Verdict.Violated);
        var smallest = Shrinkers.toSmallest(fails, found.Case);
        var verdict = (Verdict.Violated)tally.Claim.Evaluate(CaseOf(smallest));
        tally.Smallest = (verdict.Witness, new NamedCase(smallest, $"shrunk from {found.Origin}"));
    }

    /// <summary>Writes what was found to files: always what should not exist, the rest if a folder is given.</summary>
    private void Save()
    {
        foreach (var tally in Tallies)
        {
            if (tally.Smallest is not var (witness, smallest))
            {
                continue;
            }

            tally.Found = Counterexample.Of(tally.Claim, smallest.Case, witness) with
            {
                Origin = smallest.Origin,
                Seed = Options.Seed,
                Replay = tally.FirstViolation!.Value.Case.Replay,
            };
            if (Options.CounterexampleFolder is not null || !tally.IsRefutation)
            {
                tally.File = CounterexampleFiles.TrySave(
                    Options.CounterexampleFolder ?? CounterexampleFiles.DefaultFolder,
                    folder => CounterexampleJson.Save(folder, tally.Found));
            }
        }
    }
}
