using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Conformance.Tests;

public class JudgeTest
{
    private static readonly Judge Default = new(new Truth(), Tolerance.Default, TieConventions.Default);

    private static readonly PolicyInput Halves = new([0.5, 0.5], [0, 1], 2);

    [Theory]
    [InlineData(0.625, Assessment.Correct)]
    [InlineData(0.6250000000000001, Assessment.WithinTolerance)]
    [InlineData(0.625000001, Assessment.Wrong)]
    [InlineData(-0.625, Assessment.Negative)]
    [InlineData(double.NaN, Assessment.NotFinite)]
    [InlineData(double.PositiveInfinity, Assessment.NotFinite)]
    public void Number_IsJudgedByItsDistance(double answer, Assessment assessment) =>
        Assert.Equal(assessment, Decide(Quantity.WinRate, Halves, answer).Assessment);

    [Fact]
    public void Masses_AreJudgedAsADistribution()
    {
        Assert.Equal(Assessment.Correct, Decide(Quantity.Pmf, Halves, [0.25, 0.75]).Assessment);
        Assert.Equal(Assessment.Wrong, Decide(Quantity.Pmf, Halves, [0.75, 0.25]).Assessment);
        Assert.Equal(Assessment.NotNormalised, Decide(Quantity.Pmf, Halves, [0.25, 0.5]).Assessment);
        Assert.Equal(Assessment.Negative, Decide(Quantity.Pmf, Halves, [-0.25, 1.25]).Assessment);
        Assert.Equal(Assessment.Malformed, Decide(Quantity.Pmf, Halves, [1]).Assessment);
        Assert.Equal(Assessment.Malformed, Decide(Quantity.Pmf, Halves, 0.25).Assessment);
        Assert.Equal(Assessment.Malformed, Decide(Quantity.Kl, Halves, [0.5]).Assessment);
    }

    [Fact]
    public void Zero_ForgivesRoundingOfCancellingTermsOnly_AndSaysSo()
    {
        var single = new PolicyInput([1], [0], 5);
        Assert.Equal(Assessment.Correct, Decide(Quantity.Kl, single, 0).Assessment);
        var allowed = Decide(Quantity.Kl, single, -2e-16);
        Assert.Equal(Assessment.ByAllowance, allowed.Assessment);
        Assert.Null(allowed.RelativeError);
        Assert.Equal(2e-16, allowed.ErrorAtZero!.Value, 1e-30);
        Assert.Equal(Assessment.Negative, Decide(Quantity.Kl, single, -2e-13).Assessment);
        Assert.Equal(Assessment.Wrong, Decide(Quantity.Pmf, new PolicyInput([1, 1e-30], [0, 1], 2), [1, 2e-16]).Assessment);
    }

    [Fact]
    public void AnswerByAllowance_ShowsItsWholeError()
    {
        // 71 % off, and yet within 1e-14.
        var judgement = Decide(Quantity.Kl, new PolicyInput([0.9999999999999999, 1e-16], [0, 1], 2), 6.61e-17);
        Assert.Equal(Assessment.ByAllowance, judgement.Assessment);
        Assert.InRange(judgement.RelativeError!.Value, 0.70, 0.72);
        Assert.True(judgement.Ulps > 1e14);
    }

    [Fact]
    public void Truth_IsThatOfTheDoublesAsTheyStand()
    {
        // 0.1 is 3602879701896397/2^55: a policy of these doubles is not that of the decimals.
        var input = new PolicyInput([0.1, 0.9], [0, 1], 2);
        Rational tenth = 3602879701896397;
        var mass = tenth / (tenth + 4 * (Rational)8106479329266893);
        Assert.Equal(mass, input.Reference.Probabilities[0]);
        var truth = new Truth().Of(new Request(Quantity.Pmf, input), TieConvention.AmongDraws)!;
        Assert.Equal((mass * mass).ToString(), truth[0].Value.Exact);
    }

    [Fact]
    public void Ulps_AreThoseOfTheNearestDouble()
    {
        Assert.Equal(0, Decide(Quantity.WinRate, Halves, 0.625).Ulps);
        Assert.Equal(3, Decide(Quantity.WinRate, Halves, 0.625 + 3 * Math.ScaleB(1, -53)).Ulps);
        Assert.Null(Decide(Quantity.Kl, new PolicyInput([1], [0], 5), 1e-16).Ulps);
    }

    [Fact]
    public void MassesBelowEveryDouble_AreZero()
    {
        var input = new PolicyInput([0.5, 0.5], [0, 1], 1_000_000_000);
        Assert.Equal(Assessment.Correct, Decide(Quantity.Pmf, input, [0, 1]).Assessment);
        Assert.Equal(Assessment.Wrong, Decide(Quantity.Pmf, input, [1e-10, 1]).Assessment);
    }

    [Fact]
    public void SecondAnswer_MayDifferWithinToleranceOnly()
    {
        var first = Decide(Quantity.WinRate, Halves, 0.625);
        Assert.Equal(Assessment.Correct, Default.Decide(first, Answer.Of(0.6250000000000001)).Assessment);
        Assert.Equal(Assessment.Flaky, Default.Decide(first, Answer.Of(0.7)).Assessment);
        Assert.Equal(Assessment.Flaky, Default.Decide(Decide(Quantity.WinRate, Halves, 0.8), Answer.Of(0.7)).Assessment);
        Assert.Equal(Assessment.Wrong, Default.Decide(Decide(Quantity.WinRate, Halves, 0.8), Answer.Of(0.8)).Assessment);
        Assert.Equal(Assessment.NotFinite, Default.Decide(Decide(Quantity.WinRate, Halves, double.NaN), Answer.Of(double.NaN)).Assessment);
    }

    [Theory]
    [InlineData(TieConvention.AmongDraws, 0.5, 0.5, 0.5)]
    [InlineData(TieConvention.Strict, 0.5, 0.5, 0)]
    [InlineData(TieConvention.FirstListed, 0.75, 0.25, 0.5)]
    [InlineData(TieConvention.LastListed, 0.25, 0.75, 0.5)]
    public void Ties_AreJudgedByTheirConvention(TieConvention ties, double first, double second, double win)
    {
        var judge = new Judge(new Truth(), Tolerance.Default, [ties]);
        var tied = new PolicyInput([0.5, 0.5], [1, 1], 2);
        Assert.Equal(Assessment.Correct, judge.Decide(new Request(Quantity.Pmf, tied), "test", Answer.Of([first, second])).Assessment);
        Assert.Equal(ties, judge.Decide(new Request(Quantity.Pmf, tied), "test", Answer.Of([first, second])).Ties);
        if (ties is TieConvention.AmongDraws or TieConvention.Strict)
        {
            Assert.Equal(Assessment.Correct, judge.Decide(new Request(Quantity.WinRate, tied), "test", Answer.Of(win)).Assessment);
        }
    }

    [Fact]
    public void Ties_OfPools_FollowTheConventionToo()
    {
        var pool = new Request(Quantity.PoolWeights, new PoolInput([1, 1], 2));
        Assert.Equal([0.5, 0.5], NearestOf(pool, TieConvention.AmongDraws));
        Assert.Equal([1, 0], NearestOf(pool, TieConvention.FirstListed));
        Assert.Equal([0, 1], NearestOf(pool, TieConvention.LastListed));

        static double[] NearestOf(Request request, TieConvention ties) => [.. new Truth().Of(request, ties)!.Select(static value => value.Nearest)];
    }

    [Fact]
    public void SeveralConventions_TheKindestCounts()
    {
        var any = new Judge(new Truth(), Tolerance.Default, TieConventions.Find("any")!);
        var tied = new Request(Quantity.Pmf, new PolicyInput([0.5, 0.5], [1, 1], 2));
        foreach (var right in new double[][] { [0.5, 0.5], [0.75, 0.25], [0.25, 0.75] })
        {
            Assert.Equal(Assessment.Correct, any.Decide(tied, "test", Answer.Of(right)).Assessment);
        }

        Assert.Equal(Assessment.Wrong, any.Decide(tied, "test", Answer.Of([0.375, 0.625])).Assessment);
    }

    [Fact]
    public void WhereNothingIsDefined_TheRightAnswerIsToRefuse()
    {
        foreach (var input in InputForm.All.SelectMany(static form => InputSource.WithoutAnswer(form)).Select(static sourced => sourced.Input))
        {
            Assert.NotNull(input.WhyUndefined);
            var request = new Request(Quantity.All.First(quantity => InputForm.Of(quantity) == input.Form), input);
            Assert.Equal(Assessment.Refused, Default.Decide(request, "test", new Answer.Failure("k > n")).Assessment);
            Assert.Equal(Assessment.Refused, Default.Decide(request, "test", Answer.Of(double.NaN)).Assessment);
            Assert.Equal(Assessment.AnsweredUndefined, Default.Decide(request, "test", Answer.Of(1)).Assessment);
            Assert.True(Default.CanAsk(request));
        }
    }

    /// <summary>Whichever of equal rewards is kept, it is worth its reward; only its place and its gold depend on that.</summary>
    [Fact]
    public void ConventionForTies_MovesTheWeightsAndTheGold_AndNotTheRewards()
    {
        var first = new Judge(new Truth(), Tolerance.Default, [TieConvention.FirstListed]);
        void IsRight(Quantity quantity, Input input, params double[] answer) => Assert.Equal(
            Assessment.Correct, first.Decide(new Request(quantity, input), "test", quantity.IsList ? Answer.Of(answer) : Answer.Of(answer[0])).Assessment);

        IsRight(Quantity.PoolWeights, new PoolInput([5, 5], 1), 0.5, 0.5);
        IsRight(Quantity.PoolWeights, new PoolInput([5, 5], 2), 1, 0);
        IsRight(Quantity.BestAtN, new PoolInput([5, 5], 2), 5);
        IsRight(Quantity.WorstAtN, new PoolInput([5, 5], 2), 5);
        IsRight(Quantity.BestAtNPlugIn, new PoolInput([5, 5], 2), 5);
        IsRight(Quantity.TieProbability, new PoolInput([5, 5], 2), 1);
        IsRight(Quantity.MaxAtNGradient, new PoolInput([5, 5], 2), 5, 5);
        IsRight(Quantity.GoldOfBest, new GoldPoolInput([5, 5], [7, 9], 2), 7);
        IsRight(Quantity.WinRateOfPool, new OpponentPoolInput(new PoolInput([5, 5], 1), 1), 0.5);
    }

    private static Judgement Decide(Quantity quantity, Input input, double answer) => Default.Decide(new Request(quantity, input), "test", Answer.Of(answer));

    private static Judgement Decide(Quantity quantity, Input input, double[] answer) => Default.Decide(new Request(quantity, input), "test", Answer.Of(answer));
}
