using BonVerify.Numerics;

namespace BonVerify.Cli.Tests.Estimation;

/// <summary>Pools by counting every draw of n, with or without replacement: no formula is used.</summary>
internal static class BruteForce
{
    /// <summary>The mean second score of the best of n over all subsets of n; of several best, all count alike.</summary>
    public static Rational Best(double[] rewards, double[] scores, int n) => Mean(Subsets(rewards.Length, n), draw => Judge(rewards, scores, draw));

    /// <summary>The same over all n-tuples, drawn with replacement.</summary>
    public static Rational BestWithReplacement(double[] rewards, double[] scores, int n) => Mean(Tuples(rewards.Length, n), draw => Judge(rewards, scores, draw));

    /// <summary>The share of subsets of k with at least one correct sample.</summary>
    public static Rational PassAt(bool[] correct, int k) => Mean(Subsets(correct.Length, k), draw => draw.Any(i => correct[i]) ? 1 : 0);

    /// <summary>The share of subsets of k with correct samples only.</summary>
    public static Rational PassAll(bool[] correct, int k) => Mean(Subsets(correct.Length, k), draw => draw.All(i => correct[i]) ? 1 : 0);

    /// <summary>The share of pairs that are tied.</summary>
    public static Rational Ties(double[] rewards) => Mean(Subsets(rewards.Length, 2), draw => rewards[draw[0]] == rewards[draw[1]] ? 1 : 0);

    public static Rational Mean(IEnumerable<Rational> values)
    {
        var list = values.ToList();
        return list.Aggregate(Rational.Zero, static (sum, value) => sum + value) / list.Count;
    }

    public static IEnumerable<int[]> Subsets(int size, int n)
    {
        for (var set = 0; set < 1 << size; set++)
        {
            var members = Enumerable.Range(0, size).Where(i => (set >> i & 1) == 1).ToArray();
            if (members.Length == n)
            {
                yield return members;
            }
        }
    }

    public static IEnumerable<int[]> Tuples(int size, int n)
    {
        var total = (int)Math.Pow(size, n);
        for (var code = 0; code < total; code++)
        {
            var (draw, rest) = (new int[n], code);
            for (var i = 0; i < n; i++, rest /= size)
            {
                draw[i] = rest % size;
            }

            yield return draw;
        }
    }

    private static Rational Mean(IEnumerable<int[]> draws, Func<int[], Rational> value) => Mean(draws.Select(value));

    private static Rational Judge(double[] rewards, double[] scores, int[] draw)
    {
        var best = draw.Max(i => rewards[i]);
        return Mean(draw.Where(i => rewards[i] == best).Select(i => Rational.FromDouble(scores[i])));
    }
}
