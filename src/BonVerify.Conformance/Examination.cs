using System.Diagnostics;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>
/// One examination of an implementation: gives out requests, takes answers, judges them, names known mistakes, and follows each
/// failure to a smallest case by asking on.
/// </summary>
/// <remarks>
/// A pull interface without threads, console or processes: call <see cref="Next"/> until it returns <see langword="null"/>, answering
/// every request of each batch; then read <see cref="Report"/>. A door to a new kind of implementation is a loop around this.
/// Not safe for use by many threads at once.
/// </remarks>
public sealed class Examination
{
    private const int MaxShrinkRequests = 2000;
    private const int CandidatesAtOnce = 24;
    private const int UndefinedAtOnce = 3;

    // Small blocks first: what hangs or goes down early has still been asked everything small twice.
    private static readonly int[] BlockSizes = [1, 32, 128, 512, 1024];

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Lock gate = new();
    private readonly Truth truth;
    private readonly List<Judgement> judgements = [];
    private readonly Dictionary<Quantity, int> outsideScope = [];
    private readonly List<SmallestFailure> smallest = [];
    private readonly IEnumerator<Batch> script;
    private ExaminationOptions options;
    private Judge judge;
    private Diagnostician? diagnostician;
    private IReadOnlyList<Finding> findings = [];
    private Batch? current;
    private int asked;
    private bool isFinished;

    /// <summary>Prepares an examination.</summary>
    /// <param name="options">What to ask, or <see langword="null"/> for the defaults.</param>
    public Examination(ExaminationOptions? options = null)
        : this(options, new Truth())
    {
    }

    /// <summary>Prepares an examination that shares its truth with others: many programs are asked the same.</summary>
    internal Examination(ExaminationOptions? options, Truth truth)
    {
        this.truth = truth;
        this.options = options ?? ExaminationOptions.Default;
        judge = new Judge(truth, this.options.Tolerance, this.options.Ties);
        script = Script().GetEnumerator();
    }

    /// <summary>What is asked and taken for right, with what the implementation said of itself.</summary>
    public ExaminationOptions Options => options;

    /// <summary>What is being done, in a few words, for a line of progress.</summary>
    public string Progress { get; private set; } = "";

    /// <summary>Whether all requests of the run are answered, and failures are followed to smaller ones.</summary>
    internal bool IsShrinking => diagnostician is not null;

    /// <summary>What was found so far; complete once <see cref="Next"/> has returned <see langword="null"/>.</summary>
    /// <remarks>It may be read by another thread while the examination goes on, in the middle of a batch too.</remarks>
    public ExaminationReport Report
    {
        get
        {
            lock (gate)
            {
                return new(options, [.. judgements], findings, [.. smallest], Statistics.Of(judgements), new Dictionary<Quantity, int>(outsideScope))
                {
                    Asked = asked,
                    Elapsed = clock.Elapsed,
                    IsComplete = isFinished,
                };
            }
        }
    }

    /// <summary>Takes what an implementation says of itself before or with its first answers: cases outside its domain are not asked.</summary>
    /// <param name="domain">The cases that it handles.</param>
    /// <param name="ties">Its convention for ties, unless the options name one; or <see langword="null"/>.</param>
    public void Introduce(Scope domain, IReadOnlyList<TieConvention>? ties = null)
    {
        options = options with
        {
            Scope = options.Scope.And(domain),
            Ties = ties is not null && options.Ties.SequenceEqual(TieConventions.Default) ? ties : options.Ties,
        };
        judge = new Judge(truth, options.Tolerance, options.Ties);
        lock (gate)
        {
            for (var i = 0; i < judgements.Count; i++)
            {
                var judgement = judgements[i];
                judgements[i] = judge.Decide(judgement.Request, judgement.Group, judgement.Answer);
            }
        }
    }

    /// <summary>The next requests, or <see langword="null"/> when the examination is over.</summary>
    /// <returns>A batch; it must be answered in full before the next one.</returns>
    /// <exception cref="InvalidOperationException">The last batch is not answered.</exception>
    public Batch? Next()
    {
        if (current is { IsAnswered: false })
        {
            throw new InvalidOperationException("the last batch is not answered: every request needs what became of it.");
        }

        asked += current?.Requests.Count ?? 0;
        do
        {
            if (!script.MoveNext())
            {
                current = null;
                isFinished = true;
                clock.Stop();
                return null;
            }

            current = script.Current;
        }
        while (current.Requests.Count == 0);
        return current;
    }

    /// <summary>Ends the examination before its time: what was answered is diagnosed, and nothing is shrunk.</summary>
    public void Stop()
    {
        if (!isFinished)
        {
            if (diagnostician is null)
            {
                Diagnose();
            }

            foreach (var (cause, found) in Causes().Skip(smallest.Count))
            {
                Add(new SmallestFailure(found, found, cause));
            }

            clock.Stop();
        }
    }

    private void Add(SmallestFailure failure)
    {
        lock (gate)
        {
            smallest.Add(failure);
        }
    }

    private IEnumerable<Batch> Script()
    {
        foreach (var batch in AskAll())
        {
            yield return batch;
        }

        Diagnose();
        foreach (var (cause, found) in Causes())
        {
            foreach (var batch in Shrink(cause, found))
            {
                yield return batch;
            }
        }
    }

    private IEnumerable<(Request Request, string Group)> Requests()
    {
        if (options.Only is { } only)
        {
            return [(only, "given")];
        }

        // Case by case and not quantity by quantity, so that every quantity has met the small cases early; what has no answer last.
        var forms = options.Quantities.GroupBy(InputForm.Of).ToArray();
        return forms.SelectMany(form => Of(form, Few(InputSource.Of(form.Key, options.Seed, options.MaxTest, options.Extra))))
            .Concat(options.QuickCases is not null ? [] : forms.SelectMany(static form => Of(form, InputSource.WithoutAnswer(form.Key))));

        static IEnumerable<(Request, string)> Of(IEnumerable<Quantity> quantities, IEnumerable<SourcedInput> inputs) =>
            inputs.SelectMany(sourced => quantities.Select(quantity => (new Request(quantity, sourced.Input), sourced.Group)));
    }

    /// <summary>All inputs, or some of the first group, spread evenly up to the largest, where a mistake is most likely to show.</summary>
    private IEnumerable<SourcedInput> Few(IEnumerable<SourcedInput> inputs)
    {
        if (options.QuickCases is not { } most)
        {
            return inputs;
        }

        var first = inputs.GroupBy(static sourced => sourced.Group).First().ToArray();
        var count = Math.Min(most, first.Length);
        return Enumerable.Range(1, count).Select(i => first[(int)((long)i * first.Length / count) - 1]);
    }

    private IEnumerable<Batch> AskAll()
    {
        var block = 0;
        using var requests = Requests().Where((_, number) => options.Takes?.Invoke(number) ?? true).GetEnumerator();
        var hasMore = requests.MoveNext();
        while (hasMore)
        {
            var items = new List<(Request Request, string Group)>();
            var isUndefined = requests.Current.Group == InputSource.Undefined;
            var size = isUndefined ? UndefinedAtOnce : BlockSizes[Math.Min(block++, BlockSizes.Length - 1)];
            while (hasMore && items.Count < size && requests.Current.Group == InputSource.Undefined == isUndefined)
            {
                items.Add(requests.Current);
                hasMore = requests.MoveNext();
            }

            // A program that goes down over questions without an answer has refused them; the others would each cost a start.
            if (isUndefined && judgements.Any(static judgement => judgement is { Group: InputSource.Undefined, Answer: Answer.Ended or Answer.TimedOut }))
            {
                yield break;
            }

            // Where a quantity is not defined there is nothing to ask; the truth of the others is computed on all cores.
            var canAsk = items.AsParallel().AsOrdered().Select(item => judge.CanAsk(item.Request)).ToArray();
            var put = new List<(Request Request, string Group)>();
            foreach (var (item, can) in items.Zip(canAsk))
            {
                if (!can)
                {
                    continue;
                }

                if (options.Only is null && item.Request.Input.IsDefined && !options.Scope.Contains(item.Request.Input))
                {
                    lock (gate)
                    {
                        outsideScope[item.Request.Quantity] = outsideScope.GetValueOrDefault(item.Request.Quantity) + 1;
                    }

                    continue;
                }

                put.Add(item);
            }

            var first = new Batch([.. put.Select(static item => item.Request)]);
            yield return first;
            var judged = put.AsParallel().AsOrdered().Select((item, i) => judge.Decide(item.Request, item.Group, first[i])).ToArray();

            // Asked again in reverse. A second hang or crash would tell nothing new, and random answers differ.
            var again = Enumerable.Range(0, judged.Length).Reverse().Where(i => IsWorthAskingAgain(judged[i])).ToArray();
            var second = new Batch([.. again.Select(i => judged[i].Request)]);
            yield return second;
            for (var i = 0; i < again.Length; i++)
            {
                judged[again[i]] = judge.Decide(judged[again[i]], second[i]);
            }

            lock (gate)
            {
                judgements.AddRange(judged);
            }

            Progress = FormattableString.Invariant($"{judgements.Count} requests checked, each asked twice");
        }
    }

    private static bool IsWorthAskingAgain(Judgement judgement) => judgement.Request.Input.IsDefined && judgement.Assessment
        is not (Assessment.Unsupported or Assessment.NotAsked or Assessment.TimedOut or Assessment.Ended or Assessment.Sampled);

    private void Diagnose()
    {
        diagnostician = new Diagnostician(new Mistakes(truth, options.Ties[0]));
        findings = diagnostician.Diagnose(judgements);
    }

    /// <summary>What fails, cause by cause, with the smallest failure among the requests of the run.</summary>
    private IEnumerable<(Finding? Cause, Judgement Found)> Causes()
    {
        foreach (var finding in findings)
        {
            yield return (finding, Smallest(finding.Explained));
        }

        var explained = new HashSet<Judgement>(findings.SelectMany(static finding => finding.Explained), ReferenceEqualityComparer.Instance);
        foreach (var rest in judgements.Where(judgement => judgement.IsFailure && !explained.Contains(judgement))
            .GroupBy(static judgement => (judgement.Request.Quantity, judgement.Assessment)))
        {
            yield return (null, Smallest([.. rest]));
        }

        static Judgement Smallest(IReadOnlyList<Judgement> failures) => failures.MinBy(static judgement => judgement.Request.Input.Size)!;
    }

    /// <summary>Follows smaller cases for as long as the implementation fails them for the same cause.</summary>
    private IEnumerable<Batch> Shrink(Finding? cause, Judgement found)
    {
        // The user's own request is left as it is; every hang costs its time, and what comes and goes cannot be followed.
        var best = found;
        if (options.Only is null && options.QuickCases is null && found.Assessment is not (Assessment.TimedOut or Assessment.Flaky))
        {
            var spent = 0;
            Judgement? better = null;
            bool hasMoved;
            do
            {
                hasMoved = false;
                for (var d = 0; d < best.Request.Input.Dimensions().Count() && spent < MaxShrinkRequests; d++)
                {
                    // By bisection: the least value that still fails next to one that does not.
                    var dimension = best.Request.Input.Dimensions().ElementAt(d);
                    var (passes, fails) = (dimension.Least - 1, dimension.Value);
                    while (fails - passes > 1 && spent < MaxShrinkRequests)
                    {
                        var middle = passes + (fails - passes) / 2;
                        var batch = BatchOf(dimension.With(middle) is { } input ? [input] : [], found, best);
                        spent++;
                        yield return batch;
                        better = FirstFailure(batch);
                        if (better is null)
                        {
                            passes = middle;
                        }
                        else
                        {
                            (best, fails, hasMoved) = (better, middle, true);
                        }
                    }
                }

                foreach (var block in best.Request.Input.Candidates().Chunk(CandidatesAtOnce))
                {
                    if (spent >= MaxShrinkRequests)
                    {
                        break;
                    }

                    var batch = BatchOf(block, found, best);
                    spent += batch.Requests.Count;
                    yield return batch;
                    better = FirstFailure(batch);
                    if (better is not null)
                    {
                        (best, hasMoved) = (better, true);
                        Progress = $"shrinking a failure of {found.Request.Quantity}: {Short(best.Request.ToJson())}";
                        break;
                    }
                }
            }
            while (hasMoved && spent < MaxShrinkRequests);
        }

        Add(new SmallestFailure(best, found, cause));

        Judgement? FirstFailure(Batch batch)
        {
            for (var i = 0; i < batch.Requests.Count; i++)
            {
                var judgement = judge.Decide(batch.Requests[i], found.Group, batch[i]);
                if (IsOfTheSameCause(cause, found, judgement))
                {
                    return judgement;
                }
            }

            return null;
        }
    }

    private bool IsOfTheSameCause(Finding? cause, Judgement found, Judgement judgement) => cause is not null
        ? diagnostician!.Explains(cause.Mistake, judgement)
        : judgement.Assessment == found.Assessment
            && !findings.Any(finding => finding.Quantity == found.Request.Quantity && diagnostician!.Explains(finding.Mistake, judgement));

    private Batch BatchOf(IEnumerable<Input> inputs, Judgement found, Judgement best) => new(
    [
        .. inputs.Where(input => input.IsDefined && input.Size.CompareTo(best.Request.Input.Size) < 0 && options.Scope.Contains(input))
            .Distinct()
            .Select(input => found.Request with { Input = input })
            .Where(judge.CanAsk),
    ]);

    private static string Short(string text) => text.Length <= 100 ? text : string.Concat(text.AsSpan(0, 100), "…");
}
