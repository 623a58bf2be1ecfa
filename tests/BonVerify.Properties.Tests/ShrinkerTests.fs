module BonVerify.Properties.Tests.ShrinkerTests

open System.Numerics
open global.Xunit
open BonVerify.FsCheck
open BonVerify.Policies
open BonVerify.Quantities

let private case (weights: int list) (rewards: int list) n =
    PolicyCase(ReferencePolicy.FromWeights(weights).WithRewards(rewards), n)

[<CaseProperty>]
let ``Every candidate is valid and strictly smaller`` (original: PolicyCase) =
    Shrinkers.policyCase original
    |> Seq.truncate 200
    |> Seq.forall (fun smaller ->
        smaller.N >= 1
        && Seq.sum smaller.Reference.Weights = smaller.Reference.Denominator
        && Shrinkers.size smaller < Shrinkers.size original)

[<Fact>]
let ``The smallest case has no candidates`` () =
    Assert.Empty(Shrinkers.policyCase (case [ 1 ] [ 0 ] 1))

[<CaseProperty>]
let ``A failure without conditions shrinks to one outcome and one draw`` (original: PolicyCase) =
    Shrinkers.toSmallest (fun _ -> true) original = case [ 1 ] [ 0 ] 1

[<CaseProperty>]
let ``Shrinking keeps what makes the case fail`` (original: PolicyCase) =
    let fails (c: PolicyCase) = c.Reference.HasTies && c.N >= 3

    not (fails original)
    || Shrinkers.toSmallest fails original = case [ 1; 1 ] [ 0; 0 ] 3

[<CaseProperty>]
let ``Shrinking reaches exact thresholds of weights`` (original: PolicyCase) =
    let fails (c: PolicyCase) =
        c.Reference.Levels.Count >= 2 && (Seq.last c.Reference.Levels).Weight >= BigInteger 5

    not (fails original)
    || (let smallest = Shrinkers.toSmallest fails original
        smallest.N = 1 && smallest.Reference.Denominator = BigInteger 6)
