using System.Numerics;
using BonVerify.Bounds;
using BonVerify.Estimators;
using BonVerify.Measures;
using BonVerify.Neighbours;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Pools;

namespace BonVerify.Evaluation;

/// <summary>
/// How the measures of a best-of-n policy are computed: exactly where the masses are within the budget, and enclosed beyond
/// it.
/// </summary>
/// <remarks>
/// Derive and override a member to put another implementation in its place, and to see which claims catch its mistakes. A
/// member takes the policy and n from the evaluation that it is given, so that one object serves every case; it must be safe
/// for use by many threads.
/// </remarks>
public class PolicyMeasures
{
    /// <summary>The measures by exact forms and multi-precision enclosures alone.</summary>
    public static PolicyMeasures Exact { get; } = new();

    /// <summary>The measures with the certified fast routes before the exact ones: the default.</summary>
    public static PolicyMeasures Certified { get; } = new CertifiedPolicyMeasures();

    /// <summary>The best-of-n masses of the outcomes, in listing order.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <returns>The exact masses, or <see langword="null"/> when they are over the budget.</returns>
    public virtual IReadOnlyList<Rational>? Probabilities(PolicyEvaluation policy) => Given(policy).Exact?.Probabilities();

    /// <summary>The best-of-n mass of a cell, before exact masses are made.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="cell">An index into its cells.</param>
    /// <returns>The value, known by enclosures.</returns>
    public virtual ComputableReal Mass(PolicyEvaluation policy, int cell)
    {
        Given(policy);
        return ComputableReal.FromEnclosures(precision => policy.Enclosed(precision).Mass(cell));
    }

    /// <summary>KL(π⁽ⁿ⁾‖p), in nats.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal Kl(PolicyEvaluation policy) => Given(policy).Measure(KullbackLeibler.Of, KullbackLeibler.Of);

    /// <summary>The win rate W, ties counted half.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal WinRate(PolicyEvaluation policy) =>
        Given(policy).Measure(static exact => Ratio(Measures.WinRate.Ratio(exact)), Measures.WinRate.Of);

    /// <summary>The win-rate gap n/(n+1) − W: from <see cref="WinRate"/> unless overridden.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal WinRateGap(PolicyEvaluation policy) => WinRateBounds.Continuous(Given(policy).N) - policy.WinRate;

    /// <summary>The largest win rate of any policy at the KL divergence of best-of-n, as <see cref="PolicyFrontier"/> has it.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal FrontierWinRate(PolicyEvaluation policy) => new PolicyFrontier(Given(policy).Reference).WinRate(policy.Kl);

    /// <summary>The expected reward of best-of-n.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal ExpectedReward(PolicyEvaluation policy) => Given(policy).Measure(
        static exact => LinearFormInLogarithms.FromRational(exact.ExpectedReward()), static enclosed => enclosed.ExpectedReward());

    /// <summary>E[d_n(p(Y))] for Y drawn from best-of-n, in nats.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal EstimatorMean(PolicyEvaluation policy) => Given(policy).Measure(KlEstimator.Mean, KlEstimator.Mean);

    /// <summary>The estimator d_n(ε) with the n of the policy, in nats.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="epsilon">A mass in (0, 1].</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal Estimator(PolicyEvaluation policy, Rational epsilon)
    {
        var n = Given(policy).N;
        return policy.Value(() => KlEstimator.Exactly(n, epsilon), precision => KlEstimator.Enclose(n, epsilon, precision));
    }

    /// <summary>The χ² divergence.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal ChiSquared(PolicyEvaluation policy) => Given(policy).Measure(
        static exact => Ratio(Measures.RenyiDivergence.Moment(exact, 2)) - LinearFormInLogarithms.One, Measures.ChiSquared.Of);

    /// <summary>The Shannon entropy −Σ p ln p of the reference policy, in nats.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal Entropy(PolicyEvaluation policy) => RenyiEntropy.Of(Given(policy).Reference, 1);

    /// <summary>The total variation distance.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal TotalVariation(PolicyEvaluation policy) =>
        Given(policy).Measure(static exact => Ratio(Measures.TotalVariation.Ratio(exact)), Measures.TotalVariation.Of);

    /// <summary>The Rényi divergence of an integer order, in nats.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="order">The order, at least 2.</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal RenyiDivergence(PolicyEvaluation policy, int order) => Given(policy).Measure(
        exact => Measures.RenyiDivergence.Of(exact, order), enclosed => Measures.RenyiDivergence.Of(enclosed, order));

    /// <summary>KL(p‖π⁽ⁿ⁾), in nats.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal ReverseKl(PolicyEvaluation policy) =>
        Given(policy).Measure(ReverseKullbackLeibler.Of, ReverseKullbackLeibler.Of);

    /// <summary>The squared Hellinger distance: exact where all the square roots are, and known by enclosures else.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal SquaredHellinger(PolicyEvaluation policy)
    {
        Given(policy);
        return ComputableReal.FromEnclosures(
            precision => policy.EnclosesFirst || policy.Exact is not { } exact
                ? Measures.SquaredHellinger.Of(policy.Enclosed(precision))
                : Measures.SquaredHellinger.Of(exact, precision),
            () => policy.Exact is { } exact && Measures.SquaredHellinger.TryExactly(exact) is { } value ? LinearFormInLogarithms.FromRational(value) : null);
    }

    /// <summary>The largest density ratio q/p.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal MaxDensityRatio(PolicyEvaluation policy) =>
        Given(policy).Measure(static exact => Ratio(DensityRatio.Ratio(exact)), DensityRatio.Max);

    /// <summary>The linear gap bound (n/2) E[P(Y)/F(Y)], in nats.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal LinearGapBound(PolicyEvaluation policy) => Given(policy).Measure(
        static exact => LinearFormInLogarithms.FromRational(KlGapBounds.Linear(exact)), KlGapBounds.Linear);

    /// <summary>Σ F^(n−fewer) P^power over the cells.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="fewer">By how much the exponent of F is below n, from 0 to n.</param>
    /// <param name="power">The exponent of P, at least 1.</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal WeightedPowerSum(PolicyEvaluation policy, int fewer, int power) => Given(policy).Measure(
        exact => Ratio(KlGapBounds.WeightedPowerRatio(exact, fewer, power)),
        enclosed => KlGapBounds.WeightedPowerSum(enclosed, fewer, power));

    /// <summary>The weights of the draws of a pool of which n are taken.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="rewards">The rewards of the pool, at least n.</param>
    /// <returns>A weight for each draw.</returns>
    public virtual IReadOnlyList<Rational> PoolWeights(PolicyEvaluation policy, IEnumerable<Rational> rewards) =>
        Estimators.PoolWeights.Of(rewards, Given(policy).N);

    /// <summary>The estimate of pass@k for k = n.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="total">The number of samples, at least n.</param>
    /// <param name="correct">The number of correct ones.</param>
    /// <returns>The estimate.</returns>
    public virtual Rational PassAtK(PolicyEvaluation policy, int total, int correct) =>
        Estimators.PassAtK.Value(total, correct, Given(policy).N);

    /// <summary>The chance that all of k = n samples pass: the estimate of pass^k.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="total">The number of samples, at least n.</param>
    /// <param name="correct">The number of correct ones.</param>
    /// <returns>The estimate.</returns>
    public virtual Rational PassHatK(PolicyEvaluation policy, int total, int correct) =>
        PassRates.PassHatK(total, correct, Given(policy).N);

    /// <summary>The unbiased estimate of the expected best reward of n draws, from a pool.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="pool">The pool, of at least n draws.</param>
    /// <returns>The estimate.</returns>
    public virtual Rational BestOfPool(PolicyEvaluation policy, Pool pool) => Preconditions.NotNull(pool).BestOf(Given(policy).N);

    /// <summary>The plug-in estimate of the same: the mean of the best of n draws from the pool with replacement.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="pool">The pool.</param>
    /// <returns>The estimate.</returns>
    public virtual Rational PlugIn(PolicyEvaluation policy, Pool pool) => Preconditions.NotNull(pool).PlugIn(Given(policy).N);

    /// <summary>The weights of the draws of a pool in the policy gradient of the expected best of k = n rewards.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="rewards">The rewards of the pool, at least n.</param>
    /// <returns>A weight for each draw.</returns>
    public virtual IReadOnlyList<Rational> MaxAtKWeights(PolicyEvaluation policy, IEnumerable<Rational> rewards) =>
        MaxAtKGradient.Weights(rewards, Given(policy).N);

    /// <summary>The mean under best-of-n of a value of the level, such as a second reward.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="values">One for each of the cells, ascending in the reward that ranks.</param>
    /// <returns>The exact mean, or <see langword="null"/> when masses are over the budget.</returns>
    public virtual Rational? MeanOf(PolicyEvaluation policy, IReadOnlyList<Rational> values) =>
        Given(policy).Exact?.MeanOf(Preconditions.NotNull(values));

    /// <summary>The win rate W(n, m) of best-of-n against best-of-m of the same reference policy, ties counted half.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="m">The number of draws of the opponent, at least 1.</param>
    /// <returns>The exact value, or <see langword="null"/> when masses are over the budget.</returns>
    public virtual Rational? WinRateAgainst(PolicyEvaluation policy, int m) =>
        Given(policy).Policy is { } ours && policy.At(m).Policy is { } theirs ? Measures.WinRate.Of(ours, theirs) : null;

    /// <summary>The probability that rewind-and-repeat accepts a draw.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="rewind">Rewind-and-repeat on its reference policy.</param>
    /// <returns>The probability.</returns>
    public virtual Rational RewindAcceptance(PolicyEvaluation policy, RewindAndRepeat rewind) =>
        Preconditions.NotNull(rewind).AcceptanceProbability;

    /// <summary>The policy of a random number of draws.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="chances">The chance of each number of draws; they sum to 1.</param>
    /// <returns>The masses of the outcomes, in listing order.</returns>
    public virtual IReadOnlyList<Rational> RandomDraws(PolicyEvaluation policy, IReadOnlyDictionary<int, Rational> chances) =>
        new BestOfRandomN(Given(policy).Reference, chances, policy.Budget.ExactBits).Probabilities();

    /// <summary>The policy of a geometric number of draws.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="chance">The chance to stop after a draw, in (0, 1].</param>
    /// <returns>The masses of the outcomes, in listing order.</returns>
    public virtual IReadOnlyList<Rational> GeometricDraws(PolicyEvaluation policy, Rational chance) =>
        new BestOfGeometric(Given(policy).Reference, chance).Probabilities();

    /// <summary>The soft best-of-n policy of some weights.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="weights">A weight > 0 for each outcome.</param>
    /// <returns>The masses of the outcomes, in listing order.</returns>
    public virtual IReadOnlyList<Rational> SoftBestOfN(PolicyEvaluation policy, IReadOnlyList<Rational> weights) =>
        new SoftBestOfN(Given(policy).Reference, policy.N, weights).Probabilities();

    /// <summary>The worst-of-n policy.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <returns>The masses of the outcomes, in listing order.</returns>
    public virtual IReadOnlyList<Rational> WorstOfN(PolicyEvaluation policy) =>
        new WorstOfN(Given(policy).Reference, policy.N, policy.Budget.ExactBits).Probabilities();

    /// <summary>The policy of rejection to a top mass.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="acceptance">The mass that is accepted, in (0, 1].</param>
    /// <returns>The masses of the outcomes, in listing order.</returns>
    public virtual IReadOnlyList<Rational> Rejection(PolicyEvaluation policy, Rational acceptance) =>
        new TopMassRejection(Given(policy).Reference, acceptance).Probabilities();

    /// <summary>The χ² tilt by the rewards of the reference policy.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="beta">The strength of the penalty, above 0.</param>
    /// <returns>The masses of the outcomes, in listing order.</returns>
    public virtual IReadOnlyList<Rational> ChiSquaredTilt(PolicyEvaluation policy, Rational beta) =>
        new ChiSquaredTilt(Given(policy).Reference, beta).Probabilities();

    /// <summary>The exponential tilt by the rewards of the reference policy.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <param name="beta">The inverse temperature.</param>
    /// <returns>The policy.</returns>
    public virtual EnclosedPolicy ExponentialTilt(PolicyEvaluation policy, Rational beta) =>
        new ExponentialTilt(Given(policy).Reference, beta).ToEnclosedPolicy();

    /// <summary>E_best ln(q/p) − E_worst ln(q/p), in nats.</summary>
    /// <param name="policy">The policy under evaluation.</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal BestWorst(PolicyEvaluation policy) =>
        Given(policy).Value(
            () => policy is { Ties: TieBreaking.AmongDraws, Exact: { } best }
                ? Neighbours.BestWorst.Difference(best)
                : Neighbours.BestWorst.Difference(policy.Reference, policy.N, policy.Budget.ExactBits),
            precision => Neighbours.BestWorst.Enclose(policy.Reference, policy.N, precision));

    /// <summary>The mean of the estimator k3 = 1/x − 1 + ln x of KL, x = π(y)/p(y), in nats.</summary>
    /// <param name="policy">The policy under evaluation; its reference policy is p.</param>
    /// <param name="sampled">π, the policy that is sampled, as masses on the outcomes of the reference policy.</param>
    /// <returns>The value.</returns>
    public virtual ComputableReal K3Mean(PolicyEvaluation policy, ReferencePolicy sampled) =>
        KlEstimators.K3Mean(Preconditions.NotNull(sampled), Given(policy).Reference);

    private static PolicyEvaluation Given(PolicyEvaluation policy) => Preconditions.NotNull(policy);

    private static LinearFormInLogarithms Ratio((BigInteger Numerator, BigInteger Denominator) ratio) =>
        LinearFormInLogarithms.FromRatio(ratio.Numerator, ratio.Denominator);
}
