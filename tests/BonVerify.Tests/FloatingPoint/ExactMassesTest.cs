using System.Numerics;
using BonVerify.FloatingPoint;
using BonVerify.FloatingPoint.Integers;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint;

/// <summary>Masses by vectors against differences of powers of BigInteger.</summary>
public class ExactMassesTest
{
    [Fact]
    public void Numerators_AreDifferencesOfPowers()
    {
        var random = new NastyWeights(31);
        for (var i = 0; i < Effort.Cases(150); i++)
        {
            var (weights, n) = (random.Longs(), random.Int(1, 300));
            Assert.Equal(ByBigIntegers(weights, n), ExactMasses.Numerators(weights, n));
        }
    }

    [Theory]
    [InlineData(20, 1000)]
    [InlineData(43, 300)]
    [InlineData(1, 100_000)]
    public void Numerators_GoOnFromOneVectorToTheNext(int bits, int n)
    {
        // Up to four vectors of eight, the last of every length.
        var random = new NastyWeights(54);
        for (var count = 23; count <= 32; count++)
        {
            var weights = new long[count];
            for (var i = 0; i < count; i++)
            {
                weights[i] = (long)(random.Unit() * Math.ScaleB(1, bits));
            }

            weights[0]++;
            Assert.Equal(ByBigIntegers(weights, n), ExactMasses.Numerators(weights, n));
        }
    }

    [Fact]
    public void LargeTotals_AndLongPowers_GoWithoutVectors()
    {
        Assert.Equal([BigInteger.Pow(long.MaxValue, 3), BigInteger.Pow((BigInteger)long.MaxValue + 2, 3) - BigInteger.Pow(long.MaxValue, 3)], ExactMasses.Numerators([long.MaxValue, 2], 3));

        // One bit more than vectors take, and one less.
        const int N = Limbs<Lanes8>.MaxResultBits;
        Assert.Equal([BigInteger.One << N], ExactMasses.Numerators([2], N));
        Assert.Equal([BigInteger.One << N - 1], ExactMasses.Numerators([2], N - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactMasses.Numerators([1, -2], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactMasses.Numerators([1, 2], 0));
        Assert.Contains("EnclosedBestOfN", Assert.Throws<ArgumentOutOfRangeException>(
            "n", () => ExactMasses.Numerators([1, 2], int.MaxValue)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("n", () => ExactMasses.Numerators([1, 2], 10, maxBits: 39));
        Assert.Equal(2, ExactMasses.Numerators([1, 2], 10, maxBits: 40).Count);
    }

    private static IEnumerable<BigInteger> ByBigIntegers(long[] weights, int n)
    {
        var (cumulative, below) = (BigInteger.Zero, BigInteger.Zero);
        foreach (var weight in weights)
        {
            var power = BigInteger.Pow(cumulative += weight, n);
            yield return power - below;
            below = power;
        }
    }
}
