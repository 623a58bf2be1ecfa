using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Policies;

/// <summary>
/// The law of the best of n draws by its definition: every n-tuple of outcomes, its probability, and the draw that is
/// kept. Slow, obvious, and independent of the closed form it referees.
/// </summary>
public static class Enumeration
{
    /// <summary>The largest number of tuples that are visited; it takes some seconds.</summary>
    public const int MaxTuples = 1 << 22;

    /// <summary>The largest n: one outcome has one tuple of any length.</summary>
    public const int MaxTupleLength = 1000;

    /// <summary>The number of n-tuples of outcomes with positive mass.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <returns>K^n.</returns>
    public static BigInteger TupleCount(ReferencePolicy reference, int n) =>
        Preconditions.Power(Preconditions.NotNull(reference).SupportSize, Preconditions.AtLeast(n, 1), nameof(n));

    /// <summary>The probability mass of each outcome, in listing order, from all K^n tuples.</summary>
    /// <param name="reference">The reference policy.</param>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="ties">Which of several maximal-reward draws is kept.</param>
    /// <returns>Exact masses that sum to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1, or there are more tuples than <see cref="MaxTuples"/>.</exception>
    public static IReadOnlyList<Rational> Probabilities(
        ReferencePolicy reference, int n, TieBreaking ties = TieBreaking.AmongDraws)
    {
        Preconditions.NotNull(reference);
        Preconditions.AtLeast(n, 1);
        Preconditions.Defined(ties);
        if (n > MaxTupleLength || TupleCount(reference, n) > MaxTuples)
        {
            throw new ArgumentOutOfRangeException(
                nameof(n), Preconditions.Message(nameof(n), n, $"must be at most {MaxTupleLength}, and K^n at most {MaxTuples}: all tuples are visited"));
        }

        var weights = reference.Weights.ToArray();
        var rewards = reference.Rewards.ToArray();
        var support = Enumerable.Range(0, weights.Length).Where(i => !weights[i].IsZero).ToArray();

        // Shares 1/count of a tuple are integers over this common multiple.
        var shares = Enumerable.Range(1, n).Aggregate(
            BigInteger.One, static (lcm, count) => lcm / BigInteger.GreatestCommonDivisor(lcm, count) * count);
        var sums = new BigInteger[weights.Length];
        var kept = new List<int>();
        Draw(n, BigInteger.One);
        var total = shares * BigInteger.Pow(reference.Denominator, n);
        return Array.ConvertAll(sums, sum => new Rational(sum, total));

        void Draw(int remaining, BigInteger mass)
        {
            if (remaining == 0)
            {
                foreach (var outcome in kept)
                {
                    sums[outcome] += mass * (shares / kept.Count);
                }

                return;
            }

            foreach (var outcome in support)
            {
                var before = kept.ToArray();
                Keep(outcome);
                Draw(remaining - 1, mass * weights[outcome]);
                kept.Clear();
                kept.AddRange(before);
            }
        }

        void Keep(int outcome)
        {
            var comparison = kept.Count == 0 ? 1 : rewards[outcome].CompareTo(rewards[kept[0]]);
            if (comparison == 0 && ties != TieBreaking.AmongDraws)
            {
                comparison = ties == TieBreaking.FirstListed ? kept[0].CompareTo(outcome) : outcome.CompareTo(kept[0]);
            }

            if (comparison > 0)
            {
                kept.Clear();
            }

            if (comparison > 0 || (comparison == 0 && ties == TieBreaking.AmongDraws))
            {
                kept.Add(outcome);
            }
        }
    }
}
