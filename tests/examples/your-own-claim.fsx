// A claim of your own, as an FsCheck property against the exact core: no tolerance, and a counterexample shrunk to the smallest.
// Run it with: dotnet fsi your-own-claim.fsx
#r "nuget: BonVerify.FSharp"
#r "nuget: BonVerify.FsCheck"

open FsCheck
open FsCheck.FSharp
open BonVerify.FSharp
open BonVerify.FsCheck
open BonVerify.Policies
open BonVerify.Quantities

/// f(n+1) - f(n) <= f(n) - f(n-1), taken one draw further: each further draw helps less than the one before.
let inline isConcaveAt measure (case: PolicyCase) =
    let at n = case.Reference |> BestOfN.withN n |> measure
    at (case.N + 2) - at (case.N + 1) <= at (case.N + 1) - at case.N

/// Runs a property on 200 generated cases of a fixed seed and says what came of it.
let test name (property: PolicyCase -> bool) =
    let mutable verdict = ""

    let runner =
        { new IRunner with
            member _.OnStartFixture _ = ()
            member _.OnArguments(_, _, _) = ()
            member _.OnShrink(_, _) = ()

            member _.OnFinished(_, result) =
                match result with
                | TestResult.Passed(data, _) -> verdict <- $"holds in {data.NumberOfTests} cases"
                | TestResult.Failed(_, _, shrunk, _, _, _, _) ->
                    let case = shrunk |> List.exactlyOne |> unbox<PolicyCase>
                    verdict <- $"is false for {case.Reference}, n = {case.N}"
                | TestResult.Exhausted _ -> verdict <- "was never tested" }

    let config =
        Config.Quick.WithMaxTest(200).WithReplay(Some { Rnd = Rnd 1UL; Size = None }).WithRunner(runner).WithArbitrary [ typeof<Arbitraries> ]

    Check.One(config, property)
    printfn $"{name} {verdict}"

test "the win rate is concave in n:" (isConcaveAt BestOfN.winRate) // => the win rate is concave in n: holds in 200 cases
test "KL is concave in n:" (isConcaveAt BestOfN.kl) // => KL is concave in n: is false for 1,1, n = 1
