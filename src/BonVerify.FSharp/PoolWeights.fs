namespace BonVerify.FSharp

open BonVerify.Estimators

/// The weights by which a pool of draws estimates best-of-n without bias.
[<RequireQualifiedAccess>]
module PoolWeights =

    /// The weight of each rank, ascending, in a pool of a size of at least n.
    let ofSize (n: int) (poolSize: int) : Q list = List.ofSeq (PoolWeights.Of(poolSize, n))

    /// The weight of each draw of a pool, in the order of the rewards; equal rewards share theirs evenly.
    let ofRewards (n: int) (rewards: Q seq) : Q list = List.ofSeq (PoolWeights.Of(rewards, n))
