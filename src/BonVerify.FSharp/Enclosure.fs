namespace BonVerify.FSharp

open BonVerify.Numerics

/// Certified intervals: every operation rounds outward and keeps the number inside.
[<RequireQualifiedAccess>]
module Enclosure =

    /// The interval of one dyadic number.
    let exactly (value: Dyadic) : Enclosure = Enclosure.Exactly value

    /// A rational number, enclosed to a relative width of about 2^-precision.
    let ofRational (precision: int) (value: Q) : Enclosure = Enclosure.FromRational(value, precision)

    /// The lower end, exactly.
    let lower (value: Enclosure) : Q = value.Lower.ToRational()

    /// The upper end, exactly.
    let upper (value: Enclosure) : Q = value.Upper.ToRational()

    /// The width, exactly.
    let width (value: Enclosure) : Q = (value.Upper - value.Lower).ToRational()

    /// Whether a rational number lies inside.
    let contains (number: Q) (value: Enclosure) : bool = value.Contains number

    /// Whether two intervals have a number in common.
    let overlaps (other: Enclosure) (value: Enclosure) : bool = value.Overlaps other

    /// -1, 0 or 1 when every number inside has that sign, else None.
    let trySign (value: Enclosure) : int option = Option.ofNullable value.Sign

    /// The double nearest to every number inside, or None when the interval is too wide for one.
    let tryToDouble (value: Enclosure) : float option =
        match value.TryToDouble() with
        | true, nearest -> Some nearest
        | _ -> None

    /// Both ends as decimals, rounded outward to a number of significant digits.
    let toDecimal (digits: int) (value: Enclosure) : DecimalEnclosure = value.ToDecimal digits

    /// left + right, rounded outward to a precision in bits.
    let add (precision: int) (left: Enclosure) (right: Enclosure) : Enclosure = Enclosure.Add(left, right, precision)

    /// left - right, rounded outward to a precision in bits.
    let subtract (precision: int) (left: Enclosure) (right: Enclosure) : Enclosure =
        Enclosure.Subtract(left, right, precision)

    /// left * right, rounded outward to a precision in bits.
    let multiply (precision: int) (left: Enclosure) (right: Enclosure) : Enclosure =
        Enclosure.Multiply(left, right, precision)

    /// left / right, rounded outward to a precision in bits; 0 inside the right one is refused.
    let divide (precision: int) (left: Enclosure) (right: Enclosure) : Enclosure =
        Enclosure.Divide(left, right, precision)

    /// The natural logarithm, rounded outward; every number inside must be positive.
    let ln (precision: int) (value: Enclosure) : Enclosure = Enclosure.Ln(value, precision)

    /// The exponential, rounded outward.
    let exp (precision: int) (value: Enclosure) : Enclosure = Enclosure.Exp(value, precision)

    /// The square root, rounded outward; no number inside may be negative.
    let sqrt (precision: int) (value: Enclosure) : Enclosure = Enclosure.Sqrt(value, precision)
