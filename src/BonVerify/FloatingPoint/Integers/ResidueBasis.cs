using System.Numerics;
using BonVerify.FloatingPoint.Lanes;

namespace BonVerify.FloatingPoint.Integers;

/// <summary>Primes whose product exceeds a bound, and what turns residues back into an integer (Chinese remainder theorem).</summary>
internal sealed class ResidueBasis
{
    /// <summary>The first million primes below 2^50 give more than so many bits each.</summary>
    private const double BitsPerPrime = 49.999;

    private const int Multiple = 8;
    private static ResidueBasis? last;

    private readonly double[] inverseCofactors;

    // Products of primes: single ones, then pairs, then fours, …
    private readonly BigInteger[][] products;

    private volatile CofactorTable? table;
    private volatile bool isUsed;

    private ResidueBasis(int count)
    {
        Primes = Integers.Primes.Largest(count);
        var cofactors = WidestLanes.Run<CofactorsOperation, double[]>(new(Primes));
        inverseCofactors = [.. Primes.Zip(cofactors, static (prime, cofactor) => (double)Inverse((long)cofactor, (long)prime))];
        var level = Array.ConvertAll(Primes, static prime => (BigInteger)prime);
        var levels = new List<BigInteger[]> { level };
        while (level.Length > 1)
        {
            level = Pairs(level, static (left, right) => left * right);
            levels.Add(level);
        }

        products = [.. levels];
    }

    /// <summary>The primes.</summary>
    public double[] Primes { get; }

    /// <summary>A basis for integers from 0 to below 2^bits.</summary>
    public static ResidueBasis ForBits(long bits)
    {
        // One prime more than needed, so that the integer is far below the product.
        var count = checked((int)(bits / BitsPerPrime) + 2);
        count = (count + Multiple - 1) / Multiple * Multiple;
        return last is { } known && known.Primes.Length == count ? known : last = new ResidueBasis(count);
    }

    /// <summary>The integer from 0 to half of the product with the given residues.</summary>
    public BigInteger Reconstruct(double[] residues)
    {
        // N = Σ c_j M/p_j modulo M, c_j = residue/(M/p_j) modulo p_j.
        var coefficients = new ulong[residues.Length];
        for (var j = 0; j < residues.Length; j++)
        {
            var coefficient = ReduceProduct(residues[j], inverseCofactors[j], Primes[j]);
            coefficients[j] = (ulong)(coefficient < 0 ? coefficient + Primes[j] : coefficient);
        }

        // Worth making for a basis that is used again.
        if (isUsed && table is null && Primes.Length <= CofactorTable.MaxPrimes)
        {
            table = new(Primes, products[3], products[^1][0]);
        }

        isUsed = true;
        return BigInteger.Remainder(table is { } known ? known.Sum(coefficients) : SumByProducts(coefficients), products[^1][0]);
    }

    private BigInteger SumByProducts(ulong[] coefficients)
    {
        var level = Array.ConvertAll(coefficients, static coefficient => (BigInteger)coefficient);
        for (var depth = 0; level.Length > 1; depth++)
        {
            var moduli = products[depth];
            var below = level;
            level = new BigInteger[(below.Length + 1) / 2];
            for (var i = 0; i < level.Length; i++)
            {
                level[i] = 2 * i + 1 == below.Length
                    ? below[2 * i]
                    : below[2 * i] * moduli[2 * i + 1] + below[2 * i + 1] * moduli[2 * i];
            }
        }

        return level[0];
    }

    private static double ReduceProduct(double a, double b, double prime) => Lanes1.First(Modular<Lanes1>.Multiply(
        Lanes1.Create(a), Lanes1.Create(b), Lanes1.Create(prime), Lanes1.Create(1 / prime)));

    private static BigInteger[] Pairs(BigInteger[] level, Func<BigInteger, BigInteger, BigInteger> combine)
    {
        var pairs = new BigInteger[(level.Length + 1) / 2];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = 2 * i + 1 == level.Length ? level[2 * i] : combine(level[2 * i], level[2 * i + 1]);
        }

        return pairs;
    }

    /// <summary>1/a modulo a prime, of magnitude below half of it, by Euclid.</summary>
    private static long Inverse(long a, long prime)
    {
        var (r0, r1, s0, s1) = (prime, a < 0 ? a + prime : a, 0L, 1L);
        while (r1 != 0)
        {
            var quotient = r0 / r1;
            (r0, r1) = (r1, r0 - quotient * r1);
            (s0, s1) = (s1, s0 - quotient * s1);
        }

        // s0 is the inverse, of magnitude below the prime.
        return s0 > prime / 2 ? s0 - prime : s0 < -prime / 2 ? s0 + prime : s0;
    }

    private readonly struct CofactorsOperation(double[] primes) : ILaneOperation<double[]>
    {
        public double[] On<L>()
            where L : struct, ILanes<L> => Modular<L>.Cofactors(primes);
    }
}
