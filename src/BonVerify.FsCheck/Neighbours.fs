namespace BonVerify.FsCheck

open System.Numerics
open FsCheck
open FsCheck.FSharp
open BonVerify.Policies
open BonVerify.Quantities

/// Steps of an adversarial search: cases that differ a little from a given one.
[<RequireQualifiedAccess>]
module Neighbours =

    // Weights do not grow without end: beyond this a search would only get slower.
    let private maxWeight = BigInteger.Pow(BigInteger 10, 12)

    let private replaceAt index f (weights: BigInteger list) =
        weights |> List.mapi (fun i weight -> if i = index then f weight else weight)

    /// One change to the weights of the levels, ascending by reward; all stay positive.
    let private change (weights: BigInteger list) =
        gen {
            let! index = Gen.choose (0, weights.Length - 1)
            let! other = Gen.choose (0, weights.Length - 1)
            let! amount = Gen.frequency [ 4, Gen.constant 1; 2, Gen.choose (1, 10); 1, Gen.choose (1, 1000) ] |> Gen.map BigInteger
            let atLeastOne weight = max BigInteger.One weight

            return!
                Gen.elements
                    [ weights |> replaceAt index (fun weight -> weight + amount)
                      weights |> replaceAt index (fun weight -> atLeastOne (weight - amount))
                      weights |> replaceAt index (fun weight -> weight * BigInteger 2)
                      weights |> replaceAt index (fun weight -> atLeastOne (weight / BigInteger 2))
                      weights |> replaceAt index (fun weight -> weight + amount) |> replaceAt other (fun weight -> atLeastOne (weight - amount))
                      // Split a level in two, take one away, repeat one.
                      weights |> replaceAt index (fun weight -> atLeastOne (weight / BigInteger 2)) |> List.insertAt index (atLeastOne (weights[index] / BigInteger 2))
                      (if weights.Length > 1 then List.removeAt index weights else weights)
                      weights |> List.insertAt index weights[index]
                      // Room for finer changes.
                      weights |> List.map (fun weight -> weight * BigInteger 2) ]
        }

    let private step (weights, n) =
        gen {
            let! changesN = Gen.frequency [ 4, Gen.constant false; 1, Gen.constant true ]

            if changesN then
                let! changed = Gen.elements [ n - 1; n + 1; 2 * n; n / 2 ]
                return weights, max 1 (min changed Generators.maxN)
            else
                let! changed = change weights
                return changed, n
        }

    let rec private walk count start =
        if count = 0 then
            Gen.constant start
        else
            gen {
                let! next = step start
                return! walk (count - 1) next
            }

    /// A case near a given one: one to three changes to the weights of its levels or to n. Ties and zero masses are dropped,
    /// since no claim about levels depends on them. A change beyond the budget of the generators is not made.
    let policyCase (case: PolicyCase) : Gen<PolicyCase> =
        gen {
            let! changes = Gen.choose (1, 3)
            let! weights, n = walk changes ([ for level in case.Reference.Levels -> level.Weight ], case.N)
            let reference = ReferencePolicy.FromWeights weights
            let bits = bigint reference.Count * bigint (reference.Denominator.GetBitLength()) * bigint n
            let isAffordable = List.max weights <= maxWeight && bits <= bigint Generators.maxCaseBits
            return if isAffordable then PolicyCase(reference, n) else case
        }
