using BonVerify.Numerics;
using BonVerify.Pools;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Pools;

public class PoolWinRateTest
{
    [Fact]
    public void WinRate_IsTheMeanOverDisjointSubsets() => Campaign.Run(200, static index =>
    {
        var rewards = Enumerated.Rewards(new Random(index), 2, 7);
        var pool = Pool.Of(rewards);
        for (var n = 1; n < rewards.Length; n++)
        {
            for (var m = 1; n + m <= rewards.Length; m++)
            {
                var duels =
                    from ours in Enumerated.Subsets(rewards.Length, n)
                    from theirs in Enumerated.Subsets(rewards.Length, m)
                    where !ours.Intersect(theirs).Any()
                    select Enumerated.Duel(Enumerated.Best(rewards, ours), Enumerated.Best(rewards, theirs));
                Assert.Equal(Enumerated.Mean(duels), pool.WinRate(n, m));
                Assert.Equal(Rational.One, pool.WinRate(n, m) + pool.WinRate(m, n));
            }
        }
    });

    [Fact]
    public void WinRate_OfTwoPools_IsTheMeanOverPairsOfSubsets() => Campaign.Run(200, static index =>
    {
        var random = new Random(index);
        var (here, there) = (Enumerated.Rewards(random, 1, 6), Enumerated.Rewards(random, 1, 6));
        for (var n = 1; n <= here.Length; n++)
        {
            for (var m = 1; m <= there.Length; m++)
            {
                var duels =
                    from ours in Enumerated.Subsets(here.Length, n)
                    from theirs in Enumerated.Subsets(there.Length, m)
                    select Enumerated.Duel(Enumerated.Best(here, ours), Enumerated.Best(there, theirs));
                var winRate = Pool.Of(here).WinRate(Pool.Of(there), n, m);
                Assert.Equal(Enumerated.Mean(duels), winRate);
                Assert.Equal(Rational.One, winRate + Pool.Of(there).WinRate(Pool.Of(here), m, n));
            }
        }
    });

    [Fact]
    public void WinRate_IsUnbiased()
    {
        // Over all pools of five draws from the law (1/2, 1/3, 1/6) of rewards 0, 1, 2 the mean is the win rate of the law itself.
        Rational[] law = [new(1, 2), new(1, 3), new(1, 6)];
        var mean = Rational.Zero;
        foreach (var pool in Enumerated.Tuples(3, 5))
        {
            var chance = pool.Aggregate(Rational.One, (product, reward) => product * law[reward]);
            mean += chance * Pool.Of(pool.Select(static reward => new Rational(reward))).WinRate(2, 3);
        }

        var duels =
            from ours in Enumerated.Tuples(3, 2)
            from theirs in Enumerated.Tuples(3, 3)
            select ours.Concat(theirs).Aggregate(Rational.One, (product, reward) => product * law[reward])
                * Enumerated.Duel(ours.Max(), theirs.Max());
        Assert.Equal(Enumerated.Sum(duels), mean);
    }
}
