using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <content>Any policy on the same outcomes, best-of-n or not.</content>
public static partial class WinRate
{
    /// <summary>P(r(Y) > r(Z)) + ½ P(r(Y) = r(Z)) with Y ~ π and Z ~ p, exactly.</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p, whose rewards decide.</param>
    /// <returns>Σ π·(F₋ + F)/2, a fraction in [0, 1].</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or π > 0 where p = 0.</exception>
    public static Rational Of(ReferencePolicy policy, ReferencePolicy reference)
    {
        ReferencePolicy.RequireSameOutcomes(policy, reference);
        var sum = BigInteger.Zero;
        var below = BigInteger.Zero;
        foreach (var level in reference.Levels)
        {
            var mass = level.Outcomes.Aggregate(BigInteger.Zero, (total, outcome) => total + policy.Weights[outcome]);
            sum += mass * (below + level.CumulativeWeight);
            below = level.CumulativeWeight;
        }

        return new Rational(sum, 2 * reference.Denominator * policy.Denominator);
    }
}
