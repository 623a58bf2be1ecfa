using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <summary>The win rate of best-of-n against one draw from the reference policy.</summary>
public static partial class WinRate
{
    /// <summary>W = P(r(Y) > r(Z)) + ½ P(r(Y) = r(Z)) with Y ~ best-of-n and Z ~ p, exactly.</summary>
    /// <param name="policy">The best-of-n policy.</param>
    /// <returns>Σ Q·(F₋ + F)/2 over reward levels; ½ for n = 1. Equal rewards count half under either tie convention.</returns>
    public static Rational Of(BestOfN policy)
    {
        var (numerator, denominator) = Ratio(policy);
        return new Rational(numerator, denominator);
    }

    /// <summary>W, not in lowest terms.</summary>
    internal static (BigInteger Numerator, BigInteger Denominator) Ratio(BestOfN policy)
    {
        Preconditions.NotNull(policy);
        var sum = BigInteger.Zero;
        var below = BigInteger.Zero;
        foreach (var (level, numerator) in policy.Reference.Levels.Zip(policy.LevelNumerators()))
        {
            sum += numerator * (below + level.CumulativeWeight);
            below = level.CumulativeWeight;
        }

        return (sum, 2 * policy.Reference.Denominator * policy.Denominator);
    }
}
