using System.Numerics;
using BonVerify.FloatingPoint.Integers;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint.Integers;

/// <summary>Powers in limbs of doubles against those of BigInteger: lemma 14 of proofs/FloatingPoint.md.</summary>
public class LimbsTest
{
    private const int Bits = 51;

    // The largest magnitude that the lemma allows.
    private const long Largest = (1L << 50) + 32;

    [Fact]
    public void Powers_AreThoseOfIntegers_OnEveryWidth()
    {
        Powers<Lanes8>();
        Powers<Lanes4>();
        Powers<Lanes1>();
    }

    [Fact]
    public void Powers_AreExactForTheLargestBases_AndLongResults()
    {
        double[] bases = [0, 1, (1L << 41) - 1, (1L << 50) + 1, (1L << 51) - 1, (1L << 52) + (1L << 41), (1L << 53) - 1, 1L << 53];
        foreach (var n in new[] { 1, 2, 3, 137, 138, 139, 277, 2000 })
        {
            AssertPowers<Lanes8>(bases, n, 53 * n + 1);
        }
    }

    [Fact]
    public void Squares_AreExactWhereLimbsAreLargest_OnEveryWidth()
    {
        // Around the lengths from which on halves are squared, once, twice and three times, and of each length to four columns.
        const int Once = Limbs<Lanes8>.ByHalves;
        int[] counts = [1, 2, 3, 4, 5, 6, 7, 8, Once - 2, Once - 1, Once, Once + 1, 2 * Once - 3, 2 * Once - 2, 2 * Once - 1, 2 * Once, 2 * Once + 1, 4 * Once - 7, 4 * Once + 2];
        foreach (var count in counts)
        {
            Squares<Lanes8>(count);
            Squares<Lanes4>(count);
            Squares<Lanes1>(count);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 64)]
    [InlineData(-1, 64)]
    [InlineData(1, 70)]
    public void Differences_AreExactWhereLimbsDifferMost(int low, int count)
    {
        // From −Largest to Largest in the lower limbs, and back.
        Differences<Lanes8>(low, count);
        Differences<Lanes4>(low, count);
        Differences<Lanes1>(low, count);
    }

    private static void Differences<L>(int low, int count)
        where L : struct, ILanes<L>
    {
        var limbs = new double[(count + 1) * L.Count];
        var before = new double[count + 2];
        var words = new ulong[(Limbs<L>.Words(Bits * count) + 1) * L.Count];
        var below = BigInteger.Zero;
        for (var repeat = 0; repeat < 3; repeat++)
        {
            for (var lane = 0; lane < L.Count; lane++)
            {
                for (var k = 0; k < count; k++)
                {
                    limbs[k * L.Count + lane] = (repeat * L.Count + lane + k * low) % 2 == 0 ? Largest : -Largest;
                }

                limbs[count * L.Count + lane] = 3 * (repeat * L.Count + lane + 1);
            }

            var length = Limbs<L>.Differences(limbs, before, words);
            var own = new ulong[length];
            for (var lane = 0; lane < L.Count; lane++)
            {
                Limbs<L>.Lane(words, lane, own);
                var value = Value<L>(limbs, count + 1, lane);
                Assert.Equal(value - below, IntegerWords.ToInteger(own));
                below = value;
            }
        }
    }

    private static void Squares<L>(int count)
        where L : struct, ILanes<L>
    {
        var random = new NastyWeights(count);
        var (value, square, scratch) = (new double[(count + 3) * L.Count], new double[(2 * count + 2) * L.Count], new double[(3 * count + 200) * L.Count]);
        for (var repeat = 0; repeat < 16 / L.Count + 1; repeat++)
        {
            Func<int, int, double>[] patterns =
            [
                static (_, _) => Largest,
                static (_, _) => -Largest,
                static (k, _) => k % 2 == 0 ? Largest : -Largest,
                static (k, count) => k < (count + 1) / 2 ? Largest : -Largest,
                static (k, count) => k < (count + 1) / 2 ? -Largest : Largest,
                (_, _) => random.Int(0, 2) == 0 ? Largest : -Largest,
                (_, _) => random.Int(0, 3) == 0 ? 0 : Largest - 33,
                (_, _) => Math.Floor((2 * random.Unit() - 1) * Largest),
            ];
            for (var lane = 0; lane < L.Count; lane++)
            {
                for (var k = 0; k < count + 3; k++)
                {
                    // What is behind the number must not count, nor change.
                    value[k * L.Count + lane] = k < count ? patterns[(repeat * L.Count + lane) % patterns.Length](k, count) : k;
                }
            }

            Limbs<L>.Square(ref value[0], count, ref square[0], ref scratch[0]);
            for (var lane = 0; lane < L.Count; lane++)
            {
                var expected = Value<L>(value, count, lane);
                Assert.Equal(expected * expected, Value<L>(square, 2 * count, lane));
                Assert.Equal([count, count + 1, count + 2], Enumerable.Range(count, 3).Select(k => value[k * L.Count + lane]));
                Assert.All(Enumerable.Range(0, 2 * count), k => Assert.InRange(Math.Abs(square[k * L.Count + lane]), 0, Largest));
            }
        }
    }

    private static BigInteger Value<L>(double[] limbs, int count, int lane)
        where L : struct, ILanes<L> =>
        Enumerable.Range(0, count).Aggregate(BigInteger.Zero, (sum, k) => sum + ((BigInteger)limbs[k * L.Count + lane] << (Bits * k)));

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

            Array.Sort(bases);
            var n = random.Int(1, repeat < 40 ? 400 : 1500);
            AssertPowers<L>(bases, n, 53 * n);
        }
    }

    private static void AssertPowers<L>(double[] bases, int n, int bits)
        where L : struct, ILanes<L>
    {
        var words = new ulong[L.Count * Limbs<L>.Words(bits)];
        var length = Limbs<L>.Differences(Limbs<L>.Powers(bases, n, Limbs<L>.Workspace(bits)), new double[Limbs<L>.Count(bits)], words);
        var own = new ulong[length];
        var sum = BigInteger.Zero;
        for (var lane = 0; lane < L.Count; lane++)
        {
            Limbs<L>.Lane(words, lane, own);
            Assert.Equal(BigInteger.Pow((BigInteger)bases[lane], n), sum += IntegerWords.ToInteger(own));
        }
    }
}
