using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace BonVerify.Numerics;

/// <summary>Integers of at least 0 to words of 64 bits, from the lowest on, and back, on every machine.</summary>
internal static class IntegerWords
{
    /// <summary>The integer; its words are used up.</summary>
    public static BigInteger ToInteger(Span<ulong> words)
    {
        while (!words.IsEmpty && words[^1] == 0)
        {
            words = words[..^1];
        }

        FromLittleEndian(words);
        return new BigInteger(MemoryMarshal.AsBytes(words), isUnsigned: true);
    }

    /// <summary>The words of an integer for which there is room; those above are left as they are.</summary>
    public static void Write(BigInteger value, Span<ulong> words)
    {
        if (!value.TryWriteBytes(MemoryMarshal.AsBytes(words), out _, isUnsigned: true))
        {
            throw new ArgumentException("The integer has more words than there is room for.", nameof(words));
        }

        FromLittleEndian(words);
    }

    /// <summary>Divides words by a short number other than 0 into as many words of a quotient.</summary>
    /// <returns>The remainder.</returns>
    public static ulong Divide(ReadOnlySpan<ulong> words, uint divisor, Span<ulong> quotient)
    {
        var rest = 0UL;
        for (var i = words.Length - 1; i >= 0; i--)
        {
            var (high, highRest) = Math.DivRem((rest << 32) | (words[i] >> 32), divisor);
            (var low, rest) = Math.DivRem((highRest << 32) | (words[i] & uint.MaxValue), divisor);
            quotient[i] = (high << 32) | low;
        }

        return rest;
    }

    /// <summary>Words that were written as bytes, little end first; or the other way round.</summary>
    private static void FromLittleEndian(Span<ulong> words)
    {
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }
}
