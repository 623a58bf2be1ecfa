namespace BonVerify.FSharp

open BonVerify.Numerics

/// What becomes a computable real: for the operators, which F# does not convert for. Not to be used by itself.
// The empty array tells the overloads apart: by the value alone F# would consider the implicit conversions, and warn of them.
type RealOf =
    | RealOf

    /// The number itself.
    static member Convert(RealOf, _: ComputableReal array, value: ComputableReal) : ComputableReal = value

    /// A linear form in logarithms, known exactly.
    static member Convert(RealOf, _: LinearFormInLogarithms array, value: LinearFormInLogarithms) : ComputableReal =
        ComputableReal.FromForm value

    /// A rational number, known exactly.
    static member Convert(RealOf, _: Q array, value: Q) : ComputableReal = ComputableReal.FromRational value

    /// An integer, known exactly.
    static member Convert(RealOf, _: int array, value: int) : ComputableReal = ComputableReal.FromRational(Q value)

/// Computable reals of integers, rational numbers, linear forms in logarithms and computable reals. `exp`, `log`, `sqrt` and `float`
/// of F# take computable reals as well.
[<RequireQualifiedAccess>]
module Real =

    /// The number, by the conversion of a witness. Not to be used by itself.
    let inline convert (witness: ^witness) (kind: ^value array) (value: ^value) : ComputableReal =
        ((^witness or ^value): (static member Convert: ^witness * ^value array * ^value -> ComputableReal) (witness, kind, value))

    /// The number, whichever of these it is.
    let inline from (value: ^value) : ComputableReal = convert RealOf [||] value

    /// The natural logarithm of a number > 0.
    let inline ln (value: ^value) : ComputableReal = ComputableReal.Ln(from value)

    /// The exponential.
    let inline exp (value: ^value) : ComputableReal = ComputableReal.Exp(from value)

    /// The square root of a number of at least 0.
    let inline sqrt (value: ^value) : ComputableReal = ComputableReal.Sqrt(from value)

/// Statements about two numbers, not decided yet: what a conjecture is made of.
[<AutoOpen>]
module ComparisonOperators =

    /// The left number is at most the right one.
    let inline (.<=.) (left: ^left) (right: ^right) : Comparison = Comparison.AtMost(Real.from left, Real.from right)

    /// The left number is at least the right one.
    let inline (.>=.) (left: ^left) (right: ^right) : Comparison = Comparison.AtMost(Real.from right, Real.from left)

    /// The left number is below the right one.
    let inline (.<.) (left: ^left) (right: ^right) : Comparison = Comparison.Below(Real.from left, Real.from right)

    /// The left number is above the right one.
    let inline (.>.) (left: ^left) (right: ^right) : Comparison = Comparison.Below(Real.from right, Real.from left)

    /// The numbers are equal.
    let inline (.==.) (left: ^left) (right: ^right) : Comparison = Comparison.Same(Real.from left, Real.from right)
