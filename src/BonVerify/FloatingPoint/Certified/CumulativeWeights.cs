using System.Numerics;
using System.Runtime.CompilerServices;

namespace BonVerify.FloatingPoint.Certified;

/// <summary>64-bit weights of any total, by their partial sums.</summary>
internal readonly struct CumulativeWeights : ICellWeights
{
    private readonly UInt128[] sums;

    /// <summary>Adds up weights of at least 0.</summary>
    public CumulativeWeights(ReadOnlySpan<long> weights)
    {
        sums = new UInt128[weights.Length];
        var sum = UInt128.Zero;
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = sum += (ulong)weights[i];
        }
    }

    /// <inheritdoc/>
    public int Count => sums.Length;

    /// <summary>The sum of all weights.</summary>
    public BigInteger Total => sums[^1];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LeadingBits Weight(int cell) => LeadingBits.Of(cell == 0 ? sums[0] : sums[cell] - sums[cell - 1]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LeadingBits CumulativeWeight(int cell) => LeadingBits.Of(sums[cell]);
}
