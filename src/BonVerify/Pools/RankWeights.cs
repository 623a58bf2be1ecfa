using System.Collections.Concurrent;
using System.Numerics;

namespace BonVerify.Pools;

/// <summary>
/// The chance C(i−1, n−1)/C(M, n) that the best of n draws from a pool of M, without replacement, is the one of rank i, as integers
/// over C(M, n) (Nakano et al., arXiv 2112.09332).
/// </summary>
/// <remarks>
/// Exact. The numerators are held, each of up to log₂ C(M, n) bits: some gigabytes for M = 10^5 and n = M/2, where
/// <see cref="Pool.BestOf"/> needs one at a time. Immutable and safe for use by many threads.
/// </remarks>
public sealed partial class RankWeights
{
    // Many pools of one size share their weights. At most some ten megabytes are kept.
    private const int MaxKeptPoolSize = 256;
    private const int MaxKept = 1024;

    private static readonly ConcurrentDictionary<(int PoolSize, int N), RankWeights> Kept = new();

    private readonly BigInteger[] numerators;

    private RankWeights(int poolSize, int n)
    {
        (PoolSize, N) = (poolSize, n);
        numerators = new BigInteger[poolSize];
        var column = new BinomialColumn(n - 1);
        for (var rank = n; rank <= poolSize; rank++)
        {
            numerators[rank - 1] = column.At(rank - 1);
            Denominator += numerators[rank - 1];
        }

        limbs = new(MakeLimbs);
    }

    /// <summary>The size M of the pool.</summary>
    public int PoolSize { get; }

    /// <summary>The number of draws.</summary>
    public int N { get; }

    /// <summary>C(i−1, n−1) for the ranks i = 1, …, M in ascending reward; the first n − 1 are 0.</summary>
    public IReadOnlyList<BigInteger> Numerators => numerators.AsReadOnly();

    /// <summary>C(M, n), the sum of the numerators.</summary>
    public BigInteger Denominator { get; }

    /// <summary>The weights for a size of pool and a number of draws; those of small pools are kept for the next caller.</summary>
    /// <param name="poolSize">The size M of the pool, at least n.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1 or above the size of the pool.</exception>
    public static RankWeights For(int poolSize, int n)
    {
        Preconditions.AtLeast(n, 1);
        Preconditions.AtLeast(poolSize, n);
        if (poolSize > MaxKeptPoolSize)
        {
            return new(poolSize, n);
        }

        if (Kept.TryGetValue((poolSize, n), out var kept))
        {
            return kept;
        }

        if (Kept.Count >= MaxKept)
        {
            Kept.Clear();
        }

        return Kept.GetOrAdd((poolSize, n), static key => new(key.PoolSize, key.N));
    }

    /// <summary>The size and n.</summary>
    /// <returns>A one-line text.</returns>
    public override string ToString() => FormattableString.Invariant($"best of {N} of {PoolSize}");
}
