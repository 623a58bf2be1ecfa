using BonVerify.Conformance;

namespace BonVerify.Cli.Checking.Dialogue;

/// <summary>
/// Decides how a program is asked, whatever it does: what to put next, how long to wait, which question is to blame when the
/// program hangs or ends, when a quantity is asked no more, and whether the program answers only at the end of its input.
/// </summary>
/// <remarks>
/// <para>
/// A state machine and no more: it starts nothing and has no clock. Its user calls <see cref="Next"/>, does what the step
/// says, and reports what came of it by <see cref="Answered"/>, <see cref="Silent"/>, <see cref="Ended"/> and
/// <see cref="Greeted"/>. So every rule is tested without a process.
/// </para>
/// <para>
/// Many questions are under way at once. When the program hangs or ends, those that were under way are suspects: they are put
/// again one at a time, so that the one that brings the program down is known and the others still get their answers.
/// </para>
/// <para>
/// A program that never answers is given up after three starts, that is after at most
/// max(<c>firstAnswer</c>, probe + <c>timeout</c>) + 2 (probe + <c>timeout</c>), where the probe is
/// min(<c>timeout</c>, <see cref="MaxProbe"/>): by default 60 + 2 (4 + 10) = 88 seconds.
/// </para>
/// </remarks>
/// <param name="timeout">How long to wait for an answer.</param>
/// <param name="firstAnswer">
/// How long to wait for the very first one, if that is longer: a program may have to load much before it answers at all.
/// </param>
internal sealed class Patience(TimeSpan timeout, TimeSpan firstAnswer)
{
    /// <summary>How many questions are under way at once.</summary>
    public const int Window = 64;

    /// <summary>How many questions are put to one start of a program that answers at the end of its input.</summary>
    public const int BatchSize = 2000;

    /// <summary>A hang costs its time: so many are borne for one quantity, and four times as many in all.</summary>
    public const int MaxHangs = 3;

    /// <summary>An end costs a start: so many are borne for one quantity, and four times as many in all.</summary>
    public const int MaxEnds = 20;

    /// <summary>A program that never answered is given up after so many failures.</summary>
    public const int MaxUnansweredFailures = 3;

    /// <summary>Ends that no question is to blame for: a program that answers a few questions and ends is borne for so long.</summary>
    public const int MaxStrayEnds = 25;

    private const int MaxQuantitiesSpent = 4;

    /// <summary>
    /// How long a program may be silent, at most, before its input is ended to see whether it answers then. Few programs take
    /// so long to load, and one that does is only started once more.
    /// </summary>
    public static readonly TimeSpan MaxProbe = TimeSpan.FromSeconds(4);

    // All the answers of a batch come together: each adds to the time of the whole.
    private static readonly TimeSpan TimePerBatchedAnswer = TimeSpan.FromMilliseconds(5);

    // Trouble of each quantity as a share of what is borne; whole numbers, so that sums are exact.
    private const int Borne = MaxHangs * MaxEnds;

    private readonly Dictionary<string, int> spent = [];
    private readonly Stack<int> suspects = new();
    private readonly Queue<int> fresh = new();
    private readonly HashSet<int> underWay = [];
    private readonly Queue<Step> due = new();
    private IReadOnlyList<string> round = [];
    private IReadOnlySet<string>? known;
    private int totalSpent;
    private int failures;
    private int silentStarts;
    private bool hasAnswered;
    private bool hasAnsweredAtOnce;
    private bool isSuspectUnderWay;
    private TimeSpan? load;
    private Life? life;

    /// <summary>How often the program went down with no question to blame: all that were under way have been put again.</summary>
    public int StrayEnds { get; private set; }

    /// <summary>Whether answers come only at the end of input, because the program does not flush its output.</summary>
    public bool AnswersAtEndOfInput { get; private set; }

    // Ending the input of a program that answers at once would only cost a start.
    private bool IsProbing => !hasAnsweredAtOnce && !AnswersAtEndOfInput;

    private TimeSpan Probe
    {
        get
        {
            var usual = Min(timeout, MaxProbe);
            // Once the answer may have come at the end of input by chance, just when the program had loaded.
            return silentStarts > 0 && load is { } known ? Max(usual, 1.5 * known) : usual;
        }
    }

    /// <summary>How long a start of the program may take to its first answer; later ones learn from those before.</summary>
    private TimeSpan TimeToLoad => load is not { } known ? Max(timeout, firstAnswer)
        : Max(timeout, Min(2 * known, firstAnswer));

    /// <summary>Whether a quantity is asked no more, because the program hung or ended too often.</summary>
    public bool HasGivenUp(string quantity) =>
        spent.GetValueOrDefault(quantity) >= Borne
        || totalSpent >= MaxQuantitiesSpent * Borne
        || StrayEnds >= MaxStrayEnds
        || (!hasAnswered && failures >= MaxUnansweredFailures);

    /// <summary>Begins a round of questions.</summary>
    /// <param name="quantities">The quantity of each.</param>
    public void Begin(IReadOnlyList<string> quantities)
    {
        round = quantities;
        suspects.Clear();
        fresh.Clear();
        underWay.Clear();
        isSuspectUnderWay = false;
        for (var i = 0; i < quantities.Count; i++)
        {
            fresh.Enqueue(i);
        }
    }

    /// <summary>What to do now.</summary>
    public Step Next()
    {
        if (due.TryDequeue(out var step))
        {
            return step;
        }

        if (life is { IsInputClosed: true })
        {
            return underWay.Count > 0 ? new Step.Wait(Limit()) : End(byForce: false);
        }

        if (NextToPut() is { } put)
        {
            return put;
        }

        if (underWay.Count == 0)
        {
            return new Step.Done();
        }

        return AnswersAtEndOfInput ? CloseInput() : new Step.Wait(Limit());
    }

    /// <summary>An answer came, so long after it was begun to wait for it.</summary>
    public void Answered(int question, TimeSpan waited)
    {
        var now = life!;
        underWay.Remove(question);
        isSuspectUnderWay &= underWay.Count > 0;
        hasAnswered = true;
        hasAnsweredAtOnce |= !now.IsInputClosed;
        if (now.Answers++ == 0)
        {
            // The quickest start bounds the time to load from above, whatever the first question cost.
            load = Min(load ?? TimeSpan.MaxValue, now.Silence + waited);
        }

        if (now.IsProbe)
        {
            // Once may be a slow start; a second silent start is a habit.
            silentStarts++;
            AnswersAtEndOfInput = silentStarts >= 2;
        }
    }

    /// <summary>No answer came within the last limit.</summary>
    /// <param name="remark">What there is to add, beginning with a comma or semicolon, or nothing.</param>
    public void Silent(string remark)
    {
        var now = life!;
        now.Silence += now.LastLimit;
        if (IsProbing && !now.IsInputClosed)
        {
            now.IsProbe = true;
            due.Enqueue(CloseInput());
            return;
        }

        Blame(new Answer.TimedOut(FormattableString.Invariant($"no answer within {now.Silence.TotalSeconds:0.###} s{remark}")));
    }

    /// <summary>The program ended, or closed its output.</summary>
    /// <param name="detail">How, in words.</param>
    public void Ended(string detail)
    {
        if (life is { IsInputClosed: true } && underWay.Count == 0)
        {
            due.Enqueue(End(byForce: false)); // It owes nothing and ends when its input does: as it should.
            return;
        }

        // After a probe it is the silence that was wrong; the end only followed it.
        Blame(life is { IsProbe: true, Answers: 0 } now
            ? new Answer.TimedOut(FormattableString.Invariant(
                $"no answer within {now.Silence.TotalSeconds:0.###} s; when its input ended, {detail}"))
            : new Answer.Ended(detail));
    }

    /// <summary>The program said which quantities it knows, or that it does not say.</summary>
    public void Greeted(IReadOnlySet<string>? quantities) => known = quantities;

    /// <summary>The run was interrupted and the program ended; what was under way stays open.</summary>
    public void Interrupted()
    {
        Begin([]);
        due.Clear();
        life = null;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private Step? NextToPut()
    {
        // One at a time until the program has answered at all, and after trouble.
        var window = isSuspectUnderWay || IsProbing ? 1 : AnswersAtEndOfInput ? BatchSize : Window;
        if (underWay.Count >= window)
        {
            return null;
        }

        var isSuspect = suspects.TryPop(out var question);
        if (!isSuspect && !fresh.TryDequeue(out question))
        {
            return null;
        }

        var quantity = round[question];
        if (known is not null && !known.Contains(quantity))
        {
            return new Step.Settle(question, new Answer.Unsupported());
        }

        if (HasGivenUp(quantity))
        {
            return new Step.Settle(question, new Answer.NotAsked());
        }

        life ??= new Life();
        underWay.Add(question);
        isSuspectUnderWay |= isSuspect;
        return new Step.Send(question);
    }

    private Step.CloseInput CloseInput()
    {
        life!.IsInputClosed = true;
        return new Step.CloseInput();
    }

    private Step.End End(bool byForce)
    {
        life = null;
        return new Step.End(byForce);
    }

    private TimeSpan Limit()
    {
        var now = life!;
        var limit = now.Answers > 0 ? timeout : TimeToLoad;
        if (AnswersAtEndOfInput)
        {
            limit += underWay.Count * TimePerBatchedAnswer;
        }
        else if (now.IsProbe)
        {
            // What is left of the patience with a start, and never less than the usual time.
            limit = Max(timeout, failures == 0 || hasAnswered ? limit - now.Silence : timeout);
        }
        else if (IsProbing)
        {
            limit = Probe;
        }

        return now.LastLimit = limit;
    }

    /// <summary>
    /// The program is done for: blames the question, if it was the only one and not preceded by others, and starts anew.
    /// </summary>
    private void Blame(Answer trouble)
    {
        var now = life!;
        var isHang = trouble is Answer.TimedOut;
        if (underWay.Count == 1 && (isHang || now.Answers == 0 || AnswersAtEndOfInput))
        {
            var question = underWay.Single();
            var cost = isHang ? Borne / MaxHangs : Borne / MaxEnds;
            spent[round[question]] = spent.GetValueOrDefault(round[question]) + cost;
            totalSpent += cost;
            failures++;
            due.Enqueue(new Step.Settle(question, trouble));
        }
        else
        {
            StrayEnds += now.Answers > 0 ? 1 : 0;
            foreach (var question in underWay.OrderDescending())
            {
                suspects.Push(question);
            }
        }

        underWay.Clear();
        isSuspectUnderWay = false;
        due.Enqueue(End(byForce: true));
    }

    /// <summary>One start of the program.</summary>
    private sealed class Life
    {
        public bool IsInputClosed { get; set; }

        /// <summary>Whether its input was ended because it was silent.</summary>
        public bool IsProbe { get; set; }

        public int Answers { get; set; }

        /// <summary>How long it was waited for in vain: before the end of its input, and after it.</summary>
        public TimeSpan Silence { get; set; }

        public TimeSpan LastLimit { get; set; }
    }
}
