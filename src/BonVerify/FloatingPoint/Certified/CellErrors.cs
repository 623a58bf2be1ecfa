using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Certified;

/// <summary>What shares, masses and their sums may be off, in units of u², for the errors of theorem 5.</summary>
/// <param name="N">The number of draws.</param>
/// <param name="Shares">The error of a share F.</param>
/// <param name="Masses">The error of a mass p.</param>
/// <param name="Sums">What adding up the cells costs, of the sum of magnitudes.</param>
internal readonly record struct CellErrors(int N, double Shares, double Masses, double Sums)
{
    /// <summary>Weights that are doubles, or sums of tied ones.</summary>
    /// <param name="n">The number of draws.</param>
    /// <param name="count">How many.</param>
    /// <param name="blocks">Blocks of cells that were added up.</param>
    /// <param name="lanes">How many cells at once.</param>
    public static CellErrors OfDoubles(int n, int count, int blocks, int lanes)
    {
        var (sum, vectors) = (ErrorBounds.Sum(count), (double)CertifiedEvaluation<Lanes1>.Block / lanes);
        return new(
            n,
            2 * sum + ErrorBounds.Reciprocal + ErrorBounds.Multiply,
            ErrorBounds.Share + 3 * sum,
            blocks * vectors * (vectors + 4) + ErrorBounds.Remainder);
    }

    /// <summary>The error of a density ratio.</summary>
    public double Ratio => ErrorBounds.Ladder(N, Shares);

    private double Rounding => Masses + ErrorBounds.Multiply + Sums;

    /// <summary>Theorem 5: the absolute error of χ².</summary>
    public double ChiSquared(double value)
    {
        // 2t|t − 1| ≤ 2(t − 1)² + 2|t − 1|, and Σ p |t − 1| ≤ √χ².
        var (ratio, rounding) = (Ratio, 2 * ErrorBounds.Difference + ErrorBounds.Square + Rounding);
        var absolute = SecondOrder(ratio, ratio);
        var root = Root(value, 2 * ratio * ErrorBounds.Unit, absolute);
        return ErrorBounds.Up((((2 * ratio + rounding) * root + 2 * ratio) * root * ErrorBounds.Unit) + absolute * (1 + root * root));
    }

    /// <summary>Theorem 5: the absolute error of the KL divergence of the reference policy from best-of-n.</summary>
    public double Reverse(double value)
    {
        // Σ p |t − 1| ≤ √(2 KL) by Pinsker. A low ratio has a logarithm of two, and of n: at most 1.4 times its own.
        var ratio = Ratio;
        var logarithm = 1.4 * (ErrorBounds.Logarithm + ErrorBounds.MultiplyByDouble + 2 * ErrorBounds.Add);
        var low = ErrorBounds.Ladder(N, 2 * Shares + ErrorBounds.DividePairs) + N * Shares;
        var linear = (ratio + logarithm + ErrorBounds.Difference + ErrorBounds.Add) * Math.Sqrt(2);
        var absolute = SecondOrder(ratio, ratio + ErrorBounds.SecondOrder);
        var root = Root(value, linear * ErrorBounds.Unit, absolute);
        return ErrorBounds.Up((((logarithm + low + Rounding) * root + linear) * root * ErrorBounds.Unit) + absolute);
    }

    /// <summary>Theorem 5: the absolute error of a mean over best-of-n of what is at most a bound and is known within so many units.</summary>
    public double Mean(double bound, double units) => ErrorBounds.Up((Ratio + units + Rounding) * bound * ErrorBounds.Unit);

    /// <summary>Theorem 5: the absolute error of E[d_n].</summary>
    public double EstimatorMean() =>
        Mean(Math.Log(N) + 1, ErrorBounds.Multiply) + ErrorBounds.Up(Masses * (Math.Log(N) + 3) * ErrorBounds.Unit) + ErrorBounds.Estimator(N);

    private static double SecondOrder(double a, double b) => a * b * ErrorBounds.Unit * ErrorBounds.Unit + ErrorBounds.Underflow;

    /// <summary>A bound on √x where x is within linear·√x + absolute of a value, to first order.</summary>
    private static double Root(double value, double linear, double absolute) => linear + Math.Sqrt(Math.Max(value, 0) + absolute);
}
