using BonVerify.Numerics;
using BonVerify.Pools;

namespace BonVerify.Quantities;

/// <content>What is estimated from a pool with rewards.</content>
public sealed partial class Quantity
{
    /// <summary>The unbiased estimate of the expected best reward.</summary>
    public static Quantity BestAtN { get; } = new("best_at_n", CaseKind.Pool, static e => PoolOf(e).BestOf(DrawsOf(e)))
    {
        Place = 440,
        Statement = "mean of the best reward over the subsets of size n of the pool",
        Latex = @"\sum_i y_{(i)}\tbinom{i-1}{n-1}\big/\tbinom{M}{n}",
        Unit = Unit.Reward,
        Range = ValueRange.AnyReal,
        CancellingTerms = LargestReward,
        Domain = WithRewards(),
        VectorFile = "pool_estimates",
    };

    /// <summary>The unbiased estimate of the expected worst reward.</summary>
    public static Quantity WorstAtN { get; } = new("worst_at_n", CaseKind.Pool, static e => PoolOf(e).WorstOf(DrawsOf(e)))
    {
        Place = 450,
        Statement = "mean of the worst reward over the subsets of size n of the pool",
        Latex = @"\sum_i y_{(i)}\tbinom{M-i}{n-1}\big/\tbinom{M}{n}",
        Unit = Unit.Reward,
        Range = ValueRange.AnyReal,
        CancellingTerms = LargestReward,
        Domain = WithRewards(),
        VectorFile = "pool_estimates",
    };

    /// <summary>The plug-in estimate of the expected best reward, which is biased.</summary>
    public static Quantity BestAtNPlugIn { get; } = new("best_at_n_plug_in", CaseKind.Pool, static e => PoolOf(e).PlugIn(DrawsOf(e)))
    {
        Place = 460,
        Statement = "mean of the best reward of n draws from the pool with replacement",
        Latex = @"\sum_i y_{(i)}\left[(i/M)^n - ((i-1)/M)^n\right]",
        Unit = Unit.Reward,
        Range = ValueRange.AnyReal,
        CancellingTerms = LargestReward,
        Domain = WithRewards("powers of at most 10^9 bits", static c => c.PlugInBits <= PoolCase.MaxPlugInBits),
        VectorFile = "pool_estimates",
    };

    /// <summary>The chance that two draws tie.</summary>
    public static Quantity TieProbability { get; } = new("tie_probability", CaseKind.Pool, static e => PoolOf(e).TieProbability())
    {
        Place = 470,
        Statement = "share of the pairs of draws of the pool that have the same reward",
        Latex = @"\sum_\ell\tbinom{c_\ell}{2}\big/\tbinom{M}{2}",
        Range = ValueRange.Probability,
        Domain = new Domain(
            "the rewards of at least 2 draws",
            static c => c is PoolCase { Rewards: not null, PoolSize: >= 2 },
            static c => c is PoolCase { Rewards: not null } ? "pool_size is 1" : "there are no rewards"),
        VectorFile = "pool_estimates",
    };

    /// <summary>The weights of the draws in the gradient of the expected best reward.</summary>
    public static Quantity MaxAtNGradient { get; } = new("max_at_n_gradient", CaseKind.Pool, EvaluateMaxAtNGradient)
    {
        Place = 480,
        Statement = "for each draw, the sum of the best rewards of the subsets of size n with the draw, over C(M, n)",
        Latex = @"\sum_{I\ni i}\max_I y\big/\tbinom{M}{n}",
        Unit = Unit.Reward,
        Range = ValueRange.AnyReal,
        CancellingTerms = LargestReward,
        Domain = WithRewards(ListBudget, static c => c.ListBits <= PoolCase.MaxListBits),
        VectorFile = "pool_estimates",
    };

    /// <summary>The unbiased estimate of the expected gold reward of the best by reward.</summary>
    public static Quantity GoldOfBest { get; } = new("gold_of_best", CaseKind.Pool, static e => PoolOf(e).GoldOfBest(DrawsOf(e)))
    {
        Place = 490,
        Statement = "mean of the gold reward of the best by reward, over the subsets of size n of the pool and draws that tie",
        Latex = @"\binom{M}{n}^{-1}\sum_I \operatorname{mean}\{g_i : i\in\arg\max_I y\}",
        Unit = Unit.Reward,
        Range = ValueRange.AnyReal,
        CancellingTerms = static c => c is PoolCase { Gold: { } gold } ? gold.Max(static reward => reward.Abs()).ToDouble() : 0,
        Domain = new Domain("gold", static c => c is PoolCase { Gold: not null }, static _ => "there is no gold"),
        VectorFile = "pool_estimates",
    };

    /// <summary>The unbiased estimate of the win rate of the best of n over the best of m.</summary>
    public static Quantity WinRateOfPool { get; } = new(
        "win_rate_of_pool", CaseKind.Pool, static e => PoolOf(e).WinRate(DrawsOf(e), ((PoolCase)e.Case).M!.Value))
    {
        Place = 500,
        Statement = "how often the best of n beats the best of m, ties half, over the pairs of disjoint subsets of the pool",
        Latex = @"P(\max_A y > \max_B y) + \tfrac12 P(\max_A y = \max_B y),\ |A| = n,\ |B| = m,\ A\cap B = \emptyset",
        Range = ValueRange.Probability,
        Domain = new Domain(
            "m, with n + m at most the size of the pool",
            static c => c is PoolCase { M: { } m } pool && pool.N + m <= pool.PoolSize,
            static c => c is PoolCase { M: { } m } pool ? FormattableString.Invariant($"n + m is {pool.N + m}, pool_size {pool.PoolSize}") : "there is no m"),
        VectorFile = "pool_estimates",
    };

    /// <summary>The unbiased estimate of the win rate of the best of n of a pool over the best of m of another.</summary>
    public static Quantity WinRateOfPools { get; } = new("win_rate_of_pools", CaseKind.Pool, EvaluateWinRateOfPools)
    {
        Place = 505,
        Statement = "how often the best of n of the pool beats the best of m of the opponent's, ties half, over all pairs of subsets",
        Latex = @"P(\max_A y > \max_B z) + \tfrac12 P(\max_A y = \max_B z),\ |A| = n,\ |B| = m",
        Range = ValueRange.Probability,
        Domain = new Domain(
            "opponent and m, at most the size of the opponent's pool",
            static c => c is PoolCase { Opponent: { } opponent, M: { } m } && m <= opponent.Count,
            static c => c is PoolCase { Opponent: { } opponent, M: { } m }
                ? FormattableString.Invariant($"m is {m}, the opponent's pool {opponent.Count}")
                : "there is no opponent, or no m"),
        VectorFile = "pool_estimates",
    };

    private const string ListBudget = "weights of at most 2*10^8 bits together";

    private static Domain WithRewards() => new(
        "the rewards of the draws", static c => c is PoolCase { Rewards: not null }, static _ => "there are no rewards");

    private static Domain WithRewards(string budget, Func<PoolCase, bool> isWithin) => new(
        $"the rewards of the draws, and {budget}",
        c => c is PoolCase { Rewards: not null } pool && isWithin(pool),
        static c => c is PoolCase { Rewards: not null } pool ? OverBudget(pool) : "there are no rewards");

    private static string OverBudget(PoolCase pool) => FormattableString.Invariant($"the pool has {pool.PoolSize} draws and n is {pool.N}");

    private static Pool PoolOf(CaseEvaluation evaluation) => ((PoolCase)evaluation.Case).ToPool()!;

    private static ComputableReal EvaluateWinRateOfPools(CaseEvaluation evaluation)
    {
        var c = (PoolCase)evaluation.Case;
        return Pool.Of(c.Rewards!).WinRate(Pool.Of(c.Opponent!), c.N, c.M!.Value);
    }

    private static int DrawsOf(CaseEvaluation evaluation) => ((PoolCase)evaluation.Case).N;

    private static double LargestReward(OracleCase c) =>
        c is PoolCase { Rewards: { } rewards } ? rewards.Max(static reward => reward.Abs()).ToDouble() : 0;

    private static IReadOnlyList<ComputableReal> EvaluateMaxAtNGradient(CaseEvaluation evaluation)
    {
        var c = (PoolCase)evaluation.Case;
        return [.. MaxAtKGradient.Weights(c.Rewards!, c.N).Select(ComputableReal.FromRational)];
    }
}
