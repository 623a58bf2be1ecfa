using System.Diagnostics;
using BonVerify.Cli.Checking.Cases;
using BonVerify.Cli.Checking.Diagnosis;
using BonVerify.Cli.Checking.Dialogue;
using BonVerify.Cli.Checking.Judging;
using BonVerify.Cli.Reproduction;
using BonVerify.Cli.Terminal;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking;

/// <summary>
/// One run of <c>check</c>: puts every request twice, the second time in reverse, judges the answers, shrinks each kind of
/// failure by asking on, and matches the failures with known mistakes.
/// </summary>
internal sealed class CheckRun(CheckOptions options, TruthTable truth, CancellationToken cancellation)
{
    private const int BlockSize = 1024;
    private const int MaxShrinkRequests = 2000;
    private const int CandidatesAtOnce = 24;

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly ProgressLine progress = new();
    private readonly Judge judge = new(truth, options.Tolerance, options.Ties);

    public CheckOptions Options => options;

    /// <summary>All judgements of the run's cases, in the order in which they were asked; shrinking is not among them.</summary>
    public IReadOnlyList<Judgement> Judgements { get; private set; } = [];

    /// <summary>For each quantity and verdict of failure, the smallest failing case.</summary>
    public IReadOnlyList<SmallestFailure> Counterexamples { get; private set; } = [];

    /// <summary>The mistakes that explain failures.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public ProgramNotes Notes { get; private set; } = new();

    /// <summary>How many requests were put in all.</summary>
    public long Asked { get; private set; }

    /// <summary>The time that went into asking.</summary>
    public TimeSpan AskingTime { get; private set; }

    public TimeSpan Elapsed => clock.Elapsed;

    public bool WasCancelled => cancellation.IsCancellationRequested;

    /// <summary>Quantities that were asked no more, because the program hung or ended too often.</summary>
    public IReadOnlyList<Quantity> GivenUp { get; private set; } = [];

    public void Execute()
    {
        using var program = new ProgramUnderTest(options.Command, options.Timeout, cancellation);
        Notes = program.Notes;
        Judgements = AskAll(program);
        if (!WasCancelled)
        {
            Counterexamples = [.. Smallest().Select(smallest => Shrink(program, smallest))];
        }
        else
        {
            Counterexamples = [.. Smallest().Select(static smallest => new SmallestFailure(smallest, smallest.Request.Case))];
        }

        Findings = new Diagnostician(truth, options.Ties[0]).Diagnose(Judgements);
        Counterexamples = [.. Counterexamples.Select(Save)];
        (Asked, AskingTime) = (program.Asked, program.Elapsed);
        GivenUp = [.. options.Quantities.Where(quantity => program.HasGivenUp(quantity.Id))];
        progress.Clear();
        clock.Stop();
    }

    private SmallestFailure Save(SmallestFailure failure) => options.CounterexampleFolder is { } given
        ? failure with
        {
            File = CounterexampleFiles.TrySave(
                given, folder => FailureJson.Save(folder, CheckFailure.Of(options, Findings, failure.Judgement))),
        }
        : failure;

    private IEnumerable<(CheckRequest Request, string Group)> Requests()
    {
        if (options.Only is { } only)
        {
            return [(only, "given")];
        }

        // Case by case and not quantity by quantity, so that every quantity has met the small cases early.
        return options.Quantities.GroupBy(static quantity => quantity.Kind).SelectMany(kind =>
            CaseSource.Of(kind.Key, options.Seed, options.MaxTest).SelectMany(
                sourced => kind.Select(quantity => (new CheckRequest(quantity, sourced.Case), sourced.Group))));
    }

    private List<Judgement> AskAll(ProgramUnderTest program)
    {
        var judgements = new List<Judgement>();
        foreach (var block in Requests().Chunk(BlockSize).TakeWhile(_ => !WasCancelled))
        {
            // Where a quantity is not defined there is nothing to ask.
            var truths = block.AsParallel().AsOrdered().Select(item => truth.Of(item.Request, options.Ties[0])).ToArray();
            var asked = block.Where((_, i) => truths[i] is not null).ToArray();
            var replies = program.Ask([.. asked.Select(static item => item.Request)]);
            judgements.AddRange(AskAgain(program, asked.Zip(replies, (item, reply) => judge.Decide(item.Request, item.Group, reply)).ToArray()));
            progress.Report(() => FormattableString.Invariant($"{judgements.Count} requests answered twice"));
        }

        return judgements;
    }

    private IEnumerable<Judgement> AskAgain(ProgramUnderTest program, Judgement[] first)
    {
        // A second hang or crash would tell nothing new.
        var again = first.Where(static j => j.Verdict is not (Verdict.Unsupported or Verdict.NotAsked or Verdict.TimedOut or Verdict.Ended))
            .Select(static j => j.Request).Reverse().ToArray();
        var second = again.Zip(program.Ask(again)).ToDictionary(static pair => pair.First, static pair => pair.Second);
        return first.Select(j => second.TryGetValue(j.Request, out var reply) ? judge.Decide(j, reply) : j);
    }

    /// <summary>The smallest failure of each quantity and verdict.</summary>
    private IEnumerable<Judgement> Smallest() => Judgements
        .Where(static judgement => judgement.IsFailure)
        .GroupBy(static judgement => (judgement.Request.Quantity, judgement.Verdict))
        .Select(static failures => failures.MinBy(static judgement => judgement.Request.Case.Size)!);

    /// <summary>Follows smaller cases for as long as the program fails them in the same way.</summary>
    private SmallestFailure Shrink(ProgramUnderTest program, Judgement found)
    {
        // Every hang costs its time, and what comes and goes cannot be followed.
        if (found.Verdict is Verdict.TimedOut or Verdict.Flaky)
        {
            return new SmallestFailure(found, found.Request.Case);
        }

        var smallest = found;
        var asked = 0;
        while (asked < MaxShrinkRequests && !WasCancelled && FindSmaller() is { } smaller)
        {
            smallest = smaller;
            progress.Report(() => $"shrinking a failure of {found.Request.Quantity}: {smallest.Request.ToJson(null)}");
        }

        return new SmallestFailure(smallest, found.Request.Case);

        Judgement? FindSmaller()
        {
            foreach (var block in smallest.Request.Case.Smaller().Chunk(CandidatesAtOnce))
            {
                asked += block.Length;
                var requests = block.Select(candidate => found.Request with { Case = candidate })
                    .Where(request => truth.Of(request, options.Ties[0]) is not null).ToArray();
                var failing = requests.Zip(program.Ask(requests), (request, reply) => judge.Decide(request, found.Group, reply))
                    .FirstOrDefault(judgement => judgement.Verdict == found.Verdict);
                if (failing is not null || WasCancelled)
                {
                    return failing;
                }
            }

            return null;
        }
    }
}
