using BonVerify.Cli.Checking.Cases;
using BonVerify.Cli.Checking.Judging;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Cli.Checking.Diagnosis;

/// <content>Pools, pass@k, and powers that are not subtracted.</content>
internal static partial class KnownMistakes
{
    private static IEnumerable<KnownMistake> WrongSampling(TruthTable truth, TieBreaking ties)
    {
        yield return Gives(
            "pool-with-replacement",
            "it draws from the pool with replacement: (i/M)^n - ((i-1)/M)^n for rank i",
            [Quantity.PoolWeights],
            static request => PoolWithReplacement((SentPool)request.Case));
        yield return Gives(
            "pool-ties-by-rank",
            "it ranks the draws of the pool without sharing weight among equal rewards",
            [Quantity.PoolWeights],
            request => PoolByRank((SentPool)request.Case, truth, ties));
        yield return Gives(
            "pass-at-k-with-replacement",
            "it draws with replacement: 1 - (1 - c/M)^k, which is biased",
            [Quantity.PassAtK],
            static request => [PassAtKWithReplacement((SentPassAtK)request.Case)]);
        yield return Gives(
            "cumulative",
            "it does not take F_-^n away from F^n",
            FromMass,
            static request => FromMasses(request, Cumulative((SentPolicy)request.Case)));
    }

    private static double PassAtKWithReplacement(SentPassAtK pass)
    {
        const int Precision = 160;
        var misses = Enclosure.Power(Enclosure.FromRatio(pass.Total - pass.Correct, pass.Total, Precision), pass.K, Precision);
        return Enclosure.Subtract(Enclosure.One, misses, Precision).Lower.ToDouble();
    }

    private static double[] PoolWithReplacement(SentPool pool)
    {
        var size = (double)pool.Rewards.Length;
        var rank = 0;
        var weights = new double[pool.Rewards.Length];
        foreach (var level in Enumerable.Range(0, weights.Length).GroupBy(i => pool.Rewards[i]).OrderBy(static level => level.Key))
        {
            var draws = level.ToArray();
            var share = (Math.Pow((rank + draws.Length) / size, pool.N) - Math.Pow(rank / size, pool.N)) / draws.Length;
            rank += draws.Length;
            foreach (var draw in draws)
            {
                weights[draw] = share;
            }
        }

        return weights;
    }

    private static double[] PoolByRank(SentPool pool, TruthTable truth, TieBreaking ties)
    {
        var sorted = pool with { Rewards = [.. Enumerable.Range(0, pool.Rewards.Length).Select(static i => (double)i)] };
        var byRank = truth.NearestOf(Quantity.PoolWeights, sorted, ties)!;
        var weights = new double[byRank.Length];
        foreach (var (draw, rank) in Enumerable.Range(0, weights.Length).OrderBy(i => pool.Rewards[i]).Select(static (draw, rank) => (draw, rank)))
        {
            weights[draw] = byRank[rank];
        }

        return weights;
    }

    private static double[] Cumulative(SentPolicy policy)
    {
        var q = new double[policy.Probabilities.Length];
        var below = 0.0;
        foreach (var level in policy.Reference.Levels)
        {
            var mass = level.Outcomes.Sum(i => policy.Probabilities[i]);
            below += mass;
            foreach (var i in level.Outcomes)
            {
                q[i] = Math.Pow(below, policy.N) * policy.Probabilities[i] / mass;
            }
        }

        return q;
    }
}
