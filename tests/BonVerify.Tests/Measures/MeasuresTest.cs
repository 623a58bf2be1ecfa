using BonVerify.Bounds;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;
using Fractions;

namespace BonVerify.Tests.Measures;

/// <summary>Each measure by a second route, over single outcomes, on all small policies.</summary>
public class MeasuresTest
{
    [Fact]
    public void WinRate_IsTheDoubleSumOverOutcomePairs() => OnAllSmallCases((best, p, q) =>
    {
        var rewards = best.Reference.Rewards;
        var expected = Fraction.Zero;
        for (var i = 0; i < p.Count; i++)
        {
            for (var j = 0; j < p.Count; j++)
            {
                expected += q[i] * p[j] * new Fraction(1 + rewards[i].CompareTo(rewards[j]), 2);
            }
        }

        Assert.Equal(expected, WinRate.Of(best));
    });

    [Fact]
    public void TotalVariation_IsTheSumOfPositiveParts() => OnAllSmallCases((best, p, q) => Assert.Equal(
        Sum(p.Zip(q, (a, b) => b > a ? b - a : Fraction.Zero)), TotalVariation.Of(best)));

    [Fact]
    public void ChiSquared_IsTheSumOfSquaredDifferences() => OnAllSmallCases((best, p, q) => Assert.Equal(
        Sum(p.Zip(q).Where(pair => !pair.First.IsZero).Select(pair =>
            (pair.Second - pair.First) * (pair.Second - pair.First) / pair.First)),
        ChiSquared.Of(best)));

    [Fact]
    public void Kl_IsTheSumOverOutcomes() => OnAllSmallCases((best, p, q) => Assert.Equal(
        LinearFormInLogarithms.Sum(p.Zip(q).Where(pair => !pair.First.IsZero).Select(pair =>
            pair.Second * LinearFormInLogarithms.Ln(pair.Second / pair.First))),
        KullbackLeibler.Of(best)));

    [Fact]
    public void RenyiEntropy_IsMinusLnOfTheCollisionProbability()
    {
        foreach (var reference in SmallPolicies.All())
        {
            var p = reference.Probabilities;
            var byReward = p.Zip(reference.Rewards).GroupBy(pair => pair.Second, pair => pair.First).Select(Sum);
            Assert.Equal(-LinearFormInLogarithms.Ln(Sum(p.Select(x => x * x))), RenyiEntropy.OfOrderTwo(reference));
            Assert.Equal(-LinearFormInLogarithms.Ln(Sum(byReward.Select(x => x * x))), RenyiEntropy.OfOrderTwoOverLevels(reference));
        }
    }

    [Fact]
    public void OneDrawOrOneOutcome_IsExactlyZero()
    {
        var cases = SmallPolicies.All().Select(reference => new BestOfN(reference, 1))
            .Append(new BestOfN(ReferencePolicy.FromWeights(5), 9))
            .Append(new BestOfN(ReferencePolicy.Parse("1,2,3 @ 4,4,4"), 9));
        foreach (var best in cases)
        {
            Assert.Equal(0, KullbackLeibler.Of(best).Sign());
            Assert.Equal(0.0, KullbackLeibler.Of(best).ToDouble());
            Assert.Equal(Fraction.Zero, ChiSquared.Of(best));
            Assert.Equal(Fraction.Zero, TotalVariation.Of(best));
            Assert.Equal(new Fraction(1, 2), WinRate.Of(best));
        }
    }

    [Fact]
    public void Bounds_AreTheirFormulas()
    {
        for (var n = 1; n <= 40; n++)
        {
            Assert.Equal(LinearFormInLogarithms.Ln(n) - new Fraction(n - 1, n), KlBounds.Formula(n));
            Assert.Equal(new Fraction(n, n + 1), WinRateBounds.Continuous(n));
        }

        Assert.Equal(0, KlBounds.Formula(1).Sign());
        Assert.Equal(new Fraction(int.MaxValue, (long)int.MaxValue + 1), WinRateBounds.Continuous(int.MaxValue));
    }

    [Fact]
    public void Errors_NameTheParameter()
    {
        Assert.Contains("n is 0; it must be at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => KlBounds.Formula(0)).Message, StringComparison.Ordinal);
        Assert.Contains("n is -1; it must be at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => WinRateBounds.Continuous(-1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("policy", () => KlBounds.TopAtom(null!));
        Assert.Throws<ArgumentNullException>("policy", () => KullbackLeibler.Of(null!));
        Assert.Throws<ArgumentNullException>("policy", () => WinRate.Of(null!));
        Assert.Throws<ArgumentNullException>("policy", () => ChiSquared.Of(null!));
        Assert.Throws<ArgumentNullException>("policy", () => TotalVariation.Of(null!));
    }

    private static void OnAllSmallCases(Action<BestOfN, IReadOnlyList<Fraction>, IReadOnlyList<Fraction>> check)
    {
        foreach (var reference in SmallPolicies.All())
        {
            foreach (var ties in Enum.GetValues<TieBreaking>())
            {
                for (var n = 1; n <= 3; n++)
                {
                    var best = new BestOfN(reference, n, ties);
                    check(best, reference.Probabilities, Enumeration.Probabilities(reference, n, ties));
                }
            }
        }
    }

    private static Fraction Sum(IEnumerable<Fraction> values) => values.Aggregate(Fraction.Zero, (a, b) => a + b);
}
