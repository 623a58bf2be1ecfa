using System.Numerics;
using System.Runtime.CompilerServices;

namespace BonVerify.FloatingPoint.Integers;

/// <summary>Checked integer weights and their total.</summary>
internal readonly ref struct IntegerWeights
{
    /// <summary>The largest total whose partial sums are all doubles.</summary>
    public const long MaxTotal = 1L << 53;

    // So many weights below 2^54 do not overflow.
    private const int Chunk = 256;

    private IntegerWeights(ReadOnlySpan<long> values, long? total)
    {
        Values = values;
        Total = total;
    }

    /// <summary>The weights.</summary>
    public ReadOnlySpan<long> Values { get; }

    /// <summary>Their sum, or nothing when it is above <see cref="MaxTotal"/>.</summary>
    public long? Total { get; }

    /// <summary>Their sum, however large.</summary>
    public BigInteger ExactTotal => Total is { } total ? total : Sum(Values);

    /// <summary>Whether one weight is all of the total.</summary>
    /// <remarks>The second positive weight settles it, which is among the first ones as a rule.</remarks>
    public bool IsSingle => !Values[(Values.IndexOfAnyExcept(0) + 1)..].ContainsAnyExcept(0);

    /// <summary>Checks weights and adds them up.</summary>
    /// <exception cref="ArgumentException">There is no weight, one is negative, or all are 0.</exception>
    public static IntegerWeights Read(ReadOnlySpan<long> weights, string parameter)
    {
        if (weights.IsEmpty)
        {
            throw new ArgumentException($"{parameter} is empty; there must be at least one outcome.", parameter);
        }

        var (total, isLarge) = (0L, false);
        for (var start = 0; start < weights.Length; start += Chunk)
        {
            var (union, sum) = UnionAndSum(weights.Slice(start, Math.Min(Chunk, weights.Length - start)));
            if (union < 0)
            {
                var index = weights.IndexOfAnyInRange(long.MinValue, -1);
                throw new ArgumentOutOfRangeException(
                    parameter, Preconditions.Message($"{parameter}[{index}]", weights[index], "must be at least 0"));
            }

            // The union of bit patterns is below 2^54 when each weight is at most 2^53. A sum of larger ones may have wrapped round.
            isLarge = isLarge || union >= 2 * MaxTotal || total + sum > MaxTotal;
            total = isLarge ? MaxTotal : total + sum;
        }

        return total != 0 ? new(weights, isLarge ? null : total) : throw new ArgumentException(
            $"{parameter} have total mass 0; at least one must be positive.", parameter);
    }

    private static BigInteger Sum(ReadOnlySpan<long> weights)
    {
        // At most 2^31 weights below 2^63.
        var sum = UInt128.Zero;
        foreach (var weight in weights)
        {
            sum += (ulong)weight;
        }

        return sum;
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
