using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <content>For n too large to write F^n out.</content>
public static partial class ReverseKullbackLeibler
{
    /// <summary>KL(p‖π⁽ⁿ⁾), enclosed as −Σ P ln(q/P) over every cell.</summary>
    /// <param name="policy">The enclosed best-of-n policy.</param>
    /// <returns>An enclosure whose width is about 2^−precision of max(KL, 1); exactly 0 for n = 1 and for a single cell.</returns>
    public static Enclosure Of(EnclosedBestOfN policy)
    {
        Preconditions.NotNull(policy);
        var bits = policy.Working;
        var sum = EnclosedSums.Of(policy, cell => Enclosure.Multiply(cell.Reference, -cell.LogRatio, bits), Enclosure.Zero);
        for (var i = 0; i < policy.Negligible; i++)
        {
            var mass = Enclosure.FromRatio(policy.Cells[i].Weight, policy.Reference.Denominator, bits);
            sum = Enclosure.Add(sum, Enclosure.Multiply(mass, -policy.LogRatio(i), bits), bits);
        }

        return EnclosedSums.NotNegative(sum).Round(policy.Precision);
    }
}
