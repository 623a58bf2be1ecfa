/// Wrong implementations of best-of-n, each with one mistake that is made in earnest, to show that the claims catch them.
module BonVerify.Properties.Tests.Mutants

open System.Numerics
open BonVerify.Bounds
open BonVerify.Claims
open BonVerify.Estimators
open BonVerify.Evaluation
open BonVerify.Measures
open BonVerify.Neighbours
open BonVerify.Numerics
open BonVerify.Policies
open BonVerify.Pools
open BonVerify.Quantities

module private Binomial =
    let choose (size: int) (count: int) =
        List.fold (fun value i -> value * Rational(BigInteger(size - i)) / Rational(BigInteger(i + 1: int))) Rational.One [ 0 .. count - 1 ]

let private levels (c: PolicyCase) = List.ofSeq c.Reference.Levels

let private at n (c: PolicyCase) = BestOfN(c.Reference, n)

let private caseOf (policy: PolicyEvaluation) = PolicyCase(policy.Reference, policy.N)

/// Measures that come from the best-of-n policy of another case.
type private OtherPolicy(other: PolicyCase -> BestOfN) =
    inherit PolicyMeasures()
    let other = caseOf >> other
    override _.Probabilities p = (other p).Probabilities()
    override _.Kl p = ComputableReal.FromForm(KullbackLeibler.Of(other p))
    override _.WinRate p = ComputableReal.FromRational(WinRate.Of(other p))
    override _.ChiSquared p = ComputableReal.FromRational(ChiSquared.Of(other p))
    override _.TotalVariation p = ComputableReal.FromRational(TotalVariation.Of(other p))
    override _.RenyiDivergence(p, order) = ComputableReal.FromForm(RenyiDivergence.Of(other p, order))
    override _.ReverseKl p = ComputableReal.FromForm(ReverseKullbackLeibler.Of(other p))

    override _.SquaredHellinger p =
        let policy = other p
        ComputableReal.FromEnclosures(fun precision -> SquaredHellinger.Of(policy, precision))

    override _.MaxDensityRatio p = ComputableReal.FromRational(DensityRatio.Max(other p))

let private withPolicy (other: PolicyCase -> BestOfN) : PolicyMeasures = OtherPolicy other

let private withProbabilities (masses: PolicyCase -> Rational list) =
    { new PolicyMeasures() with
        member _.Probabilities policy = ResizeArray(masses (caseOf policy)) }

let private withKl (kl: PolicyCase -> LinearFormInLogarithms) =
    { new PolicyMeasures() with
        member _.Kl policy = ComputableReal.FromForm(kl (caseOf policy)) }

let private withWinRate (winRate: PolicyCase -> Rational) =
    { new PolicyMeasures() with
        member _.WinRate policy = ComputableReal.FromRational(winRate (caseOf policy)) }

let private withEstimator (estimator: int -> Rational -> LinearFormInLogarithms) =
    { new PolicyMeasures() with
        member _.Estimator(policy, epsilon) = ComputableReal.FromForm(estimator policy.N epsilon) }

let private withEstimatorMean (mean: PolicyCase -> LinearFormInLogarithms) =
    { new PolicyMeasures() with
        member _.EstimatorMean policy = ComputableReal.FromForm(mean (caseOf policy)) }

let private withPoolWeights (weights: int -> Rational list -> Rational list) =
    { new PolicyMeasures() with
        member _.PoolWeights(policy, rewards) = ResizeArray(weights policy.N (List.ofSeq rewards)) }

/// The weight of each draw of a pool from its place in ascending order, equal rewards in the order in which they came.
let private byPlace (weight: int -> Rational) (rewards: Rational list) =
    let places = rewards |> List.indexed |> List.sortBy snd |> List.mapi (fun place (draw, _) -> draw, place) |> Map
    List.init rewards.Length (fun draw -> weight places[draw])

let private withPassAtK (estimate: int -> int -> int -> Rational) =
    { new PolicyMeasures() with
        member _.PassAtK(policy, total, correct) = estimate total correct policy.N }

/// Σ over pairs of reward levels of q·p·payoff, the win rate with another payoff for ties.
let private winRateWithTiePayoff (payoff: Rational) (case: PolicyCase) =
    let q = (at case.N case).LevelProbabilities()
    let p = levels case |> List.map (fun level -> level.Probability)

    Seq.sum (
        seq {
            for i in 0 .. p.Length - 1 do
                for j in 0..i do
                    q[i] * p[j] * (if i = j then payoff else Rational.One)
        }
    )

/// Masses that give each level to its outcomes in some wrong way.
let private spread (share: RewardLevel -> int -> Rational) (case: PolicyCase) =
    let q = (at case.N case).LevelProbabilities()
    let masses = Array.create case.Reference.Count Rational.Zero

    levels case
    |> List.iteri (fun i level ->
        for outcome in level.Outcomes do
            masses[outcome] <- q[i] * share level outcome)

    List.ofArray masses

/// F_i^n − F_(i−1)^n with another cumulative mass than F.
let private fromCumulative (cumulative: RewardLevel list -> int -> Rational) (case: PolicyCase) =
    let all = levels case
    let power i = if i < 0 then Rational.Zero else Rational.Pow(cumulative all i, case.N)
    let masses = Array.create case.Reference.Count Rational.Zero

    all
    |> List.iteri (fun i level ->
        for outcome in level.Outcomes do
            let share = Rational(case.Reference.Weights[outcome], level.Weight)
            masses[outcome] <- share * (power i - power (i - 1)))

    List.ofArray masses

/// The masses of the cells, each given to its outcomes in proportion to their own.
let private spreadOver (policy: PolicyEvaluation) (masses: Rational list) =
    let spread = Array.create policy.Reference.Count Rational.Zero

    for cell, mass in Seq.zip policy.Cells masses do
        for outcome in cell.Outcomes do
            spread[outcome] <- Rational(policy.Reference.Weights[outcome], cell.Weight) * mass

    ResizeArray spread

let private reverseKl (case: PolicyCase) =
    let policy = at case.N case

    Seq.zip (policy.LevelProbabilities()) (levels case)
    |> Seq.map (fun (q, level) -> level.Probability * LinearFormInLogarithms.Ln(level.Probability / q))
    |> LinearFormInLogarithms.Sum

let private inDoubles (case: PolicyCase) =
    let all = levels case
    let f = all |> List.map (fun level -> float level.CumulativeWeight / float case.Reference.Denominator)
    let power i = if i < 0 then 0.0 else f[i] ** float case.N
    let masses = Array.create case.Reference.Count Rational.Zero

    all
    |> List.iteri (fun i level ->
        for outcome in level.Outcomes do
            let share = float case.Reference.Weights[outcome] / float level.Weight
            masses[outcome] <- Rational.FromDouble(share * (power i - power (i - 1))))

    List.ofArray masses

/// Each mutant with the claims that must catch it.
let all: (string * PolicyMeasures * Claim list) list =
    [ "n + 1 instead of n",
      withPolicy (fun c -> at (c.N + 1) c),
      [ Catalogue.Pmf
        Catalogue.Sandwich
        Catalogue.Composition
        Catalogue.KlUpperBound
        Catalogue.WinRateUpperBound
        Catalogue.DensityRatioBound
        Catalogue.ChiSquaredBound
        Catalogue.TotalVariationBound
        Catalogue.RenyiDivergenceBound
        Catalogue.ReverseKlBound
        Catalogue.HellingerBound ]

      "n - 1 instead of n", withPolicy (fun c -> at (max 1 (c.N - 1)) c), [ Catalogue.Pmf; Catalogue.Composition ]

      "strict instead of inclusive CDF",
      withProbabilities (fromCumulative (fun all i -> if i = 0 then Rational.Zero else all[i - 1].Cumulative)),
      [ Catalogue.Pmf ]

      "survival function instead of CDF",
      withProbabilities (fromCumulative (fun all i -> Rational.One - all[i].Cumulative)),
      [ Catalogue.Pmf ]

      "rewards not sorted",
      withPolicy (fun c ->
          let unsorted = c.Reference.WithRewards(seq { for i in 0 .. c.Reference.Count - 1 -> i })
          BestOfN(unsorted, c.N)),
      [ Catalogue.Pmf ]

      "rewards sorted in descending order",
      withPolicy (fun c ->
          let worst = c.Reference.WithRewards(c.Reference.Rewards |> Seq.map (fun r -> -r))
          BestOfN(worst, c.N)),
      [ Catalogue.Pmf ]

      "ties broken by listing order",
      withPolicy (fun c -> BestOfN(c.Reference, c.N, TieBreaking.FirstListed)),
      [ Catalogue.Pmf ]

      "ties split evenly over outcomes",
      withProbabilities (spread (fun level _ -> Rational.One / Rational level.Outcomes.Count)),
      [ Catalogue.Pmf ]

      "ties give each outcome the whole level",
      withProbabilities (spread (fun _ _ -> Rational.One)),
      [ Catalogue.Pmf ]

      "double arithmetic", withProbabilities inDoubles, [ Catalogue.Pmf ]

      "ties as full wins", withWinRate (winRateWithTiePayoff Rational.One),
      [ Catalogue.WinRateUpperBound; Catalogue.WinRateMonotone; Catalogue.GibbsFrontierBound; Catalogue.PolicyFrontierBound ]

      "ties as losses", withWinRate (winRateWithTiePayoff Rational.Zero),
      [ Catalogue.WinRateUpperBound
        Catalogue.WinRateGapRenyi
        Catalogue.WinRateGapRenyiSharp
        Catalogue.WinRateGapBestConstant
        Catalogue.WinRateGapCubic
        Catalogue.WinRateLossUniform ]

      "draws in batches: n rounded up to a power of two",
      withWinRate (fun c -> WinRate.Of(at (int (BitOperations.RoundUpToPowerOf2(uint32 c.N))) c)),
      [ Catalogue.WinRateConcave ]

      "the win rate per draw",
      withWinRate (fun c -> WinRate.Of(at c.N c) / Rational c.N),
      [ Catalogue.WinRateMonotone ]

      "no KL at all",
      withKl (fun _ -> LinearFormInLogarithms.Zero),
      [ Catalogue.KlGapRenyi
        Catalogue.KlGapRenyiSharp
        Catalogue.KlGapBestConstant
        Catalogue.KlGapCubic
        Catalogue.KlGapLinear
        Catalogue.GibbsFrontierBound
        Catalogue.PolicyFrontierBound
        Catalogue.BonCurveDominatesUniform ]

      "the KL per draw",
      withKl (fun c -> KullbackLeibler.Of(at c.N c) * (Rational.One / Rational c.N)),
      [ Catalogue.KlMonotone; Catalogue.BonCurveDominatesUniform ]

      "rewind and repeat that accepts the level of its threshold only",
      { new PolicyMeasures() with
          member _.RewindAcceptance(_, rewind) = rewind.Reference.Levels[rewind.Level].Probability },
      [ Catalogue.RewindAndRepeat ]

      "pool weights for draws with replacement",
      withPoolWeights (fun n rewards ->
          let share place = Rational.Pow(Rational(BigInteger(place: int), BigInteger rewards.Length), n)
          rewards |> byPlace (fun place -> share (place + 1) - share place)),
      [ Catalogue.PoolUnbiased ]

      "pool weights of n - 1",
      withPoolWeights (fun n rewards -> List.ofSeq (PoolWeights.Of(rewards, max 1 (n - 1)))),
      [ Catalogue.PoolUnbiased ]

      "pass@k from the share of correct samples",
      withPassAtK (fun total correct k ->
          Rational.One - Rational.Pow(Rational(BigInteger(total - correct), BigInteger total), k)),
      [ Catalogue.PassAtKUnbiased ]

      "pass^k from the share of correct samples",
      { new PolicyMeasures() with
          member _.PassHatK(policy, total, correct) = Rational.Pow(Rational(BigInteger correct, BigInteger total), policy.N) },
      [ Catalogue.PassAllK ]

      "the bootstrap as the best of a pool",
      { new PolicyMeasures() with
          member _.BestOfPool(policy, pool) = pool.PlugIn policy.N },
      [ Catalogue.PlugInBelowUnbiased ]

      "the plug-in of 2n + 1 draws",
      { new PolicyMeasures() with
          member _.PlugIn(policy, pool) = pool.PlugIn(2 * policy.N + 1) },
      [ Catalogue.PlugInBelowUnbiased ]

      "pass@k that answers 1 where enough samples are correct",
      withPassAtK (fun total correct k -> if correct >= k then Rational.One else Rational(BigInteger(total - correct), BigInteger total)),
      [ Catalogue.PassAtKMonotone ]

      "the share of wrong samples as pass@k",
      withPassAtK (fun total correct _ -> Rational(BigInteger(total - correct), BigInteger total)),
      [ Catalogue.PassAtKMonotone ]

      "pool weights with ties broken by position",
      withPoolWeights (fun n rewards ->
          let whole = Binomial.choose rewards.Length n
          rewards |> byPlace (fun place -> Binomial.choose place (n - 1) / whole)),
      [ Catalogue.PoolPermutation ]

      "the best of the first n draws of a pool",
      { new PolicyMeasures() with
          member _.BestOfPool(policy, pool) = pool.Rewards |> Seq.truncate policy.N |> Seq.max },
      [ Catalogue.PoolPermutation; Catalogue.GradientWeightsSum ]

      "the leave-one-out weights as those of the gradient",
      { new PolicyMeasures() with
          member _.MaxAtKWeights(policy, rewards) =
              if policy.N = 1 then MaxAtKGradient.Weights(rewards, 1) else MaxAtKGradient.LeaveOneOut(rewards, policy.N) },
      [ Catalogue.GradientWeightsSum; Catalogue.GradientUnbiased ]

      "gradient weights for k - 1",
      { new PolicyMeasures() with
          member _.MaxAtKWeights(policy, rewards) = MaxAtKGradient.Weights(rewards, max 1 (policy.N - 1)) },
      [ Catalogue.GradientWeightsSum; Catalogue.GradientUnbiased ]

      "gold by the masses of the reference policy",
      { new PolicyMeasures() with
          member _.MeanOf(policy, values) =
              System.Nullable(Seq.sum [ for cell, value in Seq.zip policy.Cells values -> cell.Probability * value ]) },
      [ Catalogue.GoldDifference ]

      "the win rate of best-of-n squared",
      withWinRate (fun c -> WinRate.Of(at (c.N * c.N) c)),
      [ Catalogue.WinRateConcave ]

      "the bound n/(n+m+1) as the win rate against best-of-m",
      { new PolicyMeasures() with
          member _.WinRateAgainst(policy, m) =
              System.Nullable(Rational(BigInteger policy.N, BigInteger policy.N + BigInteger m + BigInteger.One)) },
      [ Catalogue.WinRateAgainst ]

      "the win rate against best-of-m with ties as full wins",
      { new PolicyMeasures() with
          member _.WinRateAgainst(policy, m) =
              let q, r = (at policy.N (caseOf policy)).LevelProbabilities(), (at m (caseOf policy)).LevelProbabilities()

              System.Nullable(
                  Seq.sum [ for i in 0 .. q.Count - 1 do for j in 0..i -> q[i] * r[j] ]
              ) },
      [ Catalogue.WinRateAgainst ]

      "best of the mean number of draws",
      { new PolicyMeasures() with
          member _.RandomDraws(policy, chances) =
              let mean = Seq.sum [ for pair in chances -> Rational pair.Key * pair.Value ]
              BestOfN(policy.Reference, int mean.Numerator).Probabilities() },
      [ Catalogue.MixtureKl ]

      "best of the largest number of draws",
      { new PolicyMeasures() with
          member _.RandomDraws(policy, chances) = BestOfN(policy.Reference, Seq.max chances.Keys).Probabilities() },
      [ Catalogue.MixtureKl; Catalogue.MixtureWinRate ]

      "a geometric number of draws that starts at 0",
      { new PolicyMeasures() with
          member _.GeometricDraws(policy, chance) =
              let cumulative = policy.Cells |> Seq.map (fun cell -> chance / (Rational.One - (Rational.One - chance) * cell.Cumulative)) |> List.ofSeq
              spreadOver policy (List.map2 (-) cumulative (chance :: List.truncate (cumulative.Length - 1) cumulative)) },
      [ Catalogue.GeometricLaw ]

      "best of the mean of a geometric number",
      { new PolicyMeasures() with
          member _.GeometricDraws(policy, chance) = BestOfN(policy.Reference, int (chance.Reciprocal()).Numerator).Probabilities() },
      [ Catalogue.GeometricLaw ]

      "soft best-of-n by the power of the weight",
      { new PolicyMeasures() with
          member _.SoftBestOfN(policy, weights) =
              let powers = Seq.map2 (fun mass weight -> mass * Rational.Pow(weight, policy.N)) policy.Reference.Probabilities weights |> List.ofSeq
              ResizeArray [ for power in powers -> power / List.sum powers ] },
      [ Catalogue.SoftDensityRatio; Catalogue.SoftKlUpperBound; Catalogue.SoftKlMonotone; Catalogue.SoftTiltLimit ]

      "best-of-n as soft best-of-n",
      { new PolicyMeasures() with
          member _.SoftBestOfN(policy, _) = BestOfN(policy.Reference, policy.N).Probabilities() },
      [ Catalogue.SoftKlMonotone; Catalogue.SoftTiltLimit ]

      "the reference policy as soft best-of-n",
      { new PolicyMeasures() with
          member _.SoftBestOfN(policy, _) = policy.Reference.Probabilities },
      [ Catalogue.SoftTiltLimit ]

      "worst-of-n with one draw more",
      { new PolicyMeasures() with
          member _.WorstOfN policy = WorstOfN(policy.Reference, policy.N + 1).Probabilities() },
      [ Catalogue.WorstKlUpperBound ]

      "rejection to twice the mass",
      { new PolicyMeasures() with
          member _.Rejection(policy, acceptance) =
              TopMassRejection(policy.Reference, min Rational.One (Rational 2 * acceptance)).Probabilities() },
      [ Catalogue.RejectionDominates ]

      "rejection that keeps all of the level at its threshold",
      { new PolicyMeasures() with
          member _.Rejection(policy, acceptance) =
              let level = policy.Cells |> Seq.findIndex (fun cell -> cell.Cumulative > Rational.One - acceptance)
              RewindAndRepeat(policy.Reference, level).ToReferencePolicy().Probabilities },
      [ Catalogue.RejectionDominates ]

      "a tilt towards low rewards",
      { new PolicyMeasures() with
          member _.ExponentialTilt(policy, beta) = ExponentialTilt(policy.Reference, -beta).ToEnclosedPolicy() },
      [ Catalogue.TiltOptimal ]

      "a tilt by the square of the temperature",
      { new PolicyMeasures() with
          member _.ExponentialTilt(policy, beta) = ExponentialTilt(policy.Reference, beta * beta).ToEnclosedPolicy() },
      [ Catalogue.TiltOptimal ]

      "a chi-squared tilt that clips negative masses and divides by the rest",
      { new PolicyMeasures() with
          member _.ChiSquaredTilt(policy, beta) =
              let mean = ExpectedReward.Of policy.Reference

              let clipped =
                  Seq.map2
                      (fun mass reward -> mass * max Rational.Zero (Rational.One + (reward - mean) / beta))
                      policy.Reference.Probabilities
                      policy.Reference.Rewards
                  |> List.ofSeq

              ResizeArray [ for mass in clipped -> mass / List.sum clipped ] },
      [ Catalogue.ChiSquaredTiltOptimal ]

      "k3 with the ratio upside down",
      { new PolicyMeasures() with
          member _.K3Mean(policy, sampled) =
              Seq.zip sampled.Probabilities policy.Reference.Probabilities
              |> Seq.filter (fun (kept, _) -> kept <> Rational.Zero)
              |> Seq.map (fun (kept, mass) -> kept * (LinearFormInLogarithms.Ln(mass / kept) + LinearFormInLogarithms.FromRational(kept / mass - Rational.One)))
              |> LinearFormInLogarithms.Sum
              |> ComputableReal.FromForm },
      [ Catalogue.K3Mean ]

      "KL as the mean of k3",
      { new PolicyMeasures() with
          member _.K3Mean(policy, sampled) = ComputableReal.FromForm(KullbackLeibler.Of(sampled, policy.Reference)) },
      [ Catalogue.K3Mean ]

      "best against worst with n instead of n - 1",
      { new PolicyMeasures() with
          member _.BestWorst policy = ComputableReal.FromRational(BestWorst.Continuous(policy.N + 1)) },
      [ Catalogue.BestWorstLogRatio ]

      "the win-rate bound as the win rate",
      withWinRate (fun c -> WinRateBounds.Continuous c.N),
      [ Catalogue.WinRateUpperBound ]

      "the formula as the KL",
      withKl (fun c -> KlBounds.Formula c.N),
      [ Catalogue.KlUpperBound
        Catalogue.KlLogInverseTop
        Catalogue.KlTopAtomBound
        Catalogue.EstimatorExpectationUpperBound ]

      "logarithms to base 2",
      // 1/ln 2 = 1.4426…
      withKl (fun c -> Rational.FromDecimal 1.4426m * KullbackLeibler.Of(at c.N c)),
      [ Catalogue.KlUpperBound; Catalogue.KlTopAtomBound; Catalogue.KlChiSquared ]

      "KL from the other side", withKl reverseKl, [ Catalogue.KlUpperBound; Catalogue.KlTopAtomBound ]

      "the estimator without its (n-1)/n",
      withEstimator (fun n epsilon ->
          let missed = Rational.Pow(Rational.One - epsilon, n)
          KlEstimator.Value(n, epsilon) + LinearFormInLogarithms.FromRational(missed * Rational(BigInteger(n - 1), BigInteger n))),
      [ Catalogue.EstimatorRange ]

      "the estimator at 1 - eps",
      withEstimator (fun n epsilon ->
          KlEstimator.Value(n, (if epsilon = Rational.One then epsilon else Rational.One - epsilon))),
      [ Catalogue.EstimatorRange ]

      "the estimator at n - 1",
      withEstimator (fun n epsilon -> KlEstimator.Value(max 1 (n - 1), epsilon)),
      [ Catalogue.KlTopAtomBound ]

      "the mean of the estimator at n - 1",
      withEstimatorMean (fun c -> KlEstimator.Mean(at (max 1 (c.N - 1)) c)),
      [ Catalogue.EstimatorExpectationUpperBound ]

      "the formula plus a little as the mean of the estimator",
      withEstimatorMean (fun c ->
          KlBounds.Formula c.N + LinearFormInLogarithms.FromRational(Rational(BigInteger.One, BigInteger.Pow(BigInteger 10, 60)))),
      [ Catalogue.EstimatorExpectationUpperBound ] ]
