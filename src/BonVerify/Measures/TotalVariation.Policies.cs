using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <content>Any policy on the same outcomes, best-of-n or not.</content>
public static partial class TotalVariation
{
    /// <summary>TV = ½ Σ |π − p| over single outcomes, exactly.</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p; it may be 0 where π is not.</param>
    /// <returns>A fraction in [0, 1].</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes.</exception>
    public static Rational Of(ReferencePolicy policy, ReferencePolicy reference)
    {
        ReferencePolicy.RequireSameCount(policy, reference);
        var sum = policy.Weights
            .Zip(reference.Weights, (q, p) => BigInteger.Abs(q * reference.Denominator - p * policy.Denominator))
            .Aggregate(BigInteger.Zero, static (total, difference) => total + difference);
        return new Rational(sum, 2 * policy.Denominator * reference.Denominator);
    }

    /// <summary>TV = ½ Σ p |π/p − 1|, enclosed.</summary>
    /// <param name="policy">The policy π on the outcomes of its reference policy p.</param>
    /// <param name="precision">Bits of accuracy, at least 2.</param>
    /// <returns>An enclosure of a number in [0, 1], whose width is about 2^−precision.</returns>
    public static Enclosure Of(EnclosedPolicy policy, int precision) => EnclosedPolicySums.OfRatios(
        policy, precision, static (t, bits) => Magnitude(Enclosure.Subtract(t, Enclosure.One, bits)), atZero: 1).ScaleByPowerOfTwo(-1).Round(precision);

    private static Enclosure Magnitude(Enclosure value) => value.Lower.Sign >= 0 ? value
        : value.Upper.Sign <= 0 ? -value
        : new Enclosure(Dyadic.Zero, Enclosure.Max(-value.Lower, value.Upper));
}
