using System.Numerics;
using BonVerify.Estimators;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Bounds;

/// <summary>Upper bounds of the KL divergence of best-of-n, in nats.</summary>
public static class KlBounds
{
    /// <summary>
    /// The formula ln n − (n−1)/n, exactly: an upper bound of the KL divergence (Beirami et al., arXiv 2401.01879,
    /// Theorem 3.1), often mistaken for its value (since Stiennon et al., arXiv 2009.01325).
    /// </summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>A linear form in logarithms; 0 for n = 1.</returns>
    public static LinearFormInLogarithms Formula(int n)
    {
        Preconditions.AtLeast(n, 1);
        return new LinearFormInLogarithms(-(n - 1), [new(n, n, BigInteger.One)], n);
    }

    /// <summary>The top-atom bound d_n(ε_∞), exactly (after Beirami et al., arXiv 2401.01879, Theorem 3.6).</summary>
    /// <param name="policy">The best-of-n policy.</param>
    /// <returns>A linear form in logarithms, at least the KL divergence and at most <see cref="Formula"/>.</returns>
    public static LinearFormInLogarithms TopAtom(BestOfN policy) =>
        KlEstimator.Exactly(Preconditions.NotNull(policy).N, policy.TopMass);

    /// <summary>ln(1/ε_∞), exactly: an upper bound for every n, and the limit of the KL divergence as n grows.</summary>
    /// <param name="policy">The best-of-n policy.</param>
    /// <returns>A linear form in logarithms of at least 0.</returns>
    public static LinearFormInLogarithms LogInverseTop(BestOfN policy)
    {
        var top = Preconditions.NotNull(policy).Cells[^1];
        return LinearFormInLogarithms.Ln(new Rational(policy.Reference.Denominator, top.Weight));
    }
}
