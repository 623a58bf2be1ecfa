namespace BonVerify.FSharp

open System.Collections.Generic
open BonVerify.Measures
open BonVerify.Neighbours
open BonVerify.Numerics
open BonVerify.Policies

/// Any policy with rational masses on the outcomes of a reference policy: its divergences, win rates and rewards, exactly.
[<RequireQualifiedAccess>]
module Policy =

    /// KL(policy || reference), in nats; refused where the policy has mass and the reference has none.
    let kl (reference: ReferencePolicy) (policy: ReferencePolicy) : LinearFormInLogarithms = KullbackLeibler.Of(policy, reference)

    /// KL(reference || policy), in nats; refused where it is infinite.
    let reverseKl (reference: ReferencePolicy) (policy: ReferencePolicy) : LinearFormInLogarithms =
        ReverseKullbackLeibler.Of(policy, reference)

    /// KL(policy || reference) + KL(reference || policy), in nats; refused where it is infinite.
    let jeffreys (reference: ReferencePolicy) (policy: ReferencePolicy) : LinearFormInLogarithms = Jeffreys.Of(policy, reference)

    /// The chi-squared divergence from the reference.
    let chiSquared (reference: ReferencePolicy) (policy: ReferencePolicy) : Q = ChiSquared.Of(policy, reference)

    /// The total variation distance from the reference.
    let totalVariation (reference: ReferencePolicy) (policy: ReferencePolicy) : Q = TotalVariation.Of(policy, reference)

    /// The Rényi divergence of an integer order of at least 2 from the reference, in nats.
    let renyi (order: int) (reference: ReferencePolicy) (policy: ReferencePolicy) : LinearFormInLogarithms =
        RenyiDivergence.Of(policy, reference, order)

    /// The squared Hellinger distance from the reference, enclosed at a precision in bits.
    let squaredHellinger (precision: int) (reference: ReferencePolicy) (policy: ReferencePolicy) : Enclosure =
        SquaredHellinger.Of(policy, reference, precision)

    /// The rate at which the policy beats an opponent on the same outcomes; ties count half.
    let winRateAgainst (opponent: ReferencePolicy) (policy: ReferencePolicy) : Q = WinRate.Against(policy, opponent)

    /// The expected reward.
    let expectedReward (policy: ReferencePolicy) : Q = ExpectedReward.Of policy

    /// The mean of another reward, given for each outcome in listing order.
    let meanOf (rewards: Q seq) (policy: ReferencePolicy) : Q = ExpectedReward.Of(policy, Array.ofSeq rewards)

/// Policies whose masses are real numbers, enclosed at any precision; measures are taken at a precision in bits.
[<RequireQualifiedAccess>]
module EnclosedPolicy =

    /// A policy known by a function from a precision to an enclosure of the mass of each outcome.
    let ofMasses (masses: int -> Enclosure list) (reference: ReferencePolicy) : EnclosedPolicy =
        EnclosedPolicy(reference, (fun precision -> masses precision :> IReadOnlyList<Enclosure>))

    /// A policy with rational masses, to compare it with others.
    let ofExact (reference: ReferencePolicy) (policy: ReferencePolicy) : EnclosedPolicy = EnclosedPolicy.FromExact(policy, reference)

    /// The mass of each outcome in listing order.
    let masses (precision: int) (policy: EnclosedPolicy) : Enclosure list = List.ofSeq (policy.Masses precision)

    /// KL(policy || reference), in nats.
    let kl (precision: int) (policy: EnclosedPolicy) : Enclosure = KullbackLeibler.Of(policy, precision)

    /// KL(reference || policy), in nats; refused where it is infinite.
    let reverseKl (precision: int) (policy: EnclosedPolicy) : Enclosure = ReverseKullbackLeibler.Of(policy, precision)

    /// KL(policy || reference) + KL(reference || policy), in nats; refused where it is infinite.
    let jeffreys (precision: int) (policy: EnclosedPolicy) : Enclosure = Jeffreys.Of(policy, precision)

    /// The chi-squared divergence from the reference.
    let chiSquared (precision: int) (policy: EnclosedPolicy) : Enclosure = ChiSquared.Of(policy, precision)

    /// The total variation distance from the reference.
    let totalVariation (precision: int) (policy: EnclosedPolicy) : Enclosure = TotalVariation.Of(policy, precision)

    /// The Rényi divergence of an integer order of at least 2 from the reference, in nats.
    let renyi (order: int) (precision: int) (policy: EnclosedPolicy) : Enclosure = RenyiDivergence.Of(policy, order, precision)

    /// The squared Hellinger distance from the reference.
    let squaredHellinger (precision: int) (policy: EnclosedPolicy) : Enclosure = SquaredHellinger.Of(policy, precision)

    /// The rate at which the policy beats one draw from its reference policy; ties count half.
    let winRate (precision: int) (policy: EnclosedPolicy) : Enclosure = WinRate.Of(policy, precision)

    /// The rate at which the policy beats an opponent on the same outcomes; ties count half.
    let winRateAgainst (opponent: EnclosedPolicy) (precision: int) (policy: EnclosedPolicy) : Enclosure =
        WinRate.Against(policy, opponent, precision)

    /// The expected reward.
    let expectedReward (precision: int) (policy: EnclosedPolicy) : Enclosure = ExpectedReward.Of(policy, precision)

    /// The mean of another reward, given for each outcome in listing order.
    let meanOf (rewards: Q seq) (precision: int) (policy: EnclosedPolicy) : Enclosure =
        ExpectedReward.Of(policy, Array.ofSeq rewards, precision)

/// Policies beside best-of-n, as masses on the outcomes of a reference policy.
[<RequireQualifiedAccess>]
module Neighbours =

    /// The worst of n draws; of several worst ones any, uniformly.
    let worstOfN (n: int) (reference: ReferencePolicy) : ReferencePolicy = WorstOfN(reference, n).ToReferencePolicy()

    /// The best of a random number of draws, given the chance of each number; the chances sum to 1.
    let bestOfRandomN (chances: Map<int, Q>) (reference: ReferencePolicy) : ReferencePolicy =
        BestOfRandomN(reference, chances).ToReferencePolicy()

    /// The best of a geometric number of draws, 1/stop on average: after every draw stop with that chance, in (0, 1].
    let bestOfGeometric (stop: Q) (reference: ReferencePolicy) : ReferencePolicy = BestOfGeometric(reference, stop).ToReferencePolicy()

    /// The best of 1 + Poisson(mu) draws, mu at least 0.
    let bestOfPoisson (mu: Q) (reference: ReferencePolicy) : EnclosedPolicy = BestOfPoisson(reference, mu).ToEnclosedPolicy()

    /// One of n draws, with a chance in proportion to the positive weight of its outcome.
    let softBestOfN (n: int) (weights: Q seq) (reference: ReferencePolicy) : ReferencePolicy =
        SoftBestOfN(reference, n, weights).ToReferencePolicy()

    /// One of n draws, with a chance in proportion to e^(r/lambda) of its reward r, lambda > 0.
    let softBestOfNAt (lambda: Q) (n: int) (reference: ReferencePolicy) : EnclosedPolicy =
        EnclosedSoftBestOfN(reference, n, lambda).ToEnclosedPolicy()

    /// p e^(beta r)/Z: it maximises E r - KL/beta for beta > 0.
    let exponentialTilt (beta: Q) (reference: ReferencePolicy) : EnclosedPolicy = ExponentialTilt(reference, beta).ToEnclosedPolicy()

    /// ln Z of the exponential tilt, in nats, enclosed at a precision in bits.
    let logPartition (beta: Q) (precision: int) (reference: ReferencePolicy) : Enclosure =
        ExponentialTilt(reference, beta).LogPartition precision

    /// p max(0, (r - lambda)/beta) with the lambda that makes the total 1: it maximises E r - (beta/2) chi-squared.
    let chiSquaredTilt (beta: Q) (reference: ReferencePolicy) : ReferencePolicy = ChiSquaredTilt(reference, beta).ToReferencePolicy()

    /// The lambda of the chi-squared tilt, in units of the reward.
    let chiSquaredThreshold (beta: Q) (reference: ReferencePolicy) : Q = ChiSquaredTilt(reference, beta).Lambda

    /// Draws until one is in the best mass, in (0, 1]; 1/mass draws on average.
    let topMassRejection (mass: Q) (reference: ReferencePolicy) : ReferencePolicy = TopMassRejection(reference, mass).ToReferencePolicy()

    /// E ln(q/p) under best-of-n minus that under worst-of-n, q best-of-n, in nats.
    let bestWorst (n: int) (reference: ReferencePolicy) : LinearFormInLogarithms = BestWorst.Difference(reference, n)

    /// (n-1) H_(n-1), the value of that difference on a continuous reward, in nats.
    let bestWorstContinuous (n: int) : Q = BestWorst.Continuous n

    /// 1/(2 (n-1) H_(n-1)) for n of at least 2.
    let bestWorstScale (n: int) : Q = BestWorst.Scale n

/// Means and variances of the estimators k1, k2 and k3 of KL(policy || reference) from one response of the policy.
[<RequireQualifiedAccess>]
module KlEstimators =

    /// E k1 = KL(policy || reference), in nats.
    let k1Mean (reference: ReferencePolicy) (policy: ReferencePolicy) : LinearFormInLogarithms = KlEstimators.K1Mean(policy, reference)

    /// E k2, in nats squared.
    let k2Mean (reference: ReferencePolicy) (policy: ReferencePolicy) : ComputableReal = KlEstimators.K2Mean(policy, reference)

    /// E k3, in nats: KL less the mass of the reference outside the support of the policy.
    let k3Mean (reference: ReferencePolicy) (policy: ReferencePolicy) : LinearFormInLogarithms = KlEstimators.K3Mean(policy, reference)

    /// The mass of the reference outside the support of the policy.
    let massOutsideSupport (reference: ReferencePolicy) (policy: ReferencePolicy) : Q = KlEstimators.MassOutsideSupport(policy, reference)

    /// Var k1, in nats squared.
    let k1Variance (reference: ReferencePolicy) (policy: ReferencePolicy) : ComputableReal = KlEstimators.K1Variance(policy, reference)

    /// Var k2, in nats to the fourth power.
    let k2Variance (reference: ReferencePolicy) (policy: ReferencePolicy) : ComputableReal = KlEstimators.K2Variance(policy, reference)

    /// Var k3, in nats squared.
    let k3Variance (reference: ReferencePolicy) (policy: ReferencePolicy) : ComputableReal = KlEstimators.K3Variance(policy, reference)

    /// E k1 with the log-ratio clamped to [-clamp, clamp], in nats.
    let k1ClampedMean (clamp: Q) (reference: ReferencePolicy) (policy: ReferencePolicy) : LinearFormInLogarithms =
        KlEstimators.K1ClampedMean(policy, reference, clamp)

    /// E k2 with the log-ratio clamped to [-clamp, clamp], in nats squared.
    let k2ClampedMean (clamp: Q) (reference: ReferencePolicy) (policy: ReferencePolicy) : ComputableReal =
        KlEstimators.K2ClampedMean(policy, reference, clamp)

    /// E k3 with the log-ratio clamped to [-clamp, clamp], in nats.
    let k3ClampedMean (clamp: Q) (reference: ReferencePolicy) (policy: ReferencePolicy) : ComputableReal =
        KlEstimators.K3ClampedMean(policy, reference, clamp)
