using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Policies;

public class EnclosedBestOfNTest
{
    [Fact]
    public void ExpectedReward_EnclosesTheExactOne()
    {
        Rational[] scales = [Rational.One, new(-7, 3), new(1, 1_000_000)];
        foreach (var small in SmallPolicies.All())
        {
            foreach (var scale in scales)
            {
                var reference = small.WithRewards(small.Rewards.Select(reward => scale * (reward - Rational.One)));
                foreach (var ties in Enum.GetValues<TieBreaking>())
                {
                    foreach (var n in new[] { 1, 2, 9 })
                    {
                        var expected = new BestOfN(reference, n, ties).ExpectedReward();
                        var actual = new EnclosedBestOfN(reference, n, 90, ties).ExpectedReward();
                        Assert.True(actual.Contains(expected), $"{reference}, n = {n}: {actual} without {expected}");
                        Assert.True(actual.Upper - actual.Lower <= new Dyadic(1, -86));
                    }
                }
            }
        }
    }

    [Fact]
    public void ExpectedReward_WithNegligibleCells_EnclosesTheExactOne()
    {
        var reference = ReferencePolicy.FromWeights(Enumerable.Range(1, 60)).WithRewards(Enumerable.Range(-90, 60));
        var enclosed = new EnclosedBestOfN(reference, 600, 80);
        Assert.InRange(enclosed.Negligible, 10, 55);
        Assert.True(enclosed.ExpectedReward().Contains(new BestOfN(reference, 600).ExpectedReward()));
        Assert.True(enclosed.ExpectedReward().IsAccurateTo(76));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(64)]
    public void ExpectedReward_OfANegligibleCell_IsCharged(int precision)
    {
        // The mass of the lower cell is 2^-500, far below any precision, and its reward makes it the whole expectation: -3.
        var reference = ReferencePolicy.FromWeights(1, 1).WithRewards([new Rational(-3 * BigInteger.Pow(2, 500)), Rational.Zero]);
        var enclosed = new EnclosedBestOfN(reference, 500, precision);
        Assert.Equal(1, enclosed.Negligible);
        Assert.Equal(-3, new BestOfN(reference, 500).ExpectedReward());
        Assert.True(enclosed.ExpectedReward().Contains(new Rational(-3)));
        Assert.True(enclosed.NegligibleMass.Contains(new Rational(BigInteger.One, BigInteger.Pow(2, 500))));
        Assert.True(enclosed.NegligibleReference.Contains(new Rational(1, 2)));
    }

    [Fact]
    public void ExpectedReward_OfABillionDraws_IsTheTopReward() =>
        Assert.Equal(Enclosure.Exactly(5), new EnclosedBestOfN(ReferencePolicy.Parse("1,1 @ 5,5"), 1_000_000_000, 64).ExpectedReward());

    [Fact]
    public void LogRatio_OfACell_IsThatOfItsTerms()
    {
        var policy = ReferencePolicy.FromWeights(1, 2, 3);
        Assert.Equal(Enclosure.Zero, new EnclosedBestOfN(policy, 1, 60).LogRatio(1));
        var best = new EnclosedBestOfN(policy, 5, 60);
        Assert.All(Enumerable.Range(0, 3), cell => Assert.True(best.LogRatio(cell).Overlaps(Enclosure.Ln(best.Evaluate(cell).Ratio, 60))));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public void NegligibleCells_HaveNoLargerRatioThanIsCharged(int n)
    {
        // Cells on both sides of the bound: of F near 0 for few draws, of F next to 1 for many.
        var near0 = ReferencePolicy.FromWeights(Enumerable.Range(0, 40).Select(static i => BigInteger.One << (8 * i)));
        var near1 = ReferencePolicy.FromWeights([(BigInteger)int.MaxValue - 200, .. Enumerable.Repeat(BigInteger.One, 200)]);
        foreach (var policy in new[] { near0, near1 })
        {
            var enclosed = new EnclosedBestOfN(policy, n, 2);
            Assert.All(
                Enumerable.Range(0, enclosed.Negligible),
                cell => Assert.True(enclosed.Evaluate(cell).Ratio.Lower <= enclosed.NegligibleRatio, $"{cell} of {enclosed.Negligible}"));
        }
    }

    [Fact]
    public void Masses_OfAnEnclosedPolicy_TakeTwoBits()
    {
        var policy = ReferencePolicy.FromWeights(1, 2);
        Assert.Throws<ArgumentOutOfRangeException>("precision", () => EnclosedPolicy.FromExact(policy, policy).Masses(1));
        Assert.Equal(2, EnclosedPolicy.FromExact(policy, policy).Masses(2).Count);
    }

    [Fact]
    public void Enumeration_RefusesWhatIsOutOfItsRange()
    {
        var one = ReferencePolicy.FromWeights(1);
        Assert.Throws<ArgumentOutOfRangeException>("ties", () => Enumeration.Probabilities(one, 1, (TieBreaking)9));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => Enumeration.Probabilities(one, Enumeration.MaxTupleLength + 1));
        Assert.Equal([Rational.One], Enumeration.Probabilities(one, Enumeration.MaxTupleLength));
    }
}
