using System.Numerics;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;
using Fractions;

namespace BonVerify.Bounds;

/// <summary>
/// Upper bounds of the KL gap ln n − (n−1)/n − KL, in nats: how far the formula can be from the KL divergence of best-of-n.
/// </summary>
/// <remarks>
/// The sums run over the cells that compete: reward levels when ties are broken among draws. With the masses of tied
/// outcomes instead, the bounds are false.
/// </remarks>
public static class KlGapBounds
{
    /// <summary>2n(n−1) Σ P², exactly (Beirami et al., arXiv 2401.01879, Theorem 3.4).</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="ties">Which of several maximal-reward draws is kept.</param>
    /// <returns>A fraction; 0 for n = 1.</returns>
    public static Fraction Renyi(ReferencePolicy reference, int n, TieBreaking ties = TieBreaking.AmongDraws) =>
        2 * Pairs(n) * reference.PowerSum(2, ties);

    /// <summary>((ln 2 − ½)/2) n(n−1) Σ P², exactly: 20.7 times sharper, with equality for one outcome and n = 2.</summary>
    /// <inheritdoc cref="Renyi"/>
    /// <returns>A linear form in logarithms; 0 for n = 1.</returns>
    public static LinearFormInLogarithms RenyiSharp(ReferencePolicy reference, int n, TieBreaking ties = TieBreaking.AmongDraws) =>
        Pairs(n) * reference.PowerSum(2, ties) / 2 * (LinearFormInLogarithms.Ln(2) - ExactNumber.Ratio(1, 2));

    /// <summary>n(n−1)²/24 Σ P³, exactly; a bound for n ≥ 3 and false for n = 2.</summary>
    /// <inheritdoc cref="Renyi"/>
    public static Fraction Cubic(ReferencePolicy reference, int n, TieBreaking ties = TieBreaking.AmongDraws) =>
        Pairs(n) * (n - 1) * reference.PowerSum(3, ties) / 24;

    /// <summary>(n/2) E[P(Y)/F(Y)] with Y ~ best-of-n, exactly.</summary>
    /// <param name="policy">The best-of-n policy.</param>
    /// <returns>A fraction of at most n/2.</returns>
    public static Fraction Linear(BestOfN policy)
    {
        // Σ Q·w/C: with the common denominator of all C the products would be far larger than the sum of reduced terms.
        var sum = Preconditions.NotNull(policy).Cells.Zip(policy.CellNumerators)
            .Aggregate(Fraction.Zero, static (total, cell) =>
                total + ExactNumber.Ratio(cell.Second * cell.First.Weight, cell.First.CumulativeWeight));
        return ExactNumber.Ratio(sum.Numerator * policy.N, sum.Denominator * 2 * policy.Denominator);
    }

    private static Fraction Pairs(int n) => new((BigInteger)Preconditions.AtLeast(n, 1) * (n - 1));
}
