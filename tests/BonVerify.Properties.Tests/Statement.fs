namespace BonVerify.Properties.Tests

open FsCheck
open FsCheck.FSharp
open BonVerify.Claims
open BonVerify.FSharp
open BonVerify.Estimators
open BonVerify.Evaluation
open BonVerify.Numerics
open BonVerify.Policies

/// Relations between real numbers, each a property: true, false, or undecided, which fails as well.
[<AutoOpen>]
module Relations =

    let private precision = 4096

    let private relate symbol holds (left: ComputableReal) (right: ComputableReal) =
        // The label is made on failure only: an exact text may be long.
        match left.CompareTo(right, precision) with
        | Ordering.Open -> Prop.ofTestable false |> Prop.label $"{left} {symbol} {right} is undecided"
        | order when List.contains order holds -> Prop.ofTestable true
        | _ -> Prop.ofTestable false |> Prop.label $"{left} {symbol} {right} is false"

    let (.<=.) left right = relate "<=" [ Ordering.Less; Ordering.Equal ] left right
    let (.<.) left right = relate "<" [ Ordering.Less ] left right
    let (.=.) left right = relate "=" [ Ordering.Equal ] left right

/// The words in which the statements are written.
[<AutoOpen>]
module Vocabulary =

    /// A fraction as a real number.
    let rational (value: Rational) = ComputableReal.FromRational value

    /// A real number found to a few bits, and to more only when a comparison needs them.
    let refined (find: int -> Enclosure) =
        let first = lazy (find 30)
        ComputableReal.FromEnclosures(fun precision -> if precision <= 128 then first.Force() else find precision)

    /// a/b.
    let ratio (a: int) (b: int) = Rational(bigint a, bigint b)

    /// An exact linear form in logarithms as a real number.
    let form (value: LinearFormInLogarithms) = ComputableReal.FromForm value

    /// A fraction as a linear form in logarithms.
    let constant (value: Rational) = LinearFormInLogarithms.FromRational value

    let ln (value: Rational) = LinearFormInLogarithms.Ln value
    let pow (value: Rational) (exponent: int) = Rational.Pow(value, exponent)

    /// n as a fraction: products of integers would overflow.
    let n (x: PolicyEvaluation) = Rational x.N

    /// The masses P of the levels.
    let masses (x: PolicyEvaluation) = [ for cell in x.Cells -> cell.Probability ]

    /// The sum of P^k over the levels.
    let sumP k (x: PolicyEvaluation) = masses x |> List.sumBy (fun p -> pow p k)

    /// eps_inf, the mass of the top level.
    let top (x: PolicyEvaluation) = List.last (masses x)

    /// The exact best-of-n policy; only for cases within the budget.
    let exact (x: PolicyEvaluation) =
        match x.Exact with
        | null -> invalidOp "The case has no exact masses."
        | policy -> policy

    let isExact (x: PolicyEvaluation) = not (isNull (box x.Exact))

    /// n, the masses of the cells below and up to each level, and its best-of-n mass.
    let cells (x: PolicyEvaluation) =
        let cumulative = Rational.Zero :: [ for cell in x.Cells -> cell.Cumulative ]
        List.zip3 (List.pairwise cumulative) (masses x) (List.ofSeq ((exact x).LevelProbabilities()))

    /// The mean of the weight that a pool of draws gives each outcome, over all pools of a size.
    let meanPoolWeights (reference: ReferencePolicy) poolSize n =
        let outcomes = [ 0 .. reference.Count - 1 ]

        let rec pools size =
            if size = 0 then [ [] ] else [ for rest in pools (size - 1) do for y in outcomes -> y :: rest ]

        let shares =
            [ for pool in pools poolSize do
                  let chance = pool |> List.fold (fun chance y -> chance * reference.Probabilities[y]) 1Q
                  let weights = PoolWeights.Of([ for y in pool -> reference.Rewards[y] ], n)
                  for y, weight in Seq.zip pool weights -> y, chance * weight ]

        [ for y in outcomes -> shares |> List.filter (fun (z, _) -> z = y) |> List.sumBy snd ]

    /// All of some properties.
    let every (properties: Property seq) =
        properties |> Seq.fold (fun all property -> all .&. property) (Prop.ofTestable true)
