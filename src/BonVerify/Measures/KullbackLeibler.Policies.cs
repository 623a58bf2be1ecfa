using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <content>Any policy on the same outcomes, best-of-n or not.</content>
public static partial class KullbackLeibler
{
    /// <summary>KL(π‖p) = Σ π ln(π/p) over single outcomes, exactly.</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p.</param>
    /// <returns>A linear form in logarithms of at least 0; outcomes with π = 0 contribute nothing.</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or π > 0 where p = 0.</exception>
    public static LinearFormInLogarithms Of(ReferencePolicy policy, ReferencePolicy reference)
    {
        ReferencePolicy.RequireSameOutcomes(policy, reference);
        var terms = new List<LinearFormInLogarithms.Term>();
        var (last, lastWeight, ratio) = (BigInteger.Zero, BigInteger.Zero, new LogarithmArgument(Rational.One));
        for (var i = 0; i < policy.Count; i++)
        {
            var (mass, weight) = (policy.Weights[i], reference.Weights[i]);
            if (mass.IsZero)
            {
                continue;
            }

            // In lowest terms outcomes with one density ratio share one logarithm. Often the last one had it: to see that takes no divisor.
            if (last.IsZero || mass * lastWeight != last * weight)
            {
                ratio = new LogarithmArgument(new Rational(mass * reference.Denominator, weight * policy.Denominator));
                (last, lastWeight) = (mass, weight);
            }

            terms.Add(new(mass, ratio));
        }

        return new LinearFormInLogarithms(BigInteger.Zero, terms, policy.Denominator);
    }
}
