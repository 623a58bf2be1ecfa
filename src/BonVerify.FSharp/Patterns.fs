namespace BonVerify.FSharp

open BonVerify.Claims
open BonVerify.Numerics

/// Complete active patterns over the closed hierarchies of the core.
[<AutoOpen>]
module Patterns =

    /// The four kinds of verdict: the margin, the witness, the precision in bits, the reason.
    let (|Holds|Violated|Undecided|NotApplicable|) (verdict: Verdict) =
        match verdict with
        | :? Verdict.Holds as holds -> Holds holds.Margin
        | :? Verdict.Violated as violated -> Violated violated.Witness
        | :? Verdict.Undecided as undecided -> Undecided undecided.Precision
        | :? Verdict.NotApplicable as other -> NotApplicable other.Reason
        | _ -> invalidArg (nameof verdict) "verdict is null; it must be one of the four kinds."

    /// What is known about a claim.
    let (|Theorem|MachineChecked|Conjecture|Refuted|) (status: ClaimStatus) =
        match status with
        | ClaimStatus.Theorem -> Theorem
        | ClaimStatus.MachineChecked -> MachineChecked
        | ClaimStatus.Conjecture -> Conjecture
        | ClaimStatus.Refuted -> Refuted
        | _ -> invalidArg (nameof status) $"status is {status}; it must be a member of ClaimStatus."

    /// An enclosure as its two ends, exactly.
    let (|Between|) (value: Enclosure) : Q * Q = value.Lower.ToRational(), value.Upper.ToRational()

    /// A rational number as numerator and denominator.
    let (|Ratio|) (value: Q) : bigint * bigint = value.Numerator, value.Denominator
