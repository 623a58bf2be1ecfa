using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <content>Policies whose masses are enclosed.</content>
public static partial class KullbackLeibler
{
    /// <summary>KL(π‖p), enclosed as Σ p ψ(π/p) with ψ(t) = t ln t − t + 1 ≥ 0, in nats.</summary>
    /// <param name="policy">The policy π on the outcomes of its reference policy p.</param>
    /// <param name="precision">Bits of accuracy, at least 2.</param>
    /// <returns>An enclosure of a number of at least 0, whose width is about 2^−precision of max(KL, 1).</returns>
    public static Enclosure Of(EnclosedPolicy policy, int precision) => EnclosedPolicySums.OfRatios(
        policy, precision, static (t, bits) => Psi(t, Enclosure.Ln(t, bits), bits), atZero: 1).Round(precision);
}
