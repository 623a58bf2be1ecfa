using BonVerify.Estimators;
using BonVerify.FloatingPoint;
using BonVerify.FloatingPoint.Fast;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint;

/// <summary>The fast path against enclosures, on vectors of every width: at most 5 ulp where it is hardest.</summary>
public partial class FastBestOfNTest
{
    private const double MaxUlps = 5;

    [Fact]
    public void NastyWeights_AreWithinFiveUlps()
    {
        var random = new NastyWeights(3);
        for (var i = 0; i < Effort.Cases(120); i++)
        {
            var (weights, n) = (random.Doubles(), random.N());
            var truth = new EnclosedBestOfN(ReferencePolicy.FromWeights(weights), n, 420);
            var context = $"n = {n}, {string.Join(" ", weights)}";
            CloseInAll(truth, weights, context);
            CloseOnEveryWidth(truth, weights, context);
        }
    }

    [Fact]
    public void Probabilities_AreWithinFiveUlps()
    {
        var random = new NastyWeights(4);
        for (var i = 0; i < Effort.Cases(60); i++)
        {
            var (weights, n) = (random.Doubles(), random.N());
            var truth = new EnclosedBestOfN(ReferencePolicy.FromWeights(weights), n, 420);
            Masses(FastBestOfN.Probabilities(weights, n), weights, truth);
            Masses(Probabilities<Lanes8>(weights, n), weights, truth);
            Masses(Probabilities<Lanes4>(weights, n), weights, truth);
            Masses(Probabilities<Lanes1>(weights, n), weights, truth);
        }
    }

    [Fact]
    public void Estimator_IsWithinFiveUlps()
    {
        var random = new NastyWeights(5);
        for (var i = 0; i < Effort.Cases(300); i++)
        {
            var epsilon = random.Int(0, 3) switch
            {
                0 => Math.Pow(10, -300 * random.Unit()),
                1 => 1 - Math.Pow(2, -52 * random.Unit()),
                _ => random.Unit(),
            };
            if (epsilon is > 0 and < 1)
            {
                var n = random.N();
                Close(KlEstimator.Enclose(n, Rational.FromDouble(epsilon), 200), FastBestOfN.Estimator(n, epsilon), $"n = {n}, ε = {epsilon:R}");
            }
        }

        Assert.Equal(0, FastBestOfN.Estimator(1, 0.3));
        Assert.Equal(0, FastBestOfN.Estimator(7, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FastBestOfN.Estimator(7, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FastBestOfN.Estimator(7, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => FastBestOfN.Estimator(0, 0.5));
    }

    [Fact]
    public void Estimators_AreThoseOneByOne_OnEveryWidth()
    {
        var random = new NastyWeights(6);
        foreach (var count in new[] { 0, 1, 7, 8, 29 })
        {
            var epsilons = new double[count];
            for (var i = 0; i < count; i++)
            {
                epsilons[i] = i % 5 == 1 ? 1 : i % 5 == 2 ? Math.Pow(10, -300 * random.Unit()) : 1 - random.Unit();
            }

            foreach (var n in new[] { 1, 2, 77, 1_000_000_000 })
            {
                var expected = Array.ConvertAll(epsilons, epsilon => FastBestOfN.Estimator(n, epsilon));
                Assert.Equal(expected, FastBestOfN.Estimators(n, epsilons));
                if (n > 1)
                {
                    Assert.Equal(expected, FastEstimator<Lanes8>.OfEach(n, epsilons));
                    Assert.Equal(expected, FastEstimator<Lanes4>.OfEach(n, epsilons));
                    Assert.Equal(expected, FastEstimator<Lanes1>.OfEach(n, epsilons));
                }
            }
        }

        Assert.Contains("epsilons[1] is 0", Assert.Throws<ArgumentOutOfRangeException>(
            () => FastBestOfN.Estimators(3, new[] { 0.5, 0 })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000, 2)]
    [InlineData(1003, 64)]
    [InlineData(1003, 1000)]
    [InlineData(100_000, 64)]
    [InlineData(100_000, 1_000_000)]
    public void ManyOutcomes_AgreeWithTheCertifiedPath(int count, int n)
    {
        var random = new NastyWeights(count);
        var integers = new long[count];
        for (var i = 0; i < count; i++)
        {
            integers[i] = random.Int(1, 1 << 20);
        }

        var weights = Array.ConvertAll(integers, static weight => (double)weight);
        var mass = DoubleWeights.Add(weights).Sum;
        var nearest = CertifiedKullbackLeibler.ToDouble(integers, n);
        Assert.InRange(Ulps(FastBestOfN.KullbackLeibler(weights, n), nearest), 0, MaxUlps);
        Assert.InRange(Ulps(FastEvaluation<Lanes8>.Measure<DivergenceSum<KullbackLeiblerFunction>>(weights, mass, n), nearest), 0, MaxUlps);
        Assert.InRange(Ulps(FastEvaluation<Lanes4>.Measure<DivergenceSum<KullbackLeiblerFunction>>(weights, mass, n), nearest), 0, MaxUlps);
        Assert.InRange(Ulps(FastEvaluation<Lanes1>.Measure<DivergenceSum<KullbackLeiblerFunction>>(weights, mass, n), nearest), 0, MaxUlps);
    }

    [Fact]
    public void OneDraw_AndOneOutcome_AreExact()
    {
        double[][] cases = [[0.2, 0.8], [3], [0, 0.7, 0]];
        Assert.All(cases, weights =>
        {
            var n = weights.Count(static weight => weight > 0) == 1 ? 100 : 1;
            Assert.Equal(0, FastBestOfN.KullbackLeibler(weights, n));
            Assert.Equal(0, FastBestOfN.ChiSquared(weights, n));
            Assert.Equal(0, FastBestOfN.TotalVariation(weights, n));
            Assert.Equal(0.5, FastBestOfN.WinRate(weights, n));
        });
        Assert.Equal([0, 1, 0], FastBestOfN.Probabilities([0, 0.7, 0], 100));
        Assert.Equal([0.25, 0.75], FastBestOfN.Probabilities([1.0, 3.0], 1));
    }

    [Fact]
    public void Scale_DoesNotMatter()
    {
        double[] weights = [0.25, 0.125, 0.5, 3, 0.0625];
        var expected = FastBestOfN.KullbackLeibler(weights, 9);
        Assert.All([-1070, -1000, -300, 300, 1000, 1021], power => Assert.Equal(
            expected, FastBestOfN.KullbackLeibler(Array.ConvertAll(weights, weight => Math.ScaleB(weight, power)), 9)));
    }

    [Fact]
    public void Rewards_SortAndMerge()
    {
        double[] weights = [1, 2, 3, 4, 5];
        double[] rewards = [0.5, -1, 0.5, 7, -0.0];
        Assert.Equal([2, 5, 4, 4], FastBestOfN.SortedByReward(weights, rewards));
        Assert.Equal([9.0], FastBestOfN.SortedByReward([4.0, 5.0], [0.0, -0.0]));
        var policy = new BestOfN(ReferencePolicy.FromWeights(weights).WithRewards(rewards), 6);
        Assert.InRange(Ulps(FastBestOfN.KullbackLeibler(weights, rewards, 6), KullbackLeibler.Of(policy).ToDouble()), 0, MaxUlps);
        Assert.InRange(Ulps(FastBestOfN.WinRate(weights, rewards, 6), WinRate.Of(policy).ToDouble()), 0, MaxUlps);
        Assert.Throws<ArgumentException>(() => FastBestOfN.SortedByReward([1.0], [1.0, 2.0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FastBestOfN.SortedByReward([1.0], [double.NaN]));
    }

    [Fact]
    public void Curves_AreThePointsOneByOne()
    {
        // Few cells and many, so that some n end within a block, at its end, or nowhere.
        int[] draws = [1, 2, 64, 1000, 3, 17, 1_000_000, 64];
        var random = new NastyWeights(11);
        var many = new double[5000];
        for (var i = 0; i < many.Length; i++)
        {
            many[i] = random.Unit();
        }

        foreach (var weights in new[] { [0.1, 0.2, 0.3, 0.25, 0.15], many, many[..1001], many[..77], [0, 3, 0] })
        {
            AreTheSame(draws.Select(n => FastBestOfN.KullbackLeibler(weights, n)), FastBestOfN.KullbackLeiblerCurve(weights, draws));
            AreTheSame(draws.Select(n => FastBestOfN.ChiSquared(weights, n)), FastBestOfN.ChiSquaredCurve(weights, draws));
            AreTheSame(draws.Select(n => FastBestOfN.WinRate(weights, n)), FastBestOfN.WinRateCurve(weights, draws));
            if (weights.Count(static weight => weight > 0) > 1)
            {
                Width<Lanes8>(weights);
                Width<Lanes4>(weights);
                Width<Lanes1>(weights);
            }
        }

        Assert.Empty(FastBestOfN.KullbackLeiblerCurve(new[] { 1.0, 2.0 }, Array.Empty<int>()));
        Assert.Contains("draws[1] is 0", Assert.Throws<ArgumentOutOfRangeException>(
            () => FastBestOfN.KullbackLeiblerCurve(new[] { 1.0, 2.0 }, new[] { 1, 0 })).Message, StringComparison.Ordinal);

        void Width<L>(double[] weights)
            where L : struct, ILanes<L>
        {
            var mass = FastKernel<L>.Sum(weights).Sum;
            var above = draws.Where(static n => n > 1).ToArray();
            AreTheSame(
                above.Select(n => FastEvaluation<L>.Measure<DivergenceSum<KullbackLeiblerFunction>>(weights, mass, n)),
                FastEvaluation<L>.Curve<DivergenceSum<KullbackLeiblerFunction>>(weights, mass, above));
            AreTheSame(
                above.Select(n => FastEvaluation<L>.Measure<WinRateSum>(weights, mass, n)),
                FastEvaluation<L>.Curve<WinRateSum>(weights, mass, above));
        }

        // But for the rounding of what is left out.
        static void AreTheSame(IEnumerable<double> expected, double[] actual)
        {
            foreach (var (one, point) in expected.Zip(actual))
            {
                Assert.InRange(one == point ? 0 : Ulps(point, one), 0, 1);
            }
        }
    }

    [Fact]
    public void WeightsThatOnceWentWrong_AreWithinFiveUlps()
    {
        // Equal weights round the same way each time; zeros at the bottom leave nothing below a block; many small terms
        // beside a large one; ln n - 1 rounded badly; tiny totals.
        foreach (var weights in new[]
        {
            Enumerable.Repeat(1.0 / 3, 1000).ToArray(),
            Enumerable.Repeat(0.1, 4001).ToArray(),
            Enumerable.Repeat(0.0, 300).Concat(Enumerable.Range(1, 200).Select(static i => 1.0 / i)).ToArray(),
            Enumerable.Repeat(1e-9, 2000).Append(1).ToArray(),
            Enumerable.Range(1, 600).Select(static i => 1e-60 * Math.Sqrt(i)).ToArray(),
            Enumerable.Range(1, 600).Select(static i => i == 300 ? 1e30 : 1e-60 * i).ToArray(),
        })
        {
            foreach (var n in new[] { 2, 3, 20, 64, 148, 403, 1097, 22026 })
            {
                var truth = new EnclosedBestOfN(ReferencePolicy.FromWeights(weights), n, 300);
                var context = $"n = {n}, {weights.Length} weights from {weights[0]:R}";
                CloseInAll(truth, weights, context);
                CloseOnEveryWidth(truth, weights, context);
            }
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1e-300)]
    public void BadWeights_AreRefused(double bad)
    {
        for (var position = 0; position < 20; position++)
        {
            var weights = Enumerable.Repeat(1.0, 20).ToArray();
            weights[position] = bad;
            var error = Assert.Throws<ArgumentOutOfRangeException>(() => FastBestOfN.KullbackLeibler(weights, 3));
            Assert.Contains($"weights[{position}]", error.Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>(() => FastBestOfN.WinRate([], 3));
        Assert.Throws<ArgumentException>(() => FastBestOfN.WinRate([0.0, 0.0], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => FastBestOfN.TotalVariation([1.0, 2.0], 0));
        Assert.Throws<ArgumentException>("weights", () => FastBestOfN.ChiSquared((double[])null!, 2));
    }

    /// <summary>Every measure of the public face; the largest error in ulp.</summary>
    private static double CloseInAll(EnclosedBestOfN truth, double[] weights, string context) => new[]
    {
        Close(KullbackLeibler.Of(truth), FastBestOfN.KullbackLeibler(weights, truth.N), context),
        Close(WinRate.Of(truth), FastBestOfN.WinRate(weights, truth.N), context),
        Close(TotalVariation.Of(truth), FastBestOfN.TotalVariation(weights, truth.N), context),
        Close(ChiSquared.Of(truth), FastBestOfN.ChiSquared(weights, truth.N), context),
    }.Max();

    private static void CloseOnEveryWidth(EnclosedBestOfN truth, double[] weights, string context)
    {
        CloseOn<Lanes8>(truth, weights, context);
        CloseOn<Lanes4>(truth, weights, context);
        CloseOn<Lanes1>(truth, weights, context);
    }

    private static void CloseOn<L>(EnclosedBestOfN truth, double[] weights, string context)
        where L : struct, ILanes<L>
    {
        var n = truth.N;
        var mass = FastKernel<L>.Sum(weights).Sum;
        Close(KullbackLeibler.Of(truth), FastEvaluation<L>.Measure<DivergenceSum<KullbackLeiblerFunction>>(weights, mass, n), context);
        Close(ChiSquared.Of(truth), FastEvaluation<L>.Measure<DivergenceSum<ChiSquaredFunction>>(weights, mass, n), context);
        Close(WinRate.Of(truth), FastEvaluation<L>.Measure<WinRateSum>(weights, mass, n), context);
    }

    private static double[] Probabilities<L>(double[] weights, int n)
        where L : struct, ILanes<L> => FastEvaluation<L>.Probabilities(weights, FastKernel<L>.Sum(weights).Sum, n);

    private static void Masses(double[] masses, double[] weights, EnclosedBestOfN truth)
    {
        var cell = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0)
            {
                Assert.Equal(0, masses[i]);
                continue;
            }

            if (masses[i] > 1e-250 && i % 7 == truth.N % 7)
            {
                Close(truth.Mass(cell), masses[i], $"n = {truth.N}, i = {i}, {string.Join(" ", weights)}");
            }

            cell++;
        }
    }

    private static double Close(Enclosure truth, double value, string context)
    {
        Assert.True(truth.TryToDouble(out var nearest), context);
        var ulps = Ulps(value, nearest);
        Assert.True(ulps <= MaxUlps, $"{ulps} ulp: {value:R} against {nearest:R}, {context}");
        return ulps;
    }

    private static double Ulps(double value, double nearest) =>
        Math.Abs(value - nearest) / (Math.BitIncrement(Math.Abs(nearest)) - Math.Abs(nearest));
}
