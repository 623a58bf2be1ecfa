using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <content>For n too large to write F^n out.</content>
public static partial class DensityRatio
{
    /// <summary>max q/p, enclosed. It is that of the top cell: u^n is convex, so the ratio increases with the reward.</summary>
    /// <param name="policy">The enclosed best-of-n policy.</param>
    /// <returns>An enclosure with a relative width of about 2^−precision; exactly 1 for n = 1 and for a single cell.</returns>
    public static Enclosure Max(EnclosedBestOfN policy) =>
        Preconditions.NotNull(policy).Evaluate(policy.Cells.Count - 1).Ratio.Round(policy.Precision);
}
