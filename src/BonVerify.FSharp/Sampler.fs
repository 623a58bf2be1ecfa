namespace BonVerify.FSharp

open BonVerify.Numerics
open BonVerify.Policies

/// Simulation of best-of-n by its definition: draws, not formulas. One seed gives one result everywhere.
[<RequireQualifiedAccess>]
module Sampler =

    /// An endless sequence of draws from a reference policy, each the index of an outcome in listing order.
    let draws (seed: uint64) (reference: ReferencePolicy) : int seq =
        seq {
            let sampler, random = Sampler reference, SplitMix64 seed

            while true do
                sampler.Draw random
        }

    /// An endless sequence of best-of-n responses, each the index of an outcome in listing order.
    let bestOf (seed: uint64) (n: int) (reference: ReferencePolicy) : int seq =
        seq {
            let sampler, random = Sampler reference, SplitMix64 seed

            while true do
                sampler.DrawBestOf(random, n)
        }

    /// How often each outcome was kept in that many simulated best-of-n responses, in listing order.
    let countBestOf (seed: uint64) (n: int) (responses: int) (reference: ReferencePolicy) : int list =
        List.ofSeq ((Sampler reference).CountBestOf(SplitMix64 seed, n, responses))

    /// The p-value of counts under probabilities that sum to 1: at most a with probability at most a, without approximation.
    let pValue (probabilities: Q seq) (counts: int seq) : Enclosure = GoodnessOfFit.PValue(counts, probabilities)

    /// Whether counts contradict the probabilities at a false-alarm rate of at most alpha.
    let rejects (alpha: Q) (probabilities: Q seq) (counts: int seq) : bool =
        GoodnessOfFit.Rejects(counts, probabilities, alpha)
