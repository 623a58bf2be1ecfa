namespace BonVerify.FsCheck

open System.Numerics
open BonVerify.Numerics
open BonVerify.Policies
open BonVerify.Quantities

/// Cases whose probabilities are doubles that sum to exactly 1, so that what is sent to an implementation in doubles is what
/// its answer is compared with.
[<RequireQualifiedAccess>]
module Doubles =

    /// Probabilities become multiples of 2^-grid; they and all their partial sums are doubles.
    let grid = 52

    /// The nearest such policy: every weight rounded down to the grid, the rest given to the heaviest outcome; rewards as
    /// the nearest doubles.
    let policy (reference: ReferencePolicy) : ReferencePolicy =
        let total = BigInteger.Pow(BigInteger 2, grid)
        let weights = reference.Weights |> Seq.map (fun weight -> weight * total / reference.Denominator) |> Array.ofSeq
        let heaviest = weights |> Array.findIndex ((=) (Array.max weights))
        weights[heaviest] <- weights[heaviest] + total - Array.sum weights

        ReferencePolicy
            .FromWeights(weights)
            .WithRewards(reference.Rewards |> Seq.map (fun reward -> reward.ToDouble()))

    /// The case with such a policy. n is lowered where the exact masses, which now have grid bits, would not fit the budget
    /// of generated cases.
    let case (case: PolicyCase) : PolicyCase =
        let reference = policy case.Reference
        let most = Generators.maxCaseBits / (reference.Levels.Count * int (reference.Denominator.GetBitLength()))
        PolicyCase(reference, max 1 (min case.N most))

    /// The probabilities in listing order, each exactly.
    let probabilities (reference: ReferencePolicy) : float[] =
        reference.Probabilities |> Seq.map (fun mass -> mass.ToDouble()) |> Array.ofSeq

    /// The rewards in listing order.
    let rewards (reference: ReferencePolicy) : float[] =
        reference.Rewards |> Seq.map (fun reward -> reward.ToDouble()) |> Array.ofSeq
