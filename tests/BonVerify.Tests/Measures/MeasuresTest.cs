using System.Numerics;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Measures;

/// <summary>Each measure by a second route, over single outcomes, on all small policies.</summary>
public class MeasuresTest
{
    [Fact]
    public void WinRate_IsTheDoubleSumOverOutcomePairs() => OnAllSmallCases((best, p, q) =>
    {
        var rewards = best.Reference.Rewards;
        var expected = Rational.Zero;
        for (var i = 0; i < p.Count; i++)
        {
            for (var j = 0; j < p.Count; j++)
            {
                expected += q[i] * p[j] * new Rational(1 + rewards[i].CompareTo(rewards[j]), 2);
            }
        }

        Assert.Equal(expected, WinRate.Of(best));
    });

    [Fact]
    public void TotalVariation_IsTheSumOfPositiveParts() => OnAllSmallCases((best, p, q) => Assert.Equal(
        Sum(p.Zip(q, (a, b) => b > a ? b - a : Rational.Zero)), TotalVariation.Of(best)));

    [Fact]
    public void TotalVariation_FromAFewPowers_IsThatOfTheMasses()
    {
        OnAllSmallCases((best, _, _) => Assert.Equal(TotalVariation.Of(best), TotalVariation.Of(best.Reference, best.N, best.Ties)));
        var random = new NastyWeights(41);
        for (var i = 0; i < Effort.Cases(100); i++)
        {
            var reference = ReferencePolicy.FromWeights(random.Longs().Select(static weight => (BigInteger)weight));
            var n = random.Int(1, 300);
            Assert.Equal(TotalVariation.Of(new BestOfN(reference, n, maxBits: 1L << 26)), TotalVariation.Of(reference, n));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => TotalVariation.Of(ReferencePolicy.FromWeights(1, 1), 0));
    }

    [Fact]
    public void ChiSquared_IsTheSumOfSquaredDifferences() => OnAllSmallCases((best, p, q) => Assert.Equal(
        Sum(p.Zip(q).Where(pair => !pair.First.IsZero).Select(pair =>
            (pair.Second - pair.First) * (pair.Second - pair.First) / pair.First)),
        ChiSquared.Of(best)));

    [Fact]
    public void Kl_IsTheSumOverOutcomes() => OnAllSmallCases((best, p, q) => Assert.Equal(
        LinearFormInLogarithms.Sum(p.Zip(q).Where(pair => !pair.First.IsZero).Select(pair =>
            pair.Second * LinearFormInLogarithms.Ln(pair.Second / pair.First))),
        KullbackLeibler.Of(best)));

    [Fact]
    public void RenyiEntropy_IsMinusLnOfTheCollisionProbability()
    {
        foreach (var reference in SmallPolicies.All())
        {
            var p = reference.Probabilities;
            var byReward = p.Zip(reference.Rewards).GroupBy(pair => pair.Second, pair => pair.First).Select(Sum);
            Assert.Equal(-LinearFormInLogarithms.Ln(Sum(p.Select(x => x * x))), RenyiEntropy.Of(reference));
            Assert.Equal(-LinearFormInLogarithms.Ln(Sum(byReward.Select(x => x * x))), RenyiEntropy.OfLevels(reference));
        }
    }

    [Fact]
    public void RenyiEntropy_OfAnyOrder_IsItsFormula()
    {
        foreach (var reference in SmallPolicies.All())
        {
            var p = reference.Probabilities.Where(x => !x.IsZero).ToArray();
            Assert.Equal(LinearFormInLogarithms.Sum(p.Select(x => -x * LinearFormInLogarithms.Ln(x))), RenyiEntropy.Of(reference, 1));
            Assert.Equal(
                new Rational(-1, 2) * LinearFormInLogarithms.Ln(Sum(p.Select(x => x * x * x))), RenyiEntropy.Of(reference, 3));
            Assert.True(RenyiEntropy.Of(reference, 3) <= RenyiEntropy.Of(reference) && RenyiEntropy.Of(reference) <= RenyiEntropy.Of(reference, 1));
        }
    }

    [Fact]
    public void ReverseKl_IsTheSumOverOutcomes() => OnAllSmallCases((best, p, q) => Assert.Equal(
        LinearFormInLogarithms.Sum(p.Zip(q).Where(pair => !pair.First.IsZero).Select(pair =>
            pair.First * LinearFormInLogarithms.Ln(pair.First / pair.Second))),
        ReverseKullbackLeibler.Of(best)));

    [Fact]
    public void RenyiDivergence_IsItsFormulaOverOutcomes() => OnAllSmallCases((best, p, q) =>
    {
        foreach (var order in new[] { 2, 3, 5 })
        {
            var moment = Sum(p.Zip(q).Where(pair => !pair.First.IsZero).Select(pair =>
                Rational.Pow(pair.Second, order) / Rational.Pow(pair.First, order - 1)));
            Assert.Equal(moment, RenyiDivergence.PowerSum(best, order));
            Assert.Equal(new Rational(1, order - 1) * LinearFormInLogarithms.Ln(moment), RenyiDivergence.Of(best, order));
        }
    });

    [Fact]
    public void DensityRatio_IsTheLargestOverOutcomes() => OnAllSmallCases((best, p, q) => Assert.Equal(
        p.Zip(q).Where(pair => !pair.First.IsZero).Select(pair => pair.Second / pair.First).Max(), DensityRatio.Max(best)));

    [Fact]
    public void SquaredHellinger_EnclosesOneMinusTheAffinity() => OnAllSmallCases((best, p, q) =>
    {
        var affinity = p.Zip(q).Aggregate(Enclosure.Zero, (sum, pair) => Enclosure.Add(
            sum, Enclosure.Sqrt(Enclosure.FromRational(pair.First * pair.Second, 200), 200), 200));
        var expected = Enclosure.Subtract(Enclosure.One, affinity, 200);
        foreach (var precision in new[] { 2, 20, 100 })
        {
            var value = SquaredHellinger.Of(best, precision);
            Assert.True(value.Overlaps(expected));
            Assert.True(value.IsExact || value.IsAccurateTo(precision - 2), $"{best}: {value} at {precision} bits");
        }
    });

    [Fact]
    public void SquaredHellinger_IsAccurateNextToZero()
    {
        // q and p differ by 2^-199 or so: the distance is about 2^-401.
        var best = new BestOfN(ReferencePolicy.FromWeights([BigInteger.One, BigInteger.One << 200]), 2);
        var value = SquaredHellinger.Of(best, 60);
        Assert.True(value.IsAccurateTo(58));
        Assert.InRange(value.Upper.ToRational(), Rational.Zero, new Rational(BigInteger.One, BigInteger.One << 198));
    }

    [Fact]
    public void OfAnyPolicy_AgreesWithBestOfN() => OnAllSmallCases((best, _, _) =>
    {
        Assert.Equal(KullbackLeibler.Of(best), KullbackLeibler.Of(best.ToReferencePolicy(), best.Reference));
        Assert.Equal(WinRate.Of(best), WinRate.Of(best.ToReferencePolicy(), best.Reference));
    });

    [Fact]
    public void OfAnyPolicy_NeedsTheSameOutcomes()
    {
        var reference = ReferencePolicy.FromWeights(1, 0, 1);
        Assert.Contains("policy has 2 outcomes; it must have the 3", Assert.Throws<ArgumentException>(
            "policy", () => KullbackLeibler.Of(ReferencePolicy.FromWeights(1, 1), reference)).Message, StringComparison.Ordinal);
        Assert.Contains("policy has mass at outcome 1", Assert.Throws<ArgumentException>(
            "policy", () => WinRate.Of(ReferencePolicy.FromWeights(1, 1, 1), reference)).Message, StringComparison.Ordinal);
        Assert.Equal(LinearFormInLogarithms.Ln(2), KullbackLeibler.Of(ReferencePolicy.FromWeights(0, 0, 1), reference));
        Assert.Equal(new Rational(3, 4), WinRate.Of(ReferencePolicy.FromWeights(0, 0, 1), reference));
    }

    [Fact]
    public void OneDrawOrOneOutcome_IsExactlyZero()
    {
        var cases = SmallPolicies.All().Select(reference => new BestOfN(reference, 1))
            .Append(new BestOfN(ReferencePolicy.FromWeights(5), 9))
            .Append(new BestOfN(ReferencePolicy.Parse("1,2,3 @ 4,4,4"), 9));
        foreach (var best in cases)
        {
            Assert.Equal(0, KullbackLeibler.Of(best).Sign());
            Assert.Equal(0.0, KullbackLeibler.Of(best).ToDouble());
            Assert.Equal(Rational.Zero, ChiSquared.Of(best));
            Assert.Equal(Rational.Zero, TotalVariation.Of(best));
            Assert.Equal(0, ReverseKullbackLeibler.Of(best).Sign());
            Assert.Equal(0, RenyiDivergence.Of(best, 2).Sign());
            Assert.Equal(Enclosure.Zero, SquaredHellinger.Of(best, 20));
            Assert.Equal(Rational.One, DensityRatio.Max(best));
            Assert.Equal(new Rational(1, 2), WinRate.Of(best));
        }
    }

    [Fact]
    public void Errors_NameTheParameter()
    {
        Assert.Throws<ArgumentNullException>("policy", () => KullbackLeibler.Of((BestOfN)null!));
        Assert.Throws<ArgumentNullException>("policy", () => WinRate.Of((BestOfN)null!));
        Assert.Throws<ArgumentNullException>("policy", () => ChiSquared.Of((BestOfN)null!));
        Assert.Throws<ArgumentNullException>("policy", () => TotalVariation.Of((BestOfN)null!));
        Assert.Throws<ArgumentNullException>("policy", () => ReverseKullbackLeibler.Of((BestOfN)null!));
        Assert.Throws<ArgumentNullException>("policy", () => DensityRatio.Max((BestOfN)null!));
        Assert.Throws<ArgumentNullException>("policy", () => SquaredHellinger.Of((BestOfN)null!, 20));
        Assert.Throws<ArgumentOutOfRangeException>("order", () => RenyiDivergence.Of(new BestOfN(ReferencePolicy.FromWeights(1), 1), 1));
        Assert.Throws<ArgumentOutOfRangeException>("order", () => RenyiEntropy.Of(ReferencePolicy.FromWeights(1), 0));
    }

    private static void OnAllSmallCases(Action<BestOfN, IReadOnlyList<Rational>, IReadOnlyList<Rational>> check)
    {
        foreach (var reference in SmallPolicies.All())
        {
            foreach (var ties in Enum.GetValues<TieBreaking>())
            {
                for (var n = 1; n <= 3; n++)
                {
                    var best = new BestOfN(reference, n, ties);
                    check(best, reference.Probabilities, Enumeration.Probabilities(reference, n, ties));
                }
            }
        }
    }

    private static Rational Sum(IEnumerable<Rational> values) => values.Aggregate(Rational.Zero, (a, b) => a + b);
}
