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
