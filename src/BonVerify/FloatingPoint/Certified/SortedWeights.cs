using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.Policies;

namespace BonVerify.FloatingPoint.Certified;

/// <summary>Weights of outcomes in any order as cells in ascending reward: equal rewards are one cell, or cells in the order of a tie convention.</summary>
/// <param name="Weights">A weight per cell.</param>
/// <param name="Rewards">The reward of each cell.</param>
/// <param name="Rests">What the sums of equal rewards have beside their doubles; empty where nothing was added up.</param>
internal readonly record struct SortedWeights(double[] Weights, double[] Rewards, double[] Rests)
{
    /// <summary>Sorts outcomes by reward.</summary>
    /// <exception cref="ArgumentException">The numbers differ, a weight is negative or not finite, or a reward is not finite.</exception>
    public static SortedWeights Of(ReadOnlySpan<double> weights, ReadOnlySpan<double> rewards, TieBreaking ties)
    {
        if (weights.Length != rewards.Length)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{nameof(rewards)} has {rewards.Length} entries; it must have one per outcome, {weights.Length}."), nameof(rewards));
        }

        var (keys, order) = (new double[rewards.Length], new int[rewards.Length]);
        for (var i = 0; i < keys.Length; i++)
        {
            // Here, and not in the sums: a negative weight may tie with a larger one.
            Preconditions.Weight(weights[i], i, nameof(weights));
            (keys[i], order[i]) = (Preconditions.Finite(rewards[i], i, nameof(rewards)), i);
        }

        Array.Sort(keys, order);
        var (cells, levels, rests, count) = (new double[keys.Length], new double[keys.Length], Array.Empty<double>(), 0);
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            var level = order.AsSpan(start, end - start);
            if (ties == TieBreaking.AmongDraws)
            {
                var sum = default(TripleSum<Lanes1>);
                foreach (var outcome in level)
                {
                    sum = sum.Plus(Lanes1.Create(weights[outcome]));
                }

                var pair = DoubleDouble<Lanes1>.First(sum.ToPair());
                (cells[count], levels[count]) = (pair.High, keys[start]);
                if (pair.Low != 0)
                {
                    rests = rests.Length > 0 ? rests : new double[keys.Length];
                    rests[count] = pair.Low;
                }

                count++;
            }
            else
            {
                // The first listed of equals wins, so it comes last in ascending order.
                level.Sort();
                if (ties == TieBreaking.FirstListed)
                {
                    level.Reverse();
                }

                foreach (var outcome in level)
                {
                    levels[count] = keys[start];
                    cells[count++] = weights[outcome];
                }
            }

            start = end;
        }

        return count == cells.Length ? new(cells, levels, rests) : new(cells[..count], levels[..count], rests.Length == 0 ? rests : rests[..count]);
    }
}
