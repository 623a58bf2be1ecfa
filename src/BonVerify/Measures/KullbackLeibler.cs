using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <summary>The Kullback–Leibler divergence of best-of-n from its reference policy, in nats.</summary>
public static partial class KullbackLeibler
{
    /// <summary>KL(π⁽ⁿ⁾‖p) = Σ q ln(q/p), exactly.</summary>
    /// <param name="policy">The best-of-n policy.</param>
    /// <returns>A linear form in logarithms; 0 exactly for n = 1 and for a single cell.</returns>
    /// <remarks>With ties among draws, q/p is constant on a level, so the sum runs over merged levels.</remarks>
    public static LinearFormInLogarithms Of(BestOfN policy)
    {
        Preconditions.NotNull(policy);
        var terms = policy.CellNumerators.Zip(policy.DensityRatios, static (mass, ratio) => new LinearFormInLogarithms.Term(mass, ratio));
        return new LinearFormInLogarithms(BigInteger.Zero, terms, policy.Denominator);
    }
}
