using System.Numerics;
using BonVerify.Estimators;
using BonVerify.Measures;
using BonVerify.Numerics;

namespace BonVerify.Interchange;

/// <summary>The catalogue of quantities: every measure, estimator and bound that a case determines.</summary>
public static partial class Quantities
{
    /// <summary>The best-of-n masses of the outcomes.</summary>
    public static Quantity Pmf { get; } = Quantity.OfOutcomes(
        "pmf", "best-of-n probability of each outcome, in listing order", static e => e.Policy.Masses());

    /// <summary>The win rate.</summary>
    public static Quantity WinRate { get; } = Quantity.OfPolicy(
        "win_rate", "P(r(Y) > r(Z)) + P(r(Y) = r(Z))/2, Y from best-of-n, Z from the reference", static e => e.Policy.WinRate);

    /// <summary>The expected reward of best-of-n.</summary>
    public static Quantity ExpectedReward { get; } = Quantity.OfPolicy(
        "expected_reward", "expected reward of best-of-n", static e => e.Policy.ExpectedReward());

    /// <summary>KL of best-of-n from the reference policy.</summary>
    public static Quantity Kl { get; } = Quantity.OfPolicy(
        "kl", "KL(best-of-n | reference), nats", static e => e.Policy.Kl);

    /// <summary>The gap of the KL formula.</summary>
    public static Quantity KlGap { get; } = Quantity.OfPolicy(
        "kl_gap", "ln n - (n-1)/n - KL, nats", static e => e.Policy.KlGap);

    /// <summary>The gap of the win-rate formula.</summary>
    public static Quantity WinRateGap { get; } = Quantity.OfPolicy(
        "win_rate_gap", "n/(n+1) - W", static e => e.Policy.WinRateGap);

    /// <summary>KL with the arguments the other way round.</summary>
    public static Quantity ReverseKl { get; } = Quantity.OfPolicy(
        "reverse_kl", "KL(reference | best-of-n), nats", static e => e.Policy.ReverseKl());

    /// <summary>The total variation distance.</summary>
    public static Quantity TotalVariation { get; } = Quantity.OfPolicy(
        "total_variation", "sum |q - p| / 2", static e => e.Policy.TotalVariation());

    /// <summary>The χ² divergence.</summary>
    public static Quantity ChiSquared { get; } = Quantity.OfPolicy(
        "chi_squared", "sum q^2/p - 1", static e => e.Policy.ChiSquared());

    /// <summary>The Rényi divergence of order 2.</summary>
    public static Quantity RenyiDivergence2 { get; } = Quantity.OfPolicy(
        "renyi_divergence_2", "ln(sum q^2/p), nats", static e => e.Policy.RenyiDivergence(2));

    /// <summary>The Rényi divergence of order 3.</summary>
    public static Quantity RenyiDivergence3 { get; } = Quantity.OfPolicy(
        "renyi_divergence_3", "ln(sum q^3/p^2)/2, nats", static e => e.Policy.RenyiDivergence(3));

    /// <summary>The squared Hellinger distance.</summary>
    public static Quantity SquaredHellinger { get; } = Quantity.OfPolicy(
        "squared_hellinger", "sum (sqrt q - sqrt p)^2 / 2", static e => e.Policy.SquaredHellinger());

    /// <summary>The largest density ratio.</summary>
    public static Quantity DensityRatioMax { get; } = Quantity.OfPolicy(
        "density_ratio_max", "max q/p", static e => e.Policy.MaxDensityRatio());

    /// <summary>The Shannon entropy of the reference policy.</summary>
    public static Quantity Entropy { get; } = Quantity.OfPolicy(
        "entropy", "-sum p ln p over outcomes, nats", static e => RenyiEntropy.Of(e.Policy.Reference, 1));

    /// <summary>The Rényi entropy of order 2 of the reference policy.</summary>
    public static Quantity RenyiEntropy2 { get; } = Quantity.OfPolicy(
        "renyi_entropy_2", "-ln sum p^2 over outcomes, nats", static e => RenyiEntropy.Of(e.Policy.Reference));

    /// <summary>The Rényi entropy of order 2 of the reward levels.</summary>
    public static Quantity RenyiEntropy2Levels { get; } = Quantity.OfPolicy(
        "renyi_entropy_2_levels", "-ln sum P^2 over reward levels, nats", static e => RenyiEntropy.OfLevels(e.Policy.Reference));

    /// <summary>The mean of the KL estimator.</summary>
    public static Quantity KlEstimatorMean { get; } = Quantity.OfPolicy(
        "kl_estimator_mean", "E[d_n(p(Y))], Y from best-of-n, nats", static e => e.Policy.EstimatorMean);

    /// <summary>The KL estimator at one mass.</summary>
    public static Quantity KlEstimatorValue { get; } = Quantity.OfEstimator(
        "kl_estimator",
        "d_n(epsilon), nats",
        static (c, options) => c.N * (BigInteger)c.Epsilon.Denominator.GetBitLength() <= options.ExactBits
            ? KlEstimator.Value(c.N, c.Epsilon)
            : ComputableReal.FromEnclosures(precision => KlEstimator.Enclose(c.N, c.Epsilon, precision)));

    /// <summary>The weights of the draws of a pool.</summary>
    public static Quantity PoolWeightsOfDraws { get; } = Quantity.OfPool(
        "pool_weights",
        "chance that each draw of the pool is the best of n without replacement",
        static c => c.Rewards is { } rewards ? PoolWeights.Of(rewards, c.N) : PoolWeights.Of(c.PoolSize, c.N));

    /// <summary>pass@k.</summary>
    public static Quantity PassAtKValue { get; } = Quantity.OfPassAtK(
        "pass_at_k", "1 - C(total-correct, k)/C(total, k)", static c => PassAtK.Value(c.Total, c.Correct, c.K));
}
