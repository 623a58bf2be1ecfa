using BonVerify.Cli.Checking;
using BonVerify.Cli.Checking.Cases;
using BonVerify.Cli.Checking.Dialogue;
using BonVerify.Cli.Checking.Judging;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Cli.Tests.Checking;

public class JudgeTest
{
    private static readonly Judge Default = new(new TruthTable(), Tolerance.Default, [TieBreaking.AmongDraws]);

    private static readonly SentPolicy Halves = new([0.5, 0.5], [0, 1], 2);

    [Theory]
    [InlineData(0.625, Verdict.Correct)]
    [InlineData(0.6250000000000001, Verdict.WithinTolerance)]
    [InlineData(0.625000001, Verdict.Wrong)]
    [InlineData(-0.625, Verdict.Negative)]
    [InlineData(double.NaN, Verdict.NotFinite)]
    [InlineData(double.PositiveInfinity, Verdict.NotFinite)]
    public void Number_IsJudgedByItsDistance(double answer, object verdict) =>
        Assert.Equal(verdict, Decide(Quantity.WinRate, Halves, answer).Verdict);

    [Fact]
    public void Masses_AreJudgedAsADistribution()
    {
        Assert.Equal(Verdict.Correct, Decide(Quantity.Pmf, Halves, [0.25, 0.75]).Verdict);
        Assert.Equal(Verdict.Wrong, Decide(Quantity.Pmf, Halves, [0.75, 0.25]).Verdict);
        Assert.Equal(Verdict.NotNormalised, Decide(Quantity.Pmf, Halves, [0.25, 0.5]).Verdict);
        Assert.Equal(Verdict.Negative, Decide(Quantity.Pmf, Halves, [-0.25, 1.25]).Verdict);
        Assert.Equal(Verdict.Malformed, Decide(Quantity.Pmf, Halves, [1]).Verdict);
        Assert.Equal(Verdict.Malformed, Decide(Quantity.Pmf, Halves, 0.25).Verdict);
    }

    [Fact]
    public void Zero_ForgivesRoundingOfCancellingTermsOnly()
    {
        var single = new SentPolicy([1], [0], 5);
        Assert.Equal(Verdict.Correct, Decide(Quantity.Kl, single, 0).Verdict);
        Assert.Equal(Verdict.WithinTolerance, Decide(Quantity.Kl, single, -2e-16).Verdict);
        Assert.Equal(Verdict.Negative, Decide(Quantity.Kl, single, -2e-13).Verdict);
        Assert.Equal(Verdict.Wrong, Decide(Quantity.Pmf, new SentPolicy([1, 1e-30], [0, 1], 2), [1, 2e-16]).Verdict);
    }

    [Fact]
    public void Truth_IsThatOfTheDoublesAsTheyStand()
    {
        // 0.1 is 3602879701896397/2^55: a policy of these doubles is not that of the decimals.
        var sent = new SentPolicy([0.1, 0.9], [0, 1], 2);
        var mass = new BonVerify.Numerics.Rational(3602879701896397) / (new BonVerify.Numerics.Rational(3602879701896397) + new BonVerify.Numerics.Rational(4 * 8106479329266893));
        Assert.Equal(mass, sent.Reference.Probabilities[0]);
        var truth = new TruthTable().Of(new CheckRequest(Quantity.Pmf, sent), TieBreaking.AmongDraws)!;
        Assert.Equal((mass * mass).ToString(), truth[0].Value.Exact);
    }

    [Fact]
    public void Ulps_AreThoseOfTheNearestDouble()
    {
        Assert.Equal(0, Decide(Quantity.WinRate, Halves, 0.625).Ulps);
        Assert.Equal(3, Decide(Quantity.WinRate, Halves, 0.625 + 3 * Math.ScaleB(1, -53)).Ulps);
        Assert.Null(Decide(Quantity.Kl, new SentPolicy([1], [0], 5), 1e-16).Ulps);
    }

    [Fact]
    public void MassesBelowEveryDouble_AreZero()
    {
        var sent = new SentPolicy([0.5, 0.5], [0, 1], 1_000_000_000);
        Assert.Equal(Verdict.Correct, Decide(Quantity.Pmf, sent, [0, 1]).Verdict);
        Assert.Equal(Verdict.Wrong, Decide(Quantity.Pmf, sent, [1e-10, 1]).Verdict);
    }

    [Fact]
    public void SecondAnswer_MayDifferWithinToleranceOnly()
    {
        var first = Decide(Quantity.WinRate, Halves, 0.625);
        Assert.Equal(Verdict.Correct, Default.Decide(first, Number(0.6250000000000001)).Verdict);
        Assert.Equal(Verdict.Flaky, Default.Decide(first, Number(0.7)).Verdict);
        Assert.Equal(Verdict.Flaky, Default.Decide(Decide(Quantity.WinRate, Halves, 0.8), Number(0.7)).Verdict);
        Assert.Equal(Verdict.Wrong, Default.Decide(Decide(Quantity.WinRate, Halves, 0.8), Number(0.8)).Verdict);
        Assert.Equal(Verdict.NotFinite, Default.Decide(Decide(Quantity.WinRate, Halves, double.NaN), Number(double.NaN)).Verdict);
    }

    [ProgramTheory(Programs.Python)]
    [InlineData("wrong_ties_first_listed.py", "listing-order", null, 0)]
    [InlineData("wrong_ties_first_listed.py", "any", null, 0)]
    [InlineData("wrong_ties_last_listed.py", "any", null, 1)]
    [InlineData("correct_direct.py", "listing-order", null, 1)]
    [InlineData("correct_direct.py", "any", null, 0)]
    [InlineData("wrong_cancellation.py", "among-draws", "rel=1e-9,abs=1e-9", 0)]
    [InlineData("wrong_cancellation.py", "among-draws", "rel=1e-9", 1)]
    [InlineData("correct_direct.py", "among-draws", "ulps=0", 1)]
    [InlineData("correct_direct.py", "among-draws", "ulps=100000", 0)]
    public void Options_DecideWhatIsRight(string program, string ties, string? tolerance, int exitCode)
    {
        var run = Programs.Check(program, options => options with
        {
            Quantities = [Quantity.Pmf],
            Ties = TiesMode.Parse(ties),
            Tolerance = tolerance is null ? Tolerance.Default : Tolerance.Parse(tolerance),
        });
        Assert.Equal(exitCode, CheckReport.ExitCodeOf(run));
    }

    private static Reply.Value Number(double number) => new([number], IsList: false);

    private static Judgement Decide(Quantity quantity, SentCase sent, double answer) =>
        Default.Decide(new CheckRequest(quantity, sent), "test", Number(answer));

    private static Judgement Decide(Quantity quantity, SentCase sent, double[] answer) =>
        Default.Decide(new CheckRequest(quantity, sent), "test", new Reply.Value(answer, IsList: true));
}
