using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BonVerify.FloatingPoint.Lanes;

namespace BonVerify.FloatingPoint.Integers;

/// <content>From limbs to words, in all lanes at once.</content>
internal static partial class Limbs<L>
{
    /// <summary>The most words of a power of at most so many bits.</summary>
    public static int Words(int bits) => (int)((long)Count(bits) * Bits / 64) + 1;

    /// <summary>Each number less that of the lane before it, as words.</summary>
    /// <param name="limbs">The limbs of the numbers, none below the one before it; each has at most as many as <paramref name="before"/>.</param>
    /// <param name="before">The limbs of the number before that of the first lane; receives those of the last lane.</param>
    /// <param name="words">Receives the lowest word of each difference, then the second of each, …</param>
    /// <returns>How many words each has.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Differences(ReadOnlySpan<double> limbs, Span<double> before, Span<ulong> words)
    {
        // A limb is added to 1.5·2^52 and another taken from it; with both as integers the difference comes behind twice the bits of 1.5·2^52,
        // and so much is in each carry.
        const long Front = 2 * (LowBits >> Bits);
        var (plus, minus) = (L.Create(Rounding.ToInteger - Front), L.Create(Rounding.ToInteger));
        var (carry, pending) = (FromBits(Front), L.Create(0));
        ref var first = ref MemoryMarshal.GetReference(limbs);
        ref var output = ref Unsafe.As<ulong, double>(ref words[0]);
        var (filled, word) = (0, 0);
        for (var k = 0; k < before.Length; k++)
        {
            var limb = L.Create(0);
            var last = 0.0;
            if (k * L.Count < limbs.Length)
            {
                limb = L.Load(ref first, k * L.Count);
                last = Unsafe.Add(ref first, k * L.Count + L.Count - 1);
            }

            var digit = L.AddBits(L.AddBits(limb + plus, minus - L.Follow(limb, before[k])), carry);
            before[k] = last;
            carry = L.ShiftBitsRight(digit, Bits);
            var part = L.SubtractBits(digit, L.ShiftBitsLeft(carry, Bits));
            pending = L.AddBits(pending, L.ShiftBitsLeft(part, filled));
            filled += Bits;
            if (filled >= 64)
            {
                L.Store(pending, ref output, word++ * L.Count);
                filled -= 64;
                pending = L.ShiftBitsRight(part, Bits - filled);
            }
        }

        L.Store(pending, ref output, word * L.Count);
        return word + 1;
    }

    /// <summary>The words of one lane.</summary>
    public static void Lane(Span<ulong> words, int lane, Span<ulong> own)
    {
        ref var first = ref words[lane];
        _ = words[lane + (own.Length - 1) * L.Count];
        for (var k = 0; k < own.Length; k++)
        {
            own[k] = Unsafe.Add(ref first, unchecked(k * L.Count));
        }
    }
}
