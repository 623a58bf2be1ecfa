namespace BonVerify.FSharp

open BonVerify.Measures
open BonVerify.Numerics
open BonVerify.Policies

/// Best-of-n with enclosed instead of exact masses: for n up to 10^9 and many outcomes.
[<RequireQualifiedAccess>]
module EnclosedBestOfN =

    /// The best of n draws from a reference policy at a precision in bits; ties are broken among the tied draws.
    let withN (precision: int) (n: int) (reference: ReferencePolicy) : EnclosedBestOfN =
        EnclosedBestOfN(reference, n, precision)

    /// The best of n draws under a tie convention.
    let withTies (ties: TieBreaking) (precision: int) (n: int) (reference: ReferencePolicy) : EnclosedBestOfN =
        EnclosedBestOfN(reference, n, precision, ties)

    /// The mass of each competing level, ascending.
    let masses (policy: EnclosedBestOfN) : Enclosure list = List.init policy.Cells.Count policy.Mass

    /// The expected reward.
    let expectedReward (policy: EnclosedBestOfN) : Enclosure = policy.ExpectedReward()

    /// KL(best-of-n || reference), in nats.
    let kl (policy: EnclosedBestOfN) : Enclosure = KullbackLeibler.Of policy

    /// KL(reference || best-of-n), in nats.
    let reverseKl (policy: EnclosedBestOfN) : Enclosure = ReverseKullbackLeibler.Of policy

    /// The rate at which best-of-n beats one draw from the reference; ties count half.
    let winRate (policy: EnclosedBestOfN) : Enclosure = WinRate.Of policy

    /// The total variation distance from the reference.
    let totalVariation (policy: EnclosedBestOfN) : Enclosure = TotalVariation.Of policy

    /// The chi-squared divergence from the reference.
    let chiSquared (policy: EnclosedBestOfN) : Enclosure = ChiSquared.Of policy

    /// The Rényi divergence of an integer order of at least 2, in nats.
    let renyi (order: int) (policy: EnclosedBestOfN) : Enclosure = RenyiDivergence.Of(policy, order)

    /// The squared Hellinger distance.
    let squaredHellinger (policy: EnclosedBestOfN) : Enclosure = SquaredHellinger.Of policy

    /// The largest density ratio to the reference.
    let maxDensityRatio (policy: EnclosedBestOfN) : Enclosure = DensityRatio.Max policy
