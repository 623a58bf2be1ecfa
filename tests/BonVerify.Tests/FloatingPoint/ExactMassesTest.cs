using System.Numerics;
using BonVerify.FloatingPoint;
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
            var masses = ExactMasses.Numerators(weights, n);
            var (cumulative, below) = (BigInteger.Zero, BigInteger.Zero);
            for (var k = 0; k < weights.Length; k++)
            {
                var power = BigInteger.Pow(cumulative += weights[k], n);
                Assert.Equal(power - below, masses[k]);
                below = power;
            }
        }
    }

    [Fact]
    public void LargeTotals_AndLongPowers_GoWithoutVectors()
    {
        Assert.Equal([BigInteger.Pow(long.MaxValue, 3), BigInteger.Pow((BigInteger)long.MaxValue + 2, 3) - BigInteger.Pow(long.MaxValue, 3)], ExactMasses.Numerators([long.MaxValue, 2], 3));
        Assert.Equal([BigInteger.One, BigInteger.Pow(3, 100_000) - 1], ExactMasses.Numerators([1, 2], 100_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactMasses.Numerators([1, -2], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactMasses.Numerators([1, 2], 0));
        Assert.Contains("EnclosedBestOfN", Assert.Throws<ArgumentOutOfRangeException>(
            "n", () => ExactMasses.Numerators([1, 2], int.MaxValue)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("n", () => ExactMasses.Numerators([1, 2], 10, maxBits: 39));
        Assert.Equal(2, ExactMasses.Numerators([1, 2], 10, maxBits: 40).Count);
    }
}
