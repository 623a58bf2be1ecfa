namespace BonVerify.FsCheck

open System.Numerics
open BonVerify.Numerics
open BonVerify.Quantities

/// A kind of case that a run must have met before its verdict means anything.
type Region =
    { /// What the region is called in reports.
      Name: string
      /// Whether a case lies in it.
      Contains: PolicyCase -> bool }

/// The regions that every run of generated cases must reach.
[<RequireQualifiedAccess>]
module Regions =

    let private fraction (numerator: int) (denominator: int) =
        Rational(BigInteger numerator, BigInteger denominator)

    let private levelMasses (case: PolicyCase) =
        case.Reference.Levels |> Seq.map (fun level -> level.Probability)

    let private dominates mass = mass > fraction 99 100 && mass < Rational.One
    let private tiny = Rational(BigInteger.One, BigInteger.Pow(BigInteger 2, 100))

    /// The regions in which mistakes hide.
    let all =
        [ { Name = "n = 1"; Contains = fun case -> case.N = 1 }
          { Name = "one outcome"; Contains = fun case -> case.Reference.SupportSize = 1 }
          { Name = "ties"; Contains = fun case -> case.Reference.HasTies }
          { Name = "a dominating top"; Contains = fun case -> dominates (Seq.last (levelMasses case)) }
          { Name = "a dominating bottom"; Contains = fun case -> dominates (Seq.head (levelMasses case)) }
          { Name = "n times the top mass near 1"
            Contains =
              fun case ->
                  (Seq.last (levelMasses case) * Rational case.N - Rational.One).Abs() < fraction 1 4
                  && case.N >= 2
                  && case.Reference.Levels.Count >= 2 }
          { Name = "a mass below 2^-100"; Contains = fun case -> Seq.min (levelMasses case) < tiny }
          { Name = "n at least 10^5"; Contains = fun case -> case.N >= 100_000 }
          { Name = "an outcome of mass 0"; Contains = fun case -> case.Reference.SupportSize < case.Reference.Count }
          // Here best-of-n lies above the curve of a continuous reward.
          { Name = "a heavy bottom below light levels, n = 3"
            Contains =
              fun case ->
                  let bottom = Seq.head (levelMasses case)

                  case.N = 3
                  && bottom >= fraction 1 4
                  && bottom <= fraction 2 5
                  && levelMasses case |> Seq.tail |> Seq.forall (fun mass -> mass <= fraction 1 20) } ]
