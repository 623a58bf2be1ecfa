using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Neighbours;

/// <summary>
/// The difference of ln(q/p), q best-of-n, between the best and the worst of n draws: the target that preference training on best and
/// worst pairs regresses to (as reported in arXiv 2406.00832).
/// </summary>
/// <remarks>
/// On a continuous reward it is (n−1) H_(n−1) with the harmonic number H. On a finite policy it is at most that, and less for n ≥ 2:
/// the constant is a bound, not the value.
/// </remarks>
public static class BestWorst
{
    /// <summary>E_best ln(q/p) − E_worst ln(q/p) of a reference policy, exactly, in nats.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="maxBits">The budget for writing out all F^n exactly, in bits.</param>
    /// <returns>A linear form in logarithms of at least 0; 0 exactly for n = 1 and for a single level.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1, or the exact masses exceed the budget.</exception>
    public static LinearFormInLogarithms Difference(ReferencePolicy reference, int n, long maxBits = BestOfN.DefaultMaxBits) =>
        Difference(new BestOfN(reference, n, maxBits: maxBits));

    /// <summary>The same of best-of-n with ties among draws.</summary>
    internal static LinearFormInLogarithms Difference(BestOfN best)
    {
        var (reference, n) = (best.Reference, best.N);
        var terms = new List<LinearFormInLogarithms.Term>();
        var above = best.Denominator;
        foreach (var (level, mass, ratio) in best.Cells.Zip(best.CellNumerators, best.DensityRatios))
        {
            // (1 − F₋)^n − (1 − F)^n over the same denominator.
            var next = BigInteger.Pow(reference.Denominator - level.CumulativeWeight, n);
            var worst = above - next;
            above = next;
            terms.Add(new(mass - worst, ratio));
        }

        return new LinearFormInLogarithms(BigInteger.Zero, terms, best.Denominator);
    }

    /// <summary>E_best ln(q/p) − E_worst ln(q/p) of a reference policy, enclosed, in nats: for n too large to write F^n out.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="precision">Bits of accuracy, at least 2.</param>
    /// <returns>An enclosure of a number of at least 0, whose width is about 2^−precision of the largest |ln(q/p)|; exactly 0 for n = 1 and for a single level.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1.</exception>
    public static Enclosure Enclose(ReferencePolicy reference, int n, int precision)
    {
        Preconditions.NotNull(reference);
        if (Preconditions.AtLeast(n, 1) == 1 || reference.Levels.Count == 1)
        {
            return Enclosure.Zero;
        }

        var bits = precision + 16;
        var best = new EnclosedBestOfN(reference, n, bits);
        var worst = new EnclosedBestOfN(reference.WithRewards(reference.Rewards.Select(static reward => -reward)), n, bits);
        var sum = Enclosure.Zero;
        for (var i = 0; i < best.Cells.Count; i++)
        {
            var difference = Enclosure.Subtract(best.Mass(i), worst.Mass(best.Cells.Count - 1 - i), bits);
            sum = Enclosure.Add(sum, Enclosure.Multiply(difference, best.LogRatio(i), bits), bits);
        }

        return sum.Round(precision);
    }

    /// <summary>(n−1) H_(n−1), the difference on a continuous reward, exactly, in nats.</summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>A rational number; 0 for n = 1.</returns>
    public static Rational Continuous(int n)
    {
        Preconditions.AtLeast(n, 1);
        var (numerator, denominator) = n == 1 ? (BigInteger.Zero, BigInteger.One) : Harmonic(1, n);
        return new Rational((n - 1) * numerator, denominator);
    }

    /// <summary>1/(2 (n−1) H_(n−1)): the constant that scales the difference to ½ on a continuous reward.</summary>
    /// <param name="n">The number of draws, at least 2.</param>
    /// <returns>A rational number.</returns>
    public static Rational Scale(int n) => (2 * Continuous(Preconditions.AtLeast(n, 2))).Reciprocal();

    /// <summary>Σ 1/i for first ≤ i &lt; end, not in lowest terms, by halves: numbers of equal length are multiplied fastest.</summary>
    private static (BigInteger Numerator, BigInteger Denominator) Harmonic(int first, int end)
    {
        if (end - first == 1)
        {
            return (BigInteger.One, first);
        }

        var middle = first + (end - first) / 2;
        var (a, b) = Harmonic(first, middle);
        var (c, d) = Harmonic(middle, end);
        return (a * d + c * b, b * d);
    }
}
