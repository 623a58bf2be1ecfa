using System.Numerics;
using BonVerify.FloatingPoint;
using BonVerify.FloatingPoint.Integers;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.Measures;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint;

/// <summary>The exact χ² by residues against the one from the masses.</summary>
public class ExactChiSquaredTest
{
    [Fact]
    public void Of_IsTheChiSquaredOfTheMasses()
    {
        var random = new NastyWeights(61);
        for (var i = 0; i < Effort.Cases(150); i++)
        {
            // Half of them of a total that the residues take.
            long[] weights = [.. random.Longs().Select(weight => weight >> (i % 2 * 5)), 3];
            var n = random.Int(1, 100);
            Assert.Equal(Expected(weights, n), ExactChiSquared.Of(weights, n));
        }
    }

    [Theory]
    [InlineData(0, 1, 2, new long[] { 1 })]
    [InlineData(0, 1, 5, new long[] { 0, 7, 0 })]
    [InlineData(0, 1, 1, new long[] { 3, 1 })]
    [InlineData(1, 4, 2, new long[] { 1, 0, 1 })]
    public void Of_SmallCases(int numerator, int denominator, int n, long[] weights) =>
        Assert.Equal(new BonVerify.Numerics.Rational(numerator, denominator), ExactChiSquared.Of(weights, n));

    [Fact]
    public void Numerator_IsOverAPowerOfTheTotal()
    {
        var moment = ChiSquared.Of(new BestOfN(ReferencePolicy.FromWeights(5, 3, 0, 8, 1), 30)) + 1;
        Assert.Equal(moment.Numerator * (BigInteger.Pow(17, 59) / moment.Denominator), ExactChiSquared.Numerator([5, 3, 0, 8, 1], 30));
    }

    [Fact]
    public void Totals_WhereTheWayChanges_GiveTheSame()
    {
        // From 2^49 on a weight may be a multiple of a prime: this one is, and would take the ninth with it.
        var prime = (long)Primes.Largest(1)[0];
        long[] largest = [.. Enumerable.Repeat(1L << 49, 15), (1L << 49) - 8, 1, 7];
        foreach (var weights in (long[][])[
            [(1L << 49) - 8, 1, 7], [(1L << 49) - 8, 1, 8], [1L << 49, 1L << 49, 3], [(1L << 49) + 1, 2], largest, [.. largest, 1],
            [1L << 49, prime - (1L << 49), 5, 2], [prime, 1, 1, 1, 1, 1, 1, 1, 1, 5], [1, prime], [long.MaxValue, 3, long.MaxValue]])
        {
            Assert.Equal(Expected(weights, 9), ExactChiSquared.Of(weights, 9));
        }
    }

    [Fact]
    public void Residues_AreThoseOfTheSum_OnEveryWidth()
    {
        var random = new NastyWeights(62);
        for (var i = 0; i < 30; i++)
        {
            long[] weights = [.. random.FewLongs().Select(static weight => weight >> 2).Where(static weight => weight is > 0 and <= 1L << 49), 3];
            Residues<Lanes8>(weights, random.Int(1, 60));
            Residues<Lanes4>(weights, random.Int(1, 60));
            Residues<Lanes1>(weights, random.Int(1, 60));
        }
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactChiSquared.Of([1, -1], 2));
        Assert.Throws<ArgumentException>(() => ExactChiSquared.Of([0], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactChiSquared.Numerator([1], 0));
        Assert.Contains("CertifiedBestOfN", Assert.Throws<ArgumentOutOfRangeException>(
            "n", () => ExactChiSquared.Of([1, 2], int.MaxValue)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("n", () => ExactChiSquared.Numerator([1, 2], 10, maxBits: 39));
        Assert.Equal(ExactChiSquared.Of([1, 2], 10), ExactChiSquared.Of([1, 2], 10, maxBits: 40));
    }

    private static void Residues<L>(long[] weights, int n)
        where L : struct, ILanes<L>
    {
        var primes = Primes.Largest(16);
        var count = Modular<L>.Padded(weights.Length);
        var (cumulative, factors, sum) = (new double[count], new double[count], 0L);
        for (var i = 0; i < count; i++)
        {
            factors[i] = i < weights.Length ? weights[i] : 1;
            cumulative[i] = i < weights.Length ? sum += weights[i] : sum;
        }

        var (below, expected) = (BigInteger.Zero, BigInteger.Zero);
        for (var i = 0; i < weights.Length; i++)
        {
            var power = BigInteger.Pow((BigInteger)cumulative[i], n);
            expected += BigInteger.Pow(power - below, 2) / weights[i];
            below = power;
        }

        var residues = ModularSquares<L>.Of(cumulative, factors, n, primes);
        Assert.All(residues.Zip(primes), pair => Assert.True((expected - (BigInteger)pair.First) % (BigInteger)pair.Second == 0));
        Assert.All(residues.Zip(primes), static pair => Assert.InRange(Math.Abs(pair.First), 0, 0.59 * pair.Second));
    }

    private static BonVerify.Numerics.Rational Expected(long[] weights, int n) => ChiSquared.Of(
        new BestOfN(ReferencePolicy.FromWeights(weights.Select(static weight => (BigInteger)weight)), n, maxBits: 1L << 26));
}
