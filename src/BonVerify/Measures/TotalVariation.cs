using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <summary>The total variation distance between best-of-n and its reference policy.</summary>
public static partial class TotalVariation
{
    /// <summary>TV = ½ Σ |q − p|, exactly.</summary>
    /// <param name="policy">The best-of-n policy.</param>
    /// <returns>A fraction in [0, 1).</returns>
    public static Rational Of(BestOfN policy)
    {
        var (numerator, denominator) = Ratio(policy);
        return new Rational(numerator, denominator);
    }

    /// <summary>TV, not in lowest terms.</summary>
    internal static (BigInteger Numerator, BigInteger Denominator) Ratio(BestOfN policy)
    {
        Preconditions.NotNull(policy);
        var scale = BigInteger.Pow(policy.Reference.Denominator, policy.N - 1);
        var sum = policy.Cells.Zip(policy.CellNumerators, (cell, q) => BigInteger.Abs(q - cell.Weight * scale))
            .Aggregate(BigInteger.Zero, static (total, difference) => total + difference);
        return (sum, 2 * policy.Denominator);
    }
}
