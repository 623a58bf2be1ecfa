module BonVerify.Properties.Tests.MutantTests

open global.Xunit
open BonVerify.Claims
open BonVerify.Evaluation
open BonVerify.FsCheck
open BonVerify.Quantities

/// Small cases are enough to catch every mutant and keep the slow double sums of some of them affordable.
let private cases =
    Seq.initInfinite (Hunt.caseAt 7UL)
    |> Seq.filter (fun case -> case.Reference.Count <= 60 && case.N <= 40)
    |> Seq.truncate 400
    |> Seq.cache

let private catches (mutant: PolicyMeasures) (claim: Claim) =
    cases
    |> Seq.exists (fun case -> claim.Evaluate(PolicyEvaluation(case.Reference, case.N, measures = mutant)) :? Verdict.Violated)

let mutantNames () =
    Mutants.all |> Seq.map (fun (name, _, _) -> [| box name |])

[<Theory>]
[<MemberData(nameof mutantNames)>]
let ``The claims reject a wrong implementation`` (name: string) =
    let _, mutant, claims = Mutants.all |> List.find (fun (n, _, _) -> n = name)
    Assert.NotEmpty claims
    let missed = claims |> List.filter (fun claim -> not (catches mutant claim)) |> List.map (fun claim -> claim.Id)
    Assert.Empty missed

[<Fact>]
let ``The claims accept the right implementation in the same cases`` () =
    for case in cases do
        for claim in Catalogue.All do
            if claim.Status <> ClaimStatus.Refuted then
                let verdict = claim.Evaluate(PolicyEvaluation(case.Reference, case.N))
                Assert.False((verdict :? Verdict.Violated), $"{claim.Id} in {case}: {verdict}")

[<Fact>]
let ``Every true claim rejects some mutant`` () =
    let used = Mutants.all |> Seq.collect (fun (_, _, claims) -> claims) |> Seq.map (fun claim -> claim.Id) |> set
    let expected = Catalogue.All |> Seq.filter (fun c -> c.Status <> ClaimStatus.Refuted) |> Seq.map (fun c -> c.Id) |> set
    Assert.Empty(expected - used)
