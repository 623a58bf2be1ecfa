// Conjectures of your own, decided exactly in thousands of cases: no tolerance, and a counterexample shrunk to the smallest.
// Run it with: dotnet fsi your-own-claim.fsx
#r "nuget: BonVerify.FSharp"
#r "nuget: BonVerify.FsCheck"

open BonVerify.FSharp
open BonVerify.FsCheck

// Twice the draws cost at most ln 2 more, as in the formula ln n - (n-1)/n? They may cost more.
let klDoubling =
    Conjecture.create "kl-doubling" (fun c -> (c.WithN(2 * c.N)).Kl - c.Kl .<=. Real.ln 2)

let report = Conjecture.hunt klDoubling
printfn $"{report.Counterexample.Case.Reference}, n = {report.Counterexample.Case.N}" // => 7,1, n = 7

// A counterexample is a file that travels, and is decided again where it arrives.
let file = report |> Conjecture.save "counterexamples"

match Conjecture.reproduce klDoubling file.Value with
| Violated witness -> printfn $"{float witness.Excess:F6} above" // => 0.010921 above
| verdict -> printfn $"{verdict}"

// Each further draw helps less than the one before: true, since F^n is convex in n, and in the catalogue as win-rate-concave.
Conjecture.create "each-draw-helps-less" (fun c -> c.Next.Next.WinRate - c.Next.WinRate .<=. c.Next.WinRate - c.WinRate)
|> Conjecture.huntFor 1UL 400
|> fun report -> printfn $"holds in {report.Holds} of {report.Cases}, unmet regions: {report.MissedRegions.Count}" // => holds in 400 of 400, unmet regions: 0

// The win rate above one half per nat of divergence falls with n: open. No proof is known to us, and no counterexample.
Conjecture.create "win-rate-per-nat" (fun c ->
    (c.Next.WinRate - 1Q / 2Q) * c.Kl .<=. (c.WinRate - 1Q / 2Q) * c.Next.Kl)
|> Conjecture.huntFor 1UL 400
|> fun report -> printfn $"open: holds in {report.Holds} of {report.Cases}" // => open: holds in 400 of 400
