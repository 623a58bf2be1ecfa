namespace BonVerify.FSharp

open System.Numerics
open BonVerify.Numerics
open Fractions

/// The exact rational type, for short. Literals are written `1Q` and `1Q/3Q`.
type Q = Fraction

/// Exact rational numbers.
[<RequireQualifiedAccess>]
module Rational =

    /// numerator/denominator in lowest terms; a denominator of 0 is refused.
    let ofInts (numerator: int) (denominator: int) : Q =
        if denominator = 0 then
            invalidArg (nameof denominator) "denominator is 0; it must not be 0."

        Fraction(BigInteger numerator, BigInteger denominator)

    /// numerator/denominator in lowest terms; a denominator of 0 is refused.
    let ofBigInts (numerator: bigint) (denominator: bigint) : Q =
        if denominator.IsZero then
            invalidArg (nameof denominator) "denominator is 0; it must not be 0."

        Fraction(numerator, denominator)

    /// A finite double at its exact binary value.
    let ofDouble (value: float) : Q = ExactNumber.FromDouble value

    /// Reads an integer, a decimal or a/b exactly; anything else is an ArgumentException.
    let parse (text: string) : Q = ExactNumber.Parse text

    /// Reads an integer, a decimal or a/b exactly, or gives None.
    let tryParse (text: string) : Q option =
        match ExactNumber.TryParse text with
        | true, value -> Some value
        | _ -> None

    /// The shortest exact text, a or a/b; parse reads it back.
    let format (value: Q) : string = ExactNumber.Format value

    /// The nearest double, ties to even: correctly rounded.
    let toDouble (value: Q) : float = CorrectRounding.ToDouble value

    /// value to an integer power, exactly; 0 to a negative power is refused.
    let pow (exponent: int) (value: Q) : Q =
        if exponent < 0 && value.IsZero then
            invalidArg (nameof exponent) $"exponent is {exponent}; it must be at least 0 for the base 0."

        Fraction.Pow(value, exponent)
