using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <summary>The Kullback–Leibler divergence of the reference policy from best-of-n: the arguments the other way round, in nats.</summary>
public static partial class ReverseKullbackLeibler
{
    /// <summary>KL(p‖π⁽ⁿ⁾) = Σ p ln(p/q), exactly; finite, since q > 0 wherever p > 0.</summary>
    /// <param name="policy">The best-of-n policy.</param>
    /// <returns>A linear form in logarithms of at least 0.</returns>
    public static LinearFormInLogarithms Of(BestOfN policy)
    {
        Preconditions.NotNull(policy);
        var terms = policy.Cells.Zip(
            policy.DensityRatios, static (cell, ratio) => new LinearFormInLogarithms.Term(cell.Weight, ratio.Reciprocal));
        return new LinearFormInLogarithms(BigInteger.Zero, terms, policy.Reference.Denominator);
    }
}
