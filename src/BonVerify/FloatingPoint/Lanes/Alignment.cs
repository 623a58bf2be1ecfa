using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BonVerify.FloatingPoint.Lanes;

/// <summary>Buffers that begin at a cache line, so that no vector straddles two: that costs up to half of the speed.</summary>
internal static class Alignment
{
    /// <summary>How many doubles to add to a buffer that is to be aligned.</summary>
    public const int Extra = 7;

    private const int LineBytes = 64;

    /// <summary>The part of a buffer from its first cache line on.</summary>
    /// <param name="buffer">A buffer that does not move: on the stack, or pinned.</param>
    public static unsafe Span<double> Aligned(Span<double> buffer)
    {
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(buffer));
        var skipped = (int)((LineBytes - address % LineBytes) % LineBytes) / sizeof(double);
        return buffer[skipped..];
    }
}
