// An F# program that uses the packages BonVerify.FSharp and BonVerify.FsCheck.
open FsCheck
open FsCheck.FSharp
open BonVerify.Claims
open BonVerify.FSharp
open BonVerify.FsCheck

let policy = ReferencePolicy.ofWeights [ 2; 1; 1; 1 ] |> BestOfN.withN 2
printfn $"{BestOfN.winRate policy |> Rational.format}" // => 163/250
printfn $"{BestOfN.klGap policy |> LinearFormInLogarithms.sign}" // => 1
printfn $"{[ 1Q / 2Q; 1Q / 3Q ] |> List.sum |> Rational.format}" // => 5/6

let config = Config.QuickThrowOnFailure.WithMaxTest(50).WithArbitrary [ typeof<Arbitraries> ]
Check.One(config, ClaimProperties.holds Catalogue.WinRateUpperBound)
// => Ok, passed 50 tests (100% holds).

match ReferencePolicy.ofWeights [ 1 ] |> Claim.decide Catalogue.WinRateEquality 2 with
| Violated witness -> printfn $"{witness.Left} against {witness.Right}" // => 1/2 against 2/3
| verdict -> failwith $"{verdict}"
