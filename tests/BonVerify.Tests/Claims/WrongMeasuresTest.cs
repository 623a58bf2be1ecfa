using BonVerify.Claims;
using BonVerify.Evaluation;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Pools;

namespace BonVerify.Tests.Claims;

/// <summary>
/// Claims of several relations under a measure that breaks one of them: they must be violated there, by as much as the measure is off. Of the true
/// measures an equality among the relations would hide the margins of the others.
/// </summary>
public class WrongMeasuresTest
{
    [Fact]
    public void Pmf_IsComparedWithAllTuples() =>
        Breaks(
            Catalogue.Pmf, new Wrong { Masses = static _ => [new(1, 9), new(1, 3), new(4, 9)] },
            "1,1,1", 2, "q = law of the best of n draws", new(1, 9));

    [Fact]
    public void Sandwich_HasTwoSides()
    {
        // n = 2, F = 1/2 and 1: the mass of the top is from 1/2 to 1, that of the bottom from 0 to 1/2.
        Breaks(Catalogue.Sandwich, new Wrong { Masses = static _ => [new(3, 4), new(1, 4)] }, "1,1", 2, "q_i <= n F_i^(n-1) p_i", new(1, 4));
        Breaks(Catalogue.Sandwich, new Wrong { Masses = static _ => [new(1, 2), new(1, 8)] }, "1,1", 2, "n F_(i-1)^(n-1) p_i <= q_i", new(3, 8));
        Assert.IsType<Verdict.Holds>(Catalogue.Sandwich.Evaluate(Case(new Wrong { Masses = static _ => [new(1, 2), new(1, 2)] }, "1,1", 2)));
    }

    [Fact]
    public void Composition_IsOfTwiceTheDraws()
    {
        // Where any n leaves the masses as they are, the best of two of them is (1/4, 3/4) against (1/2, 1/2).
        Breaks(
            Catalogue.Composition,
            new Wrong { Masses = static c => [.. c.Reference.Probabilities] },
            "1,1",
            3,
            "best-of-2 of best-of-n = best-of-2n",
            new(1, 4));
    }

    [Fact]
    public void RewindAndRepeat_HasTheAcceptanceOfItsLevel() =>
        Breaks(Catalogue.RewindAndRepeat, new Wrong { Acceptance = static _ => new(1, 2) }, "1,1", 1, "KL = -ln P", null);

    [Fact]
    public void PassAtK_MustGrow_WithTheCorrectOnes_AndWithK()
    {
        Breaks(
            Catalogue.PassAtKMonotone, new Wrong { PassAt = static (c, correct) => new(10 - correct, 10) },
            "1", 1, "pass@k(M,c) <= pass@k(M,c+1)", new(1, 10));
        Breaks(Catalogue.PassAtKMonotone, new Wrong { PassAt = static (c, _) => new(1, c.N) }, "1", 1, "pass@k(M,c) <= pass@(k+1)(M,c)", new(1, 2));
    }

    [Fact]
    public void PassAtK_MustHaveItsMean()
    {
        // Of 4 samples with top mass 1/2 all are wrong with probability 1/16.
        Breaks(
            Catalogue.PassAtKUnbiased, new Wrong { PassAt = static (_, correct) => correct == 0 ? Rational.One : new(correct, 4) },
            "1,1", 1, "E[pass@k] = 1 - (1-p)^k", new(1, 16));
    }

    [Fact]
    public void PassHatK_MustBeTheComplement_AndHaveItsMean()
    {
        Breaks(
            Catalogue.PassAllK, new Wrong { PassHat = static (_, correct) => new(correct, 5) },
            "1,1", 1, "pass^k(c) = 1 - pass@k(M-c)", new(1, 20));
        Breaks(
            Catalogue.PassAllK,
            new Wrong { PassHat = static (_, correct) => new(correct, 8), PassAt = static (_, correct) => 1 - new Rational(4 - correct, 8) },
            "1,1",
            1,
            "E[pass^k] = p^k",
            new(1, 4));

        // At the last of the counts alone.
        Breaks(
            Catalogue.PassAllK, new Wrong { PassHat = static (_, correct) => correct == 4 ? new Rational(2) : new(correct, 4) },
            "1,1", 1, "pass^k(c) = 1 - pass@k(M-c)", Rational.One);
    }

    [Theory]
    [InlineData("2/5", "3/5", "1/2 <= W(n,m)", "1/10")]
    [InlineData("9/10", "1/10", "W(n,m) <= n/(n+m)", "3/20")]
    [InlineData("3/5", "3/5", "W(n,m) + W(m,n) = 1", "1/5")]
    public void WinRateAgainst_HasThreeRelations(string against, string reverse, string relation, string excess)
    {
        // n = 3 against m = 1 comes first.
        var wrong = new Wrong { WinAgainst = (c, _) => Rational.Parse(c.N == 3 ? against : reverse) };
        Breaks(Catalogue.WinRateAgainst, wrong, "1,1", 3, relation, Rational.Parse(excess));
    }

    [Fact]
    public void WinRateAgainst_IsAskedForHalfOfTheDraws_RoundedUp_AndForAll()
    {
        var asked = new HashSet<(int, int)>();
        var recording = new Wrong
        {
            WinAgainst = (c, m) =>
            {
                asked.Add((c.N, m));
                return new(1, 2);
            },
        };
        Assert.IsType<Verdict.Holds>(Catalogue.WinRateAgainst.Evaluate(Case(recording, "1,1", 5)));
        Assert.Equal([(1, 5), (3, 5), (5, 1), (5, 3), (5, 5)], asked.Order());
    }

    [Fact]
    public void PlugIn_MustBeBelow_AndEqualWhereAllRewardsAre()
    {
        Breaks(Catalogue.PlugInBelowUnbiased, new Wrong { Plugged = static _ => 2 }, "1,1", 2, "plug-in < unbiased", Rational.One);
        Breaks(Catalogue.PlugInBelowUnbiased, new Wrong { Plugged = static _ => 1 }, "1,1", 2, "plug-in < unbiased", Rational.Zero);
        Breaks(Catalogue.PlugInBelowUnbiased, new Wrong { Plugged = static _ => 1 }, "1,1 @ 3,3", 2, "plug-in = unbiased", 2);
        Breaks(Catalogue.PlugInBelowUnbiased, new Wrong { Plugged = static _ => 0 }, "1,1", 1, "plug-in = unbiased", new(1, 2));
    }

    [Fact]
    public void PoolWeights_MustFollowTheirDraws()
    {
        Breaks(
            Catalogue.PoolPermutation, new Wrong { Weights = static rewards => [1, .. rewards.Skip(1).Select(static _ => Rational.Zero)] },
            "1,1,1", 1,
            "the weight of each draw, reordered", Rational.One);
        Breaks(
            Catalogue.PoolPermutation, new Wrong { Weights = static _ => [0, 1, 0] },
            "1,1,1", 1, "the weight of each draw, reordered", Rational.One);
        Breaks(
            Catalogue.PoolPermutation, new Wrong { BestOf = static pool => pool.Rewards[0] },
            "1,1,1", 1, "the mean of the best of n, reordered", 2);
        Breaks(Catalogue.PoolUnbiased, new Wrong { Weights = static rewards => [1, .. rewards.Skip(1).Select(static _ => Rational.Zero)] }, "1,1", 2,
            "E[pool weight of y] = best-of-n mass of y", new(1, 4));
    }

    [Fact]
    public void GradientWeights_MustSumToTheBest_AndHaveTheirMean()
    {
        // Each of two draws of the pool (0, 1) with k = 1 has half of its reward.
        var halved = new Wrong { Gradient = static rewards => [.. rewards.Select(static reward => reward / 4)] };
        Breaks(Catalogue.GradientWeightsSum, halved, "1,1", 1, "sum s_i = k best@k", new(1, 4));
        Breaks(Catalogue.GradientUnbiased, halved, "1,1", 1, "E[sum of the weights of y] = k p(y) E[best of y and k-1 draws]", new(1, 4));
    }

    [Fact]
    public void GoldDifference_IsThatOfTwoMeans() =>
        Breaks(Catalogue.GoldDifference, new Wrong { Mean = static c => c.N }, "1,1", 2, "f(n+1) - f(n) = sum (t' - t) F^n (1 - F)", new(7, 8));

    [Fact]
    public void GeometricLaw_HasTwoRelations() => Breaks(
        Catalogue.GeometricLaw, new Wrong { Geometric = static c => c.Reference.Probabilities }, "1,1", 2, "G = s F/(1 - (1-s) F)", new(1, 6));

    [Fact]
    public void Rejection_IsComparedAtEveryLevel()
    {
        Breaks(
            Catalogue.RejectionDominates, new Wrong { Rejected = static c => c.Reference.Probabilities },
            "1,1", 2, "the cumulative mass is at most F^n", new(1, 4));
        Breaks(Catalogue.RejectionDominates, new Wrong { Win = static _ => 1 }, "1,1", 2, "W(best-of-n) <= W(rejection)", new(1, 4));
    }

    [Fact]
    public void Worst_HasABoundOfItsKl() =>
        Breaks(Catalogue.WorstKlUpperBound, new Wrong { Worst = static _ => [0, 1] }, "9,1", 2, "KL <= ln n - (n-1)/n", null);

    [Fact]
    public void K3Mean_IsTakenTermByTerm() =>
        Breaks(Catalogue.K3Mean, new Wrong { K3 = static _ => 7 }, "1", 1, "E[k3], term by term", 7);

    [Fact]
    public void TiltsAndFrontiers_BoundTheWinRate()
    {
        var above = new Wrong { Win = static _ => 1, Divergence = static _ => 0 };
        Breaks(Catalogue.TiltOptimal, above, "1,1", 2, "W - KL/b is at most that of the tilt, b = 1", null);
        Breaks(
            Catalogue.PolicyFrontierBound, new Wrong { Win = static _ => 1, Divergence = static _ => new Rational(1, 100) }, "1,1", 2,
            "W <= (KL + ln sum P e^(bv))/b at b = 1/4", null);
        Breaks(Catalogue.PolicyFrontierBound, above, "1,1", 1, "W <= (KL + ln sum P e^(bv))/b at b = 1/4", null);
        Breaks(Catalogue.GibbsFrontierBound, above, "1,1", 2, "W < (KL + ln((e^b - 1)/b))/b at b = 1/4", null);
        Breaks(
            Catalogue.GibbsFrontierBound, new Wrong { Win = static _ => new(1001, 2000), Divergence = static _ => 0 },
            "1,1", 2, "W <= 1/2 where KL = 0", new(1, 2000));
    }

    [Fact]
    public void Limits_AreBoundsAsWell()
    {
        Breaks(Catalogue.KlLogInverseTop, new Wrong { Divergence = static c => c.N }, "1,1", 3, "KL <= ln(1/eps_inf)", null);
        Breaks(Catalogue.KlLogInverseTop, new Wrong { Divergence = static c => c.N }, "1000,1", 3, "KL <= ln n", null);

        // Where KL is as near to its limit as the precision goes, ln n is a bound all the same.
        Breaks(Catalogue.KlLogInverseTop, new Wrong { Divergence = static c => c.N }, "1,1", 2000, "KL <= ln n", null);
        Breaks(Catalogue.WinRateMonotone, new Wrong { Win = static c => new(1, c.N) }, "1,1", 1, "W(n) <= W(n+1)", new(1, 2));
        Breaks(Catalogue.WinRateMonotone, new Wrong { Win = static _ => new(4, 5) }, "1,1", 1, "W(n) <= 1 - eps_inf/2", new(1, 20));
        Breaks(Catalogue.EstimatorExpectationUpperBound, new Wrong { Divergence = static _ => 1 }, "1,1", 2, "KL <= E[d_n(p(Y))]", null);
        Breaks(
            Catalogue.EstimatorExpectationUpperBound, new Wrong { MeanOfEstimator = static _ => 1 },
            "1,1", 2, "E[d_n(p(Y))] <= ln n - (n-1)/n", null);
    }

    [Fact]
    public void Estimator_MustFall_AndStayAboveZero()
    {
        Breaks(
            Catalogue.EstimatorRange, new Wrong { Estimated = static mass => mass / 10 },
            "1,3", 2, "d_n(eps) decreases from ln n - (n-1)/n", new(1, 20));
        Breaks(Catalogue.EstimatorRange, new Wrong { Estimated = static mass => -mass }, "1,3", 2, "0 <= d_n(eps)", new(3, 4));
    }

    [Fact]
    public void Bounds_OfTheGap_AreTwo()
    {
        // The gap of KL = −8 is above every bound; of −1 it is above the sharper one.
        Breaks(Catalogue.KlGapRenyi, new Wrong { Divergence = static _ => -8 }, "1,1,1,1", 2, "gap <= 2n(n-1) sum P^2", null);
        Breaks(Catalogue.KlGapRenyiSharp, new Wrong { Divergence = static _ => -8 }, "1,1,1,1", 3, "gap <= (ln 2 - 1/2)/2 n(n-1) sum P^2", null);
        Breaks(Catalogue.KlGapCubic, new Wrong { Divergence = static _ => -8 }, "1,1,1,1", 3, "gap <= n(n-1)^2/24 sum F^(n-3) P^3", null);
        Breaks(Catalogue.KlGapCubic, new Wrong { Divergence = static _ => -1 }, "1,1", 1, "gap <= n(n-1)^2/24 sum P^3", Rational.One);
    }

    /// <summary>With F = 1/2 and 1 the sum of F P^2 is 3/8, and c_3 = ln 3 - 2/3, the gap being that + 8: 5/8 of it are over, and 8.</summary>
    [Fact]
    public void BestConstant_IsFoundToAllDigits_WhereANumberBelowItDoesNotDo()
    {
        var wrong = Case(new Wrong { Divergence = static _ => -8 }, "1,1", 3);
        var excess = Assert.IsType<Verdict.Violated>(Catalogue.KlGapBestConstant.Evaluate(wrong)).Witness.Excess;
        Assert.Equal(8 + 0.625 * (Math.Log(3) - 2.0 / 3), (double)excess, 1e-12);
    }

    [Fact]
    public void TotalVariation_OfOneDraw_IsZero_AndOfTwoAQuarter()
    {
        Breaks(Catalogue.TotalVariationBound, new Wrong { Variation = static _ => new(1, 8) }, "1,1", 1, "TV <= 0 for n = 1", new(1, 8));
        Breaks(Catalogue.TotalVariationBound, new Wrong { Variation = static _ => new(1, 2) }, "1,1", 2, "TV <= bound", new(1, 4));
        var verdict = Catalogue.TotalVariationBound.Evaluate(Case(new Wrong { Variation = static _ => new(1, 2) }, "1,1", 2));
        Assert.Equal("1/4", Assert.IsType<Verdict.Violated>(verdict).Witness.Right);
    }

    [Fact]
    public void RenyiDivergences_AreNamedByTheirOrder() => Breaks(
        Catalogue.RenyiDivergenceBound, new Wrong { Renyi = static order => order == 3 ? 9 : 0 }, "1,1", 2, "R_3 <= ln(n^3/(3(n-1)+1))/2", null);

    /// <summary>The gap of 21 tied outcomes is 0.1931, and 2n(n-1) sum p^2 over them 4/21: the first of the two bounds fails.</summary>
    [Fact]
    public void BoundsThatIgnoreTies_FailByTheFirst()
    {
        var reference = ReferencePolicy.FromWeights(Enumerable.Repeat(1, 21)).WithRewards(Enumerable.Repeat(0, 21));
        var witness = Assert.IsType<Verdict.Violated>(Catalogue.GapBoundsIgnoreTies.Evaluate(new PolicyEvaluation(reference, 2))).Witness;
        Assert.Equal(("gap <= 2n(n-1) sum p^2 over outcomes", "4/21"), (witness.Relation, witness.Right));
        Assert.Equal(Math.Log(2) - 0.5 - 4.0 / 21, (double)witness.Excess, 1e-15);
    }

    [Fact]
    public void WinRate_OfOneDraw_IsAHalf()
    {
        Breaks(Catalogue.WinRateUpperBound, new Wrong { Win = static _ => new(1, 3) }, "1,1", 1, "W = 1/2 for n = 1", new(1, 6));
        Breaks(Catalogue.WinRateUpperBound, new Wrong { Win = static _ => new(2, 3) }, "1,1", 2, "W <= n/(n+1)", Rational.Zero);
    }

    private static PolicyEvaluation Case(PolicyMeasures measures, string policy, int n) => new(ReferencePolicy.Parse(policy), n, measures: measures);

    private static void Breaks(Claim claim, PolicyMeasures measures, string policy, int n, string relation, Rational? excess)
    {
        Assert.IsNotType<Verdict.Violated>(claim.Evaluate(new PolicyEvaluation(ReferencePolicy.Parse(policy), n)));
        var verdict = claim.Evaluate(Case(measures, policy, n));
        var witness = Assert.IsType<Verdict.Violated>(verdict).Witness;
        Assert.Equal(relation, witness.Relation);
        Assert.True(excess is { } known ? witness.Excess.Contains(known) : witness.Excess.Sign > 0, $"{witness}");
    }

    private sealed class Wrong : PolicyMeasures
    {
        public Func<PolicyEvaluation, IReadOnlyList<Rational>>? Masses { get; init; }

        public Func<PolicyEvaluation, ComputableReal>? Divergence { get; init; }

        public Func<PolicyEvaluation, Rational>? Win { get; init; }

        public Func<PolicyEvaluation, int, Rational>? WinAgainst { get; init; }

        public Func<PolicyEvaluation, ComputableReal>? MeanOfEstimator { get; init; }

        public Func<Rational, ComputableReal>? Estimated { get; init; }

        public Func<int, ComputableReal>? Renyi { get; init; }

        public Func<PolicyEvaluation, Rational>? Variation { get; init; }

        public Func<PolicyEvaluation, Rational>? Mean { get; init; }

        public Func<RewindAndRepeat, Rational>? Acceptance { get; init; }

        public Func<PolicyEvaluation, int, Rational>? PassAt { get; init; }

        public Func<PolicyEvaluation, int, Rational>? PassHat { get; init; }

        public Func<Pool, Rational>? Plugged { get; init; }

        public Func<Pool, Rational>? BestOf { get; init; }

        public Func<IEnumerable<Rational>, IReadOnlyList<Rational>>? Weights { get; init; }

        public Func<IEnumerable<Rational>, IReadOnlyList<Rational>>? Gradient { get; init; }

        public Func<PolicyEvaluation, IReadOnlyList<Rational>>? Geometric { get; init; }

        public Func<PolicyEvaluation, IReadOnlyList<Rational>>? Rejected { get; init; }

        public Func<PolicyEvaluation, IReadOnlyList<Rational>>? Worst { get; init; }

        public Func<ReferencePolicy, ComputableReal>? K3 { get; init; }

        public override IReadOnlyList<Rational>? Probabilities(PolicyEvaluation policy) => Masses?.Invoke(policy) ?? base.Probabilities(policy);

        public override ComputableReal Kl(PolicyEvaluation policy) => Divergence?.Invoke(policy) ?? base.Kl(policy);

        public override ComputableReal WinRate(PolicyEvaluation policy) => Win is null ? base.WinRate(policy) : Win(policy);

        public override Rational? WinRateAgainst(PolicyEvaluation policy, int m) => WinAgainst?.Invoke(policy, m) ?? base.WinRateAgainst(policy, m);

        public override ComputableReal EstimatorMean(PolicyEvaluation policy) => MeanOfEstimator?.Invoke(policy) ?? base.EstimatorMean(policy);

        public override ComputableReal Estimator(PolicyEvaluation policy, Rational epsilon) =>
            Estimated?.Invoke(epsilon) ?? base.Estimator(policy, epsilon);

        public override ComputableReal RenyiDivergence(PolicyEvaluation policy, int order) =>
            Renyi?.Invoke(order) ?? base.RenyiDivergence(policy, order);

        public override ComputableReal TotalVariation(PolicyEvaluation policy) => Variation is null ? base.TotalVariation(policy) : Variation(policy);

        public override Rational? MeanOf(PolicyEvaluation policy, IReadOnlyList<Rational> values) =>
            Mean?.Invoke(policy) ?? base.MeanOf(policy, values);

        public override Rational RewindAcceptance(PolicyEvaluation policy, RewindAndRepeat rewind) =>
            Acceptance?.Invoke(rewind) ?? base.RewindAcceptance(policy, rewind);

        public override Rational PassAtK(PolicyEvaluation policy, int total, int correct) =>
            PassAt?.Invoke(policy, correct) ?? base.PassAtK(policy, total, correct);

        public override Rational PassHatK(PolicyEvaluation policy, int total, int correct) =>
            PassHat?.Invoke(policy, correct) ?? base.PassHatK(policy, total, correct);

        public override Rational PlugIn(PolicyEvaluation policy, Pool pool) => Plugged?.Invoke(pool) ?? base.PlugIn(policy, pool);

        public override Rational BestOfPool(PolicyEvaluation policy, Pool pool) => BestOf?.Invoke(pool) ?? base.BestOfPool(policy, pool);

        public override IReadOnlyList<Rational> PoolWeights(PolicyEvaluation policy, IEnumerable<Rational> rewards) =>
            Weights?.Invoke(rewards) ?? base.PoolWeights(policy, rewards);

        public override IReadOnlyList<Rational> MaxAtKWeights(PolicyEvaluation policy, IEnumerable<Rational> rewards) =>
            Gradient?.Invoke(rewards) ?? base.MaxAtKWeights(policy, rewards);

        public override IReadOnlyList<Rational> GeometricDraws(PolicyEvaluation policy, Rational chance) =>
            Geometric?.Invoke(policy) ?? base.GeometricDraws(policy, chance);

        public override IReadOnlyList<Rational> Rejection(PolicyEvaluation policy, Rational acceptance) =>
            Rejected?.Invoke(policy) ?? base.Rejection(policy, acceptance);

        public override IReadOnlyList<Rational> WorstOfN(PolicyEvaluation policy) => Worst?.Invoke(policy) ?? base.WorstOfN(policy);

        public override ComputableReal K3Mean(PolicyEvaluation policy, ReferencePolicy sampled) =>
            K3?.Invoke(sampled) ?? base.K3Mean(policy, sampled);
    }
}
