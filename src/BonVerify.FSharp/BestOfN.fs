namespace BonVerify.FSharp

open BonVerify.Bounds
open BonVerify.Measures
open BonVerify.Numerics
open BonVerify.Policies

/// Best-of-n: draw n responses and keep one with the highest reward. All masses are exact.
[<RequireQualifiedAccess>]
module BestOfN =

    /// The best of n draws from a reference policy; ties are broken among the tied draws.
    let withN (n: int) (reference: ReferencePolicy) : BestOfN = BestOfN(reference, n)

    /// The best of n draws under a tie convention.
    let withTies (ties: TieBreaking) (n: int) (reference: ReferencePolicy) : BestOfN = BestOfN(reference, n, ties)

    /// How many bits the exact masses take; above `BestOfN.DefaultMaxBits` use `EnclosedBestOfN`.
    let sizeInBits (n: int) (reference: ReferencePolicy) : bigint = BestOfN.SizeInBits(reference, n)

    /// The reference policy.
    let reference (policy: BestOfN) : ReferencePolicy = policy.Reference

    /// The number of draws.
    let n (policy: BestOfN) : int = policy.N

    /// The mass of each outcome in listing order.
    let probabilities (policy: BestOfN) : Q list = List.ofSeq (policy.Probabilities())

    /// The mass of each reward level, ascending.
    let levelProbabilities (policy: BestOfN) : Q list = List.ofSeq (policy.LevelProbabilities())

    /// The probability of a reward of at most that of each level.
    let cumulative (policy: BestOfN) : Q list = List.ofSeq (policy.Cumulative())

    /// The expected reward.
    let expectedReward (policy: BestOfN) : Q = policy.ExpectedReward()

    /// The mass of the top level under the reference policy.
    let topMass (policy: BestOfN) : Q = policy.TopMass

    /// These masses as a reference policy to draw from in turn.
    let toReference (policy: BestOfN) : ReferencePolicy = policy.ToReferencePolicy()

    /// The best of m draws from this policy.
    let thenBestOf (m: int) (policy: BestOfN) : BestOfN = policy.Then m

    /// KL(best-of-n || reference), in nats.
    let kl (policy: BestOfN) : LinearFormInLogarithms = KullbackLeibler.Of policy

    /// ln n - (n-1)/n - KL, in nats: never negative.
    let klGap (policy: BestOfN) : LinearFormInLogarithms = KlBounds.Formula policy.N - KullbackLeibler.Of policy

    /// KL(reference || best-of-n), in nats.
    let reverseKl (policy: BestOfN) : LinearFormInLogarithms = ReverseKullbackLeibler.Of policy

    /// The rate at which best-of-n beats one draw from the reference; ties count half.
    let winRate (policy: BestOfN) : Q = WinRate.Of policy

    /// The total variation distance from the reference.
    let totalVariation (policy: BestOfN) : Q = TotalVariation.Of policy

    /// The chi-squared divergence from the reference.
    let chiSquared (policy: BestOfN) : Q = ChiSquared.Of policy

    /// The Rényi divergence of an integer order of at least 2, in nats.
    let renyi (order: int) (policy: BestOfN) : LinearFormInLogarithms = RenyiDivergence.Of(policy, order)

    /// The squared Hellinger distance, enclosed at a precision in bits.
    let squaredHellinger (precision: int) (policy: BestOfN) : Enclosure = SquaredHellinger.Of(policy, precision)

    /// The largest density ratio to the reference.
    let maxDensityRatio (policy: BestOfN) : Q = DensityRatio.Max policy
