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
    }

    [Fact]
    public void Primes_ArePrime_AndNoneIsLeftOut()
    {
        // Trial division up to 2^25 settles the first ones; that of 3·2^24 numbers would be slow for more.
        var primes = Primes.Largest(3);
        var candidate = (1L << 50) - 1;
        foreach (var prime in primes)
        {
            for (; candidate > prime; candidate -= 2)
            {
                Assert.True(SmallestFactor(candidate) < candidate, $"{candidate} is prime");
            }

            Assert.Equal(candidate, SmallestFactor(candidate));
            candidate -= 2;
        }

        Assert.All(Primes.Largest(300), prime => Assert.True(BigInteger.ModPow(3, (BigInteger)prime - 1, (BigInteger)prime).IsOne));
    }

    [Fact]
    public void Products_AreExactModuloEachPrime_OnEveryWidth()
    {
        Products<Lanes8>();
        Products<Lanes4>();
        Products<Lanes1>();
    }

    private static void Products<L>()
        where L : struct, ILanes<L>
    {
        var random = new NastyWeights(22);
        var primes = Primes.Largest(L.Count);
        var (a, b, product) = (new double[L.Count], new double[L.Count], new double[L.Count]);
        for (var repeat = 0; repeat < 2000; repeat++)
        {
            for (var i = 0; i < L.Count; i++)
            {
                a[i] = Math.Floor(Extreme(random) * 0.585 * primes[i]);
                b[i] = Math.Floor(Extreme(random) * 0.585 * primes[i]);
            }

            var (prime, inverse) = (L.Load(ref primes[0], 0), L.Create(1) / L.Load(ref primes[0], 0));
            L.Store(Modular<L>.Multiply(L.Load(ref a[0], 0), L.Load(ref b[0], 0), prime, inverse), ref product[0], 0);
            for (var i = 0; i < L.Count; i++)
            {
                Assert.True(((BigInteger)a[i] * (BigInteger)b[i] - (BigInteger)product[i]) % (BigInteger)primes[i] == 0);
                Assert.True(Math.Abs(product[i]) <= 0.59 * primes[i]);
            }
        }
    }

    private static double Extreme(NastyWeights random) => random.Int(0, 4) switch
    {
        0 => 1,
        1 => -1,
        _ => 2 * random.Unit() - 1,
    };

    private static long SmallestFactor(long number)
    {
        for (var factor = 3L; factor * factor <= number; factor += 2)
        {
            if (number % factor == 0)
            {
                return factor;
            }
        }

        return number;
    }

    private static BonVerify.Numerics.Rational Expected(long[] weights, int n) =>
        WinRate.Of(new BestOfN(ReferencePolicy.FromWeights(weights.Select(static weight => (BigInteger)weight)), n));
}
