using System.Numerics;
using BonVerify.Bounds;
using BonVerify.Claims;
using BonVerify.Evaluation;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Evaluation;

public class PolicyEvaluationTest
{
    // With n = 40 the exact masses take 97 x 40 x 7 bits.
    private static readonly ReferencePolicy Long = ReferencePolicy.FromWeights(Enumerable.Repeat(1, 96).Append(7));

    [Fact]
    public void LongMeasures_AreEnclosedFirstAndExactAllTheSame()
    {
        var (c, exact) = (new PolicyEvaluation(Long, 40), new BestOfN(Long, 40));
        foreach (var (measure, form) in new (ComputableReal, LinearFormInLogarithms)[]
        {
            (c.Kl, KullbackLeibler.Of(exact)),
            (c.WinRate, LinearFormInLogarithms.FromRational(WinRate.Of(exact))),
            (c.ChiSquared, LinearFormInLogarithms.FromRational(ChiSquared.Of(exact))),
            (c.TotalVariation, LinearFormInLogarithms.FromRational(TotalVariation.Of(exact))),
            (c.RenyiDivergence(3), RenyiDivergence.Of(exact, 3)),
            (c.ReverseKl, ReverseKullbackLeibler.Of(exact)),
            (c.MaxDensityRatio, LinearFormInLogarithms.FromRational(DensityRatio.Max(exact))),
            (c.LinearGapBound, LinearFormInLogarithms.FromRational(KlGapBounds.Linear(exact))),
            (c.WeightedPowerSum(2, 2), LinearFormInLogarithms.FromRational(KlGapBounds.WeightedPowerSum(exact, 2, 2))),
            (c.ExpectedReward, LinearFormInLogarithms.FromRational(exact.ExpectedReward())),
        })
        {
            // Equality is what only the exact form can tell.
            Assert.True(form.Evaluate(300).Overlaps(measure.Evaluate(128)));
            Assert.Equal(Ordering.Equal, measure.CompareTo(form, 128));
        }
    }

    [Fact]
    public void TotalVariation_OfALongPolicy_AttainsItsBound()
    {
        // For n = 2 the bound 1/4 is attained by F = 1/2, whatever the weights are.
        var weights = Enumerable.Range(1, 40).Select(i => BigInteger.Pow(3, i)).ToArray();
        var half = weights.Aggregate(BigInteger.Zero, static (sum, weight) => sum + weight);
        var c = new PolicyEvaluation(ReferencePolicy.FromWeights(weights.Append(half)), 2);
        Assert.True(BestOfN.SizeInBits(c.Reference, c.N) > 4000);
        Assert.Equal(Verdict.Holds.WithEquality, Catalogue.TotalVariationBound.Evaluate(c));
    }

    [Fact]
    public void Pmf_OfManyDraws_IsNotEnumerated()
    {
        Assert.IsType<Verdict.NotApplicable>(Catalogue.Pmf.Evaluate(new PolicyEvaluation(ReferencePolicy.FromWeights(1, 2), 1_000_000_000)));
        Assert.IsType<Verdict.NotApplicable>(Catalogue.Pmf.Evaluate(new PolicyEvaluation(ReferencePolicy.FromWeights(5), Catalogue.MaxTupleLength + 1)));
        Assert.IsType<Verdict.Holds>(Catalogue.Pmf.Evaluate(new PolicyEvaluation(ReferencePolicy.FromWeights(5), Catalogue.MaxTupleLength)));
    }
}
