using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Measures;

public class EnclosedSumsTest
{
    [Fact]
    public void NotNegative_IsWhatOfAnIntervalIsAtLeastZero()
    {
        Assert.Equal(new Enclosure(Dyadic.Zero, 2), EnclosedSums.NotNegative(new Enclosure(-1, 2)));
        Assert.Equal(new Enclosure(1, 2), EnclosedSums.NotNegative(new Enclosure(1, 2)));
        Assert.Equal(Enclosure.Zero, EnclosedSums.NotNegative(new Enclosure(-2, -1)));
        Assert.Equal(Enclosure.Zero, EnclosedSums.NotNegative(new Enclosure(-2, Dyadic.Zero)));
    }

    [Fact]
    public void Hellinger_OfManyCells_KeepsItsAccuracy()
    {
        var many = ReferencePolicy.FromWeights(Enumerable.Range(1, 3000));
        Assert.True(SquaredHellinger.Of(new BestOfN(many, 2), 30).IsAccurateTo(29));
        var other = ReferencePolicy.FromWeights(Enumerable.Range(1, 3000).Reverse());
        Assert.True(SquaredHellinger.Of(many, other, 30).IsAccurateTo(29));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(11)]
    public void TotalVariation_OfBoundariesCloserThanDoubles_IsTheLargest(int n)
    {
        // u − u^n is largest at u = n^(−1/(n−1)); all these boundaries round to the same double.
        var scale = System.Numerics.BigInteger.Pow(10, 40);
        var best = Enclosure.Exp(Enclosure.Divide(-Enclosure.Ln(Enclosure.Exactly(n), 200), Enclosure.Exactly(n - 1), 200), 200).Lower.ToRational() * new Rational(scale);
        var middle = best.Numerator / best.Denominator;
        var cumulative = Enumerable.Range(-6, 13).Select(i => middle + i * (System.Numerics.BigInteger)100_000).Append(scale).ToArray();
        var policy = ReferencePolicy.FromWeights(cumulative.Select((sum, i) => i == 0 ? sum : sum - cumulative[i - 1]));
        var exact = TotalVariation.Of(new BestOfN(policy, n));
        Assert.Equal(exact, TotalVariation.Of(policy, n));
        Assert.Equal(exact, cumulative.Max(sum => new Rational(sum, scale) - new Rational(System.Numerics.BigInteger.Pow(sum, n), System.Numerics.BigInteger.Pow(scale, n))));
    }
}
