using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace BonVerify.FloatingPoint;

/// <summary>The 106 leading bits of an integer of at least 0: (high + low)·2^exponent, 0 or in [1, 2].</summary>
/// <remarks>Truncated, hence below the integer by less than 2u² of it, and equal to it up to 106 bits.</remarks>
internal readonly record struct LeadingBits(double High, double Low, long Exponent)
{
    private const int UInt128Bytes = 16;
    private const int StackBytes = 256;

    /// <summary>The leading bits of an integer of at least 0.</summary>
    public static LeadingBits Of(UInt128 value) => Of(value, 0);

    /// <summary>The leading bits of an integer of at least 0.</summary>
    public static LeadingBits Of(BigInteger value)
    {
        // Zeros below, so that there are always sixteen bytes to read.
        var size = UInt128Bytes + value.GetByteCount(isUnsigned: true);
        if (size <= StackBytes)
        {
            return Of(value, stackalloc byte[StackBytes]);
        }

        var bytes = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            return Of(value, bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static LeadingBits Of(BigInteger value, Span<byte> bytes)
    {
        bytes[..UInt128Bytes].Clear();
        value.TryWriteBytes(bytes[UInt128Bytes..], out var written, isUnsigned: true);
        return Of(BinaryPrimitives.ReadUInt128LittleEndian(bytes[written..]), 8L * (written - UInt128Bytes));
    }

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
