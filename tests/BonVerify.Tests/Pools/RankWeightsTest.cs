using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Pools;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Pools;

public class RankWeightsTest
{
    [Fact]
    public void Numerators_CountTheSubsetsWhoseBestHasTheRank()
    {
        for (var size = 1; size <= 8; size++)
        {
            for (var n = 1; n <= size; n++)
            {
                var subsets = Enumerated.Subsets(size, n).ToArray();
                var weights = RankWeights.For(size, n);
                Assert.Equal(Enumerable.Range(0, size).Select(draw => (BigInteger)subsets.Count(subset => subset[^1] == draw)), weights.Numerators);
                Assert.Equal(subsets.Length, weights.Denominator);
                Assert.Equal((size, n), (weights.PoolSize, weights.N));
                Assert.Same(weights, RankWeights.For(size, n));
            }
        }
    }

    [Fact]
    public void MeanOfAscending_IsBestOfThePool() => Campaign.Run(600, static index =>
    {
        var random = new Random(index);
        var rewards = Enumerable.Range(0, random.Next(1, 200)).Select(_ => Reward(random, index % 4)).Order().ToArray();
        var n = random.Next(1, rewards.Length + 1);
        Assert.Equal(Pool.FromDoubles(rewards).BestOf(n), RankWeights.For(rewards.Length, n).MeanOfAscending(rewards));
    });

    [Theory]
    [InlineData(400, 1)]
    [InlineData(700, 350)]
    [InlineData(3000, 1000)]
    public void MeanOfAscending_LongNumerators_IsBestOfThePool(int size, int n)
    {
        var random = new Random(n);
        var rewards = Enumerable.Range(0, size).Select(_ => Reward(random, 3)).Order().ToArray();
        Assert.Equal(Pool.FromDoubles(rewards).BestOf(n), RankWeights.For(size, n).MeanOfAscending(rewards));
    }

    [Fact]
    public void MeanOfAscending_Extremes_AreExact()
    {
        double[] rewards = [-double.MaxValue, -double.Epsilon, -0.0, 0.0, double.Epsilon, double.MaxValue];
        for (var n = 1; n <= rewards.Length; n++)
        {
            Assert.Equal(Pool.FromDoubles(rewards).BestOf(n), RankWeights.For(rewards.Length, n).MeanOfAscending(rewards));
        }

        Assert.Equal(Rational.Zero, RankWeights.For(3, 2).MeanOfAscending([-1, 0, 0]));
        Assert.Equal((Rational)double.MaxValue, RankWeights.For(200, 100).MeanOfAscending([.. Enumerable.Repeat(double.MaxValue, 200)]));
    }

    [Fact]
    public void For_ManySizes_ForgetsSomeAndStaysRight()
    {
        for (var size = 1; size <= 60; size++)
        {
            for (var n = 1; n <= size; n++)
            {
                var weights = RankWeights.For(size, n);
                Assert.Equal(weights.Denominator, weights.Numerators.Aggregate(static (sum, weight) => sum + weight));
                Assert.Equal(new Rational(n * (size + 1), n + 1), weights.MeanOfAscending([.. Enumerable.Range(1, size).Select(static rank => (double)rank)]));
            }
        }
    }

    [Fact]
    public void Undefined_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("n", () => RankWeights.For(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>("poolSize", () => RankWeights.For(3, 4));
        var weights = RankWeights.For(3, 2);
        Assert.Throws<ArgumentException>("ascending", () => weights.MeanOfAscending([1, 2]));
        Assert.Throws<ArgumentNullException>("ascending", () => weights.MeanOfAscending(null!));
        Assert.Contains("ascending[0] is NaN", Refusal([double.NaN, 1, 2]), StringComparison.Ordinal);
        Assert.Contains("ascending[2] is Infinity", Refusal([0, 1, double.PositiveInfinity]), StringComparison.Ordinal);
        Assert.Contains("ascending[1] is 0; it must not be below the one before it", Refusal([1, 0, 2]), StringComparison.Ordinal);

        string Refusal(double[] rewards) => Assert.Throws<ArgumentOutOfRangeException>("ascending", () => weights.MeanOfAscending(rewards)).Message;
    }

    private static double Reward(Random random, int style) => style switch
    {
        0 => random.Next(3),
        1 => random.NextDouble(),
        2 => Math.Round(10 * random.NextDouble() - 5, 2),
        _ => (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-1070, 1020)),
    };
}
