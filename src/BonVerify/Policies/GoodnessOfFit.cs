using System.Numerics;
using System.Runtime.CompilerServices;
using BonVerify.Numerics;

namespace BonVerify.Policies;

/// <summary>
/// A test of observed counts against exact probabilities whose false-alarm rate is proved, not asymptotic: counts drawn
/// from the probabilities have a p-value of at most α with probability at most α, for every α, size and number of outcomes.
/// </summary>
/// <remarks>
/// The count of one outcome is binomial, and an exact tail is at most a with probability at most a. The p-value is twice
/// the smallest tail times the number of outcomes (Bonferroni), where of the two tails only that beyond the mode counts.
/// Tails are enclosed: terms relative to that at the mode follow from their ratios, their sum over all counts being the
/// unit, and what lies beyond the last term is bounded by a geometric series. No approximation enters, and only about √M terms do.
/// </remarks>
public static class GoodnessOfFit
{
    private const int Precision = 128;

    // Terms from here on are only bounded: a p-value this small is given as [0, bound].
    private const int SmallestTail = -256;

    /// <summary>The p-value of counts under given probabilities.</summary>
    /// <param name="counts">How often each outcome was observed.</param>
    /// <param name="probabilities">The probability of each outcome; they sum to exactly 1.</param>
    /// <returns>An enclosure within [0, 1]; exactly 0 when an outcome of probability 0 was observed.</returns>
    /// <exception cref="ArgumentException">The lengths differ, a count is negative, or the probabilities do not sum to 1.</exception>
    public static Enclosure PValue(IEnumerable<int> counts, IEnumerable<Rational> probabilities)
    {
        var observed = Preconditions.NotNull(counts).ToArray();
        var masses = Preconditions.NotNull(probabilities).ToArray();
        Check(observed, masses);

        var total = observed.Sum(static count => (long)count);
        var pairs = observed.Zip(masses).Distinct().ToArray();
        if (pairs.Any(static pair => pair.First > 0 && pair.Second.IsZero))
        {
            return Enclosure.Zero;
        }

        // Outcomes of probability 0 and 1 are as they must be by now.
        var uncertain = masses.Count(IsUncertain);
        return pairs
            .Where(static pair => IsUncertain(pair.Second))
            .Select(pair => Enclosure.Multiply(
                Enclosure.Exactly(2 * (BigInteger)uncertain), Tail(total, pair.First, pair.Second), Precision))
            .Aggregate(Enclosure.One, Smaller);
    }

    /// <summary>Whether counts contradict the probabilities at a false-alarm rate of at most <paramref name="alpha"/>.</summary>
    /// <param name="counts">How often each outcome was observed.</param>
    /// <param name="probabilities">The probability of each outcome; they sum to exactly 1.</param>
    /// <param name="alpha">The largest acceptable chance to reject counts that do come from the probabilities, in (0, 1).</param>
    /// <returns>Whether the p-value is certain to be at most α.</returns>
    /// <exception cref="ArgumentException">The input is not as <see cref="PValue"/> needs it, or α is not in (0, 1).</exception>
    public static bool Rejects(IEnumerable<int> counts, IEnumerable<Rational> probabilities, Rational alpha)
    {
        return alpha > 0 && alpha < 1
            ? PValue(counts, probabilities).Upper.ToRational() <= alpha
            : throw new ArgumentOutOfRangeException(
                nameof(alpha), Preconditions.Message(nameof(alpha), alpha, "must be in (0, 1)"));
    }

    /// <inheritdoc cref="Rejects(IEnumerable{int}, IEnumerable{Rational}, Rational)"/>
    [OverloadResolutionPriority(-1)]
    public static bool Rejects(IEnumerable<int> counts, IEnumerable<Rational> probabilities, double alpha) =>
        Rejects(counts, probabilities, Rational.FromDouble(Preconditions.Finite(alpha)));

    private static bool IsUncertain(Rational p) => p > Rational.Zero && p < Rational.One;

    /// <summary>P(X ≥ count) above the mode of X ~ Bin(total, p), P(X ≤ count) below it, and 1 at the mode; 0 &lt; p &lt; 1.</summary>
    internal static Enclosure Tail(long total, long count, Rational p)
    {
        var (hit, miss) = (p.Numerator, p.Denominator - p.Numerator);
        var mode = (long)BigInteger.Min(total, (total + BigInteger.One) * hit / p.Denominator);
        if (count == mode)
        {
            return Enclosure.One;
        }

        var (above, aboveTail) = Beyond(total, mode, Enclosure.FromRatio(hit, miss, Precision), count);
        var (below, belowTail) = Beyond(total, total - mode, Enclosure.FromRatio(miss, hit, Precision), total - count);
        var all = Enclosure.Add(Enclosure.One, Enclosure.Add(above, below, Precision), Precision);
        return Smaller(Enclosure.One, Enclosure.Divide(count > mode ? aboveTail : belowTail, all, Precision));
    }

    /// <summary>
    /// The terms P(X = k)/P(X = mode) summed over k > mode and over k ≥ count > mode. Their ratios decrease, so that beyond
    /// a term w with ratio r &lt; 1 to the next at most w·r/(1 − r) is left.
    /// </summary>
    private static (Enclosure All, Enclosure Tail) Beyond(long total, long mode, Enclosure odds, long count)
    {
        var (all, tail) = (Enclosure.Zero, Enclosure.Zero);
        var term = Enclosure.One;
        for (var k = mode; k < total; k++)
        {
            var ratio = Enclosure.Multiply(odds, Enclosure.FromRatio(total - k, k + 1, Precision), Precision);
            var gap = Enclosure.Subtract(Enclosure.One, ratio, Precision);
            if (gap.Lower.Sign > 0)
            {
                var rest = Dyadic.DivideRounded(term.Upper * ratio.Upper, gap.Lower, Precision, RoundingDirection.Up);
                if (rest.TopExponent < SmallestTail)
                {
                    var left = new Enclosure(Dyadic.Zero, rest);
                    return (Enclosure.Add(all, left, Precision), Enclosure.Add(tail, left, Precision));
                }
            }

            term = Enclosure.Multiply(term, ratio, Precision);
            all = Enclosure.Add(all, term, Precision);
            tail = k + 1 >= count ? Enclosure.Add(tail, term, Precision) : tail;
        }

        return (all, tail);
    }

    /// <summary>An enclosure of the smaller of two numbers.</summary>
    private static Enclosure Smaller(Enclosure left, Enclosure right) =>
        new(Enclosure.Min(left.Lower, right.Lower), Enclosure.Min(left.Upper, right.Upper));

    private static void Check(int[] counts, Rational[] probabilities)
    {
        if (counts.Length != probabilities.Length)
        {
            throw new ArgumentException(
                $"counts has {counts.Length} entries; it must have one per probability, {probabilities.Length}.", nameof(counts));
        }

        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(counts), Preconditions.Message($"counts[{i}]", counts[i], "must be at least 0"));
            }

            if (probabilities[i] < Rational.Zero)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(probabilities),
                    Preconditions.Message($"probabilities[{i}]", probabilities[i], "must be at least 0"));
            }
        }

        var sum = probabilities.Aggregate(Rational.Zero, static (total, p) => total + p);
        if (sum != Rational.One)
        {
            throw new ArgumentException(
                $"probabilities sum to {Preconditions.Shown(sum.ToString())}; they must sum to 1.", nameof(probabilities));
        }
    }
}
