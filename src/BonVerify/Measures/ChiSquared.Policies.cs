using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <content>Any policy on the same outcomes, best-of-n or not.</content>
public static partial class ChiSquared
{
    /// <summary>χ²(π‖p) = Σ π²/p − 1 over single outcomes, exactly.</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p.</param>
    /// <returns>A fraction of at least 0.</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or π > 0 where p = 0.</exception>
    public static Rational Of(ReferencePolicy policy, ReferencePolicy reference) =>
        RenyiDivergence.PowerSum(policy, reference, 2) - Rational.One;

    /// <summary>χ²(π‖p) = Σ p (π/p − 1)², enclosed.</summary>
    /// <param name="policy">The policy π on the outcomes of its reference policy p.</param>
    /// <param name="precision">Bits of accuracy, at least 2.</param>
    /// <returns>An enclosure of a number of at least 0, whose width is about 2^−precision of max(χ², 1).</returns>
    public static Enclosure Of(EnclosedPolicy policy, int precision) => EnclosedPolicySums.OfRatios(
        policy, precision, static (t, bits) => Enclosure.Power(Enclosure.Subtract(t, Enclosure.One, bits), 2, bits), atZero: 1).Round(precision);
}
