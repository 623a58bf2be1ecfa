namespace BonVerify.Conformance;

/// <summary>Rewards replaced by ranks.</summary>
internal static class Orders
{
    /// <summary>Strict ranks 0, 1, 2, … in which the first or the last listed of equal rewards is the highest.</summary>
    public static double[] Strict(double[] rewards, bool firstWins) =>
        By(rewards.Length, i => (rewards[i], firstWins ? -i : i));

    /// <summary>Strict ranks by a key.</summary>
    public static double[] By<TKey>(int count, Func<int, TKey> key)
    {
        var ranks = new double[count];
        foreach (var (index, rank) in Enumerable.Range(0, count).OrderBy(key).Select(static (index, rank) => (index, rank)))
        {
            ranks[index] = rank;
        }

        return ranks;
    }
}
