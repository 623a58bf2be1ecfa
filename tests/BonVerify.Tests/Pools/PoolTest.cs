using BonVerify.Numerics;
using BonVerify.Pools;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Pools;

public class PoolTest
{
    [Fact]
    public void BestWorstAndWeights_AreMeansOverSubsets() => Campaign.Run(200, static index =>
    {
        var rewards = Enumerated.Rewards(new Random(index), 1, 8);
        var pool = Pool.Of(rewards);
        for (var n = 1; n <= rewards.Length; n++)
        {
            var subsets = Enumerated.Subsets(rewards.Length, n).ToArray();
            Assert.Equal(Enumerated.Mean(subsets.Select(subset => Enumerated.Best(rewards, subset))), pool.BestOf(n));
            Assert.Equal(Enumerated.Mean(subsets.Select(subset => subset.Min(draw => rewards[draw]))), pool.WorstOf(n));
            var weights = Enumerable.Range(0, rewards.Length).Select(draw => Enumerated.Mean(subsets.Select(subset =>
            {
                var tied = subset.Count(other => rewards[other] == Enumerated.Best(rewards, subset));
                return subset.Contains(draw) && rewards[draw] == Enumerated.Best(rewards, subset) ? new Rational(1, tied) : Rational.Zero;
            })));
            Assert.Equal(weights, pool.Weights(n));
        }
    });

    [Fact]
    public void PlugIn_IsTheMeanOverTuples_AndNeverAboveTheUnbiasedEstimate() => Campaign.Run(200, static index =>
    {
        var rewards = Enumerated.Rewards(new Random(index), 1, 5);
        var pool = Pool.Of(rewards);
        for (var n = 1; n <= 4; n++)
        {
            var mean = Enumerated.Mean(Enumerated.Tuples(rewards.Length, n).Select(tuple => Enumerated.Best(rewards, tuple)));
            Assert.Equal(mean, pool.PlugIn(n));
            if (n <= rewards.Length)
            {
                Assert.Equal(pool.PlugIn(n) - pool.BestOf(n), pool.Bias(n));
                Assert.Equal(n == 1 || rewards.Distinct().Count() == 1 ? 0 : -1, pool.Bias(n).Sign);
            }
        }
    });

    [Fact]
    public void PlugIn_OneCorrectOfFour_IsFarBelow()
    {
        var pool = Pool.Of([0, 1, 0, 0]);
        Assert.Equal(new Rational(175, 256), pool.PlugIn(4));
        Assert.Equal(Rational.One, pool.BestOf(4));
        Assert.Equal(new Rational(1, 2), Pool.Of([0, 0, 0, 1, 0, 0, 0, 0]).BestOf(4));
        Assert.Equal(new Rational(1695, 4096), Pool.Of([0, 0, 0, 1, 0, 0, 0, 0]).PlugIn(4));
        Assert.Equal(new Rational(3, 4), Pool.Of([0, 1]).PlugIn(2));
    }

    [Fact]
    public void GoldOfBest_IsTheMeanOverSubsetsAndTiedBest() => Campaign.Run(200, static index =>
    {
        var random = new Random(index);
        var rewards = Enumerated.Rewards(random, 1, 7);
        var gold = rewards.Select(_ => new Rational(random.Next(-5, 6), random.Next(1, 4))).ToArray();
        var pool = Pool.Of(rewards).WithGold(gold);
        for (var n = 1; n <= rewards.Length; n++)
        {
            var mean = Enumerated.Mean(Enumerated.Subsets(rewards.Length, n).Select(subset => Enumerated.Mean(
                subset.Where(draw => rewards[draw] == Enumerated.Best(rewards, subset)).Select(draw => gold[draw]))));
            Assert.Equal(mean, pool.GoldOfBest(n));
            Assert.Equal(pool.BestOf(n), pool.WithGold(rewards).GoldOfBest(n));
        }
    });

    [Fact]
    public void GoldOfBest_IsPairedWithTheRewards() =>
        Assert.Equal(new Rational(3, 2), Pool.Of([0, 1, 1]).WithGold([5, 0, 3]).GoldOfBest(2));

    [Fact]
    public void TieProbability_IsTheShareOfTiedPairs() => Campaign.Run(200, static index =>
    {
        var rewards = Enumerated.Rewards(new Random(index), 2, 9);
        var pairs = Enumerated.Subsets(rewards.Length, 2).Select(pair => rewards[pair[0]] == rewards[pair[1]] ? Rational.One : Rational.Zero);
        Assert.Equal(Enumerated.Mean(pairs), Pool.Of(rewards).TieProbability());
    });

    [Fact]
    public void Estimates_DependOnTheMultisetOnly() => Campaign.Run(100, static index =>
    {
        var random = new Random(index);
        var rewards = Enumerated.Rewards(random, 2, 12);
        var gold = rewards.Select(_ => new Rational(random.Next(9))).ToArray();
        var order = Enumerable.Range(0, rewards.Length).ToArray();
        random.Shuffle(order);
        var here = Pool.Of(rewards).WithGold(gold);
        var there = Pool.Of(order.Select(draw => rewards[draw])).WithGold(order.Select(draw => gold[draw]));
        var other = Pool.Of(Enumerated.Rewards(random, 2, 5));
        for (var n = 1; n <= rewards.Length; n++)
        {
            Assert.Equal(Estimates(here, n), Estimates(there, n));
            Assert.Equal(order.Select(draw => here.Weights(n)[draw]), there.Weights(n));
        }

        Rational[] Estimates(Pool pool, int n) =>
        [
            pool.BestOf(n), pool.WorstOf(n), pool.PlugIn(n), pool.GoldOfBest(n), pool.TieProbability(), pool.WinRate(other, n, 2),
            .. Enumerable.Range(1, rewards.Length - n).Select(m => pool.WinRate(n, m)),
        ];
    });

    [Fact]
    public void Estimates_MoveWithTheRewards() => Campaign.Run(100, static index =>
    {
        var rewards = Enumerated.Rewards(new Random(index), 1, 30);
        var pool = Pool.Of(rewards);
        var moved = Pool.Of(rewards.Select(static reward => 3 * reward - new Rational(1, 7)));
        var mirrored = Pool.Of(rewards.Select(static reward => -reward));
        for (var n = 1; n <= rewards.Length; n++)
        {
            Assert.Equal(3 * pool.BestOf(n) - new Rational(1, 7), moved.BestOf(n));
            Assert.Equal(-pool.BestOf(n), mirrored.WorstOf(n));
            Assert.Equal(pool.Weights(n), moved.Weights(n));
            Assert.Equal(Rational.One, Enumerated.Sum(pool.Weights(n)));
        }

        Assert.Equal(Enumerated.Mean(rewards), pool.BestOf(1));
        Assert.Equal(rewards.Max(), pool.BestOf(rewards.Length));
        Assert.Equal(rewards.Min(), pool.WorstOf(rewards.Length));
    });

    [Fact]
    public void FromDoubles_CountsExactBinaryValues()
    {
        double[] rewards = [0.1, -3.5, 0.1f, 1e-300, 0.1];
        var pool = Pool.FromDoubles(rewards);
        Assert.Equal(rewards.Select(static reward => (Rational)reward), pool.Rewards);
        Assert.Equal(new Rational(1, 10), pool.TieProbability());
        Assert.Equal(Pool.Of(rewards.Select(static reward => (Rational)reward)).BestOf(2), pool.BestOf(2));
    }

    [Fact]
    public void LargePool_OfRanks_HasTheMeanRankOfTheBest()
    {
        // The best of n of the ranks 1, …, M has the mean n(M+1)/(n+1), the worst (M+1)/(n+1).
        const int Size = 100_000;
        const int Draws = 50_000;
        var pool = Pool.Of(Enumerable.Range(1, Size).Select(static rank => new Rational(rank)));
        Assert.Equal(new Rational(Draws, Draws + 1) * (Size + 1), pool.BestOf(Draws));
        Assert.Equal(new Rational(Size + 1, Draws + 1), pool.WorstOf(Draws));
        Assert.Equal(Rational.Zero, pool.TieProbability());
        Assert.Equal(new Rational(2000 * (Size + 1), 2001), pool.WithGold(pool.Rewards).GoldOfBest(2000));
        Assert.Equal(new Rational(300, 300 + 70), pool.WinRate(300, 70));
    }

    [Fact]
    public void Undefined_IsRefused()
    {
        var pool = Pool.Of([1, 2, 2]);
        Func<int, object>[] estimates = [n => pool.BestOf(n), n => pool.WorstOf(n), n => pool.Bias(n), n => pool.Weights(n), n => pool.WithGold([1, 2, 3]).GoldOfBest(n)];
        Assert.All(estimates, estimate =>
        {
            Assert.Contains(
                "n is 4; it must be from 1 to 3", Assert.Throws<ArgumentOutOfRangeException>("n", () => estimate(4)).Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentOutOfRangeException>("n", () => estimate(0));
        });
        Assert.Throws<ArgumentOutOfRangeException>("n", () => pool.PlugIn(0));
        Assert.Contains(
            "budget", Assert.Throws<ArgumentOutOfRangeException>("n", () => pool.PlugIn(int.MaxValue)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("n", () => pool.WinRate(3, 1));
        Assert.Throws<ArgumentOutOfRangeException>("m", () => pool.WinRate(2, 2));
        Assert.Throws<ArgumentOutOfRangeException>("m", () => pool.WinRate(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => pool.WinRate(pool, 4, 1));
        Assert.Throws<ArgumentOutOfRangeException>("m", () => pool.WinRate(pool, 1, 4));
        Assert.Throws<ArgumentNullException>("other", () => pool.WinRate(null!, 1, 4));
        Assert.Throws<ArgumentOutOfRangeException>("Size", () => Pool.Of([1]).TieProbability());
        Assert.Throws<ArgumentException>("rewards", () => Pool.Of([]));
        Assert.Throws<ArgumentNullException>("rewards", () => Pool.Of(null!));
        Assert.Throws<ArgumentException>("gold", () => pool.WithGold([1]));
        Assert.Throws<InvalidOperationException>(() => pool.GoldOfBest(1));
        Assert.Contains(
            "rewards[1] is NaN; it must be a finite number",
            Assert.Throws<ArgumentOutOfRangeException>("rewards", () => Pool.FromDoubles([1, double.NaN])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("rewards", () => Pool.Of(Enumerable.Repeat(Rational.Zero, Pool.MaxSize + 1)));
    }
}
