using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <content>For n too large to write F^n out.</content>
public static partial class RenyiDivergence
{
    /// <summary>R_α = ln(Σ P (q/P)^α)/(α − 1), enclosed, in nats.</summary>
    /// <param name="policy">The enclosed best-of-n policy.</param>
    /// <param name="order">The order α, at least 2.</param>
    /// <returns>An enclosure whose width is about 2^−precision of max(R, 1); exactly 0 for n = 1 and for a single cell.</returns>
    public static Enclosure Of(EnclosedBestOfN policy, int order)
    {
        Preconditions.NotNull(policy);
        Preconditions.AtLeast(order, 2);
        if (policy.N == 1)
        {
            return Enclosure.Zero;
        }

        // A negligible cell has t^α ≤ t: its whole mass bounds its share.
        var sum = EnclosedSums.Of(
            policy,
            cell => Enclosure.Multiply(cell.Reference, Enclosure.Power(cell.Ratio, order, policy.Working), policy.Working),
            policy.NegligibleMass);
        return Enclosure.Divide(Enclosure.Ln(sum, policy.Working), Enclosure.Exactly((BigInteger)order - 1), policy.Precision);
    }
}
