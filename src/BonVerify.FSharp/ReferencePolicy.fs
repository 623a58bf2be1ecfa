namespace BonVerify.FSharp

open System
open BonVerify.Measures
open BonVerify.Numerics
open BonVerify.Policies

/// Reference policies: finitely many outcomes with exact probabilities and exact rewards.
[<RequireQualifiedAccess>]
module ReferencePolicy =

    /// Probabilities proportional to integer weights; the listing order is the reward order. For weights such as 0.4 use
    /// `ofDoubles`, for exact ones such as `2Q / 5Q` use `ofRationalWeights`.
    let ofWeights (weights: int seq) : ReferencePolicy = ReferencePolicy.FromWeights weights

    /// Probabilities proportional to integer weights of any size.
    let ofBigWeights (weights: bigint seq) : ReferencePolicy = ReferencePolicy.FromWeights weights

    /// Probabilities proportional to rational weights.
    let ofRationalWeights (weights: Q seq) : ReferencePolicy = ReferencePolicy.FromWeights weights

    /// The given probabilities, which must sum to exactly 1.
    let ofProbabilities (probabilities: Q seq) : ReferencePolicy = ReferencePolicy.FromProbabilities probabilities

    /// Probabilities proportional to doubles, each taken at its exact binary value.
    let ofDoubles (weights: float seq) : ReferencePolicy = ReferencePolicy.FromWeights weights

    /// Reads `2,1,1` or `2,1,1 @ 0,1,1`: weights, and rewards after an at sign. Anything else is an ArgumentException.
    let parse (text: string) : ReferencePolicy = ReferencePolicy.Parse text

    /// Reads `2,1,1` or `2,1,1 @ 0,1,1`, or gives None.
    let tryParse (text: string) : ReferencePolicy option =
        try
            Some(ReferencePolicy.Parse text)
        with :? ArgumentException ->
            None

    /// The same probabilities with integer rewards, one per outcome; equal rewards are ties.
    let withRewards (rewards: int seq) (reference: ReferencePolicy) : ReferencePolicy = reference.WithRewards rewards

    /// The same probabilities with rational rewards, one per outcome; equal rewards are ties.
    let withRationalRewards (rewards: Q seq) (reference: ReferencePolicy) : ReferencePolicy = reference.WithRewards rewards

    /// The same policy with a name for each outcome.
    let withLabels (labels: string seq) (reference: ReferencePolicy) : ReferencePolicy = reference.WithLabels labels

    /// The number of outcomes, those of mass 0 included.
    let count (reference: ReferencePolicy) : int = reference.Count

    /// The probabilities in listing order.
    let probabilities (reference: ReferencePolicy) : Q list = List.ofSeq reference.Probabilities

    /// The rewards in listing order.
    let rewards (reference: ReferencePolicy) : Q list = List.ofSeq reference.Rewards

    /// The names of the outcomes, when they have any.
    let tryLabels (reference: ReferencePolicy) : string list option =
        reference.Labels |> Option.ofObj |> Option.map List.ofSeq

    /// The reward levels with positive mass, in ascending reward.
    let levels (reference: ReferencePolicy) : RewardLevel list = List.ofSeq reference.Levels

    /// Whether outcomes with positive mass have equal rewards.
    let hasTies (reference: ReferencePolicy) : bool = reference.HasTies

    /// The sum of the level masses to a power, exactly.
    let powerSum (exponent: int) (reference: ReferencePolicy) : Q = reference.PowerSum exponent

    /// The Rényi entropy of an integer order over outcomes, in nats; order 1 is the Shannon entropy.
    let renyiEntropy (order: int) (reference: ReferencePolicy) : LinearFormInLogarithms = RenyiEntropy.Of(reference, order)

    /// KL(policy || reference) of another policy on the same outcomes, in nats.
    let klFrom (reference: ReferencePolicy) (policy: ReferencePolicy) : LinearFormInLogarithms =
        KullbackLeibler.Of(policy, reference)

    /// The rate at which another policy on the same outcomes beats the reference; ties count half.
    let winRateAgainst (reference: ReferencePolicy) (policy: ReferencePolicy) : Q = WinRate.Of(policy, reference)
