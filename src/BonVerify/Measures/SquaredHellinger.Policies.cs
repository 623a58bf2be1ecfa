using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <content>Any policy on the same outcomes, best-of-n or not.</content>
public static partial class SquaredHellinger
{
    /// <summary>½ Σ (√π − √p)² over single outcomes, an enclosure: the square roots are irrational in general.</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p; it may be 0 where π is not.</param>
    /// <param name="precision">Bits of relative accuracy, at least 2.</param>
    /// <returns>An enclosure of a number in [0, 1]; exactly 0 for equal masses.</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes.</exception>
    /// <remarks>Computed as ½ Σ (π − p)²/(√π + √p)², in which the differences are exact and nothing cancels.</remarks>
    public static Enclosure Of(ReferencePolicy policy, ReferencePolicy reference, int precision)
    {
        ReferencePolicy.RequireSameCount(policy, reference);
        Preconditions.AtLeast(precision, 2);
        var working = precision + BitOperations.Log2((uint)policy.Count) + 16;
        var sum = Enclosure.Zero;
        foreach (var (q, p) in policy.Weights.Zip(reference.Weights, (q, p) => (q * reference.Denominator, p * policy.Denominator)))
        {
            if (q != p)
            {
                var roots = Enclosure.Add(Root(q), Root(p), working);
                var ratio = Enclosure.Divide(Enclosure.Exactly(q - p).Round(working), roots, working);
                sum = Enclosure.Add(sum, Enclosure.Power(ratio, 2, working), working);
            }
        }

        return Enclosure.Divide(sum, Enclosure.Exactly(2 * policy.Denominator * reference.Denominator).Round(working), precision);

        Enclosure Root(BigInteger value) => Enclosure.Sqrt(Enclosure.Exactly(value).Round(2 * working), working);
    }

    /// <summary>½ Σ p (√(π/p) − 1)², enclosed.</summary>
    /// <param name="policy">The policy π on the outcomes of its reference policy p.</param>
    /// <param name="precision">Bits of accuracy, at least 2.</param>
    /// <returns>An enclosure of a number in [0, 1], whose width is about 2^−precision.</returns>
    public static Enclosure Of(EnclosedPolicy policy, int precision) => EnclosedPolicySums.OfRatios(
        policy,
        precision,
        static (t, bits) => Enclosure.Power(Enclosure.Subtract(Enclosure.Sqrt(t, bits), Enclosure.One, bits), 2, bits),
        atZero: 1).ScaleByPowerOfTwo(-1).Round(precision);
}
