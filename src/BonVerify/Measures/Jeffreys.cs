using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <summary>The Jeffreys divergence KL(π‖p) + KL(p‖π), symmetric in the two policies, in nats.</summary>
public static class Jeffreys
{
    /// <summary>KL(π‖p) + KL(p‖π) over single outcomes, exactly.</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p.</param>
    /// <returns>A linear form in logarithms of at least 0.</returns>
    /// <exception cref="ArgumentException">
    /// The policies differ in the number of outcomes, or in where they are 0: the divergence is infinite.
    /// </exception>
    public static LinearFormInLogarithms Of(ReferencePolicy policy, ReferencePolicy reference) =>
        ReverseKullbackLeibler.Of(policy, reference) + KullbackLeibler.Of(policy, reference);

    /// <summary>KL(π‖p) + KL(p‖π), enclosed as Σ p (t − 1) ln t with t = π/p.</summary>
    /// <param name="policy">The policy π on the outcomes of its reference policy p.</param>
    /// <param name="precision">Bits of accuracy, at least 2.</param>
    /// <returns>An enclosure of a number of at least 0, whose width is about 2^−precision of the larger of it and 1.</returns>
    /// <exception cref="ArgumentException">A mass is 0 where that of the reference policy is not: the divergence is infinite.</exception>
    public static Enclosure Of(EnclosedPolicy policy, int precision) => EnclosedPolicySums.OfRatios(
        policy,
        precision,
        static (t, bits) => Enclosure.Multiply(Enclosure.Subtract(t, Enclosure.One, bits), Enclosure.Ln(t, bits), bits),
        atZero: null).Round(precision);
}
