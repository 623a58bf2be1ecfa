using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Numerics;

/// <summary>Arguments of logarithms: what they keep is what would be found anew.</summary>
public class LogarithmArgumentTest
{
    [Fact]
    public void Ln_AtOnePrecisionAfterAnother_IsThatOfTheRatio()
    {
        var argument = new LogarithmArgument(36, 10);
        foreach (var precision in new[] { 64, 64, 300, 128, 64, 40, 41, 42, 43, 44, 45, 46, 47, 48, 40, 48, 64 })
        {
            Assert.Equal(Enclosure.LnRatio(36, 10, precision), argument.Ln(precision));
        }
    }

    [Theory]
    [InlineData(36, 10, 18, 5)]
    [InlineData(18, 5, 18, 5)]
    [InlineData(12, 4, 3, 1)]
    [InlineData(7, 1, 7, 1)]
    [InlineData(4, 12, 1, 3)]
    public void InLowestTerms_HasNoCommonDivisor(int numerator, int denominator, int lowestNumerator, int lowestDenominator)
    {
        var lowest = new LogarithmArgument(numerator, denominator).InLowestTerms;
        Assert.Equal((lowestNumerator, lowestDenominator), (lowest.Numerator, lowest.Denominator));
        Assert.Same(lowest, lowest.InLowestTerms);
        var reciprocal = new LogarithmArgument(numerator, denominator).Reciprocal;
        Assert.Equal((denominator, numerator), (reciprocal.Numerator, reciprocal.Denominator));
        foreach (var one in new[] { lowest.Reciprocal, reciprocal.InLowestTerms, lowest.Reciprocal.InLowestTerms })
        {
            Assert.Equal((lowestDenominator, lowestNumerator), (one.Numerator, one.Denominator));
        }
    }

    [Fact]
    public void OfARational_IsInLowestTerms()
    {
        var argument = new LogarithmArgument(new Rational(6, 4));
        Assert.Equal((3, 2), (argument.Numerator, argument.Denominator));
        Assert.Same(argument, argument.InLowestTerms);
    }

    // Denominators with a power of two, with small primes, with a prime beyond the table of small ones; ties, and one cell.
    [Theory]
    [InlineData("1,2,1,4 @ 0,1,1,2", 5)]
    [InlineData("6,10,15,29 @ 0,1,2,3", 12)]
    [InlineData("1031,2062,30927 @ 2,1,0", 7)]
    [InlineData("3 @ 0", 9)]
    public void DensityRatios_AreMassesOverMasses(string text, int n)
    {
        var reference = ReferencePolicy.Parse(text);
        foreach (var ties in Enum.GetValues<TieBreaking>())
        {
            var policy = new BestOfN(reference, n, ties);
            Assert.Equal(policy.Cells.Count, policy.DensityRatios.Count);
            for (var i = 0; i < policy.Cells.Count; i++)
            {
                var ratio = policy.DensityRatios[i];
                Assert.Equal(
                    new Rational(policy.CellNumerators[i], policy.Denominator) / policy.Cells[i].Probability,
                    new Rational(ratio.Numerator, ratio.Denominator));
                Assert.True(BigInteger.GreatestCommonDivisor(ratio.Numerator, ratio.Denominator).IsOne);
            }
        }
    }
}
