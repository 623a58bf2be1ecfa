using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Pools;

namespace BonVerify.Estimators;

/// <summary>
/// The weights by which a pool of M independent draws estimates best-of-n without bias (Nakano et al., arXiv 2112.09332):
/// the chance that the best of n draws from the pool, without replacement, is the draw of a given rank.
/// </summary>
public static class PoolWeights
{
    /// <summary>How long all weights together may be, in bits: the size of the pool times log₂ C(M, n). At the limit it takes seconds.</summary>
    public const long MaxBits = 1L << 30;

    /// <summary>C(i−1, n−1)/C(M, n) for the draws of rank i = 1, …, M in ascending reward, exactly.</summary>
    /// <param name="poolSize">The size M of the pool, at least n.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>M fractions that sum to 1; the first n − 1 are 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1 or above the size of the pool, or the weights exceed the budget.</exception>
    public static IReadOnlyList<Rational> Of(int poolSize, int n)
    {
        Preconditions.AtLeast(n, 1);
        RequireWithinBudget(Preconditions.AtLeast(poolSize, n), n);
        var weights = RankWeights.For(poolSize, n);
        return [.. weights.Numerators.Select(numerator => new Rational(numerator, weights.Denominator))];
    }

    /// <summary>The weight of each draw of a pool; draws with equal rewards share their weights evenly.</summary>
    /// <param name="rewards">The rewards of the pool, in any order.</param>
    /// <param name="n">The number of draws, at least 1 and at most the size of the pool.</param>
    /// <returns>A fraction for each draw, in the order of the rewards; they sum to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1 or above the size of the pool, or the weights exceed the budget.</exception>
    public static IReadOnlyList<Rational> Of(IEnumerable<Rational> rewards, int n)
    {
        var list = Preconditions.NotNull(rewards).ToArray();
        Preconditions.AtLeast(n, 1);
        if (n > list.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(n), Preconditions.Message(nameof(n), n, $"must be at most the size of the pool, {list.Length}"));
        }

        RequireWithinBudget(list.Length, n);
        return Pool.Of(list).Weights(n);
    }

    private static void RequireWithinBudget(int poolSize, int n)
    {
        // C(M, n) is at most M to the power of the smaller of n and M − n, and at most 2^M.
        var bits = Math.Min(poolSize, Math.Min(n, (long)poolSize - n) * (BitOperations.Log2((uint)poolSize) + 1));
        if (poolSize * Math.Max(bits, 1) > MaxBits)
        {
            throw new ArgumentOutOfRangeException(
                nameof(n),
                FormattableString.Invariant(
                    $"n is {n}; the weights of {poolSize} draws would take up to {poolSize * bits} bits, above the budget MaxBits = {MaxBits}."));
        }
    }
}
