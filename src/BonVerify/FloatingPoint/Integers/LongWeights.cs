using System.Numerics;
using System.Runtime.CompilerServices;

namespace BonVerify.FloatingPoint.Integers;

/// <summary>What the certified path needs to know of integer weights before it starts.</summary>
internal static class LongWeights
{
    /// <summary>The largest total whose partial sums are all doubles.</summary>
    public const long MaxTotal = 1L << 53;

    // So many weights below 2^54 do not overflow.
    private const int Chunk = 256;

    /// <summary>The total, or −1 when it is above <see cref="MaxTotal"/>.</summary>
    /// <exception cref="ArgumentException">There is no weight, one is negative, or all are 0.</exception>
    public static long Total(ReadOnlySpan<long> weights, string parameter)
    {
        if (weights.IsEmpty)
        {
            throw new ArgumentException($"{parameter} is empty; there must be at least one outcome.", parameter);
        }

        var total = 0L;
        for (var start = 0; start < weights.Length; start += Chunk)
        {
            var (union, sum) = UnionAndSum(weights.Slice(start, Math.Min(Chunk, weights.Length - start)));
            if (union < 0)
            {
                var index = weights.IndexOfAnyInRange(long.MinValue, -1);
                throw new ArgumentOutOfRangeException(
                    parameter, Preconditions.Message($"{parameter}[{index}]", weights[index], "must be at least 0"));
            }

            // The union of bit patterns is below 2^54 when each weight is at most 2^53.
            total = total < 0 || union >= 2 * MaxTotal || total + sum > MaxTotal ? -1 : total + sum;
        }

        return total != 0 ? total : throw new ArgumentException(
            $"{parameter} have total mass 0; at least one must be positive.", parameter);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (long Union, long Sum) UnionAndSum(ReadOnlySpan<long> weights)
    {
        var (union, sum) = (Vector<long>.Zero, Vector<long>.Zero);
        var i = 0;
        for (; i <= weights.Length - Vector<long>.Count; i += Vector<long>.Count)
        {
            var part = new Vector<long>(weights[i..]);
            union |= part;
            sum += part;
        }

        var (allBits, total) = (0L, Vector.Sum(sum));
        for (var lane = 0; lane < Vector<long>.Count; lane++)
        {
            allBits |= union[lane];
        }

        for (; i < weights.Length; i++)
        {
            allBits |= weights[i];
            total = unchecked(total + weights[i]);
        }

        return (allBits, total);
    }
}
