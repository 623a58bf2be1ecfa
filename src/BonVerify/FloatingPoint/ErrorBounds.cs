namespace BonVerify.FloatingPoint;

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

    /// <summary>Lemma 10: Σ p |t − 1| is at most so many times KL.</summary>
    public const double DeviationPerKl = 9.25;

    /// <summary>Lemma 11: negligible cells, small ratios, the sum over lanes, the skipped mass and the final division.</summary>
    public const double Remainder = 64;

    /// <summary>Lemma 12: KL is at least 0.2163·2^−53 for n ≥ 2 and two weights of a total of at most 2^53.</summary>
    private const double SmallestKl = 0.2162 / (1L << 53);

    /// <summary>Everything else of second order.</summary>
    private const double Slack = 1 + 1.0 / (1 << 19);

    /// <summary>Lemma 8: the ladder h_n(a, b), counted by running it on errors.</summary>
    public static double Ladder(int n) =>
        PowerLadder.Quotient(new ErrorCount(Divide), new ErrorCount(Divide), new ErrorCount(0), n).Count;

    /// <summary>Theorem 1: the relative error of KL from blocks of so many vectors.</summary>
    public static double KullbackLeibler(int n, int blocks, int vectorsPerBlock)
    {
        var ladder = Ladder(n);
        var cells = (DeviationPerKl + 1) * (ladder + Logarithm + Multiply + Add) + DeviationPerKl * (Difference + Add)
            + MultiplyByDouble;
        var sums = (double)blocks * vectorsPerBlock * (vectorsPerBlock + 4);
        var secondOrder = ladder * ladder * Unit / SmallestKl;
        return (cells + sums + Remainder + secondOrder) * Slack * Unit;
    }
}
