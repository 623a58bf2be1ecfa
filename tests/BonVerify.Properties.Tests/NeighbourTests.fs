module BonVerify.Properties.Tests.NeighbourTests

open FsCheck.FSharp
open global.Xunit
open BonVerify.Claims
open BonVerify.Evaluation
open BonVerify.FsCheck
open BonVerify.Policies
open BonVerify.Quantities

[<CaseProperty>]
let ``A neighbour is a case without ties or zero masses, within the budget of the generators`` (case: PolicyCase) =
    let neighbour = Hunt.neighbourAt 3UL 17 case
    let reference = neighbour.Reference

    neighbour = case
    || (reference.SupportSize = reference.Count && not reference.HasTies && BestOfN.SizeInBits(reference, neighbour.N) <= 1048576I)

[<Fact>]
let ``Steps that keep the tightest case come nearer to a bound than any of the first cases`` () =
    // The slack of the cubic gap bound, as a share: 0 only in the limit of ever finer levels.
    let slack (case: PolicyCase) =
        match Catalogue.KlGapCubic.Evaluate(PolicyEvaluation(case.Reference, case.N)) with
        | :? Verdict.Holds as holds when not holds.Margin.IsExact -> holds.RelativeMargin.Upper.ToDouble()
        | _ -> 1.0

    let start = PolicyCase(ReferencePolicy.FromWeights [ 3; 1 ], 3)

    let climbed =
        Seq.fold
            (fun (best: PolicyCase) index ->
                let candidate = Hunt.neighbourAt 5UL index best
                if candidate.Reference.Count <= 20 && slack candidate < slack best then candidate else best)
            start
            [ 0..400 ]

    Assert.InRange(slack climbed, 0.0, slack start / 10.0)
