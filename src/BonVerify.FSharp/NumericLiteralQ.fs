namespace BonVerify.FSharp

open System.Globalization
open System.Numerics
open BonVerify.Numerics

/// Literals of the exact rational type: `3Q` is the integer 3, `1Q/3Q` a third.
module NumericLiteralQ =

    /// The literal `0Q`.
    let FromZero () : Q = Q.Zero

    /// The literal `1Q`.
    let FromOne () : Q = Q.One

    /// A literal that fits into 32 bits.
    let FromInt32 (value: int) : Q = Q value

    /// A literal that fits into 64 bits.
    let FromInt64 (value: int64) : Q = Q(BigInteger value)

    /// A literal of any length.
    let FromString (text: string) : Q =
        Q(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
