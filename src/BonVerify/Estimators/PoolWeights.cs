using BonVerify.Numerics;
using BonVerify.Pools;

namespace BonVerify.Estimators;

/// <summary>
/// The weights by which a pool of M independent draws estimates best-of-n without bias (Nakano et al., arXiv 2112.09332):
/// the chance that the best of n draws from the pool, without replacement, is the draw of a given rank.
/// </summary>
public static class PoolWeights
{
    /// <summary>C(i−1, n−1)/C(M, n) for the draws of rank i = 1, …, M in ascending reward, exactly.</summary>
    /// <param name="poolSize">The size M of the pool, at least n.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>M fractions that sum to 1; the first n − 1 are 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1 or above the size of the pool.</exception>
    public static IReadOnlyList<Rational> Of(int poolSize, int n)
    {
        var weights = RankWeights.For(poolSize, n);
        return [.. weights.Numerators.Select(numerator => new Rational(numerator, weights.Denominator))];
    }

    /// <summary>The weight of each draw of a pool; draws with equal rewards share their weights evenly.</summary>
    /// <param name="rewards">The rewards of the pool, in any order.</param>
    /// <param name="n">The number of draws, at least 1 and at most the size of the pool.</param>
    /// <returns>A fraction for each draw, in the order of the rewards; they sum to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1 or above the size of the pool.</exception>
    public static IReadOnlyList<Rational> Of(IEnumerable<Rational> rewards, int n)
    {
        var list = Preconditions.NotNull(rewards).ToArray();
        Preconditions.AtLeast(n, 1);
        if (n > list.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(n), Preconditions.Message(nameof(n), n, $"must be at most the size of the pool, {list.Length}"));
        }

        return Pool.Of(list).Weights(n);
    }
}
