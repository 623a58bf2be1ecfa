using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Bounds;

/// <content>Numbers just below the best constants, found in a fraction of the time.</content>
public static partial class BestConstants
{
    private const int CertifiedBits = 96;
    private const int SearchSteps = 24;

    private const double Golden = 0.618033988749895;

    /// <summary>A number of at most c_n, and near it: a gap below it times the sum is below c_n times the sum.</summary>
    /// <param name="n">The number of draws, at least 3.</param>
    internal static Rational KlGapAtLeast(int n) => AtLeast(new KlGapProfile(Preconditions.AtLeast(n, 3)));

    /// <summary>The same for the win rate.</summary>
    /// <param name="n">The number of draws, at least 3.</param>
    internal static Rational WinRateGapAtLeast(int n) => AtLeast(new WinRateGapProfile(Preconditions.AtLeast(n, 3)));

    /// <summary>φ(x)/x² at some x, which is at most the maximum whatever x is; the search only makes it near.</summary>
    private static Rational AtLeast(GapProfile profile)
    {
        var point = NearMaximum(profile);
        return Ratio(profile, point, point, CertifiedBits).Lower.ToRational();
    }

    /// <summary>An x next to the maximum of φ(x)/x², by golden sections in doubles: nothing rests on it.</summary>
    private static Dyadic NearMaximum(GapProfile profile)
    {
        var start = Start(profile.N).ToDouble();
        var (left, right) = (start / 2, Math.Min(2 * start, 1));
        var best = (Point: right, Value: At(right));
        for (var i = 0; i < SearchSteps; i++)
        {
            var step = Golden * (right - left);
            var (low, high) = (right - step, left + step);
            var (atLow, atHigh) = (At(low), At(high));
            var better = atLow > atHigh ? (Point: low, Value: atLow) : (Point: high, Value: atHigh);
            best = better.Value > best.Value ? better : best;
            (left, right) = atLow > atHigh ? (left, high) : (low, right);
        }

        return Dyadic.FromDouble(best.Point);

        double At(double x) => profile.Nearly(x) / (x * x);
    }
}
