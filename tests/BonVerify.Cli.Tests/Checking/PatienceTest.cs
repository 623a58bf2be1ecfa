using BonVerify.Conformance;
using BonVerify.Cli.Checking.Dialogue;
using static BonVerify.Cli.Tests.Checking.PaperProgram;

namespace BonVerify.Cli.Tests.Checking;

/// <summary>Every rule of <see cref="Patience"/>, with programs on paper: no process is started and no time passes.</summary>
public class PatienceTest
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    [Fact]
    public void Questions_ArePutOneAtATimeUntilTheFirstAnswer_ThenManyAtOnce()
    {
        var record = new PaperProgram().Play(New(), Kl(200));
        Assert.Equal([typeof(Step.Send), typeof(Step.Wait), typeof(Step.Send)], record.Steps.Take(3).Select(static step => step.GetType()));
        Assert.Equal(Patience.Window, MostUnderWay(record));
        Assert.Equal(Enumerable.Range(0, 200), record.Sent);
        Assert.Equal(200, record.CountOf<Answer.Value>());
        Assert.Equal(1, record.Starts);
    }

    [Fact]
    public void SecondRound_GoesOnWithTheRunningProgram()
    {
        var patience = New();
        var steps = Round(patience, 3);
        Assert.DoesNotContain(steps, static step => step is Step.End);
        Assert.Equal(3, Round(patience, 3).TakeWhile(static step => step is Step.Send).Count());

        static List<Step> Round(Patience patience, int count)
        {
            var taken = new List<Step>();
            var sent = new Queue<int>();
            patience.Begin(Kl(count));
            while (patience.Next() is var step and not Step.Done)
            {
                taken.Add(step);
                if (step is Step.Send(var question))
                {
                    sent.Enqueue(question);
                }
                else if (step is Step.Wait)
                {
                    patience.Answered(sent.Dequeue(), TimeSpan.Zero);
                }
            }

            return taken;
        }
    }

    [Fact]
    public void Hang_IsBlamedOnItsQuestionAlone_AndTheOthersAreAnswered()
    {
        var record = new PaperProgram { On = static i => i == 100 ? Act.Hang : Act.Answer }.Play(New(), Kl(200));
        Assert.Equal("no answer within 10 s", Assert.IsType<Answer.TimedOut>(record.Answers[100]).Detail);
        Assert.Equal(199, record.CountOf<Answer.Value>());
        Assert.Equal(3, record.Starts); // the first one, the one of the suspects that hangs again, the one of the rest
        Assert.All(record.Steps.OfType<Step.End>(), static end => Assert.True(end.ByForce));
    }

    [Fact]
    public void End_IsBlamedOnItsQuestionAlone_OnlyWhenNothingWasAnsweredBefore()
    {
        var patience = New();
        var record = new PaperProgram { On = static i => i == 100 ? Act.End : Act.Answer }.Play(patience, Kl(200));
        Assert.Equal("it ended", Assert.IsType<Answer.Ended>(record.Answers[100]).Detail);
        Assert.Equal(199, record.CountOf<Answer.Value>());

        // It is first of the suspects, so the second start has answered nothing before it.
        Assert.Equal(1, patience.StrayEnds);
        Assert.Equal(3, record.Starts);
    }

    [Fact]
    public void Suspects_ArePutAgainInOrderOneAtATime_TheLastOneAloneToo()
    {
        var record = new PaperProgram { On = static i => i == 100 ? Act.End : Act.Answer }.Play(New(), Kl(400));
        var first = record.Steps.ToList().FindIndex(static step => step is Step.End);
        var suspects = record.Steps.Take(first).OfType<Step.Send>().Select(static step => step.Question).Where(static i => i >= 100).ToArray();
        Assert.Equal(Patience.Window, suspects.Length);
        var after = record.Steps.Skip(first + 1).Where(static step => step is Step.Send or Step.Wait).ToArray();
        Assert.Equal(suspects, after.OfType<Step.Send>().Take(suspects.Length).Select(static step => step.Question));
        for (var i = 0; i < suspects.Length; i++)
        {
            Assert.IsType<Step.Send>(after[2 * i]);
            Assert.IsType<Step.Wait>(after[(2 * i) + 1]);
        }

        // Then as before.
        Assert.All(after.Skip(2 * suspects.Length).Take(Patience.Window), static step => Assert.IsType<Step.Send>(step));
    }

    [Fact]
    public void Hangs_GiveUpTheirQuantityAfterThree_AndNoOther()
    {
        var patience = New();
        var quantities = Enumerable.Range(0, 60).Select(static i => i % 2 == 0 ? "kl" : "win_rate").ToArray();
        var record = new PaperProgram { On = static i => i % 2 == 0 && i > 0 ? Act.Hang : Act.Answer }.Play(patience, quantities);
        Assert.Equal(Patience.MaxHangs, record.CountOf<Answer.TimedOut>());
        Assert.Equal(26, record.CountOf<Answer.NotAsked>());
        Assert.All(Enumerable.Range(0, 30), i => Assert.IsType<Answer.Value>(record.Answers[(2 * i) + 1]));
        Assert.True(patience.HasGivenUp("kl"));
        Assert.False(patience.HasGivenUp("win_rate"));
    }

    [Fact]
    public void Ends_GiveUpTheirQuantityAfterTwenty()
    {
        var patience = New();
        var record = new PaperProgram { On = static i => i >= 1 ? Act.End : Act.Answer, Load = [0.01] }.Play(patience, Kl(60));
        Assert.Equal(Patience.MaxEnds, record.CountOf<Answer.Ended>());
        Assert.True(patience.HasGivenUp("kl"));
        Assert.False(patience.HasGivenUp("pmf"));
    }

    [Fact]
    public void Hangs_OfManyQuantities_GiveUpAll()
    {
        var patience = New();
        var quantities = Enumerable.Range(0, 60).Select(static i => $"q{i / 2}").ToArray();
        var record = new PaperProgram { On = static i => i >= 1 ? Act.Hang : Act.Answer }.Play(patience, quantities);
        Assert.Equal(4 * Patience.MaxHangs, record.CountOf<Answer.TimedOut>());
        Assert.True(patience.HasGivenUp("never asked"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FewAnswersAStart_BlameNobody_AndAreGivenUpAfterTwentyFive(bool endsWithItsLastAnswer)
    {
        var patience = New();
        var record = new PaperProgram { AnswersOfAStart = 1, EndsWithItsLastAnswer = endsWithItsLastAnswer }.Play(patience, Kl(100));
        Assert.Equal(Patience.MaxStrayEnds, patience.StrayEnds);
        Assert.Equal(Patience.MaxStrayEnds, record.CountOf<Answer.Value>());
        Assert.Equal(75, record.CountOf<Answer.NotAsked>());
        Assert.True(patience.HasGivenUp("kl"));
    }

    [Fact]
    public void HundredAnswersAStart_AreAllAnswered()
    {
        var patience = New();
        Assert.Equal(1000, new PaperProgram { AnswersOfAStart = 100 }.Play(patience, Kl(1000)).CountOf<Answer.Value>());
        Assert.InRange(patience.StrayEnds, 5, 20);
    }

    [Theory]
    [InlineData(10, 60, 60 + (2 * 14))]
    [InlineData(10, 0, 3 * 14)]
    [InlineData(2, 60, 60 + (2 * 4))]
    [InlineData(0.5, 2, 2 + (2 * 1))]
    [InlineData(100, 60, 3 * 104)]
    public void Silence_IsGivenUpAfterAStatedTime(double timeout, double firstAnswer, double expected)
    {
        var record = new PaperProgram { Load = [-1] }.Play(New(timeout, firstAnswer), Kl(50));
        Assert.Equal(Patience.MaxUnansweredFailures, record.CountOf<Answer.TimedOut>());
        Assert.Equal(47, record.CountOf<Answer.NotAsked>());
        Assert.Equal(expected, record.Time.TotalSeconds, 1e-9);
        Assert.Equal(FormattableString.Invariant($"no answer within {Math.Max(firstAnswer, timeout + Math.Min(4, timeout)):0.###} s"), record.Answers[0]!.ToString());
    }

    [Fact]
    public void EndAtOnce_IsGivenUpAfterThree()
    {
        var record = new PaperProgram { On = static _ => Act.End }.Play(New(), Kl(50));
        Assert.Equal(Patience.MaxUnansweredFailures, record.CountOf<Answer.Ended>());
        Assert.Equal(47, record.CountOf<Answer.NotAsked>());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(30)]
    [InlineData(59)]
    public void SlowLoading_IsWaitedForInEveryStart_AndIsNoBuffering(double load)
    {
        var patience = New();
        var record = new PaperProgram { Load = [load], On = static i => i is 100 or 200 ? Act.End : Act.Answer }.Play(patience, Kl(300));
        Assert.Equal(298, record.CountOf<Answer.Value>());
        Assert.Equal(2, record.CountOf<Answer.Ended>());
        Assert.False(patience.AnswersAtEndOfInput);
        Assert.InRange(MostUnderWay(record), Patience.Window, Patience.Window);
    }

    [Fact]
    public void LoadingBeyondTheLimit_IsBlamed()
    {
        var record = new PaperProgram { Load = [61] }.Play(New(), Kl(9));
        Assert.Equal(Patience.MaxUnansweredFailures, record.CountOf<Answer.TimedOut>());
        Assert.Equal(6, record.CountOf<Answer.NotAsked>());
    }

    [Theory]
    [InlineData(0.1, 10)]
    [InlineData(3, 10)]
    [InlineData(20, 40)]
    [InlineData(40, 60)]
    public void HangAfterAnAnswer_CostsTheUsualTime_AndAsLongAsLoadingTookInANewStart(double load, double firstLimit)
    {
        var patience = New();
        var record = new PaperProgram { Load = [load], On = static i => i == 5 ? Act.Hang : Act.Answer }.Play(patience, Kl(6));
        Assert.Equal([typeof(Step.Wait), typeof(Step.Settle), typeof(Step.End), typeof(Step.Done)], record.Steps.TakeLast(4).Select(static step => step.GetType()));
        Assert.Equal(Timeout, record.Limits.Last());

        // A hang that is alone is to blame although there were answers before it.
        Assert.IsType<Answer.TimedOut>(record.Answers[5]);
        var next = new PaperProgram { Load = [load] }.Play(patience, Kl(1));
        Assert.Equal(firstLimit, Assert.Single(next.Limits).TotalSeconds, 1e-9);
    }

    [Fact]
    public void QuickestStart_BoundsTheTimeToLoad()
    {
        // The first question of the first start may cost much for once.
        var patience = New();
        _ = new PaperProgram { Load = [3.5, 1], AnswersOfAStart = 2 }.Play(patience, Kl(4));
        var record = new PaperProgram { Load = [9.9], AnswersOfAStart = 2 }.Play(patience, Kl(3));
        Assert.Equal(10, record.Limits.Max().TotalSeconds);

        patience = New();
        _ = new PaperProgram { Load = [30, 30, 7], AnswersOfAStart = 2 }.Play(patience, Kl(5));
        Assert.Equal(14, new PaperProgram { AnswersOfAStart = 2 }.Play(patience, Kl(3)).Limits.Max().TotalSeconds, 1e-9);
    }

    [Theory]
    [InlineData(10, 4 + 6.15)]
    [InlineData(2, 2 + 3)]
    public void AnswersAtEndOfInput_AreNoticedFast_AndThenAskedInBatches(double timeout, double expected)
    {
        var patience = New(timeout);
        var record = new PaperProgram { IsBuffered = true, Load = [0.1] }.Play(patience, Kl(5000));
        Assert.True(patience.AnswersAtEndOfInput);
        Assert.Equal(5000, record.CountOf<Answer.Value>());
        Assert.Equal(2 + 3, record.Starts);
        Assert.Equal(Patience.BatchSize, MostUnderWay(record));
        Assert.InRange(record.Time.TotalSeconds, expected - 0.2, expected + 1);
        Assert.All(record.Steps.OfType<Step.End>(), static end => Assert.False(end.ByForce));
        var batch = record.Steps.SkipWhile(static step => step is not Step.End).Skip(1).SkipWhile(static step => step is not Step.End);
        // The silence of the first start is all that is known of the time to load.
        Assert.Equal(Math.Max(timeout, 2 * Math.Min(timeout, 4)) + (0.005 * Patience.BatchSize), batch.OfType<Step.Wait>().First().Limit.TotalSeconds, 1e-9);
        Assert.Equal(0, patience.StrayEnds);
    }

    [Fact]
    public void AnswerAtEndOfInput_OnceMayBeASlowStart()
    {
        var patience = New();
        var record = new PaperProgram { Load = [4.1, 0.1] }.Play(patience, Kl(100));
        Assert.False(patience.AnswersAtEndOfInput);
        Assert.Equal(2, record.Starts);
        Assert.Equal(100, record.CountOf<Answer.Value>());
    }

    [Fact]
    public void ProgramThatAnsweredAtOnce_NeverCountsAsBuffered()
    {
        var patience = New();
        var record = new PaperProgram { On = static i => i > 2 ? Act.Hang : Act.Answer }.Play(patience, Kl(10));
        Assert.DoesNotContain(record.Steps, static step => step is Step.CloseInput);
        Assert.False(patience.AnswersAtEndOfInput);
    }

    [Theory]
    [InlineData((int)Act.Hang)]
    [InlineData((int)Act.End)]
    public void TroubleInABatch_IsFound(int act)
    {
        var patience = New();
        var record = new PaperProgram { IsBuffered = true, On = i => i == 1000 ? (Act)act : Act.Answer }.Play(patience, Kl(3000));
        Assert.Equal(2999, record.CountOf<Answer.Value>());
        Assert.Equal(act == (int)Act.Hang, record.Answers[1000] is Answer.TimedOut);
        Assert.Equal(1, patience.StrayEnds);
    }

    [Fact]
    public void EndBeforeTheLastAnswerOfABatch_IsBlamedAtOnce()
    {
        // All answers of a batch come at its end, so those before say nothing about the program's health.
        var patience = New();
        var record = new PaperProgram { IsBuffered = true, On = static i => i == 99 ? Act.End : Act.Answer }.Play(patience, Kl(100));
        Assert.IsType<Answer.Ended>(record.Answers[99]);
        Assert.Equal(0, patience.StrayEnds);
    }

    [Fact]
    public void EndWithNothingAnswered_IsNoStrayEnd()
    {
        var patience = New();
        _ = new PaperProgram { AnswersOfAStart = 3, EndsWithItsLastAnswer = true }.Play(patience, Kl(3));
        Assert.Equal(1, patience.StrayEnds);
        var record = new PaperProgram { On = static i => i == 0 ? Act.End : Act.Answer }.Play(patience, Kl(100));
        Assert.Equal(1, record.CountOf<Answer.Ended>());
        Assert.Equal(1, patience.StrayEnds);
    }

    [Fact]
    public void SlowProgram_IsWaitedForAgain_AfterAHang()
    {
        var record = new PaperProgram { Load = [30, -1, 58] }.Play(New(), Kl(3));
        Assert.Equal(
            [typeof(Answer.Value), typeof(Answer.TimedOut), typeof(Answer.Value)], record.Answers.Select(static answer => answer!.GetType()));
    }

    [Fact]
    public void SilenceUntilTheEndOfInput_AndAnEndThen_IsSilence()
    {
        var record = new PaperProgram { On = static _ => Act.Skip }.Play(New(), Kl(1));
        Assert.Equal("no answer within 4 s; when its input ended, it ended", Assert.IsType<Answer.TimedOut>(record.Answers[0]).Detail);
    }

    [Fact]
    public void Skipped_IsFoundAmongMany()
    {
        var record = new PaperProgram { On = static i => i == 100 ? Act.Skip : Act.Answer }.Play(New(), Kl(300));
        Assert.IsType<Answer.TimedOut>(record.Answers[100]);
        Assert.Equal(299, record.CountOf<Answer.Value>());
    }

    [Fact]
    public void Greeting_LeavesOutTheQuantitiesThatAreNotKnown()
    {
        var patience = New();
        var quantities = Enumerable.Range(0, 40).Select(static i => i % 2 == 0 ? "kl" : "pmf").ToArray();
        var record = new PaperProgram { Hello = ["kl"] }.Play(patience, quantities);
        Assert.All(Enumerable.Range(0, 20), i => Assert.True(record.Answers[2 * i] is Answer.Value && record.Answers[(2 * i) + 1] is Answer.Unsupported));
        Assert.DoesNotContain(record.Sent, static i => i % 2 == 1);
        patience.Greeted(null);
        Assert.Equal(40, new PaperProgram().Play(patience, quantities).CountOf<Answer.Value>());
    }

    [Fact]
    public void EndWhenNothingIsOwed_BlamesNobody()
    {
        var patience = New();
        _ = new PaperProgram { AnswersOfAStart = 3, EndsWithItsLastAnswer = true }.Play(patience, Kl(3));
        Assert.Equal(1, patience.StrayEnds);
        var record = new PaperProgram().Play(patience, Kl(3));
        Assert.Equal(3, record.CountOf<Answer.Value>());
        Assert.Equal(1, record.Starts);
    }

    [Fact]
    public void EndAfterTheLastAnswerOfABatch_IsAsItShouldBe()
    {
        var patience = New();
        _ = new PaperProgram { IsBuffered = true, AnswersOfAStart = 1, EndsWithItsLastAnswer = true }.Play(patience, Kl(2));
        Assert.Equal(0, patience.StrayEnds);
        Assert.True(patience.AnswersAtEndOfInput);
    }

    [Fact]
    public void Interruption_LeavesTheRestOpen_AndTheNextRoundStartsAnew()
    {
        var patience = New();
        var record = new PaperProgram().Play(patience, Kl(100), steps: 90);
        Assert.Contains(null, record.Answers);
        patience.Interrupted();
        Assert.IsType<Step.Done>(patience.Next());
        record = new PaperProgram().Play(patience, Kl(10));
        Assert.Equal(10, record.CountOf<Answer.Value>());
        Assert.Equal(1, record.Starts);
    }

    [Fact]
    public void Interruption_AtAnyStep_LeavesNothingBehind()
    {
        foreach (var isBuffered in new[] { false, true })
        {
            for (var steps = 1; steps < 500; steps++)
            {
                var patience = New();
                _ = new PaperProgram { IsBuffered = isBuffered, On = static i => i % 50 == 20 ? Act.End : Act.Answer }.Play(patience, Kl(200), steps);
                patience.Interrupted();
                var record = new PaperProgram { IsBuffered = isBuffered }.Play(patience, Kl(10));
                Assert.Equal(10, record.CountOf<Answer.Value>());
                Assert.IsType<Step.Send>(record.Steps[0]);
            }
        }
    }

    [Fact]
    public void NoQuestions_StartNothing() => Assert.IsType<Step.Done>(Assert.Single(new PaperProgram().Play(New(), []).Steps));

    [Fact]
    public void Remark_IsAdded()
    {
        var patience = New(1, 0);
        patience.Begin(["kl"]);
        Assert.IsType<Step.Send>(patience.Next());
        Assert.IsType<Step.Wait>(patience.Next());
        patience.Silent("");
        Assert.IsType<Step.CloseInput>(patience.Next());
        Assert.IsType<Step.Wait>(patience.Next());
        patience.Silent(", only other output");
        Assert.Equal("no answer within 2 s, only other output", Assert.IsType<Step.Settle>(patience.Next()).Answer.ToString());
        Assert.Equal(new Step.End(ByForce: true), patience.Next());
    }

    [Fact]
    public void AnyProgram_IsAskedToTheEnd_AndGoodQuestionsAreAnsweredUnlessGivenUp()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var count = random.Next(1, 400);
            var badness = random.Next(3) * random.NextDouble() / 10;
            var acts = Enumerable.Range(0, count).Select(_ => random.NextDouble() < badness ? (Act)random.Next(1, 4) : Act.Answer).ToArray();
            var program = new PaperProgram
            {
                Load = random.Next(5) == 0 ? [random.NextDouble() * 70] : [0.1],
                On = i => acts[i],
                IsBuffered = random.Next(5) == 0,
                AnswersOfAStart = random.Next(4) == 0 ? random.Next(0, 200) : int.MaxValue,
                EndsWithItsLastAnswer = random.Next(2) == 0,
            };
            var patience = New();
            var quantities = Enumerable.Range(0, count).Select(static i => $"q{i % 4}").ToArray();
            var record = program.Play(patience, quantities);
            Assert.IsType<Step.Done>(record.Steps[^1]);
            for (var i = 0; i < count; i++)
            {
                Assert.NotNull(record.Answers[i]);
                if (!patience.HasGivenUp(quantities[i]) && program.AnswersOfAStart > 0)
                {
                    Assert.True(acts[i] == Act.Answer == record.Answers[i] is Answer.Value, $"seed {seed}, question {i}: {record.Answers[i]}");
                }
            }

            // Twelve hangs, each met twice.
            Assert.True(program.Load[0] > 1 || record.Time < TimeSpan.FromMinutes(15), $"seed {seed}: {record.Time}");
        }
    }

    private static Patience New(double timeout = 10, double firstAnswer = 60) =>
        new(TimeSpan.FromSeconds(timeout), TimeSpan.FromSeconds(firstAnswer));

    private static string[] Kl(int count) => [.. Enumerable.Repeat("kl", count)];

    private static int MostUnderWay(PaperProgram.Record record)
    {
        var (now, most) = (0, 0);
        var waited = 0;
        foreach (var step in record.Steps)
        {
            switch (step)
            {
                case Step.Send:
                    now += 1;
                    break;
                case Step.Wait:
                    waited++;
                    most = Math.Max(most, now);
                    now = Math.Max(0, now - 1); // one answer for each wait
                    break;
                case Step.End:
                    now = 0;
                    break;
            }
        }

        Assert.True(waited > 0);
        return most;
    }
}
