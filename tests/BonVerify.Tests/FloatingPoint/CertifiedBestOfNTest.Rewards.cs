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
}
