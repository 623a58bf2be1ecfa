namespace BonVerify.FsCheck

open System
open FsCheck
open FsCheck.FSharp
open BonVerify.Interchange
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

    /// The case with an index in the run of a seed, and the state from which Generators.anyCase makes it. The first cases are
    /// chosen to lie in one of the regions each; from then on they are as they come. The search for a region makes the case on
    /// its way, so the two come together.
    let caseAndReplayAt (seed: uint64) (index: int) : struct (PolicyCase * ReplayState) =
        if index < 0 then
            invalidArg (nameof index) $"index is {index}; it must be at least 0."

        let size = sizeOf index

        let attempt number =
            let state = stateOf seed index number
            struct (generate state size, ReplayState(state.Seed, state.Gamma, size))

        match List.tryItem index Regions.all with
        | None -> attempt 0
        | Some region -> Seq.init maxAttempts attempt |> Seq.find (fun struct (case, _) -> region.Contains case)

    /// The case with an index in the run of a seed.
    let caseAt (seed: uint64) (index: int) : PolicyCase =
        let struct (case, _) = caseAndReplayAt seed index
        case

    /// A case near a given one, for the step with an index of a search in the run of a seed.
    let neighbourAt (seed: uint64) (index: int) (near: PolicyCase) : PolicyCase =
        Gen.sampleWithSeed (stateOf seed index 1) (sizeOf index) 1 (Neighbours.policyCase near) |> Array.head
