using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Pools;

namespace BonVerify.Estimators;

/// <summary>The unbiased estimator of pass@k (Chen et al., arXiv 2107.03374).</summary>
public static class PassAtK
{
    // Longer products are multiplied by halves, as the tail of the hypergeometric law.
    private const int DirectTerms = 1000;

    /// <summary>1 − C(M−c, k)/C(M, k): the chance that k of M samples, without replacement, include a correct one, exactly.</summary>
    /// <param name="total">The number M of samples, at least k.</param>
    /// <param name="correct">The number c of correct samples, from 0 to M.</param>
    /// <param name="k">The number of samples that are drawn, at least 1.</param>
    /// <returns>A fraction in [0, 1]; 0 for c = 0 and 1 for c > M − k.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// k is below 1, M is below k, c is not in [0, M], or k, c, M − k and M − c are all above <see cref="PassRates.MaxTerms"/>.
    /// </exception>
    public static Rational Value(int total, int correct, int k)
    {
        Preconditions.AtLeast(k, 1);
        Preconditions.AtLeast(total, k);
        if (correct < 0 || correct > total)
        {
            throw new ArgumentOutOfRangeException(
                nameof(correct), Preconditions.Message(nameof(correct), correct, $"must be from 0 to total = {total}"));
        }

        // C(M−c, k)/C(M, k) is symmetric in c and k: a product over the smaller of the two.
        var (draws, marked) = correct < k ? (correct, k) : (k, correct);
        if (draws > DirectTerms)
        {
            return PassRates.AtLeast(total, correct, k, 1);
        }

        var (misses, all) = (BigInteger.One, BigInteger.One);
        for (var i = 0; i < draws; i++)
        {
            misses *= Math.Max(total - marked - i, 0);
            all *= total - i;
        }

        return new Rational(all - misses, all);
    }
}
