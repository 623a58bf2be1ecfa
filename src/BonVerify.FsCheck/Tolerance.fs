namespace BonVerify.FsCheck

open System

/// How far an answer in doubles may be from the correctly rounded value: the larger of both allowances.
[<Sealed>]
type Tolerance(relative: float, absolute: float) =
    do
        if not (relative >= 0.0 && Double.IsFinite relative) then
            invalidArg (nameof relative) $"relative is {relative}; it must be a finite number of at least 0."

        if not (absolute >= 0.0 && Double.IsFinite absolute) then
            invalidArg (nameof absolute) $"absolute is {absolute}; it must be a finite number of at least 0."

    /// 1e-9 relative and 1e-12 absolute: plain double arithmetic passes, a wrong formula does not.
    static member Default = Tolerance(1e-9, 1e-12)

    /// Only the correctly rounded double passes.
    static member CorrectlyRounded = Tolerance(0.0, 0.0)

    /// The allowance as a share of the value.
    member _.Relative = relative

    /// The allowance whatever the value.
    member _.Absolute = absolute

    /// Whether an answer is within the tolerance of the value. NaN never is, an infinity only where the value overflows too.
    member _.Accepts(expected: float, answer: float) : bool =
        answer = expected
        || (Double.IsFinite expected && abs (answer - expected) <= max absolute (relative * abs expected))

    /// The tolerance in words.
    override _.ToString() = $"relative {relative}, absolute {absolute}"
