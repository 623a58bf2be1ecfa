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

    [Fact]
    public void IsPrime_IsThatOfASieve_AndOfFermatNextToTheLargest()
    {
        const int Most = 12_000;
        var isComposite = new bool[Most];
        for (var factor = 3; factor * factor < Most; factor += 2)
        {
            for (var multiple = factor * factor; multiple < Most; multiple += 2 * factor)
            {
                isComposite[multiple] = true;
            }
        }

        for (var number = 101; number < Most; number += 2)
        {
            Assert.Equal(!isComposite[number], Primes.IsPrime((ulong)number));
        }

        // Composite numbers that pass for two bases among these have never been met; squares of primes pass for none.
        for (var number = (1UL << 50) - 1; number > (1UL << 50) - 1_500; number -= 2)
        {
            var passes = BigInteger.ModPow(2, number - 1, number).IsOne && BigInteger.ModPow(3, number - 1, number).IsOne;
            Assert.Equal(passes, Primes.IsPrime(number));
        }

        Assert.False(Primes.IsPrime(33_554_393UL * 33_554_393));
        Assert.False(Primes.IsPrime(3_215_031_751)); // a strong pseudoprime to the bases 2, 3, 5 and 7
    }
}
