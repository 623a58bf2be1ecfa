namespace BonVerify.FsCheck

open System
open FsCheck
open FsCheck.FSharp
open BonVerify.Bounds
open BonVerify.Estimators
open BonVerify.Interchange
open BonVerify.Measures
open BonVerify.Numerics
open BonVerify.Policies
open BonVerify.Quantities

/// What an implementation can be asked for. The names are those of the members of IBestOfNImplementation.
[<RequireQualifiedAccess>]
type Capability =
    /// The masses of the outcomes.
    | Pmf
    /// KL(best-of-n || reference).
    | Kl
    /// The win rate, ties counted half.
    | WinRate
    /// The expected reward.
    | ExpectedReward
    /// The total variation distance.
    | TotalVariation
    /// The chi-squared divergence.
    | ChiSquared
    /// The bound ln n - (n-1)/n.
    | KlUpperBound
    /// The estimator d_n.
    | KlEstimator
    /// The weights of a pool.
    | PoolWeights
    /// The estimate of pass@k.
    | PassAtK

/// Judges an implementation in doubles against the exact core.
[<RequireQualifiedAccess>]
module Conformance =

    /// Every capability.
    let capabilities =
        [ Capability.Pmf
          Capability.Kl
          Capability.WinRate
          Capability.ExpectedReward
          Capability.TotalVariation
          Capability.ChiSquared
          Capability.KlUpperBound
          Capability.KlEstimator
          Capability.PoolWeights
          Capability.PassAtK ]

    /// Whether an implementation has a member of its own for a capability, rather than the one that says it is unsupported.
    let supports (capability: Capability) (implementation: IBestOfNImplementation) : bool =
        let map = implementation.GetType().GetInterfaceMap typeof<IBestOfNImplementation>
        let index = map.InterfaceMethods |> Array.findIndex (fun m -> m.Name = string capability)
        map.TargetMethods[index].DeclaringType <> typeof<IBestOfNImplementation>

    let private number (value: float) = DoubleText.Of value

    let private listOf (values: float[]) = values |> Array.map number |> String.concat ", " |> sprintf "[%s]"

    let private shown (values: float[]) =
        match values with
        | [| value |] -> number value
        | many -> listOf many

    // A request in words, the values it must be answered with, and the answer.
    let private requests (capability: Capability) (case: PolicyCase) (implementation: IBestOfNImplementation) =
        let reference, n = case.Reference, case.N
        let p () = Doubles.probabilities reference
        let r () = Doubles.rewards reference
        let best = lazy BestOfN(reference, n)
        let rational (value: Rational) = value.ToDouble()
        let onCase = lazy $"{capability}(probabilities: {listOf (p ())}, rewards: {listOf (r ())}, n: {n})"
        let one request expected (answer: unit -> float) = [ request, [| expected |], (fun () -> [| answer () |]) ]

        match capability with
        | Capability.Pmf -> [ onCase.Value, best.Value.Probabilities() |> Seq.map rational |> Array.ofSeq, (fun () -> implementation.Pmf(p (), r (), n)) ]
        | Capability.Kl -> one onCase.Value (KullbackLeibler.Of(best.Value).ToDouble()) (fun () -> implementation.Kl(p (), r (), n))
        | Capability.WinRate -> one onCase.Value (rational (WinRate.Of best.Value)) (fun () -> implementation.WinRate(p (), r (), n))
        | Capability.ExpectedReward ->
            one onCase.Value (rational (best.Value.ExpectedReward())) (fun () -> implementation.ExpectedReward(p (), r (), n))
        | Capability.TotalVariation ->
            one onCase.Value (rational (TotalVariation.Of best.Value)) (fun () -> implementation.TotalVariation(p (), r (), n))
        | Capability.ChiSquared -> one onCase.Value (rational (ChiSquared.Of best.Value)) (fun () -> implementation.ChiSquared(p (), r (), n))
        | Capability.KlUpperBound ->
            one $"KlUpperBound(n: {n})" ((KlBounds.Formula n).ToDouble()) (fun () -> implementation.KlUpperBound n)
        | Capability.KlEstimator ->
            [ for mass in reference.Probabilities |> Seq.distinct |> Seq.filter (fun mass -> not mass.IsZero) |> Seq.truncate 4 do
                  let epsilon = rational mass

                  yield!
                      one $"KlEstimator(n: {n}, epsilon: {number epsilon})" ((KlEstimator.Value(n, mass)).ToDouble()) (fun () ->
                          implementation.KlEstimator(n, epsilon)) ]
        | Capability.PoolWeights ->
            let k = min n reference.Count

            [ $"PoolWeights(rewards: {listOf (r ())}, n: {k})",
              PoolWeights.Of(reference.Rewards, k) |> Seq.map rational |> Array.ofSeq,
              (fun () -> implementation.PoolWeights(r (), k)) ]
        | Capability.PassAtK ->
            let total = n + reference.Count

            [ for correct in [ 0; 1; reference.Count; total ] do
                  yield!
                      one $"PassAtK(total: {total}, correct: {correct}, k: {n})" (rational (PassAtK.Value(total, correct, n))) (fun () ->
                          implementation.PassAtK(total, correct, n)) ]

    /// What an implementation answers in one case: Ok with the number of judged answers, 0 when it refused them all with a
    /// NotSupportedException, or Error with the first wrong one.
    let judge (tolerance: Tolerance) (capability: Capability) (implementation: IBestOfNImplementation) (case: PolicyCase) : Result<int, string> =
        let judgeOne judged (request, expected: float[], answer: unit -> float[]) =
            let wrong what = Error $"{request} must be {shown expected}, but {what}"

            try
                match answer () with
                | values when isNull (box values) -> wrong "the answer is null"
                | values when values.Length <> expected.Length -> wrong $"the answer has {values.Length} values: {shown values}"
                | values when Array.forall2 (fun e a -> tolerance.Accepts(e, a)) expected values -> Ok(judged + 1)
                | values -> wrong $"the answer is {shown values} ({tolerance})"
            with
            | :? NotSupportedException -> Ok judged
            | e -> wrong $"it threw {e.GetType().Name}: {e.Message}"

        requests capability case implementation
        |> List.fold (fun result request -> result |> Result.bind (fun judged -> judgeOne judged request)) (Ok 0)

    /// The property that an implementation answers within a tolerance in a case, taken in doubles.
    let property (tolerance: Tolerance) (capability: Capability) (implementation: IBestOfNImplementation) (case: PolicyCase) : Property =
        match judge tolerance capability implementation (Doubles.case case) with
        | Ok judged -> Prop.ofTestable true |> Prop.classify (judged = 0) "refused as not supported"
        | Error message -> Prop.ofTestable false |> Prop.label message

    /// Cases that every run begins with, each the smallest on which some common mistake shows.
    let firstCases: PolicyCase list =
        [ for text, n in
              [ "1", 1
                "1", 2
                "1,1", 2
                "2,1,1", 1
                "2,1,1,1", 2
                "1,1 @ 0,0", 2
                "1,1,2 @ 1,1,0", 2
                "1,2 @ 1,0", 3
                "1,0,1", 2
                "0,1", 3
                "1,4503599627370495", 64
                "4503599627370495,1", 64
                "1,1,1,1,1,1,1,1", 1000 ] -> PolicyCase(ReferencePolicy.Parse text, n) ]

    /// Asks for one capability in the first cases and then in a number of generated ones, of a fixed seed. Returns how many
    /// cases were judged; the first that is wrong is shrunk and thrown. That none was judged is an error too.
    let check (tolerance: Tolerance) (maxTest: int) (seed: uint64) (capability: Capability) (implementation: IBestOfNImplementation) : int =
        let wrongIn case =
            match judge tolerance capability implementation (Doubles.case case) with
            | Error _ -> true
            | Ok _ -> false

        let refuse case =
            let smallest = Doubles.case (Shrinkers.toSmallest wrongIn case)

            match judge tolerance capability implementation smallest with
            | Error message -> failwith $"{message}\nThe case: {CaseJson.Write smallest}"
            | Ok _ -> failwith $"{capability} was wrong for {CaseJson.Write(Doubles.case case)} and then right: it is not deterministic."

        let judgeCase case =
            match judge tolerance capability implementation (Doubles.case case) with
            | Ok judged -> sign judged
            | Error _ -> refuse case

        let judged = Seq.append firstCases (Seq.init maxTest (Hunt.caseAt seed)) |> Seq.sumBy judgeCase

        if judged = 0 then
            failwith $"{capability} refused every case as not supported: nothing was tested."

        judged
