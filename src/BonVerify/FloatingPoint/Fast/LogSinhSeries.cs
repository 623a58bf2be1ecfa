using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;

namespace BonVerify.FloatingPoint.Fast;

/// <summary>ln(sinh(z)/(n sinh(z/n))) = z² (C1 + C2 z² + …), and ln n − 1.</summary>
/// <remarks>ln(sinh(z)/z) = z²/6 − z⁴/180 + z⁶/2835 − z⁸/37800 + z¹⁰/467775 − …; the rest is below 6·10⁻¹⁷ for z ≤ 1/4.</remarks>
internal readonly struct LogSinhSeries
{
    // With few cells each counts: all go the accurate way.
    private const int FewCells = 48;

    private const double Limit = 0.25;

    public LogSinhSeries(int n, int cells)
    {
        N = n;
        SquareLimit = cells <= FewCells ? -1 : Limit * Limit;
        Narrow = cells <= FewCells ? -1 : Limit / n;
        ShortSquareLimit = Math.Min(SquareLimit, 1.0 / 4096);
        LnNMinusOne = Lanes1.First(DoubleDouble<Lanes1>.MinusOne(
            DoubleDouble<Lanes1>.Ln(new(Lanes1.Create(n), Lanes1.Create(0)))).High);
        var square = 1.0 / ((double)n * n);
        C1 = (1 - square) / 6;
        C2 = (square * square - 1) / 180;
        C3 = (1 - Math.Pow(square, 3)) / 2835;
        C4 = (Math.Pow(square, 4) - 1) / 37800;
        C5 = (1 - Math.Pow(square, 5)) / 467775;
        C6 = (Math.Pow(square, 6) - 1) * 691 / 3831077250;
    }

    public int N { get; }

    /// <summary>
    /// The largest z² that the series serves; none when negative. Where rounding has put boundaries out of order z is negative.
    /// </summary>
    public double SquareLimit { get; }

    /// <summary>
    /// Cells with at most this share x of what is left above and in them are within the limit by far, as z = −n ln(1 − x)/2.
    /// </summary>
    public double Narrow { get; }

    /// <summary>The largest z² for which three terms do.</summary>
    public double ShortSquareLimit { get; }

    /// <summary>ln n − 1, rounded once: an error in it would be one of the whole divergence.</summary>
    public double LnNMinusOne { get; }

    public double C1 { get; }

    public double C2 { get; }

    public double C3 { get; }

    public double C4 { get; }

    public double C5 { get; }

    public double C6 { get; }
}
