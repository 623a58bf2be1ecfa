namespace BonVerify.Conformance;

/// <summary>Steps towards plainer numbers, shared by the kinds of inputs.</summary>
internal static class Plain
{
    /// <summary>Rewards in listing order: 0, 1, 2, …</summary>
    public static double[] ListingOrder(int count) => [.. Enumerable.Range(0, count).Select(static i => (double)i)];

    /// <summary>The same mass for each outcome.</summary>
    public static double[] Uniform(int count) => [.. Enumerable.Repeat(1.0 / count, count)];

    /// <summary>How far rewards are from the listing order 0, 1, 2, …</summary>
    public static double Plainness(double[] rewards) =>
        rewards.Select(static (reward, i) => reward == i ? 0 : 1 + Math.Min(1e6, Math.Abs(reward)) + (reward == Math.Floor(reward) ? 0 : 1)).Sum();

    /// <summary>Plainer rewards: the listing order, the ranks, and one reward at a time made the next lower rank.</summary>
    public static IEnumerable<double[]> Rewards(double[] rewards)
    {
        yield return ListingOrder(rewards.Length);
        var ranks = rewards.Distinct().Order().ToList();
        var ranked = rewards.Select(reward => (double)ranks.IndexOf(reward)).ToArray();
        yield return ranked;
        foreach (var i in SomeIndices(rewards.Length))
        {
            foreach (var other in new[] { i, i - 1, i + 1 })
            {
                if (other >= 0 && ranked[i] != other)
                {
                    yield return [.. ranked.Select((reward, j) => j == i ? other : reward)];
                }
            }
        }

        // One reward at a time rounded to an integer, the others as they are.
        foreach (var i in SomeIndices(rewards.Length))
        {
            if (rewards[i] != Math.Floor(rewards[i]) && Math.Abs(rewards[i]) < 1e15)
            {
                yield return [.. rewards.Select((reward, j) => j == i ? Math.Round(reward) : reward)];
            }
        }
    }

    /// <summary>Smaller numbers of draws.</summary>
    public static IEnumerable<int> FewerThan(int draws) =>
        new[] { 1, 2, 3, draws / 8, draws / 2, draws - 1 }.Where(n => n >= 1 && n < draws).Distinct();

    /// <summary>All indices of a short list; of a long one some, spread evenly: bisection has made it short where that is possible.</summary>
    public static IEnumerable<int> SomeIndices(int count)
    {
        const int Most = 64;
        return count <= Most ? Enumerable.Range(0, count) : Enumerable.Range(0, Most).Select(i => (int)((long)i * count / Most));
    }

    public static T[] Without<T>(T[] items, int index) => [.. items.Where((_, i) => i != index)];
}
