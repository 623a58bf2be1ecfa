using BonVerify.Estimators;
using BonVerify.FloatingPoint;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint;

/// <content>The expected reward, and the estimator itself.</content>
public partial class CertifiedBestOfNTest
{
    [Fact]
    public void ExpectedReward_IsCorrectlyRounded() => Campaign.Run(200, static index =>
    {
        var random = new NastyWeights(114_000_000 + index);
        var (weights, n) = (random.DoublesInRange(), random.N());
        n = index % 5 == 0 ? 1 : n;
        double[] rewards = index % 4 == 0
            ? [.. weights.Select(_ => (double)random.Int(-3, 4))]
            : [.. weights.Select(_ => (random.Unit() - 0.5) * Math.ScaleB(1, random.Int(-60, 60)))];
        var policy = ReferencePolicy.FromWeights(weights).WithRewards(rewards);
        Assert.Equal(NearestReward(policy, n), CertifiedBestOfN.ExpectedReward(weights, rewards, n));
    });

    [Fact]
    public void ExpectedReward_OfEqualTinyHugeOrCancellingRewards_IsCorrectlyRounded()
    {
        foreach (var rewards in (double[][])[[0, 0, 0], [0.1, 0.1, 0.1], [-1, 0, 1], [double.Epsilon, 0, 3 * double.Epsilon], [double.MaxValue, -1, double.MaxValue], [1e300, 1e-300, -1e300]])
        {
            foreach (var weights in (double[][])[[1, 1, 1], [3, 0, 5], [1, 2, 1], [0, 0, 7]])
            {
                foreach (var n in new[] { 1, 2, 3, 64 })
                {
                    var policy = ReferencePolicy.FromWeights(weights).WithRewards(rewards);
                    Assert.Equal(new BestOfN(policy, n).ExpectedReward().ToDouble(), CertifiedBestOfN.ExpectedReward(weights, rewards, n));
                }
            }
        }

        Refused("weights have total mass 0", static () => CertifiedBestOfN.ExpectedReward([0.0, 0], [0, 0.0], 2));
        Refused("weights is empty", static () => CertifiedBestOfN.ExpectedReward([], [], 2));
        Refused("n is 0; it must be at least 1.", static () => CertifiedBestOfN.ExpectedReward([1.0], [1.0], 0));
    }

    [Fact]
    public void Estimator_IsEnclosed_AndCorrectlyRounded() => Campaign.Run(500, static index =>
    {
        var random = new NastyWeights(115_000_000 + index);
        var epsilon = (index % 3) switch
        {
            0 => random.Unit(),
            1 => Math.ScaleB(1 + random.Unit(), -random.Int(1, 1074)),
            _ => 1 - Math.ScaleB(1 + random.Unit(), -random.Int(2, 54)),
        };
        var n = random.N();
        if (epsilon is not (> 0 and < 1))
        {
            return;
        }

        var exact = Rational.FromDouble(epsilon);
        ContainsTruth(CertifiedBestOfN.Direct(epsilon, n).ToEnclosure(), precision => KlEstimator.Enclose(n, exact, precision), $"{epsilon:R}, n = {n}");
        var precision = 128;
        double nearest;
        while (!KlEstimator.Enclose(n, exact, precision).TryToDouble(out nearest))
        {
            precision *= 2;
        }

        Assert.Equal(nearest, CertifiedBestOfN.Estimator(epsilon, n));
    });

    [Fact]
    public void Estimator_AtTheEnds_IsExact_AndElsewhereRefused()
    {
        Assert.Equal(0, CertifiedBestOfN.Estimator(1, 7));
        Assert.Equal(0, CertifiedBestOfN.Estimator(0.3, 1));
        foreach (var epsilon in new[] { 0, -0.5, 1.5, double.NaN })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => CertifiedBestOfN.Estimator(epsilon, 2));
        }

        Refused("n is 0; it must be at least 1.", static () => CertifiedBestOfN.Estimator(0.5, 0));
    }

    private static double NearestReward(ReferencePolicy policy, int n)
    {
        for (var precision = 256; precision <= 4096; precision *= 2)
        {
            if (new EnclosedBestOfN(policy, n, precision).ExpectedReward().TryToDouble(out var nearest))
            {
                return nearest;
            }
        }

        return new BestOfN(policy, n, TieBreaking.AmongDraws, long.MaxValue).ExpectedReward().ToDouble();
    }

    [Fact]
    public void Ties_OfSeveralOutcomes_HaveTheEstimatorOfEach()
    {
        double[] weights = [3, 1, 2, 5];
        double[] rewards = [1, 0, 1, 0];
        foreach (var ties in Enum.GetValues<TieBreaking>())
        {
            var exact = KlEstimator.Mean(new BestOfN(ReferencePolicy.FromWeights(weights).WithRewards(rewards), 4, ties)).ToDouble();
            Assert.Equal(exact, CertifiedBestOfN.EstimatorMean(weights, rewards, 4, ties));
        }

        Refused("n is 0; it must be at least 1.", () => CertifiedBestOfN.EstimatorMean(weights, rewards, 0));
        Refused("ties is 9; it must be a member of TieBreaking.", () => CertifiedBestOfN.ChiSquared(weights, rewards, 2, (TieBreaking)9));
    }

    [Fact]
    public void ExpectedReward_BelowTheNormalDoubles_IsRoundedOnce()
    {
        // A half and 1/7 of 2^-52 of the smallest double: to 53 bits it is a half, which would go to 0.
        double[] weights = [1.75, 1.75 + Math.ScaleB(1, -52)];
        Assert.Equal(double.Epsilon, CertifiedBestOfN.ExpectedReward(weights, [0, double.Epsilon], 1));
        Assert.Equal(-double.Epsilon, CertifiedBestOfN.ExpectedReward(weights, [0, -double.Epsilon], 1));
        Assert.Equal(0, CertifiedBestOfN.ExpectedReward([weights[1], weights[0]], [0, double.Epsilon], 1));
    }

    [Fact]
    public void OneDrawAndOneCell_OfWeightsAtTheEndsOfTheirRange_AreExact()
    {
        foreach (var name in Measures.Keys)
        {
            var expected = name == "win_rate" ? 0.5 : 0;
            foreach (var weights in (double[][])[[1e-320, 3e-320], [double.MaxValue, double.MaxValue]])
            {
                Assert.Equal(expected, Measures[name].ByWeights(weights, 1));
                Assert.Equal(expected, Measures[name].ByWeights([0, weights[0]], 5));
            }
        }

        Assert.Equal(1.75, CertifiedBestOfN.ExpectedReward([1e-320, 3e-320], [1, 2], 1), 1e-3);
        Assert.Equal(2, CertifiedBestOfN.ExpectedReward([1e-320, 3e-320], [2, 2], 7));
        Assert.Equal(1.9375, CertifiedBestOfN.ExpectedReward([1e-320, 3e-320], [1, 2], 2), 1e-3);
    }

    [Fact]
    public void Estimator_ThatPairsDoNotSettle_IsCorrectlyRounded()
    {
        foreach (var (epsilon, n) in new[] { (1 - Math.ScaleB(1, -33), 1_000_000_000), (1 - Math.ScaleB(3, -40), 2_000_000_000), (1 - Math.ScaleB(1, -50), 30) })
        {
            Assert.False(CertifiedBestOfN.Direct(epsilon, n).TryRound(out _), $"{epsilon:R}, n = {n} is settled");
            Assert.True(KlEstimator.Enclose(n, Rational.FromDouble(epsilon), 400).TryToDouble(out var nearest));
            Assert.Equal(nearest, CertifiedBestOfN.Estimator(epsilon, n));
        }
    }
}
