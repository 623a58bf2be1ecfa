using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Pools;

/// <summary>
/// The weights by which a pool of M samples gives an unbiased gradient of the expected best reward of k samples: the gradient is
/// Σ_i s_i ∇ ln π(y_i) (PKPO, arXiv 2505.15201).
/// </summary>
/// <remarks>
/// Exact, in the order of the rewards given; the weight of a sample depends on its reward and the multiset of the others, so that tied
/// samples have equal weights. Safe for use by many threads.
/// </remarks>
public static class MaxAtKGradient
{
    /// <summary>The plain weights: for each sample, the best rewards of the subsets of size k that contain it, over C(M, k).</summary>
    /// <param name="rewards">One per sample, in any order.</param>
    /// <param name="k">The number of samples of which the best counts, from 1 to M.</param>
    /// <returns>
    /// [C(i−1, k−1) g_i + Σ_{j > i} C(j−2, k−2) g_j]/C(M, k) for the sample of rank i in ascending reward. They sum to k times the
    /// unbiased estimate <see cref="Pool.BestOf"/>.
    /// </returns>
    /// <exception cref="ArgumentException">There is no reward, or k is not from 1 to their number.</exception>
    public static IReadOnlyList<Rational> Weights(IEnumerable<Rational> rewards, int k)
    {
        var sorted = new Sorted(rewards, k, leastK: 1);
        var size = sorted.Rewards.Length;

        // C(j−2, k−2) is C(j−1, k−1) − C(j−2, k−1): also for k = 1, where it is 0 for j > 1.
        var column = Column(k - 1, size);
        var (weights, above) = (new BigInteger[size], BigInteger.Zero);
        for (var i = size - 1; i >= 0; i--)
        {
            weights[i] = column[i] * sorted.Rewards[i] + above;
            above += (column[i] - (i > 0 ? column[i - 1] : 0)) * sorted.Rewards[i];
        }

        return sorted.InOrder(weights);
    }

    /// <summary>
    /// The weights with the leave-one-out baseline, which lowers the variance and leaves the mean: for each sample, how much the best
    /// reward of the subsets of size k that contain it exceeds that of the same subset without it, over C(M, k).
    /// </summary>
    /// <param name="rewards">One per sample, in any order.</param>
    /// <param name="k">The number of samples of which the best counts, from 2 to M: a single sample leaves no other.</param>
    /// <returns>
    /// [C(i−1, k−1) g_i − Σ_{j &lt; i} C(j−1, k−2) g_j]/C(M, k) for the sample of rank i in ascending reward; each at least 0.
    /// </returns>
    /// <exception cref="ArgumentException">There is no reward, or k is not from 2 to their number.</exception>
    public static IReadOnlyList<Rational> LeaveOneOut(IEnumerable<Rational> rewards, int k)
    {
        var sorted = new Sorted(rewards, k, leastK: 2);
        var size = sorted.Rewards.Length;
        var own = new BinomialColumn(k - 1);
        var others = new BinomialColumn(k - 2);
        var (weights, below) = (new BigInteger[size], BigInteger.Zero);
        for (var i = 0; i < size; i++)
        {
            weights[i] = own.At(i) * sorted.Rewards[i] - below;
            below += others.At(i) * sorted.Rewards[i];
        }

        return sorted.InOrder(weights);
    }

    private static BigInteger[] Column(int n, int count)
    {
        var column = new BinomialColumn(n);
        return [.. Enumerable.Range(0, count).Select(column.At)];
    }

    /// <summary>The rewards of a pool in ascending order, as integers, and the way back.</summary>
    private sealed class Sorted
    {
        private readonly int[] order;
        private readonly BigInteger denominator;

        public Sorted(IEnumerable<Rational> rewards, int k, int leastK)
        {
            Rational[] list = [.. Preconditions.NotNull(rewards)];
            if (list.Length == 0)
            {
                throw new ArgumentException($"{nameof(rewards)} is empty; there must be at least one sample.", nameof(rewards));
            }

            Preconditions.Within(k, leastK, list.Length);
            (Rewards, var common) = CommonDenominator.Of(list);
            denominator = common * Binomials.Choose(list.Length, k);
            order = [.. Enumerable.Range(0, list.Length)];
            Array.Sort(Rewards, order);
        }

        public BigInteger[] Rewards { get; }

        public Rational[] InOrder(BigInteger[] weights)
        {
            var inOrder = new Rational[weights.Length];
            for (var rank = 0; rank < weights.Length; rank++)
            {
                inOrder[order[rank]] = new Rational(weights[rank], denominator);
            }

            return inOrder;
        }
    }
}
