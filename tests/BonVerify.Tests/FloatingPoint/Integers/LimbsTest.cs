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
        Assert.Equal(bases.Select(value => BigInteger.Pow((BigInteger)value, N)), Powers<Lanes8>(bases, N, Limbs<Lanes8>.MaxResultBits));
    }

    private static void Powers<L>()
        where L : struct, ILanes<L>
    {
        var random = new NastyWeights(32);
        var bases = new double[L.Count];
        for (var repeat = 0; repeat < 60; repeat++)
        {
            for (var lane = 0; lane < bases.Length; lane++)
            {
                bases[lane] = Math.Floor(random.Unit() * Math.ScaleB(1, random.Int(0, 54)));
            }

            var n = random.Int(1, repeat < 40 ? 400 : 1500);
            Assert.Equal(bases.Select(value => BigInteger.Pow((BigInteger)value, n)), Powers<L>(bases, n, 53 * n));
        }
    }

    private static IEnumerable<BigInteger> Powers<L>(double[] bases, int n, int bits)
        where L : struct, ILanes<L>
    {
        var words = new ulong[L.Count * Limbs<L>.Words(bits)];
        Limbs<L>.Powers(bases, n, Limbs<L>.Workspace(bits), words);
        return words.Chunk(Limbs<L>.Words(bits)).Select(static power => IntegerLimbs.FromWords(power));
    }
}
