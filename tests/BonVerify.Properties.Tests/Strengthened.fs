/// Theorems made a little stronger than they are. The suite must refute each: a strengthened form that passes everywhere
/// shows a theorem tested too weakly.
module BonVerify.Properties.Tests.Strengthened

open BonVerify.FSharp
open BonVerify.Bounds
open BonVerify.Claims
open BonVerify.Evaluation
open BonVerify.Measures
open BonVerify.Neighbours
open BonVerify.Numerics
open BonVerify.Policies
open BonVerify.Pools
open BonVerify.Quantities

/// Whether left > right, certainly.
let private exceeds (left: ComputableReal) (right: ComputableReal) =
    left.CompareTo(right, 1024) = Ordering.Greater

let private differ (left: Rational seq) (right: Rational seq) = Seq.exists2 (<>) left right

/// 99/100: one per cent less.
let private less = ratio 99 100

/// Cases in which all level masses are equal, from few to many: the sums of their powers are smallest.
let fine =
    [ for k in [ 1; 2; 3; 5; 10; 30; 100; 300; 1000 ] do
          for n in [ 1; 2; 3; 4; 8; 20 ] -> PolicyCase(ReferencePolicy.FromWeights(Seq.replicate k 1), n) ]

/// Cases in which nearly all the mass is on one level, at the bottom or at the top.
let lopsided =
    [ for digits in [ 1; 2; 3; 6; 12; 30 ] do
          for n in [ 2; 3; 4; 5; 8; 20; 100 ] do
              let big = bigint.Pow(10I, digits)
              PolicyCase(ReferencePolicy.FromWeights [ big; 1I ], n)
              PolicyCase(ReferencePolicy.FromWeights [ 1I; big ], n) ]

let private short (x: PolicyEvaluation) = x.N <= 20 && x.Cells.Count <= 100

/// Claim, what is stronger, and whether a case refutes it.
let all: (Claim * string * (PolicyEvaluation -> bool)) list =
    let bound claim what left right = claim, what, (fun (x: PolicyEvaluation) -> x.N >= 2 && exceeds (left x) (right x))
    let nn (x: PolicyEvaluation) = n x * (n x - 1Q)

    [ Catalogue.Pmf,
      "ties split evenly among outcomes",
      (fun x ->
          let even = [ for y in 0 .. x.Reference.Count - 1 -> y, [ for c in x.Cells do if Seq.contains y c.Outcomes then 1Q / Rational c.Outcomes.Count ] ]
          short x && isExact x
          && x.Cells |> Seq.exists (fun c ->
              let mass = pow c.Cumulative x.N - pow (c.Cumulative - c.Probability) x.N
              c.Outcomes |> Seq.exists (fun y -> (exact x).Probabilities()[y] <> mass * List.sum (snd even[y]))))

      Catalogue.Sandwich,
      "q <= 0.99 n F^(n-1) P",
      (fun x -> short x && isExact x && cells x |> List.exists (fun ((_, f), p, q) -> q > less * n x * pow f (x.N - 1) * p))

      Catalogue.Sandwich,
      "1.01 n F_^(n-1) P <= q",
      (fun x -> short x && isExact x && cells x |> List.exists (fun ((f, _), p, q) -> q < n x * pow f (x.N - 1) * p / less))

      Catalogue.Composition,
      "best-of-2 of best-of-n is best-of-(2n+1)",
      (fun x ->
          let twice () = BestOfN(x.Reference.WithProbabilities((exact x).Probabilities()), 2)
          short x && isExact x && differ (twice().Probabilities()) (BestOfN(x.Reference, 2 * x.N + 1).Probabilities()))

      bound Catalogue.KlUpperBound "KL <= 0.99 (ln n - (n-1)/n)" _.Kl (fun x -> less * form x.Formula)
      bound Catalogue.KlLogInverseTop "KL <= 0.99 ln(1/eps_inf)" _.Kl (fun x -> form (less * ln (1Q / top x)))
      bound Catalogue.KlTopAtomBound "KL <= 0.99 d_n(eps_inf)" _.Kl (fun x -> less * x.Estimator(top x))
      bound Catalogue.KlMonotone "1.01 KL(n) <= KL(n+1)" _.Kl (fun x -> less * x.Next.Kl)
      bound Catalogue.KlGapRenyi "gap <= 0.99 * 2n(n-1) sum P^2" _.KlGap (fun x -> rational (less * 2Q * nn x * sumP 2 x))

      bound
          Catalogue.KlGapRenyiSharp
          "gap <= 0.99 (ln 2 - 1/2)/2 n(n-1) sum P^2"
          _.KlGap
          (fun x -> form (less * nn x / 2Q * sumP 2 x * (ln 2Q - constant (ratio 1 2))))

      Catalogue.KlGapBestConstant,
      "gap <= 0.99 c_n sum F^(n-2) P^2",
      (fun x ->
          x.N >= 2 && x.N <= 8
          && exceeds x.KlGap (less * (refined (fun bits -> BestConstants.KlGap(x.N, bits).Value) * x.WeightedPowerSum(2, 2))))

      Catalogue.KlGapCubic,
      "gap <= 0.99 n(n-1)^2/24 sum P^3",
      (fun x -> x.N >= 3 && exceeds x.KlGap (rational (less * nn x * (n x - 1Q) / 24Q * sumP 3 x)))

      bound Catalogue.KlGapLinear "gap <= 0.99 n/2 E[P(Y)/F(Y)]" _.KlGap (fun x -> less * x.LinearGapBound)

      bound Catalogue.EstimatorRange "d_n <= 0.99 (ln n - (n-1)/n)" (fun x -> x.Estimator(List.min (masses x))) (fun x ->
          less * form x.Formula)

      bound Catalogue.EstimatorExpectationUpperBound "KL <= 0.99 E[d_n(p(Y))]" _.Kl (fun x -> less * x.EstimatorMean)

      bound Catalogue.EstimatorExpectationUpperBound "E[d_n(p(Y))] <= 0.99 (ln n - (n-1)/n)" _.EstimatorMean (fun x ->
          less * form x.Formula)

      bound Catalogue.WinRateUpperBound "W <= 0.99 n/(n+1)" _.WinRate (fun x -> rational (less * n x / (n x + 1Q)))
      bound Catalogue.WinRateMonotone "1.01 W(n) <= W(n+1)" _.WinRate (fun x -> less * x.Next.WinRate)
      bound Catalogue.WinRateMonotone "W(n) <= 0.99 (1 - eps_inf/2)" _.WinRate (fun x -> rational (less * (1Q - top x / 2Q)))

      bound
          Catalogue.WinRateConcave
          "W(n+2) - W(n+1) <= 0.99 (W(n+1) - W(n))"
          (fun x -> x.Next.Next.WinRate - x.Next.WinRate)
          (fun x -> less * (x.Next.WinRate - x.WinRate))

      bound Catalogue.WinRateGapRenyi "n/(n+1) - W <= 0.99 (n-1)/2 sum P^2" _.WinRateGap (fun x ->
          rational (less * (n x - 1Q) / 2Q * sumP 2 x))

      bound Catalogue.WinRateGapRenyiSharp "n/(n+1) - W <= 0.99 (n-1)/6 sum P^2" _.WinRateGap (fun x ->
          rational (less * (n x - 1Q) / 6Q * sumP 2 x))

      Catalogue.WinRateGapBestConstant,
      "n/(n+1) - W <= 0.99 w_n sum F^(n-1) P^2",
      (fun x ->
          x.N >= 2 && x.N <= 8
          && exceeds x.WinRateGap (less * (refined (fun bits -> BestConstants.WinRateGap(x.N, bits).Value) * x.WeightedPowerSum(1, 2))))

      bound Catalogue.WinRateGapCubic "n/(n+1) - W <= 0.99 n(n-1)/12 sum P^3" _.WinRateGap (fun x ->
          rational (less * nn x / 12Q * sumP 3 x))

      bound Catalogue.DensityRatioBound "q/p <= 0.99 n" (fun x -> x.MaxDensityRatio) (fun x -> rational (less * n x))

      bound Catalogue.ChiSquaredBound "chi^2 <= 0.99 (n-1)^2/(2n-1)" (fun x -> x.ChiSquared) (fun x ->
          rational (less * ContinuousBounds.ChiSquared x.N))

      bound Catalogue.TotalVariationBound "TV <= 0.99 of the bound" (fun x -> x.TotalVariation) (fun x ->
          less * ComputableReal.FromEnclosures(fun precision -> ContinuousBounds.TotalVariation(x.N, precision)))

      bound Catalogue.RenyiDivergenceBound "R_2 <= 0.99 of the bound" (fun x -> x.RenyiDivergence 2) (fun x ->
          form (less * ContinuousBounds.Renyi(x.N, 2)))

      bound Catalogue.ReverseKlBound "KL(p|best-of-n) <= 0.99 (n - 1 - ln n)" (fun x -> x.ReverseKl) (fun x ->
          form (less * ContinuousBounds.ReverseKl x.N))

      bound Catalogue.HellingerBound "H^2 <= 0.99 of the bound" (fun x -> x.SquaredHellinger) (fun x ->
          less * ComputableReal.FromEnclosures(fun precision -> ContinuousBounds.SquaredHellinger(x.N, precision)))

      bound Catalogue.GibbsFrontierBound "W - 1/2 <= 0.99 of the frontier" (fun x -> x.WinRate - rational (ratio 1 2)) (fun x ->
          if x.Cells.Count = 1 then rational 1Q else less * GibbsFrontier.WinRateExcess x.Kl)

      Catalogue.RewindAndRepeat,
      "W = 1 - 0.99 P/2",
      (fun x ->
          let policy = RewindAndRepeat(x.Reference, x.Cells.Count - 1)
          WinRate.Of(policy.ToReferencePolicy(), x.Reference) <> 1Q - less * policy.AcceptanceProbability / 2Q)

      Catalogue.PoolUnbiased,
      "the weights for n + 1 have the mean of those for n",
      (fun x ->
          x.N <= 4 && x.Reference.Count <= 2
          && differ (meanPoolWeights x.Reference (x.N + 1) (x.N + 1)) ((exact x).Probabilities()))

      Catalogue.PassAtKUnbiased,
      "the share of correct samples will do: E[1 - (1-c/M)^k] = 1 - (1-p)^k",
      (fun x ->
          let p = top x
          let mean total =
              let binomial c = List.fold (fun value i -> value * Rational(total - i: int) / Rational(i + 1: int)) 1Q [ 0 .. c - 1 ]
              List.sum [ for c in 0..total -> binomial c * pow p c * pow (1Q - p) (total - c) * (1Q - pow (ratio (total - c) total) x.N) ]
          short x && mean (x.N + 2) <> 1Q - pow (1Q - p) x.N)

      Catalogue.PassAllK,
      "the share of correct samples will do: E[(c/M)^k] = p^k",
      (fun x ->
          let p = top x
          let mean total =
              let binomial c = List.fold (fun value i -> value * Rational(total - i: int) / Rational(i + 1: int)) 1Q [ 0 .. c - 1 ]
              List.sum [ for c in 0..total -> binomial c * pow p c * pow (1Q - p) (total - c) * pow (ratio c total) x.N ]
          short x && mean (x.N + 2) <> pow p x.N)

      Catalogue.PlugInBelowUnbiased,
      "the plug-in of n + 1 draws is at most the unbiased estimate for n",
      (fun x ->
          let pool = Pool.Of [ for i in 0 .. max x.N x.Reference.Count - 1 -> x.Reference.Rewards[i % x.Reference.Count] ]
          short x && pool.PlugIn(x.N + 1) > pool.BestOf x.N)

      Catalogue.PassAtKMonotone,
      "one more draw does as much as one more correct sample",
      (fun x -> short x && BonVerify.Estimators.PassAtK.Value(x.N + 3, 2, x.N) > BonVerify.Estimators.PassAtK.Value(x.N + 3, 1, x.N + 1))

      Catalogue.PoolPermutation,
      "the draws keep their weights when the rewards are reordered and the draws are not",
      (fun x ->
          let rewards = [ for i in 0 .. max x.N x.Reference.Count - 1 -> x.Reference.Rewards[i % x.Reference.Count] ]
          short x && differ ((Pool.Of rewards).Weights x.N) ((Pool.Of(List.rev rewards)).Weights x.N))

      Catalogue.GradientWeightsSum,
      "the weights sum to best@k",
      (fun x ->
          let rewards = [ for i in 0 .. max x.N x.Reference.Count - 1 -> x.Reference.Rewards[i % x.Reference.Count] ]
          short x && Seq.sum (MaxAtKGradient.Weights(rewards, x.N)) <> (Pool.Of rewards).BestOf x.N)

      Catalogue.GradientUnbiased,
      "p(y) E[best of y and k-1 draws] does not need the k",
      (fun x ->
          let best = x.N >= 2 && x.Reference.Count = 1 && x.Reference.Rewards[0].Sign > 0
          best && Seq.head (MaxAtKGradient.Weights([ for _ in 1 .. x.N -> x.Reference.Rewards[0] ], x.N)) <> x.Reference.Rewards[0] / n x)

      Catalogue.GoldDifference,
      "f(n+1) - f(n) = sum (t' - t) F^n",
      (fun x ->
          let f n = List.last (List.ofSeq (BestOfN(x.Reference, n).LevelProbabilities()))
          let upTo = 1Q - top x
          short x && isExact x && f (x.N + 1) - f x.N <> pow upTo x.N)

      Catalogue.WinRateConcave,
      "W(n) + W(n+2) <= 1.98 W(n+1)",
      (fun x ->
          let w more = WinRate.Of(BestOfN(x.Reference, x.N + more))
          short x && isExact x && w 0 + w 2 > 2Q * less * w 1)

      Catalogue.WinRateAgainst,
      "W(n,1) <= 0.99 n/(n+1)",
      (fun x -> isExact x && WinRate.Of(exact x) > less * n x / (n x + 1Q))

      Catalogue.MixtureKl,
      "KL of n or n + 1 draws <= 0.99 of the mean",
      (fun x ->
          let law = dict [ x.N, ratio 1 2; x.N + 1, ratio 1 2 ]
          let kl () = KullbackLeibler.Of(BestOfRandomN(x.Reference, System.Collections.Generic.Dictionary law).ToReferencePolicy(), x.Reference)
          short x && isExact x && exceeds (form (kl ())) (less / 2Q * (x.Kl + x.Next.Kl)))

      Catalogue.MixtureWinRate,
      "W of n or n + 1 draws <= 0.99 m/(m+1)",
      (fun x ->
          let law = dict [ x.N, ratio 1 2; x.N + 1, ratio 1 2 ]
          let m = n x + ratio 1 2
          short x && isExact x
          && WinRate.Of(BestOfRandomN(x.Reference, System.Collections.Generic.Dictionary law).ToReferencePolicy(), x.Reference) > less * m / (m + 1Q))

      Catalogue.GeometricLaw,
      "a geometric number of draws is its mean number",
      (fun x ->
          short x && isExact x && differ (BestOfGeometric(x.Reference, 1Q / n x).Probabilities()) ((exact x).Probabilities()))

      Catalogue.RejectionDominates,
      "W <= 0.99 W of rejection to the top mass 1/n",
      (fun x ->
          let kept = TopMassRejection(x.Reference, 1Q / n x).ToReferencePolicy()
          exceeds x.WinRate (rational (less * WinRate.Of(kept, x.Reference))))

      bound Catalogue.WorstKlUpperBound "KL of worst-of-n <= 0.99 (ln n - (n-1)/n)" (fun x ->
          if short x then form (KullbackLeibler.Of(WorstOfN(x.Reference, x.N).ToReferencePolicy(), x.Reference)) else rational 0Q) (fun x -> less * form x.Formula)

      bound Catalogue.WorstKlUpperBound "1.01/(n+1) <= W of worst-of-n" (fun x ->
          if short x then rational (1Q / (less * (n x + 1Q))) else rational 0Q) (fun x ->
          rational (WinRate.Of(WorstOfN(x.Reference, x.N).ToReferencePolicy(), x.Reference)))

      bound Catalogue.BestWorstLogRatio "E_best ln(q/p) - E_worst ln(q/p) <= 0.97 (n-1) H_(n-1)" (fun x ->
          if x.N <= 3 && isExact x then form (BestWorst.Difference(x.Reference, x.N)) else rational 0Q) (fun x ->
          rational (ratio 97 100 * BestWorst.Continuous x.N))

      Catalogue.SoftDensityRatio,
      "q/p <= 0.99 n for soft best-of-n",
      (fun x ->
          x.N <= 8 && x.N >= 2 && x.Reference.Count = 2
          && (let soft = Neighbours.softBestOfN x.N [ 1Q; pow 10Q 9 ] x.Reference
              soft.Probabilities[1] > less * n x * x.Reference.Probabilities[1]))

      Catalogue.SoftKlUpperBound,
      "KL <= 0.95 (ln n - (n-1)/n) for soft best-of-n",
      (fun x ->
          x.N = 2 && x.Reference.Count = 30
          && (let soft = Neighbours.softBestOfN 2 [ for i in 0..29 -> pow 2Q (20 * i) ] x.Reference
              exceeds (form (KullbackLeibler.Of(soft, x.Reference))) (ratio 95 100 * form x.Formula)))

      Catalogue.SoftKlMonotone,
      "1.01 KL(n) <= KL(n+1) for soft best-of-n",
      (fun x ->
          let kl n = form (KullbackLeibler.Of(Neighbours.softBestOfN n [ 1Q; 2Q ] x.Reference, x.Reference))
          x.Reference.Count = 2 && x.N <= 20 && exceeds (kl x.N) (less * kl (x.N + 1)))

      Catalogue.SoftTiltLimit,
      "KL(tilted | soft) <= 0.99 ln(1 + Var w/(n E[w]^2))",
      (fun x ->
          x.Reference.Count = 2
          && (let w = pow 10Q 40
              let p = x.Reference.Probabilities[1]
              let mean, square = 1Q - p + p * w, 1Q - p + p * w * w
              let tilted = x.Reference.WithProbabilities [ (1Q - p) / mean; p * w / mean ]
              exceeds (form (KullbackLeibler.Of(tilted, x.Reference))) (form (less * ln (square / (mean * mean))))))

      Catalogue.TiltOptimal,
      "E[v] - KL/b <= 0.99 of the tilt",
      (fun x ->
          let kl = form (KullbackLeibler.Of(x.Reference, x.Reference))
          exceeds (rational (ratio 1 2) - kl) (less * PolicyFrontier(x.Reference).AtBeta(rational 0Q, ratio 1 100)))

      Catalogue.ChiSquaredTiltOptimal,
      "E[v] - (b/2) chi^2 <= 0.99 of the tilt",
      (fun x ->
          let b = 50Q
          let tilt = Neighbours.chiSquaredTilt b (x.Reference.WithRewards [ for i in 0 .. x.Reference.Count - 1 -> i + 1 ])
          let value (policy: ReferencePolicy) =
              Policy.meanOf [ for i in 1 .. x.Reference.Count -> Rational i ] policy - b / 2Q * Policy.chiSquared x.Reference policy
          short x && value x.Reference > less * value tilt)

      Catalogue.PolicyFrontierBound,
      "W <= 0.99 of the frontier of the policy",
      (fun x -> short x && x.N <= 20 && exceeds x.WinRate (less * PolicyFrontier(x.Reference).WinRate x.Kl))

      bound
          Catalogue.WinRateLossUniform
          "1 - eps_inf/2 - W <= 0.99/(n+1)"
          (fun x ->
              if List.length (List.distinct (masses x)) = 1 then rational (1Q - top x / 2Q) - x.WinRate else rational 0Q)
          (fun x -> rational (less / (n x + 1Q)))

      bound Catalogue.KlChiSquared "KL <= 0.99 ln(1 + chi^2)" _.Kl (fun x -> less * x.RenyiDivergence 2)

      Catalogue.K3Mean,
      "E[k3] = KL - 0.99 p(outside)",
      (fun x ->
          let best = RewindAndRepeat(x.Reference, x.Cells.Count - 1).ToReferencePolicy()
          KlEstimators.K3Mean(best, x.Reference)
          <> KullbackLeibler.Of(best, x.Reference) - LinearFormInLogarithms.FromRational(less * KlEstimators.MassOutsideSupport(best, x.Reference)))

      bound
          Catalogue.BonCurveDominatesUniform
          "the curve at W is at most 0.99 KL"
          (fun x ->
              if x.N < 3 || not (isExact x) || List.distinct (masses x) <> [ top x ] then
                  rational 0Q
              else
                  let w = WinRate.Of(exact x)
                  let s = w / (1Q - w)
                  form (ln s - constant ((s - 1Q) / s)))
          (fun x -> less * x.Kl) ]
