namespace BonVerify.FSharp

open BonVerify.Claims
open BonVerify.Evaluation
open BonVerify.Numerics

/// Conjectures of your own. With the package BonVerify.FsCheck they are hunted: `Conjecture.hunt`.
[<RequireQualifiedAccess>]
module Conjecture =

    /// A conjecture with an id such as `kl-doubling`: a comparison of measures of every case.
    let create (id: string) (statement: PolicyEvaluation -> Comparison) : Claim = Claim.Conjecture(id, statement, "")

    /// A conjecture with its statement in words or symbols, for reports.
    let stated (words: string) (id: string) (statement: PolicyEvaluation -> Comparison) : Claim =
        Claim.Conjecture(id, statement, words)

    /// The same conjecture for the cases of a condition only, which is given in words too.
    let onlyWhere (condition: string) (applies: PolicyEvaluation -> bool) (claim: Claim) : Claim = claim.Where(applies, condition)
