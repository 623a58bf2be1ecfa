using System.Numerics;

namespace BonVerify.Numerics;

/// <summary>Primes below 2^50: the test, and the factors of a number.</summary>
internal static class PrimeNumbers
{
    // Strong pseudoprimes to the first nine primes all exceed 3.8·10^18.
    private static readonly ulong[] Witnesses = [2, 3, 5, 7, 11, 13, 17, 19, 23];

    // What has no divisor up to here is prime below its square.
    private const ulong LargestTrial = 101;

    // So many differences are multiplied up before a common divisor is looked for.
    private const int Steps = 32;

    /// <summary>The prime factors of an integer in [1, 2^50), with multiplicity one each, ascending.</summary>
    public static SortedSet<ulong> FactorsOf(ulong integer)
    {
        var (factors, rest) = (new SortedSet<ulong>(), integer);
        for (var divisor = 2UL; divisor <= LargestTrial && divisor * divisor <= rest; divisor += divisor == 2 ? 1UL : 2UL)
        {
            while (rest % divisor == 0)
            {
                factors.Add(divisor);
                rest /= divisor;
            }
        }

        var pending = new Stack<ulong>(rest > 1 ? [rest] : []);
        while (pending.TryPop(out var number))
        {
            if (number < LargestTrial * LargestTrial || IsPrime(number))
            {
                factors.Add(number);
                continue;
            }

            var divisor = DivisorOf(number);
            pending.Push(divisor);
            pending.Push(number / divisor);
        }

        return factors;
    }

    /// <summary>A divisor of a composite number without small factors, other than 1 and itself, by Pollard's rho.</summary>
    private static ulong DivisorOf(ulong composite)
    {
        // Two walks x → x² + c, one twice as fast: they meet modulo a prime factor long before they meet modulo the number.
        for (var increment = 1UL; ; increment++)
        {
            var (slow, fast, divisor) = (2UL, 2UL, 1UL);
            while (divisor == 1)
            {
                var (slowBefore, fastBefore, product) = (slow, fast, 1UL);
                for (var step = 0; step < Steps; step++)
                {
                    (slow, fast) = (Next(slow), Next(Next(fast)));
                    product = Multiply(product, slow > fast ? slow - fast : fast - slow, composite);
                }

                divisor = Gcd(product, composite);
                if (divisor == composite)
                {
                    // All factors at once: the same steps one by one.
                    (slow, fast, divisor) = (slowBefore, fastBefore, 1);
                    while (divisor == 1)
                    {
                        (slow, fast) = (Next(slow), Next(Next(fast)));
                        divisor = Gcd(slow > fast ? slow - fast : fast - slow, composite);
                    }
                }
            }

            if (divisor != composite)
            {
                return divisor;
            }

            ulong Next(ulong x)
            {
                var next = Multiply(x, x, composite) + increment;
                return next >= composite ? next - composite : next;
            }
        }
    }

    private static ulong Gcd(ulong a, ulong b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }

    /// <summary>Whether an odd number between 100 and 2^50 is prime, by the test of Miller and Rabin.</summary>
    public static bool IsPrime(ulong number)
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
