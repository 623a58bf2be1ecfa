using BonVerify.FloatingPoint;
using BonVerify.FloatingPoint.Certified;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.FloatingPoint.Routes;
using BonVerify.FloatingPoint.Wide;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint.Certified;

/// <summary>Sums over blocks of cells in pairs, against those in numbers of 128 bits, which know no blocks, lanes or rests.</summary>
public class CertifiedEvaluationTest
{
    /// <summary>Numbers of cells around those of a block; draws for which few cells are left out, whole blocks, or nearly all.</summary>
    public static TheoryData<int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<int, int>();
            foreach (var count in new[] { 2, 3, 8, 31, 127, 128, 129, 256, 300 })
            {
                foreach (var n in new[] { 2, 3, 64, 200, 700, 5_000, 1_000_000 })
                {
                    sizes.Add(count, n);
                }
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Measures_HoldThoseOfWideNumbers_OnEveryWidth(int count, int n)
    {
        var random = new NastyWeights(count + 1000 * n);
        double[] weights = [.. Enumerable.Range(0, count).Select(i => i == count / 3 ? 0 : 0.1 + random.Unit()), 0.7];
        OnEveryWidth(weights, [], n);

        // Weights with rests, of which the lowest ones are tiny.
        double[] decreasing = [.. weights.Select((weight, i) => i < count / 2 ? Math.ScaleB(weight, -i) : weight)];
        OnEveryWidth(decreasing, [.. decreasing.Select(weight => weight * Math.ScaleB(random.Unit() - 0.5, -54))], n);
    }

    [Fact]
    public void Add_TellsSumAndSmallestWeight_WhereverItStands()
    {
        Add<Lanes8>();
        Add<Lanes4>();
        Add<Lanes1>();
    }

    /// <summary>Sums over more blocks cost more: the error is that of theorem 1 for as many as there are, whatever the kind of weights.</summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(128, 1)]
    [InlineData(129, 2)]
    [InlineData(700, 6)]
    public void Errors_CountTheBlocks_OnEveryWidth(int count, int blocks)
    {
        On<Lanes8>();
        On<Lanes4>();
        On<Lanes1>();

        void On<L>()
            where L : struct, ILanes<L>
        {
            const int N = 2;
            var (longs, vectors) = (Enumerable.Range(1, count).Select(static i => 1L + i % 7).ToArray(), CertifiedEvaluation<L>.Block / L.Count);
            var doubles = Array.ConvertAll(longs, static weight => (double)weight);
            var total = CertifiedEvaluation<L>.Add(doubles, []).Total;
            var sum = CertifiedEvaluation<L>.Sum(default(DivergenceTerm), doubles, [], total, N);
            Assert.Equal(blocks, sum.Blocks);

            var ofLongs = CertifiedEvaluation<L>.KullbackLeibler(longs, longs.Sum(), N);
            Assert.Equal(ErrorBounds.KullbackLeibler(ofLongs.High, N, ErrorBounds.Divide, blocks, vectors), ofLongs.Error);

            var reference = ReferencePolicy.FromWeights(longs.Select(static weight => (System.Numerics.BigInteger)weight));
            var ofShares = CertifiedEvaluation<L>.KullbackLeibler(new CellShares<LevelWeights>(new(reference.Levels), reference.Denominator), N);
            Assert.Equal(ErrorBounds.KullbackLeibler(ofShares.High, N, ErrorBounds.Share, blocks, vectors), ofShares.Error);

            var (ofDoubles, errors) = (CertifiedEvaluation<L>.KullbackLeibler(doubles, [], total, N), CellErrors.OfDoubles(N, count, blocks, L.Count));
            Assert.Equal(ErrorBounds.KullbackLeibler(ofDoubles.High, N, errors.Shares, blocks, vectors, errors.Masses), ofDoubles.Error);
        }
    }

    private static void Add<L>()
        where L : struct, ILanes<L>
    {
        for (var count = 1; count < 28; count++)
        {
            for (var place = 0; place < count; place++)
            {
                // Powers of two, and rests far below them: every part of the sum takes some, and nothing is lost.
                double[] weights = [.. Enumerable.Range(0, count).Select(i => Math.ScaleB(1, 2 * i - 20))];
                double[] rests = [.. weights.Select(static (weight, i) => i % 2 == 0 ? weight * Math.ScaleB(1, -60) : -weight * Math.ScaleB(1, -55))];
                Check(weights, [], 0);
                Check(weights, rests, 0);
                weights[place] = -weights[place];
                Check(weights, [], weights[place]);
                Check(weights, rests, weights[place]);
            }
        }

        static void Check(double[] weights, double[] rests, double smallest)
        {
            var (total, least) = CertifiedEvaluation<L>.Add(weights, rests);
            var exact = weights.Concat(rests).Aggregate(Dyadic.Zero, static (sum, weight) => sum + Dyadic.FromDouble(weight));
            Assert.Equal(smallest, least);
            Assert.Equal(exact, Dyadic.FromDouble(Lanes1.First(total.High)) + Dyadic.FromDouble(Lanes1.First(total.Middle)) + Dyadic.FromDouble(Lanes1.First(total.Low)));

            // As a pair it has half an ulp of the low part, and what the parts are not normalised by.
            var pair = DoubleDouble<Lanes1>.First(total.ToPair());
            var lost = (Dyadic.FromDouble(pair.High) + Dyadic.FromDouble(pair.Low) - exact).Abs();
            Assert.True(lost <= exact.Abs().ScaleByPowerOfTwo(-105), $"{lost} of {exact}");
        }
    }

    private static void OnEveryWidth(double[] weights, double[] rests, int n)
    {
        Rational[] exact = [.. weights.Select((weight, i) => Rational.FromDouble(weight) + (rests.Length == 0 ? Rational.Zero : Rational.FromDouble(rests[i])))];
        double[] factors = [.. weights.Select((_, i) => (i + 1.0) / weights.Length - 0.4)];
        var reference = ReferencePolicy.FromWeights(exact).WithRewards(factors);
        var cells = new WideCells(reference.Levels, reference.Denominator, n);
        On<Lanes8>();
        On<Lanes4>();
        On<Lanes1>();

        void On<L>()
            where L : struct, ILanes<L>
        {
            Assert.True(CertifiedKullbackLeibler.TryTotal<L>(weights, rests, out var total, out _));
            Holds(CertifiedEvaluation<L>.KullbackLeibler(weights, rests, total, n), WideMeasures.Kl(cells).ToEnclosure(), "kl");
            Measure<CertifiedReverse>("reverse");
            Measure<CertifiedChiSquared>("square");
            Measure<CertifiedWinRate>("win rate");
            Measure<CertifiedTotalVariation>("total variation");
            Measure<CertifiedEstimatorMean>("estimator");

            var (value, blocks) = CertifiedEvaluation<L>.Sum(new FactorTerm(factors), weights, rests, total, n);
            var error = CellErrors.OfDoubles(n, weights.Length, blocks, L.Count).Mean(1, ErrorBounds.MultiplyByDouble);
            Holds(new(value.High, value.Low, error), WideMeasures.ExpectedReward(cells, reference.Levels), "reward");

            void Measure<M>(string name)
                where M : struct, ICertifiedMeasure =>
                Holds(M.Of<L>(weights, rests, total, n), M.Of(cells, reference.Levels, reference), name);

            void Holds(CertifiedDouble? value, Enclosure truth, string name)
            {
                Assert.True(value is { } known && known.ToEnclosure().Contains(truth), $"{name} on {L.Count}: {value}, {truth.ToDecimal(36)}");
                Assert.True(value.Value.IsAccurateTo(n < 10_000 ? 66 : 60), $"{name} on {L.Count}: {value}");
            }
        }
    }
}
