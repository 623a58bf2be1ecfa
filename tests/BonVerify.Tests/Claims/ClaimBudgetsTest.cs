using System.Numerics;
using BonVerify.Claims;
using BonVerify.Evaluation;
using BonVerify.Policies;

namespace BonVerify.Tests.Claims;

/// <summary>The largest cases that claims decide, and the first that they do not.</summary>
public class ClaimBudgetsTest
{
    private const int Half = int.MaxValue / 2;

    [Theory]
    [InlineData("pmf", "1", 64)]
    [InlineData("pass-at-k-unbiased", "1,1", 64)]
    [InlineData("pass-at-k-monotone", "1,1", 64)]
    [InlineData("pass-all-k", "1,1", 64)]
    [InlineData("bootstrap-unbiased", "1", 64)]
    [InlineData("pass-all-k-plug-in", "1", 64)]
    [InlineData("plug-in-below-unbiased", "1,1", 64)]
    [InlineData("gradient-weights-sum", "1,1", 64)]
    [InlineData("pool-permutation", "1,1", 64)]
    [InlineData("gradient-unbiased", "1", 63)]
    [InlineData("gradient-unbiased", "1,1", 7)]
    [InlineData("mean-g-pass-perfect", "1", 1000)]
    [InlineData("best-worst-log-ratio", "1", 1000)]
    [InlineData("soft-density-ratio", "1,1", 199)]
    [InlineData("soft-kl-monotone", "1,1", 198)]
    [InlineData("sandwich", "1", 1 << 14)]
    [InlineData("composition", "1,1", 1 << 12)]
    [InlineData("gold-difference", "1", (1 << 14) - 1)]
    [InlineData("gap-vanishes", "1", Half)]
    [InlineData("kl-doubling", "1", Half)]
    [InlineData("win-rate-concave", "1", int.MaxValue - 2)]
    public void LargestN_IsDecided_AndTheNextOneIsNot(string id, string policy, int n)
    {
        var claim = Catalogue.Find(id);
        Assert.True(claim.Evaluate(Case(policy, n)) is Verdict.Holds or Verdict.Violated);
        Assert.NotEmpty(Assert.IsType<Verdict.NotApplicable>(claim.Evaluate(Case(policy, n + 1))).Reason);
    }

    /// <summary>Below the top are 1/2 and 1/4 of the mass: F^n is 2^-1024 or less from n ln 2 >= 1024 and 2n ln 2 >= 1024 on.</summary>
    [Theory]
    [InlineData("kl-log-inverse-top", "1,1", 1477)]
    [InlineData("kl-monotone", "1,3", 738)]
    [InlineData("kl-chi-squared", "1,1", 1477)]
    [InlineData("chi-squared-exp-kl", "1,3", 738)]
    [InlineData("win-rate-concave", "1,3", 738)]
    [InlineData("policy-frontier", "1,1", 1477)]
    public void ClosenessToTheLimit_IsDecidedByThePrecision(string id, string policy, int n)
    {
        var (claim, budget) = (Catalogue.Find(id), new Budget { MaxPrecision = 2048 });
        Assert.True(claim.Evaluate(Case(policy, n, budget)) is Verdict.Holds or Verdict.Violated);
        Assert.Contains("limit", Assert.IsType<Verdict.NotApplicable>(claim.Evaluate(Case(policy, n + 1, budget))).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mixture-kl")]
    [InlineData("mixture-win-rate")]
    [InlineData("policy-frontier")]
    [InlineData("rejection-dominates")]
    public void SixtyFourLevels_AreDecided_AndOneMoreIsNot(string id)
    {
        Assert.IsType<Verdict.Holds>(Catalogue.Find(id).Evaluate(Levels(64)));
        Assert.IsType<Verdict.NotApplicable>(Catalogue.Find(id).Evaluate(Levels(65)));

        static PolicyEvaluation Levels(int count) => new(ReferencePolicy.FromWeights(Enumerable.Repeat(1, count)), 2);
    }

    [Theory]
    [InlineData("gold-one-extremum")]
    [InlineData("gold-difference")]
    public void Gold_OnTwoLevels_IsDecidedUpTo4096Bits(string id)
    {
        Assert.IsType<Verdict.Holds>(Catalogue.Find(id).Evaluate(Bits(4096)));
        Assert.IsType<Verdict.NotApplicable>(Catalogue.Find(id).Evaluate(Bits(4097)));

        static PolicyEvaluation Bits(int bits) => new(ReferencePolicy.FromWeights([BigInteger.One << (bits - 1), BigInteger.One]), 1);
    }

    [Fact]
    public void Gold_IsFollowedUpToSixteenDraws()
    {
        // f rises as long as F_1^n (1 - F_1) > F_2^n (1 - F_2). With 1 - F of 2/25 and 1/25 it turns at n = 17, too late to be seen; a little
        // coarser, at n = 15.
        Assert.Equal(1, Margin("23,1,1"));
        Assert.Equal(0, Margin("9108,446,446"));

        static double Margin(string policy) => (double)Assert.IsType<Verdict.Holds>(Catalogue.GoldOneExtremum.Evaluate(Case(policy, 1))).Margin;
    }

    private static PolicyEvaluation Case(string policy, int n, Budget? budget = null) => new(ReferencePolicy.Parse(policy), n, budget: budget);
}
