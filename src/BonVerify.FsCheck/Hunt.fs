namespace BonVerify.FsCheck

open System
open FsCheck
open FsCheck.FSharp
open BonVerify.Interchange

/// Generated cases by number, reproducible in any order and by any number of threads.
[<RequireQualifiedAccess>]
module Hunt =

    /// The largest size given to the generators.
    let maxSize = 60

    /// The random state of the case with an index in the run of a seed.
    let private stateOf (seed: uint64) (index: int) =
        // Neighbouring seeds are far apart after one step of the generator, so a Weyl sequence of them is enough.
        Rnd(seed + 0x9E3779B97F4A7C15UL * uint64 (index + 1))

    /// The size given to the generators for the case with an index: it grows, and starts again.
    let private sizeOf (index: int) = 1 + index % maxSize

    /// The triple (seed, gamma, size) from which FsCheck generates the case with an index.
    let replayOf (seed: uint64) (index: int) : struct (uint64 * uint64 * int) =
        let state = stateOf seed index
        struct (state.Seed, state.Gamma, sizeOf index)

    /// The case with an index in the run of a seed.
    let caseAt (seed: uint64) (index: int) : PolicyCase =
        if index < 0 then
            invalidArg (nameof index) $"index is {index}; it must be at least 0."

        Gen.sampleWithSeed (stateOf seed index) (sizeOf index) 1 Generators.policyCase |> Array.head
