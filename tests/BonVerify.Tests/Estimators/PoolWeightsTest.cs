using BonVerify.Estimators;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Estimators;

public class PoolWeightsTest
{
    [Fact]
    public void Of_CountsTheSubsetsWhoseBestIsTheDraw()
    {
        for (var poolSize = 1; poolSize <= 8; poolSize++)
        {
            for (var n = 1; n <= poolSize; n++)
            {
                var subsets = Subsets(poolSize, n).ToArray();
                var expected = Enumerable.Range(0, poolSize)
                    .Select(draw => new Rational(subsets.Count(subset => subset.Max() == draw), subsets.Length));
                Assert.Equal(expected, PoolWeights.Of(poolSize, n));
            }
        }
    }

    [Fact]
    public void Of_WithTies_SharesEvenlyAndKeepsTheOrder()
    {
        Rational[] rewards = [5, 1, 5, 3, 1];
        var weights = PoolWeights.Of(rewards, 2);
        Assert.Equal([7, 1, 7, 4, 1], weights.Select(weight => (int)(weight * 20)));
        Assert.Equal(PoolWeights.Of(5, 3), PoolWeights.Of([0, 1, 2, 3, 4], 3));
        Assert.All(PoolWeights.Of([2, 2, 2, 2], 3), weight => Assert.Equal(new Rational(1, 4), weight));
    }

    [Fact]
    public void Of_ALargePool_SumsToOne() =>
        Assert.Equal(Rational.One, PoolWeights.Of(2000, 64).Aggregate(Rational.Zero, (sum, weight) => sum + weight));

    [Fact]
    public void PassAtK_CountsTheSubsetsWithACorrectSample()
    {
        for (var total = 1; total <= 8; total++)
        {
            for (var k = 1; k <= total; k++)
            {
                for (var correct = 0; correct <= total; correct++)
                {
                    var subsets = Subsets(total, k).ToArray();
                    Assert.Equal(new Rational(subsets.Count(subset => subset.Min() < correct), subsets.Length), PassAtK.Value(total, correct, k));
                }
            }
        }
    }

    [Fact]
    public void PassAtK_IsThePoolEstimateOfZeroOneRewards()
    {
        for (var correct = 0; correct <= 30; correct += 3)
        {
            var rewards = Enumerable.Range(0, 30).Select(i => new Rational(i < correct ? 1 : 0)).ToArray();
            var estimate = rewards.Zip(PoolWeights.Of(rewards, 7), (reward, weight) => reward * weight).Aggregate((a, b) => a + b);
            Assert.Equal(estimate, PassAtK.Value(30, correct, 7));
        }
    }

    [Fact]
    public void Budgets_NameTheParameter()
    {
        var weights = Assert.Throws<ArgumentOutOfRangeException>("n", () => PoolWeights.Of(int.MaxValue, 2));
        Assert.Contains($"the budget MaxBits = {PoolWeights.MaxBits}", weights.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("n", () => PoolWeights.Of(Enumerable.Repeat(Rational.One, 100_000), 50_000));
        Assert.Equal(2000, PoolWeights.Of(2000, 1000).Count);
        Assert.Equal("0 0 1/4 3/4", string.Join(" ", PoolWeights.Of(4, 3)));

        // It is by the shorter of n and M − n: the weights of nearly all draws are as short as those of a few.
        Assert.Equal(Rational.One - new Rational(1, 50_000), PoolWeights.Of(50_000, 49_999)[^1]);
        Assert.Throws<ArgumentOutOfRangeException>("n", () => PoolWeights.Of(40_000, 1700));
        Assert.Equal([new Rational(1, 2), new Rational(1, 2)], PoolWeights.Of([Rational.One, Rational.One], 2));

        Assert.Throws<ArgumentOutOfRangeException>("k", () => PassAtK.Value(int.MaxValue, 1 << 30, 1 << 29));
        Assert.Equal(Rational.One, PassAtK.Value(int.MaxValue, 1 << 30, int.MaxValue - 5));
        Assert.Equal(Rational.Zero, PassAtK.Value(int.MaxValue, 0, 1 << 30));
        Assert.Equal(1 - new Rational(5, int.MaxValue), PassAtK.Value(int.MaxValue, 1, int.MaxValue - 5));
    }

    [Fact]
    public void PassAtK_OfLongProducts_IsTheDirectOne()
    {
        // C(M−c, k)/C(M, k) one term from another: k → k+1 multiplies by (M−c−k)/(M−k).
        var (total, correct) = (5000, 1500);
        Assert.Equal(
            1 - (1 - PassAtK.Value(total, correct, 1000)) * new Rational(total - correct - 1000, total - 1000),
            PassAtK.Value(total, correct, 1001));
    }

    [Fact]
    public void Errors_NameTheParameter()
    {
        Assert.Throws<ArgumentOutOfRangeException>("n", () => PoolWeights.Of(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => PoolWeights.Of([new Rational(1)], 0));
        var tooMany = Assert.Throws<ArgumentOutOfRangeException>("n", () => PoolWeights.Of([Rational.One, Rational.Zero], 3));
        Assert.Contains("n is 3; it must be at most the size of the pool, 2", tooMany.Message, StringComparison.Ordinal);
        Assert.Contains("poolSize is 3; it must be at least 4", Assert.Throws<ArgumentOutOfRangeException>("poolSize", () => PoolWeights.Of(3, 4)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("n", () => PoolWeights.Of([new Rational(1)], 2));
        Assert.Throws<ArgumentOutOfRangeException>("total", () => PassAtK.Value(3, 1, 4));
        Assert.Throws<ArgumentOutOfRangeException>("correct", () => PassAtK.Value(3, 4, 2));
        Assert.Throws<ArgumentOutOfRangeException>("correct", () => PassAtK.Value(3, -1, 2));
        Assert.Throws<ArgumentOutOfRangeException>("k", () => PassAtK.Value(3, 1, 0));
    }

    private static IEnumerable<int[]> Subsets(int size, int count, int from = 0) => count == 0
        ? [[]]
        : Enumerable.Range(from, size - from).SelectMany(first =>
            Subsets(size, count - 1, first + 1).Select(rest => (int[])[first, .. rest]));
}
