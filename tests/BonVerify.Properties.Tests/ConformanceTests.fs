/// The judge of implementations as it is used from F#.
module BonVerify.Properties.Tests.ConformanceTests

open System
open System.Threading.Tasks
open global.Xunit
open BonVerify.Conformance
open BonVerify.Quantities
open BonVerify.Xunit

let private examine (implementation: Implementation) =
    implementation.ExamineAsync(ExaminationOptions(MaxTest = 8, Quantities = implementation.Quantities))

/// Reward levels in ascending order: their outcomes, mass P and cumulative mass F.
let private levels (p: float[]) (r: float[]) =
    let mutable cumulative = 0.0

    [ for _, outcomes in Seq.indexed r |> Seq.filter (fun (i, _) -> p[i] > 0.0) |> Seq.groupBy snd |> Seq.sortBy fst do
          let outcomes = outcomes |> Seq.map fst |> List.ofSeq
          let mass = outcomes |> List.sumBy (fun i -> p[i])
          cumulative <- cumulative + mass
          outcomes, mass, cumulative ]

/// ln(1 + x) and e^x - 1 where x is small: Kahan's quotients, as those of .NET lose the digits.
let private logOnePlus x =
    let u = 1.0 + x
    if u = 1.0 then x else Math.Log u * x / (u - 1.0)

let private expMinusOne x =
    let u = Math.Exp x
    if u = 1.0 then x elif u - 1.0 = -1.0 then -1.0 else (u - 1.0) * x / Math.Log u

/// F^n - F_-^n without cancellation.
let private best n mass cumulative =
    let all = Math.Pow(cumulative, float n)
    if mass >= cumulative then all else all * -(expMinusOne (float n * logOnePlus (-mass / cumulative)))

let private pmf (p: float[]) (r: float[]) n =
    let q = Array.zeroCreate p.Length

    for outcomes, mass, cumulative in levels p r do
        for i in outcomes do
            q[i] <- p[i] / mass * best n mass cumulative

    q

let private winRate p r n =
    levels p r |> List.sumBy (fun (_, mass, cumulative) -> best n mass cumulative * (cumulative - mass / 2.0))

let private passAtK total correct k =
    1.0 - Seq.fold (fun value i -> value * float (max 0 (total - correct - i)) / float (total - i)) 1.0 (seq { 0 .. k - 1 })

let private klBound (_: float[]) (_: float[]) n = Math.Log(float n) - float (n - 1) / float n

/// A right implementation of four quantities, of three kinds of case.
let private right =
    Implementation()
        .Policy(Quantity.Pmf, pmf)
        .Policy(Quantity.WinRate, winRate)
        .Policy(Quantity.KlBound, klBound)
        .PassAtK(Quantity.PassAtK, fun total correct k -> passAtK total correct k)

[<Fact>]
let ``A right implementation conforms`` () : Task =
    task {
        let! report = examine right
        Assert.True((report.Conclusion = Conclusion.Conforming), Explanation.Text report)
        Assert.Equal(4, report.Tallies.Count)
        Assert.True(report.IsComplete)
    }

[<Fact>]
let ``The bound as the KL is named and shown in one outcome and two draws`` () : Task =
    task {
        let! report = examine (Implementation().Policy(Quantity.Kl, klBound))
        Assert.Equal(Conclusion.Nonconforming, report.Conclusion)
        let failure = Assert.Single report.Smallest
        Assert.Equal("""{"quantity":"kl","probabilities":[1.0],"rewards":[0.0],"n":2}""", string failure.Judgement.Request)
        Assert.Equal("kl-is-bound", (nonNull failure.Cause).Mistake.Id)
        Assert.Contains("expected 0\n  got      0.1931471805599453", Explanation.Text report)
    }

/// The suite of xunit as an author inherits it.
type private Suite(implementation) =
    inherit BestOfNConformance(implementation)
    override _.Options = ExaminationOptions(MaxTest = 8)

[<Fact>]
let ``The suite of xunit passes and fails`` () : Task =
    task {
        do! Suite(right).Conforms "win_rate"
        let! error = Assert.ThrowsAsync<ConformanceException>(fun () -> Suite(Implementation().Policy(Quantity.Kl, klBound)).Conforms "kl")
        Assert.StartsWith("kl: wrong, smallest case", error.Message)
    }

[<Fact>]
let ``A function with the wrong shape of answer is refused at once`` () =
    let error = Assert.Throws<ArgumentException>(fun () -> Implementation().Policy(Quantity.Kl, pmf) |> ignore)
    Assert.Contains("quantity is kl, a number of a case of kind policy; it must be a list of a case of kind policy", error.Message)

[<Fact>]
let ``What F# raises is an error, and what it does not support is passed over`` () : Task =
    task {
        let! failing = examine (Implementation().Policy(Quantity.WinRate, (fun p r n -> if n > 1 then failwith "too many draws" else winRate p r n)))
        Assert.Equal(Conclusion.Nonconforming, failing.Conclusion)
        Assert.Contains("too many draws", Explanation.Text failing)

        let! partial =
            examine (Implementation().Policy(Quantity.WinRate, (fun p r n -> if n > 9 then raise (NotSupportedException()) else winRate p r n)))

        Assert.Equal(Conclusion.Conforming, partial.Conclusion)
        Assert.True(partial.Tallies[0].Of Assessment.Unsupported > 0)
    }

[<Fact>]
let ``The pull interface is a loop of an author's own`` () =
    let examination = Examination(ExaminationOptions(MaxTest = 0, Quantities = [| Quantity.PassAtK |]))

    let rec answer (batch: Batch | null) =
        match batch with
        | null -> ()
        | batch ->
            for i in 0 .. batch.Requests.Count - 1 do
                match batch.Requests[i].Input with
                | :? PassAtKInput as input when input.IsDefined -> batch.Take(i, Answer.Of(passAtK input.Total input.Correct input.K))
                | input -> batch.Take(i, Answer.Failure $"{input.WhyUndefined}")

            answer (examination.Next())

    answer (examination.Next())
    Assert.Equal(Conclusion.Conforming, examination.Report.Conclusion)
