using System.Numerics;
using BonVerify.FloatingPoint.Integers;

namespace BonVerify.Tests.FloatingPoint.Integers;

/// <summary>The primes against trial division.</summary>
public class PrimesTest
{
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

    [Fact]
    public void Largest_AreBelowTheLimit_FromTheLargestDown()
    {
        var primes = Primes.Largest(20);
        Assert.Equal(20, primes.Length);
        Assert.All(primes.Zip(primes.Skip(1)), static pair => Assert.True(pair.First > pair.Second));
        Assert.All(primes, static prime => Assert.True(prime < 1L << 50 && BigInteger.ModPow(2, (BigInteger)prime - 1, (BigInteger)prime).IsOne));
        Assert.Equal(primes[..3], Primes.Largest(3));
    }
}
