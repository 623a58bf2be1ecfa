module BonVerify.Properties.Tests.EnclosedTests

open System.Numerics
open global.Xunit
open BonVerify.Estimators
open BonVerify.FsCheck
open BonVerify.Measures
open BonVerify.Numerics
open BonVerify.Policies
open BonVerify.Quantities

// The two routes to a measure: F^n written out, and F^n enclosed.

let private precision = 96

let private enclosed (case: PolicyCase) =
    EnclosedBestOfN(case.Reference, case.N, precision)

let private agree (enclosure: Enclosure) (exact: Enclosure) =
    // As narrow as promised, and around the same number: a few bits are left for the last roundings.
    let width = enclosure.Upper - enclosure.Lower
    enclosure.Overlaps exact
    && (enclosure.IsAccurateTo(precision - 8) || width <= Dyadic(BigInteger.One, int64 (8 - precision)))

let private agreeWithForm enclosure (form: LinearFormInLogarithms) = agree enclosure (form.Evaluate(2 * precision))
let private agreeWithFraction enclosure (value: Rational) = agree enclosure (Enclosure.FromRational(value, 2 * precision))

[<CaseProperty>]
let ``KL divergences agree`` (case: PolicyCase) =
    let exact = BestOfN(case.Reference, case.N)
    agreeWithForm (KullbackLeibler.Of(enclosed case)) (KullbackLeibler.Of exact)
    && agreeWithForm (ReverseKullbackLeibler.Of(enclosed case)) (ReverseKullbackLeibler.Of exact)

[<CaseProperty>]
let ``Win rates, total variations and chi-squared divergences agree`` (case: PolicyCase) =
    let exact = BestOfN(case.Reference, case.N)
    agreeWithFraction (WinRate.Of(enclosed case)) (WinRate.Of exact)
    && agreeWithFraction (TotalVariation.Of(enclosed case)) (TotalVariation.Of exact)
    && agreeWithFraction (ChiSquared.Of(enclosed case)) (ChiSquared.Of exact)

[<CaseProperty>]
let ``Means of the estimator agree`` (case: PolicyCase) =
    agreeWithForm (KlEstimator.Mean(enclosed case)) (KlEstimator.Mean(BestOfN(case.Reference, case.N)))

[<CaseProperty>]
let ``Estimators agree at the mass of the top level`` (case: PolicyCase) =
    let top = (Seq.last case.Reference.Levels).Probability
    agreeWithForm (KlEstimator.Enclose(case.N, top, precision)) (KlEstimator.Value(case.N, top))

[<CaseProperty>]
let ``KL is at least a fifth of the total variation`` (case: PolicyCase) =
    // So a sum of the terms q ln(q/p) loses only a few bits to cancellation, however small KL is. Proof: the ratio t = q/p
    // increases, so TV = u(1 - u^(n-1)) for some u = F. Merged into two cells, the lower has t = u^(n-1), at most 1/2 when
    // u is, and the upper t = (1 - u^n)/(1 - u), at least 3/2 when u is above 1/2; for such t, psi(t) >= |t - 1|/5.
    let exact = BestOfN(case.Reference, case.N)
    KullbackLeibler.Of exact >= LinearFormInLogarithms.FromRational(TotalVariation.Of exact / Rational 5)
