using System.Diagnostics;
using System.Globalization;
using System.Text;
using BonVerify.Conformance;

namespace BonVerify.Cli.Checking.Dialogue;

/// <summary>
/// Puts questions to the program under test over pipes, line by line, and brings back what became of each, whatever the
/// program does. <see cref="Patience"/> decides; this does what it says, matches answers with questions by their ids and
/// notes what else the program writes.
/// </summary>
/// <param name="command">The program and its arguments.</param>
/// <param name="timeout">How long to wait for an answer.</param>
/// <param name="cancellation">Ends the program and leaves the rest unasked.</param>
/// <param name="firstAnswer">How long to wait for the very first answer, if longer; <see cref="DefaultFirstAnswer"/> if null.</param>
internal sealed class Pipeline(
    IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancellation, TimeSpan? firstAnswer = null) : IDisposable
{
    /// <summary>Long enough to load a large model from a slow disk.</summary>
    public static readonly TimeSpan DefaultFirstAnswer = TimeSpan.FromSeconds(60);

    private readonly Patience patience = new(timeout, firstAnswer ?? DefaultFirstAnswer);
    private readonly Stopwatch clock = new();
    private readonly Dictionary<string, int> underWay = [];
    private readonly HashSet<string> answeredIds = [];
    private RunningProgram? program;
    private long lastId;

    /// <summary>What was noticed about the program beside its answers.</summary>
    public ProgramNotes Notes { get; } = new();

    /// <summary>How many questions were put; one that is put again counts again.</summary>
    public long Asked => lastId;

    /// <summary>The time spent in asking.</summary>
    public TimeSpan Elapsed => clock.Elapsed;

    /// <summary>Whether a quantity is asked no more, because the program hung or ended too often.</summary>
    public bool HasGivenUp(string quantity) => patience.HasGivenUp(quantity);

    /// <summary>Puts questions and waits for what becomes of them, in the order of the questions.</summary>
    public IReadOnlyList<Answer> Ask(IReadOnlyList<Question> questions)
    {
        clock.Start();
        var answers = new Answer[questions.Count];
        Array.Fill(answers, new Answer.NotAsked());
        patience.Begin([.. questions.Select(static question => question.Quantity)]);
        while (!cancellation.IsCancellationRequested && patience.Next() is var step and not Step.Done)
        {
            Do(step, questions, answers);
            (Notes.StrayEnds, Notes.AnswersAtEndOfInput) = (patience.StrayEnds, patience.AnswersAtEndOfInput);
        }

        if (cancellation.IsCancellationRequested)
        {
            End(byForce: true);
            patience.Interrupted();
        }

        clock.Stop();
        return answers;
    }

    /// <summary>Ends the program.</summary>
    public void Dispose() => End(byForce: false);

    private void Do(Step step, IReadOnlyList<Question> questions, Answer[] answers)
    {
        switch (step)
        {
            case Step.Send(var question):
                Send(questions[question], question);
                break;
            case Step.CloseInput:
                program!.CloseInput();
                break;
            case Step.Wait(var limit):
                Hear(limit, answers);
                break;
            case Step.Settle(var question, var answer):
                answers[question] = answer;
                break;
            case Step.End(var byForce):
                End(byForce);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Send(Question question, int index)
    {
        if (program is null)
        {
            Notes.Starts++;
            program = new RunningProgram(command);
        }

        var id = (++lastId).ToString(CultureInfo.InvariantCulture);
        underWay.Add(id, index);
        program.Send(Encoding.UTF8.GetBytes(question.ToLine(id) + "\n"));
    }

    private void End(bool byForce)
    {
        if (byForce)
        {
            program?.Kill();
        }
        else
        {
            program?.Dispose();
        }

        program = null;
        underWay.Clear();
    }

    /// <summary>Listens until the next answer, the end of the program or of the time.</summary>
    private void Hear(TimeSpan limit, Answer[] answers)
    {
        var waiting = Stopwatch.StartNew();
        while (!cancellation.IsCancellationRequested)
        {
            switch (program!.Next(limit - waiting.Elapsed, cancellation))
            {
                case OutputEvent.Line { Text: var text }:
                    if (Take(text, waiting.Elapsed, answers))
                    {
                        return;
                    }

                    break;
                case OutputEvent.Closed { Rest: var rest }:
                    // A last answer may lack its line end.
                    _ = rest.Length > 0 && Take(rest, waiting.Elapsed, answers);
                    patience.Ended(program.DescribeEnd());
                    return;
                case OutputEvent.TooLong:
                    patience.Ended(FormattableString.Invariant($"it wrote a line of more than {RunningProgram.MaxLineBytes} bytes"));
                    return;
                case null when !cancellation.IsCancellationRequested:
                    patience.Silent(program.RefusesInput ? "; it has closed its input" : "");
                    return;
            }

            if (waiting.Elapsed > limit)
            {
                patience.Silent(", only other output");
                return;
            }
        }
    }

    /// <summary>Takes a line of output; true when it answers a question.</summary>
    private bool Take(byte[] text, TimeSpan waited, Answer[] answers)
    {
        var line = AnswerJson.Read(text);
        if (line.Hello is { } hello)
        {
            Notes.HelloLine = Encoding.UTF8.GetString(text);
            patience.Greeted(hello.Quantities);
        }
        else if (line.Id is not { } id)
        {
            NoteOther(text);
        }
        else if (underWay.Remove(id, out var question))
        {
            answeredIds.Add(id);
            answers[question] = line.Answer!;
            patience.Answered(question, waited);
            return true;
        }
        else if (answeredIds.Contains(id))
        {
            Notes.Repeated++;
        }
        else
        {
            Notes.UnknownIds++;
        }

        return false;
    }

    private void NoteOther(byte[] text)
    {
        if (!text.AsSpan().Trim(" \t\r"u8).IsEmpty)
        {
            Notes.OtherLines++;
            Notes.FirstOtherLine ??= AnswerJson.Shown(Encoding.UTF8.GetString(text));
        }
    }
}
