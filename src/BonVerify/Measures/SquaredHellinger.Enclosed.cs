using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <content>For n too large to write F^n out.</content>
public static partial class SquaredHellinger
{
    /// <summary>½ Σ P (√(q/P) − 1)², enclosed.</summary>
    /// <param name="policy">The enclosed best-of-n policy.</param>
    /// <returns>An enclosure whose width is about 2^−precision; exactly 0 for n = 1 and for a single cell.</returns>
    public static Enclosure Of(EnclosedBestOfN policy)
    {
        Preconditions.NotNull(policy);
        var bits = policy.Working;

        // (√t − 1)² ≥ 1 − 2√t.
        var root = Enclosure.Sqrt(Enclosure.Exactly(policy.NegligibleRatio), bits).ScaleByPowerOfTwo(1);
        return EnclosedSums.OfRatios(
            policy,
            cell => Enclosure.Power(Enclosure.Subtract(Enclosure.Sqrt(cell.Ratio, bits), Enclosure.One, bits), 2, bits),
            Enclosure.Subtract(Enclosure.One, root, bits)).ScaleByPowerOfTwo(-1).Round(policy.Precision);
    }
}
