using BonVerify.Numerics;

namespace BonVerify.FloatingPoint.Integers;

/// <summary>The primes below 2^50, from the largest down.</summary>
internal static class Primes
{
    private static readonly Lock Gate = new();
    private static readonly List<double> Known = [];
    private static ulong next = (1UL << 50) - 1;

    /// <summary>The largest so many primes below 2^50.</summary>
    public static double[] Largest(int count)
    {
        lock (Gate)
        {
            for (; Known.Count < count; next -= 2)
            {
                if (PrimeNumbers.IsPrime(next))
                {
                    Known.Add(next);
                }
            }

            return [.. Known.Take(count)];
        }
    }
}
