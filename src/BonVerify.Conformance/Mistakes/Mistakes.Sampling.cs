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
        foreach (var mistake in GoldMistakes().Concat(DuelMistakes()).Concat(ThresholdMistakes()))
        {
            yield return mistake;
        }

        yield return Gives(
            "gradient-leave-one-out",
            "it subtracts the leave-one-out baseline: the sum over subsets of the best reward with the draw minus that without it",
            [Quantity.MaxAtNGradient],
            static request => request.Input is PoolInput { N: >= 2 } input
                ? [.. MaxAtKGradient.LeaveOneOut(input.Rewards.Select(Rational.FromDouble), input.N).Select(static weight => weight.ToDouble())]
                : null);
        yield return Gives(
            "gradient-is-share",
            "it divides by n: its weights sum to the best of n instead of n times that",
            [Quantity.MaxAtNGradient],
            request => NearestOf(request)?.Select(weight => weight / request.Input.Draws).ToArray());
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

    private IEnumerable<Mistake> GoldMistakes()
    {
        PredictedMistake Gold(string id, string sentence, Func<GoldPoolInput, double[]?> predict) =>
            Gives(id, sentence, [Quantity.GoldOfBest], request => predict((GoldPoolInput)request.Input));

        yield return Gold(
            "gold-is-proxy",
            "it returns the reward of the best by reward, and not its gold (this is best_at_n)",
            input => truth.NearestOf(Quantity.BestAtN, new PoolInput(input.RewardArray, input.N), ties));
        yield return Gold(
            "best-by-gold",
            "it picks the best by gold, and not by reward",
            input => truth.NearestOf(Quantity.BestAtN, new PoolInput([.. input.Gold], input.N), ties));
        foreach (var firstWins in new[] { true, false })
        {
            yield return Gold(
                firstWins ? "gold-first-listed" : "gold-last-listed",
                $"it lets the {(firstWins ? "first" : "last")} listed of equal rewards win, so that its value depends on the order of the pool",
                input => truth.NearestOf(Quantity.GoldOfBest, input.WithRewards(Orders.Strict(input.RewardArray, firstWins)), ties));
        }

        yield return Gold(
            "best-gold-of-ties",
            "it takes the best gold of the draws that tie",
            input => truth.NearestOf(Quantity.GoldOfBest, input.WithRewards(Orders.By(input.Count, i => (input.Rewards[i], input.Gold[i]))), ties));
        yield return Gold(
            "gold-with-replacement",
            "it draws from the pool with replacement, as a bootstrap does, which is biased",
            static input => [PoolWithReplacement(new PoolInput(input.RewardArray, input.N), input.RewardArray).Zip(input.Gold, static (weight, gold) => weight * gold).Sum()]);
        yield return Gold(
            "gold-of-the-best-of-the-pool",
            "it returns the gold of the best of the whole pool, whatever n is",
            input => input.WithDraws(input.Count) is { } all ? truth.NearestOf(Quantity.GoldOfBest, all, ties) : null);
    }

    private IEnumerable<Mistake> DuelMistakes()
    {
        Quantity[] both = [Quantity.WinRateOfPool, Quantity.WinRateOfPools];
        foreach (var (id, sentence, change) in new (string, string, Func<double[], bool, double[]>)[]
        {
            ("pool-ties-win", "it counts a tie as a win", static (rewards, isOurs) => [.. rewards.Select(reward => 2 * reward + (isOurs ? 1 : 0))]),
            ("pool-ties-lose", "it counts a tie as a loss", static (rewards, isOurs) => [.. rewards.Select(reward => 2 * reward + (isOurs ? 0 : 1))]),
        })
        {
            yield return Gives(id, sentence, [Quantity.WinRateOfPools], request => request.Input is TwoPoolsInput input && input.RewardArray.Concat(input.Opponent.Rewards).All(static reward => Math.Abs(reward) < 1e15 && double.IsInteger(reward))
                ? truth.NearestOf(Quantity.WinRateOfPools, new TwoPoolsInput(new(change(input.RewardArray, true), input.Pool.N), new(change([.. input.Opponent.Rewards], false), input.Opponent.N)), ties)
                : null);
        }

        yield return Gives(
            "win-rate-without-ties",
            "it returns n/(n+m), the value where no two rewards tie",
            [Quantity.WinRateOfPool],
            static request => request.Input is OpponentPoolInput input ? [(double)input.Pool.N / (input.Pool.N + input.M)] : null);
        yield return Gives(
            "subsets-overlap",
            "it takes the two sides' draws independently from the one pool: a draw may meet itself, and ties with itself",
            [Quantity.WinRateOfPool],
            request => request.Input is OpponentPoolInput input
                ? truth.NearestOf(Quantity.WinRateOfPools, new TwoPoolsInput(input.Pool, new PoolInput(input.RewardArray, input.M)), ties)
                : null);
        yield return Gives("win-rate-of-opponent", "it returns the win rate of the opponent", both, request => NearestOf(request) is [var rate] ? [1 - rate] : null);
        yield return Gives(
            "opponent-draws-once",
            "it takes one draw for the opponent, whatever m is",
            both,
            request => request.Input switch
            {
                OpponentPoolInput input => truth.NearestOf(request.Quantity, input with { M = 1 }, ties),
                TwoPoolsInput input => truth.NearestOf(request.Quantity, input with { Opponent = new PoolInput([.. input.Opponent.Rewards], 1) }, ties),
                _ => null,
            });
    }

    private static IEnumerable<Mistake> ThresholdMistakes()
    {
        PredictedMistake Threshold(string id, string sentence, Func<PassThresholdInput, int> least) => Gives(
            id,
            sentence,
            [Quantity.GPassAtK],
            request => request.Input is PassThresholdInput { Pass: var pass } input
                ? [least(input) is var count && count <= pass.K ? PassRates.AtLeast(pass.Total, pass.Correct, pass.K, count).ToDouble() : 0]
                : null);

        static double InDoubles(PassThresholdInput input) => Rational.Parse(input.Tau).ToDouble() * input.Pass.K;

        yield return Threshold(
            "threshold-in-doubles",
            "it takes the ceiling of the rounded product tau k, which is 8 instead of 7 for tau = 0.28 and k = 25",
            static input => (int)Math.Ceiling(InDoubles(input)));
        yield return Threshold(
            "threshold-rounded-down", "it rounds tau k down, where it has to be rounded up", static input => (int)Math.Floor(InDoubles(input)));
        yield return Threshold(
            "threshold-rounded-to-nearest", "it rounds tau k to the nearest integer, where it has to be rounded up", static input => (int)Math.Round(InDoubles(input)));
        yield return Threshold(
            "more-than-tau", "it asks for more than tau k correct ones, where tau k are enough", static input => (int)Math.Floor(InDoubles(input)) + 1);
        yield return Threshold("tau-ignored", "it ignores tau: it returns the chance that one of the k passes (this is pass_at_k)", static _ => 1);
        yield return Threshold("tau-is-one", "it ignores tau: it returns the chance that all k pass (this is pass_hat_k)", static input => input.Pass.K);
        yield return Gives(
            "mean-g-pass-from-half",
            "it sums from ceil(k/2); the published sum starts one above",
            [Quantity.MeanGPassAtK],
            static request => MeanGPass((PassAtKInput)request.Input, static k => (k + 1) / 2, static k => k / 2.0));
        yield return Gives(
            "mean-g-pass-is-mean",
            "it divides by the number of terms; the published form has the factor 2/k, with which a perfect model does not get 1 for odd k",
            [Quantity.MeanGPassAtK],
            static request => MeanGPass((PassAtKInput)request.Input, static k => (k + 1) / 2 + 1, static k => k - (k + 1) / 2));

        static double[]? MeanGPass(PassAtKInput pass, Func<int, int> first, Func<int, double> count)
        {
            // P(X >= i) summed over i from a first to k; long sums are left to the small cases.
            if (pass.K > 300 || count(pass.K) == 0)
            {
                return null;
            }

            var sum = Rational.Zero;
            for (var i = first(pass.K); i <= pass.K; i++)
            {
                sum += PassRates.AtLeast(pass.Total, pass.Correct, pass.K, i);
            }

            return [sum.ToDouble() / count(pass.K)];
        }
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
