using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <summary>Rényi entropies of a reference policy, in nats.</summary>
public static class RenyiEntropy
{
    /// <summary>H₂ = −ln Σ p², the Rényi entropy of order 2 over single outcomes, exactly.</summary>
    /// <param name="policy">The reference policy.</param>
    /// <returns>A linear form in logarithms, at least 0.</returns>
    public static LinearFormInLogarithms OfOrderTwo(ReferencePolicy policy) =>
        MinusLnCollision(Preconditions.NotNull(policy).Weights, policy.Denominator);

    /// <summary>
    /// −ln Σ P² over reward levels instead of outcomes: the entropy that the gap bounds need when rewards tie.
    /// </summary>
    /// <param name="policy">The reference policy.</param>
    /// <returns>A linear form in logarithms, at least 0 and at most <see cref="OfOrderTwo"/>.</returns>
    public static LinearFormInLogarithms OfOrderTwoOverLevels(ReferencePolicy policy) =>
        MinusLnCollision(Preconditions.NotNull(policy).Levels.Select(static level => level.Weight), policy.Denominator);

    private static LinearFormInLogarithms MinusLnCollision(IEnumerable<BigInteger> weights, BigInteger denominator)
    {
        var collision = weights.Aggregate(BigInteger.Zero, static (sum, weight) => sum + weight * weight);
        return LinearFormInLogarithms.Ln(ExactNumber.Ratio(denominator * denominator, collision));
    }
}
