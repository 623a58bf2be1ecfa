using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Bounds;

/// <summary>Upper bounds of the win-rate gap n/(n+1) − W of best-of-n. All are exact; the sums run over reward levels.</summary>
public static class WinRateGapBounds
{
    /// <summary>((n−1)/2) Σ P² (Beirami et al., arXiv 2401.01879, Theorem 5.4).</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>A fraction; 0 for n = 1.</returns>
    public static Rational Renyi(ReferencePolicy reference, int n) =>
        new Rational(Preconditions.AtLeast(n, 1) - 1) * Preconditions.NotNull(reference).PowerSum(2) / 2;

    /// <summary>((n−1)/6) Σ P²: three times sharper, with equality for one outcome and n = 2.</summary>
    /// <inheritdoc cref="Renyi"/>
    public static Rational RenyiSharp(ReferencePolicy reference, int n) => Renyi(reference, n) / 3;

    /// <summary>(n(n−1)/12) Σ P³, with equality for n = 2.</summary>
    /// <inheritdoc cref="Renyi"/>
    public static Rational Cubic(ReferencePolicy reference, int n) =>
        new Rational((BigInteger)Preconditions.AtLeast(n, 1) * (n - 1)) * Preconditions.NotNull(reference).PowerSum(3) / 12;
}
