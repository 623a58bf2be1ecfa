using BonVerify.Numerics;
using BonVerify.Pools;

namespace BonVerify.Tests.Pools;

public class PoolEdgesTest
{
    [Fact]
    public void Binomials_OutsideTheirRange_AreZero()
    {
        Assert.Equal(0, Binomials.Choose(3, 4));
        Assert.Equal(0, Binomials.Choose(3, -1));
        Assert.Equal(1, Binomials.Choose(3, 3));
    }

    [Fact]
    public void Threshold_NeedsASample() => Assert.Throws<ArgumentOutOfRangeException>("k", () => PassRates.Threshold(0, new Rational(1, 2)));

    [Fact]
    public void Weights_OfManyTies_DoNotDependOnTheOrder()
    {
        var rewards = Enumerable.Range(0, 60).Select(static i => new Rational(i * 7 % 3)).ToArray();
        var weights = Pool.Of(rewards).Weights(4);
        Assert.Equal(weights.Reverse(), Pool.Of(rewards.Reverse()).Weights(4));
    }

    [Fact]
    public void Counts_GoUpToTheLargestPool()
    {
        Assert.Null(MajorityAtK.WrongCount([Pool.MaxSize]));
        Assert.Null(MajorityAtK.WrongCount([Pool.MaxSize - 1, 1]));
        Assert.Contains("counts[0]", MajorityAtK.WrongCount([Pool.MaxSize + 1]), StringComparison.Ordinal);
        Assert.Contains("counts sum to", MajorityAtK.WrongCount([Pool.MaxSize, 1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Budget_IsOfTheAnswersThatCanWin()
    {
        // 3 answers of at most 2 votes: 3·k²·2 is within 50 million up to k = 2886.
        Assert.True(MajorityAtK.IsWithinBudget([2, 1, 2, 0, 0], 2886));
        Assert.False(MajorityAtK.IsWithinBudget([2, 1, 2], 2887));
        Assert.True(MajorityAtK.IsWithinBudget([], 5000));
        Rational[] certain = [Rational.One, .. Enumerable.Repeat(Rational.Zero, 9)];
        Assert.Equal(Rational.One, MajorityAtK.OfLaw(certain, 200, MajorityTies.Strict)[0]);
    }
}
