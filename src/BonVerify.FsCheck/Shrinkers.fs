namespace BonVerify.FsCheck

open System.Numerics
open BonVerify.Policies
open BonVerify.Numerics
open BonVerify.Quantities

/// Shrinkers: every candidate is valid and smaller by total weight, then number of outcomes, then n, then plainness of
/// the rewards, so that shrinking always ends.
[<RequireQualifiedAccess>]
module Shrinkers =

    /// The size by which counterexamples are compared: total weight, number of outcomes, n, rewards out of listing order,
    /// digits of the rewards.
    let size (case: PolicyCase) =
        let reference = case.Reference
        let unusual = reference.Rewards |> Seq.indexed |> Seq.sumBy (fun (i, reward) -> if reward = Rational i then 0 else 1)
        let labels = if isNull reference.Labels then 0 else 1
        let magnitude = reference.Rewards |> Seq.sumBy (fun reward -> BigInteger.Abs reward.Numerator + reward.Denominator)
        struct (reference.Denominator, reference.Count, case.N, unusual + labels, magnitude)

    let private policy (outcomes: (BigInteger * Rational) list) =
        ReferencePolicy.FromWeights(List.map fst outcomes).WithRewards(List.map snd outcomes)

    let private hasMass outcomes =
        outcomes |> List.exists (fun (weight: BigInteger, _: Rational) -> not weight.IsZero)

    /// Rewards as ranks 0, 1, 2, … in ascending order, ties kept.
    let private ranked outcomes =
        let sorted = outcomes |> List.sortBy (snd: BigInteger * Rational -> Rational)
        let distinct = sorted |> List.map snd |> List.distinct
        sorted |> List.map (fun (weight, reward) -> weight, Rational(List.findIndex ((=) reward) distinct))

    let private inListingOrder outcomes =
        outcomes |> List.mapi (fun i (weight: BigInteger, _: Rational) -> weight, Rational i)

    let private replaceAt index weight outcomes =
        outcomes |> List.mapi (fun i (w: BigInteger, r: Rational) -> (if i = index then weight else w), r)

    /// From half of a number on, each candidate half as far from it as the one before, down to the number less one: so a bound
    /// anywhere below is reached in few steps.
    let private towards (number: BigInteger) =
        number
        |> Seq.unfold (fun distance -> if distance.IsZero then None else Some(number - distance, distance / BigInteger 2))
        |> Seq.skip 1

    let private policies (reference: ReferencePolicy) =
        let outcomes = Seq.zip reference.Weights reference.Rewards |> List.ofSeq
        let cells = Array.ofList outcomes
        let count = cells.Length
        let ascending = [ 0 .. count - 1 ] |> List.sortBy (fun i -> snd cells[i])

        seq {
            // Half of the outcomes at once, then one at a time.
            if count > 3 then
                List.truncate (count / 2) outcomes
                List.skip (count / 2) outcomes

            outcomes |> List.filter (fun (weight, _) -> not weight.IsZero)

            for i in 0 .. count - 1 do
                List.removeAt i outcomes

            // Neighbours in reward order become one.
            for low, high in ascending |> List.pairwise do
                outcomes |> replaceAt high (fst cells[low] + fst cells[high]) |> List.removeAt low

            // Two neighbours at once, and three that become one: where every other level matters, one alone would change them all.
            for low, high in ascending |> List.pairwise do
                outcomes |> List.indexed |> List.filter (fun (i, _) -> i <> low && i <> high) |> List.map snd

            for low, middle, high in ascending |> List.windowed 3 |> List.map (fun three -> three[0], three[1], three[2]) do
                let weight = fst cells[low] + fst cells[middle] + fst cells[high]
                outcomes |> replaceAt high weight |> List.indexed |> List.filter (fun (i, _) -> i <> low && i <> middle) |> List.map snd

            // All weights at once, then one at a time.
            outcomes |> List.map (fun (weight, reward) -> BigInteger.Min(weight, BigInteger.One), reward)
            outcomes |> List.map (fun (weight, reward) -> (weight + BigInteger.One) / BigInteger 2, reward)
            outcomes |> List.map (fun (weight, reward) -> weight / BigInteger 2, reward)

            for i in 0 .. count - 1 do
                let weight = fst cells[i]

                if weight > BigInteger.One then
                    replaceAt i BigInteger.One outcomes

                    for smaller in towards weight do
                        replaceAt i smaller outcomes

            // Two at a time, where one alone would not fail.
            if count <= 8 then
                for i in 0 .. count - 1 do
                    for j in i + 1 .. count - 1 do
                        let less index = fst cells[index] - BigInteger.One

                        if (less i).Sign > 0 && (less j).Sign > 0 then
                            outcomes |> replaceAt i (less i) |> replaceAt j (less j)

            // Plainer rewards.
            inListingOrder outcomes
            ranked outcomes |> inListingOrder
            ranked outcomes
        }
        |> Seq.filter hasMass
        |> Seq.map policy

    /// Smaller numbers of draws.
    let draws n =
        seq {
            1
            2

            for smaller in towards (BigInteger(n: int)) do
                int smaller
        }
        |> Seq.filter (fun smaller -> smaller >= 1 && smaller < n)
        |> Seq.distinct

    /// Smaller cases, the boldest steps first.
    let policyCase (case: PolicyCase) : PolicyCase seq =
        let original = size case

        seq {
            for n in draws case.N do
                PolicyCase(case.Reference, n)

            for reference in policies case.Reference do
                PolicyCase(reference, case.N)

            // Less weight may take one draw more.
            if case.N < PolicyCase.MaxN then
                for reference in policies case.Reference do
                    PolicyCase(reference, case.N + 1)
        }
        |> Seq.filter (fun candidate -> size candidate < original)

    /// Smaller reference policies, the boldest steps first.
    let referencePolicy (reference: ReferencePolicy) : ReferencePolicy seq =
        policyCase (PolicyCase(reference, 1)) |> Seq.map (fun case -> case.Reference)

    /// Follows the shrinker for as long as a smaller case fails too. The result fails, and no candidate of it does.
    let rec toSmallest (fails: PolicyCase -> bool) (failing: PolicyCase) : PolicyCase =
        match Seq.tryFind fails (policyCase failing) with
        | Some smaller -> toSmallest fails smaller
        | None -> failing
