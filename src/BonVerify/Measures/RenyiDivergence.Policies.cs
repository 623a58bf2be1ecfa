using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <content>Any policy on the same outcomes, best-of-n or not.</content>
public static partial class RenyiDivergence
{
    /// <summary>R_α(π‖p) = ln(Σ π^α p^(1−α))/(α − 1) over single outcomes, exactly, in nats.</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p.</param>
    /// <param name="order">The order α, at least 2; order 1 is <see cref="KullbackLeibler"/>.</param>
    /// <returns>A linear form in logarithms of at least 0, nondecreasing in the order.</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or π > 0 where p = 0.</exception>
    public static LinearFormInLogarithms Of(ReferencePolicy policy, ReferencePolicy reference, int order) =>
        new Rational(1, Preconditions.AtLeast(order, 2) - 1) * LinearFormInLogarithms.Ln(PowerSum(policy, reference, order));

    /// <summary>Σ π^α p^(1−α), the α-th moment of the density ratio under p, exactly.</summary>
    /// <param name="policy">The policy π, as masses on the outcomes of the reference policy; its rewards are not used.</param>
    /// <param name="reference">The reference policy p.</param>
    /// <param name="order">The order α, at least 2.</param>
    /// <returns>A fraction of at least 1.</returns>
    /// <exception cref="ArgumentException">The policies differ in the number of outcomes, or π > 0 where p = 0.</exception>
    public static Rational PowerSum(ReferencePolicy policy, ReferencePolicy reference, int order)
    {
        ReferencePolicy.RequireSameOutcomes(policy, reference);
        Preconditions.AtLeast(order, 2);

        // Σ w^α/v^(α−1) of the integer weights: the common denominators come in at the end.
        var sum = policy.Weights.Zip(reference.Weights)
            .Where(static pair => !pair.First.IsZero)
            .Select(pair => new Rational(BigInteger.Pow(pair.First, order), BigInteger.Pow(pair.Second, order - 1)))
            .Aggregate(Rational.Zero, static (total, part) => total + part);
        return sum * new Rational(BigInteger.Pow(reference.Denominator, order - 1), BigInteger.Pow(policy.Denominator, order));
    }

    /// <summary>R_α(π‖p) = ln(Σ p (π/p)^α)/(α − 1), enclosed, in nats.</summary>
    /// <param name="policy">The policy π on the outcomes of its reference policy p.</param>
    /// <param name="order">The order α, at least 2.</param>
    /// <param name="precision">Bits of accuracy, at least 2.</param>
    /// <returns>An enclosure of a number of at least 0, whose width is about 2^−precision of max(R, 1).</returns>
    public static Enclosure Of(EnclosedPolicy policy, int order, int precision)
    {
        Preconditions.AtLeast(order, 2);
        var bits = EnclosedPolicySums.Working(policy, precision) + BitOperations.Log2((uint)order);
        var sum = EnclosedPolicySums.OfRatios(policy, bits, (t, working) => Enclosure.Power(t, order, working), atZero: 0);
        var divisor = Enclosure.Exactly((BigInteger)order - 1);
        return EnclosedSums.NotNegative(Enclosure.Divide(Enclosure.Ln(sum, bits), divisor, bits)).Round(precision);
    }
}
