// A tour of BonVerify in F#. Run it with: dotnet fsi tour.fsx
// Every printed line is the one its comment names; the tests hold the two together.
#r "nuget: BonVerify.FSharp"

open BonVerify.Claims
open BonVerify.FSharp

let show value = printfn $"{value}"
let masses values = values |> List.map Rational.format |> String.concat " "

// 1. A reference policy: exact probabilities, listed in ascending reward unless you say otherwise.
let reference = ReferencePolicy.ofWeights [ 2; 1; 1; 1 ]
show (ReferencePolicy.probabilities reference |> masses) // => 2/5 1/5 1/5 1/5

// 2. The best of two draws, in exact masses.
let best = reference |> BestOfN.withN 2
show (BestOfN.probabilities best |> masses) // => 4/25 1/5 7/25 9/25
show (BestOfN.winRate best |> Rational.format) // => 163/250

// 3. Its KL divergence is a number of the form c + sum of c_j ln r_j: exact, comparable, and rounded only when you ask.
let kl = BestOfN.kl best
show (LinearFormInLogarithms.canonical kl) // => 7/25*ln(7) - 4/5*ln(5) + 18/25*ln(3) + 4/25*ln(2)
show (LinearFormInLogarithms.toDouble kl) // => 0.15920890851883765
show (kl |> LinearFormInLogarithms.enclose 100 |> Enclosure.toDecimal 25) // => [0.159208908518837653060225, 0.1592089085188376530602251]
show (kl < Bounds.klFormula 2) // => True

// 4. Equal rewards are ties; one of the tied draws is picked uniformly.
let tied = ReferencePolicy.parse "1,1,2 @ 1,1,0"
show (tied |> BestOfN.withN 2 |> BestOfN.probabilities |> masses) // => 3/8 3/8 1/4

// 5. For n in the millions the masses are enclosed instead of written out.
let large = reference |> EnclosedBestOfN.withN 64 1_000_000_000
show (EnclosedBestOfN.kl large |> Enclosure.toDecimal 12) // => [1.60943791243, 1.60943791244]

// 6. Claims are decided, never guessed.
let describe claim n policy =
    match policy |> Claim.decide claim n with
    | Holds margin -> $"{claim.Id} holds by {Enclosure.toDecimal 4 margin}"
    | Violated witness -> $"{claim.Id} is false: {witness.Left} against {witness.Right}"
    | Undecided precision -> $"{claim.Id} is open at {precision} bits"
    | NotApplicable reason -> $"{claim.Id}: {reason}"

show (describe Catalogue.KlUpperBound 2 reference) // => kl-upper-bound holds by [0.03393, 0.03394]
show (describe Catalogue.KlFormulaEquality 2 (ReferencePolicy.ofWeights [ 1 ])) // => kl-formula-equality is false: 0 against -1/2 + ln(2)

// 7. What a simulation would see, tested against the exact masses at a false-alarm rate of one in a million.
let counts = reference |> Sampler.countBestOf 2026UL 2 1000
show (counts |> Sampler.rejects (1Q / 1_000_000Q) (BestOfN.probabilities best)) // => False
