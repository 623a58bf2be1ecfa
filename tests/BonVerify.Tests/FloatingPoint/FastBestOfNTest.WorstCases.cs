using BonVerify.Estimators;
using BonVerify.FloatingPoint;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint;

/// <content>Bounds in units of u = 2^−53, and a search for the worst case.</content>
public partial class FastBestOfNTest
{
    /// <summary>One outcome with all the mass but a little, whose total is no power of two: 1 − F and t − 1 must not be lost.</summary>
    [Theory]
    [InlineData(49, 1e-30)]
    [InlineData(0.7, 1e-45)]
    [InlineData(3, 1e-70)]
    [InlineData(49, 1e-150)]
    [InlineData(0.3, 1e-240)]
    public void TinyDivergences_KeepTheirDigits(double atom, double weight)
    {
        foreach (var count in new[] { 1, 3, 60 })
        {
            var small = Enumerable.Repeat(weight, count).ToArray();
            foreach (var n in new[] { 2, 64, 1_000_000_000 })
            {
                foreach (double[] weights in new double[][] { [atom, .. small], [.. small, atom], [.. small, atom, .. small] })
                {
                    var truth = new EnclosedBestOfN(ReferencePolicy.FromWeights(weights), n, 1800);
                    var context = $"n = {n}, atom {weights.AsSpan().IndexOf(atom)} of {weights.Length}";
                    CloseInAll(truth, weights, context);
                }
            }
        }
    }

    /// <summary>With two draws no cell is negligible before what is above it has rounded to the whole.</summary>
    [Fact]
    public void TwoDraws_WithLittleBelowALargeOne_AreWithinFiveUlps()
    {
        var random = new NastyWeights(12);
        for (var i = 0; i < Effort.Cases(60); i++)
        {
            var below = Enumerable.Range(0, random.Int(1, 100)).Select(_ => random.Unit()).ToArray();
            var above = Enumerable.Range(0, i % 2 == 0 ? 0 : random.Int(1, 100)).Select(_ => random.Unit() * 1e-3);
            double[] weights = [.. below, below.Sum() * Math.Pow(10, 14 + (2 * random.Unit())), .. above];
            var truth = new EnclosedBestOfN(ReferencePolicy.FromWeights(weights), 2, 420);
            var context = $"{below.Length} below of {weights.Length}";
            CloseInAll(truth, weights, context);
        }
    }

    /// <summary>Below the large weights what is left is a difference with hardly a digit, and boundaries may be out of order.</summary>
    [Fact]
    public void TinyWeightsAmongLargeOnes_AreWithinFiveUlps()
    {
        var random = new NastyWeights(13);
        for (var i = 0; i < Effort.Cases(400); i++)
        {
            var weights = Enumerable.Range(0, random.Int(49, 400)).Select(_ => Math.Pow(10, -20 - (50 * random.Unit()))).ToArray();
            for (var large = random.Int(2, 5); large > 0; large--)
            {
                weights[random.Int(0, weights.Length)] = random.Unit();
            }

            var n = i % 3 == 0 ? random.N() : 2;
            Assert.InRange(FastBestOfN.ChiSquared(weights, n), 0, n);
            if (i % 4 > 0)
            {
                continue;
            }

            var truth = new EnclosedBestOfN(ReferencePolicy.FromWeights(weights), n, 600);
            var context = $"n = {n}, {string.Join(" ", weights)}";
            CloseInAll(truth, weights, context);
        }
    }

    [Fact]
    public void BlocksOfZeros_LeaveNumbers()
    {
        var random = new NastyWeights(6);
        for (var i = 0; i < Effort.Cases(200); i++)
        {
            var bottom = i % 2 == 0 ? 0 : double.Epsilon;
            double[] weights =
                [.. Enumerable.Repeat(bottom, random.Int(1, 400)), .. Enumerable.Range(0, random.Int(2, 400)).Select(_ => random.Unit())];
            var n = random.Int(2, 6);
            Assert.InRange(FastBestOfN.KullbackLeibler(weights, n), 0.01, Math.Log(n));
            Assert.InRange(FastBestOfN.ChiSquared(weights, n), 0.01, n);
            Assert.InRange(FastBestOfN.WinRate(weights, n), 0.5, 1);
        }
    }

    [Fact]
    public void SmallTermsBesideALargeOne_AreNotLost()
    {
        // Each term is just below half the last bit of the sum before it.
        var small = Enumerable.Repeat(0.49 / (1L << 53), 700);
        foreach (var n in new[] { 2, 64, 200 })
        {
            foreach (double[] weights in new double[][] { [0.5, .. small, 0.5], [1, .. small], [0.25, 0.25, .. small, 0.125, 0.375] })
            {
                var truth = new EnclosedBestOfN(ReferencePolicy.FromWeights(weights), n, 420);
                var context = $"n = {n}, {weights[0]} at the bottom";
                CloseInAll(truth, weights, context);
            }
        }
    }

    /// <summary>So many equal weights that blocks are small beside what is left; sums of these round the same way each time.</summary>
    [Theory]
    [InlineData(1.5087141261942285, 60_000, 2)]
    [InlineData(1.3824883351952248, 100_000, 3)]
    [InlineData(1.1612950582808326, 7752, 2)]
    public void EqualWeightsOfAwkwardBits_AreWithinFiveUlps(double weight, int count, int n)
    {
        var nearest = CertifiedKullbackLeibler.ToDouble(Enumerable.Repeat(1L, count).ToArray(), n);
        Assert.InRange(Ulps(FastBestOfN.KullbackLeibler(Enumerable.Repeat(weight, count).ToArray(), n), nearest), 0, MaxUlps);
    }

    [Fact]
    public void Estimator_IsWithinItsBound()
    {
        var random = new NastyWeights(8);
        var worst = 0.0;
        for (var i = 0; i < Effort.Cases(400); i++)
        {
            var epsilon = i % 2 == 0 ? 1 - Math.ScaleB(1 + random.Unit(), -random.Int(2, 53)) : Math.ScaleB(1 + random.Unit(), -random.Int(1, 900));
            var n = random.N();
            worst = Math.Max(worst, Units.Of(KlEstimator.Enclose(n, Rational.FromDouble(epsilon), 250), FastBestOfN.Estimator(n, epsilon)));
        }

        Assert.InRange(worst, 0.5, 1.01);
    }

    [Fact]
    public void Probabilities_AreWithinTheirBound()
    {
        var random = new NastyWeights(9);
        var worst = 0.0;
        for (var i = 0; i < Effort.Cases(60); i++)
        {
            var (weights, n) = (random.Doubles(), random.N());
            var truth = new EnclosedBestOfN(ReferencePolicy.FromWeights(weights), n, 420);
            var (masses, cell) = (FastBestOfN.Probabilities(weights, n), 0);
            for (var j = 0; j < weights.Length; j++)
            {
                if (weights[j] > 0)
                {
                    worst = Math.Max(worst, masses[j] > 1e-250 && j % 5 == i % 5 ? Units.Of(truth.Mass(cell), masses[j]) : 0);
                    cell++;
                }
            }
        }

        Assert.InRange(worst, 1, 4);
    }

    /// <summary>From nasty weights on, changes that make an error larger are kept.</summary>
    [Fact]
    public void Climbing_FindsNothingAboveFiveUlps()
    {
        var random = new NastyWeights(10);
        for (var start = 0; start < Effort.Cases(12); start++)
        {
            double[] best = start % 3 == 0
                ? [.. Enumerable.Range(0, random.Int(50, 60)).Select(_ => random.Unit())]
                : [.. Enumerable.Range(0, random.Int(2, 9)).Select(_ => Math.Pow(10, -6 * random.Unit()))];
            var (draws, worst) = (random.N(), 0.0);
            for (var step = 0; step < 25; step++)
            {
                var weights = (double[])best.Clone();
                weights[random.Int(0, weights.Length)] *= step % 2 == 0 ? 0.5 + random.Unit() : 1 + (random.Unit() - 0.5) * 1e-14;
                var n = random.Int(0, 4) == 0 ? random.N() : draws;
                var truth = new EnclosedBestOfN(ReferencePolicy.FromWeights(weights), n, 420);
                var context = $"n = {n}, {string.Join(" ", weights)}";
                var error = CloseInAll(truth, weights, context);
                if (error >= worst)
                {
                    (best, draws, worst) = (weights, n, error);
                }
            }
        }
    }
}
