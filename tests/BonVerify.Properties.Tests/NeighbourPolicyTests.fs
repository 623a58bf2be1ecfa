module BonVerify.Properties.Tests.NeighbourPolicyTests

open FsCheck
open FsCheck.FSharp
open FsCheck.Xunit
open global.Xunit
open BonVerify.FSharp
open BonVerify.Measures
open BonVerify.Neighbours
open BonVerify.Numerics
open BonVerify.Policies

// The theorems about policies beside best-of-n, on generated policies. Ties, masses of 0 and negative rewards are frequent.

type Outcome =
    { Weight: int
      Reward: int
      Factor: Q
      Other: int }

type NeighbourCase =
    { Outcomes: Outcome list
      N: int
      Parameter: Q }

    member this.Reference =
        ReferencePolicy.ofWeights [ for o in this.Outcomes -> o.Weight ]
        |> ReferencePolicy.withRationalRewards [ for o in this.Outcomes -> Rational.ofInts o.Reward 2 ]

    member this.Factors = [ for o in this.Outcomes -> o.Factor ]

    /// Some policy on the outcomes of the reference policy.
    member this.Other =
        let weights = [ for o in this.Outcomes -> if o.Weight = 0 then 0 else o.Other ]
        let weights = if List.sum weights = 0 then [ for o in this.Outcomes -> o.Weight ] else weights
        this.Reference.WithProbabilities(ReferencePolicy.probabilities (ReferencePolicy.ofWeights weights))

    /// 1 draw, 2 draws, … with chances in proportion to the factors.
    member this.Law =
        Map.ofList [ for index, factor in List.indexed this.Factors -> index + 1, factor / List.sum this.Factors ]

type NeighbourArbitraries =

    static member NeighbourCase() : Arbitrary<NeighbourCase> =
        let ratio high = Gen.map2 Rational.ofInts (Gen.choose (1, high)) (Gen.choose (1, 6))

        let outcome =
            gen {
                let! weight = Gen.frequency [ 1, Gen.constant 0; 6, Gen.choose (1, 9); 1, Gen.choose (100, 1000) ]
                let! reward = Gen.choose (-4, 6)
                let! factor = ratio 12
                let! other = Gen.choose (0, 5)
                return { Weight = weight; Reward = reward; Factor = factor; Other = other }
            }

        let case =
            gen {
                let! count = Gen.choose (1, 5)
                let! outcomes = Gen.listOfLength count outcome
                let! n = Gen.choose (1, 5)
                let! parameter = ratio 20
                let first = { List.head outcomes with Weight = max 1 (List.head outcomes).Weight }
                return { Outcomes = first :: List.tail outcomes; N = n; Parameter = parameter }
            }

        let shrink (case: NeighbourCase) =
            seq {
                if case.N > 1 then
                    yield { case with N = case.N - 1 }

                for index in 0 .. case.Outcomes.Length - 1 do
                    let left = List.removeAt index case.Outcomes

                    if left |> List.exists (fun o -> o.Weight > 0) then
                        yield { case with Outcomes = left }
            }

        Arb.fromGenShrink (case, shrink)

type NeighbourPropertyAttribute() =
    inherit PropertyAttribute(MaxTest = Effort.tests 200, Arbitrary = [| typeof<NeighbourArbitraries> |], QuietOnSuccess = true)

let private form (value: Q) = LinearFormInLogarithms.ofRational value
let private ln (value: Q) = LinearFormInLogarithms.ln value
let private enclosed (measure: int -> Enclosure) = ComputableReal.FromEnclosures(fun precision -> measure precision)

/// Never more, as far as 512 bits tell.
let private atMost (right: ComputableReal) (left: ComputableReal) = ComputableReal.tryCompare 512 left right <> Some 1

let private mean (law: Map<int, Q>) = Seq.sum (seq { for pair in law -> pair.Value * Rational.ofInts pair.Key 1 })

/// p w/E w, the mean of w, and that of its square.
let private tilted (case: NeighbourCase) =
    let p = case.Reference.Probabilities |> List.ofSeq
    let first = List.sum (List.map2 (*) p case.Factors)
    let second = List.sum (List.map2 (fun p w -> p * w * w) p case.Factors)
    case.Reference.WithProbabilities [ for p, w in List.zip p case.Factors -> p * w / first ], first, second

[<NeighbourProperty>]
let ``KL <= ln(1 + chi-squared) for any policy`` (case: NeighbourCase) =
    Policy.kl case.Reference case.Other <= ln (1Q + Policy.chiSquared case.Reference case.Other)

[<NeighbourProperty>]
let ``Worst-of-n: KL <= ln n - (n-1)/n and win rate >= 1/(n+1)`` (case: NeighbourCase) =
    let worst = case.Reference |> Neighbours.worstOfN case.N

    Policy.kl case.Reference worst <= Bounds.klFormula case.N
    && Policy.winRateAgainst case.Reference worst >= Rational.ofInts 1 (case.N + 1)

[<NeighbourProperty>]
let ``A random number of draws: KL <= the mean of the KLs, win rate <= m/(m+1)`` (case: NeighbourCase) =
    let policy = case.Reference |> Neighbours.bestOfRandomN case.Law
    let m = mean case.Law

    let kls =
        LinearFormInLogarithms.Sum(seq { for pair in case.Law -> pair.Value * BestOfN.kl (case.Reference |> BestOfN.withN pair.Key) })

    Policy.kl case.Reference policy <= kls
    && Policy.winRateAgainst case.Reference policy <= m / (m + 1Q)
    && BestOfRandomN(case.Reference, case.Law).MeanDraws = m

[<NeighbourProperty>]
let ``Geometric and Poisson numbers of draws: win rate <= m/(m+1)`` (case: NeighbourCase) =
    let stop = 1Q / (1Q + case.Parameter)
    let m = 1Q + case.Parameter
    let poisson = case.Reference |> Neighbours.bestOfPoisson case.Parameter

    BestOfGeometric(case.Reference, stop).MeanDraws = m
    && BestOfPoisson(case.Reference, case.Parameter).MeanDraws = m
    && Policy.winRateAgainst case.Reference (case.Reference |> Neighbours.bestOfGeometric stop) <= m / (m + 1Q)
    && enclosed (fun bits -> EnclosedPolicy.winRate bits poisson) |> atMost (ComputableReal.ofRational (m / (m + 1Q)))

[<NeighbourProperty>]
let ``Soft best-of-n: density ratio <= n, KL <= ln n - (n-1)/n, and KL does not decrease with n`` (case: NeighbourCase) =
    let soft n = case.Reference |> Neighbours.softBestOfN n case.Factors
    let policy = soft case.N
    let ratios = Seq.zip policy.Probabilities case.Reference.Probabilities |> Seq.filter (fun (_, p) -> p > 0Q)

    ratios |> Seq.forall (fun (q, p) -> q <= p * Rational.ofInts case.N 1)
    && Policy.kl case.Reference policy <= Bounds.klFormula case.N
    && Policy.kl case.Reference policy <= Policy.kl case.Reference (soft (case.N + 1))

[<NeighbourProperty>]
let ``Soft best-of-n is near the tilted policy: KL(tilt || soft) <= ln(1 + Var w/(n (E w)^2))`` (case: NeighbourCase) =
    let tilt, first, second = tilted case
    let soft = case.Reference |> Neighbours.softBestOfN case.N case.Factors
    let variance = second - first * first

    Policy.kl soft tilt <= ln (1Q + variance / (Rational.ofInts case.N 1 * first * first))
    && Policy.kl case.Reference soft <= Policy.kl case.Reference tilt

[<NeighbourProperty>]
let ``Soft best-of-n at a temperature: KL <= ln n - (n-1)/n and <= KL of the exponential tilt`` (case: NeighbourCase) =
    let soft = case.Reference |> Neighbours.softBestOfNAt (1Q / case.Parameter) case.N
    let tilt = case.Reference |> Neighbours.exponentialTilt case.Parameter
    let kl = enclosed (fun bits -> EnclosedPolicy.kl bits soft)

    kl |> atMost (ComputableReal.ofForm (Bounds.klFormula case.N))
    && kl |> atMost (enclosed (fun bits -> EnclosedPolicy.kl bits tilt))

[<NeighbourProperty>]
let ``Rejection with 1/A >= n has a mean of at least best-of-n in every increasing reward`` (case: NeighbourCase) =
    // Indicators of the rewards from a level on: every increasing reward is a mixture of them and a constant.
    let acceptance = 1Q / (Rational.ofInts case.N 1 + (case.Parameter - Rational.ofInts 1 6))
    let rejection = case.Reference |> Neighbours.topMassRejection acceptance
    let best = case.Reference |> BestOfN.withN case.N |> BestOfN.toReference

    case.Reference.Levels
    |> Seq.forall (fun level ->
        let indicator = [ for reward in case.Reference.Rewards -> if reward >= level.Reward then 1Q else 0Q ]
        Policy.meanOf indicator rejection >= Policy.meanOf indicator best)
    && Policy.expectedReward rejection >= Policy.expectedReward best

[<NeighbourProperty>]
let ``Best against worst: at most (n-1) H_(n-1), with equality for one draw only`` (case: NeighbourCase) =
    let difference = case.Reference |> Neighbours.bestWorst case.N
    let bound = form (Neighbours.bestWorstContinuous case.N)
    difference >= LinearFormInLogarithms.zero && (if case.N = 1 then difference = bound else difference < bound)

[<NeighbourProperty>]
let ``The exponential tilt maximises E r - KL/beta`` (case: NeighbourCase) =
    let beta = case.Parameter
    let tilt = case.Reference |> Neighbours.exponentialTilt beta
    let partition = enclosed (fun bits -> case.Reference |> Neighbours.logPartition beta bits)

    // beta E r - KL, which is ln Z for the tilt.
    let other = form (beta * Policy.expectedReward case.Other) - Policy.kl case.Reference case.Other

    let attained =
        (ComputableReal.ofRational beta * enclosed (fun bits -> EnclosedPolicy.expectedReward bits tilt))
        - enclosed (fun bits -> EnclosedPolicy.kl bits tilt)

    ComputableReal.ofForm other |> atMost partition
    && (attained.Evaluate 200).Overlaps(partition.Evaluate 200)

[<NeighbourProperty>]
let ``The chi-squared tilt maximises E r - (beta/2) chi-squared`` (case: NeighbourCase) =
    let worth policy =
        Policy.expectedReward policy - case.Parameter / 2Q * Policy.chiSquared case.Reference policy

    let tilt = case.Reference |> Neighbours.chiSquaredTilt case.Parameter

    worth case.Other <= worth tilt
    && worth case.Reference <= worth tilt
    && worth (case.Reference |> BestOfN.withN case.N |> BestOfN.toReference) <= worth tilt

[<NeighbourProperty>]
let ``The mean of k3 is KL less the mass outside the support`` (case: NeighbourCase) =
    let outside = KlEstimators.massOutsideSupport case.Reference case.Other
    let missed = Seq.zip case.Reference.Probabilities case.Other.Probabilities |> Seq.filter (fun (_, q) -> q = 0Q) |> Seq.sumBy fst

    outside = missed
    && KlEstimators.k3Mean case.Reference case.Other + form missed = Policy.kl case.Reference case.Other
    && KlEstimators.k3Mean case.Reference case.Other >= LinearFormInLogarithms.zero

[<NeighbourProperty>]
let ``Pair measures are those of the core`` (case: NeighbourCase) =
    // With mass everywhere, so that none is infinite.
    let reference = case.Reference
    let policy = reference |> Neighbours.bestOfGeometric (1Q / (1Q + case.Parameter))
    let enclosedPolicy = policy |> EnclosedPolicy.ofExact reference
    let rewards = case.Factors

    Policy.kl reference policy = KullbackLeibler.Of(policy, reference)
    && Policy.reverseKl reference policy = KullbackLeibler.Of(reference, policy)
    && Policy.jeffreys reference policy = Policy.kl reference policy + Policy.reverseKl reference policy
    && Policy.chiSquared reference policy = ChiSquared.Of(policy, reference)
    && Policy.renyi 2 reference policy = ln (1Q + Policy.chiSquared reference policy)
    && Policy.totalVariation reference policy = TotalVariation.Of(policy, reference)
    && Policy.squaredHellinger 80 reference policy = SquaredHellinger.Of(policy, reference, 80)
    && Policy.winRateAgainst reference policy + Policy.winRateAgainst policy reference = 1Q
    && Policy.meanOf (ReferencePolicy.rewards reference) policy = Policy.expectedReward policy
    && EnclosedPolicy.masses 60 enclosedPolicy |> List.forall2 Enclosure.contains (ReferencePolicy.probabilities policy)
    && (EnclosedPolicy.kl 80 enclosedPolicy).Overlaps((Policy.kl reference policy).Evaluate 90)
    && (EnclosedPolicy.reverseKl 80 enclosedPolicy).Overlaps((Policy.reverseKl reference policy).Evaluate 90)
    && (EnclosedPolicy.jeffreys 80 enclosedPolicy).Overlaps((Policy.jeffreys reference policy).Evaluate 90)
    && (EnclosedPolicy.renyi 3 80 enclosedPolicy).Overlaps((Policy.renyi 3 reference policy).Evaluate 90)
    && Enclosure.contains (Policy.chiSquared reference policy) (EnclosedPolicy.chiSquared 80 enclosedPolicy)
    && Enclosure.contains (Policy.totalVariation reference policy) (EnclosedPolicy.totalVariation 80 enclosedPolicy)
    && (EnclosedPolicy.squaredHellinger 80 enclosedPolicy).Overlaps(Policy.squaredHellinger 80 reference policy)
    && Enclosure.contains (Policy.winRateAgainst reference policy) (EnclosedPolicy.winRate 80 enclosedPolicy)
    && Enclosure.contains (1Q / 2Q) (EnclosedPolicy.winRateAgainst enclosedPolicy 80 enclosedPolicy)
    && Enclosure.contains (Policy.expectedReward policy) (EnclosedPolicy.expectedReward 80 enclosedPolicy)
    && Enclosure.contains (Policy.meanOf rewards policy) (EnclosedPolicy.meanOf rewards 80 enclosedPolicy)

[<NeighbourProperty>]
let ``Estimators are those of the core`` (case: NeighbourCase) =
    let reference, policy, clamp = case.Reference, case.Other, case.Parameter
    let same (left: ComputableReal) (right: ComputableReal) = left.Evaluate 90 = right.Evaluate 90

    KlEstimators.k1Mean reference policy = KlEstimators.K1Mean(policy, reference)
    && same (KlEstimators.k2Mean reference policy) (KlEstimators.K2Mean(policy, reference))
    && same (KlEstimators.k1Variance reference policy) (KlEstimators.K1Variance(policy, reference))
    && same (KlEstimators.k2Variance reference policy) (KlEstimators.K2Variance(policy, reference))
    && same (KlEstimators.k3Variance reference policy) (KlEstimators.K3Variance(policy, reference))
    && KlEstimators.k1ClampedMean clamp reference policy = KlEstimators.K1ClampedMean(policy, reference, clamp)
    && same (KlEstimators.k2ClampedMean clamp reference policy) (KlEstimators.K2ClampedMean(policy, reference, clamp))
    && same (KlEstimators.k3ClampedMean clamp reference policy) (KlEstimators.K3ClampedMean(policy, reference, clamp))

[<Fact>]
let ``A newcomer's pipeline through the neighbours`` () =
    let coin = ReferencePolicy.ofWeights [ 1; 1 ]
    Assert.Equal<Q list>([ 3Q / 4Q; 1Q / 4Q ], coin |> Neighbours.worstOfN 2 |> ReferencePolicy.probabilities)
    Assert.Equal<Q list>([ 1Q / 3Q; 2Q / 3Q ], coin |> Neighbours.bestOfGeometric (1Q / 2Q) |> ReferencePolicy.probabilities)
    Assert.Equal<Q list>([ 5Q / 12Q; 7Q / 12Q ], coin |> Neighbours.softBestOfN 2 [ 1Q; 2Q ] |> ReferencePolicy.probabilities)
    Assert.Equal<Q list>([ 1Q / 4Q; 3Q / 4Q ], coin |> Neighbours.topMassRejection (2Q / 3Q) |> ReferencePolicy.probabilities)
    Assert.Equal<Q list>([ 1Q / 4Q; 3Q / 4Q ], coin |> Neighbours.chiSquaredTilt 1Q |> ReferencePolicy.probabilities)
    Assert.Equal(-1Q / 2Q, coin |> Neighbours.chiSquaredThreshold 1Q)
    Assert.Equal(363Q / 20Q, Neighbours.bestWorstContinuous 8)
    Assert.Equal(10Q / 363Q, Neighbours.bestWorstScale 8)
    let third = coin |> EnclosedPolicy.ofMasses (fun bits -> [ Enclosure.ofRational bits (1Q / 3Q); Enclosure.ofRational bits (2Q / 3Q) ])
    Assert.True(Enclosure.contains (7Q / 12Q) (EnclosedPolicy.winRate 60 third))
