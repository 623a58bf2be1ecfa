using BonVerify.Numerics;
using BonVerify.Pools;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <content>Pools and pass@k.</content>
internal sealed partial class Mistakes
{
    private IEnumerable<Mistake> Sampling()
    {
        yield return Pool("pool-with-replacement", "it draws from the pool with replacement: (i/M)^n - ((i-1)/M)^n for rank i, which is biased", static input => PoolWithReplacement(input, input.RewardArray));
        yield return Pool(
            "pool-with-replacement-by-rank",
            "it draws from the pool with replacement, (i/M)^n - ((i-1)/M)^n, and ranks equal rewards by listing order",
            static input => PoolWithReplacement(input, Orders.Strict(input.RewardArray, firstWins: false)));
        yield return Pool("pool-uniform", "it gives every draw of the pool the weight 1/M", static input => Plain.Uniform(input.Count));

        yield return Gives(
            "best-at-n-with-replacement",
            "it draws from the pool with replacement, as a bootstrap does, which is biased (this is best_at_n_plug_in)",
            [Quantity.BestAtN],
            request => Other(Quantity.BestAtNPlugIn, request));
        yield return Gives(
            "best-of-the-pool", "it returns the best reward of the whole pool, whatever n is", [Quantity.BestAtN], static request => [request.Input.RewardArray!.Max()]);
        yield return Gives(
            "worst-of-the-pool", "it returns the worst reward of the whole pool, whatever n is", [Quantity.WorstAtN], static request => [request.Input.RewardArray!.Min()]);
        yield return Gives(
            "plug-in-without-replacement",
            "it draws from the pool without replacement (this is best_at_n)",
            [Quantity.BestAtNPlugIn],
            request => Other(Quantity.BestAtN, request));
        yield return Gives(
            "tie-probability-plug-in",
            "it returns the sum of the squared shares of the levels, in which each draw ties with itself",
            [Quantity.TieProbability],
            static request => [request.Input.RewardArray!.GroupBy(static reward => reward).Sum(level => Math.Pow((double)level.Count() / request.Input.Count, 2))]);
        yield return Gives(
            "pass-hat-k-plug-in",
            "it draws with replacement: (c/M)^k, which is biased",
            [Quantity.PassHatK],
            static request => [AllPassPlugIn((PassAtKInput)request.Input)]);
        yield return Gives(
            "pass-hat-k-is-pass-at-k",
            "it returns the chance that one of the k passes, and not that all do (this is pass_at_k)",
            [Quantity.PassHatK],
            request => Other(Quantity.PassAtK, request));

        yield return Majority(
            "majority-of-the-pool",
            "it lets all samples vote, whatever k is",
            Votes,
            (quantity, input) => truth.NearestOf(quantity, new MajorityInput([.. input.Counts], input.Counts.Sum()), ties));
        yield return Majority(
            "more-than-half",
            "it asks for more than half of the votes; the plurality needs only the most",
            Votes,
            static (_, input) => [.. input.Counts.Select(count => PassRates.AtLeast(input.Counts.Sum(), count, input.K, input.K / 2 + 1).ToDouble())]);
        yield return Majority("votes-as-shares", "it returns the share of each answer among the samples", Votes, static (_, input) => Shares(input));
        yield return Majority(
            "ties-win-nothing",
            "it counts a tie for nobody (this is majority_at_k_strict)",
            [Quantity.MajorityAtK],
            (_, input) => truth.NearestOf(Quantity.MajorityAtKStrict, input, ties));
        yield return Majority(
            "ties-are-split",
            "it splits ties evenly, where a tie wins nothing (this is majority_at_k)",
            [Quantity.MajorityAtKStrict],
            (_, input) => truth.NearestOf(Quantity.MajorityAtK, input, ties));

        yield return PassAtK("pass-at-k-with-replacement", "it draws with replacement: the plug-in 1 - (1 - c/M)^k, which is biased", static input => PassAtKWithReplacement(input));
        yield return PassAtK("pass-at-k-ignores-k", "it ignores k: it returns pass@n of the whole pool, 1 as soon as one sample is correct", static input => input.Correct > 0 ? 1 : 0);
        yield return PassAtK("pass-at-1", "it ignores k: it returns the share of correct samples, which is pass@1", static input => (double)input.Correct / input.Total);
        yield return Gives(
            "all-pass", "it returns the chance that all k pass, C(c,k)/C(M,k): this is pass^k", [Quantity.PassAtK], request => Other(Quantity.PassHatK, request));
        yield return PassAtK("all-pass-plug-in", "it returns (c/M)^k, the plug-in of the chance that all k pass", static input => AllPassPlugIn(input));
        yield return PassAtK("pass-at-k-guard", "its guard is c >= k instead of M - c < k: it answers 1 where enough samples are correct", input => input.Correct >= input.K ? 1 : Right(input));
        yield return PassAtK("none-pass", "it returns the chance that none of the k passes", input => 1 - Right(input));
        yield return Gives(
            "binomials-overflow",
            "its binomial coefficients leave the range of doubles, from 1030 samples on for the middle k",
            [Quantity.PassAtK],
            static request => Overflowing((PassAtKInput)request.Input),
            "(use -expm1(sum of log1p(-k/i)), or exact integers)");
        yield return PassAtK("pass-at-k-zero", "it answers 0 where k is larger than the number of wrong samples", input => input.Total - input.Correct < input.K ? 0 : Right(input));
    }

    /// <summary>
    /// 1 - C(M-c,k)/C(M,k) with binomial coefficients as doubles: infinite over infinite is not a number, and a finite one over an infinite
    /// one is 0. Null where both are doubles, or a guard answers.
    /// </summary>
    private static double[]? Overflowing(PassAtKInput input) =>
        input.Total - input.Correct < input.K || IsDouble(input.Total, input.K) ? null
        : IsDouble(input.Total - input.Correct, input.K) ? [1]
        : [double.NaN];

    /// <summary>Whether a binomial coefficient is in the range of doubles.</summary>
    private static bool IsDouble(int n, int k)
    {
        var bits = 0.0;
        for (var i = 1; i <= Math.Min(k, n - k) && bits < 1024; i++)
        {
            bits += Math.Log2((double)(n - i + 1) / i);
        }

        return bits < 1024;
    }

    private static PredictedMistake Pool(string id, string sentence, Func<PoolInput, double[]?> predict) =>
        Gives(id, sentence, [Quantity.PoolWeights], request => predict((PoolInput)request.Input));

    private static readonly Quantity[] Votes = [Quantity.MajorityAtK, Quantity.MajorityAtKStrict];

    private static PredictedMistake Majority(string id, string sentence, IEnumerable<Quantity> quantities, Func<Quantity, MajorityInput, double[]?> predict) =>
        Gives(id, sentence, quantities, request => predict(request.Quantity, (MajorityInput)request.Input));

    private static double[] Shares(MajorityInput input) => [.. input.Counts.Select(count => (double)count / input.Counts.Sum())];

    private static PredictedMistake PassAtK(string id, string sentence, Func<PassAtKInput, double> predict) =>
        Gives(id, sentence, [Quantity.PassAtK], request => predict((PassAtKInput)request.Input) is var value && double.IsNaN(value) ? null : [value]);

    private double Right(PassAtKInput input) => NearestOf(new Request(Quantity.PassAtK, input))![0];

    private static double PassAtKWithReplacement(PassAtKInput input)
    {
        const int Precision = 160;
        var misses = Enclosure.Power(Enclosure.FromRatio(input.Total - input.Correct, input.Total, Precision), input.K, Precision);
        return Enclosure.Subtract(Enclosure.One, misses, Precision).Lower.ToDouble();
    }

    private static double AllPassPlugIn(PassAtKInput input) => Math.Pow((double)input.Correct / input.Total, input.K);

    private static double[] PoolWithReplacement(PoolInput input, double[] rewards)
    {
        var size = (double)rewards.Length;
        var rank = 0;
        var weights = new double[rewards.Length];
        foreach (var level in Enumerable.Range(0, weights.Length).GroupBy(i => rewards[i]).OrderBy(static level => level.Key))
        {
            var draws = level.ToArray();
            var share = (Math.Pow((rank + draws.Length) / size, input.N) - Math.Pow(rank / size, input.N)) / draws.Length;
            rank += draws.Length;
            foreach (var draw in draws)
            {
                weights[draw] = share;
            }
        }

        return weights;
    }
}
