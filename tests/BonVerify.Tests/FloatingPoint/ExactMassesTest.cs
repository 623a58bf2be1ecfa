using System.Numerics;
using BonVerify.FloatingPoint;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint;

/// <summary>Powers in limbs of doubles against those of BigInteger.</summary>
public class ExactMassesTest
{
    [Fact]
    public void Powers_AreThoseOfIntegers_OnEveryWidth()
    {
        Powers<Lanes8>();
        Powers<Lanes4>();
        Powers<Lanes1>();
    }

    [Fact]
    public void Powers_AreExactWhereLimbsAreLargest()
    {
        // The largest base and the longest result: most columns, fullest limbs.
        const int N = Limbs<Lanes8>.MaxResultBits / 53;
        double[] bases = [(1L << 53) - 1, 1L << 53, (1L << 52) + (1L << 41), (1L << 41) - 1, (1L << 42) - 1, 0, 1, 6004799503160661];
        var powers = new BigInteger[8];
        Limbs<Lanes8>.Powers(bases, N, Limbs<Lanes8>.Workspace(Limbs<Lanes8>.MaxResultBits), powers);
        Assert.Equal(bases.Select(value => BigInteger.Pow((BigInteger)value, N)), powers);
    }

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
    }

    private static void Powers<L>()
        where L : struct, ILanes<L>
    {
        var random = new NastyWeights(32);
        var (bases, powers) = (new double[L.Count], new BigInteger[L.Count]);
        for (var repeat = 0; repeat < 60; repeat++)
        {
            for (var lane = 0; lane < bases.Length; lane++)
            {
                bases[lane] = Math.Floor(random.Unit() * Math.ScaleB(1, random.Int(0, 54)));
            }

            var n = random.Int(1, 400);
            Limbs<L>.Powers(bases, n, Limbs<L>.Workspace(53 * n), powers);
            Assert.Equal(bases.Select(value => BigInteger.Pow((BigInteger)value, n)), powers);
        }
    }
}
