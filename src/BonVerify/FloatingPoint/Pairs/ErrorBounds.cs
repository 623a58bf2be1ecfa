namespace BonVerify.FloatingPoint.Pairs;

/// <summary>
/// The constants of the error analysis in <c>proofs/FloatingPoint.md</c>: relative errors in units of u² = 2^−106, each
/// with the lemma that proves it.
/// </summary>
internal static class ErrorBounds
{
    /// <summary>u² = 2^−106.</summary>
    public const double Unit = 1.232595164407831e-32;

    /// <summary>Lemma 2: a/b for doubles.</summary>
    public const double Divide = 6;

    /// <summary>Lemma 31: a quotient of pairs.</summary>
    public const double DividePairs = 24;

    /// <summary>Lemma 3: a product.</summary>
    public const double Multiply = 6;

    /// <summary>Lemma 4: a square.</summary>
    public const double Square = 4;

    /// <summary>Lemma 5: a product with a double.</summary>
    public const double MultiplyByDouble = 2;

    /// <summary>Lemma 6: a sum, relative to |a| + |b|.</summary>
    public const double Add = 3;

    /// <summary>Lemma 7: t − 1.</summary>
    public const double Difference = 1;

    /// <summary>Lemma 9: the logarithm.</summary>
    public const double Logarithm = 95_000;

    /// <summary>Lemma 15: a share or a mass from the leading bits of two integers.</summary>
    public const double Share = 10;

    /// <summary>Lemma 23: 1/D as a pair, for a pair D.</summary>
    public const double Reciprocal = 10;

    /// <summary>Lemma 16: ln F from exact shares on the fast path, in units of u.</summary>
    public const double FastLnShare = 9;

    /// <summary>Lemma 17: ln(1 − x) for small x on the fast path, in units of u.</summary>
    public const double FastLnOneMinus = 1.1;

    /// <summary>Lemma 18: the exponential of the fast path, in units of u.</summary>
    public const double FastExp = 2.1;

    /// <summary>Lemma 10: Σ p |t − 1| is at most so many times KL.</summary>
    public const double DeviationPerKl = 9.25;

    /// <summary>Lemma 11: negligible cells, small ratios, the sum over lanes, the skipped mass and the final division.</summary>
    public const double Remainder = 64;

    /// <summary>Lemma 12: what the errors of ratio and logarithm make of each other, per error of the ratio.</summary>
    public const double SecondOrder = 97_000;

    /// <summary>Lemma 12: 2^−800, for masses and rests below the range of pairs.</summary>
    public const double Underflow = 1.499696813895631e-241;

    private const double HalfUlp = 1.1102230246251565e-16;

    /// <summary>Everything else of second order.</summary>
    private const double Slack = 1 + 1.0 / (1 << 19);

    /// <summary>Lemma 8: the ladder h_n(a, b), counted by running it on errors; those of a and b are given.</summary>
    public static double Ladder(int n, double shares) =>
        PowerLadder.Quotient(new ErrorCount(shares), new ErrorCount(shares), new ErrorCount(0), n).Count;

    /// <summary>Lemma 34: the ladder T_m(a, b), counted in the same way.</summary>
    public static double Spread(int m, double shares) =>
        SpreadLadder.Of(new ErrorCount(shares), new ErrorCount(shares), static _ => new ErrorCount(0), m).Count;

    /// <summary>Lemma 23: a sum of so many doubles of at least 0, or of such sums, in three parts.</summary>
    public static double Sum(int count) => 8 + HalfUlp * count * count * count;

    /// <summary>Lemma 32: the absolute error of d_n(p), p being known.</summary>
    public static double Estimator(int n)
    {
        var (ratio, power) = PowerLadder.OfOne(new ErrorCount(Difference), new ErrorCount(0), n);
        var powers = power.Count + ratio.Count;
        return Up(((powers + 2 * Logarithm + 64) * (Math.Log(n) + 1) + n) * Unit);
    }

    /// <summary>A bound that was computed in doubles to first order, with everything of higher order.</summary>
    public static double Up(double bound) => bound * Slack + Underflow;

    /// <summary>Theorem 1: the absolute error of KL.</summary>
    /// <param name="kl">KL as computed.</param>
    /// <param name="n">The number of draws.</param>
    /// <param name="shares">The error of a share F.</param>
    /// <param name="blocks">Blocks of cells.</param>
    /// <param name="vectorsPerBlock">Vectors of cells in a block.</param>
    /// <param name="masses">The error of a mass p.</param>
    public static double KullbackLeibler(double kl, int n, double shares, int blocks, int vectorsPerBlock, double masses = Share)
    {
        var ladder = Ladder(n, shares);
        var cells = (DeviationPerKl + 1) * (ladder + Logarithm + Multiply + Add) + DeviationPerKl * (Difference + Add)
            + masses + Multiply;
        var sums = (double)blocks * vectorsPerBlock * (vectorsPerBlock + 4);
        var relative = (cells + sums + Remainder) * Unit;
        var absolute = ladder * (ladder + SecondOrder) * Unit * Unit + Underflow;
        return (relative * kl + absolute) * Slack;
    }
}
