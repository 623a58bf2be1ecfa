namespace BonVerify.FSharp

open BonVerify.Measures
open BonVerify.Numerics
open BonVerify.Policies

/// Rewind and repeat: draw until the reward reaches a level.
[<RequireQualifiedAccess>]
module RewindAndRepeat =

    /// The policy that accepts the reward level with an index, ascending from 0, and everything above it.
    let atLevel (level: int) (reference: ReferencePolicy) : RewindAndRepeat = RewindAndRepeat(reference, level)

    /// One policy for each level, the one that accepts everything first.
    let atEveryLevel (reference: ReferencePolicy) : RewindAndRepeat list =
        List.init reference.Levels.Count (fun level -> RewindAndRepeat(reference, level))

    /// The lowest accepted reward.
    let threshold (policy: RewindAndRepeat) : Q = policy.Threshold

    /// The probability that one draw is accepted.
    let acceptance (policy: RewindAndRepeat) : Q = policy.AcceptanceProbability

    /// The expected number of draws.
    let expectedDraws (policy: RewindAndRepeat) : Q = policy.ExpectedDraws

    /// The mass of each outcome in listing order.
    let probabilities (policy: RewindAndRepeat) : Q list = List.ofSeq (policy.Probabilities())

    /// KL(rewind-and-repeat || reference), in nats.
    let kl (policy: RewindAndRepeat) : LinearFormInLogarithms =
        KullbackLeibler.Of(policy.ToReferencePolicy(), policy.Reference)

    /// The rate at which rewind-and-repeat beats one draw from the reference; ties count half.
    let winRate (policy: RewindAndRepeat) : Q = WinRate.Of(policy.ToReferencePolicy(), policy.Reference)
