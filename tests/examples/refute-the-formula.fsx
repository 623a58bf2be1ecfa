// "The KL divergence of best-of-n is ln n - (n-1)/n." FsCheck looks for a policy that says otherwise and shrinks it.
// Run it with: dotnet fsi refute-the-formula.fsx
#r "nuget: BonVerify.FSharp"
#r "nuget: BonVerify.FsCheck"

open FsCheck
open FsCheck.FSharp
open BonVerify.FSharp
open BonVerify.FsCheck
open BonVerify.Quantities

let isFalseIn (case: PolicyCase) =
    (case.Reference |> BestOfN.withN case.N |> BestOfN.kl) <> Bounds.klFormula case.N

// Cases generated from a seed, until one contradicts the formula; then the smallest case that still does.
let found = Gen.sampleWithSeed (Rnd 1UL) 30 100 Generators.policyCase |> Array.find isFalseIn
let smallest = Shrinkers.toSmallest isFalseIn found
printfn $"{smallest.Reference}, n = {smallest.N}" // => 1, n = 2

// The formula is no approximation either: for two equal outcomes KL stays below ln 2 while the formula has no limit.
let coin = ReferencePolicy.ofWeights [ 1; 1 ]

for n in [ 2; 16; 128 ] do
    let kl = coin |> BestOfN.withN n |> BestOfN.kl
    let excess = Bounds.klFormula n - kl
    printfn $"n = {n}: KL < ln 2 is {kl < LinearFormInLogarithms.ln 2Q}, the formula is above KL by %.6f{LinearFormInLogarithms.toDouble excess}"
// => n = 2: KL < ln 2 is True, the formula is above KL by 0.062335
// => n = 16: KL < ln 2 is True, the formula is above KL by 1.142126
// => n = 128: KL < ln 2 is True, the formula is above KL by 3.166696
