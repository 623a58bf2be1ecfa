using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <summary>Rényi entropies of integer order of a reference policy, in nats.</summary>
public static class RenyiEntropy
{
    /// <summary>H_α = ln(Σ p^α)/(1 − α) over single outcomes, exactly; for order 1 the Shannon entropy −Σ p ln p.</summary>
    /// <param name="policy">The reference policy.</param>
    /// <param name="order">The order α, at least 1.</param>
    /// <returns>A linear form in logarithms, at least 0 and nonincreasing in the order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The order is below 1, or D^order has more than 2^31 bits.</exception>
    public static LinearFormInLogarithms Of(ReferencePolicy policy, int order = 2) => OfWeights(
        Preconditions.NotNull(policy).Weights.Where(static weight => !weight.IsZero), policy.Denominator, order);

    /// <summary>The same over reward levels instead of outcomes: the entropy that the gap bounds need when rewards tie.</summary>
    /// <param name="policy">The reference policy.</param>
    /// <param name="order">The order α, at least 1.</param>
    /// <returns>A linear form in logarithms, at least 0 and at most <see cref="Of"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The order is below 1, or D^order has more than 2^31 bits.</exception>
    public static LinearFormInLogarithms OfLevels(ReferencePolicy policy, int order = 2) => OfWeights(
        Preconditions.NotNull(policy).Levels.Select(static level => level.Weight), policy.Denominator, order);

    private static LinearFormInLogarithms OfWeights(IEnumerable<BigInteger> weights, BigInteger denominator, int order)
    {
        if (Preconditions.AtLeast(order, 1) == 1)
        {
            var terms = weights.Select(weight => new LinearFormInLogarithms.Term(weight, denominator, weight));
            return new LinearFormInLogarithms(BigInteger.Zero, terms, denominator);
        }

        var all = Preconditions.Power(denominator, order, nameof(order));
        var sum = weights.Aggregate(BigInteger.Zero, (total, weight) => total + BigInteger.Pow(weight, order));
        return new Rational(1, order - 1)
            * LinearFormInLogarithms.Ln(new Rational(all, sum));
    }
}
