using System.Numerics;

namespace BonVerify.FloatingPoint.Wide;

/// <summary>A sum of many numbers, added up by halves: each is rounded at most 64 times, however many there are.</summary>
/// <remarks>Sums of 2^k numbers in a row are kept for each bit k of their count, and joined as a carry joins bits.</remarks>
internal sealed class WideSum
{
    /// <summary>The error of a sum of fewer than 2^31 numbers, in units.</summary>
    public const double Units = 64;

    private readonly WideFloat[] parts = new WideFloat[32];
    private uint count;

    /// <summary>Σ of all numbers so far.</summary>
    public WideFloat Total
    {
        get
        {
            var total = WideFloat.Zero;
            for (var bit = 0; bit < parts.Length; bit++)
            {
                total += ((count >> bit) & 1) == 0 ? WideFloat.Zero : parts[bit];
            }

            return total;
        }
    }

    /// <summary>Adds a number.</summary>
    public void Add(WideFloat value)
    {
        var bits = BitOperations.TrailingZeroCount(~count);
        for (var bit = 0; bit < bits; bit++)
        {
            value = parts[bit] + value;
        }

        parts[bits] = value;
        count++;
    }
}
