using BonVerify.Cli.Vectors;
using BonVerify.FsCheck;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking.Cases;

/// <summary>
/// The cases that are put to a program: all small ones in ascending size, so that the first failure among them is the
/// smallest there is; those of the golden vectors; those made to find known weaknesses; generated ones.
/// </summary>
internal static class CaseSource
{
    private static readonly int[] PoolSizes = [10, 50, 200];
    private static readonly int[] PoolLevels = [2, 7, 1000];
    private static readonly int[] Totals = [20, 100, 200, 1000];

    /// <summary>A case and the group that it belongs to.</summary>
    internal sealed record Sourced(SentCase Case, string Group);

    /// <summary>The cases of a kind.</summary>
    public static IEnumerable<Sourced> Of(CaseKind kind, ulong seed, int generated)
    {
        var (small, adversarial, ofVectors) =
            kind == CaseKind.Policy ? (SmallPolicies(), AdversarialPolicies(), VectorCases.Policies)
            : kind == CaseKind.Estimator ? (Estimators([1, 2, 3, 8], [1, 0.5, 0.25, 0.75]), AdversarialEstimators(), VectorCases.Estimators)
            : kind == CaseKind.Pool ? (SmallPools(), LargePools(), VectorCases.Pools)
            : kind == CaseKind.PassAtK ? (SmallPassAtK(), LargePassAtK(), VectorCases.PassesAtK)
            : throw new ArgumentException($"{nameof(kind)} is {kind}; it must be a kind of which there are cases.", nameof(kind));
        var made = kind == CaseKind.Policy ? Enumerable.Range(0, generated).Select(i => Generate(seed, i)) : [];
        var vectors = ofVectors.Select(static vector => AsSent(vector.Case));
        return small.OrderBy(static c => c.Size).Select(static c => new Sourced(c, "small"))
            .Concat(vectors.Select(static c => new Sourced(c, "vectors")))
            .Concat(adversarial.Select(static c => new Sourced(c, "adversarial")))
            .Concat(made.Select(static c => new Sourced(c, "generated")))
            .DistinctBy(static sourced => sourced.Case);
    }

    private static SentCase Generate(ulong seed, int index) => AsSent(Hunt.caseAt(seed, index));

    /// <summary>A case in doubles: its numbers where these are doubles, otherwise the nearest that make a case.</summary>
    private static SentCase AsSent(OracleCase given) => given switch
    {
        PolicyCase policy => new SentPolicy(
            Masses.Of(policy.Reference, policy.N), [.. policy.Reference.Rewards.Select(static reward => reward.ToDouble())], policy.N),
        EstimatorCase estimator => new SentEstimator(estimator.N, estimator.Epsilon.ToDouble()),
        PoolCase pool => new SentPool(
            [.. pool.Rewards?.Select(static reward => reward.ToDouble()) ?? Enumerable.Range(0, pool.PoolSize).Select(static i => (double)i)], pool.N),
        PassAtKCase pass => new SentPassAtK(pass.Total, pass.Correct, pass.K),
        _ => throw new ArgumentException($"{nameof(given)} is of kind {given.Kind}; it must be of a known one.", nameof(given)),
    };

    private static IEnumerable<SentCase> SmallPolicies()
    {
        double[][] masses =
        [
            [1], [0, 1], [1, 0], [0.5, 0.5], [0.5, 0, 0.5], [0, 0.5, 0.5], [0.5, 0.5, 0], [0.25, 0.75], [0.75, 0.25],
            [0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0.25, 0.25, 0.5], [0.25, 0.25, 0.25, 0.25],
        ];
        double[][][] rewards =
        [
            [[0]],
            [[0, 1], [0, 0], [1, 0]],
            [[0, 1, 2], [0, 0, 1], [0, 1, 1], [0, 1, 0], [1, 0, 2], [2, 1, 0], [0, 0, 0]],
            [[0, 1, 2, 3], [0, 0, 1, 1], [3, 2, 1, 0], [0, 1, 1, 1]],
        ];
        return from mass in masses
               from reward in rewards[mass.Length - 1]
               from n in Enumerable.Range(1, 3)
               select new SentPolicy(mass, reward, n);
    }

    private static IEnumerable<SentCase> AdversarialPolicies()
    {
        double[] Order(int count) => [.. Enumerable.Range(0, count).Select(static i => (double)i)];
        double[] Chain(int length) => [.. Enumerable.Range(1, length).Select(static i => Math.ScaleB(1, -i)), Math.ScaleB(1, -length)];
        double[] Uniform(int count) => [.. Enumerable.Repeat(1.0 / count, count)];

        // Two outcomes of which one has almost everything, either way up.
        foreach (var bits in new[] { 10, 20, 30, 40, 53 })
        {
            var tiny = Math.ScaleB(1, -bits);
            foreach (var n in new[] { 2, 16, 1000 })
            {
                yield return new SentPolicy([1 - tiny, tiny], [0, 1], n);
                yield return new SentPolicy([tiny, 1 - tiny], [0, 1], n);
                yield return new SentPolicy([0.5 - tiny, tiny, 0.5], [0, 1, 2], n);
            }
        }

        // n times the top mass is near 1, for large n.
        yield return new SentPolicy([1 - Math.ScaleB(1, -20), Math.ScaleB(1, -20)], [0, 1], 1 << 20);
        yield return new SentPolicy([1 - Math.ScaleB(1, -30), Math.ScaleB(1, -30)], [0, 1], PolicyCase.MaxN);
        yield return new SentPolicy([0.25, 0.75], [0, 1], 1_000_000);
        yield return new SentPolicy([0.75, 0.25], [0, 1], 1_000_000);

        // Masses far below the rounding unit.
        foreach (var tiny in new[] { Math.ScaleB(1, -100), 1e-300, double.Epsilon })
        {
            foreach (var n in new[] { 2, 1000 })
            {
                yield return new SentPolicy([1, tiny], [0, 1], n);
                yield return new SentPolicy([tiny, 1], [0, 1], n);
                yield return new SentPolicy([0.5, tiny, 0.5], [0, 1, 2], n);
            }
        }

        foreach (var length in new[] { 10, 30, 60 })
        {
            var chain = Chain(length);
            foreach (var n in new[] { 2, 64 })
            {
                yield return new SentPolicy(chain, Order(chain.Length), n);
                yield return new SentPolicy([.. chain.Reverse()], Order(chain.Length), n);
            }
        }

        yield return new SentPolicy(Uniform(64), Order(64), 64);
        yield return new SentPolicy(Uniform(256), Order(256), 16);
        yield return new SentPolicy(Uniform(16), [.. Order(16).Select(static i => i % 3)], 5);
        yield return new SentPolicy(Uniform(16), [.. Order(16).Select(static i => (i * 7) % 16)], 5);
        yield return new SentPolicy([0.125, 0.25, 0, 0.5, 0.125], [2, 0, 5, 2, 1], 4);
        yield return new SentPolicy([0.125, 0.25, 0, 0.5, 0.125], [-2, -10, 9, -2, 10], 4);
        yield return new SentPolicy([0.125, 0.375, 0.5], [-0.5, -0.25, -0.125], 3);
        yield return new SentPolicy([0.125, 0.25, 0.5, 0.125], [9, 10, 100, 99], 3);
        yield return new SentPolicy([0.5, 0.25, 0.25], [1e-9, 1e9, 0], 7);
    }

    private static IEnumerable<SentCase> Estimators(int[] draws, double[] masses) =>
        from n in draws from epsilon in masses select new SentEstimator(n, epsilon);

    private static IEnumerable<SentCase> AdversarialEstimators() => Estimators(
        [1, 2, 3, 10, 1000, 1_000_000, PolicyCase.MaxN],
        [
            0.1, 0.9, 0.999, 1e-3, 1e-6, 1e-9, Math.ScaleB(1, -53), 1e-17, 1e-30, 1e-100, 1e-300, double.Epsilon,
            1 - Math.ScaleB(1, -30), 1 - Math.ScaleB(1, -53),
        ]);

    private static IEnumerable<SentCase> SmallPools()
    {
        double[][] pools = [[0], [0, 1], [1, 0], [0, 0], [0, 1, 2], [2, 0, 1], [0, 1, 1], [1, 0, 1], [0, 1, 2, 3], [1, 0, 1, 0], [0, 0, 0, 1]];
        return from pool in pools from n in Enumerable.Range(1, pool.Length) select new SentPool(pool, n);
    }

    private static IEnumerable<SentCase> LargePools() =>
        from size in PoolSizes
        from levels in PoolLevels
        from n in new[] { 1, 2, size / 2, size }
        select new SentPool([.. Enumerable.Range(0, size).Select(i => (double)(i * 37 % size % levels))], n);

    private static IEnumerable<SentCase> SmallPassAtK() =>
        from total in Enumerable.Range(1, 5)
        from correct in Enumerable.Range(0, total + 1)
        from k in Enumerable.Range(1, total)
        select new SentPassAtK(total, correct, k);

    private static IEnumerable<SentCase> LargePassAtK() =>
        from total in Totals
        from correct in new[] { 0, 1, total / 10, total / 2, total - 1, total }
        from k in new[] { 1, 2, 10, total / 2, total - 1, total }
        select new SentPassAtK(total, correct, k);
}
