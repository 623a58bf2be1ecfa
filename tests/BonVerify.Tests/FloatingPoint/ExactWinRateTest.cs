using System.Numerics;
using BonVerify.FloatingPoint;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint;

/// <summary>The exact win rate by residues against the one from the masses.</summary>
public class ExactWinRateTest
{
    [Fact]
    public void Of_IsTheWinRateOfTheMasses()
    {
        var random = new NastyWeights(21);
        for (var i = 0; i < Effort.Cases(150); i++)
        {
            var (weights, n) = (random.Longs(), random.Int(1, 200));
            Assert.Equal(Expected(weights, n), ExactWinRate.Of(weights, n));
        }
    }

    [Theory]
    [InlineData(1, 2, new long[] { 1 })]
    [InlineData(1, 2, new long[] { 0, 7, 0 })]
    [InlineData(163, 250, new long[] { 2, 1, 1, 1 })]
    public void Of_SmallCases(int numerator, int denominator, long[] weights) =>
        Assert.Equal(new BonVerify.Numerics.Rational(numerator, denominator), ExactWinRate.Of(weights, 2));

    [Fact]
    public void Numerator_IsOverTwiceThePowerOfTheTotal()
    {
        long[] weights = [5, 3, 0, 8, 1];
        var rate = WinRate.Of(new BestOfN(ReferencePolicy.FromWeights(5, 3, 0, 8, 1), 30));
        Assert.Equal(rate.Numerator * (2 * BigInteger.Pow(17, 31) / rate.Denominator), ExactWinRate.Numerator(weights, 30));
    }

    [Fact]
    public void LargeTotals_GoWithoutResidues()
    {
        long[] weights = [1L << 53, 3, long.MaxValue, 1L << 52];
        Assert.Equal(Expected(weights, 9), ExactWinRate.Of(weights, 9));
        weights = [(1L << 52) - 1, 1, 1];
        Assert.Equal(Expected(weights, 9), ExactWinRate.Of(weights, 9));
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactWinRate.Of([1, -1], 2));
        Assert.Throws<ArgumentException>(() => ExactWinRate.Of([0], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactWinRate.Numerator([1], 0));
        Assert.Contains("EnclosedBestOfN", Assert.Throws<ArgumentOutOfRangeException>(
            "n", () => ExactWinRate.Of([1, 2], int.MaxValue)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("n", () => ExactWinRate.Numerator([1, 2], 10, maxBits: 21));
        Assert.Equal(ExactWinRate.Of([1, 2], 10), ExactWinRate.Of([1, 2], 10, maxBits: 22));
    }

    private static BonVerify.Numerics.Rational Expected(long[] weights, int n) =>
        WinRate.Of(new BestOfN(ReferencePolicy.FromWeights(weights.Select(static weight => (BigInteger)weight)), n, maxBits: 1L << 26));
}
