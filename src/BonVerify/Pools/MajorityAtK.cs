using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Pools;

/// <summary>maj@k: the chance that an answer wins the plurality vote among k samples (self-consistency, arXiv 2203.11171).</summary>
/// <remarks>
/// Exact. It is read off generating functions: for each number m of votes of the winner, the others share the remaining k − m, none with
/// more than m. Answers with equal counts are worked out once. Safe for use by many threads.
/// </remarks>
public static class MajorityAtK
{
    /// <summary>
    /// The largest answers · k² · min(k, largest count): the multiplications of an exact value, at most. At the limit it takes up to
    /// half a minute.
    /// </summary>
    public const long MaxMultiplications = 50_000_000;

    /// <summary>The chance of each answer to win the vote among k samples drawn without replacement from M samples.</summary>
    /// <param name="counts">How many of the M samples have each answer, at least 0.</param>
    /// <param name="k">The number of samples that vote, from 1 to M.</param>
    /// <param name="ties">Who wins when several answers have the most votes.</param>
    /// <returns>
    /// A fraction for each answer, in the order of the counts. They sum to 1 where ties are split; where a tie wins nothing the rest is
    /// the chance of a tie.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A count is below 0, k is not from 1 to their sum, the sum is above <see cref="Pool.MaxSize"/>, or the value is above the budget.
    /// </exception>
    public static IReadOnlyList<Rational> Of(IEnumerable<int> counts, int k, MajorityTies ties = MajorityTies.Split)
    {
        int[] list = [.. Preconditions.NotNull(counts)];
        if (WrongCount(list) is { } wrong)
        {
            throw new ArgumentOutOfRangeException(nameof(counts), wrong);
        }

        var total = list.Sum();
        Preconditions.Within(k, 1, total);
        if (!IsWithinBudget(list, k))
        {
            throw new ArgumentOutOfRangeException(nameof(k), OverBudget(k));
        }

        var weights = list.Select(count => Enumerable.Range(0, Math.Min(count, k) + 1).Select(j => Binomials.Choose(count, j)).ToArray());
        return Chances([.. weights], k, ties, arrangements: null, Binomials.Choose(total, k));
    }

    /// <summary>The chance of each answer to win the vote among k independent samples whose answers have a known law.</summary>
    /// <param name="probabilities">The probability of each answer, at least 0; they sum to exactly 1.</param>
    /// <param name="k">The number of samples that vote, at least 1.</param>
    /// <param name="ties">Who wins when several answers have the most votes.</param>
    /// <returns>A fraction for each answer, in the order of the probabilities.</returns>
    /// <exception cref="ArgumentException">
    /// A probability is below 0, they do not sum to 1, k is below 1, or the value is above the budget.
    /// </exception>
    public static IReadOnlyList<Rational> OfLaw(IEnumerable<Rational> probabilities, int k, MajorityTies ties = MajorityTies.Split)
    {
        Rational[] list = [.. Preconditions.NotNull(probabilities)];
        if (Array.FindIndex(list, static probability => probability.Sign < 0) is var wrong and >= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(probabilities), Preconditions.Message(
                FormattableString.Invariant($"probabilities[{wrong}]"), list[wrong], "must be at least 0"));
        }

        var (numerators, denominator) = CommonDenominator.Of(list);
        var sum = numerators.Aggregate(BigInteger.Zero, static (total, numerator) => total + numerator);
        if (sum != denominator)
        {
            throw new ArgumentOutOfRangeException(nameof(probabilities), Preconditions.Message(
                "the sum of the probabilities", new Rational(sum, denominator), "must be exactly 1"));
        }

        Preconditions.AtLeast(k, 1);
        if (!IsWithinBudget(list.Count(static probability => probability.Sign > 0), k, k))
        {
            throw new ArgumentOutOfRangeException(nameof(k), OverBudget(k));
        }

        var weights = numerators.Select(numerator =>
            Enumerable.Range(0, numerator.IsZero ? 1 : k + 1).Select(j => BigInteger.Pow(numerator, j)).ToArray());
        return Chances([.. weights], k, ties, Arrangements(k), BigInteger.Pow(denominator, k));
    }

    /// <summary>What is wrong with counts, as a sentence, or null.</summary>
    internal static string? WrongCount(int[] counts)
    {
        if (Array.FindIndex(counts, static count => count is < 0 or > Pool.MaxSize) is var wrong and >= 0)
        {
            return Preconditions.Message(FormattableString.Invariant($"counts[{wrong}]"), counts[wrong], $"must be from 0 to {Pool.MaxSize}");
        }

        var total = counts.Sum(static count => (long)count);
        return total > Pool.MaxSize ? FormattableString.Invariant($"counts sum to {total}; they must sum to at most {Pool.MaxSize}.") : null;
    }

    /// <summary>Whether a vote of k among counts can be worked out.</summary>
    internal static bool IsWithinBudget(int[] counts, int k) =>
        IsWithinBudget(counts.Count(static count => count > 0), k, Math.Min(k, counts.DefaultIfEmpty().Max()));

    /// <summary>The sentence about a k that cannot be.</summary>
    internal static string OverBudget(int k) => Preconditions.Message(
        nameof(k), k, $"must keep answers * k^2 * min(k, largest count) at {MaxMultiplications} or below (the budget of the exact value)");

    /// <summary>For each answer Σ_m w(m) Σ_t [x^(k−m) y^t] (the product of the other answers)/(1 + t), over all ways.</summary>
    private static Rational[] Chances(BigInteger[][] weights, int k, MajorityTies ties, BigInteger[][]? arrangements, BigInteger ways)
    {
        // Answers with the same chance to get a vote have the same weights, and so the same chance to win.
        var kinds = weights.Where(static w => w.Length > 1).GroupBy(static w => (w.Length, w[1])).ToDictionary(static kind => kind.Key, static kind => kind.ToArray());
        var answers = kinds.Sum(static kind => kind.Value.Length);
        var maxTied = ties == MajorityTies.Strict ? 0 : answers - 1;
        var wins = kinds.ToDictionary(static kind => kind.Key, static _ => Rational.Zero);
        for (var m = 1; m <= k; m++)
        {
            if (kinds.All(kind => kind.Value[0].Length <= m) || (long)m * answers < k)
            {
                continue;
            }

            var table = new VoteTable(k, m, Math.Min(maxTied, k / m - 1), arrangements);
            foreach (var w in kinds.Values.SelectMany(static kind => kind))
            {
                table.Add(w);
            }

            foreach (var (key, kind) in kinds.Where(kind => kind.Value[0].Length > m))
            {
                table.Remove(kind[0]);
                var shared = Rational.Zero;
                for (var tied = 0; tied <= table.MaxTied; tied++)
                {
                    shared += new Rational(table[tied, k - m], tied + 1);
                }

                wins[key] += shared * (kind[0][m] * (arrangements is null ? BigInteger.One : arrangements[k][m]));
                table.Add(kind[0]);
            }
        }

        return [.. weights.Select(w => w.Length > 1 ? wins[(w.Length, w[1])] / new Rational(ways) : Rational.Zero)];
    }

    /// <summary>C(i, j) for all i up to k.</summary>
    private static BigInteger[][] Arrangements(int k)
    {
        var rows = new BigInteger[k + 1][];
        for (var i = 0; i <= k; i++)
        {
            rows[i] = new BigInteger[i + 1];
            for (var j = 0; j <= i; j++)
            {
                rows[i][j] = j == 0 || j == i ? BigInteger.One : rows[i - 1][j - 1] + rows[i - 1][j];
            }
        }

        return rows;
    }

    private static bool IsWithinBudget(int answers, int k, int largest) => (double)answers * k * k * largest <= MaxMultiplications;
}
