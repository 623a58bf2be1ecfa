using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Pools;

/// <content>What is estimated about the best and the worst of n draws.</content>
public sealed partial class Pool
{
    /// <summary>
    /// How long the powers of a plug-in estimate may be together, in bits: reward levels · n · log₂ M. At the limit it takes about
    /// half a minute.
    /// </summary>
    public const long MaxPlugInBits = 2_000_000_000;

    /// <summary>The unbiased estimate of the expected best reward of n draws: the mean of the best over all subsets of size n.</summary>
    /// <param name="n">The number of draws, from 1 to the size of the pool.</param>
    /// <returns>Σ y₍i₎ C(i−1, n−1)/C(M, n), y ascending (Nakano et al., arXiv 2112.09332).</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1 or above the size of the pool.</exception>
    public Rational BestOf(int n)
    {
        Preconditions.Within(n, 1, Size);
        var (sum, subsets) = (BigInteger.Zero, BigInteger.Zero);
        foreach (var (level, count) in BestSubsets(n))
        {
            sum += level.Numerator * count;
            subsets += count;
        }

        return new Rational(sum, subsets * denominator);
    }

    /// <summary>The unbiased estimate of the expected worst reward of n draws: the mean of the worst over all subsets of size n.</summary>
    /// <param name="n">The number of draws, from 1 to the size of the pool.</param>
    /// <returns>Σ y₍i₎ C(M−i, n−1)/C(M, n), y ascending.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1 or above the size of the pool.</exception>
    public Rational WorstOf(int n)
    {
        Preconditions.Within(n, 1, Size);
        var column = new BinomialColumn(n);
        var (sum, above) = (BigInteger.Zero, BigInteger.Zero);
        foreach (var level in levels.Reverse())
        {
            var upTo = column.At(Size - level.Below);
            sum += level.Numerator * (upTo - above);
            above = upTo;
        }

        return new Rational(sum, above * denominator);
    }

    /// <summary>
    /// The plug-in estimate of the expected best reward of n draws: the exact mean of resampling n draws from the pool with
    /// replacement, as a bootstrap does. It is biased: never above <see cref="BestOf"/> on the same pool, and equal to it only for
    /// n = 1 or where all rewards are equal.
    /// </summary>
    /// <param name="n">The number of draws, at least 1; it may be above the size of the pool.</param>
    /// <returns>Σ y₍i₎ [(i/M)ⁿ − ((i−1)/M)ⁿ], y ascending.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1 or so large that the powers exceed <see cref="MaxPlugInBits"/>.</exception>
    public Rational PlugIn(int n)
    {
        Preconditions.AtLeast(n, 1);
        if (levels.Length * (n * Math.Log2(Size)) > MaxPlugInBits)
        {
            throw new ArgumentOutOfRangeException(
                nameof(n), Preconditions.Message(nameof(n), n, $"must keep levels * n * log2 M at {MaxPlugInBits} or below (the budget of the exact value)"));
        }

        // Draws come in multiples of a divisor where all levels do, such as all draws tied: shorter powers.
        var unit = (int)levels.Aggregate(BigInteger.Zero, static (divisor, level) => BigInteger.GreatestCommonDivisor(divisor, level.Count));
        var (sum, below) = (BigInteger.Zero, BigInteger.Zero);
        foreach (var level in levels)
        {
            var upTo = BigInteger.Pow(level.UpTo / unit, n);
            sum += level.Numerator * (upTo - below);
            below = upTo;
        }

        return new Rational(sum, below * denominator);
    }

    /// <summary>How far the plug-in estimate is from the unbiased one on this pool; at most 0.</summary>
    /// <param name="n">The number of draws, from 1 to the size of the pool.</param>
    /// <returns><see cref="PlugIn"/> − <see cref="BestOf"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is out of range, or the plug-in estimate is above its budget.</exception>
    public Rational Bias(int n)
    {
        Preconditions.Within(n, 1, Size);
        return PlugIn(n) - BestOf(n);
    }

    /// <summary>
    /// The unbiased estimate of the expected gold reward of the draw that is best by reward: the mean over all subsets of size n, where
    /// draws that tie for the best count alike.
    /// </summary>
    /// <param name="n">The number of draws, from 1 to the size of the pool.</param>
    /// <returns>The weights of <see cref="BestOf"/> applied to the mean gold reward of each reward level.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1 or above the size of the pool.</exception>
    /// <exception cref="InvalidOperationException">The pool has no gold rewards.</exception>
    public Rational GoldOfBest(int n)
    {
        Preconditions.Within(n, 1, Size);
        var (numerators, goldDenominator) = CommonDenominator.Of(
            gold ?? throw new InvalidOperationException("the pool has no gold rewards; WithGold adds them."));
        // One sum for each size of a level, since a level's mean is a fraction: there are few sizes, mostly 1.
        var (sums, subsets) = (new Dictionary<int, BigInteger>(), BigInteger.Zero);
        foreach (var (level, count) in BestSubsets(n))
        {
            var total = level.Draws.Aggregate(BigInteger.Zero, (total, draw) => total + numerators[draw]);
            sums[level.Count] = sums.GetValueOrDefault(level.Count) + count * total;
            subsets += count;
        }

        var mean = sums.Aggregate(Rational.Zero, static (sum, part) => sum + new Rational(part.Value, part.Key));
        return mean / new Rational(subsets * goldDenominator);
    }

    /// <summary>The weight of each draw in <see cref="BestOf"/>; draws that tie share theirs evenly.</summary>
    /// <param name="n">The number of draws, from 1 to the size of the pool.</param>
    /// <returns>A fraction for each draw, in the order of the rewards; they sum to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1 or above the size of the pool.</exception>
    public IReadOnlyList<Rational> Weights(int n)
    {
        Preconditions.Within(n, 1, Size);
        var subsets = Binomials.Choose(Size, n);
        var weights = new Rational[Size];
        foreach (var (level, count) in BestSubsets(n))
        {
            var weight = new Rational(count, subsets * level.Count);
            foreach (var draw in level.Draws)
            {
                weights[draw] = weight;
            }
        }

        return weights;
    }

    /// <summary>The unbiased estimate of the chance that two independent draws have the same reward: tied pairs over all pairs.</summary>
    /// <returns>A fraction in [0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The pool has a single draw.</exception>
    public Rational TieProbability()
    {
        Preconditions.AtLeast(Size, 2);
        var tied = levels.Sum(static level => (long)level.Count * (level.Count - 1));
        return new Rational(tied, (long)Size * (Size - 1));
    }

    /// <summary>The levels with the number of subsets of size n whose best draw is of the level; they sum to C(M, n).</summary>
    private IEnumerable<(PoolLevel Level, BigInteger Count)> BestSubsets(int n)
    {
        var column = new BinomialColumn(n);
        var below = BigInteger.Zero;
        foreach (var level in levels)
        {
            var upTo = column.At(level.UpTo);
            yield return (level, upTo - below);
            below = upTo;
        }
    }
}
