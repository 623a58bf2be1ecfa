using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <content>For n too large to write F^n out.</content>
public static partial class KullbackLeibler
{
    /// <summary>KL(π⁽ⁿ⁾‖p), enclosed as Σ P ψ(q/P) with ψ(t) = t ln t − t + 1 ≥ 0.</summary>
    /// <param name="policy">The enclosed best-of-n policy.</param>
    /// <returns>An enclosure whose width is about 2^−precision of max(KL, 1); exactly 0 for n = 1 and for a single cell.</returns>
    public static Enclosure Of(EnclosedBestOfN policy)
    {
        Preconditions.NotNull(policy);
        var bits = policy.Working;
        var bound = Enclosure.Exactly(policy.NegligibleRatio);
        return EnclosedSums.OfRatios(
            policy,
            cell => Psi(cell.Ratio, cell.LogRatio, bits),
            Psi(bound, Enclosure.Ln(bound, bits), bits)).Round(policy.Precision);
    }

    private static Enclosure Psi(Enclosure t, Enclosure lnT, int precision) => Enclosure.Subtract(
        Enclosure.Multiply(t, lnT, precision), Enclosure.Subtract(t, Enclosure.One, precision), precision);
}
