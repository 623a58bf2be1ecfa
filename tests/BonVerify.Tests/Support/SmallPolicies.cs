using BonVerify.Policies;

namespace BonVerify.Tests.Support;

/// <summary>All small policies: weights from 0 to 3 on up to three outcomes, with every order of their rewards, ties included.</summary>
internal static class SmallPolicies
{
    public static IEnumerable<ReferencePolicy> All() =>
        from count in Enumerable.Range(1, 3)
        from weights in Words(count, 4)
        where weights.Sum() > 0
        from rewards in Words(count, count)
        where rewards.Distinct().Count() == rewards.Max() + 1
        select ReferencePolicy.FromWeights(weights).WithRewards(rewards);

    private static IEnumerable<int[]> Words(int length, int letters) => length == 0
        ? [[]]
        : from head in Enumerable.Range(0, letters) from tail in Words(length - 1, letters) select (int[])[head, .. tail];
}
