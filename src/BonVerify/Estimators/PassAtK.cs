using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Estimators;

/// <summary>The unbiased estimator of pass@k (Chen et al., arXiv 2107.03374).</summary>
public static class PassAtK
{
    /// <summary>1 − C(M−c, k)/C(M, k): the chance that k of M samples, without replacement, include a correct one, exactly.</summary>
    /// <param name="total">The number M of samples, at least k.</param>
    /// <param name="correct">The number c of correct samples, from 0 to M.</param>
    /// <param name="k">The number of samples that are drawn, at least 1.</param>
    /// <returns>A fraction in [0, 1]; 0 for c = 0 and 1 for c > M − k.</returns>
    /// <exception cref="ArgumentOutOfRangeException">k is below 1, M is below k, or c is not in [0, M].</exception>
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
        var (misses, all) = (BigInteger.One, BigInteger.One);
        for (var i = 0; i < draws; i++)
        {
            misses *= Math.Max(total - marked - i, 0);
            all *= total - i;
        }

        return new Rational(all - misses, all);
    }
}
