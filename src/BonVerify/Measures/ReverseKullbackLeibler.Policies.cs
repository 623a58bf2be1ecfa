using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <content>Any policy on the same outcomes, best-of-n or not.</content>
public static partial class ReverseKullbackLeibler
{
    /// <summary>KL(p‖π) = Σ p ln(p/π) over single outcomes, exactly, in nats.</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p.</param>
    /// <returns>A linear form in logarithms of at least 0.</returns>
    /// <exception cref="ArgumentException">
    /// The policies differ in the number of outcomes, or in where they are 0: where only π is 0, the divergence is infinite.
    /// </exception>
    public static LinearFormInLogarithms Of(ReferencePolicy policy, ReferencePolicy reference)
    {
        ReferencePolicy.RequireSameSupport(policy, reference);
        return KullbackLeibler.Of(reference, policy);
    }

    /// <summary>KL(p‖π), enclosed as Σ p (t − 1 − ln t) with t = π/p, in nats.</summary>
    /// <param name="policy">The policy π on the outcomes of its reference policy p.</param>
    /// <param name="precision">Bits of accuracy, at least 2.</param>
    /// <returns>An enclosure of a number of at least 0, whose width is about 2^−precision of max(KL, 1).</returns>
    /// <exception cref="ArgumentException">A mass is 0 where that of the reference policy is not: the divergence is infinite.</exception>
    public static Enclosure Of(EnclosedPolicy policy, int precision) => EnclosedPolicySums.OfRatios(
        policy,
        precision,
        static (t, bits) => Enclosure.Subtract(Enclosure.Subtract(t, Enclosure.One, bits), Enclosure.Ln(t, bits), bits),
        atZero: null).Round(precision);
}
