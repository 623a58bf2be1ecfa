using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Bounds;

/// <summary>Upper bounds of the win rate of best-of-n.</summary>
public static class WinRateBounds
{
    /// <summary>n/(n+1), the win rate on a continuous reward (Beirami et al., arXiv 2401.01879, Theorem 5.3).</summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>An exact rational number; ½ for n = 1.</returns>
    public static Rational Continuous(int n) => new Rational(Preconditions.AtLeast(n, 1), (long)n + 1);

    /// <summary>1 − ε_∞/2, the limit of the win rate as n grows and an upper bound for every n.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <returns>An exact rational number in [½, 1).</returns>
    public static Rational Limit(ReferencePolicy reference)
    {
        var twice = 2 * Preconditions.NotNull(reference).Denominator;
        return new Rational(twice - reference.Levels[^1].Weight, twice);
    }
}
