using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <content>For n too large to write F^n out.</content>
public static partial class TotalVariation
{
    /// <summary>TV = Σ P (1 − q/P)⁺, enclosed.</summary>
    /// <param name="policy">The enclosed best-of-n policy.</param>
    /// <returns>An enclosure whose width is about 2^−precision; exactly 0 for n = 1 and for a single cell.</returns>
    public static Enclosure Of(EnclosedBestOfN policy)
    {
        Preconditions.NotNull(policy);
        return EnclosedSums.OfRatios(
            policy,
            cell => PositivePart(Enclosure.Subtract(Enclosure.One, cell.Ratio, policy.Working)),
            Enclosure.Exactly(Dyadic.One - policy.NegligibleRatio)).Round(policy.Precision);
    }

    private static Enclosure PositivePart(Enclosure value) => value.Upper.Sign <= 0 ? Enclosure.Zero : EnclosedSums.NotNegative(value);
}
