namespace BonVerify.FSharp

open BonVerify.Claims
open BonVerify.Evaluation
open BonVerify.Policies

/// The catalogue of claims.
[<RequireQualifiedAccess>]
module Claim =

    /// Every claim, in the order of the catalogue.
    let all : Claim list = List.ofSeq Catalogue.All

    /// The claim with an id; an ArgumentException that lists the ids when there is none.
    let find (id: string) : Claim = Catalogue.Find id

    /// The claim with an id, or None.
    let tryFind (id: string) : Claim option = all |> List.tryFind (fun claim -> claim.Id = id)

    /// The claims with a status.
    let withStatus (status: ClaimStatus) : Claim list = all |> List.filter (fun claim -> claim.Status = status)

    /// Decides a claim for the best of n draws from a reference policy.
    let decide (claim: Claim) (n: int) (reference: ReferencePolicy) : Verdict = claim.Evaluate(PolicyEvaluation(reference, n))

    /// Decides a claim for a policy under evaluation, for example one whose measures come from another implementation.
    let decideIn (claim: Claim) (policy: PolicyEvaluation) : Verdict = claim.Evaluate policy

    /// The known counterexamples of a refuted claim, the smallest first, as a reference policy and n.
    let counterexamples (claim: Claim) : (ReferencePolicy * int) list =
        [ for known in claim.Counterexamples -> known.Reference, known.N ]
