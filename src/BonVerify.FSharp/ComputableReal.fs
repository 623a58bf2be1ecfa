namespace BonVerify.FSharp

open BonVerify.Numerics

/// Numbers known by enclosures of any precision, some of them exactly as well.
[<RequireQualifiedAccess>]
module ComputableReal =

    /// A linear form in logarithms, known exactly.
    let ofForm (form: LinearFormInLogarithms) : ComputableReal = ComputableReal.FromForm form

    /// A rational number, known exactly.
    let ofRational (value: Q) : ComputableReal = ComputableReal.FromRational value

    /// The exact form, where there is one; it may have to be made, which can take seconds for long policies.
    let tryExact (value: ComputableReal) : LinearFormInLogarithms option = Option.ofObj (value.TryMakeExact())

    /// An enclosure at a working precision in bits.
    let evaluate (precision: int) (value: ComputableReal) : Enclosure = value.Evaluate precision

    /// -1, 0 or 1 for left against right, or None when a precision of that many bits leaves it open.
    let tryCompare (maxPrecision: int) (left: ComputableReal) (right: ComputableReal) : int option =
        match left.CompareTo(right, maxPrecision) with
        | Ordering.Less -> Some -1
        | Ordering.Equal -> Some 0
        | Ordering.Greater -> Some 1
        | _ -> None

    /// The nearest double, or None when a precision of that many bits leaves it open.
    let tryToDouble (maxPrecision: int) (value: ComputableReal) : float option =
        Option.ofNullable (value.ToDouble maxPrecision)
