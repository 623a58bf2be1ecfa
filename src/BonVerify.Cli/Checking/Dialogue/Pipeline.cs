using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace BonVerify.Cli.Checking.Dialogue;

/// <summary>
/// Puts requests to the program under test and brings back what became of each, whatever the program does.
/// </summary>
/// <remarks>
/// Many requests are under way at once. When the program hangs or ends, those that were under way are put again one at a
/// time to a new start of it, so that the one that brings it down is known and the others still get their answers.
/// </remarks>
internal sealed class ProgramUnderTest(IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancellation) : IDisposable
{
    private const int Window = 64;
    private const int BatchSize = 2000;
    // A hang costs its time, an end costs a start: so much of either is borne for one quantity, and four times that in all.
    private const int MaxHangs = 3;
    private const int MaxEnds = 20;
    private const int MaxUnansweredFailures = 3;

    // Ends that no request is to blame for: a program that answers a few requests and ends is borne for so long.
    private const int MaxStrayEnds = 25;

    // How long a program may be silent before it is tried whether it answers at the end of its input.
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(4);

    private readonly Dictionary<string, double> spent = [];
    private readonly HashSet<string> answeredIds = [];
    private RunningProgram? program;
    private long lastId;
    private int totalFailures;
    private double totalSpent;
    private bool hasAnswered;
    private bool hasAnsweredAtOnce;
    private int silentStarts;
    private int answersSinceStart;

    /// <summary>What was noticed about the program beside its answers.</summary>
    public ProgramNotes Notes { get; } = new();

    /// <summary>How many requests were put.</summary>
    public long Asked { get; private set; }

    /// <summary>The time spent in asking.</summary>
    public TimeSpan Elapsed => clock.Elapsed;

    private readonly Stopwatch clock = new();

    /// <summary>Whether a quantity is asked no more, because the program hung or ended too often.</summary>
    public bool HasGivenUp(string quantity) =>
        spent.GetValueOrDefault(quantity) >= 1
        || totalSpent >= 4
        || Notes.StrayEnds >= MaxStrayEnds
        || (!hasAnswered && totalFailures >= MaxUnansweredFailures);

    /// <summary>Puts requests and waits for what becomes of them, in the order of the requests.</summary>
    public IReadOnlyList<Reply> Ask(IReadOnlyList<CheckRequest> requests)
    {
        clock.Start();
        var round = new Round(requests);
        while (!cancellation.IsCancellationRequested && NextToAsk(round) is not null)
        {
            program ??= Start();
            if (Notes.AnswersAtEndOfInput)
            {
                RunBatch(round);
            }
            else
            {
                RunPipeline(round);
            }
        }

        if (cancellation.IsCancellationRequested)
        {
            Stop(kill: true);
        }

        clock.Stop();
        return Array.ConvertAll(round.Replies, static reply => reply ?? new Reply.NotAsked());
    }

    /// <summary>Ends the program.</summary>
    public void Dispose() => Stop(kill: false);

    private RunningProgram Start()
    {
        Notes.Starts++;
        answersSinceStart = 0;
        return new RunningProgram(command);
    }

    private void Stop(bool kill)
    {
        if (kill)
        {
            program?.Kill();
        }
        else
        {
            program?.Dispose();
        }

        program = null;
    }

    /// <summary>The next request that is still to be put, after those of quantities that are asked no more.</summary>
    private int? NextToAsk(Round round)
    {
        while (round.Peek() is { } index)
        {
            var quantity = round.Requests[index].Quantity.Id;
            if (Notes.Hello?.Quantities is { } known && !known.Contains(quantity))
            {
                round.Replies[index] = new Reply.Unsupported();
            }
            else if (!HasGivenUp(quantity))
            {
                return index;
            }

            round.Skip();
        }

        return null;
    }

    private void Send(Round round, int index)
    {
        var id = (++lastId).ToString(CultureInfo.InvariantCulture);
        round.UnderWay.Add(id, index);
        Asked++;
        program!.Send(Encoding.UTF8.GetBytes(round.Requests[index].ToJson(id) + "\n"));
    }

    private void RunPipeline(Round round)
    {
        while (!cancellation.IsCancellationRequested)
        {
            // One at a time until the program has answered at all, and after trouble.
            var window = hasAnsweredAtOnce && round.IsCalm ? Window : 1;
            while (round.UnderWay.Count < window && NextToAsk(round) is { } index)
            {
                round.Skip();
                Send(round, index);
            }

            if (round.UnderWay.Count == 0)
            {
                return;
            }

            if (Await(round, hasAnsweredAtOnce || timeout < FirstPatience ? timeout : FirstPatience) is { } trouble)
            {
                if (cancellation.IsCancellationRequested)
                {
                    round.PutBack();
                    return;
                }

                if (trouble is Reply.TimedOut && !hasAnsweredAtOnce && AnswersWhenInputEnds(round))
                {
                    return;
                }

                Blame(round, trouble);
                return;
            }
        }
    }

    /// <summary>Whether a program that was silent so far answers once its input ends.</summary>
    private bool AnswersWhenInputEnds(Round round)
    {
        program!.CloseInput();
        while (round.UnderWay.Count > 0)
        {
            if (Await(round, timeout) is not null)
            {
                return false;
            }
        }

        // Once may be a slow start; a second silent start is a habit.
        silentStarts++;
        Notes.AnswersAtEndOfInput = silentStarts >= 2;
        Stop(kill: false);
        return true;
    }

    private void RunBatch(Round round)
    {
        var size = round.IsCalm ? BatchSize : 1;
        while (round.UnderWay.Count < size && NextToAsk(round) is { } index)
        {
            round.Skip();
            Send(round, index);
        }

        program!.CloseInput();
        var patience = timeout;
        while (round.UnderWay.Count > 0)
        {
            // All the answers come together: the time is that of the whole batch.
            var before = round.UnderWay.Count;
            if (Await(round, patience + TimeSpan.FromMilliseconds(5 * before)) is { } trouble)
            {
                if (cancellation.IsCancellationRequested)
                {
                    round.PutBack();
                    return;
                }

                Blame(round, trouble);
                return;
            }
        }

        Stop(kill: false);
    }

    /// <summary>Waits for the next answer; returns what went wrong, or null.</summary>
    private Reply? Await(Round round, TimeSpan patience)
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            switch (program!.Next(patience - waiting.Elapsed, cancellation))
            {
                case OutputEvent.Line { Text: var text }:
                    if (Take(round, text))
                    {
                        return null;
                    }

                    break;
                case OutputEvent.Closed { Rest: var rest }:
                    if (rest.Length > 0 && Take(round, rest))
                    {
                        return round.UnderWay.Count == 0 ? null : new Reply.Ended(program.DescribeEnd());
                    }

                    return new Reply.Ended(program.DescribeEnd());
                case OutputEvent.TooLong:
                    return new Reply.Ended(FormattableString.Invariant($"it wrote a line of more than {RunningProgram.MaxLineBytes} bytes"));
                case null:
                    return new Reply.TimedOut(FormattableString.Invariant(
                        $"no answer within {patience.TotalSeconds:0.###} s{(program.RefusesInput ? "; it has closed its input" : "")}"));
            }

            if (waiting.Elapsed > patience)
            {
                return new Reply.TimedOut(FormattableString.Invariant($"no answer within {patience.TotalSeconds:0.###} s, only other output"));
            }
        }
    }

    private bool Take(Round round, byte[] text)
    {
        var line = AnswerJson.Read(text);
        if (line.Hello is { } hello)
        {
            Notes.Hello = hello;
            return false;
        }

        if (line.Id is not { } id)
        {
            if (!text.AsSpan().Trim(" \t\r"u8).IsEmpty)
            {
                Notes.OtherLines++;
                Notes.FirstOtherLine ??= AnswerJson.Shown(Encoding.UTF8.GetString(text));
            }

            return false;
        }

        if (!round.UnderWay.Remove(id, out var index))
        {
            if (answeredIds.Contains(id))
            {
                Notes.Repeated++;
            }
            else
            {
                Notes.UnknownIds++;
            }

            return false;
        }

        hasAnswered = true;
        hasAnsweredAtOnce |= !program!.IsInputClosed;
        answersSinceStart++;
        answeredIds.Add(id);
        round.Replies[index] = line.Reply;
        return true;
    }

    /// <summary>
    /// The program is done for: blames the request, if it was the only one and not preceded by others, and starts anew.
    /// </summary>
    private void Blame(Round round, Reply trouble)
    {
        Stop(kill: true);
        if (round.UnderWay.Count == 1 && (trouble is Reply.TimedOut || answersSinceStart == 0 || Notes.AnswersAtEndOfInput))
        {
            var index = round.UnderWay.Values.Single();
            round.Replies[index] = trouble;
            round.UnderWay.Clear();
            var quantity = round.Requests[index].Quantity.Id;
            var cost = trouble is Reply.TimedOut ? 1.0 / MaxHangs : 1.0 / MaxEnds;
            spent[quantity] = spent.GetValueOrDefault(quantity) + cost + 1e-9;
            totalSpent += cost;
            totalFailures++;
        }
        else
        {
            Notes.StrayEnds += answersSinceStart > 0 ? 1 : 0;
            round.Suspect();
        }
    }

    /// <summary>The state of one call of <see cref="Ask"/>.</summary>
    private sealed class Round(IReadOnlyList<CheckRequest> requests)
    {
        private readonly Stack<int> suspects = new();
        private readonly Queue<int> fresh = new(Enumerable.Range(0, requests.Count));

        public IReadOnlyList<CheckRequest> Requests => requests;

        public Reply?[] Replies { get; } = new Reply?[requests.Count];

        public Dictionary<string, int> UnderWay { get; } = [];

        /// <summary>Whether nothing is left that was under way when the program went down.</summary>
        public bool IsCalm => suspects.Count == 0;

        public int? Peek() => suspects.TryPeek(out var suspect) ? suspect : fresh.TryPeek(out var next) ? next : null;

        public void Skip()
        {
            if (!suspects.TryPop(out _))
            {
                fresh.Dequeue();
            }
        }

        public void Suspect()
        {
            foreach (var index in UnderWay.Values.OrderDescending())
            {
                suspects.Push(index);
            }

            UnderWay.Clear();
        }

        public void PutBack() => UnderWay.Clear();
    }
}
