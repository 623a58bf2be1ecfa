using BonVerify.Numerics;
using Fractions;

namespace BonVerify.Bounds;

/// <summary>Upper bounds of the win rate of best-of-n.</summary>
public static class WinRateBounds
{
    /// <summary>n/(n+1), the win rate on a continuous reward (Beirami et al., arXiv 2401.01879, Theorem 5.3).</summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>An exact fraction; ½ for n = 1.</returns>
    public static Fraction Continuous(int n) => ExactNumber.Ratio(Preconditions.AtLeast(n, 1), (long)n + 1);
}
