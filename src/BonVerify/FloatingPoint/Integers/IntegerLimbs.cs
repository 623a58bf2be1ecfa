using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.FloatingPoint.Integers;

/// <summary>Integers to limbs of 42 bits with signs, and back.</summary>
internal static class IntegerLimbs
{
    public const int Bits = 42;
    private const long Radix = 1L << Bits;
    private const int Multiple = 32;

    /// <summary>How many columns a result of so many bits takes, a multiple of four vectors.</summary>
    public static int Count(long bits) => checked((int)(bits / Bits) + Multiple) / Multiple * Multiple;

    /// <summary>Cuts an integer of at least 0 into limbs of magnitude at most 2^41.</summary>
    /// <param name="words">Its words, from the lowest.</param>
    /// <param name="limbs">Receives as many limbs as there is room for; the rest of the integer is 0.</param>
    public static void ToLimbs(ReadOnlySpan<ulong> words, Span<double> limbs)
    {
        var carry = 0L;
        for (var k = 0; k < limbs.Length; k++)
        {
            var (word, shift) = Math.DivRem(k * Bits, 64);
            var bits = word < words.Length ? words[word] >> shift : 0;
            if (shift > 64 - Bits && word + 1 < words.Length)
            {
                bits |= words[word + 1] << (64 - shift);
            }

            var limb = (long)(bits & (Radix - 1)) + carry;
            carry = limb > Radix / 2 ? 1 : 0;
            limbs[k] = limb - carry * Radix;
        }
    }

    /// <summary>Σ (high + low)·2^(42k), which is at least 0 and has no more limbs than there are columns.</summary>
    /// <param name="high">Multiples of 2^42 of magnitude at most 2^93.</param>
    /// <param name="low">Integers of magnitude at most 2^52.</param>
    public static BigInteger ToInteger(ReadOnlySpan<double> high, ReadOnlySpan<double> low)
    {
        var limbs = new double[high.Length];
        var carry = 0L;
        for (var k = 0; k < limbs.Length; k++)
        {
            var column = (long)low[k] + carry;
            limbs[k] = column & (Radix - 1);
            carry = (column >> Bits) + (long)(high[k] / Radix);
        }

        var words = new ulong[limbs.Length * Bits / 64 + 2];
        ToWords(limbs, words);
        return IntegerWords.ToInteger(words);
    }

    /// <summary>Limbs as words, from the lowest; those above them are 0.</summary>
    private static void ToWords(ReadOnlySpan<double> limbs, Span<ulong> words)
    {
        var (carry, pending, filled, word) = (0L, 0UL, 0, 0);
        for (var k = 0; k < limbs.Length; k++)
        {
            var digit = unchecked((long)limbs[k] + carry);
            carry = digit >> Bits;
            var part = unchecked((ulong)(digit & (Radix - 1)));
            pending |= part << filled;
            filled += Bits;
            if (filled >= 64)
            {
                words[word++] = pending;
                filled -= 64;
                pending = part >> (Bits - filled);
            }
        }

        words[word++] = pending;
        words[word..].Clear();
    }
}
