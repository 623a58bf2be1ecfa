using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;
using Fractions;

namespace BonVerify.Measures;

/// <summary>The χ² divergence of best-of-n from its reference policy.</summary>
public static class ChiSquared
{
    /// <summary>χ²(π⁽ⁿ⁾‖p) = Σ q²/p − 1, exactly.</summary>
    /// <param name="policy">The best-of-n policy.</param>
    /// <returns>A fraction of at least 0.</returns>
    public static Fraction Of(BestOfN policy)
    {
        Preconditions.NotNull(policy);

        // Σ Q²/w over D^(2n−1); cells of equal weight are added before the denominators w meet.
        var sumsByWeight = new Dictionary<BigInteger, BigInteger>();
        foreach (var (cell, q) in policy.Cells.Zip(policy.CellNumerators))
        {
            sumsByWeight[cell.Weight] = sumsByWeight.GetValueOrDefault(cell.Weight) + q * q;
        }

        var numerator = BigInteger.Zero;
        var denominator = BigInteger.One;
        foreach (var (weight, sum) in sumsByWeight)
        {
            var common = BigInteger.GreatestCommonDivisor(denominator, weight);
            numerator = numerator * (weight / common) + sum * (denominator / common);
            denominator *= weight / common;
        }

        var scale = denominator * BigInteger.Pow(policy.Reference.Denominator, 2 * policy.N - 1);
        return ExactNumber.Ratio(numerator - scale, scale);
    }
}
