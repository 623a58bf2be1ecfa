module BonVerify.Properties.Tests.MeasureTests

open System.Numerics
open global.Xunit
open BonVerify.Bounds
open BonVerify.Claims
open BonVerify.Estimators
open BonVerify.FsCheck
open BonVerify.Measures
open BonVerify.Numerics
open BonVerify.Policies
open BonVerify.Quantities

// The facts that no claim states, spelt out with the measures themselves.

let private bestOf (case: PolicyCase) = BestOfN(case.Reference, case.N)

[<CaseProperty>]
let ``The masses sum to 1`` (case: PolicyCase) =
    Seq.sum ((bestOf case).Probabilities()) = Rational.One

[<CaseProperty>]
let ``KL is 0 exactly for one draw or one level, and positive otherwise`` (case: PolicyCase) =
    let expected = if case.N = 1 || case.Reference.Levels.Count = 1 then 0 else 1
    KullbackLeibler.Of(bestOf case).Sign() = expected

[<CaseProperty>]
let ``estimator-expectation: the mean is the sum of q d_n(p) over outcomes`` (case: PolicyCase) =
    // A plain sum with its own denominators; kept to small cases, where that is affordable.
    let policy = bestOf case

    case.Reference.SupportSize * case.N > 64
    || (let terms =
            Seq.zip (policy.Probabilities()) case.Reference.Probabilities
            |> Seq.filter (fun (_, p) -> p > Rational.Zero)
            |> Seq.map (fun (q, p) -> q * KlEstimator.Value(case.N, p))

        KlEstimator.Mean policy = LinearFormInLogarithms.Sum terms)

[<CaseProperty>]
let ``The win rate lies between 1/2 and 1 - eps_inf/2`` (case: PolicyCase) =
    let policy = bestOf case
    let winRate = WinRate.Of policy
    winRate >= Rational.FromDecimal 0.5m && winRate <= Rational.One - policy.TopMass / Rational 2

[<CaseProperty>]
let ``Total variation and chi-squared vanish exactly when KL does`` (case: PolicyCase) =
    let policy = bestOf case
    let isZero = KullbackLeibler.Of(policy).IsZero()
    (TotalVariation.Of policy = Rational.Zero) = isZero && (ChiSquared.Of policy = Rational.Zero) = isZero

[<CaseProperty>]
let ``KL <= ln(1 + chi-squared)`` (case: PolicyCase) =
    // The two sides agree to about F^n below the top, so deciding costs the square of n times the bits of F.
    let policy = bestOf case

    int (case.Reference.Denominator.GetBitLength()) * case.N > 2000
    || KullbackLeibler.Of policy <= LinearFormInLogarithms.Ln(Rational.One + ChiSquared.Of policy)

[<CaseProperty>]
let ``Listing order breaks ties into a policy of its own, with the same win rate`` (case: PolicyCase) =
    // Every outcome becomes a cell, so only cases whose cells still fit the generator's budget are affordable.
    let strictBits = case.Reference.SupportSize * case.N * int (case.Reference.Denominator.GetBitLength())

    strictBits > 4 * Generators.maxCaseBits
    || (let strict = BestOfN(case.Reference, case.N, TieBreaking.FirstListed)
        let merged = bestOf case

        WinRate.Of strict = WinRate.Of merged
        && List.ofSeq (strict.LevelProbabilities()) = List.ofSeq (merged.LevelProbabilities())
        && KullbackLeibler.Of strict >= KullbackLeibler.Of merged)
