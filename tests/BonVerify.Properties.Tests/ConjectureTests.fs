module BonVerify.Properties.Tests.ConjectureTests

open System
open System.IO
open System.Threading
open FsCheck
open FsCheck.FSharp
open FsCheck.Xunit
open global.Xunit
open BonVerify.Claims
open BonVerify.Evaluation
open BonVerify.FSharp
open BonVerify.FsCheck
open BonVerify.Numerics
open BonVerify.Policies
open BonVerify.Quantities

let private klDoubling =
    Conjecture.create "kl-doubling" (fun c -> Comparison.AtMost((c.WithN(2 * c.N)).Kl - c.Kl, Real.ln 2))

let private winRateConcave =
    Conjecture.create "win-rate-concave-own" (fun c -> Comparison.AtMost(c.Next.Next.WinRate + c.WinRate, 2 * c.Next.WinRate))

[<Fact>]
let ``A false conjecture is refuted by its smallest counterexample, saved and decided again`` () =
    let report = Conjecture.hunt klDoubling

    match report.Counterexample with
    | null -> failwith "none"
    | found ->
        Assert.Equal("7,1", found.Case.Reference.ToString())
        Assert.Equal(7, found.Case.N)
        Assert.Equal("ln(2)", found.Right)
        Assert.Equal(Nullable 20240103UL, found.Seed)

    Assert.StartsWith("kl-doubling is false for 7,1, n = 7: kl-doubling fails, ", string report)
    let path = report |> Conjecture.save (Directory.CreateTempSubdirectory().FullName) |> Option.get

    match Conjecture.reproduce klDoubling path with
    | Violated witness -> Assert.Equal("kl-doubling", witness.Relation)
    | verdict -> failwith $"{verdict}"

[<Fact>]
let ``A conjecture that holds comes with how hard the hunt tried`` () =
    let report = winRateConcave |> Conjecture.huntFor 1UL 300
    Assert.Null report.Counterexample
    Assert.Equal((300, 300, 0, 0, false), (report.Cases, report.Holds, report.Undecided, report.NotApplicable, report.WasStopped))
    Assert.InRange(report.Equalities, 1, 299)
    Assert.Empty report.MissedRegions

    match report.TightestCase, report.TightestVerdict with
    | null, _
    | _, null -> failwith "none"
    | case, verdict ->
        Assert.Equal(string verdict, string (winRateConcave.Evaluate(PolicyEvaluation(case.Reference, case.N))))
        Assert.EndsWith($"of the right side for {case.Reference}, n = {case.N}; all regions met", string report)

    Assert.StartsWith("win-rate-concave-own holds in 300 of 300 cases, tightest ", string report)
    Assert.Equal(string report, string (winRateConcave |> Conjecture.huntFor 1UL 300))
    Assert.NotEqual<string>(string report, string (winRateConcave |> Conjecture.huntFor 2UL 300))
    Assert.Empty(Conjecture.save "unused" report |> Option.toList)

[<Fact>]
let ``A short hunt says which regions it never met`` () =
    let report = winRateConcave |> Conjecture.huntFor 1UL 3
    Assert.Contains("n at least 10^5", report.MissedRegions)
    Assert.Contains("never met: ", string report)

[<Fact>]
let ``Undecided and inapplicable cases are counted apart`` () =
    let square = Real.sqrt 2 * Real.sqrt 2
    let open' = Conjecture.create "open" (fun _ -> Comparison.AtMost(square, Real.from 2)) |> Conjecture.onlyWhere "n >= 2" (fun c -> c.N >= 2)
    let report = open' |> Conjecture.huntFor 1UL 40
    Assert.Equal(40, report.Undecided + report.NotApplicable)
    Assert.True(report.Undecided > 0 && report.NotApplicable > 0)
    Assert.Null report.TightestCase
    Assert.Contains($"undecided in {report.Undecided}", string report)

[<Fact>]
let ``A hunt climbs to cases tighter than those it started from`` () =
    // The share of KL in its upper bound is at most 1; the generated cases alone leave more room.
    let bound = Conjecture.create "bound" (fun c -> Comparison.AtMost(c.Kl, Real.from c.Formula)) |> Conjecture.onlyWhere "3 <= n <= 5" (fun c -> c.N >= 3 && c.N <= 5)

    let margin (report: HuntReport) =
        match report.TightestVerdict with
        | null -> failwith "none"
        | verdict -> verdict.RelativeMargin.Lower.ToDouble()

    let generatedAlone =
        [ for i in 0..399 do
              let case = Hunt.caseAt 3UL i
              match bound.Evaluate(PolicyEvaluation(case.Reference, case.N)) with
              | :? Verdict.Holds as verdict when verdict.Margin.Sign <> Nullable 0 -> verdict.RelativeMargin.Lower.ToDouble()
              | _ -> () ]
        |> List.min

    Assert.True(margin (bound |> Conjecture.huntFor 3UL 400) < 0.9 * generatedAlone)

[<Fact>]
let ``A hunt can be stopped, and says so`` () =
    use stopped = new CancellationTokenSource()
    stopped.Cancel()
    let report = ClaimHunt.Run(winRateConcave, cancellationToken = stopped.Token)
    Assert.True report.WasStopped
    Assert.Equal(0, report.Cases)
    Assert.Contains("stopped early", string report)

[<Fact>]
let ``What a conjecture throws is named with the case`` () =
    let broken = Conjecture.create "broken" (fun c -> if c.N = 1 then failwith "no such n" else Comparison.AtMost(c.Kl, c.Kl))
    let error = Assert.Throws<InvalidOperationException>(fun () -> Conjecture.hunt broken |> ignore)
    Assert.StartsWith("broken throws for ", error.Message)
    Assert.EndsWith("n = 1: no such n", error.Message)
    Assert.Throws<ArgumentOutOfRangeException>("maxTest", (fun () -> ClaimHunt.Run(broken, 0) |> ignore)) |> ignore

[<Property(Arbitrary = [| typeof<ClaimArbitraries> |], MaxTest = 100)>]
let ``A conjecture is a property of FsCheck.Xunit`` (case: PolicyCase) = Conjecture.holds winRateConcave case

[<Fact>]
let ``A false conjecture fails as a property`` () =
    Assert.Throws<Exception>(fun () ->
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500).WithArbitrary [ typeof<ClaimArbitraries> ],
            Conjecture.holds (Conjecture.create "one" (fun c -> Comparison.AtMost(c.WinRate, Real.from (1Q / 2Q))))
        ))
    |> ignore

[<Fact>]
let ``Shrinking reaches a bound on n in few steps`` () =
    let mutable steps = 0

    let fails (case: PolicyCase) =
        steps <- steps + 1
        case.N >= 123_456_789

    let smallest = Shrinkers.toSmallest fails (PolicyCase(ReferencePolicy.FromWeights [ 1I <<< 200; 3I ], 900_000_000))
    Assert.Equal((123_456_789, "1"), (smallest.N, string smallest.Reference))
    Assert.InRange(steps, 1, 5000)

    let heavy (case: PolicyCase) = case.Reference.Denominator >= (1I <<< 150)
    steps <- 0
    let smallest = Shrinkers.toSmallest (fun case -> steps <- steps + 1; heavy case) (PolicyCase(ReferencePolicy.FromWeights [ 3I <<< 160; 1I ], 1))
    Assert.Equal(1I <<< 150, smallest.Reference.Denominator)
    Assert.InRange(steps, 1, 50_000)
