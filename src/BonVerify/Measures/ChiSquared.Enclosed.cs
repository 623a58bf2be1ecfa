using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <content>For n too large to write F^n out.</content>
public static partial class ChiSquared
{
    /// <summary>χ² = Σ P (q/P − 1)², enclosed.</summary>
    /// <param name="policy">The enclosed best-of-n policy.</param>
    /// <returns>An enclosure whose width is about 2^−precision of max(χ², 1); exactly 0 for n = 1 and for a single cell.</returns>
    public static Enclosure Of(EnclosedBestOfN policy)
    {
        Preconditions.NotNull(policy);
        return EnclosedSums.OfRatios(
            policy,
            cell => Enclosure.Power(Enclosure.Subtract(cell.Ratio, Enclosure.One, policy.Working), 2, policy.Working),
            Enclosure.Exactly(Dyadic.One - policy.NegligibleRatio.ScaleByPowerOfTwo(1))).Round(policy.Precision);
    }
}
