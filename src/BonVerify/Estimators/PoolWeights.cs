using System.Numerics;
using BonVerify.Numerics;

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
        var (numerators, denominator) = Numerators(poolSize, n);
        return Array.ConvertAll(numerators, numerator => new Rational(numerator, denominator));
    }

    /// <summary>The weight of each draw of a pool; draws with equal rewards share their weights evenly.</summary>
    /// <param name="rewards">The rewards of the pool, in any order.</param>
    /// <param name="n">The number of draws, at least 1 and at most the size of the pool.</param>
    /// <returns>A fraction for each draw, in the order of the rewards; they sum to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1 or above the size of the pool.</exception>
    public static IReadOnlyList<Rational> Of(IEnumerable<Rational> rewards, int n)
    {
        var list = Preconditions.NotNull(rewards).ToArray();
        if (n > list.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(n), Preconditions.Message(nameof(n), n, $"must be at most the size of the pool, {list.Length}"));
        }

        var (numerators, denominator) = Numerators(list.Length, n);
        var weights = new Rational[list.Length];
        var rank = 0;
        foreach (var level in Enumerable.Range(0, list.Length).GroupBy(i => list[i]).OrderBy(static level => level.Key))
        {
            var draws = level.ToArray();
            var sum = numerators.AsSpan(rank, draws.Length).ToArray().Aggregate(BigInteger.Zero, static (total, w) => total + w);
            foreach (var draw in draws)
            {
                weights[draw] = new Rational(sum, draws.Length * denominator);
            }

            rank += draws.Length;
        }

        return weights;
    }

    private static (BigInteger[] Numerators, BigInteger Denominator) Numerators(int poolSize, int n)
    {
        Preconditions.AtLeast(n, 1);
        Preconditions.AtLeast(poolSize, n);
        var numerators = new BigInteger[poolSize];
        var binomial = BigInteger.One;
        var sum = BigInteger.Zero;
        for (var rank = n; rank <= poolSize; rank++)
        {
            // C(rank−1, n−1) from C(rank−2, n−1); the hockey-stick identity makes C(M, n) their sum.
            binomial = rank == n ? BigInteger.One : binomial * (rank - 1) / (rank - n);
            numerators[rank - 1] = binomial;
            sum += binomial;
        }

        return (numerators, sum);
    }
}
