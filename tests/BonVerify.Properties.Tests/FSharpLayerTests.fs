module BonVerify.Properties.Tests.FSharpLayerTests

open System
open FsCheck.FSharp
open global.Xunit
open BonVerify.Claims
open BonVerify.Evaluation
open BonVerify.FSharp
open BonVerify.Measures
open BonVerify.Numerics
open BonVerify.Policies
open BonVerify.Quantities

/// The core is tested elsewhere; here it matters that each function reaches the right one.
type LayerPropertyAttribute() as this =
    inherit CasePropertyAttribute()
    do this.MaxTest <- Effort.tests 30

let private weights = ReferencePolicy.ofWeights
let private bestOf (case: PolicyCase) = case.Reference |> BestOfN.withN case.N
let private small (case: PolicyCase) = case.N <= 16 && case.Reference.Count <= 12

[<Fact>]
let ``The first pipeline of a newcomer`` () =
    let policy = weights [ 2; 1; 1; 1 ] |> BestOfN.withN 2
    Assert.Equal(163Q / 250Q, BestOfN.winRate policy)
    Assert.Equal("7/8*ln(7) - 2*ln(2)", string (weights [ 1; 1 ] |> BestOfN.withN 3 |> BestOfN.kl |> LinearFormInLogarithms.canonical))
    Assert.Equal(0.31637701930350853, weights [ 1; 1 ] |> BestOfN.withN 3 |> BestOfN.kl |> LinearFormInLogarithms.toDouble)

[<LayerProperty>]
let ``The exact measures are those of the core`` (case: PolicyCase) =
    let policy = bestOf case
    let core = BonVerify.Policies.BestOfN(case.Reference, case.N)

    BestOfN.kl policy = KullbackLeibler.Of core
    && BestOfN.winRate policy = WinRate.Of core
    && BestOfN.totalVariation policy = TotalVariation.Of core
    && BestOfN.chiSquared policy = ChiSquared.Of core
    && BestOfN.maxDensityRatio policy = DensityRatio.Max core
    && BestOfN.probabilities policy = List.ofSeq (core.Probabilities())
    && BestOfN.n policy = case.N
    && BestOfN.reference policy = case.Reference
    && policy = core

[<LayerProperty>]
let ``Masses sum to 1, cumulative masses accumulate`` (case: PolicyCase) =
    let policy = bestOf case

    List.sum (BestOfN.probabilities policy) = 1Q
    && (BestOfN.levelProbabilities policy |> List.scan (+) 0Q |> List.tail) = BestOfN.cumulative policy
    && List.sum (ReferencePolicy.probabilities case.Reference) = 1Q

[<LayerProperty>]
let ``KL and its gap lie where the theorems say`` (case: PolicyCase) =
    let policy = bestOf case
    let gap = BestOfN.klGap policy

    not (small case)
    || gap + BestOfN.kl policy = Bounds.klFormula case.N
       && gap >= LinearFormInLogarithms.zero
       && gap <= LinearFormInLogarithms.ofRational (Bounds.klGapRenyi case.N case.Reference)
       && gap <= Bounds.klGapRenyiSharp case.N case.Reference
       && gap <= LinearFormInLogarithms.ofRational (Bounds.klGapLinear policy)
       && BestOfN.kl policy <= Bounds.klTopAtom policy
       && BestOfN.kl policy <= Bounds.klLogInverseTop policy
       && BestOfN.winRate policy <= Bounds.winRate case.N
       && BestOfN.winRate policy <= Bounds.winRateLimit case.Reference
       && BestOfN.chiSquared policy <= Bounds.chiSquared case.N
       && BestOfN.reverseKl policy <= Bounds.reverseKl case.N
       && BestOfN.maxDensityRatio policy <= Bounds.densityRatio case.N

[<LayerProperty>]
let ``The win-rate gap lies where the theorems say`` (case: PolicyCase) =
    let gap = Bounds.winRate case.N - BestOfN.winRate (bestOf case)

    gap >= 0Q
    && gap <= Bounds.winRateGapRenyiSharp case.N case.Reference
    && Bounds.winRateGapRenyiSharp case.N case.Reference * 3Q = Bounds.winRateGapRenyi case.N case.Reference
    && (if case.N = 2 then gap = Bounds.winRateGapCubic 2 case.Reference else gap <= Bounds.winRateGapCubic case.N case.Reference)

[<LayerProperty>]
let ``Enclosed measures contain the exact ones`` (case: PolicyCase) =
    let exact, enclosed = bestOf case, case.Reference |> EnclosedBestOfN.withN 80 case.N
    let holds (form: LinearFormInLogarithms) (value: Enclosure) = Enclosure.overlaps (form |> LinearFormInLogarithms.enclose 90) value

    holds (BestOfN.kl exact) (EnclosedBestOfN.kl enclosed)
    && holds (BestOfN.reverseKl exact) (EnclosedBestOfN.reverseKl enclosed)
    && holds (BestOfN.renyi 2 exact) (EnclosedBestOfN.renyi 2 enclosed)
    && Enclosure.contains (BestOfN.winRate exact) (EnclosedBestOfN.winRate enclosed)
    && Enclosure.contains (BestOfN.totalVariation exact) (EnclosedBestOfN.totalVariation enclosed)
    && Enclosure.contains (BestOfN.chiSquared exact) (EnclosedBestOfN.chiSquared enclosed)
    && Enclosure.contains (BestOfN.maxDensityRatio exact) (EnclosedBestOfN.maxDensityRatio enclosed)
    && Enclosure.contains (BestOfN.expectedReward exact) (EnclosedBestOfN.expectedReward enclosed)
    && Enclosure.overlaps (BestOfN.squaredHellinger 80 exact) (EnclosedBestOfN.squaredHellinger enclosed)
    && List.forall2 Enclosure.contains (BestOfN.levelProbabilities exact) (EnclosedBestOfN.masses enclosed)
    && holds (KlEstimator.mean exact) (KlEstimator.meanEnclosed enclosed)

[<LayerProperty>]
let ``Best of m of best of n is best of mn`` (case: PolicyCase) =
    not (small case)
    || BestOfN.probabilities (bestOf case |> BestOfN.thenBestOf 2) = BestOfN.probabilities (case.Reference |> BestOfN.withN (2 * case.N))

[<LayerProperty>]
let ``Any policy on the outcomes has a KL and a win rate`` (case: PolicyCase) =
    let policy = bestOf case
    let masses = BestOfN.toReference policy

    masses |> ReferencePolicy.winRateAgainst case.Reference = BestOfN.winRate policy
    && masses |> ReferencePolicy.klFrom case.Reference = BestOfN.kl policy

[<LayerProperty>]
let ``Rewind and repeat trades KL for win rate as its theorem says`` (case: PolicyCase) =
    RewindAndRepeat.atEveryLevel case.Reference
    |> List.forall (fun policy ->
        let accepted = RewindAndRepeat.acceptance policy

        RewindAndRepeat.kl policy = LinearFormInLogarithms.ln (1Q / accepted)
        && RewindAndRepeat.winRate policy = 1Q - accepted / 2Q
        && RewindAndRepeat.expectedDraws policy * accepted = 1Q
        && List.sum (RewindAndRepeat.probabilities policy) = 1Q
        && policy = (case.Reference |> RewindAndRepeat.atLevel policy.Level)
        && RewindAndRepeat.threshold policy = case.Reference.Levels[policy.Level].Reward)

[<LayerProperty>]
let ``Policies read back from their text`` (case: PolicyCase) =
    ReferencePolicy.parse (string case.Reference) = case.Reference
    && ReferencePolicy.tryParse (string case.Reference) = Some case.Reference
    && (case.Reference |> ReferencePolicy.withRationalRewards (ReferencePolicy.rewards case.Reference)) = case.Reference
    && (ReferencePolicy.ofProbabilities (ReferencePolicy.probabilities case.Reference)
        |> ReferencePolicy.withRationalRewards (ReferencePolicy.rewards case.Reference)) = case.Reference
    && ReferencePolicy.count case.Reference = case.Reference.Count
    && ReferencePolicy.hasTies case.Reference = case.Reference.HasTies
    && (ReferencePolicy.levels case.Reference |> List.map _.Weight |> List.sum) = case.Reference.Denominator

[<Fact>]
let ``Every way to make a policy gives the same one`` () =
    let expected = weights [ 2; 1; 1 ]
    Assert.Equal(expected, ReferencePolicy.ofBigWeights [ 4I; 2I; 2I ])
    Assert.Equal(expected, ReferencePolicy.ofRationalWeights [ 1Q; 1Q / 2Q; 1Q / 2Q ])
    Assert.Equal(expected, ReferencePolicy.ofDoubles [ 0.5; 0.25; 0.25 ])
    Assert.Equal(expected |> ReferencePolicy.withRewards [ 0; 1; 1 ], ReferencePolicy.parse "2,1,1 @ 0,1,1")
    Assert.Equal(None, ReferencePolicy.tryParse "2,,1")
    Assert.Equal(None, ReferencePolicy.tryLabels expected)
    Assert.Equal(Some [ "a"; "b"; "c" ], expected |> ReferencePolicy.withLabels [ "a"; "b"; "c" ] |> ReferencePolicy.tryLabels)
    Assert.Equal(3Q / 8Q, ReferencePolicy.powerSum 2 expected)
    Assert.Equal(LinearFormInLogarithms.ln (8Q / 3Q), ReferencePolicy.renyiEntropy 2 expected)
    Assert.Equal(6I, expected |> ReferencePolicy.withRewards [ 0; 1; 1 ] |> BestOfN.sizeInBits 1)

[<Fact>]
let ``Ties follow the convention that is asked for`` () =
    let tied = ReferencePolicy.parse "1,1,2 @ 1,1,0"
    Assert.Equal<Q list>([ 3Q / 8Q; 3Q / 8Q; 1Q / 4Q ], tied |> BestOfN.withN 2 |> BestOfN.probabilities)
    let listed = tied |> BestOfN.withTies TieBreaking.FirstListed 2
    Assert.Equal<Q list>([ 7Q / 16Q; 5Q / 16Q; 1Q / 4Q ], BestOfN.probabilities listed)
    Assert.Equal(1Q / 4Q, BestOfN.topMass listed)
    let enclosed = tied |> EnclosedBestOfN.withTies TieBreaking.FirstListed 60 2
    Assert.Equal(3, (EnclosedBestOfN.masses enclosed).Length)

[<Fact>]
let ``Literals are exact, whatever their length`` () =
    Assert.Equal(Rational.ofInts 1 3, 1Q / 3Q)
    Assert.Equal(Rational.ofBigInts 2I 6I, 1Q / 3Q)
    Assert.Equal(Rational.parse "-7", -7Q)
    Assert.Equal("123456789012345678901234567890", Rational.format 123456789012345678901234567890Q)
    Assert.Equal(5000000000Q, Rational.ofBigInts 5000000000I 1I)
    Assert.Equal(0Q, 1Q - 1Q)

[<Fact>]
let ``Rational helpers are exact or refuse`` () =
    Assert.Equal(1Q / 10Q, Rational.parse "0.1")
    Assert.Equal(None, Rational.tryParse "one")
    Assert.Equal(Some(3Q / 4Q), Rational.tryParse "0.75")
    Assert.NotEqual(1Q / 10Q, Rational.ofDouble 0.1)
    Assert.Equal(0.1, Rational.toDouble (1Q / 10Q))
    Assert.Equal("1/3", Rational.format (2Q / 6Q))
    Assert.Equal(8Q / 27Q, Rational.pow 3 (2Q / 3Q))
    Assert.Equal(9Q / 4Q, Rational.pow -2 (2Q / 3Q))
    Assert.Throws<DivideByZeroException>(fun () -> Rational.ofInts 1 0 |> ignore) |> ignore
    Assert.Throws<DivideByZeroException>(fun () -> Rational.ofBigInts 1I 0I |> ignore) |> ignore
    Assert.Throws<DivideByZeroException>(fun () -> Rational.pow -1 0Q |> ignore) |> ignore
    let (Ratio(numerator, denominator)) = 6Q / 8Q
    Assert.Equal((3I, 4I), (numerator, denominator))

[<Fact>]
let ``Exact numbers sort, sum and serve as keys by value`` () =
    let half = Rational.parse "0.50"
    Assert.Equal(1, Set.count (Set.ofList [ 1Q / 2Q; 2Q / 4Q; half ]))
    Assert.Equal<Q list>([ -1Q; 1Q / 3Q; 1Q / 2Q ], List.sort [ 1Q / 2Q; -1Q; 1Q / 3Q ])
    Assert.Equal(1Q, List.sum [ 1Q / 2Q; 1Q / 3Q; 1Q / 6Q ])

    let ln = LinearFormInLogarithms.ln
    let twice = LinearFormInLogarithms.scale 2Q (ln 2Q)
    Assert.Equal("found", Map.find (ln 4Q) (Map.ofList [ twice, "found" ]))
    Assert.Equal(1, List.length (List.distinct [ ln 4Q; twice; ln 2Q + ln 2Q ]))
    Assert.Equal<LinearFormInLogarithms list>([ ln 2Q; LinearFormInLogarithms.ofRational 1Q; ln 3Q ], List.sort [ ln 3Q; ln 2Q; LinearFormInLogarithms.ofRational 1Q ])
    Assert.Equal(ln 6Q, List.sum [ ln 2Q; ln 3Q ])
    Assert.Equal(ln 6Q, LinearFormInLogarithms.sum [ ln 2Q; ln 3Q ])

    let policy = weights [ 1; 2 ]
    Assert.Equal(2, [ policy; weights [ 2; 4 ]; weights [ 2; 1 ] ] |> List.distinct |> List.length)
    Assert.Equal(1, [ policy |> BestOfN.withN 2; weights [ 2; 4 ] |> BestOfN.withN 2 ] |> List.countBy id |> List.length)

[<Fact>]
let ``Forms in logarithms are read, signed and enclosed`` () =
    let form = LinearFormInLogarithms.parse "7/8*ln(7) - 2*ln(2)"
    Assert.Equal(Some form, LinearFormInLogarithms.tryParse (string form))
    Assert.Equal(None, LinearFormInLogarithms.tryParse "ln(")
    Assert.Equal(1, LinearFormInLogarithms.sign form)
    Assert.Equal(0, LinearFormInLogarithms.sign (LinearFormInLogarithms.scale 0Q form))
    let enclosed = form |> LinearFormInLogarithms.enclose 120
    Assert.Equal("[0.316377019303508523132719407596, 0.316377019303508523132719407597]", string (Enclosure.toDecimal 30 enclosed))
    Assert.Equal(Some 0.31637701930350853, Enclosure.tryToDouble enclosed)

[<Fact>]
let ``Enclosures keep the number inside`` () =
    let third = Enclosure.ofRational 20 (1Q / 3Q)
    let (Between(low, high)) = third
    Assert.True(low < 1Q / 3Q && 1Q / 3Q < high)
    Assert.Equal(high - low, Enclosure.width third)
    Assert.Equal((low, high), (Enclosure.lower third, Enclosure.upper third))
    Assert.True(Enclosure.contains (1Q / 9Q) (Enclosure.multiply 20 third third))
    Assert.True(Enclosure.contains (2Q / 3Q) (Enclosure.add 20 third third))
    Assert.True(Enclosure.contains 0Q (Enclosure.subtract 20 third third))
    Assert.True(Enclosure.contains 1Q (Enclosure.divide 20 third third))
    Assert.True(Enclosure.overlaps third (Enclosure.exp 20 (Enclosure.ln 20 third)))
    let root = Enclosure.sqrt 20 third
    Assert.True(Enclosure.overlaps third (Enclosure.multiply 20 root root))
    Assert.Equal(Some 1, Enclosure.trySign third)
    Assert.Equal(None, Enclosure.trySign (Enclosure.subtract 20 third third))
    Assert.Equal(None, Enclosure.tryToDouble third)
    Assert.Equal(Some 0, Enclosure.trySign (Enclosure.exactly Dyadic.Zero))

[<Fact>]
let ``Computable reals answer with options`` () =
    let ln2 = ComputableReal.ofForm (LinearFormInLogarithms.ln 2Q)
    let seventy = ComputableReal.ofRational (7Q / 10Q)
    Assert.Equal(Some -1, ComputableReal.tryCompare 128 ln2 seventy)
    Assert.Equal(Some 0.6931471805599453, ComputableReal.tryToDouble 128 ln2)
    Assert.Equal(Some(LinearFormInLogarithms.ln 2Q), ComputableReal.tryExact ln2)
    let loose = ComputableReal.FromEnclosures(fun _ -> Enclosure(Dyadic.Zero, Dyadic.One))
    Assert.Equal(None, ComputableReal.tryExact loose)
    Assert.Equal(None, ComputableReal.tryCompare 64 loose seventy)
    Assert.Equal(None, ComputableReal.tryToDouble 64 loose)
    Assert.True(Enclosure.contains (1Q / 2Q) (ComputableReal.evaluate 64 loose))

[<Fact>]
let ``Estimators and pools`` () =
    Assert.Equal(LinearFormInLogarithms.zero, KlEstimator.value 5 1Q)
    Assert.True(Enclosure.overlaps (KlEstimator.value 5 (1Q / 7Q) |> LinearFormInLogarithms.enclose 60) (KlEstimator.enclose 60 5 (1Q / 7Q)))
    Assert.Equal<Q list>([ 0Q; 1Q / 3Q; 2Q / 3Q ], PoolWeights.ofSize 2 3)
    Assert.Equal<Q list>([ 2Q / 3Q; 0Q; 1Q / 3Q ], PoolWeights.ofRewards 2 [ 9Q; 1Q; 5Q ])
    Assert.Equal(1Q / 2Q, PassAtK.value 2 4 1)
    Assert.Equal<Q list>([ 0Q; 1Q / 2Q; 1Q ], [ 0; 1; 3 ] |> List.map (PassAtK.value 2 4))

[<Fact>]
let ``Estimates of a pool`` () =
    let pool = Pool.ofRewards [ 0Q; 1Q; 0Q; 0Q ] |> Pool.withGold [ 1Q; 5Q; 2Q; 0Q ]
    Assert.Equal(1Q, Pool.bestOf 4 pool)
    Assert.Equal(175Q / 256Q, Pool.plugIn 4 pool)
    Assert.Equal(0Q, Pool.worstOf 2 pool)
    Assert.Equal(3Q, Pool.goldOfBest 2 pool)
    Assert.Equal(1Q / 2Q, Pool.tieProbability pool)
    Assert.Equal(1Q, Pool.weights 3 pool |> List.sum)
    Assert.Equal(5Q / 8Q, Pool.winRate 2 1 pool)
    Assert.Equal(1Q / 2Q, Pool.winRateAgainst pool 1 1 pool)
    Assert.Equal(Pool.bestOf 1 pool, Pool.ofDoubles [ 0.0; 0.0; 1.0; 0.0 ] |> Pool.bestOf 1)
    Assert.Equal(2Q * Pool.bestOf 2 pool, Pool.maxAtKGradient 2 [ 0Q; 1Q; 0Q; 0Q ] |> List.sum)
    Assert.Equal<Q list>([ 0Q; 1Q / 2Q; 0Q; 0Q ], Pool.maxAtKGradientLeaveOneOut 2 [ 0Q; 1Q; 0Q; 0Q ])
    Assert.Equal(1Q / 6Q, PassRates.passHatK 2 4 2)
    Assert.Equal(5Q / 6Q, PassRates.gPassAtK (1Q / 2Q) 2 4 2)
    Assert.Equal(2Q / 3Q, PassRates.meanGPassAtK 3 5 5)
    Assert.Equal<Q list>([ 1Q / 2Q; 1Q / 4Q; 1Q / 4Q ], MajorityAtK.ofCounts 2 [ 2; 1; 1 ])
    Assert.Equal<Q list>([ 1Q / 6Q; 0Q; 0Q ], MajorityAtK.ofCountsStrict 2 [ 2; 1; 1 ])
    Assert.Equal<Q list>([ 211Q / 500Q; 1407Q / 4000Q; 181Q / 800Q ], MajorityAtK.ofLaw 3 [ 2Q / 5Q; 7Q / 20Q; 1Q / 4Q ])

[<Fact>]
let ``Bounds agree with the core`` () =
    let reference = weights [ 1; 2; 3 ]
    Assert.True(Enclosure.contains (1Q / 6Q) (Bounds.winRateGapBestConstant 2).Value)
    Assert.True(Enclosure.overlaps (LinearFormInLogarithms.parse "ln(2) - 1/2" |> LinearFormInLogarithms.enclose 60) (Bounds.klGapBestConstant 2).Value)
    Assert.Equal(BonVerify.Bounds.KlGapBounds.Cubic(reference, 3), Bounds.klGapCubic 3 reference)
    Assert.Equal(BonVerify.Bounds.ContinuousBounds.Renyi(5, 3), Bounds.renyi 3 5)
    Assert.True(Enclosure.contains (1Q / 4Q) (Bounds.totalVariation 60 2))
    Assert.True(Enclosure.contains (1Q / 5Q) (Bounds.squaredHellinger 60 4))

[<Fact>]
let ``Simulation depends on the seed alone and fits the exact masses`` () =
    let reference = ReferencePolicy.parse "3,1,2,1 @ 0,1,1,2"
    let counts = reference |> Sampler.countBestOf 7UL 3 2000
    Assert.Equal<int list>(counts, reference |> Sampler.countBestOf 7UL 3 2000)
    Assert.Equal(2000, List.sum counts)
    let probabilities = reference |> BestOfN.withN 3 |> BestOfN.probabilities
    Assert.False(counts |> Sampler.rejects (1Q / 1000000Q) probabilities)
    Assert.True(counts |> Sampler.rejects (1Q / 1000000Q) (ReferencePolicy.probabilities reference))
    Assert.True(Enclosure.lower (counts |> Sampler.pValue probabilities) > 0Q)
    let kept = reference |> Sampler.bestOf 7UL 3 |> Seq.truncate 2000 |> Seq.countBy id |> Map.ofSeq
    Assert.Equal<int list>(counts, [ for outcome in 0..3 -> Map.find outcome kept ])
    Assert.Equal<int seq>(Seq.truncate 50 (Sampler.draws 1UL reference), Seq.truncate 50 (Sampler.draws 1UL reference))

[<Fact>]
let ``The Monte-Carlo estimate covers the mean of the estimator`` () =
    let reference = weights [ 1; 2; 3; 4 ]
    let estimate = reference |> MonteCarlo.kl (999Q / 1000Q) 11UL 500 4
    let mean = reference |> BestOfN.withN 4 |> KlEstimator.mean |> LinearFormInLogarithms.enclose 60
    Assert.True(Enclosure.overlaps mean estimate.Interval)

[<Fact>]
let ``Verdicts and statuses are matched completely`` () =
    let kind =
        function
        | Holds margin -> $"holds by {Enclosure.toDecimal 3 margin}"
        | Violated witness -> $"violated: {witness.Relation}"
        | Undecided precision -> $"undecided at {precision} bits"
        | NotApplicable reason -> reason

    let coin = weights [ 1; 1 ]
    Assert.StartsWith("violated: KL = ", coin |> Claim.decide Catalogue.KlFormulaEquality 2 |> kind)
    Assert.Equal("holds by [0.0623, 0.0624]", coin |> Claim.decide Catalogue.KlUpperBound 2 |> kind)
    Assert.Equal("undecided at 12 bits", kind (Verdict.Undecided 12))
    Assert.Equal("why", kind (Verdict.NotApplicable "why"))
    Assert.Throws<ArgumentException>(fun () -> kind (Unchecked.defaultof<Verdict>) |> ignore) |> ignore

    let statusOf (claim: Claim) =
        match claim.Status with
        | Theorem -> "theorem"
        | MachineChecked -> "machine-checked"
        | Conjecture -> "conjecture"
        | Refuted -> "refuted"

    Assert.Equal("refuted", statusOf Catalogue.KlFormulaEquality)
    Assert.Equal("machine-checked", statusOf Catalogue.KlUpperBound)

    for claim in Claim.all do
        Assert.Contains(statusOf claim, [ "theorem"; "machine-checked"; "conjecture"; "refuted" ])

    Assert.Throws<ArgumentException>(fun () -> (match enum<ClaimStatus> 99 with Theorem -> () | _ -> ())) |> ignore

[<Fact>]
let ``Claims are found, filtered and decided`` () =
    Assert.Equal(Some Catalogue.Pmf, Claim.tryFind "pmf")
    Assert.Equal(None, Claim.tryFind "no-such-claim")
    Assert.Equal(Catalogue.Pmf, Claim.find "pmf")
    Assert.Throws<ArgumentException>(fun () -> Claim.find "no-such-claim" |> ignore) |> ignore

    for claim in Claim.withStatus ClaimStatus.Refuted do
        Assert.NotEmpty(Claim.counterexamples claim)

        for reference, n in Claim.counterexamples claim do
            match reference |> Claim.decide claim n, PolicyEvaluation(reference, n) |> Claim.decideIn claim with
            | Violated _, Violated _ -> ()
            | verdict, _ -> failwith $"{claim}: {verdict}"

    Assert.Equal(Claim.all.Length, List.sum [ for status in Enum.GetValues<ClaimStatus>() -> (Claim.withStatus status).Length ])
