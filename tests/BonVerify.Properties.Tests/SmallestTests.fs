/// Which counterexamples are the smallest, by exhaustive search in exact arithmetic. The order is the total of the integer
/// weights first, then n; a search over all n does not end, so it goes up to 6 draws, or twice those of the counterexample. Above a total of 5 ties are left out:
/// KL and W are those of the levels.
module BonVerify.Properties.Tests.SmallestTests

open global.Xunit
open BonVerify.Claims
open BonVerify.Evaluation
open BonVerify.Interchange
open BonVerify.Policies

let private mostDraws = 6

/// All lists of positive weights with a total.
let rec private compositions total =
    if total = 0 then
        [ [] ]
    else
        [ for first in 1..total do
              for rest in compositions (total - first) -> first :: rest ]

/// All ways to tie neighbours among k outcomes in ascending reward.
let rec private rewards k =
    if k <= 1 then
        [ List.replicate k 0 ]
    else
        [ for lower in rewards (k - 1) do
              lower @ [ List.last lower ]
              lower @ [ List.last lower + 1 ] ]

let private policies total : ReferencePolicy list =
    [ for weights in compositions total do
          let policy = ReferencePolicy.FromWeights weights

          if total > 5 then
              yield policy
          else
              yield! [ for reward in rewards weights.Length -> policy.WithRewards reward ] ]

let private refutes (claim: Claim) (reference: ReferencePolicy, n) =
    claim.Evaluate(PolicyEvaluation(reference, n)) :? Verdict.Violated

let refuted () =
    Catalogue.All
    |> Seq.filter (fun claim -> claim.Status = ClaimStatus.Refuted)
    |> Seq.map (fun claim -> [| box claim.Id |])

[<Theory>]
[<MemberData(nameof refuted)>]
let ``No case of smaller total weight, or of the same with fewer draws, refutes it`` (id: string) =
    let claim = Catalogue.Find id
    let known = claim.Counterexamples[0]
    let total = int (Seq.sum known.Reference.Weights)

    let smaller =
        [ for lower in 1 .. total - 1 do
              for policy in policies lower do
                  for n in 1 .. max mostDraws (2 * known.N) -> policy, n
          for policy in policies total do
              for n in 1 .. known.N - 1 -> policy, n ]

    Assert.Empty(smaller |> List.filter (refutes claim))

[<Theory>]
[<InlineData(3, 4, 6)>]
[<InlineData(4, 8, 12)>]
[<InlineData(5, 15, 28)>]
[<InlineData(6, 32, 63)>]
let ``A bottom of any mass below equal others needs this total weight to rise above the curve`` (n: int, bottom: int, others: int) =
    let above (weights: int list) =
        refutes Catalogue.BonCurveDominates (ReferencePolicy.FromWeights weights, n)

    let heavy bottom others = bottom :: List.replicate others 1
    Assert.True(above (heavy bottom others))

    for total in 2 .. bottom + others - 1 do
        for lowest in 1 .. total - 1 do
            Assert.False(above (heavy lowest (total - lowest)), $"{lowest} below {total - lowest} ones")
