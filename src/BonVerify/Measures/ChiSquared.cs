using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Measures;

/// <summary>The χ² divergence of best-of-n from its reference policy.</summary>
public static partial class ChiSquared
{
    /// <summary>χ²(π⁽ⁿ⁾‖p) = Σ q²/p − 1, exactly.</summary>
    /// <param name="policy">The best-of-n policy.</param>
    /// <returns>A fraction of at least 0.</returns>
    public static Rational Of(BestOfN policy)
    {
        var (numerator, denominator) = RenyiDivergence.Moment(policy, 2);
        return new Rational(numerator - denominator, denominator);
    }
}
