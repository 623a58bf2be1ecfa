using BonVerify.Numerics;

namespace BonVerify.Tests.Pools;

/// <summary>What the formulas for pools are checked against: plain enumeration of subsets and tuples, and small pools with many ties.</summary>
internal static class Enumerated
{
    /// <summary>All subsets of so many of the numbers 0, …, size − 1.</summary>
    public static IEnumerable<int[]> Subsets(int size, int count, int from = 0) => count == 0
        ? [[]]
        : Enumerable.Range(from, size - from).SelectMany(first =>
            Subsets(size, count - 1, first + 1).Select(rest => (int[])[first, .. rest]));

    /// <summary>All sequences of so many of the numbers 0, …, size − 1.</summary>
    public static IEnumerable<int[]> Tuples(int size, int count) => count == 0
        ? [[]]
        : Tuples(size, count - 1).SelectMany(start => Enumerable.Range(0, size).Select(next => (int[])[.. start, next]));

    public static Rational Mean(IEnumerable<Rational> values)
    {
        var (sum, count) = (Rational.Zero, 0);
        foreach (var value in values)
        {
            (sum, count) = (sum + value, count + 1);
        }

        return sum / count;
    }

    public static Rational Sum(IEnumerable<Rational> values) => values.Aggregate(Rational.Zero, static (sum, value) => sum + value);

    /// <summary>The largest reward of a subset.</summary>
    public static Rational Best(Rational[] rewards, int[] subset) => subset.Max(draw => rewards[draw]);

    /// <summary>1 for a win, ½ for a tie, 0 for a loss.</summary>
    public static Rational Duel(Rational ours, Rational theirs) => new(1 + ours.CompareTo(theirs), 2);

    /// <summary>Rewards of few different values, so that most pools have ties; some pools have none, in some all tie.</summary>
    public static Rational[] Rewards(Random random, int minSize, int maxSize)
    {
        var size = random.Next(minSize, maxSize + 1);
        var values = random.Next(1, 7);
        return [.. Enumerable.Range(0, size).Select(_ => new Rational(random.Next(-values, values), random.Next(1, 4)))];
    }
}
