using BonVerify.FloatingPoint;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint;

/// <content>Rewards, destinations, single precision, proved errors, and weights as far apart as doubles are.</content>
public partial class FastBestOfNTest
{
    [Fact]
    public void WeightsFarApart_AreWithinFiveUlps()
    {
        // Sums and products of such weights leave the range of doubles in every direction; shares do not show beside 1.
        double[] magnitudes = [-320, -300, -195, -30, -29, 0, 30, 199, 201, 286, 307];
        int[] draws = [2, 3, 10, 1000, 1_000_000, 2_000_000_000];
        Campaign.Run(300, index =>
        {
            var random = new NastyWeights(1000 + index);
            var weights = new double[random.Int(2, 5)];
            for (var i = 0; i < weights.Length; i++)
            {
                var magnitude = random.Int(0, 2) == 0 ? magnitudes[random.Int(0, magnitudes.Length)] : -320 + 627 * random.Unit();
                weights[i] = Math.Pow(10, magnitude) * (1 + 0.7 * random.Unit());
            }

            var truth = new EnclosedBestOfN(ReferencePolicy.FromWeights(weights), draws[random.Int(0, draws.Length)], 2400);
            CloseInAll(truth, weights, $"n = {truth.N}, {string.Join(" ", weights)}");
            Assert.Equal([FastBestOfN.KullbackLeibler(weights, truth.N)], FastBestOfN.KullbackLeiblerCurve(weights, [truth.N]));
            Assert.Equal([FastBestOfN.ChiSquared(weights, truth.N)], FastBestOfN.ChiSquaredCurve(weights, [truth.N]));
            Assert.Equal([FastBestOfN.WinRate(weights, truth.N)], FastBestOfN.WinRateCurve(weights, [truth.N]));
        });
    }

    [Fact]
    public void TiedWeights_WhoseSumOverflows_AreMerged()
    {
        double[] weights = [double.MaxValue, double.MaxValue, 1];
        double[] rewards = [1, 1, 2];
        var truth = new EnclosedBestOfN(ReferencePolicy.FromWeights(weights).WithRewards(rewards), 2, 2400);
        Close(KullbackLeibler.Of(truth), FastBestOfN.KullbackLeibler(weights, rewards, 2), "KL");
        Close(TotalVariation.Of(truth), FastBestOfN.TotalVariation(weights, rewards, 2), "TV");
        var masses = FastBestOfN.Probabilities(weights, rewards, 2);
        Assert.Equal([0.5, 0.5], masses[..2]);
        Assert.Equal(1 / double.MaxValue, masses[2], double.Epsilon);
        Assert.All(FastBestOfN.SortedByReward(weights, rewards), static weight => Assert.True(double.IsFinite(weight)));
        Assert.Equal(0.5, FastBestOfN.WinRate([double.MaxValue, double.MaxValue], [3, 3], 9));
    }

    [Fact]
    public void Rewards_InAnyOrder_AreSortedForEveryMeasure()
    {
        double[] weights = [1, 2, 3, 0, 4, 5];
        double[] rewards = [0.5, -1, 0.5, 9, 7, -0.0];
        double[] sorted = [2, 5, 4, 4, 0];
        int[] draws = [1, 2, 6, 100];
        Assert.Equal(sorted, FastBestOfN.SortedByReward(weights, rewards));
        Assert.Equal(FastBestOfN.KullbackLeibler(sorted, 6), FastBestOfN.KullbackLeibler(weights, rewards, 6));
        Assert.Equal(FastBestOfN.ChiSquared(sorted, 6), FastBestOfN.ChiSquared(weights, rewards, 6));
        Assert.Equal(FastBestOfN.WinRate(sorted, 6), FastBestOfN.WinRate(weights, rewards, 6));
        Assert.Equal(FastBestOfN.TotalVariation(sorted, 6), FastBestOfN.TotalVariation(weights, rewards, 6));
        Assert.Equal(FastBestOfN.KullbackLeiblerCurve(sorted, draws), FastBestOfN.KullbackLeiblerCurve(weights, rewards, draws));
        Assert.Equal(FastBestOfN.ChiSquaredCurve(sorted, draws), FastBestOfN.ChiSquaredCurve(weights, rewards, draws));
        Assert.Equal(FastBestOfN.WinRateCurve(sorted, draws), FastBestOfN.WinRateCurve(weights, rewards, draws));

        var masses = FastBestOfN.Probabilities(weights, rewards, 6);
        var exact = new BestOfN(ReferencePolicy.FromWeights(weights).WithRewards(rewards), 6).Probabilities();
        Assert.All(masses.Zip(exact), pair => Assert.InRange(Ulps(pair.First, pair.Second.ToDouble()), 0, MaxUlps));
    }

    [Fact]
    public void Arrays_AndListsOfNumbers_GoTogether()
    {
        double[] weights = [2, 1, 1, 1];
        Assert.Equal(2, FastBestOfN.KullbackLeiblerCurve(weights, [1, 2]).Length);
        Assert.Equal(2, FastBestOfN.KullbackLeiblerCurve(weights, [0, 1, 1, 2], [2, 3]).Length);
        Assert.Equal(FastBestOfN.KullbackLeibler(weights, 2), FastBestOfN.KullbackLeibler([2, 1, 1, 1], 2));
        Assert.Equal(FastBestOfN.KullbackLeibler(weights, 2), FastBestOfN.KullbackLeibler(weights, [0, 1, 2, 3], 2));
        Assert.Equal([2.0, 2.0, 1.0], FastBestOfN.SortedByReward(weights, [0, 1, 1, 2]));

        // An integer that a float does not hold is taken as a double.
        Assert.Equal(16777217.0 / 16777218, FastBestOfN.Probabilities([16777217, 1], 1)[0]);
    }

    [Fact]
    public void Destinations_TakeTheSameNumbers()
    {
        double[] weights = [1, 2, 3];
        double[] rewards = [5, 3, 5];
        int[] draws = [2, 5, 9];
        var room = new double[4];
        FastBestOfN.Probabilities(weights, 4, room);
        Assert.Equal([.. FastBestOfN.Probabilities(weights, 4), 0], room);
        FastBestOfN.Probabilities(weights, rewards, 4, room);
        Assert.Equal([.. FastBestOfN.Probabilities(weights, rewards, 4), 0], room);
        FastBestOfN.KullbackLeiblerCurve(weights, draws, room);
        Assert.Equal([.. FastBestOfN.KullbackLeiblerCurve(weights, draws), 0], room);
        FastBestOfN.ChiSquaredCurve(weights, rewards, draws, room);
        Assert.Equal([.. FastBestOfN.ChiSquaredCurve(weights, rewards, draws), 0], room);
        FastBestOfN.WinRateCurve(weights, draws, room);
        Assert.Equal([.. FastBestOfN.WinRateCurve(weights, draws), 0], room);
        FastBestOfN.Estimators(3, [0.5, 0.25, 1], room);
        Assert.Equal([.. FastBestOfN.Estimators(3, [0.5, 0.25, 1]), 0], room);

        var inPlace = weights.ToArray();
        FastBestOfN.Probabilities(inPlace, 4, inPlace);
        Assert.Equal(FastBestOfN.Probabilities(weights, 4), inPlace);

        var tooShort = new double[2];
        Assert.Contains("destination has 2 places", Assert.Throws<ArgumentException>(
            "destination", () => FastBestOfN.Probabilities(weights, 4, tooShort)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("destination", () => FastBestOfN.WinRateCurve(weights, draws, tooShort));
    }

    [Fact]
    public void SinglePrecision_IsTakenAtItsExactValue()
    {
        float[] weights = [0.1f, 0.7f, 0.2f];
        float[] rewards = [2, 1, 2];
        double[] wide = [0.1f, 0.7f, 0.2f];
        double[] wideRewards = [2, 1, 2];
        int[] draws = [2, 5];
        Assert.Equal(FastBestOfN.KullbackLeibler(wide, 4), FastBestOfN.KullbackLeibler(weights, 4));
        Assert.Equal(FastBestOfN.KullbackLeibler(wide, wideRewards, 4), FastBestOfN.KullbackLeibler(weights, rewards, 4));
        Assert.Equal(FastBestOfN.ChiSquared(wide, 4), FastBestOfN.ChiSquared(weights, 4));
        Assert.Equal(FastBestOfN.WinRate(wide, wideRewards, 4), FastBestOfN.WinRate(weights, rewards, 4));
        Assert.Equal(FastBestOfN.TotalVariation(wide, 4), FastBestOfN.TotalVariation(weights, 4));
        Assert.Equal(FastBestOfN.Probabilities(wide, wideRewards, 4), FastBestOfN.Probabilities(weights, rewards, 4));
        Assert.Equal(FastBestOfN.KullbackLeiblerCurve(wide, draws), FastBestOfN.KullbackLeiblerCurve(weights, draws));
        Assert.Equal(FastBestOfN.WinRateCurve(wide, wideRewards, draws), FastBestOfN.WinRateCurve(weights, rewards, draws));
    }

    [Fact]
    public void ProvedErrors_ContainTheTruth()
    {
        Campaign.Run(150, index =>
        {
            var random = new NastyWeights(2000 + index);
            var (weights, n) = (random.Doubles(), random.N());
            var truth = new EnclosedBestOfN(ReferencePolicy.FromWeights(weights), n, 420);
            Check(FastBestOfN.KullbackLeiblerWithError(weights, n), KullbackLeibler.Of(truth), 1e-11);
            Check(FastBestOfN.ChiSquaredWithError(weights, n), ChiSquared.Of(truth), 1e-6);
            Check(FastBestOfN.WinRateWithError(weights, n), WinRate.Of(truth), 1e-14);
            Check(FastBestOfN.TotalVariationWithError(weights, n), TotalVariation.Of(truth), 1e-14);
        });

        static void Check(BoundedDouble value, Enclosure truth, double worst)
        {
            var enclosure = value.ToEnclosure();
            Assert.True(enclosure.Lower <= truth.Lower && truth.Upper <= enclosure.Upper, $"{value} against {truth}");
            Assert.InRange(value.Error, 0, Math.Max(worst * value.Value, double.Epsilon));
        }
    }

    [Fact]
    public void ProvedErrors_WhereTheTheoremDoesNotSpeak_AreThoseOfRounding()
    {
        // One outcome has more than 1 − 2^−16 of the mass; the value is exactly half way between two doubles.
        foreach (var weights in new double[][] { [1, 1e-10, 1e-300], [1e-7, 1], [Math.ScaleB(1, -27), 1 - Math.ScaleB(1, -27)] })
        {
            var truth = new EnclosedBestOfN(ReferencePolicy.FromWeights(weights), 2, 2400);
            foreach (var (bounded, enclosure) in new[]
            {
                (FastBestOfN.KullbackLeiblerWithError(weights, 2), KullbackLeibler.Of(truth)),
                (FastBestOfN.ChiSquaredWithError(weights, 2), ChiSquared.Of(truth)),
                (FastBestOfN.WinRateWithError(weights, 2), WinRate.Of(truth)),
                (FastBestOfN.TotalVariationWithError(weights, 2), TotalVariation.Of(truth)),
            })
            {
                var interval = bounded.ToEnclosure();
                Assert.True(interval.Lower <= enclosure.Lower && enclosure.Upper <= interval.Upper, $"{bounded} against {enclosure}");
                Assert.Equal(0.51 * (Math.BitIncrement(bounded.Value) - bounded.Value), bounded.Error);
            }
        }

        Assert.Equal(new BoundedDouble(0, 0), FastBestOfN.KullbackLeiblerWithError([0, 3, 0], 5));
        Assert.Equal("0.25 ± 1e-17", new BoundedDouble(0.25, 1e-17).ToString());
    }

    [Fact]
    public void Errors_NameTheListAsParameter_AndTheElement()
    {
        Assert.Contains("rewards[1] is NaN", Assert.Throws<ArgumentOutOfRangeException>(
            "rewards", () => FastBestOfN.WinRate([1.0, 1], [0, double.NaN], 2)).Message, StringComparison.Ordinal);

        // The place in the list that was given, not in the sorted one.
        Assert.Contains("weights[0] is -1", Assert.Throws<ArgumentOutOfRangeException>(
            "weights", () => FastBestOfN.KullbackLeibler([-1.0, 1], [9.0, 0], 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("draws", () => FastBestOfN.WinRateCurve([1.0, 1], [0]));
        Assert.Throws<ArgumentOutOfRangeException>("epsilons", () => FastBestOfN.Estimators(2, [0.0]));
    }
}
