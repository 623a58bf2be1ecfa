using System.Numerics;
using BonVerify.FloatingPoint.Integers;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint.Integers;

/// <summary>Sums of products in columns of limbs, and the table that they serve, against BigInteger.</summary>
public class LimbColumnsTest
{
    // A table of the most primes has so many numbers of ten limbs.
    private const int Most = CofactorTable.MaxPrimes / CofactorTable.Group;
    private const int Digits = 10;

    [Fact]
    public void Sum_IsTheSumOfTheProducts_OnEveryWidth()
    {
        var random = new NastyWeights(51);
        for (var repeat = 0; repeat < 20; repeat++)
        {
            Sum<Lanes8>(random.Int(1, 40), () => random.Int(0, 3) == 0 ? ulong.MaxValue : unchecked((ulong)(random.Unit() * 1.8e19)));
            Sum<Lanes4>(random.Int(1, 40), () => unchecked((ulong)(random.Unit() * 1.8e19)));
            Sum<Lanes1>(random.Int(1, 40), () => ulong.MaxValue >> random.Int(0, 64));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Sum_IsExactWhereLimbsAreLargest(int add)
    {
        // Limbs of 2^41, the largest, or of the opposite sign, in all places of as many numbers as there may be.
        var (row, number) = (Repeated(7, add), Repeated(Digits, add));
        Sum<Lanes8>(Most, () => 0, number >> 42, row << 84);
        Sum<Lanes4>(Most, () => 0, number >> 42, row << 84);
        Sum<Lanes1>(Most, () => 0, number >> 42, row << 84);
    }

    [Fact]
    public void Limbs_AreOfAtMostHalfTheRadix_AndGiveTheInteger()
    {
        var random = new NastyWeights(52);
        for (var repeat = 0; repeat < 200; repeat++)
        {
            var value = random.Integers()[0];
            var words = new ulong[value.GetBitLength() / 64 + 1];
            ToWords(value, words);
            var limbs = new double[IntegerLimbs.Count(value.GetBitLength())];
            IntegerLimbs.ToLimbs(words, limbs);
            Assert.All(limbs, static limb => Assert.InRange(Math.Abs(limb), 0, 1L << 41));
            Assert.Equal(value, Value(limbs));
            Assert.Equal(value, IntegerLimbs.ToInteger(new double[limbs.Length], limbs));
        }
    }

    [Fact]
    public void Reconstruct_GivesTheInteger_TheFirstTimeAndWithTheTable()
    {
        var random = new NastyWeights(53);
        // Of 10,690 bits the limbs of the table just fill their columns.
        foreach (var bits in new[] { 300, 1000, 5000, 10_690, 40_000 })
        {
            var basis = ResidueBasis.ForBits(bits);
            foreach (var number in new[] { (BigInteger.One << bits) - 1, BigInteger.Zero, random.Integers()[0] % (BigInteger.One << bits), BigInteger.One << (bits - 1) })
            {
                Assert.Equal(number, basis.Reconstruct([.. basis.Primes.Select(prime => (double)(number % (BigInteger)prime))]));
            }
        }
    }

    private static void Sum<L>(int count, Func<ulong> word, BigInteger? number = null, BigInteger? row = null)
        where L : struct, ILanes<L>
    {
        var columns = IntegerLimbs.Count(900);
        var stride = columns + Digits;
        var (rows, numbers, words) = (new double[count * stride], new double[count * Digits], new ulong[6]);
        var expected = BigInteger.Zero;
        for (var i = 0; i < count; i++)
        {
            var (left, right) = (number ?? Random(words.AsSpan(0, 6), word), row ?? Random(words.AsSpan(0, 6), word));
            var leftWords = new ulong[7];
            ToWords(left, leftWords);
            IntegerLimbs.ToLimbs(leftWords, numbers.AsSpan(i * Digits, Digits));
            var rightWords = new ulong[8];
            ToWords(right, rightWords);
            IntegerLimbs.ToLimbs(rightWords, rows.AsSpan(i * stride + Digits, columns));
            expected += left * right;
        }

        Assert.Equal(expected, LimbColumns<L>.Sum(rows, stride, numbers, Digits));
    }

    /// <summary>Limbs of 2^41 in so many places, or one more in each.</summary>
    private static BigInteger Repeated(int limbs, int add) =>
        Enumerable.Range(0, limbs).Aggregate(BigInteger.Zero, (sum, i) => sum + ((BigInteger.One << 41) + add << (42 * i)));

    private static BigInteger Random(Span<ulong> words, Func<ulong> word)
    {
        var value = BigInteger.Zero;
        for (var i = 0; i < words.Length; i++)
        {
            value = (value << 64) + word();
        }

        return value;
    }

    private static void ToWords(BigInteger value, Span<ulong> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = (ulong)(value >> (64 * i) & ulong.MaxValue);
        }
    }

    private static BigInteger Value(double[] limbs) =>
        limbs.Select(static (limb, i) => (BigInteger)limb << (42 * i)).Aggregate(BigInteger.Zero, static (sum, part) => sum + part);
}
