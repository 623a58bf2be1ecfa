using System.Numerics;

namespace BonVerify.FloatingPoint.Integers;

/// <summary>The primes below 2^50, from the largest down.</summary>
internal static class Primes
{
    // Strong pseudoprimes to the first nine primes all exceed 3.8·10^18.
    private static readonly ulong[] Witnesses = [2, 3, 5, 7, 11, 13, 17, 19, 23];

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
                if (IsPrime(next))
                {
                    Known.Add(next);
                }
            }

            return [.. Known.Take(count)];
        }
    }

    /// <summary>Whether an odd number between 100 and 2^50 is prime, by the test of Miller and Rabin.</summary>
    internal static bool IsPrime(ulong number)
    {
        foreach (var small in Witnesses)
        {
            if (number % small == 0)
            {
                return false;
            }
        }

        var twos = BitOperations.TrailingZeroCount(number - 1);
        return Array.TrueForAll(Witnesses, witness => IsStrongProbablePrime(number, witness, twos));
    }

    private static bool IsStrongProbablePrime(ulong number, ulong witness, int twos)
    {
        var power = Power(witness, (number - 1) >> twos, number);
        if (power == 1 || power == number - 1)
        {
            return true;
        }

        for (var i = 1; i < twos; i++)
        {
            power = Multiply(power, power, number);
            if (power == number - 1)
            {
                return true;
            }
        }

        return false;
    }

    private static ulong Power(ulong value, ulong exponent, ulong modulus)
    {
        var power = 1UL;
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
            {
                power = Multiply(power, value, modulus);
            }

            value = Multiply(value, value, modulus);
        }

        return power;
    }

    // The quotient to about 2^−3 in double; the rest in wrapping integers.
    private static ulong Multiply(ulong a, ulong b, ulong modulus)
    {
        var quotient = (ulong)((double)a * b / modulus);
        var rest = unchecked((long)(a * b - quotient * modulus));
        return rest < 0 ? (ulong)(rest + (long)modulus) : (ulong)rest >= modulus ? (ulong)rest - modulus : (ulong)rest;
    }
}
