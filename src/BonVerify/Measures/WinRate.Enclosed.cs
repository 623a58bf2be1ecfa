using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <content>For n too large to write F^n out.</content>
public static partial class WinRate
{
    /// <summary>W = Σ Q·(F₋ + F)/2, enclosed.</summary>
    /// <param name="policy">The enclosed best-of-n policy.</param>
    /// <returns>An enclosure with a relative width of about 2^−precision; exactly ½ for n = 1 and for a single level.</returns>
    public static Enclosure Of(EnclosedBestOfN policy)
    {
        Preconditions.NotNull(policy);
        if (policy.N == 1)
        {
            return Enclosure.Exactly(new Dyadic(1, -1));
        }

        if (policy.Ties != TieBreaking.AmongDraws)
        {
            // Equal rewards count half whichever draw is kept.
            return Of(new EnclosedBestOfN(policy.Reference, policy.N, policy.Precision));
        }

        return EnclosedSums.Of(
            policy,
            cell => Enclosure.Multiply(
                cell.Mass,
                Enclosure.FromRatio(2 * cell.Level.CumulativeWeight - cell.Level.Weight, 2 * policy.Reference.Denominator, policy.Working),
                policy.Working),
            policy.NegligibleMass).Round(policy.Precision);
    }
}
