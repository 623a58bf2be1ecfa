using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Pools;

namespace BonVerify.Cli.Estimation;

/// <summary>
/// The formulas of a pool of M draws, in one place: weights as integers over one denominator, and the values of one pool exactly.
/// Ranks are ascending; tied draws share what their ranks have together.
/// </summary>
internal static class PoolFormulas
{
    /// <summary>C(i−1, n−1) for the ranks i = 1, …, M: the number of subsets of n whose best has rank i. They sum to C(M, n).</summary>
    public static IReadOnlyList<BigInteger> SubsetWeights(int size, int n) => RankWeights.For(size, n).Numerators;

    /// <summary>i^n − (i−1)^n for the ranks i: the number of ways to draw n with replacement whose best has rank i. They sum to M^n.</summary>
    public static IReadOnlyList<BigInteger> BootstrapWeights(int size, int n)
    {
        var weights = new BigInteger[size];
        var below = BigInteger.Zero;
        for (var rank = 1; rank <= size; rank++)
        {
            var power = BigInteger.Pow(rank, n);
            weights[rank - 1] = power - below;
            below = power;
        }

        return weights;
    }

    /// <summary>The mean of the best of n: Σ y_(i) C(i−1, n−1)/C(M, n), over rewards in ascending order.</summary>
    public static Rational Best(ReadOnlySpan<double> ascending, int n) => RankWeights.For(ascending.Length, n).MeanOfAscending(ascending);

    /// <summary>The mean of a second score of the best of n by the first; draws tied in the first share their weights.</summary>
    /// <param name="ascending">The first scores in ascending order.</param>
    /// <param name="scores">The second scores, in the same order.</param>
    /// <param name="n">The number of draws, from 1 to the size of the pool.</param>
    public static Rational Judged(ReadOnlySpan<double> ascending, ReadOnlySpan<double> scores, int n)
    {
        var weights = SubsetWeights(ascending.Length, n);
        var sum = Rational.Zero;
        var total = BigInteger.Zero;
        for (var start = 0; start < ascending.Length;)
        {
            var end = LevelEnd(ascending, start);
            var weight = BigInteger.Zero;
            var level = Dyadic.Zero;
            for (var i = start; i < end; i++)
            {
                weight += weights[i];
                level += Dyadic.FromDouble(scores[i]);
            }

            total += weight;
            if (!weight.IsZero)
            {
                sum += level.ToRational() * new Rational(weight, end - start);
            }

            start = end;
        }

        return sum / new Rational(total);
    }

    /// <summary>The end of the level of equal scores that starts at an index.</summary>
    public static int LevelEnd(ReadOnlySpan<double> ascending, int start)
    {
        var end = start + 1;
        while (end < ascending.Length && ascending[end] == ascending[start])
        {
            end++;
        }

        return end;
    }

    /// <summary>The number of pairs of tied draws.</summary>
    public static long TiedPairs(ReadOnlySpan<double> ascending)
    {
        var pairs = 0L;
        for (var start = 0; start < ascending.Length;)
        {
            var end = LevelEnd(ascending, start);
            pairs += (long)(end - start) * (end - start - 1) / 2;
            start = end;
        }

        return pairs;
    }
}
