using BonVerify.Bounds;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Bounds;

public class BoundsTest
{
    private const int Fine = 1 << 12;

    [Fact]
    public void Continuous_IsItsFormula()
    {
        for (var n = 1; n <= 40; n++)
        {
            Assert.Equal(LinearFormInLogarithms.Ln(n) - new Rational(n - 1, n), KlBounds.Formula(n));
            Assert.Equal(new Rational(n, n + 1), WinRateBounds.Continuous(n));
        }

        Assert.Equal(0, KlBounds.Formula(1).Sign());
        Assert.Equal(new Rational(int.MaxValue, (long)int.MaxValue + 1), WinRateBounds.Continuous(int.MaxValue));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Continuous_IsTheLimitOfManyEqualOutcomes(int n)
    {
        // Each divergence of the uniform policy on 4096 outcomes stays below the continuous value and comes near to it.
        var best = new BestOfN(ReferencePolicy.FromWeights(Enumerable.Repeat(1, Fine)), n);
        AssertJustBelow(ChiSquared.Of(best), ContinuousBounds.ChiSquared(n));
        AssertJustBelow(DensityRatio.Max(best), ContinuousBounds.DensityRatio(n));
        AssertJustBelow(WinRate.Of(best), WinRateBounds.Continuous(n));
        AssertJustBelow(ReverseKullbackLeibler.Of(best), ContinuousBounds.ReverseKl(n));
        AssertJustBelow(RenyiDivergence.Of(best, 2), ContinuousBounds.Renyi(n, 2));
        AssertJustBelow(RenyiDivergence.Of(best, 4), ContinuousBounds.Renyi(n, 4));
        AssertJustBelow(SquaredHellinger.Of(best, 90), ContinuousBounds.SquaredHellinger(n, 90));

        // TV attains its supremum where the grid meets the crossing point of q and p, as at 1/2 for n = 2.
        var distance = TotalVariation.Of(best);
        Assert.True(LinearFormInLogarithms.Ln(distance) <= ContinuousBounds.LnTotalVariation(n));
        Assert.InRange(ContinuousBounds.TotalVariation(n, 90).Upper.ToRational() - distance, Rational.Zero, new Rational(n, Fine));
    }

    [Fact]
    public void Curve_OfWholeDraws_IsBestOfN_AndOfOthersItsFormula()
    {
        for (var n = 1; n <= 40; n++)
        {
            Assert.Equal(KlBounds.Formula(n), ContinuousBounds.KlOnCurve(n));
            Assert.Equal(WinRateBounds.Continuous(n), ContinuousBounds.WinRateOnCurve(n));
        }

        Assert.Equal(LinearFormInLogarithms.Ln(new Rational(3, 2)) - new Rational(1, 3), ContinuousBounds.KlOnCurve(new Rational(3, 2)));
        Assert.Equal(new Rational(3, 5), ContinuousBounds.WinRateOnCurve(new Rational(3, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ContinuousBounds.KlOnCurve(new Rational(1, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ContinuousBounds.WinRateOnCurve(new Rational(1, 2)));
    }

    [Fact]
    public void Continuous_OfOneDraw_IsExactlyZero()
    {
        Assert.Equal(Rational.Zero, ContinuousBounds.ChiSquared(1));
        Assert.Equal(0, ContinuousBounds.ReverseKl(1).Sign());
        Assert.Equal(0, ContinuousBounds.Renyi(1, 3).Sign());
        Assert.Equal(Enclosure.Zero, ContinuousBounds.SquaredHellinger(1, 30));
    }

    [Fact]
    public void Gaps_AreTheirFormulas()
    {
        foreach (var reference in SmallPolicies.All())
        {
            var levels = reference.Levels.Select(static level => level.Probability).ToArray();
            var (squares, cubes) = (Sum(levels.Select(p => p * p)), Sum(levels.Select(p => p * p * p)));
            for (var n = 1; n <= 4; n++)
            {
                Assert.Equal(2 * n * (n - 1) * squares, KlGapBounds.Renyi(reference, n));
                Assert.Equal(
                    new Rational(n * (n - 1), 2) * squares * LinearFormInLogarithms.Ln(2) - new Rational(n * (n - 1), 4) * squares,
                    KlGapBounds.RenyiSharp(reference, n));
                Assert.Equal(new Rational(n * (n - 1) * (n - 1), 24) * cubes, KlGapBounds.Cubic(reference, n));
                Assert.Equal(new Rational(n - 1, 2) * squares, WinRateGapBounds.Renyi(reference, n));
                Assert.Equal(new Rational(n - 1, 6) * squares, WinRateGapBounds.RenyiSharp(reference, n));
                Assert.Equal(new Rational(n * (n - 1), 12) * cubes, WinRateGapBounds.Cubic(reference, n));
                var best = new BestOfN(reference, n);
                Assert.Equal(
                    new Rational(n, 2) * Sum(best.LevelProbabilities().Zip(reference.Levels, (q, level) => q * level.Probability / level.Cumulative)),
                    KlGapBounds.Linear(best));
                Assert.Equal(-LinearFormInLogarithms.Ln(levels[^1]), KlBounds.LogInverseTop(best));
            }

            Assert.Equal(1 - levels[^1] / 2, WinRateBounds.Limit(reference));
        }
    }

    [Fact]
    public void Linear_WhereAllButTheTopIsNegligible_HoldsTheExactOne()
    {
        // (n/2)(1/2)(1 + 2^-n): the lower cell has the mass 2^-500, and without it the sum is at most n/4 exactly.
        var reference = ReferencePolicy.FromWeights(1, 1);
        var enclosed = new EnclosedBestOfN(reference, 500, 64);
        Assert.Equal(1, enclosed.Negligible);
        Assert.True(KlGapBounds.Linear(enclosed).Contains(KlGapBounds.Linear(new BestOfN(reference, 500))));
    }

    [Fact]
    public void Gaps_UnderListingOrder_RunOverOutcomes()
    {
        var tied = ReferencePolicy.Parse("1,1,2 @ 5,5,5");
        Assert.Equal(4 * new Rational(6, 16), KlGapBounds.Renyi(tied, 2, TieBreaking.FirstListed));
        Assert.Equal(new Rational(4), KlGapBounds.Renyi(tied, 2));
    }

    [Fact]
    public void Errors_NameTheParameter()
    {
        Assert.Contains("n is 0; it must be at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => KlBounds.Formula(0)).Message, StringComparison.Ordinal);
        Assert.Contains("n is -1; it must be at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => WinRateBounds.Continuous(-1)).Message, StringComparison.Ordinal);
        Assert.Contains("n is 1; it must be at least 2", Assert.Throws<ArgumentOutOfRangeException>(() => ContinuousBounds.LnTotalVariation(1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("policy", () => KlBounds.TopAtom(null!));
    }

    private static void AssertJustBelow(Rational value, Rational bound) =>
        Assert.InRange((bound - value) / bound, Rational.Zero, new Rational(20, Fine));

    private static void AssertJustBelow(LinearFormInLogarithms value, LinearFormInLogarithms bound)
    {
        Assert.True(value < bound);
        Assert.InRange(value.ToDouble() / bound.ToDouble(), 1 - 20.0 / Fine, 1);
    }

    private static void AssertJustBelow(Enclosure value, Enclosure bound)
    {
        Assert.True(value.IsBelow(bound));
        Assert.InRange((value.Upper.ToRational() / bound.Lower.ToRational()).ToDouble(), 1 - 20.0 / Fine, 1);
    }

    private static Rational Sum(IEnumerable<Rational> values) => values.Aggregate(Rational.Zero, (a, b) => a + b);

    [Fact]
    public void Enclosures_HaveTheAccuracyThatIsAskedFor()
    {
        foreach (var precision in new[] { 2, 9, 53, 200 })
        {
            foreach (var n in new[] { 2, 3, 7, 1000, int.MaxValue })
            {
                var (distance, hellinger) = (ContinuousBounds.TotalVariation(n, precision), ContinuousBounds.SquaredHellinger(n, precision));
                Assert.True(distance.IsAccurateTo(precision - 3) && hellinger.IsAccurateTo(precision - 3), $"n = {n}, {precision} bits: {distance}, {hellinger}");
                Assert.True(distance.Overlaps(ContinuousBounds.TotalVariation(n, 300)) && hellinger.Overlaps(ContinuousBounds.SquaredHellinger(n, 300)));
            }

            // 1/2 − 1/4, and (2 − 1)²/5.
            Assert.True(ContinuousBounds.TotalVariation(2, precision).Contains(new Rational(1, 4)));
            Assert.True(ContinuousBounds.SquaredHellinger(4, precision).Contains(new Rational(1, 5)));
        }

        Assert.Throws<ArgumentOutOfRangeException>("n", static () => ContinuousBounds.SquaredHellinger(0, 30));
        Assert.Throws<ArgumentOutOfRangeException>("precision", static () => ContinuousBounds.SquaredHellinger(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>("n", static () => ContinuousBounds.ChiSquared(0));
        Assert.Throws<ArgumentOutOfRangeException>("n", static () => ContinuousBounds.Renyi(0, 2));
        Assert.Throws<ArgumentOutOfRangeException>("order", static () => ContinuousBounds.Renyi(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>("n", static () => ContinuousBounds.ReverseKl(0));
        Assert.Throws<ArgumentOutOfRangeException>("n", static () => ContinuousBounds.DensityRatio(0));
    }

    [Fact]
    public void WeightedPowerSum_IsTheSum_ExactlyAndEnclosed()
    {
        foreach (var reference in SmallPolicies.All().Where(static reference => reference.Count == 3))
        {
            for (var n = 1; n <= 3; n++)
            {
                for (var (fewer, power) = (0, 1); fewer <= n; fewer++, power = 1 + power % 3)
                {
                    var expected = Sum(reference.Levels.Select(level => Power(level.Cumulative, n - fewer) * Power(level.Probability, power)));
                    Assert.Equal(expected, KlGapBounds.WeightedPowerSum(new BestOfN(reference, n), fewer, power));
                    var enclosed = KlGapBounds.WeightedPowerSum(new EnclosedBestOfN(reference, n, 60), fewer, power);
                    Assert.True(enclosed.Contains(expected) && enclosed.IsAccurateTo(56), $"{reference}: {enclosed}");
                }
            }
        }

        var (exact, wide) = (new BestOfN(ReferencePolicy.FromWeights(1, 2), 3), new EnclosedBestOfN(ReferencePolicy.FromWeights(1, 2), 3, 60));
        foreach (var fewer in new[] { -1, 4 })
        {
            Assert.Throws<ArgumentOutOfRangeException>("fewer", () => KlGapBounds.WeightedPowerSum(exact, fewer, 1));
            Assert.Throws<ArgumentOutOfRangeException>("fewer", () => KlGapBounds.WeightedPowerSum(wide, fewer, 1));
        }

        Assert.Throws<ArgumentOutOfRangeException>("power", () => KlGapBounds.WeightedPowerSum(exact, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("power", () => KlGapBounds.WeightedPowerSum(wide, 1, 0));

        static Rational Power(Rational value, int exponent) => Enumerable.Repeat(value, exponent).Aggregate(Rational.One, static (product, factor) => product * factor);
    }
}
