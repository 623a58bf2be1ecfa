module BonVerify.Properties.Tests.ClaimTests

open System.Numerics
open global.Xunit
open BonVerify.Bounds
open BonVerify.Claims
open BonVerify.Estimators
open BonVerify.FsCheck
open BonVerify.Interchange
open BonVerify.Measures
open BonVerify.Numerics
open BonVerify.Policies
open Fractions

// Each property comes twice: through the catalogue, and spelt out with the measures themselves.

let private bestOf (case: PolicyCase) = BestOfN(case.Reference, case.N)

[<CaseProperty>]
let ``pmf: the masses are those of the best of n draws`` (case: PolicyCase) =
    ClaimProperties.holds Catalogue.Pmf case

[<CaseProperty>]
let ``pmf: the masses sum to 1`` (case: PolicyCase) =
    Seq.sum ((bestOf case).Probabilities()) = Fraction.One

[<CaseProperty>]
let ``kl-upper-bound: KL <= ln n - (n-1)/n`` (case: PolicyCase) =
    ClaimProperties.holds Catalogue.KlUpperBound case

[<CaseProperty>]
let ``kl-upper-bound: strict exactly for n >= 2`` (case: PolicyCase) =
    (KullbackLeibler.Of(bestOf case) < KlBounds.Formula case.N) = (case.N >= 2)

[<CaseProperty>]
let ``KL is 0 exactly for one draw or one level, and positive otherwise`` (case: PolicyCase) =
    let expected = if case.N = 1 || case.Reference.Levels.Count = 1 then 0 else 1
    KullbackLeibler.Of(bestOf case).Sign() = expected

[<CaseProperty>]
let ``kl-top-atom-bound: KL <= d_n(eps_inf)`` (case: PolicyCase) =
    ClaimProperties.holds Catalogue.KlTopAtomBound case

[<CaseProperty>]
let ``kl-top-atom-bound: d_n(eps_inf) <= ln n - (n-1)/n`` (case: PolicyCase) =
    KlBounds.TopAtom(bestOf case) <= KlBounds.Formula case.N

[<CaseProperty>]
let ``estimator-range: 0 <= d_n <= ln n - (n-1)/n, decreasing`` (case: PolicyCase) =
    ClaimProperties.holds Catalogue.EstimatorRange case

[<CaseProperty>]
let ``estimator-expectation-upper-bound: KL <= E[d_n(p(Y))] <= ln n - (n-1)/n`` (case: PolicyCase) =
    ClaimProperties.holds Catalogue.EstimatorExpectationUpperBound case

[<CaseProperty>]
let ``estimator-expectation: the mean is the sum of q d_n(p) over outcomes`` (case: PolicyCase) =
    // A plain sum with its own denominators; kept to small cases, where that is affordable.
    let policy = bestOf case

    case.Reference.SupportSize * case.N > 64
    || (let terms =
            Seq.zip (policy.Probabilities()) case.Reference.Probabilities
            |> Seq.filter (fun (_, p) -> p > Fraction.Zero)
            |> Seq.map (fun (q, p) -> q * KlEstimator.Value(case.N, p))

        KlEstimator.Mean policy = LinearFormInLogarithms.Sum terms)

[<CaseProperty>]
let ``win-rate-upper-bound: W <= n/(n+1), strictly for n >= 2, and 1/2 for n = 1`` (case: PolicyCase) =
    ClaimProperties.holds Catalogue.WinRateUpperBound case

[<CaseProperty>]
let ``The win rate lies between 1/2 and 1 - eps_inf/2`` (case: PolicyCase) =
    let policy = bestOf case
    let winRate = WinRate.Of policy
    winRate >= Fraction(0.5m) && winRate <= Fraction.One - policy.TopMass / Fraction 2

[<CaseProperty>]
let ``Total variation and chi-squared vanish exactly when KL does`` (case: PolicyCase) =
    let policy = bestOf case
    let isZero = KullbackLeibler.Of(policy).IsZero()
    (TotalVariation.Of policy = Fraction.Zero) = isZero && (ChiSquared.Of policy = Fraction.Zero) = isZero

[<CaseProperty>]
let ``KL <= ln(1 + chi-squared)`` (case: PolicyCase) =
    // The two sides agree to about F^n below the top, so deciding costs the square of n times the bits of F.
    let policy = bestOf case

    int (case.Reference.Denominator.GetBitLength()) * case.N > 2000
    || KullbackLeibler.Of policy <= LinearFormInLogarithms.Ln(Fraction.One + ChiSquared.Of policy)

[<CaseProperty>]
let ``Listing order breaks ties into a policy of its own, with the same win rate`` (case: PolicyCase) =
    // Every outcome becomes a cell, so only cases whose cells still fit the generator's budget are affordable.
    let strictBits = case.Reference.SupportSize * case.N * int (case.Reference.Denominator.GetBitLength())

    strictBits > 4 * Generators.maxCaseBits
    || (let strict = BestOfN(case.Reference, case.N, TieBreaking.ListingOrder)
        let merged = bestOf case

        WinRate.Of strict = WinRate.Of merged
        && List.ofSeq (strict.LevelProbabilities()) = List.ofSeq (merged.LevelProbabilities())
        && KullbackLeibler.Of strict >= KullbackLeibler.Of merged)

[<Fact>]
let ``Every claim of the catalogue has a property here`` () =
    let tested =
        System.Reflection.MethodBase.GetCurrentMethod()
        |> fun test -> (nonNull (nonNull test).DeclaringType).GetMethods()
        |> Array.map (fun test -> test.Name.Split(':')[0])
        |> set

    let expected =
        Catalogue.All |> Seq.filter (fun claim -> claim.Status <> ClaimStatus.Refuted) |> Seq.map (fun claim -> claim.Id)

    Assert.All(expected, fun id -> Assert.Contains(id, tested))

[<Fact>]
let ``a failing property writes the smallest counterexample it reaches`` () =
    let folder = System.IO.Directory.CreateTempSubdirectory().FullName
    let before = System.Environment.GetEnvironmentVariable ClaimProperties.FolderVariable

    try
        System.Environment.SetEnvironmentVariable(ClaimProperties.FolderVariable, folder)

        let config = FsCheck.Config.QuickThrowOnFailure.WithArbitrary([ typeof<Arbitraries> ])

        Assert.ThrowsAny<exn>(fun () -> FsCheck.Check.One(config, ClaimProperties.holds Catalogue.KlFormulaEquality))
        |> ignore

        let written = System.IO.File.ReadAllText(System.IO.Path.Combine(folder, "kl-formula-equality-property.json"))
        let counterexample = CounterexampleJson.Parse written
        Assert.Equal("property test", counterexample.Origin)
        Assert.Equal(("1", 2), (string counterexample.Case.Reference, counterexample.Case.N))
    finally
        System.Environment.SetEnvironmentVariable(ClaimProperties.FolderVariable, before)
        System.IO.Directory.Delete(folder, true)
