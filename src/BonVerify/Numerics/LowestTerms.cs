using System.Numerics;

namespace BonVerify.Numerics;

/// <summary>Brings fractions over one denominator to lowest terms.</summary>
/// <remarks>
/// Denominators here are mostly products of powers of small numbers, D^n say. Their small prime factors are found once; then remainders
/// by one word tell what a numerator shares with them, and a greatest common divisor of long numbers is left for the rest of the
/// denominator, which is mostly 1.
/// </remarks>
internal sealed class LowestTerms
{
    private const int LargestPrime = 1024;

    // As many odd primes at a time as have a product of one word.
    private static readonly (uint Product, uint[] Primes)[] groups = [.. Groups()];

    private readonly BigInteger denominator;

    // A power of 2, which goes by shifts, and those of odd primes.
    private readonly List<Factor> factors = [];
    private int twos;

    // The odd ones, as many of them together as have primes with a product of one word.
    private readonly List<(uint Product, int End)> runs = [];

    // What is left of the denominator without its small primes is root^power · factor of these, and is rarely needed.
    private readonly (BigInteger Root, int Power, BigInteger Factor) rest;
    private readonly BigInteger primesOfRest;

    /// <summary>Finds the small prime factors of a denominator.</summary>
    /// <param name="denominator">A denominator above 0.</param>
    public LowestTerms(BigInteger denominator)
        : this(denominator, denominator, 1, BigInteger.One)
    {
    }

    /// <summary>Finds the small prime factors of a denominator in numbers of which it is made.</summary>
    /// <param name="denominator">root^power · factor.</param>
    /// <param name="root">Above 0.</param>
    /// <param name="power">At least 1.</param>
    /// <param name="factor">Above 0.</param>
    public LowestTerms(BigInteger denominator, BigInteger root, int power, BigInteger factor)
    {
        this.denominator = denominator;
        var restOfRoot = WithoutSmallPrimes(root, power);
        var restOfFactor = WithoutSmallPrimes(factor, 1);
        rest = (restOfRoot, power, restOfFactor);
        primesOfRest = restOfRoot * restOfFactor;
        var product = 1UL;
        for (var i = 0; i < factors.Count; i++)
        {
            var next = product * factors[i].Prime;
            if (next > uint.MaxValue)
            {
                runs.Add(((uint)product, i));
                next = factors[i].Prime;
            }

            product = next;
        }

        runs.Add(((uint)product, factors.Count));
    }

    /// <summary>numerator/denominator.</summary>
    /// <param name="numerator">Any integer.</param>
    public Rational Of(BigInteger numerator)
    {
        if (numerator.IsZero)
        {
            return Rational.Zero;
        }

        var common = primesOfRest.IsOne || BigInteger.GreatestCommonDivisor(numerator % primesOfRest, primesOfRest).IsOne
            ? BigInteger.One
            : BigInteger.GreatestCommonDivisor(numerator, BigInteger.Pow(rest.Root, rest.Power) * rest.Factor);
        var next = 0;
        foreach (var (product, end) in runs)
        {
            // Mostly none of the primes divides it, and one remainder shows that.
            var remainder = (uint)BigInteger.Abs(numerator % product);
            for (; next < end; next++)
            {
                if (remainder % factors[next].Prime == 0)
                {
                    common *= factors[next].CommonWith(numerator);
                }
            }
        }

        var twosInCommon = numerator.IsEven ? (int)BigInteger.Min(BigInteger.TrailingZeroCount(numerator), twos) : 0;
        return Rational.InLowestTerms(Without(numerator), Without(denominator));

        BigInteger Without(BigInteger integer)
        {
            var shifted = twosInCommon == 0 ? integer : integer >> twosInCommon;
            return common.IsOne ? shifted : shifted / common;
        }
    }

    /// <summary>What is left of an integer without its small primes, which are added to the factors, to a power.</summary>
    private BigInteger WithoutSmallPrimes(BigInteger integer, int power)
    {
        var shift = (int)BigInteger.TrailingZeroCount(integer);
        twos += shift * power;
        integer >>= shift;
        foreach (var (product, primes) in groups)
        {
            if (integer.IsOne)
            {
                break;
            }

            var remainder = (uint)(integer % product);
            foreach (var prime in primes)
            {
                if (remainder % prime == 0)
                {
                    Add(prime, power * CoprimeBase.DivideOut(ref integer, prime));
                }
            }
        }

        return integer;
    }

    private void Add(uint prime, int exponent)
    {
        var known = factors.FindIndex(factor => factor.Prime == prime);
        if (known < 0)
        {
            factors.Add(new Factor(prime, exponent));
        }
        else
        {
            factors[known] = new Factor(prime, factors[known].Exponent + exponent);
        }
    }

    private static IEnumerable<(uint Product, uint[] Primes)> Groups()
    {
        var (product, primes) = (1UL, new List<uint>());
        for (var number = 3u; number < LargestPrime; number += 2)
        {
            if (PrimeNumbers.FactorsOf(number).Min != number)
            {
                continue;
            }

            if (product * number > uint.MaxValue)
            {
                yield return ((uint)product, [.. primes]);
                (product, primes) = (1, []);
            }

            product *= number;
            primes.Add(number);
        }

        yield return ((uint)product, [.. primes]);
    }

    /// <summary>The power of an odd prime in the denominator.</summary>
    private readonly record struct Factor(uint Prime, int Exponent)
    {
        /// <summary>The greatest common divisor of the power and an integer other than 0.</summary>
        public BigInteger CommonWith(BigInteger integer)
        {
            integer = BigInteger.Abs(integer);
            return BigInteger.Pow(Prime, Math.Min(CoprimeBase.DivideOut(ref integer, Prime), Exponent));
        }
    }
}
