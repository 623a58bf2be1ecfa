namespace BonVerify.FsCheck

open System
open FsCheck
open FsCheck.FSharp
open BonVerify.Claims
open BonVerify.Evaluation
open BonVerify.Interchange
open BonVerify.Quantities

/// Every claim of the catalogue as an FsCheck property.
[<RequireQualifiedAccess>]
module ClaimProperties =

    /// The environment variable with the folder to which a failing property writes its counterexample.
    [<Literal>]
    let FolderVariable = "BONVERIFY_COUNTEREXAMPLES"

    /// One file for a claim: while FsCheck shrinks, each smaller case replaces the one before.
    let private save (claim: Claim) (case: PolicyCase) (witness: Witness) =
        match Environment.GetEnvironmentVariable FolderVariable with
        | null
        | "" -> ()
        | folder ->
            CounterexampleJson.Save(folder, Counterexample.Of(claim, case, witness, "property test"), $"{claim.Id}-property.json")
            |> ignore

    let private propertyOf (claim: Claim) (verdict: Verdict) : Property =
        match verdict with
        | :? Verdict.Holds -> Prop.ofTestable true |> Prop.classify true "holds"
        | :? Verdict.NotApplicable as verdict -> Prop.ofTestable true |> Prop.classify true $"not applicable: {verdict.Reason}"
        | :? Verdict.Violated as verdict -> Prop.ofTestable false |> Prop.label $"{claim.Id}: {verdict.Witness}"
        | verdict -> Prop.ofTestable false |> Prop.label $"{claim.Id}: {verdict}"

    /// The property that a claim holds in a case. A case to which the claim does not apply is classified, not counted as
    /// support; an undecided one fails.
    let holdsIn (claim: Claim) (policy: PolicyEvaluation) : Property = propertyOf claim (claim.Evaluate policy)

    /// The property that a claim holds, for the exact best-of-n policy of a case.
    let holds (claim: Claim) (case: PolicyCase) : Property =
        let verdict = claim.Evaluate(PolicyEvaluation(case.Reference, case.N))

        match verdict with
        | :? Verdict.Violated as violated -> save claim case violated.Witness
        | _ -> ()

        propertyOf claim verdict

    /// Whether a claim is certainly false in a case.
    let isViolated (claim: Claim) (case: PolicyCase) : bool =
        claim.Evaluate(PolicyEvaluation(case.Reference, case.N)) :? Verdict.Violated
