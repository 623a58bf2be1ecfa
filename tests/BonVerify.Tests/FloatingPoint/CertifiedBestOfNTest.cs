using BonVerify.Estimators;
using BonVerify.FloatingPoint;
using BonVerify.FloatingPoint.Certified;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Routes;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint;

/// <summary>Certified doubles of every measure against enclosures of arbitrary precision.</summary>
public partial class CertifiedBestOfNTest
{
    private static readonly Dictionary<string, Measure> Measures = new()
    {
        ["reverse_kl"] = Measure.Of<CertifiedReverse>(ReverseKullbackLeibler.Of, CertifiedBestOfN.ReverseKullbackLeibler, CertifiedBestOfN.ReverseKullbackLeibler),
        ["chi_squared"] = Measure.Of<CertifiedChiSquared>(ChiSquared.Of, CertifiedBestOfN.ChiSquared, CertifiedBestOfN.ChiSquared),
        ["total_variation"] = Measure.Of<CertifiedTotalVariation>(TotalVariation.Of, CertifiedBestOfN.TotalVariation, CertifiedBestOfN.TotalVariation),
        ["win_rate"] = Measure.Of<CertifiedWinRate>(WinRate.Of, CertifiedBestOfN.WinRate, (weights, rewards, n, _) => CertifiedBestOfN.WinRate(weights, rewards, n)),
        ["estimator_mean"] = Measure.Of<CertifiedEstimatorMean>(KlEstimator.Mean, CertifiedBestOfN.EstimatorMean, CertifiedBestOfN.EstimatorMean),
    };

    private delegate double OfWeights(ReadOnlySpan<double> weights, int n);

    private delegate double OfRewards(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, int n, TieBreaking ties);

    public static TheoryData<string> Names => [.. Measures.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Enclosure_ContainsTheValue_OnEveryWidth(string name) => Campaign.Run(name == "estimator_mean" ? 1_000 : 300, index =>
    {
        var random = new NastyWeights(111_000_000 + index);
        var (weights, n) = (random.DoublesInRange(), random.N());
        double[] rests = index % 3 == 0 ? [.. weights.Select(weight => weight * Math.ScaleB(random.Unit() - 0.5, -54))] : [];
        if (weights.Count(static weight => weight > 0) < 2)
        {
            return;
        }

        var exact = weights.Select((weight, i) => Rational.FromDouble(weight) + (rests.Length == 0 ? Rational.Zero : Rational.FromDouble(rests[i])));
        Contains(Measures[name], ReferencePolicy.FromWeights([.. exact]), weights, rests, n);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void ManyWeights_AreEnclosed_AndSettled(string name)
    {
        var random = new NastyWeights(112);
        foreach (var count in new[] { 127, 128, 129, 1000 })
        {
            double[] weights = [.. Enumerable.Range(0, count).Select(_ => -Math.Log(random.Unit()))];
            foreach (var n in new[] { 2, 64, 1000 })
            {
                Contains(Measures[name], ReferencePolicy.FromWeights(weights), weights, [], n);
                foreach (var value in Measures[name].Widths(weights, [], n))
                {
                    Assert.True(value is { } known && known.TryRound(out _) && known.IsAccurateTo(66), $"{count}, {n}: {value}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Doubles_AreCorrectlyRounded(string name) => Campaign.Run(60, index =>
    {
        var random = new NastyWeights(113_000_000 + index);
        var (weights, n) = (random.DoublesInRange(), random.N());
        var (policy, measure) = (ReferencePolicy.FromWeights(weights), Measures[name]);
        Assert.Equal(Nearest(measure, policy, n, TieBreaking.AmongDraws), measure.ByWeights(weights, n));

        double[] rewards = [.. weights.Select(_ => (double)random.Int(-3, 4))];
        foreach (var ties in name == "win_rate" ? [TieBreaking.AmongDraws] : Enum.GetValues<TieBreaking>())
        {
            Assert.Equal(Nearest(measure, policy.WithRewards(rewards), n, ties), measure.ByRewards(weights, rewards, n, ties));
        }
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void OneDrawAndOneCell_AreExact(string name)
    {
        var (measure, expected) = (Measures[name], name == "win_rate" ? 0.5 : 0);
        Assert.Equal(expected, measure.ByWeights([0.3, 0.4], 1));
        Assert.Equal(expected, measure.ByWeights([0.0, 0.3, -0.0], 64));
        Assert.Equal(expected, measure.ByRewards([0.1, 0.7], [2.0, 2.0], 1, TieBreaking.AmongDraws));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WeightsAtTheEndsOfTheirRange_AreCorrectlyRounded(string name)
    {
        foreach (var weights in (double[][])[[1e-320, 3e-320], [1, 1e-17], [1e-17, 1], [1, double.Epsilon], [double.MaxValue, 1e300, double.MaxValue]])
        {
            foreach (var n in new[] { 2, 64, 1000 })
            {
                Assert.Equal(Nearest(Measures[name], ReferencePolicy.FromWeights(weights), n, TieBreaking.AmongDraws), Measures[name].ByWeights(weights, n));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void BadInput_IsRefused(string name)
    {
        var measure = Measures[name];
        Refused("weights[1] is -3; it must be a finite number of at least 0.", () => measure.ByWeights([1.0, -3], 2));
        Refused("weights[0] is NaN; it must be a finite number of at least 0.", () => measure.ByWeights([double.NaN, 1], 2));
        Refused("weights is empty", () => measure.ByWeights([], 2));
        Refused("weights have total mass 0", () => measure.ByWeights([0.0, 0], 2));
        Refused("n is 0; it must be at least 1.", () => measure.ByWeights([1.0, 1], 0));
        Refused("rewards has 1 entries; it must have one per outcome, 2.", () => measure.ByRewards([1.0, 1], [1.0], 2, TieBreaking.AmongDraws));
        Refused("rewards[1] is NaN; it must be a finite number.", () => measure.ByRewards([1.0, 1], [1, double.NaN], 2, TieBreaking.AmongDraws));
    }

    [Theory]
    [InlineData(0.25, 0.75, 30)]
    [InlineData(0.5, 0.5, 26)]
    [InlineData(0.5, 0.5, 52)]
    [InlineData(0.5, 0.5, 53)]
    [InlineData(0.5, 0.5, 300)]
    public void Midpoints_AreSettledExactly(double first, double second, int n)
    {
        // Over powers of two: W and TV are dyadic, and for some n halfway between two doubles, to be rounded to the even one.
        var policy = ReferencePolicy.FromWeights([first, second]);
        var exact = new BestOfN(policy, n);
        Assert.Equal(WinRate.Of(exact).ToDouble(), CertifiedBestOfN.WinRate([first, second], n));
        Assert.Equal(TotalVariation.Of(exact).ToDouble(), CertifiedBestOfN.TotalVariation([first, second], n));
        Assert.Equal(ChiSquared.Of(exact).ToDouble(), CertifiedBestOfN.ChiSquared([first, second], n));
    }

    [Fact]
    public void TotalVariation_OfManyBoundariesNextToTheTop_IsCorrectlyRounded()
    {
        // For n = 2 the top is at 1/2; up to 64 boundaries are tried there, and more are left to other routes.
        foreach (var near in new[] { 1, 3, 62, 63, 64, 70 })
        {
            double[] weights = [0.5, .. Enumerable.Range(1, near).Select(static i => i * 1e-16), 0.5];
            var policy = ReferencePolicy.FromWeights(weights);
            Assert.Equal(TotalVariation.Of(new BestOfN(policy, 2)).ToDouble(), CertifiedBestOfN.TotalVariation(weights, 2));
            Assert.Equal(near < 64, Measures["total_variation"].Widths(weights, [], 2).All(static value => value is not null));
        }
    }

    private static void Contains(Measure measure, ReferencePolicy policy, double[] weights, double[] rests, int n)
    {
        foreach (var value in measure.Widths(weights, rests, n))
        {
            if (value is { } known)
            {
                ContainsTruth(known.ToEnclosure(), precision => measure.Truth(new EnclosedBestOfN(policy, n, precision)), $"{string.Join(' ', weights)}, n = {n}");
            }
        }
    }

    private static void ContainsTruth(Enclosure fast, Func<int, Enclosure> truth, string name)
    {
        for (var precision = 256; ; precision *= 2)
        {
            var value = truth(precision);
            Assert.True(value.Lower <= fast.Upper && fast.Lower <= value.Upper, $"{name}: {fast}, {value}");
            if ((fast.Lower <= value.Lower && value.Upper <= fast.Upper) || precision > 8192)
            {
                return;
            }
        }
    }

    private static double Nearest(Measure measure, ReferencePolicy policy, int n, TieBreaking ties)
    {
        for (var precision = 128; precision <= 4096; precision *= 2)
        {
            if (measure.Truth(new EnclosedBestOfN(policy, n, precision, ties)).TryToDouble(out var nearest))
            {
                return nearest;
            }
        }

        return measure.Exactly(new BestOfN(policy, n, ties, long.MaxValue)).ToDouble();
    }

    private static void Refused(string message, Func<object> call) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);

    private sealed record Measure(
        Func<EnclosedBestOfN, Enclosure> Truth,
        Func<BestOfN, LinearFormInLogarithms> Exactly,
        OfWeights ByWeights,
        OfRewards ByRewards,
        Func<double[], double[], int, CertifiedDouble?[]> Widths)
    {
        public static Measure Of<M>(Func<EnclosedBestOfN, Enclosure> truth, OfWeights byWeights, OfRewards byRewards)
            where M : struct, ICertifiedMeasure => new(
                truth, M.Of, byWeights, byRewards, static (weights, rests, n) => [OnLanes<M, Lanes8>(weights, rests, n), OnLanes<M, Lanes4>(weights, rests, n), OnLanes<M, Lanes1>(weights, rests, n)]);

        private static CertifiedDouble? OnLanes<M, L>(double[] weights, double[] rests, int n)
            where M : struct, ICertifiedMeasure
            where L : struct, ILanes<L> =>
            CertifiedKullbackLeibler.TryTotal<L>(weights, rests, out var total, out _) ? M.Of<L>(weights, rests, total, n) : null;
    }
}
