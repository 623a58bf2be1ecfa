/// Best-of-n in plain double arithmetic as a careful author writes it, and the mistakes that authors make.
module BonVerify.Properties.Tests.PlainDoubles

open System
open BonVerify.Interchange

/// Reward levels in ascending order: their outcomes, mass P and cumulative mass F.
let private levels (p: float[]) (r: float[]) =
    let mutable cumulative = 0.0

    [ for _, outcomes in seq { 0 .. p.Length - 1 } |> Seq.filter (fun i -> p[i] > 0.0) |> Seq.groupBy (fun i -> r[i]) |> Seq.sortBy fst do
          let mass = outcomes |> Seq.sumBy (fun i -> p[i])
          cumulative <- cumulative + mass
          List.ofSeq outcomes, mass, cumulative ]

/// F^n - F_-^n without cancellation.
let private best n mass cumulative =
    if mass = cumulative then
        Math.Pow(cumulative, float n)
    else
        let missed = float n * Math.Log(1.0 - mass / cumulative)
        // -expm1(missed), which .NET lacks.
        let hit = if missed > -1e-5 then -missed * (1.0 + missed / 2.0 + missed * missed / 6.0) else 1.0 - Math.Exp missed
        Math.Pow(cumulative, float n) * hit

let private sumOver p r n term =
    levels p r |> List.sumBy (fun (_, mass, cumulative) -> term mass (cumulative - mass) cumulative (best n mass cumulative))

let private choose n k = Seq.fold (fun value i -> value * float (n - k + i) / float i) 1.0 (seq { 1..k })

/// A right implementation.
type Right() =
    interface IBestOfNImplementation with
        member _.Pmf(p, r, n) =
            let q = Array.zeroCreate p.Length

            for outcomes, mass, cumulative in levels p r do
                for i in outcomes do
                    q[i] <- p[i] / mass * best n mass cumulative

            q

        member _.Kl(p, r, n) =
            // Sum of P psi(q/P), psi(t) = t ln t - t + 1: no cancellation between terms.
            sumOver p r n (fun mass _ _ q ->
                let t = q / mass
                if t = 0.0 then mass else mass * (t * Math.Log t - t + 1.0))

        member _.WinRate(p, r, n) = sumOver p r n (fun _ below cumulative q -> q * (below + cumulative) / 2.0)

        member _.ExpectedReward(p, r, n) =
            levels p r |> List.sumBy (fun (outcomes, mass, cumulative) -> best n mass cumulative * r[outcomes.Head])

        member _.TotalVariation(p, r, n) = sumOver p r n (fun mass _ _ q -> abs (q - mass) / 2.0)
        member _.ChiSquared(p, r, n) = sumOver p r n (fun mass _ _ q -> (q - mass) * (q - mass) / mass)
        member _.KlUpperBound n = Math.Log(float n) - float (n - 1) / float n

        member _.KlEstimator(n, epsilon) =
            if epsilon = 1.0 || n = 1 then
                0.0
            else
                let hit = best n epsilon 1.0
                let missed = 1.0 - hit

                missed * (Math.Log(float n) + float (n - 1) * Math.Log(1.0 - epsilon) - float (n - 1) / float n)
                + hit * Math.Log(hit / epsilon)

        member _.PoolWeights(r, n) =
            let ranks = seq { 0 .. r.Length - 1 } |> Seq.sortBy (fun i -> r[i]) |> Array.ofSeq
            let weights = Array.init r.Length (fun rank -> choose rank (n - 1) / choose r.Length n)
            let byLevel = ranks |> Seq.indexed |> Seq.groupBy (fun (_, i) -> r[i])
            let result = Array.zeroCreate r.Length

            for _, draws in byLevel do
                let share = draws |> Seq.averageBy (fun (rank, _) -> weights[rank])

                for _, i in draws do
                    result[i] <- share

            result

        member _.PassAtK(total, correct, k) =
            1.0 - Seq.fold (fun value i -> value * float (max 0 (total - correct - i)) / float (total - i)) 1.0 (seq { 0 .. k - 1 })

let right = Right() :> IBestOfNImplementation

let private log2 (x: float) = Math.Log2 x

/// One mistake each, with the capability in which it must show.
let wrong: (string * string * IBestOfNImplementation) list =
    [ "the formula as the KL",
      "Kl",
      { new IBestOfNImplementation with
          member _.Kl(_, _, n) = right.KlUpperBound n }
      "bits instead of nats",
      "Kl",
      { new IBestOfNImplementation with
          member _.Kl(p, r, n) = right.Kl(p, r, n) * log2 Math.E }
      "zero masses give NaN",
      "Kl",
      { new IBestOfNImplementation with
          member _.Kl(p, r, n) = Array.zip (right.Pmf(p, r, n)) p |> Array.sumBy (fun (q, mass) -> q * Math.Log(q / mass)) }
      "one draw too many",
      "Kl",
      { new IBestOfNImplementation with
          member _.Kl(p, r, n) = right.Kl(p, r, n + 1) }
      "n/(n+1) as the win rate",
      "WinRate",
      { new IBestOfNImplementation with
          member _.WinRate(_, _, n) = float n / float (n + 1) }
      "ties as full wins",
      "WinRate",
      { new IBestOfNImplementation with
          member _.WinRate(p, r, n) = sumOver p r n (fun _ _ cumulative q -> q * cumulative) }
      "listing order taken for reward order",
      "Pmf",
      { new IBestOfNImplementation with
          member _.Pmf(p, _, n) = right.Pmf(p, Array.mapi (fun i _ -> float i) p, n) }
      "the worst of n",
      "Pmf",
      { new IBestOfNImplementation with
          member _.Pmf(p, r, n) = right.Pmf(p, Array.map (~-) r, n) }
      "ties split evenly",
      "Pmf",
      { new IBestOfNImplementation with
          member _.Pmf(p, r, n) =
              let q = right.Pmf(p, r, n)

              for outcomes, _, _ in levels p r do
                  let share = outcomes |> List.averageBy (fun i -> q[i])
                  outcomes |> List.iter (fun i -> q[i] <- share)

              q }
      "an outcome missing",
      "Pmf",
      { new IBestOfNImplementation with
          member _.Pmf(p, r, n) = Array.tail (right.Pmf(p, r, n)) }
      "nothing returned",
      "Pmf",
      { new IBestOfNImplementation with
          member _.Pmf(_, _, _) = Unchecked.defaultof<float[]> }
      "an exception for one outcome",
      "ExpectedReward",
      { new IBestOfNImplementation with
          member _.ExpectedReward(p, r, n) =
              if p.Length = 1 then raise (InvalidOperationException "too few") else right.ExpectedReward(p, r, n) }
      "total variation without the half",
      "TotalVariation",
      { new IBestOfNImplementation with
          member _.TotalVariation(p, r, n) = 2.0 * right.TotalVariation(p, r, n) }
      "chi-squared plus 1",
      "ChiSquared",
      { new IBestOfNImplementation with
          member _.ChiSquared(p, r, n) = right.ChiSquared(p, r, n) + 1.0 }
      "ln n alone as the bound",
      "KlUpperBound",
      { new IBestOfNImplementation with
          member _.KlUpperBound n = Math.Log(float n) }
      "the estimator without (n-1)/n",
      "KlEstimator",
      { new IBestOfNImplementation with
          member _.KlEstimator(n, epsilon) =
              right.KlEstimator(n, epsilon) + Math.Pow(1.0 - epsilon, float n) * float (n - 1) / float n }
      "a pool with replacement",
      "PoolWeights",
      { new IBestOfNImplementation with
          member _.PoolWeights(r, n) = right.Pmf(Array.map (fun _ -> 1.0 / float r.Length) r, r, n) }
      "pass@k with replacement",
      "PassAtK",
      { new IBestOfNImplementation with
          member _.PassAtK(total, correct, k) = 1.0 - Math.Pow(1.0 - float correct / float total, float k) }
      "single precision",
      "WinRate",
      { new IBestOfNImplementation with
          member _.WinRate(p, r, n) = float (float32 (right.WinRate(p, r, n))) } ]
