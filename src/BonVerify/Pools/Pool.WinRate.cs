using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Pools;

/// <content>How often the best of some draws beats the best of others.</content>
public sealed partial class Pool
{
    /// <summary>
    /// The unbiased estimate of the chance that the best of n draws has a larger reward than the best of m further draws of the same
    /// policy, a tie counting half: the mean over all pairs of disjoint subsets of sizes n and m.
    /// </summary>
    /// <param name="n">The number of draws, at least 1.</param>
    /// <param name="m">The number of draws of the opponent, at least 1; n + m is at most the size of the pool.</param>
    /// <returns>
    /// ½ + Σ_ℓ [C(F₋, m) C(F−m, n) − C(F₋, n) C(F−n, m)] / (2 C(M, m) C(M−m, n)), with F the draws up to and including level ℓ and F₋
    /// those below. Without ties it is n/(n+m).
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">n or m is below 1, or n + m is above the size of the pool.</exception>
    public Rational WinRate(int n, int m)
    {
        Preconditions.Within(n, 1, Size - 1);
        Preconditions.Within(m, 1, Size - n);

        // Pairs (A, B) where A has its best in the level and B has not: C(F₋, m)·[C(F−m, n) − C(F₋−m, n)]. With A and B exchanged
        // the term that is taken off is the same, C(F₋, n+m)·C(n+m, n), and drops out of the difference.
        var (winners, losersBelow) = (new BinomialColumn(n), new BinomialColumn(m));
        var (losers, winnersBelow) = (new BinomialColumn(m), new BinomialColumn(n));
        var difference = BigInteger.Zero;
        foreach (var level in levels)
        {
            difference += losersBelow.At(level.Below) * winners.At(level.UpTo - m)
                - winnersBelow.At(level.Below) * losers.At(level.UpTo - n);
        }

        var pairs = losersBelow.At(Size) * winners.At(Size - m);
        return new Rational(pairs + difference, 2 * pairs);
    }

    /// <summary>
    /// The unbiased estimate of the chance that the best of n draws like those of this pool has a larger reward than the best of m
    /// draws like those of another, a tie counting half: the mean over all pairs of subsets.
    /// </summary>
    /// <param name="other">The pool of the opponent; its rewards are on the same scale.</param>
    /// <param name="n">The number of draws, from 1 to the size of this pool.</param>
    /// <param name="m">The number of draws of the opponent, from 1 to the size of its pool.</param>
    /// <returns>A fraction in [0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">n or m is out of range.</exception>
    public Rational WinRate(Pool other, int n, int m)
    {
        Preconditions.NotNull(other);
        Preconditions.Within(n, 1, Size);
        Preconditions.Within(m, 1, other.Size);
        var opponents = new BinomialColumn(m);
        var (below, sum, subsets) = (0, BigInteger.Zero, BigInteger.Zero);
        foreach (var (level, count) in BestSubsets(n))
        {
            while (below < other.levels.Length && Compare(other, other.levels[below], level) < 0)
            {
                below++;
            }

            var tied = below < other.levels.Length && Compare(other, other.levels[below], level) == 0;
            var beaten = below == 0 ? 0 : other.levels[below - 1].UpTo;
            sum += count * (opponents.At(beaten) + opponents.At(tied ? other.levels[below].UpTo : beaten));
            subsets += count;
        }

        return new Rational(sum, 2 * subsets * opponents.At(other.Size));
    }

    private int Compare(Pool other, PoolLevel theirs, PoolLevel ours) =>
        (theirs.Numerator * denominator).CompareTo(ours.Numerator * other.denominator);
}
