using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Neighbours;

/// <summary>Measures of any two policies on the same outcomes: exact ones against definitions without closed forms, enclosed ones against exact ones.</summary>
public class PolicyPairTest
{
    private const int Bits = 100;

    [Fact]
    public void TotalVariation_IsTheLargestDifferenceOfAnEvent()
    {
        foreach (var (policy, reference) in Pairs())
        {
            var largest = Enumerable.Range(0, 1 << policy.Count)
                .Max(set => Enumerable.Range(0, policy.Count).Where(i => (set >> i & 1) == 1)
                    .Aggregate(Rational.Zero, (sum, i) => sum + policy.Probabilities[i] - reference.Probabilities[i]));
            Assert.Equal(largest, TotalVariation.Of(policy, reference));
            Assert.Equal(largest, TotalVariation.Of(reference, policy));
        }
    }

    [Fact]
    public void ChiSquaredAndRenyi_AreMomentsOfTheDensityRatio()
    {
        foreach (var (policy, reference) in Pairs().Where(Within))
        {
            var (p, t) = Ratios(policy, reference);

            // The variance is half the mean squared difference of two independent ones.
            var variance = p.SelectMany((_, i) => p.Select((_, j) => p[i] * p[j] * (t[i] - t[j]) * (t[i] - t[j]) / 2)).Aggregate((a, b) => a + b);
            Assert.Equal(variance, ChiSquared.Of(policy, reference));
            var third = p.Zip(t, (mass, ratio) => mass * ratio * ratio * ratio).Aggregate((a, b) => a + b);
            Assert.Equal(third, RenyiDivergence.PowerSum(policy, reference, 3));
            Assert.Equal(third, RenyiDivergence.Of(policy, reference, 3) is var form ? ExpOfTwice(form) : 0);
        }

        static Rational ExpOfTwice(LinearFormInLogarithms form) => form.Terms.Aggregate(
            Rational.One, (product, term) => term.Coefficient == new Rational(1, 2) ? product * term.Argument : throw new InvalidOperationException());
    }

    [Fact]
    public void KullbackLeiblerBothWaysAndJeffreys_AreSumsOverOutcomes()
    {
        foreach (var (policy, reference) in Pairs().Where(Within))
        {
            var forward = Sum(policy, reference);
            Assert.Equal(forward, KullbackLeibler.Of(policy, reference));
            if (Within((reference, policy)))
            {
                Assert.Equal(Sum(reference, policy), ReverseKullbackLeibler.Of(policy, reference));
                Assert.Equal(forward + Sum(reference, policy), Jeffreys.Of(policy, reference));
            }
        }

        static LinearFormInLogarithms Sum(ReferencePolicy from, ReferencePolicy to) => LinearFormInLogarithms.Sum(
            from.Probabilities.Zip(to.Probabilities).Where(pair => pair.First > 0).Select(pair => pair.First * LinearFormInLogarithms.Ln(pair.First / pair.Second)));
    }

    [Fact]
    public void SquaredHellinger_IsOneMinusTheAffinity()
    {
        foreach (var (policy, reference) in Pairs())
        {
            var affinity = policy.Probabilities.Zip(reference.Probabilities, (q, p) => Enclosure.Sqrt(Enclosure.FromRational(q * p, 300), 200))
                .Aggregate(Enclosure.Zero, (sum, root) => Enclosure.Add(sum, root, 200));
            var value = SquaredHellinger.Of(policy, reference, Bits);
            Assert.True(value.Overlaps(Enclosure.Subtract(Enclosure.One, affinity, 200)));
            Assert.True(value.IsAccurateTo(Bits - 3));
            Assert.Equal(policy.Probabilities.SequenceEqual(reference.Probabilities), value.Sign == 0);
        }
    }

    [Fact]
    public void WinRate_CountsAllPairsOfResponses()
    {
        foreach (var (policy, opponent) in Pairs())
        {
            var won = Rational.Zero;
            for (var i = 0; i < policy.Count; i++)
            {
                for (var j = 0; j < policy.Count; j++)
                {
                    won += policy.Probabilities[i] * opponent.Probabilities[j] * (1 + policy.Rewards[i].CompareTo(policy.Rewards[j])) / 2;
                }
            }

            Assert.Equal(won, WinRate.Against(policy, opponent));
            if (Within((policy, opponent)))
            {
                Assert.Equal(won, WinRate.Of(policy, opponent));
                var enclosed = EnclosedPolicy.FromExact(policy, opponent);
                Assert.True(Near(WinRate.Of(enclosed, Bits), won));
                Assert.True(Near(WinRate.Against(EnclosedPolicy.FromExact(opponent, opponent), enclosed, Bits), 1 - won));
            }
        }
    }

    [Fact]
    public void ExpectedReward_IsTheMeanOfEitherReward()
    {
        var policy = ReferencePolicy.Parse("1,0,3,2 @ 1,7,1,2");
        Rational[] second = [6, 100, new(1, 2), -1];
        Assert.Equal(new Rational(8, 6), ExpectedReward.Of(policy));
        Assert.Equal(new Rational(11, 12), ExpectedReward.Of(policy, second));
        var enclosed = EnclosedPolicy.FromExact(policy, policy);
        Assert.True(Near(ExpectedReward.Of(enclosed, Bits), new Rational(8, 6)));
        Assert.True(Near(ExpectedReward.Of(enclosed, second, Bits), new Rational(11, 12)));
        Assert.Throws<ArgumentException>("rewards", () => ExpectedReward.Of(policy, [1]));
        Assert.Throws<ArgumentException>("rewards", () => ExpectedReward.Of(enclosed, [1], Bits));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void BestOfN_AsAnyPolicy_HasTheMeasuresOfItsOwnRoutes(int n)
    {
        foreach (var reference in Tuples.Policies)
        {
            var best = new BestOfN(reference, n);
            var masses = best.ToReferencePolicy();
            Assert.Equal(KullbackLeibler.Of(best), KullbackLeibler.Of(masses, reference));
            Assert.Equal(ReverseKullbackLeibler.Of(best), ReverseKullbackLeibler.Of(masses, reference));
            Assert.Equal(ChiSquared.Of(best), ChiSquared.Of(masses, reference));
            Assert.Equal(TotalVariation.Of(best), TotalVariation.Of(masses, reference));
            Assert.Equal(RenyiDivergence.Of(best, 4), RenyiDivergence.Of(masses, reference, 4));
            Assert.True(SquaredHellinger.Of(best, Bits).Overlaps(SquaredHellinger.Of(masses, reference, Bits)));
            Assert.Equal(WinRate.Of(best), WinRate.Against(masses, reference));
            Assert.Equal(best.ExpectedReward(), ExpectedReward.Of(masses));
        }
    }

    [Fact]
    public void EnclosedMeasures_ContainTheExactOnes_NarrowlyEnough()
    {
        foreach (var (policy, reference) in Pairs().Where(Within))
        {
            var enclosed = EnclosedPolicy.FromExact(policy, reference);
            Assert.True(Near(KullbackLeibler.Of(enclosed, Bits), KullbackLeibler.Of(policy, reference)));
            Assert.True(Near(ChiSquared.Of(enclosed, Bits), ChiSquared.Of(policy, reference)));
            Assert.True(Near(TotalVariation.Of(enclosed, Bits), TotalVariation.Of(policy, reference)));
            Assert.True(Near(RenyiDivergence.Of(enclosed, 2, Bits), RenyiDivergence.Of(policy, reference, 2)));
            Assert.True(Near(RenyiDivergence.Of(enclosed, 7, Bits), RenyiDivergence.Of(policy, reference, 7)));
            Assert.True(SquaredHellinger.Of(enclosed, Bits).Overlaps(SquaredHellinger.Of(policy, reference, Bits)));
            if (Within((reference, policy)))
            {
                Assert.True(Near(ReverseKullbackLeibler.Of(enclosed, Bits), ReverseKullbackLeibler.Of(policy, reference)));
                Assert.True(Near(Jeffreys.Of(enclosed, Bits), Jeffreys.Of(policy, reference)));
            }
        }
    }

    [Fact]
    public void InfiniteValues_AreRefusedWithTheOutcome()
    {
        var (some, all) = (ReferencePolicy.FromWeights(1, 0), ReferencePolicy.FromWeights(1, 1));
        const string Infinite = "policy has no mass at outcome 1, where the reference policy has some; the divergence is infinite.";
        var enclosed = EnclosedPolicy.FromExact(some, all);
        foreach (var infinite in new Action[]
        {
            () => ReverseKullbackLeibler.Of(some, all), () => Jeffreys.Of(some, all),
            () => ReverseKullbackLeibler.Of(enclosed, Bits), () => Jeffreys.Of(enclosed, Bits),
        })
        {
            Assert.Contains(Infinite, Assert.Throws<ArgumentException>("policy", infinite).Message, StringComparison.Ordinal);
        }

        foreach (var infinite in new Action[]
        {
            () => KullbackLeibler.Of(all, some), () => ChiSquared.Of(all, some), () => RenyiDivergence.Of(all, some, 2),
            () => ReverseKullbackLeibler.Of(all, some), () => EnclosedPolicy.FromExact(all, some),
        })
        {
            Assert.Contains("policy has mass at outcome 1; it must be 0", Assert.Throws<ArgumentException>("policy", infinite).Message, StringComparison.Ordinal);
        }

        // Also at the first outcome.
        var last = ReferencePolicy.FromWeights(0, 1);
        Assert.Contains("mass at outcome 0;", Assert.Throws<ArgumentException>("policy", () => KullbackLeibler.Of(all, last)).Message, StringComparison.Ordinal);
        Assert.Contains("no mass at outcome 0,", Assert.Throws<ArgumentException>("policy", () => ReverseKullbackLeibler.Of(last, all)).Message, StringComparison.Ordinal);

        // Finite either way.
        Assert.Equal(new Rational(1, 2), TotalVariation.Of(all, some));
        Assert.True(SquaredHellinger.Of(all, some, Bits).Overlaps(SquaredHellinger.Of(some, all, Bits)));
        Assert.Equal(new Rational(3, 4), WinRate.Against(all, some));
    }

    [Fact]
    public void OtherOutcomes_AreRefused()
    {
        var (two, three) = (ReferencePolicy.FromWeights(1, 1), ReferencePolicy.FromWeights(1, 1, 1));
        Assert.Throws<ArgumentException>("policy", () => TotalVariation.Of(two, three));
        Assert.Throws<ArgumentException>("policy", () => SquaredHellinger.Of(two, three, Bits));
        Assert.Throws<ArgumentException>("policy", () => ChiSquared.Of(two, three));
        Assert.Throws<ArgumentException>("opponent", () => WinRate.Against(two, three));
        Assert.Throws<ArgumentException>("opponent", () => WinRate.Against(two, two.WithRewards(1, 0)));
        Assert.Throws<ArgumentOutOfRangeException>("order", () => RenyiDivergence.Of(two, two, 1));
        Assert.Throws<ArgumentOutOfRangeException>("order", () => RenyiDivergence.Of(EnclosedPolicy.FromExact(two, two), 1, Bits));
        Assert.Throws<ArgumentOutOfRangeException>("precision", () => KullbackLeibler.Of(EnclosedPolicy.FromExact(two, two), 1));
        Assert.Throws<ArgumentNullException>("policy", () => KullbackLeibler.Of((EnclosedPolicy)null!, Bits));
    }

    /// <summary>Policies on the same outcomes, with the same rewards.</summary>
    private static IEnumerable<(ReferencePolicy Policy, ReferencePolicy Reference)> Pairs()
    {
        var all = SmallPolicies.All().Where((_, index) => index % 5 == 0).ToArray();
        return from reference in all
               from policy in all
               where policy.Rewards.SequenceEqual(reference.Rewards)
               select (policy, reference);
    }

    private static bool Within((ReferencePolicy Policy, ReferencePolicy Reference) pair) =>
        pair.Policy.Weights.Zip(pair.Reference.Weights).All(weights => weights.First.IsZero || !weights.Second.IsZero);

    private static (Rational[] Masses, Rational[] Ratios) Ratios(ReferencePolicy policy, ReferencePolicy reference)
    {
        var drawn = Enumerable.Range(0, policy.Count).Where(i => !reference.Weights[i].IsZero).ToArray();
        return ([.. drawn.Select(i => reference.Probabilities[i])], [.. drawn.Select(i => policy.Probabilities[i] / reference.Probabilities[i])]);
    }

    private static bool Near(Enclosure value, LinearFormInLogarithms exact) =>
        value.Overlaps(exact.Evaluate(300)) && value.Upper - value.Lower < new Dyadic(1, 8 - Bits);
}
