using System.Numerics;
using System.Runtime.CompilerServices;

namespace BonVerify.FloatingPoint.Certified;

/// <summary>The 106 leading bits of an integer of at least 0: (high + low)·2^exponent, 0 or in [1, 2].</summary>
/// <remarks>Truncated, hence below the integer by less than 2u² of it, and equal to it up to 106 bits.</remarks>
internal readonly record struct LeadingBits(double High, double Low, long Exponent)
{
    /// <summary>The leading bits of an integer of at least 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LeadingBits Of(UInt128 value) => Of(value, 0);

    /// <summary>The leading bits of an integer of at least 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LeadingBits Of(BigInteger value)
    {
        var drop = Math.Max(0, value.GetBitLength() - 128);
        return Of((UInt128)(drop == 0 ? value : value >> checked((int)drop)), drop);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LeadingBits Of(UInt128 value, long exponent)
    {
        if (value == UInt128.Zero)
        {
            return default;
        }

        var zeros = (int)UInt128.LeadingZeroCount(value);
        var bits = value << zeros;
        var upper = (ulong)(bits >> 64);
        var high = (long)(upper >> 11) * (1.0 / (1L << 52));
        var low = (long)(((upper & 0x7ff) << 42) | ((ulong)(bits & ulong.MaxValue) >> 22)) * (1.0 / (1L << 52) / (1L << 53));
        var sum = high + low;
        return new(sum, low - (sum - high), exponent + 127 - zeros);
    }
}
