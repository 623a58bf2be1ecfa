namespace BonVerify.FSharp

open BonVerify.Numerics

/// The exact rational type, for short. Literals are written `1Q` and `1Q/3Q`.
type Q = Rational

/// Exact rational numbers. `float`, `float32` and `decimal` convert them, correctly rounded; `int` and `int64` cut them towards 0.
[<RequireQualifiedAccess>]
module Rational =

    /// numerator/denominator in lowest terms; a denominator of 0 is a DivideByZeroException.
    let ofInts (numerator: int) (denominator: int) : Q = Q(numerator, denominator)

    /// numerator/denominator in lowest terms; a denominator of 0 is a DivideByZeroException.
    let ofBigInts (numerator: bigint) (denominator: bigint) : Q = Q(numerator, denominator)

    /// A finite double at its exact binary value.
    let ofDouble (value: float) : Q = Q.FromDouble value

    /// A decimal at its exact value.
    let ofDecimal (value: decimal) : Q = Q.FromDecimal value

    /// Reads an integer, a decimal or a/b exactly; anything else is an ArgumentException.
    let parse (text: string) : Q = Q.Parse text

    /// Reads an integer, a decimal or a/b exactly, or gives None.
    let tryParse (text: string) : Q option =
        match Q.TryParse text with
        | true, value -> Some value
        | _ -> None

    /// The shortest exact text, a or a/b; parse reads it back.
    let format (value: Q) : string = value.ToString()

    /// The number in decimal, correctly rounded to significant digits.
    let toDecimalText (digits: int) (value: Q) : string = value.ToDecimalText digits

    /// The nearest double, ties to even: correctly rounded.
    let toDouble (value: Q) : float = value.ToDouble()

    /// The integer part, towards 0.
    let truncate (value: Q) : bigint = Q.Truncate value

    /// The largest integer that is not above the number.
    let floor (value: Q) : bigint = Q.Floor value

    /// The smallest integer that is not below the number.
    let ceiling (value: Q) : bigint = Q.Ceiling value

    /// value to an integer power, exactly; 0 to a negative power is a DivideByZeroException.
    let pow (exponent: int) (value: Q) : Q = Q.Pow(value, exponent)
