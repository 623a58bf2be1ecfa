using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Bounds;

/// <summary>
/// The best possible constants of the quadratic gap bounds, certified by interval branch and bound: no sampling is
/// involved.
/// </summary>
/// <remarks>
/// A gap is Σ F^n φ(P/F), so gap ≤ c_n Σ F^(n−2) P² with c_n = max φ(x)/x², and one outcome of that size attains it
/// when F = 1; likewise for the win rate with ω and Σ F^(n−1) P².
/// </remarks>
public static partial class BestConstants
{
    internal const int MinimumBits = 8;

    private const int CoarsePrecision = 112;

    // A piece this narrow is left to the derivative.
    private const int FinestPiece = 7;

    /// <summary>c_n = max φ(x)/x²: the best constant of the KL gap. c_n/n² tends to 0.033154….</summary>
    /// <param name="n">The number of draws, at least 2.</param>
    /// <param name="bits">Relative accuracy in bits, at least 8.</param>
    /// <returns>The certified maximum; at x = 1 for small n.</returns>
    public static BestConstant KlGap(int n, int bits = 53)
    {
        Preconditions.AtLeast(n, 2);
        Preconditions.AtLeast(bits, MinimumBits);

        return KlGapExactly(n) is { } exact ? new BestConstant(exact.Enclose(bits + 4), Enclosure.One) : Maximise(new KlGapProfile(n), bits);
    }

    /// <summary>max ω(x)/x²: the best constant of the win-rate gap. Divided by n it tends to 0.069675….</summary>
    /// <param name="n">The number of draws, at least 2.</param>
    /// <param name="bits">Relative accuracy in bits, at least 8.</param>
    /// <returns>The certified maximum; at x = 1 for n of at most 3.</returns>
    public static BestConstant WinRateGap(int n, int bits = 53)
    {
        Preconditions.AtLeast(n, 2);
        Preconditions.AtLeast(bits, MinimumBits);
        return WinRateGapExactly(n) is { } exact ? new BestConstant(exact.Enclose(bits + 4), Enclosure.One) : Maximise(new WinRateGapProfile(n), bits);
    }

    /// <summary>
    /// c_n where x = 1 attains it: φ(1) = ln n − (n−1)/n. There g = x φ′ − 2φ is 1 − 2φ(1), which is positive for n of at most 3.
    /// </summary>
    internal static LinearFormInLogarithms? KlGapExactly(int n) => n <= 3 ? KlBounds.Formula(n) : null;

    /// <summary>
    /// The constant of the win-rate gap where x = 1 attains it, ω(1) = n/(n+1) − 1/2: g is 3/2 − 2n/(n+1) there. It is 0 for n = 3,
    /// where ω(x)/x² = (1 − (1 − x)²)/4.
    /// </summary>
    internal static LinearFormInLogarithms? WinRateGapExactly(int n) =>
        n <= 3 ? LinearFormInLogarithms.FromRational(new Rational(n, n + 1) - new Rational(1, 2)) : null;

    private static BestConstant Maximise(GapProfile profile, int bits)
    {
        // Next to its root g is known to half as many bits as the root, and some of those cancel.
        var precision = bits + 96;

        // To find out where the maximum is takes few bits; only its value takes many.
        var coarse = Math.Min(precision, CoarsePrecision);
        var (left, right) = Candidates(profile, coarse);

        // g = x φ' − 2φ has the sign of (φ/x²)'. Where it decreases the maximum is its only zero, or the right end.
        RequireFallingSign(profile, left, right, coarse);
        (left, right) = Root(profile, left, right, bits / 2 + 8, precision);

        return new BestConstant(MaximumBetween(profile, left, right, precision).Round(bits + 8), new Enclosure(left, right).Round(bits + 8));
    }

    /// <summary>The maximum of φ/x², which is attained between two ends; g falls there.</summary>
    internal static Enclosure MaximumBetween(GapProfile profile, Dyadic left, Dyadic right, int precision)
    {
        // φ/x² rises to the maximum and falls after it, by at most |g|/x³ times the width on either side.
        var rise = Enclosure.Multiply(
            Enclosure.Divide(
                Enclosure.Exactly(Discriminant(profile, left, precision).Upper),
                Enclosure.Power(Enclosure.Exactly(left), 3, precision),
                precision),
            Enclosure.Exactly(right - left),
            precision);
        var value = Ratio(profile, left, left, precision);
        return new Enclosure(value.Lower, value.Upper + rise.Upper);
    }

    /// <summary>The zero of g, which falls, within so many bits of the width of the bracket.</summary>
    private static (Dyadic Left, Dyadic Right) Root(GapProfile profile, Dyadic left, Dyadic right, int bits, int precision)
    {
        var (atLeft, atRight) = (Discriminant(profile, left, precision), Discriminant(profile, right, precision));
        for (var end = (right - left).ScaleByPowerOfTwo(-bits); right - left > end;)
        {
            // The chord meets 0 next to the root, up to the square of the width: two signs square the bracket. Where they do not, it is halved.
            var width = right - left;
            var share = Enclosure.Divide(Enclosure.Exactly(atLeft.Lower), Enclosure.Exactly(atLeft.Lower - atRight.Upper), precision);
            var middle = left + (width * share.Lower).Round(precision, RoundingDirection.Down);
            var margin = (width * width).ScaleByPowerOfTwo(2 - left.TopExponent).Round(8, RoundingDirection.Up);
            var isNarrow = margin.ScaleByPowerOfTwo(2) < width && atLeft.Lower.Sign > 0 && atRight.Upper.Sign < 0;
            if (!isNarrow)
            {
                Narrow((left + right).ScaleByPowerOfTwo(-1));
                continue;
            }

            Narrow(middle - margin);
            Narrow(middle + margin);
        }

        return (left, right);

        void Narrow(Dyadic x)
        {
            if (x <= left || x >= right)
            {
                return;
            }

            var value = Discriminant(profile, x, precision);
            if ((value.Sign ?? Sign(profile, x, 2 * precision)) > 0)
            {
                (left, atLeft) = (x, value);
            }
            else
            {
                (right, atRight) = (x, value);
            }
        }
    }

    /// <summary>The hull of all pieces of (0, 1] that the bound φ(b)/a² on [a, b] (φ increases) does not exclude.</summary>
    private static (Dyadic Left, Dyadic Right) Candidates(GapProfile profile, int precision)
    {
        // The nearer it is to the maximum, the more pieces are excluded at once.
        var start = NearMaximum(profile);
        var best = Ratio(profile, start, start, precision).Lower;

        // φ(x) ≤ c x³ excludes everything below best/c.
        var smallest = Enclosure.Divide(Enclosure.Exactly(best), profile.Cubic(precision), 64).Lower;
        var keptInDoubles = best.ToDouble() * (1 + 1.0 / 1024);
        var octaves = new List<(Dyadic From, Dyadic To)>();
        for (var to = Dyadic.One; to > smallest; to = to.ScaleByPowerOfTwo(-1))
        {
            octaves.Add((to.ScaleByPowerOfTwo(-1), to));
        }

        // From either side up to the first piece: those in between need no look.
        var right = octaves.Select(octave => Outermost(octave, isRightmost: true)).First(static found => found is not null);
        var left = octaves.AsEnumerable().Reverse().Select(octave => Outermost(octave, isRightmost: false)).First(static found => found is not null);
        return (left!.Value.From, right!.Value.To);

        (Dyadic From, Dyadic To)? Outermost((Dyadic From, Dyadic To) piece, bool isRightmost)
        {
            // Doubles tell which pieces are worth the try to exclude them: those that they take in are only looked at more closely.
            var (from, to) = (piece.From.ToDouble(), piece.To.ToDouble());
            if (!(profile.Nearly(to) > from * from * keptInDoubles) && Ratio(profile, piece.From, piece.To, precision).Upper < best)
            {
                return null;
            }

            if (piece.To - piece.From <= piece.From.ScaleByPowerOfTwo(-FinestPiece))
            {
                return piece;
            }

            var middle = (piece.From + piece.To).ScaleByPowerOfTwo(-1);
            var (lower, upper) = ((piece.From, middle), (middle, piece.To));
            return isRightmost
                ? Outermost(upper, isRightmost) ?? Outermost(lower, isRightmost)
                : Outermost(lower, isRightmost) ?? Outermost(upper, isRightmost);
        }
    }

    /// <summary>Where the maximum is near for large n.</summary>
    private static Dyadic Start(int n) =>
        n <= 3 ? Dyadic.One : Enclosure.FromRatio(5, 2 * (BigInteger)n, 32).Lower;

    /// <summary>φ(to)/from².</summary>
    private static Enclosure Ratio(GapProfile profile, Dyadic from, Dyadic to, int precision) => Enclosure.Divide(
        profile.Value(Enclosure.Exactly(to), precision), Enclosure.Power(Enclosure.Exactly(from), 2, precision), precision);

    private static Enclosure Discriminant(GapProfile profile, Dyadic x, int precision)
    {
        var point = Enclosure.Exactly(x);
        return Enclosure.Subtract(
            Enclosure.Multiply(point, profile.Slope(point, precision), precision),
            profile.Value(point, precision).ScaleByPowerOfTwo(1),
            precision);
    }

    private static int Sign(GapProfile profile, Dyadic x, int precision)
    {
        for (var bits = precision; ; bits = checked(2 * bits))
        {
            if (Discriminant(profile, x, bits).Sign is { } sign)
            {
                return sign;
            }
        }
    }

    /// <summary>Makes certain that g' = x φ'' − φ' is below 0 on all of [left, right], bisecting where that is not plain yet.</summary>
    private static void RequireFallingSign(GapProfile profile, Dyadic left, Dyadic right, int precision)
    {
        var pieces = new Stack<(Dyadic From, Dyadic To)>([(left, right)]);
        while (pieces.TryPop(out var piece))
        {
            var x = new Enclosure(piece.From, piece.To);
            var falls = Enclosure.Subtract(
                Enclosure.Multiply(x, profile.Curvature(x, precision), precision), profile.Slope(x, precision), precision);
            if (falls.Upper.Sign < 0)
            {
                continue;
            }

            if (piece.To - piece.From <= piece.From.ScaleByPowerOfTwo(-40))
            {
                throw new InvalidOperationException($"the derivative at x = {piece.From} has no certain sign; this is a defect.");
            }

            var middle = (piece.From + piece.To).ScaleByPowerOfTwo(-1);
            pieces.Push((piece.From, middle));
            pieces.Push((middle, piece.To));
        }
    }
}
