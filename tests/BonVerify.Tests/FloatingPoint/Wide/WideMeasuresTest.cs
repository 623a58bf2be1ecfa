using System.Numerics;
using BonVerify.Bounds;
using BonVerify.Estimators;
using BonVerify.FloatingPoint.Wide;
using BonVerify.Measures;
using BonVerify.Neighbours;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint.Wide;

/// <summary>Measures in numbers of 128 bits against those by enclosures of arbitrary precision.</summary>
public class WideMeasuresTest
{
    private static readonly Dictionary<string, (Func<WideCells, ReferencePolicy, Enclosure> Fast, Func<EnclosedBestOfN, Enclosure> Truth)> Measures = new()
    {
        ["kl"] = ((cells, _) => WideMeasures.Kl(cells).ToEnclosure(), KullbackLeibler.Of),
        ["reverse_kl"] = ((cells, _) => WideMeasures.ReverseKl(cells).ToEnclosure(), ReverseKullbackLeibler.Of),
        ["chi_squared"] = ((cells, _) => WideMeasures.ChiSquared(cells).ToEnclosure(), ChiSquared.Of),
        ["renyi_2"] = ((cells, _) => WideMeasures.LogarithmOfOnePlus(WideMeasures.ChiSquared(cells)).ToEnclosure(), policy => RenyiDivergence.Of(policy, 2)),
        ["renyi_3"] = ((cells, _) => WideMeasures.LogarithmOfOnePlus(WideMeasures.ThirdMoment(cells)).Halved().ToEnclosure(), policy => RenyiDivergence.Of(policy, 3)),
        ["hellinger"] = ((cells, _) => WideMeasures.SquaredHellinger(cells).ToEnclosure(), SquaredHellinger.Of),
        ["total_variation"] = ((cells, _) => WideMeasures.TotalVariation(cells).ToEnclosure(), TotalVariation.Of),
        ["win_rate"] = ((cells, _) => WideMeasures.WinRate(cells).ToEnclosure(), WinRate.Of),
        ["win_rate_gap"] = (
            (cells, _) => WideMeasures.WinRateGap(cells).ToEnclosure(),
            policy => Enclosure.Subtract(Enclosure.FromRatio(policy.N, (BigInteger)policy.N + 1, policy.Precision), WinRate.Of(policy), policy.Precision)),
        ["max_ratio"] = ((cells, _) => WideMeasures.MaxDensityRatio(cells).ToEnclosure(), DensityRatio.Max),
        ["linear_gap"] = ((cells, _) => WideMeasures.LinearGapBound(cells).ToEnclosure(), KlGapBounds.Linear),
        ["power_sum"] = ((cells, _) => WideMeasures.WeightedPowerSum(cells, cells.N - 2, 2).ToEnclosure(), policy => KlGapBounds.WeightedPowerSum(policy, 2, 2)),
        ["reward"] = ((cells, reference) => WideMeasures.ExpectedReward(cells, reference.Levels), policy => policy.ExpectedReward()),
        ["best_worst"] = (
            (cells, reference) => WideMeasures.BestWorst(cells, reference.Levels, reference.Denominator),
            policy => EnclosedSums.NotNegative(BestWorst.Enclose(policy.Reference, policy.N, policy.Precision))),
        ["entropy"] = (
            (_, reference) => WideMeasures.Entropy(reference.Weights.Where(static weight => !weight.IsZero), reference.Denominator).ToEnclosure(),
            policy => RenyiEntropy.Of(policy.Reference, 1).Enclose(policy.Precision)),
        ["estimator_mean"] = ((cells, reference) => WideMeasures.EstimatorMean(cells, reference.Levels, reference).ToEnclosure(), KlEstimator.Mean),
    };

    public static TheoryData<string> Names => [.. Measures.Keys];

    /// <summary>
    /// But for those that are made without ratios, or from ratios of their own, and for two whose bound is nearly all of other errors.
    /// </summary>
    public static TheoryData<string> NamesOfRatios =>
        [.. Measures.Keys.Where(static name => name is not ("power_sum" or "win_rate_gap" or "entropy" or "best_worst" or "total_variation" or "reverse_kl"))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Enclosure_ContainsTheValue_AndIsNarrow(string name) => Campaign.Run(300, index =>
    {
        var random = new NastyWeights(91_000_000 + index);
        var n = random.N();
        var weights = index % 2 == 0 ? random.Integers() : Array.ConvertAll(random.FewLongs(), static weight => (BigInteger)weight);
        var reference = ReferencePolicy.FromWeights(weights);
        reference = reference.WithRewards(Enumerable.Range(0, weights.Length).Select(i => new Rational(i / 2 - 2, 1 + (name == "reward" ? 3 : 0))));
        if (reference.Levels.Count < 2)
        {
            return;
        }

        var fast = Measures[name].Fast(new WideCells(reference.Levels, reference.Denominator, n), reference);
        Contains(fast, precision => Measures[name].Truth(new EnclosedBestOfN(reference, n, precision)), $"{reference}, n = {n}");

        // A difference of rewards may cancel; whether a lone cell gains or loses may be too near to tell.
        Assert.True(name is "reward" or "best_worst" || fast.IsAccurateTo(n < 2_000_000 ? 70 : 50), $"{reference}, n = {n}: {fast}");
    });

    /// <summary>
    /// The ratios are put off by most of what their error may be, all to the side that counts: still the bound holds. Put off by eight
    /// times as much as they may be it does not, so that a bound that forgot them, or had an eighth of them, would be found out.
    /// </summary>
    [Theory]
    [MemberData(nameof(NamesOfRatios))]
    public void Bound_CoversRatiosOffByTheirError_AndNotByEightTimesIt(string name)
    {
        var missed = 0;
        for (var index = 0; index < 60; index++)
        {
            var random = new NastyWeights(94_000_000 + index);
            var reference = ReferencePolicy.FromWeights(Enumerable.Range(0, random.Int(3, 9)).Select(_ => random.Uniform(16)).ToArray());
            var n = random.Int(300, 3_000);
            reference = reference.WithRewards(Enumerable.Range(0, reference.Count).Select(static i => new Rational(i + 1)));
            foreach (var isUp in (bool[])[true, false])
            {
                var truth = Measures[name].Truth(new EnclosedBestOfN(reference, n, 400));
                Assert.True(OffBy(0.7, isUp).Contains(truth), $"{reference}, n = {n}");
                missed += OffBy(8, isUp).Contains(truth) ? 0 : 1;
            }

            Enclosure OffBy(double share, bool isUp)
            {
                var cells = new WideCells(reference.Levels, reference.Denominator, n);
                for (var cell = cells.Negligible; cell < cells.Ratios.Length; cell++)
                {
                    // Away from 1 or towards it, so that no two cancel.
                    var ratio = cells.Ratios[cell];
                    var part = (ratio * WideFloat.FromDouble(share * cells.RatioUnits)).Scale(-WideFloat.FractionBits);
                    cells.Ratios[cell] = isUp == (name is "win_rate" or "max_ratio" or "linear_gap" or "reward" or "estimator_mean" || !cells.IsLow(cell))
                        ? ratio + part
                        : ratio - part;
                }

                return Measures[name].Fast(cells, reference);
            }
        }

        Assert.InRange(missed, 30, 120);
    }

    [Fact]
    public void Estimator_IsEnclosed_AtBothEnds() => Campaign.Run(1_000, static index =>
    {
        var random = new NastyWeights(92_000_000 + index);
        var (small, n) = (random.Below(200), random.N());
        var total = small + random.Below(index % 3 == 0 ? 60 : 4_000);
        var mass = index % 2 == 0 ? small : total - small;
        var fast = WideMeasures.Estimator(n, mass, total).ToEnclosure();
        Contains(fast, precision => KlEstimator.Enclose(n, new Rational(mass, total), precision), $"{mass}/{total}, n = {n}");
        Assert.True(fast.IsAccurateTo(70), $"{mass}/{total}, n = {n}: {fast}");
    });

    [Fact]
    public void Mass_IsEnclosed_NegligibleOrNot() => Campaign.Run(300, static index =>
    {
        var random = new NastyWeights(93_000_000 + index);
        var reference = ReferencePolicy.FromWeights(random.Integers());
        var n = random.N();
        var cells = new WideCells(reference.Levels, reference.Denominator, n);
        var cell = random.Int(0, cells.Masses.Length);
        var fast = WideMeasures.Mass(cells, cell).ToEnclosure();
        Contains(fast, precision => new EnclosedBestOfN(reference, n, precision).Mass(cell), $"{reference}, n = {n}, cell {cell}");
        Assert.True(fast.IsAccurateTo(80));
    });

    /// <summary>Asks for a truth far narrower than the enclosure, at growing precision.</summary>
    private static void Contains(Enclosure fast, Func<int, Enclosure> truthAt, string where)
    {
        for (var precision = 256; ; precision *= 4)
        {
            var truth = truthAt(precision);
            if ((truth.Upper - truth.Lower).ScaleByPowerOfTwo(4) <= fast.Upper - fast.Lower)
            {
                Assert.True(fast.Contains(truth), $"{where}: {truth} is not in {fast}");
                return;
            }

            Assert.True(precision < 100_000, $"{where}: {fast} is too narrow for its referee, {truth}");
        }
    }
}
