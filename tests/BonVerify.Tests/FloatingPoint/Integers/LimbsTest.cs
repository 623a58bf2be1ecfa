using System.Numerics;
using BonVerify.FloatingPoint.Integers;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint.Integers;

/// <summary>Powers in limbs of doubles against those of BigInteger.</summary>
public class LimbsTest
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
