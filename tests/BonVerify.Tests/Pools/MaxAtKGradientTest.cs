using BonVerify.Numerics;
using BonVerify.Pools;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Pools;

public class MaxAtKGradientTest
{
    [Fact]
    public void Weights_SumTheBestOfTheSubsetsOfASample() => Campaign.Run(200, static index =>
    {
        var rewards = Enumerated.Rewards(new Random(index), 1, 8);
        for (var k = 1; k <= rewards.Length; k++)
        {
            var subsets = Enumerated.Subsets(rewards.Length, k).ToArray();
            var expected = Enumerable.Range(0, rewards.Length).Select(sample =>
                Enumerated.Sum(subsets.Where(subset => subset.Contains(sample)).Select(subset => Enumerated.Best(rewards, subset))) / subsets.Length);
            var weights = MaxAtKGradient.Weights(rewards, k);
            Assert.Equal(expected, weights);
            Assert.Equal(k * Pool.Of(rewards).BestOf(k), Enumerated.Sum(weights));
        }
    });

    [Fact]
    public void LeaveOneOut_SumsWhatASampleAddsToItsSubsets() => Campaign.Run(200, static index =>
    {
        var rewards = Enumerated.Rewards(new Random(index), 2, 8);
        for (var k = 2; k <= rewards.Length; k++)
        {
            var subsets = Enumerated.Subsets(rewards.Length, k).ToArray();
            var expected = Enumerable.Range(0, rewards.Length).Select(sample => Enumerated.Sum(subsets
                .Where(subset => subset.Contains(sample))
                .Select(subset => Enumerated.Best(rewards, subset) - Enumerated.Best(rewards, [.. subset.Where(other => other != sample)])))
                / subsets.Length);
            var weights = MaxAtKGradient.LeaveOneOut(rewards, k);
            Assert.Equal(expected, weights);
            Assert.All(weights, static weight => Assert.True(weight.Sign >= 0));
        }
    });

    [Fact]
    public void TiedSamples_HaveEqualWeights_InAnyOrder() => Campaign.Run(100, static index =>
    {
        var random = new Random(index);
        var rewards = Enumerated.Rewards(random, 2, 40);
        var order = Enumerable.Range(0, rewards.Length).ToArray();
        random.Shuffle(order);
        var shuffled = order.Select(sample => rewards[sample]).ToArray();
        var k = random.Next(2, rewards.Length + 1);
        foreach (var weigh in new Func<Rational[], int, IReadOnlyList<Rational>>[] { MaxAtKGradient.Weights, MaxAtKGradient.LeaveOneOut })
        {
            var weights = weigh(rewards, k);
            Assert.Equal(order.Select(sample => weights[sample]), weigh(shuffled, k));
            Assert.Equal(rewards.Distinct().Count(), rewards.Zip(weights).Distinct().Count());
        }
    });

    [Fact]
    public void Weights_ALargePool_SumToKTimesTheBest()
    {
        Rational[] rewards = [.. Enumerable.Range(0, 3000).Select(static i => new Rational(i * 7919 % 1009, 8))];
        Assert.Equal(1200 * Pool.Of(rewards).BestOf(1200), Enumerated.Sum(MaxAtKGradient.Weights(rewards, 1200)));
    }

    [Fact]
    public void Undefined_IsRefused()
    {
        Assert.Contains(
            "k is 3; it must be from 1 to 2", Assert.Throws<ArgumentOutOfRangeException>("k", () => MaxAtKGradient.Weights([1, 2], 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("k", () => MaxAtKGradient.Weights([1, 2], 0));
        Assert.Throws<ArgumentOutOfRangeException>("k", () => MaxAtKGradient.LeaveOneOut([1, 2], 1));
        Assert.Throws<ArgumentException>("rewards", () => MaxAtKGradient.Weights([], 1));
        Assert.Throws<ArgumentNullException>("rewards", () => MaxAtKGradient.LeaveOneOut(null!, 1));
    }
}
