namespace BonVerify.Properties.Tests

open System
open System.Globalization
open FsCheck.Xunit
open BonVerify.FsCheck

/// One multiplier for every property test: BONVERIFY_EFFORT, 1 by default, larger in a long campaign.
module Effort =

    let multiplier =
        match Environment.GetEnvironmentVariable "BONVERIFY_EFFORT" with
        | null
        | "" -> 1.0
        | text ->
            match Double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture) with
            | true, value when value > 0.0 && value <= 1e5 -> value
            | _ -> failwith $"BONVERIFY_EFFORT is '{text}'; it must be a number above 0 and at most 100000."

    let tests count =
        max 1 (int (Math.Ceiling(float count * multiplier)))

/// A property over the generated cases and policies of BonVerify.
type CasePropertyAttribute() =
    inherit PropertyAttribute(MaxTest = Effort.tests 300, Arbitrary = [| typeof<Arbitraries> |], QuietOnSuccess = true)

/// A property of claim cases, which go up to n = 10^9.
type ClaimPropertyAttribute() =
    inherit PropertyAttribute(MaxTest = Effort.tests 100, Arbitrary = [| typeof<ClaimArbitraries> |], QuietOnSuccess = true)
