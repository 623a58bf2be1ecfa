module BonVerify.Properties.Tests.RefutationTests

open FsCheck
open FsCheck.FSharp
open global.Xunit
open BonVerify.Claims
open BonVerify.FsCheck
open BonVerify.Measures
open BonVerify.Numerics
open BonVerify.Policies
open BonVerify.Quantities

/// Runs a property and keeps the shrunk arguments instead of printing them.
type private Recorder() =
    member val Shrunk: obj list option = None with get, set

    interface IRunner with
        member _.OnStartFixture _ = ()
        member _.OnArguments(_, _, _) = ()
        member _.OnShrink(_, _) = ()

        member this.OnFinished(_, result) =
            match result with
            | TestResult.Failed(_, _, shrunk, _, _, _, _) -> this.Shrunk <- Some shrunk
            | _ -> ()

let private refutedClaims = Catalogue.All |> Seq.filter (fun claim -> claim.Status = ClaimStatus.Refuted)

let private smallestOf (claim: Claim) =
    let known = claim.Counterexamples[0]
    PolicyCase(known.Reference, known.N)

[<Fact>]
let ``FsCheck refutes every refuted claim and shrinks to its smallest counterexample`` () =
    Assert.NotEmpty refutedClaims

    for claim in refutedClaims do
        let recorder = Recorder()

        let config =
            Config.Quick.WithMaxTest(20_000).WithRunner(recorder).WithArbitrary [ typeof<Arbitraries> ]

        Check.One(config, ClaimProperties.holds claim)
        let shrunk = recorder.Shrunk |> Option.map List.exactlyOne
        Assert.Equal(Some(box (smallestOf claim)), shrunk)

[<Fact>]
let ``Every known counterexample refutes its claim`` () =
    for claim in refutedClaims do
        Assert.NotEmpty claim.Counterexamples

        for known in claim.Counterexamples do
            Assert.True(ClaimProperties.isViolated claim (PolicyCase(known.Reference, known.N)))

[<Fact>]
let ``With two equal outcomes KL tends to ln 2 while the formula grows without limit`` () =
    let kl n = KullbackLeibler.Of(BestOfN(ReferencePolicy.FromWeights [ 1; 1 ], n))
    let ln2 = LinearFormInLogarithms.Ln(Rational 2)

    for n in [ 2; 3; 10; 100; 1000 ] do
        Assert.True(kl n < ln2)
        Assert.True(kl n < kl (n + 1))

    Assert.True(ln2 - kl 1000 < LinearFormInLogarithms.FromRational(Rational.One / Rational(bigint.Pow(10I, 295))))
    Assert.Equal("7/8*ln(7) - 2*ln(2)", (kl 3).Canonical().ToString())
