using BonVerify.Bounds;
using BonVerify.Estimators;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Estimators;

public class MonteCarloKlTest
{
    private static readonly ReferencePolicy Reference = ReferencePolicy.Parse("4,1,2,3 @ 0,3,1,1");

    [Theory]
    [InlineData(TieBreaking.AmongDraws)]
    [InlineData(TieBreaking.FirstListed)]
    public void Interval_ContainsTheExpectationAndReachesTheDivergence(TieBreaking ties)
    {
        var exact = new BestOfN(Reference, 4, ties);
        var expected = KlEstimator.Mean(exact).Evaluate(128);
        for (var seed = 0UL; seed < 20; seed++)
        {
            var estimate = MonteCarloKl.Estimate(Reference, 4, 2000, seed, new Rational(999_999, 1_000_000), ties);
            Assert.True(estimate.Interval.Contains(expected), $"{estimate} against {expected.ToDecimal(12)}");
        }
    }

    [Fact]
    public void Mean_IsTheAverageOfTheEstimatorOverTheDraws()
    {
        var sampler = new Sampler(Reference);
        var random = new SplitMix64(17);
        var sum = LinearFormInLogarithms.Zero;
        for (var i = 0; i < 50; i++)
        {
            sum += KlEstimator.Value(3, Reference.Probabilities[sampler.DrawBestOf(random, 3)]);
        }

        var estimate = MonteCarloKl.Estimate(Reference, 3, 50, 17, new Rational(1, 2));
        Assert.True(estimate.Mean.Overlaps((new Rational(1, 50) * sum).Evaluate(128)));
        Assert.True(estimate.Mean.IsAccurateTo(80));
    }

    [Fact]
    public void Radius_IsHoeffdings()
    {
        // ln 2 − 1/2 times √(ln(2/0.05)/200).
        var radius = MonteCarloKl.Estimate(Reference, 2, 100, 1, new Rational(19, 20)).Radius;
        Assert.Equal((Math.Log(2) - 0.5) * Math.Sqrt(Math.Log(40) / 200), radius.Lower.ToDouble(), 1e-15);
        Assert.True(radius.IsAccurateTo(80));
    }

    [Fact]
    public void Radius_CoversAtLeastTheConfidence()
    {
        var expected = KlEstimator.Mean(new BestOfN(Reference, 3)).Evaluate(128);
        var covered = Enumerable.Range(0, 200).Count(seed =>
            MonteCarloKl.Estimate(Reference, 3, 100, (ulong)seed, new Rational(1, 2)).Interval.Contains(expected));
        Assert.InRange(covered, 100, 200);
    }

    [Fact]
    public void Estimate_DependsOnTheSeedAlone()
    {
        var first = MonteCarloKl.Estimate(Reference, 5, 300, 8, new Rational(9, 10));
        Assert.Equal(first, MonteCarloKl.Estimate(Reference, 5, 300, 8, new Rational(9, 10)));
        Assert.NotEqual(first.Mean, MonteCarloKl.Estimate(Reference, 5, 300, 9, new Rational(9, 10)).Mean);
    }

    [Fact]
    public void Outcomes_WithoutMass_AreNeverAsked() => Assert.Equal(
        MonteCarloKl.Estimate(ReferencePolicy.Parse("4,1"), 3, 50, 2, new Rational(1, 2)),
        MonteCarloKl.Estimate(ReferencePolicy.Parse("4,1,0"), 3, 50, 2, new Rational(1, 2)));

    [Fact]
    public void OneDraw_IsExactlyZero()
    {
        var estimate = MonteCarloKl.Estimate(Reference, 1, 10, 3, new Rational(9, 10));
        Assert.Equal(Enclosure.Zero, estimate.Mean);
        Assert.Equal(Enclosure.Zero, estimate.Radius);
    }

    [Fact]
    public void OneOutcome_IsZeroWithTheRadiusOfTheFormula()
    {
        var estimate = MonteCarloKl.Estimate(ReferencePolicy.FromWeights(1), 1000, 1, 3, new Rational(9, 10));
        Assert.Equal(Enclosure.Zero, estimate.Mean);
        Assert.True(KlBounds.Formula(1000).Evaluate(96).IsBelow(estimate.Radius));
    }

    [Fact]
    public void Errors_NameParameterValueAndRule()
    {
        Refuses("n is 0; it must be at least 1", () => MonteCarloKl.Estimate(Reference, 0, 1, 1, new Rational(1, 2)));
        Refuses("responses is 0; it must be at least 1", () => MonteCarloKl.Estimate(Reference, 1, 0, 1, new Rational(1, 2)));
        Refuses("confidence is 0; it must be in (0, 1)", () => MonteCarloKl.Estimate(Reference, 1, 1, 1, Rational.Zero));
        Refuses("confidence is 1; it must be in (0, 1)", () => MonteCarloKl.Estimate(Reference, 1, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("confidence", () => MonteCarloKl.Estimate(ReferencePolicy.FromWeights(1), 1, 1, 1, 1.5));
        Assert.Throws<ArgumentOutOfRangeException>("confidence", () => MonteCarloKl.Estimate(ReferencePolicy.FromWeights(1), 1, 1, 1, double.NaN));
        Assert.Equal(
            MonteCarloKl.Estimate(ReferencePolicy.FromWeights(1, 2), 3, 9, 1, new Rational(3, 4)),
            MonteCarloKl.Estimate(ReferencePolicy.FromWeights(1, 2), 3, 9, 1, 0.75));
        Assert.Throws<ArgumentNullException>("reference", () => MonteCarloKl.Estimate(null!, 1, 1, 1, new Rational(1, 2)));
    }

    private static void Refuses(string message, Func<object> action) => Assert.Contains(
        message, Assert.Throws<ArgumentOutOfRangeException>(action).Message, StringComparison.Ordinal);
}
