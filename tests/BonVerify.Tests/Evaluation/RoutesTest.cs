using BonVerify.Evaluation;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Evaluation;

/// <summary>A budget and a choice of routes decide how a number comes out, never which one it is.</summary>
public class RoutesTest
{
    private static readonly Budget Nothing = new() { ExactBits = 0 };

    public static TheoryData<string, int, TieBreaking> Cases => new()
    {
        { "1", 1, TieBreaking.AmongDraws },
        { "1", 5, TieBreaking.AmongDraws },
        { "1,2", 1, TieBreaking.FirstListed },
        { "1,2,4", 2, TieBreaking.AmongDraws },
        { "3,1,2,4 @ 0,1,1,2", 3, TieBreaking.AmongDraws },
        { "3,1,2,4 @ 0,1,1,2", 3, TieBreaking.LastListed },
        { "3,0,2,4 @ 0,5,1,1", 7, TieBreaking.FirstListed },
        { "5,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2,9 @ 1,2,3,4,5,6,7,8,9,9,9,12,13,14,15,16,17", 41, TieBreaking.AmongDraws },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Measures_ByEveryRoute_AreTheSameNumbers(string reference, int n, TieBreaking ties)
    {
        var policy = ReferencePolicy.Parse(reference);
        var exact = Numbers(new(policy, n, ties, measures: PolicyMeasures.Exact));
        foreach (var (budget, measures) in new (Budget, PolicyMeasures)[] { (Budget.Default, PolicyMeasures.Certified), (Nothing, PolicyMeasures.Certified), (Nothing, PolicyMeasures.Exact) })
        {
            foreach (var (name, value) in Numbers(new(policy, n, ties, budget, measures)))
            {
                foreach (var precision in new[] { 60, 300 })
                {
                    var enclosed = value.Evaluate(precision);
                    Assert.True(enclosed.Overlaps(exact[name].Evaluate(400)), $"{name}, {budget.ExactBits}, {precision}");
                    Assert.True(Width(enclosed).ToDouble() <= Math.Pow(2, 4 - precision) * n, $"{name}, {budget.ExactBits}, {precision}: {enclosed}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Masses_WithinTheBudget_AreExact(string reference, int n, TieBreaking ties)
    {
        var policy = ReferencePolicy.Parse(reference);
        var c = new PolicyEvaluation(policy, n, ties);
        foreach (var (mass, exact) in c.Masses.Zip(new BestOfN(policy, n, ties).Probabilities()))
        {
            Assert.Equal(Ordering.Equal, mass.CompareTo(ComputableReal.FromRational(exact), 64));
        }
    }

    [Fact]
    public void Budgets_HoldUpToTheirLastBit()
    {
        // Two cells, and two bits of the denominator.
        var policy = ReferencePolicy.FromWeights(1, 1);
        Assert.Equal(Budget.CheapExactBits, BestOfN.SizeInBits(policy, 512));
        var budget = new Budget { ExactBits = Budget.CheapExactBits };
        Assert.Equal(512, new PolicyEvaluation(policy, 512, budget: budget).Exact!.N);
        Assert.Null(new PolicyEvaluation(policy, 513, budget: budget).Exact);
        Assert.False(new PolicyEvaluation(policy, 512).EnclosesFirst);
        Assert.True(new PolicyEvaluation(policy, 513).EnclosesFirst);
    }

    [Fact]
    public void Budgets_GrowWithWhatAnExactFormIsWorth()
    {
        Assert.InRange(Budget.ForJudging.ExactBits, Budget.CheapExactBits + 1, Budget.Default.ExactBits - 1);
        Assert.InRange(Budget.ForAnswers.ExactBits, Budget.Default.ExactBits + 1, 1L << 30);
    }

    [Fact]
    public void Evaluation_KeepsWhatItIsGiven()
    {
        var c = new PolicyEvaluation(ReferencePolicy.Parse("1,5,2"), 3, TieBreaking.LastListed, Nothing, PolicyMeasures.Exact);
        foreach (var other in new[] { c, c.Next, c.WithN(9), c.WithReference(c.Reference) })
        {
            Assert.Same(Nothing, other.Budget);
            Assert.Same(PolicyMeasures.Exact, other.Measures);
            Assert.Equal(TieBreaking.LastListed, other.Ties);
        }

        Assert.Equal(4, c.Next.N);
        Assert.Equal(new Rational(5, 8), c.LargestMass);
        Assert.Equal(new Rational(1, 4), c.TopMass);
        Assert.Throws<InvalidOperationException>(() => c.WithN(int.MaxValue).Next);
        Assert.Equal(int.MaxValue, c.WithN(int.MaxValue - 1).Next.N);
    }

    [Fact]
    public void Wide_IsForSeveralCellsAndDraws()
    {
        Assert.Null(new PolicyEvaluation(ReferencePolicy.FromWeights(1, 2), 1).Wide(TieBreaking.AmongDraws));
        Assert.NotNull(new PolicyEvaluation(ReferencePolicy.FromWeights(1, 2), 2).Wide(TieBreaking.AmongDraws));
        var tied = new PolicyEvaluation(ReferencePolicy.Parse("1,2 @ 0,0"), 2, TieBreaking.FirstListed);
        Assert.NotNull(tied.Wide(TieBreaking.FirstListed));
        Assert.Null(tied.Wide(TieBreaking.AmongDraws));
    }

    [Fact]
    public void Estimator_OutsideItsRange_IsRefusedAtOnce()
    {
        var c = new PolicyEvaluation(ReferencePolicy.FromWeights(1, 2), 3);
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => c.Estimator(Rational.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => c.Estimator(new Rational(-1, 2)));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => c.Estimator(new Rational(3, 2)));
        Assert.Equal(Enclosure.Zero, c.Estimator(Rational.One).Evaluate(64));
    }

    [Fact]
    public void MeanOf_IsTheMeanUnderTheMasses()
    {
        var c = new PolicyEvaluation(ReferencePolicy.Parse("1,5,2"), 3);
        Assert.Equal(Rational.One, PolicyMeasures.Exact.MeanOf(c, [1, 1, 1]));
        var rewards = c.Reference.Levels.Select(static level => level.Reward).ToArray();
        Assert.Equal(c.Exact!.ExpectedReward(), PolicyMeasures.Exact.MeanOf(c, rewards));
    }

    private static Dyadic Width(Enclosure value) => value.Upper - value.Lower;

    private static Dictionary<string, ComputableReal> Numbers(PolicyEvaluation c) => new()
    {
        ["kl"] = c.Kl,
        ["win rate"] = c.WinRate,
        ["expected reward"] = c.ExpectedReward,
        ["estimator mean"] = c.EstimatorMean,
        ["estimator"] = c.Estimator(new Rational(2, 7)),
        ["chi squared"] = c.ChiSquared,
        ["total variation"] = c.TotalVariation,
        ["reverse kl"] = c.ReverseKl,
        ["hellinger"] = c.SquaredHellinger,
        ["density ratio"] = c.MaxDensityRatio,
        ["linear gap bound"] = c.LinearGapBound,
        ["renyi 2"] = c.RenyiDivergence(2),
        ["renyi 3"] = c.RenyiDivergence(3),
        ["renyi 4"] = c.RenyiDivergence(4),
        ["power sum"] = c.WeightedPowerSum(1, 3),
        ["kl gap"] = c.KlGap,
        ["win-rate gap"] = c.WinRateGap,
        ["entropy"] = c.Measures.Entropy(c),
        ["best and worst"] = c.Measures.BestWorst(c),
        ["frontier"] = c.Measures.FrontierWinRate(c),
        ["last mass"] = c.Masses[^1],
    };
}
