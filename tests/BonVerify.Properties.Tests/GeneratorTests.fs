module BonVerify.Properties.Tests.GeneratorTests

open System.Numerics
open FsCheck.FSharp
open global.Xunit
open BonVerify.FsCheck
open BonVerify.Interchange
open BonVerify.Policies
open BonVerify.Numerics
open BonVerify.Quantities

let private ratio (a: int) (b: int) = Rational(BigInteger a, BigInteger b)

let private topMass (case: PolicyCase) = (Seq.last case.Reference.Levels).Probability
let private bottomMass (case: PolicyCase) = (Seq.head case.Reference.Levels).Probability
let private smallestMass (case: PolicyCase) = case.Reference.Levels |> Seq.map (fun level -> level.Probability) |> Seq.min
let private tiny = Rational(BigInteger.One, BigInteger.Pow(BigInteger 2, 100))
let private tiniest = Rational(BigInteger.One, BigInteger.Pow(BigInteger 2, 190))
let private isPowerOfTwo n = n &&& (n - 1) = 0

/// The regions that a run must reach to mean something.
let private regions: (string * (PolicyCase -> bool)) list =
    [ "one outcome", (fun case -> case.Reference.SupportSize = 1)
      "two outcomes", (fun case -> case.Reference.SupportSize = 2)
      "at least 50 outcomes", (fun case -> case.Reference.SupportSize >= 50)
      "n = 1", (fun case -> case.N = 1)
      "n = 2", (fun case -> case.N = 2)
      "n a power of two above 16", (fun case -> case.N > 16 && isPowerOfTwo case.N)
      "n at least 1000", (fun case -> case.N >= 1000)
      "ties", (fun case -> case.Reference.HasTies)
      "only ties", (fun case -> case.Reference.SupportSize > 1 && case.Reference.Levels.Count = 1)
      "outcomes of mass 0", (fun case -> case.Reference.SupportSize < case.Reference.Count)
      "a dominating top", (fun case -> topMass case > ratio 99 100 && case.Reference.Levels.Count > 1)
      "a dominating bottom", (fun case -> bottomMass case > ratio 99 100 && case.Reference.Levels.Count > 1)
      "n times the top mass near 1", (fun case -> (topMass case * Rational case.N - Rational.One).Abs() < ratio 1 4)
      "a mass below 2^-100", (fun case -> smallestMass case < tiny)
      "a mass below 2^-190", (fun case -> smallestMass case < tiniest)
      "a top mass below 2^-100", (fun case -> topMass case < tiny)
      "equal masses", (fun case -> case.Reference.SupportSize > 2 && (Seq.distinct case.Reference.Weights |> Seq.length) = 1)
      "negative rewards", (fun case -> case.Reference.Rewards |> Seq.exists (fun r -> r < Rational.Zero))
      "fractional rewards", (fun case -> case.Reference.Rewards |> Seq.exists (fun r -> not r.Denominator.IsOne))
      "listing order against reward order", (fun case -> case.Reference.Rewards |> Seq.pairwise |> Seq.exists (fun (a, b) -> a > b)) ]

let private misses (regions: (string * (PolicyCase -> bool)) list) cases =
    regions |> List.filter (fun (_, isIn) -> not (List.exists isIn cases)) |> List.map fst

[<Fact>]
let ``Generated cases reach every region`` () =
    let cases = [ for i in 0 .. Effort.tests 3000 - 1 -> Hunt.caseAt 1UL (i + Regions.all.Length) ]
    let demanded = Regions.all |> List.map (fun region -> region.Name, region.Contains)
    Assert.Empty(misses (regions @ demanded) cases)

[<Fact>]
let ``Generated cases with n from 10^5 have a top mass of the order of 1/n`` () =
    for case in Gen.sampleWithSize 10 200 Generators.hugeCase do
        let expected = topMass case * Rational case.N
        Assert.InRange(case.N, 100_000, 1_000_000_000)
        Assert.InRange(expected, ratio 1 20, Rational 20)

[<CaseProperty>]
let ``Generated cases stay within their budgets`` (case: PolicyCase) =
    let bits = case.Reference.Levels.Count * int (case.Reference.Denominator.GetBitLength())
    case.N >= 1
    && case.N <= Generators.maxN
    && (case.N = 1 || bits * case.N <= Generators.maxCaseBits)

[<CaseProperty>]
let ``Generated policies have masses that sum to 1`` (reference: ReferencePolicy) =
    Seq.sum reference.Probabilities = Rational.One
    && (Seq.last reference.Levels).Cumulative = Rational.One

[<CaseProperty>]
let ``Generated cases survive a journey through JSON`` (case: PolicyCase) =
    CaseJson.Parse(CaseJson.Write case) = case

[<CaseProperty>]
let ``Generated policies survive a journey through text`` (reference: ReferencePolicy) =
    ReferencePolicy.Parse(reference.ToString()) = reference
