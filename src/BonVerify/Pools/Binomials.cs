using System.Numerics;

namespace BonVerify.Pools;

/// <summary>Binomial coefficients of large arguments, exactly.</summary>
internal static class Binomials
{
    // Below this many factors a running product is faster than halving.
    private const int ShortRange = 16;

    /// <summary>C(n, k); 0 for k above n or below 0. The work is that of min(k, n − k) factors.</summary>
    public static BigInteger Choose(int n, int k)
    {
        if (k < 0 || k > n)
        {
            return BigInteger.Zero;
        }

        var factors = Math.Min(k, n - k);
        return Rising(n - factors + 1, factors) / Rising(1, factors);
    }

    /// <summary>first·(first+1)···(first+count−1), by halves: factors of equal length are multiplied fastest.</summary>
    public static BigInteger Rising(int first, int count)
    {
        if (count > ShortRange)
        {
            return Rising(first, count / 2) * Rising(first + count / 2, count - count / 2);
        }

        var product = BigInteger.One;
        for (var i = 0; i < count; i++)
        {
            product *= first + i;
        }

        return product;
    }
}
