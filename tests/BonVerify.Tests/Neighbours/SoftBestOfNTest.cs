using System.Numerics;
using BonVerify.Measures;
using BonVerify.Neighbours;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Neighbours;

public class SoftBestOfNTest
{
    private static readonly ReferencePolicy Reference = ReferencePolicy.Parse("1,0,3,2 @ 1,7,1,2");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Probabilities_AreThoseOfAllTuples(int n)
    {
        foreach (var (reference, index) in Tuples.Policies.Select((reference, index) => (reference, index)))
        {
            Rational[] weights = [.. Enumerable.Range(0, reference.Count).Select(i => new Rational(1 + (index + 3 * i) % 4, 1 + (index + i) % 3))];
            var policy = new SoftBestOfN(reference, n, weights);
            Assert.Equal(Tuples.Soft(reference, n, weights), policy.Probabilities());
            Assert.Equal(policy.Probabilities(), policy.ToReferencePolicy().Probabilities);
            Assert.Equal(reference.Rewards, policy.ToReferencePolicy().Rewards);
        }
    }

    [Fact]
    public void EqualWeights_KeepTheReferencePolicy_WhateverN()
    {
        var policy = new SoftBestOfN(Reference, 1000, [new(2, 3), 5, new(2, 3), new(2, 3)]);
        Assert.Equal(Reference.Probabilities, policy.Probabilities());
    }

    [Fact]
    public void Multisets_AreAsManyAsTheBudgetSays()
    {
        // 3 weights and 4 draws: C(6, 2) = 15 multisets.
        var reference = ReferencePolicy.FromWeights(1, 1, 1);
        Rational[] weights = [1, 2, 4];
        Assert.Equal(3, new SoftBestOfN(reference, 4, weights, 15).Probabilities().Count);
        var error = Assert.Throws<ArgumentOutOfRangeException>("n", () => new SoftBestOfN(reference, 4, weights, 14));
        Assert.Contains("n is 4; 4 draws from 3 different weights have more multisets than the budget maxMultisets = 14.", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, new EnclosedSoftBestOfN(reference, 4, 1, 15).ToEnclosedPolicy().Masses(60).Count);
        Assert.Throws<ArgumentOutOfRangeException>("n", () => new EnclosedSoftBestOfN(reference, 4, 1, 14));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => new SoftBestOfN(ReferencePolicy.FromWeights(Enumerable.Repeat(1, 500)), int.MaxValue, Enumerable.Range(1, 500).Select(i => new Rational(i))));
        Assert.Throws<ArgumentOutOfRangeException>("maxMultisets", () => new SoftBestOfN(reference, 4, weights, 0));
    }

    [Fact]
    public void Temperature_LeadsFromBestOfNToTheReferencePolicy()
    {
        var best = EnclosedPolicy.FromExact(new BestOfN(Reference, 3).ToReferencePolicy(), Reference).Masses(100);
        var cold = new EnclosedSoftBestOfN(Reference, 3, new(1, 1000)).ToEnclosedPolicy().Masses(100);
        var hot = new EnclosedSoftBestOfN(Reference, 3, BigInteger.Pow(2, 100)).ToEnclosedPolicy().Masses(100);
        Assert.Equal(0, cold[1].Sign);
        for (var i = 0; i < best.Count; i++)
        {
            Assert.True(Distance(cold[i], best[i]) < new Dyadic(1, -90));
            Assert.True(Distance(hot[i], Enclosure.FromRational(Reference.Probabilities[i], 100)) < new Dyadic(1, -90));
        }

        static Dyadic Distance(Enclosure a, Enclosure b) => Enclosure.Subtract(a, b, 100) is var gap && -gap.Lower > gap.Upper ? -gap.Lower : gap.Upper;
    }

    [Fact]
    public void RealWeights_AreEnclosedAsNarrowAsAskedFor()
    {
        foreach (var precision in new[] { 20, 128, 1000 })
        {
            var masses = new EnclosedSoftBestOfN(Reference, 5, new(1, 3)).ToEnclosedPolicy().Masses(precision);
            Assert.All([0, 2, 3], i => Assert.True(masses[i].IsAccurateTo(precision - 3)));
        }
    }

    [Fact]
    public void Policies_NameThemselvesAndTheirErrors()
    {
        var two = ReferencePolicy.FromWeights(2, 1);
        Assert.Equal("soft best of 2 with weights 1,1/2 from 2,1", new SoftBestOfN(two, 2, [1, new(1, 2)]).ToString());
        Assert.Equal("soft best of 2 at temperature 1/2 from 2,1", new EnclosedSoftBestOfN(two, 2, new(1, 2)).ToString());
        Assert.Equal([1, new Rational(1, 2)], new SoftBestOfN(two, 2, [1, new(1, 2)]).Weights);
        Assert.Contains("weights has 1 entries", Assert.Throws<ArgumentException>("weights", () => new SoftBestOfN(two, 2, [1])).Message, StringComparison.Ordinal);
        Assert.Contains("weights is 0; it must be > 0", Assert.Throws<ArgumentOutOfRangeException>("weights", () => new SoftBestOfN(two, 2, [1, 0])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("n", () => new SoftBestOfN(two, 0, [1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => new EnclosedSoftBestOfN(two, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => new EnclosedSoftBestOfN(two, 2, 0));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => new EnclosedSoftBestOfN(two, 2, new(BigInteger.One, BigInteger.One << 60)));
    }
}
