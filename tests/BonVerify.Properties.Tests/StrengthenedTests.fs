module BonVerify.Properties.Tests.StrengthenedTests

open global.Xunit
open BonVerify.Claims
open BonVerify.Evaluation
open BonVerify.FsCheck

/// Generated cases of moderate size, and two families at the ends of what masses can be.
let private cases =
    lazy
        (let generated =
            Seq.initInfinite (Hunt.caseAt 11UL)
            |> Seq.filter (fun case -> case.N <= 100 && case.Reference.Count <= 60)
            |> Seq.truncate 200
            |> List.ofSeq

         [ for case in Strengthened.fine @ Strengthened.lopsided @ generated -> PolicyEvaluation(case.Reference, case.N) ])

/// Strengthened forms that no case refutes, since the constant in the theorem is far from the best one: the sharp forms of
/// these bounds are claims of their own.
let private tooWeak = [ "gap <= 0.99 * 2n(n-1) sum P^2"; "gap <= 0.99 n/2 E[P(Y)/F(Y)]"; "n/(n+1) - W <= 0.99 (n-1)/2 sum P^2" ]

let names () = Strengthened.all |> Seq.map (fun (_, name, _) -> [| box name |])

[<Theory>]
[<MemberData(nameof names)>]
let ``A strengthened theorem is refuted, or known to be far from tight`` (name: string) =
    let _, _, refutes = Strengthened.all |> List.find (fun (_, n, _) -> n = name)
    Assert.Equal(List.contains name tooWeak, not (Seq.exists refutes cases.Value))

[<Fact>]
let ``Every theorem has a strengthened form`` () =
    let strengthened = Strengthened.all |> Seq.map (fun (claim, _, _) -> claim.Id) |> set
    let expected = Catalogue.All |> Seq.filter (fun c -> c.Status <> ClaimStatus.Refuted) |> Seq.map (fun c -> c.Id) |> set
    Assert.Empty(expected - strengthened)
