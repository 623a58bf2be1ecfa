using System.Numerics;
using BonVerify.Bounds;
using BonVerify.Estimators;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Measures;

/// <summary>Every measure without F^n written out, against the exact one, and against closed forms for huge n.</summary>
public class EnclosedMeasuresTest
{
    private static readonly (string Name, Func<BestOfN, int, Enclosure> Exact, Func<EnclosedBestOfN, Enclosure> Enclosed)[] Measures =
    [
        ("KL", (exact, bits) => KullbackLeibler.Of(exact).Evaluate(bits), KullbackLeibler.Of),
        ("reverse KL", (exact, bits) => ReverseKullbackLeibler.Of(exact).Evaluate(bits), ReverseKullbackLeibler.Of),
        ("win rate", (exact, bits) => Enclosure.FromRational(WinRate.Of(exact), bits), WinRate.Of),
        ("TV", (exact, bits) => Enclosure.FromRational(TotalVariation.Of(exact), bits), TotalVariation.Of),
        ("chi-squared", (exact, bits) => Enclosure.FromRational(ChiSquared.Of(exact), bits), ChiSquared.Of),
        ("Renyi of order 3", (exact, bits) => RenyiDivergence.Of(exact, 3).Evaluate(bits), policy => RenyiDivergence.Of(policy, 3)),
        ("Hellinger", SquaredHellinger.Of, SquaredHellinger.Of),
        ("density ratio", (exact, bits) => Enclosure.FromRational(DensityRatio.Max(exact), bits), DensityRatio.Max),
        ("E[d_n]", (exact, bits) => KlEstimator.Mean(exact).Evaluate(bits), KlEstimator.Mean),
        ("linear gap bound", (exact, bits) => Enclosure.FromRational(KlGapBounds.Linear(exact), bits), KlGapBounds.Linear),
        ("sum F^n P^2", (exact, bits) => Enclosure.FromRational(KlGapBounds.WeightedPowerSum(exact, 0, 2), bits), policy => KlGapBounds.WeightedPowerSum(policy, 0, 2)),
        ("sum F^(n-1) P^3", (exact, bits) => Enclosure.FromRational(KlGapBounds.WeightedPowerSum(exact, 1, 3), bits), policy => KlGapBounds.WeightedPowerSum(policy, 1, 3)),
    ];

    [Theory]
    [InlineData(TieBreaking.AmongDraws)]
    [InlineData(TieBreaking.FirstListed)]
    public void OnSmallPolicies_EncloseTheExactValue(TieBreaking ties)
    {
        foreach (var reference in SmallPolicies.All())
        {
            foreach (var n in new[] { 1, 2, 3, 40 })
            {
                AssertAgree(reference, n, ties, 80);
            }
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(300)]
    public void OnHardPolicies_EncloseTheExactValue(int precision)
    {
        var tiny = BigInteger.One << 200;
        ReferencePolicy[] hard =
        [
            ReferencePolicy.FromWeights([BigInteger.One, tiny]),
            ReferencePolicy.FromWeights([tiny, BigInteger.One]),
            ReferencePolicy.FromWeights([BigInteger.One, tiny, BigInteger.One, 3, tiny]),
            ReferencePolicy.FromWeights(Enumerable.Range(1, 80)),
            ReferencePolicy.FromWeights(Enumerable.Range(1, 80).Reverse()).WithRewards(Enumerable.Range(0, 80).Select(i => i / 7)),
        ];
        foreach (var reference in hard)
        {
            foreach (var n in new[] { 1, 2, 7, 1000 })
            {
                AssertAgree(reference, n, TieBreaking.AmongDraws, precision);
            }
        }
    }

    [Fact]
    public void NegligibleCells_AreChargedAndStillEnclosed()
    {
        var reference = ReferencePolicy.FromWeights(Enumerable.Range(1, 60));
        var enclosed = new EnclosedBestOfN(reference, 600, 80);
        Assert.InRange(enclosed.Negligible, 10, 55);
        Assert.Equal(60 - enclosed.Negligible, enclosed.Evaluated.Count);
        AssertAgree(reference, 600, TieBreaking.AmongDraws, 80);
    }

    [Fact]
    public void Masses_EncloseTheExactOnes()
    {
        var reference = ReferencePolicy.FromWeights(3, 0, 2, 7);
        var exact = new BestOfN(reference, 20);
        var enclosed = new EnclosedBestOfN(reference, 20, 70);
        for (var i = 0; i < exact.Cells.Count; i++)
        {
            Assert.True(enclosed.Mass(i).Contains(new Rational(exact.CellNumerators[i], exact.Denominator)));
            Assert.True(enclosed.Mass(i).IsAccurateTo(66));
        }
    }

    [Fact]
    public void OneDrawOrOneCell_IsExactlyZero()
    {
        foreach (var policy in new[]
        {
            new EnclosedBestOfN(ReferencePolicy.FromWeights(1, 2, 3), 1, 64),
            new EnclosedBestOfN(ReferencePolicy.FromWeights(5), 1_000_000_000, 64),
            new EnclosedBestOfN(ReferencePolicy.FromWeights(1, 2).WithRewards(4, 4), 1_000_000, 64),
        })
        {
            Assert.Equal(Enclosure.Zero, KullbackLeibler.Of(policy));
            Assert.Equal(Enclosure.Zero, ReverseKullbackLeibler.Of(policy));
            Assert.Equal(Enclosure.Zero, ChiSquared.Of(policy));
            Assert.Equal(Enclosure.Zero, TotalVariation.Of(policy));
            Assert.Equal(Enclosure.Zero, SquaredHellinger.Of(policy));
            Assert.Equal(Enclosure.Zero, RenyiDivergence.Of(policy, 2));
            Assert.Equal(Enclosure.One, DensityRatio.Max(policy));
            Assert.Equal(Enclosure.Exactly(new Dyadic(1, -1)), WinRate.Of(policy));
        }
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(1_000_000_000)]
    public void HugeN_OfTwoEqualOutcomes_IsAtItsLimit(int n)
    {
        // F^n = 2^−n is below every precision here: KL is ln 2, W is 3/4, TV is 1/2, χ² is 1.
        var policy = new EnclosedBestOfN(ReferencePolicy.FromWeights(1, 1), n, 100);
        AssertNear(Enclosure.Ln(Enclosure.Exactly(2), 120), KullbackLeibler.Of(policy));
        AssertNear(Enclosure.FromRatio(3, 4, 120), WinRate.Of(policy));
        AssertNear(Enclosure.FromRatio(1, 2, 120), TotalVariation.Of(policy));
        AssertNear(Enclosure.One, ChiSquared.Of(policy));
        AssertNear(Enclosure.Exactly(2), DensityRatio.Max(policy));

        // KL(p‖π) = −½ ln t₁ − ½ ln t₂ with t₁ = 2^(1−n) and t₂ = 2 − t₁.
        AssertNear(
            Enclosure.Multiply(Enclosure.FromRatio(n - 2, 2, 140), Enclosure.Ln(Enclosure.Exactly(2), 140), 140), ReverseKullbackLeibler.Of(policy));
    }

    [Fact]
    public void HugeN_WithATopOfMassOneOverN_AgreesWithTheExponential()
    {
        // p = (1 − 1/n, 1/n): q tends to (1/e, 1 − 1/e) and KL − (1 − 1/e) ln n to (1 − 1/e) ln(1 − 1/e) − 1/e.
        const int N = 1_000_000_000;
        var policy = new EnclosedBestOfN(ReferencePolicy.FromWeights(N - 1, 1), N, 100);
        var top = 1 - Math.Exp(-1);
        Assert.Equal(top, policy.Mass(1).Lower.ToDouble(), 2e-10);
        var expected = top * (Math.Log(N) + Math.Log(top)) - Math.Exp(-1);
        Assert.Equal(expected, KullbackLeibler.Of(policy).Lower.ToDouble(), 1e-7);
        Assert.True(KullbackLeibler.Of(policy).IsAccurateTo(95));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1000)]
    [InlineData(1_000_000_000)]
    public void Estimator_EnclosesAtExtremeMasses(int n)
    {
        var scale = BigInteger.Pow(10, 300);
        Rational[] masses =
        [
            new(BigInteger.One, scale), new(scale - 1, scale), Rational.FromDouble(1 - Math.Pow(2, -53)), Rational.FromDouble(double.Epsilon),
            new(1, n), new(1, 2), Rational.One,
        ];
        var formula = KlBounds.Formula(n).Evaluate(200);
        foreach (var epsilon in masses)
        {
            var value = KlEstimator.Enclose(n, epsilon, 90);
            Assert.True(value == Enclosure.Zero || value.IsAccurateTo(85), $"{epsilon.ToString()}: {value}");
            Assert.True(value.Lower.Sign >= 0 && value.Lower <= formula.Upper);
            if (n <= 1000)
            {
                var exact = KlEstimator.Value(n, epsilon).Enclose(80);
                Assert.True(value.Overlaps(exact), $"{epsilon.ToString()}: {value} against {exact}");
            }
        }

        Assert.Equal(Enclosure.Zero, KlEstimator.Enclose(n, Rational.One, 90));
        Assert.Equal(Enclosure.Zero, KlEstimator.Enclose(1, new Rational(1, 3), 90));
    }

    [Fact]
    public void MorePrecision_Narrows()
    {
        var reference = ReferencePolicy.FromWeights(Enumerable.Range(1, 20));
        foreach (var (name, _, measure) in Measures)
        {
            var wide = measure(new EnclosedBestOfN(reference, 100_000, 64));
            foreach (var precision in new[] { 128, 256, 1024 })
            {
                var narrow = measure(new EnclosedBestOfN(reference, 100_000, precision));
                Assert.True(wide.Overlaps(narrow), name);
                Assert.True(narrow.IsAccurateTo(precision - 16), $"{name} at {precision} bits: {narrow}");
                wide = narrow;
            }
        }
    }

    private static void AssertAgree(ReferencePolicy reference, int n, TieBreaking ties, int precision)
    {
        var exact = new BestOfN(reference, n, ties);
        var enclosed = new EnclosedBestOfN(reference, n, precision, ties);
        foreach (var (name, exactly, enclose) in Measures)
        {

            var (expected, actual) = (exactly(exact, precision + 200), enclose(enclosed));
            Assert.True(actual.Overlaps(expected), $"{name} of {exact} at {precision} bits: {actual} against {expected}");
            var width = actual.Upper - actual.Lower;
            var allowed = Dyadic.One.ScaleByPowerOfTwo(4 - precision);
            Assert.True(width <= allowed || actual.IsAccurateTo(precision - 4), $"{name} of {exact} at {precision} bits is wide: {actual}");
        }
    }

    private static void AssertNear(Enclosure expected, Enclosure actual)
    {
        Assert.True(expected.Overlaps(actual), $"{actual} against {expected}");
        Assert.True(actual.IsAccurateTo(95), $"{actual}");
    }
}
