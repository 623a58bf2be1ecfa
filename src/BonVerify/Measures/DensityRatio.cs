using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <summary>The density ratio of best-of-n to its reference policy.</summary>
public static partial class DensityRatio
{
    /// <summary>max q/p over the outcomes with positive mass, exactly.</summary>
    /// <param name="policy">The best-of-n policy.</param>
    /// <returns>A fraction from 1 to n.</returns>
    public static Rational Max(BestOfN policy)
    {
        var (numerator, denominator) = Ratio(policy);
        return new Rational(numerator, denominator);
    }

    /// <summary>max q/p, not in lowest terms.</summary>
    internal static (BigInteger Numerator, BigInteger Denominator) Ratio(BestOfN policy)
    {
        Preconditions.NotNull(policy);
        var (numerator, weight) = (BigInteger.Zero, BigInteger.One);
        foreach (var (cell, q) in policy.Cells.Zip(policy.CellNumerators))
        {
            if (q * weight > numerator * cell.Weight)
            {
                (numerator, weight) = (q, cell.Weight);
            }
        }

        return (numerator, weight * BigInteger.Pow(policy.Reference.Denominator, policy.N - 1));
    }
}
