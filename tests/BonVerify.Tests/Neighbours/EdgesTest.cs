using BonVerify.Neighbours;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Neighbours;

/// <summary>Where a neighbour of best-of-n begins to be refused, and how exact it is at its edges.</summary>
public class EdgesTest
{
    private static readonly Rational Large = new(System.Numerics.BigInteger.One << 59);

    [Fact]
    public void Exponents_AreWithinBoundsByTheRangeOfTheRewards()
    {
        // It is the range that counts, not where it lies.
        var (wide, far) = (ReferencePolicy.FromWeights(1, 1).WithRewards([-Large, Large]), ReferencePolicy.FromWeights(1, 1).WithRewards([8 * Large, 8 * Large + 1]));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => new EnclosedSoftBestOfN(wide, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => new ExponentialTilt(wide, 1));
        Assert.False(EnclosedSoftBestOfN.IsWithinBudget(wide, 1, 1));
        Assert.True(EnclosedSoftBestOfN.IsWithinBudget(far, 1, 1));
        var near = ReferencePolicy.FromWeights(1, 1);
        foreach (var (mass, same) in new EnclosedSoftBestOfN(far, 2, 1).ToEnclosedPolicy().Masses(60).Zip(new EnclosedSoftBestOfN(near, 2, 1).ToEnclosedPolicy().Masses(60)))
        {
            Assert.True(mass.Overlaps(same));
        }
    }

    [Fact]
    public void Exponentials_OfLargeExponents_KeepTheirRelativeAccuracy() =>
        Assert.True(RealExponential.Of(new Rational(10_000_001, 3), 60).IsAccurateTo(58));

    [Fact]
    public void Multisets_AreCountedToTheLast()
    {
        // C(4, 2) = 6 multisets of 2 draws from 3 classes; on the way there are 3.
        Assert.True(Multisets.AreWithin(2, 3, 6));
        Assert.False(Multisets.AreWithin(2, 3, 5));
        Assert.False(Multisets.AreWithin(2, 3, 3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void SoftBestOfN_AsAReferencePolicy_HasPositiveWeights(int n) => Assert.All(
        new SoftBestOfN(ReferencePolicy.FromWeights(1, 2, 3), n, [new Rational(1), new Rational(1, 2), new Rational(3)]).ToReferencePolicy().Weights,
        static weight => Assert.Equal(1, weight.Sign));

    [Fact]
    public void ClampedMeans_OfClampedRatiosAlone_AreExact()
    {
        var (policy, reference) = (ReferencePolicy.FromWeights(1, 2), ReferencePolicy.FromWeights(2, 1));
        var clamp = new Rational(1, 4);
        Assert.Equal(LinearFormInLogarithms.FromRational(clamp * clamp / 2), KlEstimators.K2ClampedMean(policy, reference, clamp).TryMakeExact());
    }

    [Fact]
    public void Variances_KeepTheirAccuracy()
    {
        var (policy, reference) = (ReferencePolicy.FromWeights(1, 2, 5), ReferencePolicy.FromWeights(2, 1, 4));
        Assert.True(KlEstimators.K2Variance(policy, reference).Evaluate(60).IsAccurateTo(52));
        Assert.True(KlEstimators.K3Variance(policy, reference).Evaluate(60).IsAccurateTo(52));
    }
}
