using System.Numerics;
using BonVerify.Measures;
using BonVerify.Neighbours;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Neighbours;

/// <summary>Exponential and χ² tilts, and rejection to a top mass.</summary>
public class TiltTest
{
    private static readonly Rational[] Betas = [new(1, 7), new(1, 2), 1, new(4, 3), 5, 100];

    [Fact]
    public void Exponential_HasTheRatiosOfItsDefinition()
    {
        foreach (var reference in Tuples.Policies)
        {
            var masses = new ExponentialTilt(reference, new(-3, 2)).ToEnclosedPolicy().Masses(120);
            foreach (var i in Enumerable.Range(0, reference.Count).Where(i => reference.Probabilities[i] > 0))
            {
                foreach (var j in Enumerable.Range(0, reference.Count).Where(j => reference.Probabilities[j] > 0))
                {
                    var ratio = Enclosure.Ln(Enclosure.Divide(masses[i], masses[j], 120), 120);
                    var expected = Enclosure.Add(
                        Enclosure.FromRational(new Rational(-3, 2) * (reference.Rewards[i] - reference.Rewards[j]), 120),
                        Enclosure.Ln(reference.Probabilities[i] / reference.Probabilities[j], 120),
                        120);
                    Assert.True(ratio.Overlaps(expected));
                }
            }
        }
    }

    [Theory]
    [InlineData("1,2,3")]
    [InlineData("1,0,3,2 @ 1,7,1,2")]
    [InlineData("1,1 @ -1000000000000,1000000000000")]
    public void LogPartition_IsTheLargestOfItsTradeOff(string text)
    {
        // ln Z = β E[r] − KL for the tilt itself.
        var tilt = new ExponentialTilt(ReferencePolicy.Parse(text), new(5, 3));
        var policy = tilt.ToEnclosedPolicy();
        var attained = Enclosure.Subtract(
            Enclosure.Multiply(Enclosure.FromRational(new(5, 3), 200), ExpectedReward.Of(policy, 200), 200), KullbackLeibler.Of(policy, 200), 200);
        Assert.True(attained.Overlaps(tilt.LogPartition(150)));
        Assert.True(tilt.LogPartition(150).IsAccurateTo(140));
    }

    [Fact]
    public void Exponential_OfTwoEqualOutcomes_IsTheLogisticFunction()
    {
        var masses = new ExponentialTilt(ReferencePolicy.FromWeights(1, 1), 2).ToEnclosedPolicy().Masses(60);
        Assert.True(masses[1].TryToDouble(out var top));
        Assert.Equal(1 / (1 + Math.Exp(-2)), top, 1e-15);
        Assert.True(new ExponentialTilt(ReferencePolicy.FromWeights(1, 1), 2).LogPartition(60).TryToDouble(out var partition));
        Assert.Equal(Math.Log((1 + Math.Exp(2)) / 2), partition, 1e-15);
    }

    [Fact]
    public void ChiSquared_HasTheThresholdAtWhichItsDefinitionSumsToOne()
    {
        foreach (var reference in Tuples.Policies)
        {
            foreach (var beta in Betas)
            {
                var policy = new ChiSquaredTilt(reference, beta);
                var masses = reference.Probabilities.Zip(reference.Rewards, (p, r) => r > policy.Lambda ? p * (r - policy.Lambda) / beta : 0).ToArray();
                Assert.Equal(Rational.One, masses.Aggregate((a, b) => a + b));
                Assert.Equal(masses, policy.Probabilities());
                Assert.Equal(masses, policy.ToReferencePolicy().Probabilities);
                Assert.Equal(reference.Rewards, policy.ToReferencePolicy().Rewards);
            }
        }
    }

    [Fact]
    public void TopMassRejection_FillsUpFromTheTop()
    {
        foreach (var reference in Tuples.Policies)
        {
            foreach (var acceptance in new Rational[] { 1, new(1, 2), new(2, 3), new(1, 5), new(6, 7) })
            {
                // Unit by unit from the best level down, until the mass is used up.
                var (left, masses) = (acceptance, new Rational[reference.Count]);
                foreach (var level in reference.Levels.Reverse())
                {
                    var taken = Rational.Min(left, level.Probability);
                    left -= taken;
                    foreach (var outcome in level.Outcomes)
                    {
                        masses[outcome] = taken * (reference.Probabilities[outcome] / level.Probability) / acceptance;
                    }
                }

                var policy = new TopMassRejection(reference, acceptance);
                Assert.Equal(masses, policy.Probabilities());
                Assert.Equal(masses, policy.ToReferencePolicy().Probabilities);
                Assert.Equal(1 / acceptance, policy.MeanDraws);
            }
        }
    }

    [Fact]
    public void TopMassRejection_AtALevel_IsRewindAndRepeat()
    {
        foreach (var reference in Tuples.Policies)
        {
            for (var level = 0; level < reference.Levels.Count; level++)
            {
                var rewind = new RewindAndRepeat(reference, level);
                Assert.Equal(rewind.ToReferencePolicy(), new TopMassRejection(reference, rewind.AcceptanceProbability).ToReferencePolicy());
            }
        }
    }

    [Fact]
    public void Policies_NameThemselvesAndTheirErrors()
    {
        var two = ReferencePolicy.FromWeights(2, 1);
        Assert.Equal("tilt by 1/2 of 2,1", new ExponentialTilt(two, new(1, 2)).ToString());
        Assert.Equal("chi-squared tilt by 1/2 of 2,1", new ChiSquaredTilt(two, new(1, 2)).ToString());
        Assert.Equal("rejection to the top 1/2 of 2,1", new TopMassRejection(two, new(1, 2)).ToString());
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => new ExponentialTilt(two, BigInteger.One << 60));
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => new ExponentialTilt(two, -(BigInteger.One << 60)));
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => new ChiSquaredTilt(two, 0));
        Assert.Throws<ArgumentOutOfRangeException>("acceptance", () => new TopMassRejection(two, 0));
        Assert.Throws<ArgumentOutOfRangeException>("acceptance", () => new TopMassRejection(two, new(3, 2)));
        Assert.Throws<ArgumentOutOfRangeException>("precision", () => new ExponentialTilt(two, 1).LogPartition(1));
    }
}
