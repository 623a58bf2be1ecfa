module BonVerify.Properties.Tests.RealTests

open global.Xunit
open BonVerify.Claims
open BonVerify.Evaluation
open BonVerify.FloatingPoint
open BonVerify.FSharp
open BonVerify.Numerics

let private ln2 = LinearFormInLogarithms.ln 2Q
let private evaluation = PolicyEvaluation(ReferencePolicy.ofWeights [ 1; 2 ], 3)

[<Fact>]
let ``Functions and float of F# take real numbers, forms, rationals and enclosures`` () =
    let x = ComputableReal.ofForm ln2
    Assert.Equal(log 2.0, float x)
    Assert.Equal(log 2.0, float ln2)
    Assert.Equal(log 2.0, float (LinearFormInLogarithms.enclose 100 ln2))
    Assert.Equal(0.5, float (1Q / 2Q))
    Assert.Equal(0.75, float (Dyadic(3I, -2L)))
    Assert.Equal(2.0, float (exp x))
    Assert.Equal(log (log 2.0), float (log x))
    Assert.Equal(sqrt 2.0, float (Real.sqrt 2))
    Assert.Equal(exp 1.0, float (Real.exp 1Q))
    Assert.Equal("ln(2)", string (Real.ln 2))

[<Fact>]
let ``Arithmetic mixes real numbers, forms, rationals and integers`` () =
    let real = ComputableReal.ofForm ln2
    let is (expected: float) (actual: ComputableReal) = Assert.Equal(expected, float actual, 1e-14)
    let isForm (expected: string) (actual: LinearFormInLogarithms) = Assert.Equal(expected, string (LinearFormInLogarithms.canonical actual))
    is (log 2.0 + 1.0) (real + 1)
    is (1.0 - log 2.0) (1 - real)
    is (log 2.0 / 2.0) (real / 2)
    is (2.0 / log 2.0) (2 / real)
    is (1.5 * log 2.0) (real * (3Q / 2Q))
    is (1.5 / log 2.0) ((3Q / 2Q) / real)
    is (2.0 * log 2.0) (real + ln2)
    is 0.0 (ln2 - real)
    is (log 2.0 * log 2.0) (ln2 * ln2)
    is 1.0 (ln2 / ln2)
    is (-(log 2.0)) (-real)
    isForm "3 + ln(2)" (ln2 + 3)
    isForm "1/2*ln(2)" (ln2 / 2)
    isForm "2*ln(2)" (2 * ln2)
    isForm "1/2 - ln(2)" (1Q / 2Q - ln2)

[<Fact>]
let ``Comparison operators state what C# states`` () =
    let decide (comparison: Comparison) = comparison.Decide 200 |> Option.ofNullable
    Assert.Equal(Some true, decide (ln2 .<=. 1))
    Assert.Equal(Some false, decide (ln2 .>=. 1Q))
    Assert.Equal(Some true, decide (0 .<. ln2))
    Assert.Equal(Some false, decide (ComputableReal.ofForm ln2 .>. ln2))
    Assert.Equal(Some true, decide (ln2 .==. ComputableReal.ofForm ln2))
    Assert.Equal(None, decide (Real.sqrt 2 * Real.sqrt 2 .==. 2))
    Assert.Equal("<=", (ln2 .<=. 1).Symbol)
    Assert.Equal("1", string (ln2 .>=. 1).Left)

[<Fact>]
let ``A conjecture takes its words and its condition`` () =
    let claim =
        (fun (c: PolicyEvaluation) -> c.Kl .<=. c.Formula)
        |> Conjecture.stated "KL <= ln n - (n-1)/n" "own-bound"
        |> Conjecture.onlyWhere "n >= 4" (fun c -> c.N >= 4)

    Assert.Equal(("own-bound", "KL <= ln n - (n-1)/n", ClaimStatus.Conjecture), (claim.Id, claim.Statement, claim.Status))

    match Claim.decideIn claim evaluation, Claim.decideIn claim (evaluation.WithN 4) with
    | NotApplicable reason, Holds _ -> Assert.Equal("n >= 4", reason)
    | verdicts -> failwith $"{verdicts}"

[<Fact>]
let ``Arrays of F# go to the fast measures, of doubles and of singles`` () =
    let expected = FastBestOfN.KullbackLeibler([| 0.5; 0.25; 0.25 |], 3)
    Assert.Equal(expected, FastBestOfN.KullbackLeibler([| 0.5f; 0.25f; 0.25f |], 3))
    Assert.Equal(expected, FastBestOfN.KullbackLeibler([| 0.25; 0.5; 0.25 |], [| 1.0; 0.0; 2.0 |], 3))
    Assert.Equal<float array>([| 0.0; expected |], FastBestOfN.KullbackLeiblerCurve([| 0.5; 0.25; 0.25 |], [| 1; 3 |]))
