namespace BonVerify.FSharp

open System
open BonVerify.Numerics

/// The exact numbers c + sum of c_j ln r_j. Comparison and equality are exact, so they sort, and serve as keys, by value.
[<RequireQualifiedAccess>]
module LinearFormInLogarithms =

    /// The number 0.
    let zero : LinearFormInLogarithms = LinearFormInLogarithms.Zero

    /// A rational number.
    let ofRational (value: Q) : LinearFormInLogarithms = LinearFormInLogarithms.FromRational value

    /// The natural logarithm of a positive rational number.
    let ln (argument: Q) : LinearFormInLogarithms = LinearFormInLogarithms.Ln argument

    /// The sum of numbers; 0 when there are none.
    let sum (forms: LinearFormInLogarithms seq) : LinearFormInLogarithms = LinearFormInLogarithms.Sum forms

    /// The number times a rational factor.
    let scale (factor: Q) (form: LinearFormInLogarithms) : LinearFormInLogarithms = factor * form

    /// -1, 0 or 1, always decided.
    let sign (form: LinearFormInLogarithms) : int = form.Sign()

    /// The same number in canonical shape.
    let canonical (form: LinearFormInLogarithms) : LinearFormInLogarithms = form.Canonical()

    /// Reads a text such as `7/8*ln(7) - 2*ln(2)`; anything else is an ArgumentException.
    let parse (text: string) : LinearFormInLogarithms = LinearFormInLogarithms.Parse text

    /// Reads a text such as `7/8*ln(7) - 2*ln(2)`, or gives None.
    let tryParse (text: string) : LinearFormInLogarithms option =
        try
            Some(LinearFormInLogarithms.Parse text)
        with :? ArgumentException ->
            None

    /// An enclosure with a relative width of at most about 2^-bits; exactly 0 for 0.
    let enclose (bits: int) (form: LinearFormInLogarithms) : Enclosure = form.Enclose bits

    /// The nearest double, ties to even: correctly rounded.
    let toDouble (form: LinearFormInLogarithms) : float = form.ToDouble()
