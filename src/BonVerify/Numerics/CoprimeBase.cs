using System.Diagnostics;
using System.Numerics;

namespace BonVerify.Numerics;

/// <summary>
/// Refinement of positive integers into a coprime base: pairwise coprime integers above 1 of which each given integer
/// is a product of powers. Only greatest common divisors are needed, no factoring.
/// </summary>
/// <remarks>
/// The elements of such a base are multiplicatively independent: Π b_j^{e_j} = 1 forces every e_j = 0. That makes
/// equality of power products decidable (after Bernstein, "Factoring into coprimes in essentially linear time", with the
/// plain quadratic refinement here).
/// </remarks>
internal static class CoprimeBase
{
    // In words; longer ones are kept off the stack.
    private const int ShortInteger = 64;

    /// <summary>Elements below this are factored into primes.</summary>
    public static readonly BigInteger FactoringLimit = BigInteger.Pow(10, 12);

    /// <summary>A coprime base of the given positive integers, in ascending order.</summary>
    public static List<BigInteger> Of(IEnumerable<BigInteger> integers)
    {
        var elements = new List<BigInteger>();
        var pending = new Stack<BigInteger>();
        foreach (var integer in integers.Distinct())
        {
            pending.Push(integer);
            while (pending.TryPop(out var candidate))
            {
                Insert(elements, pending, candidate);
            }
        }

        elements.Sort();
        return elements;
    }

    /// <summary>The exponent of <paramref name="element"/> in <paramref name="integer"/>; divides it out.</summary>
    public static int DivideOut(ref BigInteger integer, BigInteger element)
    {
        if (element <= uint.MaxValue)
        {
            return DivideOut(ref integer, (uint)element);
        }

        var exponent = 0;
        while (integer >= element && BigInteger.DivRem(integer, element, out var remainder) is var quotient && remainder.IsZero)
        {
            integer = quotient;
            exponent++;
        }

        return exponent;
    }

    /// <summary>The exponent of a short number above 1 in an integer above 0; divides it out.</summary>
    public static int DivideOut(ref BigInteger integer, uint element)
    {
        Debug.Assert(element > 1 && integer.Sign > 0, "The number has no exponent.");
        var (power, steps) = (element, 1);
        for (; (ulong)power * element <= uint.MaxValue; steps++)
        {
            power *= element;
        }

        if ((ulong)(integer % power) % element != 0)
        {
            return 0;
        }

        var count = (int)((integer.GetBitLength() + 63) / 64);
        var words = count <= ShortInteger ? stackalloc ulong[count] : new ulong[count];
        var quotient = count <= ShortInteger ? stackalloc ulong[count] : new ulong[count];
        IntegerWords.Write(integer, words);

        // As many at a time as fit a word, then what the last remainder has: it has the same exponent, as the power has a higher one.
        var exponent = 0;
        ulong remainder;
        while ((remainder = IntegerWords.Divide(words, power, quotient)) == 0)
        {
            exponent += steps;
            var rest = words;
            words = quotient;
            quotient = rest;
        }

        var left = 1UL;
        for (; remainder % element == 0; remainder /= element)
        {
            left *= element;
            exponent++;
        }

        _ = IntegerWords.Divide(words, (uint)left, quotient);
        integer = IntegerWords.ToInteger(quotient);
        return exponent;
    }

    private static void Insert(List<BigInteger> elements, Stack<BigInteger> pending, BigInteger candidate)
    {
        for (var i = 0; i < elements.Count && !candidate.IsOne; i++)
        {
            var element = elements[i];
            if (element == candidate)
            {
                return;
            }

            var common = BigInteger.GreatestCommonDivisor(element, candidate);
            if (common.IsOne)
            {
                continue;
            }

            if (common == element)
            {
                // The usual case of powers: all of them go at once, not one a time through every other element. What is
                // left may still share a factor with this element, but with none before it.
                DivideOut(ref candidate, element);
                i--;
                continue;
            }

            // The element splits; what it has in common with the candidate, and what is left of both, come again.
            elements.RemoveAt(i);
            DivideOut(ref element, common);
            DivideOut(ref candidate, common);
            pending.Push(common);
            if (!element.IsOne)
            {
                pending.Push(element);
            }

            i = -1;
        }

        if (!candidate.IsOne)
        {
            elements.Add(candidate);
        }
    }
}
