using System.Numerics;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Measures;

/// <summary>Pairs of policies whose masses are enclosed.</summary>
public class EnclosedPairsTest
{
    [Fact]
    public void TotalVariation_OfNearlyEqualPolicies_StaysEnclosed()
    {
        // The ratios are 1 but for the last bits that are carried, so that their enclosures straddle it.
        var random = new Random(5);
        for (var i = 0; i < 2000; i++)
        {
            BigInteger[] weights = [random.Next(1, 300), random.Next(1, 300)];
            var change = new BigInteger(random.Next(-8, 9));
            var reference = ReferencePolicy.FromWeights(weights.Select(static weight => weight << 15));
            var policy = ReferencePolicy.FromWeights([(weights[0] << 15) + change, (weights[1] << 15) - change]);
            var exact = TotalVariation.Of(policy, reference);
            var enclosed = TotalVariation.Of(EnclosedPolicy.FromExact(policy, reference), 2);
            Assert.True(enclosed.Contains(exact), $"{policy}, {reference}: {enclosed}");
        }
    }

    /// <summary>
    /// The truth is at an end of every mass, so that what a ratio may be on the other side of 1 must not hide what it is: |1/2 − 1| from
    /// [1/2, 5/4], and |3/2 − 1| from [3/4, 3/2].
    /// </summary>
    [Theory]
    [InlineData("1/4", "5/8", "3/8", "3/4")]
    [InlineData("1/4", "3/8", "5/8", "3/4")]
    [InlineData("1/4", "1/4", "3/4", "3/4")]
    [InlineData("1/8", "1/4", "3/4", "7/8")]
    [InlineData("1/8", "1/2", "1/2", "3/4")]
    [InlineData("1/4", "7/8", "1/8", "3/4")]
    public void TotalVariation_OfWideMasses_HoldsThatOfEveryPolicyInThem(string low, string lowTo, string high, string highTo)
    {
        var reference = ReferencePolicy.FromWeights(1, 1);
        Enclosure[] masses = [new(Number(low), Number(lowTo)), new(Number(high), Number(highTo))];
        var enclosed = TotalVariation.Of(new EnclosedPolicy(reference, _ => masses), 40);
        var within = 0;
        for (var i = 1; i < 64; i++)
        {
            var mass = new Rational(i, 64);
            if (masses[0].Contains(mass) && masses[1].Contains(1 - mass))
            {
                var exact = TotalVariation.Of(ReferencePolicy.FromWeights(i, 64 - i), reference);
                Assert.True(enclosed.Contains(exact), $"{exact} of {mass} is not in {enclosed}");
                within++;
            }
        }

        Assert.True(within > 0 && (within > 1 || enclosed.IsAccurateTo(30)));

        static Dyadic Number(string text) => Enclosure.FromRational(Rational.Parse(text), 20).Lower;
    }

    [Fact]
    public void WinRate_OfEnclosedPolicies_NeedsTheSameRewardsAndTies()
    {
        var policy = ReferencePolicy.Parse("1,2,3 @ 0,0,1");
        var other = EnclosedPolicy.FromExact(policy.WithRewards(0, 1, 1), policy.WithRewards(0, 1, 1));
        Assert.Throws<ArgumentException>("opponent", () => WinRate.Against(EnclosedPolicy.FromExact(policy, policy), other, 60));

        var best = new EnclosedBestOfN(policy, 2, 60);
        Assert.Throws<ArgumentException>("opponent", () => WinRate.Against(best, new EnclosedBestOfN(policy, 3, 60, TieBreaking.FirstListed)));
        Assert.Throws<ArgumentException>("opponent", () => WinRate.Against(best, new EnclosedBestOfN(policy.WithRewards(0, 1, 1), 3, 60)));
    }

    [Fact]
    public void WinRate_OfEnclosedPolicies_KeepsItsPrecision()
    {
        var policy = ReferencePolicy.FromWeights(3, 1, 4, 1, 5);
        var enclosed = WinRate.Against(new EnclosedBestOfN(policy, 7, 60), new EnclosedBestOfN(policy, 3, 60));
        Assert.True(enclosed.IsAccurateTo(58), $"{enclosed}");
        var exact = WinRate.Against(new BestOfN(policy, 7).ToReferencePolicy(), new BestOfN(policy, 3).ToReferencePolicy());
        Assert.True(enclosed.Contains(exact));
    }
}
