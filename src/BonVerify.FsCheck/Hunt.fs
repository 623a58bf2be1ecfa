namespace BonVerify.FsCheck

open System
open FsCheck
open FsCheck.FSharp
open BonVerify.Quantities

/// Generated cases by number, reproducible in any order and by any number of threads.
[<RequireQualifiedAccess>]
module Hunt =

    /// The largest size given to the generators.
    let maxSize = 60

    // By construction a region is met once in a hundred cases or more often; a search this long does not miss it.
    let private maxAttempts = 100_000

    let private generate (state: Rnd) size =
        Gen.sampleWithSeed state size 1 Generators.anyCase |> Array.head

    /// Neighbouring seeds are far apart after one step of the generator, so a Weyl sequence of them is enough.
    let private stateOf (seed: uint64) (index: int) (attempt: int) =
        Rnd(seed + 0x9E3779B97F4A7C15UL * uint64 (index + 1) + 0xD1B54A32D192ED03UL * uint64 attempt)

    /// The size given to the generators for the case with an index: it grows, and starts again.
    let private sizeOf (index: int) = 1 + index % maxSize

    /// The random state of the case with an index: for the first cases one whose case lies in their region.
    let private stateAt (seed: uint64) (index: int) =
        if index < 0 then
            invalidArg (nameof index) $"index is {index}; it must be at least 0."

        match List.tryItem index Regions.all with
        | None -> stateOf seed index 0
        | Some region ->
            Seq.init maxAttempts (stateOf seed index)
            |> Seq.find (fun state -> region.Contains(generate state (sizeOf index)))

    /// The triple (seed, gamma, size) from which FsCheck generates the case with an index, by Generators.anyCase.
    let replayOf (seed: uint64) (index: int) : struct (uint64 * uint64 * int) =
        let state = stateAt seed index
        struct (state.Seed, state.Gamma, sizeOf index)

    /// The case with an index in the run of a seed. The first cases are chosen to lie in one of the regions each; from
    /// then on they are as they come.
    let caseAt (seed: uint64) (index: int) : PolicyCase =
        generate (stateAt seed index) (sizeOf index)

    /// A case near a given one, for the step with an index of a search in the run of a seed.
    let neighbourAt (seed: uint64) (index: int) (near: PolicyCase) : PolicyCase =
        Gen.sampleWithSeed (stateOf seed index 1) (sizeOf index) 1 (Neighbours.policyCase near) |> Array.head
