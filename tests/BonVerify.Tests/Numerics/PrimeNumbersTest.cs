using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Numerics;

public class PrimeNumbersTest
{
    // From the sieve of Eratosthenes.
    private static readonly int[] Small = Sieve(20_000);

    [Fact]
    public void FactorsOf_SmallNumbers_AreThePrimesThatDivideThem()
    {
        for (var number = 1; number < 20_000; number++)
        {
            Assert.Equal(Small.TakeWhile(prime => prime <= number).Where(prime => number % prime == 0).Select(static prime => (ulong)prime), PrimeNumbers.FactorsOf((ulong)number));
        }
    }

    [Theory]
    [InlineData(999_999_999_989UL, new[] { 999_999_999_989UL })]
    [InlineData(999_983UL * 999_979UL, new[] { 999_979UL, 999_983UL })]
    [InlineData(999_983UL * 999_983UL, new[] { 999_983UL })]
    [InlineData(103UL * 103UL * 103UL * 107UL * 107UL, new[] { 103UL, 107UL })]
    [InlineData(10_007UL * 10_009UL, new[] { 10_007UL, 10_009UL })]
    [InlineData(9_973UL * 9_973UL * 9_967UL, new[] { 9_967UL, 9_973UL })]
    [InlineData(33_554_393UL * 33_554_383UL, new[] { 33_554_383UL, 33_554_393UL })]
    [InlineData(2UL * 3UL * 5UL * 7UL * 11UL * 13UL * 17UL * 19UL * 23UL * 29UL * 31UL, new[] { 2UL, 3UL, 5UL, 7UL, 11UL, 13UL, 17UL, 19UL, 23UL, 29UL, 31UL })]
    public void FactorsOf_KnownProducts_AreTheirPrimes(ulong number, ulong[] primes) => Assert.Equal(primes, PrimeNumbers.FactorsOf(number));

    [Fact]
    public void FactorsOf_ProductsOfPrimesAboveTrial_AreFound()
    {
        // Two walks meet at once modulo both factors now and then: only many products show it.
        var primes = Small.Where(static prime => prime > 100).ToArray();
        var random = new SplitMix64(1);
        for (var i = 0; i < 3_000; i++)
        {
            var (p, q) = ((ulong)primes[random.Next() % (ulong)primes.Length], (ulong)primes[random.Next() % (ulong)primes.Length]);
            Assert.Equal(new SortedSet<ulong> { p, q }, PrimeNumbers.FactorsOf(p * q));
        }
    }

    [Fact]
    public void IsPrime_IsThatOfASieve_AndOfFermatNextToTheLargest()
    {
        for (var number = 101; number < 12_000; number += 2)
        {
            Assert.Equal(Small.Contains(number), PrimeNumbers.IsPrime((ulong)number));
        }

        // Composite numbers that pass for two bases among these have never been met; squares of primes pass for none.
        for (var number = (1UL << 50) - 1; number > (1UL << 50) - 1_500; number -= 2)
        {
            var passes = BigInteger.ModPow(2, number - 1, number).IsOne && BigInteger.ModPow(3, number - 1, number).IsOne;
            Assert.Equal(passes, PrimeNumbers.IsPrime(number));
        }

        Assert.False(PrimeNumbers.IsPrime(33_554_393UL * 33_554_393));
        Assert.False(PrimeNumbers.IsPrime(3_215_031_751)); // a strong pseudoprime to the bases 2, 3, 5 and 7
    }

    private static int[] Sieve(int limit)
    {
        var composite = new bool[limit];
        for (var i = 2; i < limit; i++)
        {
            for (var multiple = 2 * i; multiple < limit && !composite[i]; multiple += i)
            {
                composite[multiple] = true;
            }
        }

        return [.. Enumerable.Range(2, limit - 2).Where(number => !composite[number])];
    }
}
