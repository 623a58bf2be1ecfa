/// Every claim of the catalogue that is not refuted, stated a second time: here in F#, as one would write it on paper.
module BonVerify.Properties.Tests.ClaimTests

open FsCheck
open FsCheck.FSharp
open global.Xunit
open BonVerify.FSharp
open BonVerify.Bounds
open BonVerify.Claims
open BonVerify.Estimators
open BonVerify.Evaluation
open BonVerify.FsCheck
open BonVerify.Interchange
open BonVerify.Measures
open BonVerify.Neighbours
open BonVerify.Numerics
open BonVerify.Policies
open BonVerify.Quantities
open BonVerify.Properties.Tests // Its relations are properties, those of BonVerify.FSharp comparisons.

let private of' (case: PolicyCase) = PolicyEvaluation(case.Reference, case.N)

/// Whether KL keeps a distance from its limit that a few thousand bits resolve: it comes within F^n of it, F being the mass
/// below the top.
let private isFarFromLimit (case: PolicyCase) =
    bigint case.N * bigint (case.Reference.Denominator.GetBitLength()) <= 2000I

/// Whether fractions as long as all masses together can be added up in a moment.
let private isShort (case: PolicyCase) =
    BestOfN.SizeInBits(case.Reference, case.N) <= 16384I

[<ClaimProperty>]
let ``pmf: q(y) = p(y)/P (F^n - F_^n), where P is the mass of the level of y`` (case: PolicyCase) =
    isShort case
    ==> lazy
        (let x = of' case

         every
             [ for level in x.Cells do
                   for y in level.Outcomes do
                       let share = case.Reference.Probabilities[y] / level.Probability
                       let below = level.Cumulative - level.Probability
                       (exact x).Probabilities()[y] = share * (pow level.Cumulative x.N - pow below x.N) |> Prop.ofTestable ])

[<ClaimProperty>]
let ``sandwich: n F_^(n-1) P <= q <= n F^(n-1) P`` (case: PolicyCase) =
    isShort case
    ==> lazy
        (let x = of' case

         every
             [ for (below, upTo), p, q in cells x do
                   rational (n x * pow below (x.N - 1) * p) .<=. rational q
                   rational q .<=. rational (n x * pow upTo (x.N - 1) * p) ])

[<ClaimProperty>]
let ``composition: best-of-m of best-of-n is best-of-mn`` (case: PolicyCase) =
    (isShort case && case.N <= 100)
    ==> lazy
        (let once = BestOfN(case.Reference, case.N)
         let of_once m = BestOfN(case.Reference.WithProbabilities(once.Probabilities()), m)
         let at_once m = BestOfN(case.Reference, m * case.N)
         every [ for m in 1..3 -> List.ofSeq ((of_once m).Probabilities()) = List.ofSeq ((at_once m).Probabilities()) |> Prop.ofTestable ])

[<ClaimProperty>]
let ``kl-upper-bound: KL <= ln n - (n-1)/n, strictly for n >= 2`` (case: PolicyCase) =
    let x = of' case
    if case.N >= 2 then x.Kl .<. form (ln (n x) - constant ((n x - 1Q) / n x)) else x.Kl .=. rational Rational.Zero

[<ClaimProperty>]
let ``kl-log-inverse-top: KL <= ln(1/eps_inf) and KL <= ln n`` (case: PolicyCase) =
    let x = of' case
    (x.Kl .<=. form (ln (n x))) .&. (isFarFromLimit case ==> lazy (x.Kl .<=. form (ln (1Q / top x))))

[<ClaimProperty>]
let ``kl-top-atom-bound: KL <= d_n(eps_inf)`` (case: PolicyCase) =
    let x = of' case
    x.Kl .<=. x.Estimator(top x)

[<ClaimProperty>]
let ``kl-monotone: KL(n) <= KL(n+1)`` (case: PolicyCase) =
    isFarFromLimit case ==> lazy ((of' case).Kl .<=. (of' (PolicyCase(case.Reference, case.N + 1))).Kl)

[<ClaimProperty>]
let ``kl-gap-renyi: gap <= 2n(n-1) sum P^2`` (case: PolicyCase) =
    let x = of' case
    x.KlGap .<=. rational (2Q * n x * (n x - 1Q) * sumP 2 x)

[<ClaimProperty>]
let ``kl-gap-renyi-sharp: gap <= (ln 2 - 1/2)/2 n(n-1) sum P^2`` (case: PolicyCase) =
    let x = of' case
    x.KlGap .<=. form (n x * (n x - 1Q) / 2Q * sumP 2 x * (ln 2Q - constant (ratio 1 2)))

[<ClaimProperty>]
let ``kl-gap-best-constant: gap <= c_n sum F^(n-2) P^2`` (case: PolicyCase) =
    (case.N >= 2 && case.Reference.Levels.Count >= 2)
    ==> lazy
        (let x = of' case
         let c = refined (fun bits -> BestConstants.KlGap(case.N, bits).Value)
         x.KlGap .<=. c * x.WeightedPowerSum(2, 2))

[<ClaimProperty>]
let ``kl-gap-cubic: gap <= n(n-1)^2/24 sum P^3 for n >= 3`` (case: PolicyCase) =
    (case.N >= 3)
    ==> lazy
        (let x = of' case
         x.KlGap .<=. rational (n x * (n x - 1Q) * (n x - 1Q) / 24Q * sumP 3 x))

[<ClaimProperty>]
let ``kl-gap-linear: gap <= n/2 E[P(Y)/F(Y)]`` (case: PolicyCase) =
    isShort case
    ==> lazy
        (let x = of' case
         x.KlGap .<=. rational (n x / 2Q * List.sum [ for (_, upTo), p, q in cells x -> q * p / upTo ]))

[<ClaimProperty>]
let ``estimator-range: 0 <= d_n <= ln n - (n-1)/n, decreasing`` (case: PolicyCase) =
    let x = of' case
    let ascending = case.Reference.Probabilities |> Seq.filter (fun p -> p > Rational.Zero) |> Seq.distinct |> Seq.sort |> List.ofSeq
    let descending = form x.Formula :: [ for p in ascending -> x.Estimator p ]

    every
        [ for larger, smaller in List.pairwise descending do
              smaller .<=. larger
              rational Rational.Zero .<=. smaller ]

[<ClaimProperty>]
let ``estimator-expectation-upper-bound: KL <= E[d_n(p(Y))] <= ln n - (n-1)/n`` (case: PolicyCase) =
    let x = of' case
    (x.Kl .<=. x.EstimatorMean) .&. (x.EstimatorMean .<=. form x.Formula)

[<ClaimProperty>]
let ``win-rate-upper-bound: W <= n/(n+1), strictly for n >= 2`` (case: PolicyCase) =
    let x = of' case
    if case.N >= 2 then x.WinRate .<. rational (n x / (n x + 1Q)) else x.WinRate .=. rational (ratio 1 2)

[<ClaimProperty>]
let ``win-rate-monotone: W(n) <= W(n+1) <= 1 - eps_inf/2`` (case: PolicyCase) =
    let x, next = of' case, of' (PolicyCase(case.Reference, case.N + 1))
    (x.WinRate .<=. next.WinRate) .&. (next.WinRate .<=. rational (1Q - top x / 2Q))

[<ClaimProperty>]
let ``win-rate-gap-renyi: n/(n+1) - W <= (n-1)/2 sum P^2`` (case: PolicyCase) =
    let x = of' case
    x.WinRateGap .<=. rational ((n x - 1Q) / 2Q * sumP 2 x)

[<ClaimProperty>]
let ``win-rate-gap-renyi-sharp: n/(n+1) - W <= (n-1)/6 sum P^2`` (case: PolicyCase) =
    let x = of' case
    x.WinRateGap .<=. rational ((n x - 1Q) / 6Q * sumP 2 x)

[<ClaimProperty>]
let ``win-rate-gap-best-constant: n/(n+1) - W <= w_n sum F^(n-1) P^2`` (case: PolicyCase) =
    (case.N >= 3 && case.Reference.Levels.Count >= 2)
    ==> lazy
        (let x = of' case
         let w = refined (fun bits -> BestConstants.WinRateGap(case.N, bits).Value)
         x.WinRateGap .<=. w * x.WeightedPowerSum(1, 2))

[<ClaimProperty>]
let ``win-rate-gap-cubic: n/(n+1) - W <= n(n-1)/12 sum P^3`` (case: PolicyCase) =
    let x = of' case
    x.WinRateGap .<=. rational (n x * (n x - 1Q) / 12Q * sumP 3 x)

[<ClaimProperty>]
let ``density-ratio: q/p <= n`` (case: PolicyCase) =
    let x = of' case
    x.MaxDensityRatio .<=. rational (n x)

[<ClaimProperty>]
let ``chi-squared-bound: chi^2 <= (n-1)^2/(2n-1)`` (case: PolicyCase) =
    let x = of' case
    x.ChiSquared .<=. rational ((n x - 1Q) * (n x - 1Q) / (2Q * n x - 1Q))

[<ClaimProperty>]
let ``total-variation-bound: TV <= n^(-1/(n-1)) - n^(-n/(n-1))`` (case: PolicyCase) =
    // For n = 2 the bound is 1/4, which enclosures cannot tell from a distance of 1/4.
    (case.N >= 3)
    ==> lazy
        (let x = of' case
         // The two powers of n: exp(-ln n/(n-1)) (1 - 1/n).
         let bound precision =
             let root = Enclosure.Exp((ln (n x) * (Rational.MinusOne / (n x - 1Q))).Evaluate precision, precision)
             Enclosure.Multiply(root, Enclosure.FromRational((n x - 1Q) / n x, precision), precision)

         x.TotalVariation .<=. ComputableReal.FromEnclosures bound)

[<ClaimProperty>]
let ``renyi-divergence-bound: R_a <= ln(n^a/(a(n-1)+1))/(a-1)`` (case: PolicyCase) =
    (case.N <= 1000 || case.N >= 100_000)
    ==> lazy
        (let x = of' case

         every
             [ for a in [ 2; 3; 4 ] ->
                   x.RenyiDivergence a
                   .<=. form (ln (pow (n x) a / (Rational a * (n x - 1Q) + 1Q)) * ratio 1 (a - 1)) ])

[<ClaimProperty>]
let ``reverse-kl-bound: KL(p|best-of-n) <= n - 1 - ln n`` (case: PolicyCase) =
    let x = of' case
    x.ReverseKl .<=. form (constant (n x - 1Q) - ln (n x))

[<ClaimProperty>]
let ``hellinger-bound: H^2 <= 1 - 2 sqrt n/(n+1)`` (case: PolicyCase) =
    (case.N >= 2)
    ==> lazy
        (let x = of' case

         let bound precision =
             let root = Enclosure.Sqrt(Enclosure.FromRational(n x, precision), precision)
             let share = Enclosure.Multiply(root, Enclosure.FromRational(2Q / (n x + 1Q), precision), precision)
             Enclosure.Subtract(Enclosure.One, share, precision)

         x.SquaredHellinger .<=. ComputableReal.FromEnclosures bound)

[<ClaimProperty>]
let ``gibbs-frontier: W < (KL + ln((e^b - 1)/b))/b for every b > 0`` (case: PolicyCase) =
    let x = of' case

    every
        [ for b in [ ratio 1 3; ratio 1 1; ratio 9 1 ] do
              x.WinRate .<. GibbsFrontier.AtBeta(x.Kl, b)
          if case.N >= 2 && case.Reference.Levels.Count >= 2 then
              x.WinRate - rational (ratio 1 2) .<=. GibbsFrontier.WinRateExcess x.Kl ]

[<ClaimProperty>]
let ``rewind-and-repeat: KL = -ln P, W = 1 - P/2, 1/P draws`` (case: PolicyCase) =
    every
        [ for level in 0 .. case.Reference.Levels.Count - 1 do
              let policy = RewindAndRepeat(case.Reference, level)
              let accepted = Seq.sum [ for l in level .. case.Reference.Levels.Count - 1 -> case.Reference.Levels[l].Probability ]
              let kept = policy.ToReferencePolicy()
              form (KullbackLeibler.Of(kept, case.Reference)) .=. form (-(ln accepted))
              rational (WinRate.Of(kept, case.Reference)) .=. rational (1Q - accepted / 2Q)
              rational policy.ExpectedDraws .=. rational (1Q / accepted) ]

[<ClaimProperty>]
let ``pool-unbiased: the mean of the pool weights over all pools is the best-of-n policy`` (case: PolicyCase) =
    let poolSize = case.N + 1

    (case.N <= 6 && bigint.Pow(bigint case.Reference.Count, poolSize) <= 200I)
    ==> lazy
        (let policy = BestOfN(case.Reference, case.N).Probabilities()
         meanPoolWeights case.Reference poolSize case.N = List.ofSeq policy)

[<ClaimProperty>]
let ``pass-at-k-unbiased: the mean of the estimate is 1 - (1-p)^k`` (case: PolicyCase) =
    (case.N <= 20)
    ==> lazy
        (let k, total = case.N, case.N + 2
         let p = case.Reference.Levels[case.Reference.Levels.Count - 1].Probability
         let binomial c = List.fold (fun value i -> value * Rational(total - i) / Rational(i + 1)) 1Q [ 0 .. c - 1 ]

         let mean =
             List.sum
                 [ for c in 0..total ->
                       binomial c * pow p c * pow (1Q - p) (total - c) * PassAtK.Value(total, c, k) ]

         rational mean .=. rational (1Q - pow (1Q - p) k))

[<ClaimProperty>]
let ``pass-all-k: all k pass exactly if none is wrong, and the mean is p^k`` (case: PolicyCase) =
    (case.N <= 20)
    ==> lazy
        (let k, total = case.N, case.N + 2
         let p = case.Reference.Levels[case.Reference.Levels.Count - 1].Probability
         let choose (size: int) = List.fold (fun value i -> value * Rational(size - i: int) / Rational(i + 1: int)) 1Q [ 0 .. k - 1 ]
         let binomial c = List.fold (fun value i -> value * Rational(total - i) / Rational(i + 1)) 1Q [ 0 .. c - 1 ]
         let all c = choose c / choose total

         let mean = List.sum [ for c in 0..total -> binomial c * pow p c * pow (1Q - p) (total - c) * PassRates.passHatK k total c ]

         every
             [ for c in 0..total do
                   rational (PassRates.passHatK k total c) .=. rational (all c)
                   rational (PassAtK.Value(total, total - c, k)) .=. rational (1Q - all c)
               rational mean .=. rational (pow p k) ])

[<ClaimProperty>]
let ``plug-in-below-unbiased: the mean over all n-tuples of a pool is at most that over all n-subsets`` (case: PolicyCase) =
    let rewards = [ for i in 0 .. case.Reference.Count - 1 do if not case.Reference.Weights[i].IsZero then case.Reference.Rewards[i] ]
    let size = rewards.Length

    (case.N <= size && size <= 7 && pown (bigint size) case.N <= 3000I)
    ==> lazy
        (let rec tuples n = if n = 0 then [ [] ] else [ for rest in tuples (n - 1) do for y in rewards -> y :: rest ]

         let rec subsets n pool =
             match n, pool with
             | 0, _ -> [ [] ]
             | _, [] -> []
             | _, y :: others -> [ for rest in subsets (n - 1) others -> y :: rest ] @ subsets n others

         let mean groups = (groups |> List.sumBy List.max) / Rational(List.length groups)
         let plugIn, unbiased = mean (tuples case.N), mean (subsets case.N rewards)
         let pool = Pool.ofRewards rewards

         every
             [ rational plugIn .=. rational (Pool.plugIn case.N pool)
               rational unbiased .=. rational (Pool.bestOf case.N pool)
               if case.N = 1 || List.length (List.distinct rewards) = 1 then
                   rational plugIn .=. rational unbiased
               else
                   rational plugIn .<. rational unbiased ])

/// All subsets of a size, in the order of the list.
let rec private subsets size (items: 'a list) : 'a list list =
    match size, items with
    | 0, _ -> [ [] ]
    | _, [] -> []
    | _, first :: others -> [ for rest in subsets (size - 1) others -> first :: rest ] @ subsets size others

/// All lists of a length.
let rec private tuples length (items: 'a list) : 'a list list =
    if length = 0 then [ [] ] else [ for rest in tuples (length - 1) items do for item in items -> item :: rest ]

/// The rewards of the outcomes of positive mass.
let private drawn (case: PolicyCase) =
    [ for i in 0 .. case.Reference.Count - 1 do if not case.Reference.Weights[i].IsZero then case.Reference.Rewards[i] ]

[<ClaimProperty>]
let ``pass-at-k-monotone: by the subsets that hold a correct sample`` (draws: PositiveInt) =
    let total = 2 + draws.Get % 5
    let pass c k = ratio (subsets k [ 1..total ] |> List.filter (List.exists (fun i -> i <= c)) |> List.length) (List.length (subsets k [ 1..total ]))

    every
        [ for k in 1..total do
              for c in 0..total do
                  rational (pass c k) .=. rational (PassAtK.Value(total, c, k))
                  if c < total then rational (pass c k) .<=. rational (pass (c + 1) k)
                  if k < total then rational (pass c k) .<=. rational (pass c (k + 1)) ]

[<ClaimProperty>]
let ``pool-permutation: every order of a pool gives a draw the weight that it has in the sorted pool`` (case: PolicyCase) =
    let pool = drawn case |> List.truncate 5

    (case.N <= pool.Length)
    ==> lazy
        (let weightOf = List.zip (List.sort pool) (Pool.weights case.N (Pool.ofRewards (List.sort pool))) |> Map
         let orders = tuples pool.Length [ 0 .. pool.Length - 1 ] |> List.filter (fun order -> List.length (List.distinct order) = pool.Length)

         every
             [ for order in orders do
                   let moved = [ for i in order -> pool[i] ]
                   Pool.weights case.N (Pool.ofRewards moved) = [ for y in moved -> weightOf[y] ] |> Prop.ofTestable
                   rational (Pool.bestOf case.N (Pool.ofRewards moved)) .=. rational (Pool.bestOf case.N (Pool.ofRewards pool)) ])

[<ClaimProperty>]
let ``gradient-weights-sum: each weight is a sum over the subsets with the draw, and all of them are k times the best of k`` (case: PolicyCase) =
    let pool = drawn case |> List.truncate 6
    let k = case.N

    (k <= pool.Length)
    ==> lazy
        (let all = subsets k [ 0 .. pool.Length - 1 ]
         let best subset = subset |> List.map (fun i -> pool[i]) |> List.max
         let weight i = (all |> List.filter (List.contains i) |> List.sumBy best) / Rational(List.length all)

         every
             [ Pool.maxAtKGradient k pool = [ for i in 0 .. pool.Length - 1 -> weight i ] |> Prop.ofTestable
               rational (List.sum [ for i in 0 .. pool.Length - 1 -> weight i ]) .=. rational (Rational k * Pool.bestOf k (Pool.ofRewards pool)) ])

[<ClaimProperty>]
let ``gradient-unbiased: the derivative of E[best of k] by a mass, times the mass`` (case: PolicyCase) =
    let k, size = case.N, case.Reference.Count

    (k <= 4 && bigint.Pow(bigint size, k + 1) <= 81I)
    ==> lazy
        (let outcomes = [ 0 .. size - 1 ]
         let p, r = case.Reference.Probabilities, case.Reference.Rewards
         let chance (pool: int list) = pool |> List.fold (fun chance y -> chance * p[y]) 1Q
         let best (pool: int list) = pool |> List.map (fun y -> r[y]) |> List.max

         // E[best of k] is a sum of products of masses: p_y times the derivative counts how often p_y is a factor.
         let derivative y = tuples k outcomes |> List.sumBy (fun pool -> Rational(pool |> List.filter ((=) y) |> List.length) * chance pool * best pool)

         let mean y =
             tuples (k + 1) outcomes
             |> List.sumBy (fun pool ->
                 chance pool * (List.zip pool (Pool.maxAtKGradient k [ for z in pool -> r[z] ]) |> List.filter (fun (z, _) -> z = y) |> List.sumBy snd))

         every [ for y in outcomes -> rational (mean y) .=. rational (derivative y) ])

[<ClaimProperty>]
let ``gold-difference: the change of the mean of another reward, by summation by parts`` (case: PolicyCase) (seed: PositiveInt) =
    isShort case
    ==> lazy
        (let x = of' case
         let gold = [ for i in 0 .. x.Cells.Count - 1 -> Rational((seed.Get * (i + 3) * (i + 7)) % 11 - 5) ]
         let f n = List.zip gold (List.ofSeq (BestOfN(case.Reference, n).LevelProbabilities())) |> List.sumBy (fun (t, q) -> t * q)
         let cumulative = [ for cell in x.Cells -> cell.Cumulative ]
         let steps = List.zip (List.pairwise gold) (List.truncate (gold.Length - 1) cumulative)
         rational (f (x.N + 1) - f x.N) .=. rational (steps |> List.sumBy (fun ((t, t'), upTo) -> (t' - t) * pow upTo x.N * (1Q - upTo))))

[<ClaimProperty>]
let ``win-rate-concave: W(n+2) - W(n+1) <= W(n+1) - W(n)`` (case: PolicyCase) =
    (isShort case && case.N <= 1000)
    ==> lazy
        (let w more = WinRate.Of(BestOfN(case.Reference, case.N + more))
         rational (w 2 - w 1) .<=. rational (w 1 - w 0))

[<ClaimProperty>]
let ``win-rate-against: 1/2 <= W(n,m) <= n/(n+m) for m <= n, by all pairs of levels`` (case: PolicyCase) =
    (isShort case && case.Reference.Levels.Count <= 20)
    ==> lazy
        (let law n = List.ofSeq (BestOfN(case.Reference, n).LevelProbabilities())

         let duel n m =
             List.sum
                 [ for i, q in List.indexed (law n) do
                       for j, r in List.indexed (law m) do
                           q * r * (if i > j then 1Q elif i = j then ratio 1 2 else 0Q) ]

         every
             [ for m in List.distinct [ 1; (case.N + 1) / 2; case.N ] do
                   rational (ratio 1 2) .<=. rational (duel case.N m)
                   rational (duel case.N m) .<=. rational (Rational case.N / (Rational case.N + Rational m))
                   rational (duel case.N m + duel m case.N) .=. rational 1Q ])

[<ClaimProperty>]
let ``bon-curve-dominates-uniform: ln s - (s-1)/s <= KL where W = s/(s+1), for equal masses`` (levels: PositiveInt) (draws: PositiveInt) =
    let x = PolicyEvaluation(ReferencePolicy.FromWeights(Seq.replicate levels.Get 1), draws.Get + 2)
    let w = WinRate.Of(exact x)
    let s = w / (1Q - w)
    form (ln s - constant ((s - 1Q) / s)) .<=. x.Kl

/// Masses as a policy on the outcomes of the case, whose rewards are the ranks of the levels.
let private kept (x: PolicyEvaluation) (ofCells: Rational list) =
    let masses = Array.create x.Reference.Count 0Q

    for cell, mass in Seq.zip x.Cells ofCells do
        for y in cell.Outcomes do
            masses[y] <- Rational(x.Reference.Weights[y], cell.Weight) * mass

    x.Reference.WithProbabilities masses

/// The mean of a value of the level.
let private meanOf (x: PolicyEvaluation) (value: int -> Rational) (policy: ReferencePolicy) =
    List.sum [ for rank, cell in Seq.indexed x.Cells do for y in cell.Outcomes -> policy.Probabilities[y] * value rank ]

let private law (case: PolicyCase) n = List.ofSeq (BestOfN(case.Reference, n).LevelProbabilities())

let private mixture (case: PolicyCase) (numbers: int list) =
    let laws = numbers |> List.map (law case)
    List.transpose laws |> List.map (fun masses -> List.sum masses / Rational numbers.Length)

[<ClaimProperty>]
let ``mixture-kl: KL of n, n+1 or 3 draws is at most the mean of the three`` (case: PolicyCase) =
    isShort case
    ==> lazy
        (let x, numbers = of' case, [ case.N; case.N + 1; 3 ]
         let mean = numbers |> List.map (fun n -> KullbackLeibler.Of(BestOfN(case.Reference, n))) |> LinearFormInLogarithms.Sum
         form (KullbackLeibler.Of(kept x (mixture case numbers), case.Reference)) .<=. form (mean * ratio 1 3))

[<ClaimProperty>]
let ``mixture-win-rate: W of 1, n or 2n draws is at most m/(m+1), m = (3n+1)/3`` (case: PolicyCase) =
    (isShort case && case.N <= 1000)
    ==> lazy
        (let m = ratio (3 * case.N + 1) 3
         let w = WinRate.Of(kept (of' case) (mixture case [ 1; case.N; 2 * case.N ]), case.Reference)
         rational w .<=. rational (m / (m + 1Q)))

[<ClaimProperty>]
let ``geometric-law: the first 30 numbers of draws leave less than (3/4)^30`` (case: PolicyCase) =
    (case.Reference.Denominator.GetBitLength() <= 64L && case.Reference.Levels.Count <= 20)
    ==> lazy
        (let x, s = of' case, ratio 1 4
         let geometric = (Neighbours.bestOfGeometric s case.Reference).Probabilities
         let sums = [ for cell in x.Cells -> List.sum [ for n in 1..30 -> s * pow (1Q - s) (n - 1) * pow cell.Cumulative n ] ]
         let reached = List.scan (+) 0Q [ for cell in x.Cells -> Seq.sum [ for y in cell.Outcomes -> geometric[y] ] ] |> List.tail

         every
             [ for sum, upTo in List.zip sums reached do
                   rational sum .<=. rational upTo
                   rational upTo .<=. rational (sum + pow (1Q - s) 30) ])

[<ClaimProperty>]
let ``rejection-dominates: the cumulative mass n (F - 1 + 1/n) is at most F^n`` (case: PolicyCase) =
    isShort case
    ==> lazy
        (let x = of' case
         let cumulative = [ for cell in x.Cells -> max 0Q (n x * (cell.Cumulative - 1Q) + 1Q) ]
         let policy = kept x (List.map2 (-) cumulative (0Q :: List.truncate (cumulative.Length - 1) cumulative))

         every
             [ for cell, upTo in Seq.zip x.Cells cumulative do
                   rational upTo .<=. rational (pow cell.Cumulative x.N)
               rational (WinRate.Of(exact x)) .<=. rational (WinRate.Of(policy, case.Reference)) ])

[<ClaimProperty>]
let ``worst-kl-upper-bound: (1-F_)^n - (1-F)^n`` (case: PolicyCase) =
    isShort case
    ==> lazy
        (let x = of' case
         let rest (f: Rational) = pow (1Q - f) x.N
         let worst = kept x [ for cell in x.Cells -> rest (cell.Cumulative - cell.Probability) - rest cell.Cumulative ]

         (form (KullbackLeibler.Of(worst, case.Reference)) .<=. form (ln (n x) - constant ((n x - 1Q) / n x)))
         .&. (rational (1Q / (n x + 1Q)) .<=. rational (WinRate.Of(worst, case.Reference))))

[<ClaimProperty>]
let ``best-worst-log-ratio: the sum of (best - worst) ln(q/p) over the levels is at most (n-1) H_(n-1)`` (case: PolicyCase) =
    (BestOfN.SizeInBits(case.Reference, case.N) <= 2000I && case.N <= 200)
    ==> lazy
        (let x = of' case
         let rest (f: Rational) = pow (1Q - f) x.N

         let difference =
             [ for (below, upTo), p, q in cells x -> (q - (rest below - rest upTo)) * ln (q / p) ] |> LinearFormInLogarithms.Sum

         let bound = (n x - 1Q) * List.sum [ for i in 1 .. case.N - 1 -> ratio 1 i ]
         (form difference .=. form (Neighbours.bestWorst case.N case.Reference)) .&. (form difference .<=. rational bound))

/// Weights for soft best-of-n that neither rise nor fall with the rank.
let private softWeights (case: PolicyCase) = [ for y in 0 .. case.Reference.Count - 1 -> ratio (1 + (y * y + 2) % 7) 3 ]

let private isSoft (case: PolicyCase) most = isShort case && case.N <= most && case.Reference.Count <= 4

let private soft (case: PolicyCase) n = Neighbours.softBestOfN n (softWeights case) case.Reference

let private tilted (case: PolicyCase) =
    let shares = List.map2 (*) (List.ofSeq case.Reference.Probabilities) (softWeights case)
    case.Reference.WithProbabilities [ for share in shares -> share / List.sum shares ]

[<ClaimProperty>]
let ``soft-density-ratio: by all n-tuples, and at most n`` (case: PolicyCase) =
    isSoft case 4
    ==> lazy
        (let p, w = case.Reference.Probabilities, softWeights case
         let law = Array.create case.Reference.Count 0Q

         for pool in tuples case.N [ 0 .. case.Reference.Count - 1 ] do
             let chance = pool |> List.fold (fun chance y -> chance * p[y]) 1Q
             let total = pool |> List.sumBy (fun y -> w[y])
             for y in pool do
                 law[y] <- law[y] + chance * w[y] / total

         every
             [ List.ofSeq (soft case case.N).Probabilities = List.ofArray law |> Prop.ofTestable
               for y in 0 .. law.Length - 1 do
                   rational law[y] .<=. rational (Rational case.N * p[y]) ])

[<ClaimProperty>]
let ``soft-kl-upper-bound: KL <= ln n - (n-1)/n`` (case: PolicyCase) =
    isSoft case 8 ==> lazy (form (KullbackLeibler.Of(soft case case.N, case.Reference)) .<=. form (of' case).Formula)

[<ClaimProperty>]
let ``soft-kl-monotone: KL(n) <= KL(n+1) <= KL of p w/E[w]`` (case: PolicyCase) =
    isSoft case 8
    ==> lazy
        (let kl (policy: ReferencePolicy) = form (KullbackLeibler.Of(policy, case.Reference))
         (kl (soft case case.N) .<=. kl (soft case (case.N + 1))) .&. (kl (soft case (case.N + 1)) .<=. kl (tilted case)))

[<ClaimProperty>]
let ``soft-tilt-limit: KL(tilted | soft) <= ln(1 + Var w/(n E[w]^2))`` (case: PolicyCase) =
    isSoft case 8
    ==> lazy
        (let mean (value: Rational -> Rational) = Seq.sum (Seq.map2 (fun p w -> p * value w) case.Reference.Probabilities (softWeights case))
         let e = mean id
         let variance = mean (fun w -> (w - e) * (w - e))
         form (KullbackLeibler.Of(tilted case, soft case case.N)) .<=. form (ln (1Q + variance / (Rational case.N * e * e))))

[<ClaimProperty>]
let ``tilt-optimal: E[v] - KL/b <= ln(sum P e^(bv))/b, for the rank as v`` (case: PolicyCase) =
    (isShort case && case.Reference.Levels.Count <= 30)
    ==> lazy
        (let x = of' case
         let value = meanOf x Rational

         every
             [ for b in [ ratio 1 3; ratio 2 1 ] do
                   let partition precision =
                       Seq.indexed x.Cells
                       |> Seq.map (fun (rank, cell) ->
                           Enclosure.Multiply(
                               Enclosure.FromRational(cell.Probability, precision),
                               Enclosure.Exp(Enclosure.FromRational(b * Rational rank, precision), precision),
                               precision))
                       |> Seq.fold (fun sum part -> Enclosure.Add(sum, part, precision)) Enclosure.Zero

                   let most = ComputableReal.FromEnclosures(fun precision -> Enclosure.Ln(partition precision, precision)) / b

                   if x.Cells.Count > 1 then
                       rational (value (kept x (law case case.N))) - x.Kl / b .<. most
                       rational (value case.Reference) .<. most ])

[<ClaimProperty>]
let ``chi-squared-tilt-optimal: a step from the tilt towards any other policy lowers E[v] - (b/2) chi^2, for the rank as v`` (case: PolicyCase) =
    isShort case
    ==> lazy
        (let x, b = of' case, ratio 3 2
         let reference = kept x [ for cell in x.Cells -> cell.Probability ]
         let ranked = reference.WithRewards [ for y in 0 .. reference.Count - 1 -> x.Cells |> Seq.tryFindIndex (fun cell -> Seq.contains y cell.Outcomes) |> Option.defaultValue 0 ]
         let tilt = Neighbours.chiSquaredTilt b ranked
         let value (policy: ReferencePolicy) = meanOf x Rational policy - b / 2Q * Policy.chiSquared case.Reference policy
         let towards (policy: ReferencePolicy) = tilt.WithProbabilities(Seq.map2 (fun t other -> (t + other) / 2Q) tilt.Probabilities policy.Probabilities)

         every
             [ for other in [ case.Reference; kept x (law case x.N); RewindAndRepeat(case.Reference, x.Cells.Count - 1).ToReferencePolicy() ] do
                   rational (value other) .<=. rational (value (towards other))
                   rational (value (towards other)) .<=. rational (value tilt) ])

[<ClaimProperty>]
let ``policy-frontier: no policy is above the tilts by (F_ + F)/2`` (case: PolicyCase) =
    (isFarFromLimit case && case.Reference.Levels.Count <= 30 && case.Reference.Levels.Count > 1)
    ==> lazy
        (let x = of' case

         let bound (b: Rational) =
             ComputableReal.FromEnclosures(fun precision ->
                 let partition =
                     x.Cells
                     |> Seq.map (fun cell ->
                         let exponent = Enclosure.FromRational(b * (cell.Cumulative - cell.Probability / 2Q), precision)
                         Enclosure.Multiply(Enclosure.FromRational(cell.Probability, precision), Enclosure.Exp(exponent, precision), precision))
                     |> Seq.fold (fun sum part -> Enclosure.Add(sum, part, precision)) Enclosure.Zero

                 let sum = Enclosure.Add(x.Kl.Evaluate precision, Enclosure.Ln(partition, precision), precision)
                 Enclosure.Divide(sum, Enclosure.FromRational(b, precision), precision))

         every
             [ for b in [ ratio 1 5; ratio 3 1; ratio 20 1 ] do
                   x.WinRate .<. bound b
                   if case.N >= 2 && x.Cells.Count >= 3 then
                       x.WinRate .<=. PolicyFrontier.winRate x.Kl case.Reference
                       PolicyFrontier.winRate x.Kl case.Reference .<=. bound b ])

[<ClaimProperty>]
let ``win-rate-loss-uniform: the sum of (i/K)^n/K below K is at most 1/(n+1)`` (levels: PositiveInt) (draws: PositiveInt) =
    let k, n = levels.Get, draws.Get
    let policy = ReferencePolicy.FromWeights(Seq.replicate k 1)
    let loss = List.sum [ for i in 1 .. k - 1 -> pow (ratio i k) n / Rational k ]

    (rational loss .=. rational (1Q - ratio 1 (2 * k) - WinRate.Of(BestOfN(policy, n)))) .&. (rational loss .<=. rational (ratio 1 (n + 1)))

[<ClaimProperty>]
let ``kl-chi-squared: KL is at most the divergence of order 2, which is ln(1 + chi^2)`` (case: PolicyCase) =
    isFarFromLimit case
    ==> lazy
        (let x = of' case
         x.Kl .<=. x.RenyiDivergence 2)

[<ClaimProperty>]
let ``k3-mean: off the outcomes at even places`` (case: PolicyCase) =
    let weights = [ for y in 0 .. case.Reference.Count - 1 -> if y % 2 = 0 then 0I else case.Reference.Weights[y] * bigint (y + 2) ]

    (isShort case && List.exists (fun (weight: bigint) -> not weight.IsZero) weights)
    ==> lazy
        (let p = case.Reference.Probabilities
         let policy = case.Reference.WithProbabilities [ for weight in weights -> Rational(weight, List.sum weights) ]
         let drawn = [ for y in 0 .. case.Reference.Count - 1 do if not policy.Weights[y].IsZero then y ]

         // The rational part apart: fractions add up faster than forms.
         let ratioOf y = policy.Probabilities[y] / p[y]
         let logarithms = LinearFormInLogarithms.Sum [ for y in drawn -> policy.Probabilities[y] * ln (ratioOf y) ]
         let mean = logarithms + constant (List.sum [ for y in drawn -> policy.Probabilities[y] * (1Q / ratioOf y - 1Q) ])

         let missed = 1Q - List.sum [ for y in drawn -> p[y] ]
         (form mean .=. form (KullbackLeibler.Of(policy, case.Reference) - constant missed)) .&. (form mean .=. form (KlEstimators.K3Mean(policy, case.Reference))))

let claimIds () =
    Catalogue.All |> Seq.filter (fun claim -> claim.Status <> ClaimStatus.Refuted) |> Seq.map (fun claim -> [| box claim.Id |])

[<Theory>]
[<MemberData(nameof claimIds)>]
let ``The catalogue's own version of a claim holds`` (id: string) =
    let config =
        Config.QuickThrowOnFailure
            .WithMaxTest(Effort.tests 100)
            .WithQuietOnSuccess(true)
            .WithArbitrary [ typeof<ClaimArbitraries> ]

    Check.One(config, ClaimProperties.holds (Catalogue.Find id))

[<Fact>]
let ``Every claim of the catalogue is stated here`` () =
    let stated =
        System.Reflection.MethodBase.GetCurrentMethod()
        |> fun test -> (nonNull (nonNull test).DeclaringType).GetMethods()
        |> Array.map (fun test -> test.Name.Split(':')[0])
        |> set

    Assert.All(claimIds (), fun id -> Assert.Contains(string id[0], stated))

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
