using BonVerify.FloatingPoint;
using BonVerify.FloatingPoint.Fast;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint;

/// <content>Against the certified path, which has ratios from the ladder and no logarithms of shares; and laws that need no other path.</content>
public partial class FastBestOfNTest
{
    private static readonly double[] Awkward = [1.5087141261942285, 1.3824883351952248, 1.1612950582808326];

    /// <summary>Weights and draws of each kind that the fast path tells apart.</summary>
    public static TheoryData<int> Kinds => [.. Enumerable.Range(0, 18)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Measures_AreWithinFiveUlps_OfTheCertifiedOnes(int kind)
    {
        foreach (var (weights, n) in OfKind(kind))
        {
            var (kl, square, win) = (CertifiedKullbackLeibler.ToDouble(weights, n), CertifiedBestOfN.ChiSquared(weights, n), CertifiedBestOfN.WinRate(weights, n));
            Near(kl, FastBestOfN.KullbackLeibler(weights, n));
            Near(square, FastBestOfN.ChiSquared(weights, n));
            Near(win, FastBestOfN.WinRate(weights, n));
            Near(CertifiedBestOfN.TotalVariation(weights, n), FastBestOfN.TotalVariation(weights, n));
            On<Lanes8>();
            On<Lanes4>();
            On<Lanes1>();

            void On<L>()
                where L : struct, ILanes<L>
            {
                var mass = FastKernel<L>.Sum(weights).Sum;
                Near(kl, FastEvaluation<L>.Measure<DivergenceSum<KullbackLeiblerFunction>>(weights, mass, n));
                Near(square, FastEvaluation<L>.Measure<DivergenceSum<ChiSquaredFunction>>(weights, mass, n));
                Near(win, FastEvaluation<L>.Measure<WinRateSum>(weights, mass, n));
            }

            void Near(double nearest, double value) =>
                Assert.True(Ulps(value, nearest) <= MaxUlps, $"{value:R} against {nearest:R}, n = {n}, {weights.Length} weights from {weights[0]:R} to {weights[^1]:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Scale_DoesNotMatter_ForAnyKind(int kind)
    {
        foreach (var (weights, n) in OfKind(kind))
        {
            foreach (var power in new[] { -70, -31, 24, 400, 700 })
            {
                // No weight may lose bits at the lower end of the range.
                if (weights.Any(weight => weight > 0 && Math.ILogB(weight) + power < -1022))
                {
                    continue;
                }

                var scaled = Array.ConvertAll(weights, weight => Math.ScaleB(weight, power));
                Assert.Equal(FastBestOfN.KullbackLeibler(weights, n), FastBestOfN.KullbackLeibler(scaled, n));
                Assert.Equal(FastBestOfN.ChiSquared(weights, n), FastBestOfN.ChiSquared(scaled, n));
                Assert.Equal(FastBestOfN.WinRate(weights, n), FastBestOfN.WinRate(scaled, n));
                Assert.Equal(FastBestOfN.TotalVariation(weights, n), FastBestOfN.TotalVariation(scaled, n));
                Assert.Equal(FastBestOfN.Probabilities(weights, n), FastBestOfN.Probabilities(scaled, n));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Curves_AreThePoints_ForAnyKind(int kind)
    {
        foreach (var (weights, n) in OfKind(kind))
        {
            int[] draws = [n, 1, 2, Math.Max(1, n / 3), n];
            AtMostOneUlp(n => FastBestOfN.KullbackLeibler(weights, n), FastBestOfN.KullbackLeiblerCurve(weights, draws));
            AtMostOneUlp(n => FastBestOfN.ChiSquared(weights, n), FastBestOfN.ChiSquaredCurve(weights, draws));
            AtMostOneUlp(n => FastBestOfN.WinRate(weights, n), FastBestOfN.WinRateCurve(weights, draws));

            void AtMostOneUlp(Func<int, double> point, double[] curve) => Assert.All(
                draws.Zip(curve), pair => Assert.InRange(pair.Second == point(pair.First) ? 0 : Ulps(pair.Second, point(pair.First)), 0, 1));
        }
    }

    [Fact]
    public void Masses_NextToNothing_KeepTheirDigits()
    {
        // 1 − (1 − p)² and p², and the same for a billion draws as far as doubles go.
        Assert.Equal(2e-20, FastBestOfN.Probabilities([1.0, 1e-20], 2)[1], 1e-35);
        Assert.Equal(1e-40, FastBestOfN.Probabilities([1e-20, 1.0], 2)[0], 1e-55);
        Assert.Equal(1e-11, FastBestOfN.Probabilities([1.0, 1e-20], 1_000_000_000)[1], 1e-21);
        Assert.Equal([1e-18, 2e-18], FastBestOfN.Probabilities([3.0, 1e-20, 2e-20], 300)[1..].Select(static mass => Math.Round(mass * 1e18, 12) * 1e-18));
    }

    [Fact]
    public void Sums_TellTheSmallestAndTheLargest_WhereverTheyStand()
    {
        On<Lanes8>();
        On<Lanes4>();
        On<Lanes1>();

        static void On<L>()
            where L : struct, ILanes<L>
        {
            for (var count = 1; count < 40; count++)
            {
                for (var place = 0; place < count; place++)
                {
                    var weights = Enumerable.Repeat(0.25, count).ToArray();
                    weights[place] = 3;
                    var (sum, smallest, largest) = FastKernel<L>.Sum(weights);
                    Assert.Equal((3 + (count - 1) * 0.25, 0.0, 3.0), (sum.Value, smallest, largest));
                    weights[place] = -3;
                    (sum, smallest, largest) = FastKernel<L>.Sum(weights);
                    Assert.Equal((-3 + (count - 1) * 0.25, -3.0, count == 1 ? 0 : 0.25), (sum.Value, smallest, largest));
                }
            }
        }
    }

    [Fact]
    public void ProvedErrors_AreTheOnesStated()
    {
        double[] weights = [1, 2, 3];
        foreach (var n in new[] { 2, 7, 5000 })
        {
            var (kl, square) = (FastBestOfN.KullbackLeibler(weights, n), FastBestOfN.ChiSquared(weights, n));
            Stated(FastBestOfN.KullbackLeiblerWithError(weights, n), kl, 300 * (1 + Math.Log(n)));
            Stated(FastBestOfN.ChiSquaredWithError(weights, n), square, 50 * (1 + Math.Log(n)) * (1 + 1 / Math.Sqrt(square)));
            Stated(FastBestOfN.WinRateWithError(weights, n), FastBestOfN.WinRate(weights, n), 26);
            Stated(FastBestOfN.TotalVariationWithError(weights, n), FastBestOfN.TotalVariation(weights, n), 12);
        }

        // Proved up to a share of 1 − 2^−15, and that of rounding beyond.
        Stated(FastBestOfN.WinRateWithError([1, 32767], 3), FastBestOfN.WinRate([1, 32767], 3), 26);
        var beyond = FastBestOfN.WinRateWithError([1, 32768], 3);
        Assert.Equal(0.51 * (Math.BitIncrement(beyond.Value) - beyond.Value), beyond.Error);

        static void Stated(BoundedDouble bounded, double value, double units)
        {
            Assert.Equal(value, bounded.Value);
            Assert.InRange(bounded.Error / (units * Math.ScaleB(value, -53)), 1, 1 + 2e-6);
        }
    }

    [Fact]
    public void Destinations_TooShort_AreRefusedByName()
    {
        double[] weights = [1, 2];
        int[] draws = [2, 3];
        Action<double[]>[] calls =
        [
            room => FastBestOfN.Probabilities(weights, 2, room),
            room => FastBestOfN.Probabilities(weights, weights, 2, room),
            room => FastBestOfN.KullbackLeiblerCurve(weights, draws, room),
            room => FastBestOfN.KullbackLeiblerCurve(weights, weights, draws, room),
            room => FastBestOfN.ChiSquaredCurve(weights, draws, room),
            room => FastBestOfN.ChiSquaredCurve(weights, weights, draws, room),
            room => FastBestOfN.WinRateCurve(weights, draws, room),
            room => FastBestOfN.WinRateCurve(weights, weights, draws, room),
            room => FastBestOfN.Estimators(2, weights.Select(static weight => weight / 2).ToArray(), room),
        ];
        foreach (var call in calls)
        {
            Assert.Contains("destination has 1 places; it must have at least 2", Assert.Throws<ArgumentException>("destination", () => call(new double[1])).Message, StringComparison.Ordinal);
            var room = new double[2];
            call(room);
            Assert.NotEqual(new double[2], room);
        }

        Assert.Contains("weights is empty", Assert.Throws<ArgumentException>("weights", static () => FastBestOfN.WinRate([], 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("n", static () => FastBestOfN.ChiSquared([1.0, 2], 0));
        Assert.Throws<ArgumentOutOfRangeException>("n", static () => FastBestOfN.Estimators(0, [0.5]));
        Assert.Throws<ArgumentOutOfRangeException>("n", static () => FastBestOfN.Estimators(0, []));
        Assert.Throws<ArgumentOutOfRangeException>("n", static () => FastBestOfN.Probabilities([1.0], 0));
    }

    private static IEnumerable<(double[] Weights, int N)> OfKind(int kind)
    {
        var random = new NastyWeights(400 + kind);
        double[] Random(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Unit())];
        double[] Equal(int count, double weight) => [.. Enumerable.Repeat(weight, count)];
        return kind switch
        {
            // Few cells go the accurate way, and more by the series, whose limits different n meet.
            0 => [(Random(5), 3), (Random(40), 9), (Random(48), 40), (Random(49), 40), (Equal(45, 0.3), 10)],
            1 => [(Equal(300, 0.3), 100), (Equal(300, 0.3), 140), (Equal(300, 0.3), 149), (Equal(300, 0.7), 151), (Equal(300, 0.7), 400)],
            2 => [(Random(200), 2), (Random(200), 20), (Random(200), 150), (Random(1000), 400), (Random(1001), 3000)],
            3 => [(Random(3000), 30), (Random(3000), 5), (Equal(4001, 0.1), 22026)],

            // Small cells above a large one, and below it; cells where the rest begins to be left out.
            4 => [([1, .. Equal(40, 1e-5)], 1000), ([1, .. Equal(60, 1e-6)], 1_000_000), ([1, .. Equal(400, 1e-6)], 200_000)],
            5 => [([.. Equal(300, 1e-5), 1], 2), ([.. Random(300), 1000], 3), ([.. Random(100), 1e9, .. Random(100)], 70)],
            6 => [([1, 1e-20], 1_000_000_000), ([1e-20, 1], 1_000_000_000), ([1e-20, 1, 1e-21], 2), ([1, 1e-150], 64), ([1e-150, 1, 1e-140], 64)],

            // Zeros in all places, and steps of every size.
            // All but the large one together next to nothing, and cells below zeros that what is above does not show.
            16 => [([1, 1e-250], 64), ([1e-220, 1, 1e-300], 2), ([1e-305, 3], 3), ([1e-210, 1, 1e-230], 1_000_000_000)],
            17 => [([.. Equal(50, 1e-18), .. Equal(140, 0), 1], 2), ([.. Equal(200, 5e-8), .. Equal(140, 0), 1], 3), ([.. Equal(200, 1e-9), .. Equal(140, 0), 1], 4)],
            7 => [([0, 0, 1, 0, 2, 0], 5), ([.. Equal(200, 0), .. Random(200)], 6), ([.. Random(100), .. Equal(130, 0), .. Random(100)], 50)],
            8 => [([.. Enumerable.Range(0, 120).Select(static i => Math.Pow(0.7, i))], 40), ([.. Enumerable.Range(0, 120).Select(static i => Math.Pow(1.3, i))], 40)],
            9 => [([.. Enumerable.Range(0, 300).Select(static i => Math.Pow(0.9, i))], 3), ([.. Enumerable.Range(0, 300).Select(static i => Math.Pow(1.1, i))], 2)],
            10 => [([.. Enumerable.Range(1, 500).Select(static i => 1.0 / i)], 64), ([.. Enumerable.Range(1, 500).Select(static i => 1.0 * i * i)], 64)],

            // Equal weights round the same way each time, most so where the top block has all that counts.
            11 => [(Equal(7752, Awkward[2]), 2), (Equal(7752, Awkward[0]), 5000)],
            12 => [(Equal(40_000, Awkward[0]), 20_000)],
            13 => [(Equal(30_000, Awkward[1]), 3)],
            14 => [(random.Doubles(), random.N()), (random.Doubles(), 7), (random.Doubles(), 1000), (random.Doubles(), 2)],
            _ => [(random.DoublesInRange(), random.N()), (random.DoublesInRange(), 3), (random.DoublesInRange(), 100)],
        };
    }
}
