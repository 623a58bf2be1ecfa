using System.Diagnostics;
using System.Globalization;
using BonVerify.Cli.Checking;
using BonVerify.Cli.Checking.Dialogue;
using BonVerify.Conformance;
using BonVerify.Interchange;
using BonVerify.Quantities;

namespace BonVerify.Cli.Tests.Checking;

/// <summary>Whatever a program does, the run ends, says what happened, and the other requests get their answers.</summary>
public class RobustnessTest
{
    // Long enough for an answer on a busy machine.
    private static readonly TimeSpan Impatient = TimeSpan.FromSeconds(2);

    [ProgramFact(Programs.Python)]
    public void Hang_IsBlamedOnItsRequest_AndOthersAreAsked()
    {
        var run = Check("hangs.py", timeout: Impatient);
        var failures = Failures(run);
        Assert.Equal(3, failures.Count); // then the quantity is given up
        Assert.All(failures, static failure => Assert.True(failure.Assessment == Assessment.TimedOut && IsChosen(failure)));
        Assert.Contains(run.Report.Judgements, static judgement => judgement.IsGood);
        Assert.Contains(run.Report.Judgements, static judgement => judgement.Assessment == Assessment.NotAsked);
        Assert.Equal([Quantity.Kl], run.GivenUp);
        Assert.DoesNotContain(run.Report.Judgements, static judgement => judgement.IsGood && IsChosen(judgement));
    }

    [ProgramFact(Programs.Python)]
    public void Silence_IsGivenUp()
    {
        var run = Check("hangs_at_once.py", timeout: TimeSpan.FromMilliseconds(300), firstAnswer: TimeSpan.FromSeconds(2));
        Assert.Equal(3, Failures(run).Count);
        Assert.DoesNotContain(run.Report.Judgements, static judgement => judgement.IsGood);
        Assert.Equal(ExitCode.Counterexample, CheckReport.ExitCodeOf(run));
    }

    [ProgramFact(Programs.Python)]
    public void SlowLoading_IsWaitedFor()
    {
        var run = Check("loads_slowly.py", timeout: Impatient, arguments: ["5"]);
        Assert.Equal(ExitCode.Verified, CheckReport.ExitCodeOf(run));
        Assert.False(run.Notes.AnswersAtEndOfInput);
        Assert.Equal(2, run.Notes.Starts);
    }

    [ProgramFact(Programs.Python)]
    public void HalfACharacter_IsPassedOverAndNoted()
    {
        var run = Check("half_characters.py");
        Assert.Equal(ExitCode.Verified, CheckReport.ExitCodeOf(run));
        Assert.Equal(run.Asked, run.Notes.OtherLines);
        CheckReport.WriteJson(run);
    }

    [ProgramFact(Programs.Python)]
    public void LastAnswerWithoutLineEnd_CountsAndIsNoHang()
    {
        var run = Check("no_last_line_end.py", timeout: Impatient);
        Assert.Equal(ExitCode.Verified, CheckReport.ExitCodeOf(run));
    }

    [ProgramFact(Programs.Python)]
    public void Crash_IsBlamedOnItsRequest_AndAllOthersAreAnswered()
    {
        var run = Check("crashes.py");
        Assert.All(run.Report.Judgements, static judgement => Assert.Equal(IsChosen(judgement), judgement.IsFailure));
        Assert.All(Failures(run), static failure => Assert.Contains(
            "exit code 1: index out of range", Assert.IsType<Answer.Ended>(failure.Answer).Detail, StringComparison.Ordinal));
        Assert.NotEmpty(Failures(run));
    }

    [ProgramFact(Programs.Python)]
    public void EndAtOnce_IsGivenUp_WithItsLastWords()
    {
        var run = Check("exits_at_once.py");
        Assert.Equal(3, Failures(run).Count);
        Assert.Contains("no such model", Failures(run)[0].Answer.ToString(), StringComparison.Ordinal);
    }

    [ProgramFact(Programs.Python)]
    public void PartialLine_IsAnEnd()
    {
        var run = Check("partial_line.py");
        Assert.All(run.Report.Judgements, static judgement => Assert.Equal(IsChosen(judgement), judgement.Assessment == Assessment.Ended));
    }

    [ProgramFact(Programs.Python)]
    public void HugeLine_IsCutOff()
    {
        var run = Check("huge_line.py");
        Assert.All(run.Report.Judgements, static judgement => Assert.Equal(IsChosen(judgement), judgement.IsFailure));
        Assert.Contains("a line of more than 4194304 bytes", Failures(run)[0].Answer.ToString(), StringComparison.Ordinal);
    }

    [ProgramFact(Programs.Python)]
    public void Garbage_IsPassedOverAndNoted()
    {
        var run = Check("garbage.py");
        Assert.Equal(ExitCode.Verified, CheckReport.ExitCodeOf(run));
        Assert.Equal(2 * run.Asked, run.Notes.OtherLines);
        Assert.Equal("DEBUG 1", run.Notes.FirstOtherLine);
    }

    [ProgramFact(Programs.Python)]
    public void UnknownAndRepeatedIds_AreCounted()
    {
        var run = Check("unknown_ids.py");
        Assert.Equal(ExitCode.Verified, CheckReport.ExitCodeOf(run));
        Assert.InRange(run.Notes.UnknownIds, run.Asked - 1, run.Asked);
        Assert.InRange(run.Notes.Repeated, run.Asked - 1, run.Asked);
    }

    [ProgramFact(Programs.Python)]
    public void FloodOfStandardError_BlocksNothing()
    {
        var run = Check("stderr_flood.py");
        Assert.Equal(ExitCode.Verified, CheckReport.ExitCodeOf(run));
        Assert.Equal(1, run.Notes.Starts);
    }

    [ProgramFact(Programs.Python)]
    public void ClosedInput_IsNotedAndAllIsAnswered()
    {
        var run = Check("closes_input.py", timeout: Impatient);
        Assert.Equal(ExitCode.Verified, CheckReport.ExitCodeOf(run));
        Assert.True(run.Notes.StrayEnds > 0);
    }

    [ProgramFact(Programs.Python)]
    public void ClosedOutput_IsNotedAndAllIsAnswered()
    {
        var run = Check("closes_output.py");
        Assert.Equal(ExitCode.Verified, CheckReport.ExitCodeOf(run));
        Assert.True(run.Notes.StrayEnds > 0);
    }

    [ProgramFact(Programs.Python)]
    public void OneAnswerALife_IsGivenUpInconclusively()
    {
        var run = Check("one_answer.py");
        Assert.Equal(ExitCode.Inconclusive, CheckReport.ExitCodeOf(run));
        Assert.All(run.Report.Judgements, static judgement => Assert.True(judgement.IsGood || judgement.Assessment == Assessment.NotAsked));
        Assert.Contains(run.Report.Judgements, static judgement => judgement.IsGood);
    }

    [ProgramFact(Programs.Python)]
    public void AnotherAnswerTheSecondTime_IsFlaky()
    {
        var run = Check("flaky.py");
        Assert.All(run.Report.Judgements, static judgement => Assert.Equal(IsChosen(judgement), judgement.Assessment == Assessment.Flaky));
        Assert.NotEmpty(Failures(run));
    }

    [ProgramFact(Programs.Python)]
    public void SkippedRequest_IsFoundAndOthersAreAnswered()
    {
        var run = Check("skips.py", timeout: Impatient);
        Assert.Equal(3, Failures(run).Count);
        Assert.All(Failures(run), static failure => Assert.True(failure.Assessment == Assessment.TimedOut && IsChosen(failure)));
    }

    [ProgramFact(Programs.Python)]
    public void WrongShape_IsMalformed()
    {
        var run = Check("wrong_shape.py", quantities: [Quantity.Kl, Quantity.WinRate, Quantity.Pmf, Quantity.PoolWeights]);
        Assert.All(Defined(run), static judgement => Assert.True(judgement.Assessment == Assessment.Malformed || judgement.Request.Input.Draws == 1, judgement.ToString()));
    }

    [ProgramFact(Programs.Python)]
    public void NothingSupported_IsInconclusive()
    {
        var run = Check("unsupported.py");
        Assert.All(run.Report.Judgements, static judgement => Assert.Equal(judgement.Request.Input.IsDefined ? Assessment.Unsupported : Assessment.Refused, judgement.Assessment));
        Assert.Equal(ExitCode.Inconclusive, CheckReport.ExitCodeOf(run));
    }

    /// <summary>Questions without an answer: an error, NaN and an end all refuse; a number is noted, and fails where it is asked for.</summary>
    [ProgramTheory(Programs.Python)]
    [InlineData("correct_direct.py", 0, "")]
    [InlineData("correct_unguarded.py", 1, "came where nothing is defined, for example 1 where k is larger than total")]
    public void QuestionsWithoutAnswer_AreAskedLast_AndRefused(string program, int exitCode, string note)
    {
        ExaminationOptions Ask(ExaminationOptions options) => options with { Quantities = [Quantity.Kl, Quantity.PassAtK], MaxTest = 0 };
        var run = Programs.Check([program], Ask);
        Assert.Equal(ExitCode.Verified, CheckReport.ExitCodeOf(run));
        var last = run.Report.Judgements.SkipWhile(static judgement => judgement.Request.Input.IsDefined).ToArray();
        Assert.Equal(10, last.Length);
        Assert.All(last, static judgement => Assert.Contains(judgement.Assessment, new[] { Assessment.Refused, Assessment.AnsweredUndefined }));
        Assert.Contains(note, string.Join('\n', Explanation.Notes(run.Report)), StringComparison.Ordinal);
        Assert.Equal(exitCode, CheckReport.ExitCodeOf(Programs.Check([program], options => Ask(options) with { MustRefuse = true })));
    }

    [ProgramFact(Programs.Python)]
    public void GoingDownOverAQuestionWithoutAnswer_IsARefusal()
    {
        var run = Programs.Check(["correct_integers.py"], static options => options with { Quantities = [Quantity.Pmf], MaxTest = 0 });
        Assert.Contains(run.Report.Judgements, static judgement => judgement is { Assessment: Assessment.Refused, Answer: Answer.Ended or Answer.Unsupported });
        Assert.Equal(ExitCode.Verified, CheckReport.ExitCodeOf(run));
    }

    [ProgramFact(Programs.Python)]
    public void StatedDomain_IsKeptTo()
    {
        var run = Programs.Check(["correct_distinct.py"], static options => options with { Quantities = [Quantity.Kl], MaxTest = 0 });
        Assert.Equal(ExitCode.Verified, CheckReport.ExitCodeOf(run));
        Assert.Equal(1000, run.Report.Options.Scope.MaxN);
        Assert.True(run.Report.OutsideScope[Quantity.Kl] > 50);
    }

    [ProgramFact(Programs.Python)]
    public void Allowance_IsARemark()
    {
        var run = Programs.Check(["correct_product.py"], static options => options with { Quantities = [Quantity.PassAtK], MaxTest = 0 });
        Assert.Equal(ExitCode.Verified, CheckReport.ExitCodeOf(run));
        Assert.Contains("accepted by the absolute allowance only", string.Join('\n', Explanation.Notes(run.Report)), StringComparison.Ordinal);
    }

    [ProgramFact(Programs.Python)]
    public void OutputAtEndOfInput_IsAskedInBatches()
    {
        var run = Check("../correct_buffered.py", timeout: Impatient);
        Assert.Equal(ExitCode.Verified, CheckReport.ExitCodeOf(run));
        Assert.True(run.Notes.AnswersAtEndOfInput);
    }

    [ProgramFact(Programs.Node)]
    public void Greeting_TellsNameAndQuantities()
    {
        var run = Check("../correct_unordered.mjs", quantities: [Quantity.Kl, Quantity.ReverseKl]);
        Assert.Equal("unordered 1.0", run.Notes.Hello!.Name);
        Assert.All(Defined(run), static judgement => Assert.Equal(judgement.Request.Quantity == Quantity.Kl, judgement.IsGood));
        Assert.Equal(
            run.Report.Judgements.Count(static judgement => judgement.Request.Quantity == Quantity.Kl && !judgement.Request.Input.IsDefined)
                + (run.Report.Judgements.Count(static judgement => judgement.IsGood) * 2L),
            run.Asked);
    }

    [ProgramFact(Programs.Python)]
    public void Children_AreEnded()
    {
        var mark = NewMark("125");
        var run = Check("children.py", arguments: [mark]);
        Assert.Equal(ExitCode.Verified, CheckReport.ExitCodeOf(run));
        Assert.Empty(RemainingWith(mark));
    }

    [ProgramFact(Programs.Python)]
    public void StraysThatHide_AreEndedTogether()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // Twenty of them, with a session each, no parent and nothing in their environment; none ends for less than SIGKILL.
        var mark = NewMark("500");
        var clock = Stopwatch.StartNew();
        var result = Tool.Run(["check", "--quantities", "kl", "--smoke", "--", .. Programs.Command("robustness/hides_children.py", mark)]);
        Assert.True(result.ExitCode == ExitCode.Verified, result.Error + result.Output);
        Assert.Empty(RemainingWith(mark));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), FormattableString.Invariant($"{clock.Elapsed}"));
    }

    [ProgramFact(Programs.Python)]
    public void Time_BoundsTheWholeRun()
    {
        var clock = Stopwatch.StartNew();
        var run = Programs.Check(
            ["robustness/hangs_at_once.py"],
            static examination => examination with { Quantities = [.. Quantity.All], MaxTest = 0 },
            static options => options with { Timeout = TimeSpan.FromMinutes(5), FirstAnswerTimeout = TimeSpan.FromMinutes(5), Time = TimeSpan.FromSeconds(2) });
        Assert.False(run.Report.IsComplete);
        Assert.Equal(ExitCode.Inconclusive, CheckReport.ExitCodeOf(run));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), FormattableString.Invariant($"{clock.Elapsed}"));
    }

    [ProgramFact(Programs.Python)]
    public void Interruption_EndsTheProgramAndReports()
    {
        var mark = NewMark("375");
        using var process = Tool.StartInterruptible(["check", "--quantities", "kl", "--max-test", "20000", "--", .. Programs.Command("robustness/children.py", mark)]);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Close();
        for (var i = 0; i < 300 && !ProcessesWith(mark).Any(static text => text.Contains("sleep", StringComparison.Ordinal)); i++)
        {
            Thread.Sleep(100);
        }

        Assert.NotEmpty(ProcessesWith(mark));
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        var result = Tool.Finish(process, output, error);
        Assert.Equal(130, result.ExitCode);
        Assert.Contains("quantity", result.Output, StringComparison.Ordinal);
        Assert.Empty(RemainingWith(mark));
    }

    /// <summary>Seconds to sleep that no other run of these tests uses.</summary>
    private static string NewMark(string test) => FormattableString.Invariant($"98765.{Environment.ProcessId}{test}");

    /// <summary>What is still there a while after it was ended: a process that was killed takes a moment to go.</summary>
    private static List<string> RemainingWith(string mark)
    {
        for (var i = 0; i < 50 && ProcessesWith(mark).Count > 0; i++)
        {
            Thread.Sleep(100);
        }

        return [.. ProcessesWith(mark)];
    }

    private static CheckResult Check(
        string program,
        TimeSpan? timeout = null,
        IReadOnlyList<Quantity>? quantities = null,
        string[]? arguments = null,
        TimeSpan? firstAnswer = null) => Programs.Check(
        [$"robustness/{program}", .. arguments ?? []],
        examination => examination with { Quantities = quantities ?? [Quantity.Kl], MaxTest = 0 },
        options => options with { Timeout = timeout ?? options.Timeout, FirstAnswerTimeout = firstAnswer ?? options.FirstAnswerTimeout });

    private static List<Judgement> Failures(CheckResult run) => [.. run.Report.Judgements.Where(static judgement => judgement.IsFailure)];

    private static IEnumerable<Judgement> Defined(CheckResult run) => run.Report.Judgements.Where(static judgement => judgement.Request.Input.IsDefined);

    /// <summary>The requests that the misbehaving programs choose to misbehave on.</summary>
    private static bool IsChosen(Judgement judgement) =>
        judgement.Request.Input is PolicyInput { N: 3, Probabilities.Count: 4 };

    /// <summary>The command lines of running processes that have an argument.</summary>
    private static List<string> ProcessesWith(string argument) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(static folder =>
        {
            try
            {
                return File.ReadAllText(Path.Combine(folder, "cmdline"));
            }
            catch (IOException)
            {
                return "";
            }
            catch (UnauthorizedAccessException)
            {
                return "";
            }
        }).Where(text => text.Split('\0').Contains(argument) && !text.Contains("BonVerify", StringComparison.Ordinal)),
    ];
}
