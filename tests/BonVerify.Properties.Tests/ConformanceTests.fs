module BonVerify.Properties.Tests.ConformanceTests

open System
open global.Xunit
open BonVerify.FsCheck
open BonVerify.Interchange
open BonVerify.Numerics
open BonVerify.Quantities

let private tests = 60
let private capabilityNamed name = Conformance.capabilities |> List.find (fun capability -> string capability = name)
let private check capability implementation = Conformance.check Tolerance.Default tests 1UL capability implementation

let private failureOf capability implementation =
    Assert.ThrowsAny<Exception>(fun () -> check capability implementation |> ignore).Message

[<Fact>]
let ``A right implementation conforms in every capability`` () =
    for capability in Conformance.capabilities do
        Assert.True(Conformance.supports capability PlainDoubles.right)
        Assert.Equal(tests + Conformance.firstCases.Length, check capability PlainDoubles.right)

[<Fact>]
let ``Every mistake is found and shown in a smallest case`` () =
    for name, capability, implementation in PlainDoubles.wrong do
        let message = failureOf (capabilityNamed capability) implementation
        Assert.True(message.StartsWith($"{capability}(", StringComparison.Ordinal), $"{name}: {message}")
        Assert.Contains("must be", message)

[<Fact>]
let ``The formula as the KL is refuted by one outcome and two draws`` () =
    let _, _, formula = List.head PlainDoubles.wrong
    let message = failureOf Capability.Kl formula
    Assert.StartsWith("Kl(probabilities: [1], rewards: [0], n: 2) must be 0, but the answer is 0.1931471805599453", message)
    Assert.EndsWith("""The case: {"weights":["1"],"rewards":["0"],"n":2}""", message)

[<Fact>]
let ``What is not implemented is unsupported, and refusing everything is no pass`` () =
    let _, _, onlyKl = List.head PlainDoubles.wrong
    Assert.Equal<Capability list>([ Capability.Kl ], Conformance.capabilities |> List.filter (fun q -> Conformance.supports q onlyKl))
    Assert.Contains("nothing was tested", failureOf Capability.Pmf onlyKl)

[<Fact>]
let ``Single refusals are not counted as judged`` () =
    let noTies =
        { new IBestOfNImplementation with
            member _.Kl(p, r, n) =
                if Array.distinct r |> Array.length < r.Length then raise (NotSupportedException "ties")
                PlainDoubles.right.Kl(p, r, n) }

    let judged = check Capability.Kl noTies
    Assert.InRange(judged, 10, tests + Conformance.firstCases.Length - 5)

[<Fact>]
let ``A flaky implementation is named as such`` () =
    let mutable asked = 0

    let flaky =
        { new IBestOfNImplementation with
            member _.WinRate(p, r, n) =
                asked <- asked + 1
                if asked = 1 then 2.0 else PlainDoubles.right.WinRate(p, r, n) }

    Assert.Contains("not deterministic", failureOf Capability.WinRate flaky)

[<CaseProperty>]
let ``What is sent sums to exactly 1 and is what the answer is compared with`` (case: PolicyCase) =
    let sent = Doubles.case case
    let p = Doubles.probabilities sent.Reference

    Array.sum p = 1.0
    && Array.sum (Array.rev p) = 1.0
    && (p |> Seq.map Rational.FromDouble |> List.ofSeq) = List.ofSeq sent.Reference.Probabilities
    && (Doubles.rewards sent.Reference |> Seq.map Rational.FromDouble |> List.ofSeq) = List.ofSeq sent.Reference.Rewards
    && sent.Reference.Count = case.Reference.Count
    && Doubles.case sent = sent

[<Fact>]
let ``Tolerances accept what they say`` () =
    let tolerance = Tolerance(1e-3, 1e-6)
    Assert.True(tolerance.Accepts(1000.0, 1001.0))
    Assert.False(tolerance.Accepts(1000.0, 1001.1))
    Assert.True(tolerance.Accepts(0.0, 1e-6))
    Assert.False(tolerance.Accepts(0.0, 1.1e-6))
    Assert.False(tolerance.Accepts(1.0, nan))
    Assert.False(tolerance.Accepts(1.0, infinity))
    Assert.False(tolerance.Accepts(infinity, 1.0))
    Assert.True(tolerance.Accepts(infinity, infinity))
    Assert.True(Tolerance.CorrectlyRounded.Accepts(0.1, 0.1))
    Assert.False(Tolerance.CorrectlyRounded.Accepts(0.1, Math.BitIncrement 0.1))
    Assert.Throws<ArgumentException>(fun () -> Tolerance(-1.0, 0.0) |> ignore) |> ignore
    Assert.Throws<ArgumentException>(fun () -> Tolerance(0.0, nan) |> ignore) |> ignore

/// The suite as an author inherits it: these two lines, and the tests it brings run here too.
type RightConforms() =
    inherit BestOfNConformance(PlainDoubles.right)
    override _.MaxTest = 30

type private Nothing() =
    interface IBestOfNImplementation

[<Fact>]
let ``The suite fails for a wrong implementation in the capability that is wrong`` () =
    for _, capability, implementation in PlainDoubles.wrong do
        let suite = { new BestOfNConformance(implementation) with member _.MaxTest = tests }
        let test = typeof<BestOfNConformance>.GetMethod capability |> nonNull
        Assert.ThrowsAny<Exception>(fun () -> test.Invoke(suite, [||]) |> ignore) |> ignore
        suite.SupportsSomething()

    let nothing = Nothing()
    let suite = { new BestOfNConformance(nothing) with member _.MaxTest = 1 }
    Assert.Contains("supports no capability", Assert.ThrowsAny<Exception>(fun () -> suite.SupportsSomething()).Message)
