using BonVerify.Conformance;
using BonVerify.Cli.Checking.Dialogue;

namespace BonVerify.Cli.Tests.Checking;

/// <summary>A program that exists on paper only: how it behaves, with times that pass in no time.</summary>
internal sealed record PaperProgram
{
    /// <summary>What it does with a question.</summary>
    public enum Act
    {
        Answer,
        Hang,
        End,
        Skip,
    }

    /// <summary>The time from a start to the first answer, for each start; the last one holds for all later starts.</summary>
    public double[] Load { get; init; } = [0.1];

    public Func<int, Act> On { get; init; } = static _ => Act.Answer;

    /// <summary>Answers only when its input ends.</summary>
    public bool IsBuffered { get; init; }

    /// <summary>Ends after so many answers of one start.</summary>
    public int AnswersOfAStart { get; init; } = int.MaxValue;

    /// <summary>Ends together with its last answer, so that nobody waits for it when it does.</summary>
    public bool EndsWithItsLastAnswer { get; init; }

    /// <summary>The quantities it says it knows when it starts.</summary>
    public string[]? Hello { get; init; }

    /// <summary>What happened when questions were put to it.</summary>
    public sealed record Record(IReadOnlyList<Answer?> Answers, IReadOnlyList<Step> Steps, int Starts, TimeSpan Time)
    {
        /// <summary>The numbers of the questions that were put, in order.</summary>
        public IEnumerable<int> Sent => Steps.OfType<Step.Send>().Select(static step => step.Question);

        public IEnumerable<TimeSpan> Limits => Steps.OfType<Step.Wait>().Select(static step => step.Limit);

        public int CountOf<T>() => Answers.OfType<T>().Count();
    }

    /// <summary>Does what patience says until all is done, and checks that nothing impossible is asked.</summary>
    /// <param name="steps">Stops after so many steps, as an interruption does.</param>
    public Record Play(Patience patience, IReadOnlyList<string> quantities, int steps = 1_000_000)
    {
        var taken = new List<Step>();
        var answers = new Answer?[quantities.Count];
        var now = TimeSpan.Zero;
        var starts = 0;
        var life = default(Life);
        patience.Begin(quantities);
        while (taken.Count < steps)
        {
            var step = patience.Next();
            taken.Add(step);
            switch (step)
            {
                case Step.Send(var question):
                    Assert.Null(answers[question]);
                    if (life is null)
                    {
                        var load = Load[Math.Min(starts++, Load.Length - 1)];
                        life = new Life { Ready = load < 0 ? TimeSpan.MaxValue : now + TimeSpan.FromSeconds(load) };
                    }

                    Assert.False(life.IsClosed);
                    life.Pending.Enqueue(question);
                    break;
                case Step.CloseInput:
                    Assert.False(life!.IsClosed);
                    life.IsClosed = true;
                    break;
                case Step.Settle(var question, var answer):
                    Assert.Null(answers[question]);
                    answers[question] = answer;
                    break;
                case Step.End:
                    Assert.NotNull(life);
                    life = null;
                    break;
                case Step.Wait(var limit):
                    Assert.True(limit > TimeSpan.Zero);
                    now += Hear(patience, life!, now, limit, answers);
                    break;
                case Step.Done:
                    return new Record(answers, taken, starts, now);
            }
        }

        return new Record(answers, taken, starts, now);
    }

    private TimeSpan Hear(Patience patience, Life life, TimeSpan now, TimeSpan limit, Answer?[] answers)
    {
        if (Hello is not null && !life.HasGreeted)
        {
            life.HasGreeted = true;
            patience.Greeted(Hello.ToHashSet());
        }

        while (life.Pending.TryPeek(out var skipped) && On(skipped) == Act.Skip)
        {
            life.Pending.Dequeue();
        }

        var ready = life.Ready > now ? life.Ready - now : TimeSpan.Zero;
        var speaks = (life.IsClosed || !IsBuffered) && ready <= limit;
        if (speaks && life.Pending.TryPeek(out var question) && life.Answers < AnswersOfAStart && On(question) == Act.Answer)
        {
            life.Pending.Dequeue();
            life.Answers++;
            Assert.Null(answers[question]);
            answers[question] = new Answer.Value([question], IsList: false);
            patience.Answered(question, ready);
            if (EndsWithItsLastAnswer && life.Answers == AnswersOfAStart)
            {
                patience.Ended("it ended");
            }

            return ready;
        }

        var ends = life.Pending.TryPeek(out question) ? On(question) == Act.End || life.Answers >= AnswersOfAStart : life.IsClosed;
        if (speaks && ends)
        {
            patience.Ended("it ended");
            return ready;
        }

        patience.Silent("");
        return limit;
    }

    private sealed class Life
    {
        public TimeSpan Ready { get; init; }

        public Queue<int> Pending { get; } = new();

        public bool IsClosed { get; set; }

        public bool HasGreeted { get; set; }

        public int Answers { get; set; }
    }
}
