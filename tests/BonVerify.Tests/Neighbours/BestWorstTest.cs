using BonVerify.Evaluation;
using BonVerify.Neighbours;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Neighbours;

public class BestWorstTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Difference_IsThatOfTheMeansOverAllTuples(int n)
    {
        foreach (var reference in Tuples.Policies)
        {
            var (best, worst) = (Enumeration.Probabilities(reference, n), Tuples.Worst(reference, n));
            var expected = LinearFormInLogarithms.Sum(Enumerable.Range(0, reference.Count)
                .Where(i => reference.Probabilities[i] > 0)
                .Select(i => (best[i] - worst[i]) * LinearFormInLogarithms.Ln(best[i] / reference.Probabilities[i])));
            Assert.Equal(expected, BestWorst.Difference(reference, n));
        }
    }

    [Fact]
    public void Difference_OfFiveEqualLevels_IsFarBelowTheContinuousValue()
    {
        Assert.Equal(11.38, BestWorst.Difference(ReferencePolicy.FromWeights(1, 1, 1, 1, 1), 8).ToDouble(), 0.005);
        Assert.Equal(new Rational(363, 20), BestWorst.Continuous(8));
        Assert.True(BestWorst.Difference(ReferencePolicy.FromWeights(3), 8).IsZero());
    }

    // Cells of best-of-n that keeps the first of ties are outcomes; the difference is that of levels all the same.
    [Fact]
    public void Measure_WhateverIsKeptOfTies_IsTheDifference()
    {
        var reference = ReferencePolicy.Parse("3,1,4,1,5 @ 2,0,1,1,2");
        foreach (var ties in Enum.GetValues<TieBreaking>())
        {
            var evaluation = new PolicyEvaluation(reference, 5, ties);
            Assert.Equal(BestWorst.Difference(reference, 5), evaluation.Measures.BestWorst(evaluation).TryMakeExact());
        }
    }

    [Fact]
    public void Continuous_IsTheSumOfItsDefinition()
    {
        var harmonic = Rational.Zero;
        for (var n = 1; n <= 40; n++)
        {
            Assert.Equal((n - 1) * harmonic, BestWorst.Continuous(n));
            harmonic += new Rational(1, n);
        }

        Assert.Equal("0.0275482094", BestWorst.Scale(8).ToDecimalText(9));
        Assert.Equal(new Rational(1, 2), BestWorst.Scale(2));
    }

    [Theory]
    [InlineData("1,1,1,1,1", 8)]
    [InlineData("3,1,4,1,5 @ 2,0,1,1,7", 5)]
    [InlineData("999999,1", 1000)]
    [InlineData("1,999999", 40)]
    [InlineData("4,1,0", 1)]
    [InlineData("2,1 @ 0,0", 3)]
    public void Enclose_ContainsTheExactValue(string policy, int n)
    {
        var reference = ReferencePolicy.Parse(policy);
        foreach (var precision in new[] { 20, 100, 400 })
        {
            var enclosed = BestWorst.Enclose(reference, n, precision);
            var exact = BestWorst.Difference(reference, n).Enclose(600);
            Assert.True(enclosed.Lower <= exact.Upper && exact.Lower <= enclosed.Upper, $"{enclosed}, {exact}");
            Assert.True(exact.Sign == 0 ? enclosed.Sign == 0 && enclosed.IsExact : enclosed.IsAccurateTo(precision - 20), $"{enclosed}");
        }
    }

    [Fact]
    public void Enclose_LargeN_IsTheLogarithmOfTheDensityRatios()
    {
        // The best is the top and the worst the bottom, up to 2^-10^9: ln 2 - ln(2·2^-n).
        var enclosed = BestWorst.Enclose(ReferencePolicy.FromWeights(1, 1), 1_000_000_000, 100);
        Assert.Equal(1e9 * Math.Log(2), enclosed.Lower.ToDouble(), 1e-3);
    }

    [Fact]
    public void Errors_NameTheParameter()
    {
        var two = ReferencePolicy.FromWeights(2, 1);
        Assert.Throws<ArgumentNullException>("reference", () => BestWorst.Difference(null!, 2));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => BestWorst.Difference(two, 0));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => BestWorst.Difference(two, 100, 64));
        Assert.Throws<ArgumentNullException>("reference", () => BestWorst.Enclose(null!, 2, 53));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => BestWorst.Enclose(two, 0, 53));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => BestWorst.Continuous(0));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => BestWorst.Scale(1));
    }
}
