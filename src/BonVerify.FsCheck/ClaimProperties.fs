namespace BonVerify.FsCheck

open FsCheck
open FsCheck.FSharp
open BonVerify.Claims
open BonVerify.Interchange

/// Every claim of the catalogue as an FsCheck property.
[<RequireQualifiedAccess>]
module ClaimProperties =

    /// The property that a claim holds in a case. A case to which the claim does not apply is classified, not counted as
    /// support; an undecided one fails.
    let holdsIn (claim: Claim) (claimCase: ClaimCase) : Property =
        match claim.Evaluate claimCase with
        | :? Verdict.Holds -> Prop.ofTestable true |> Prop.classify true "holds"
        | :? Verdict.NotApplicable as verdict -> Prop.ofTestable true |> Prop.classify true $"not applicable: {verdict.Reason}"
        | :? Verdict.Violated as verdict -> Prop.ofTestable false |> Prop.label $"{claim.Id}: {verdict.Witness}"
        | verdict -> Prop.ofTestable false |> Prop.label $"{claim.Id}: {verdict}"

    /// The property that a claim holds, for the exact best-of-n policy of a case.
    let holds (claim: Claim) (case: PolicyCase) : Property =
        holdsIn claim (ClaimCase(case.Reference, case.N))

    /// Whether a claim is certainly false in a case.
    let isViolated (claim: Claim) (case: PolicyCase) : bool =
        claim.Evaluate(ClaimCase(case.Reference, case.N)) :? Verdict.Violated
