namespace BonVerify.FsCheck

open System
open System.Numerics
open FsCheck
open FsCheck.FSharp
open BonVerify.Numerics
open BonVerify.Policies
open BonVerify.Quantities

/// Generators of reference policies and numbers of draws, valid by construction: nothing is filtered away.
[<RequireQualifiedAccess>]
module Generators =

    /// The budget for the exact masses of one generated case, in bits; n is chosen to stay below it.
    let maxCaseBits = 1 <<< 15

    /// The largest n that is generated.
    let maxN = 5000

    /// n with all but its first two digits made zero: the best constants of an n are found once, and cost more than all else.
    let rec private twoDigits n = if n < 100 then n else 10 * twoDigits (n / 10)

    let private one = BigInteger.One

    let private bigWeight low high =
        Gen.choose (low, high) |> Gen.map (fun (weight: int) -> BigInteger weight)

    let private powerOfTwo low high =
        Gen.choose (low, high) |> Gen.map (fun exponent -> BigInteger.Pow(BigInteger 2, exponent))

    /// 1 to 6 outcomes with weights up to 12.
    let fewOutcomes =
        gen {
            let! count = Gen.choose (1, 6)
            return! Gen.listOfLength count (bigWeight 1 12)
        }

    /// A single outcome: nothing to choose from.
    let singleOutcome = Gen.constant [ one ]

    /// Up to size + 2 equally likely outcomes.
    let uniform =
        Gen.sized (fun size ->
            gen {
                let! count = Gen.choose (1, size + 2)
                return List.replicate count one
            })

    /// Masses that fall like a power of the rank, in either direction.
    let powerLaw =
        Gen.sized (fun size ->
            gen {
                let! count = Gen.choose (2, size + 3)
                let! exponent = Gen.choose (1, 3)
                let! rising = Gen.elements [ true; false ]
                let scale = BigInteger.Pow(BigInteger count, exponent)
                let falling = [ for rank in 1..count -> scale / BigInteger.Pow(BigInteger rank, exponent) ]
                return if rising then List.rev falling else falling
            })

    /// One outcome with nearly all the mass: at the bottom, at the top, or between.
    let dominated =
        gen {
            let! others = fewOutcomes
            let! position = Gen.elements [ 0; others.Length; others.Length / 2 ]
            let! weight = powerOfTwo 7 60
            return List.insertAt position weight others
        }

    /// A likely outcome at the bottom, and many light ones above it.
    let heavyBottom =
        Gen.sized (fun size ->
            gen {
                let! others = Gen.choose (4, size + 6)
                let! weight = Gen.choose (2, others)
                return BigInteger weight :: List.replicate others one
            })

    /// Masses down to about 2^-200.
    let tinyMasses =
        gen {
            let! count = Gen.choose (2, 5)
            let! weights = Gen.listOfLength (count - 1) (powerOfTwo 0 200)
            let! position = Gen.choose (0, count - 1)
            return List.insertAt position one weights
        }

    /// Many outcomes with unequal weights.
    let manyOutcomes =
        Gen.sized (fun size ->
            gen {
                let! count = Gen.choose (8, 8 + 2 * size)
                return! Gen.listOfLength count (bigWeight 1 1000)
            })

    /// The exact binary values of random doubles, as integer weights.
    let binaryFractions =
        gen {
            let! count = Gen.choose (2, 5)

            return!
                Gen.listOfLength count (gen {
                    let! high = Gen.choose (1, Int32.MaxValue)
                    let! low = Gen.choose (0, (1 <<< 22) - 1)
                    return (BigInteger high <<< 22) + BigInteger low
                })
        }

    /// The kinds of weights above, all of them often.
    let positiveWeights =
        Gen.frequency
            [ 8, fewOutcomes
              1, singleOutcome
              2, uniform
              2, powerLaw
              3, dominated
              3, heavyBottom
              3, tinyMasses
              2, manyOutcomes
              1, binaryFractions ]

    /// Weights as above, sometimes with outcomes of mass 0 among them.
    let weights =
        let rec insertZeros count (positive: BigInteger list) =
            gen {
                if count = 0 then
                    return positive
                else
                    let! position = Gen.choose (0, positive.Length)
                    return! insertZeros (count - 1) (List.insertAt position BigInteger.Zero positive)
            }

        gen {
            let! positive = positiveWeights
            let! zeros = Gen.frequency [ 5, Gen.constant 0; 1, Gen.choose (1, 3) ]
            return! insertZeros zeros positive
        }

    /// Rewards for a number of outcomes: in listing order, shuffled, with some or only ties, negative, fractional.
    let rewards (count: int) : Gen<Rational list> =
        let order = [ for i in 0 .. count - 1 -> Rational i ]

        let fromRange low high denominator =
            Gen.choose (low, high)
            |> Gen.map (fun numerator -> Rational(BigInteger(numerator: int), BigInteger(denominator: int)))
            |> Gen.listOfLength count

        Gen.frequency
            [ 3, Gen.constant order
              2, Gen.shuffle order |> Gen.map List.ofArray
              2, fromRange 0 2 1
              1, fromRange 7 7 1
              2, fromRange -50 50 8 ]

    /// Reference policies of every kind above.
    let referencePolicy =
        gen {
            let! weights = weights
            let! rewards = rewards weights.Length
            return ReferencePolicy.FromWeights(weights).WithRewards(rewards)
        }

    /// Numbers of draws from 1 to a maximum: 1, 2, small ones, powers of two, large ones.
    let drawsUpTo maximum =
        Gen.frequency
            [ 1, Gen.constant 1
              3, Gen.constant 2
              6, Gen.choose (3, 16)
              3, Gen.choose (2, 12) |> Gen.map (fun exponent -> 1 <<< exponent)
              2, Gen.choose (17, maxN) |> Gen.map twoDigits ]
        |> Gen.map (fun n -> max 1 (min n maximum))

    /// Cases in which n times the top mass is 1, or nearly: the top weight is the total of the others over n - 1, give or
    /// take a few.
    let topMassNearOneOverN =
        gen {
            let! n = Gen.choose (2, 400) |> Gen.map twoDigits
            let! top = Gen.choose (1, 5)
            let! others = Gen.choose (1, 4)
            let! surplus = Gen.frequency [ 2, Gen.constant 0; 1, Gen.choose (1, 1 + n * top / 10) ]
            let rest = max others ((n - 1) * top + surplus)
            let! cuts = Gen.listOfLength (others - 1) (Gen.choose (0, rest)) |> Gen.map List.sort
            let weights = (List.pairwise (0 :: cuts @ [ rest ]) |> List.map (fun (low, high) -> high - low)) @ [ top ]
            return PolicyCase(ReferencePolicy.FromWeights weights, n)
        }

    /// Cases: a reference policy and an n for which the exact masses stay within the budget.
    let policyCase =
        let ofAnyPolicy =
            gen {
                let! reference = referencePolicy
                let bits = reference.Levels.Count * int (reference.Denominator.GetBitLength())
                let! n = drawsUpTo (maxCaseBits / bits)
                return PolicyCase(reference, n)
            }

        Gen.frequency [ 12, ofAnyPolicy; 1, topMassNearOneOverN ]

    /// Cases with n from 10^5 to 10^9, whose exact masses are out of reach: the top mass is between 1/(10n) and 20/n, so that
    /// KL is neither near 0 nor within a hair of its limit. Their measures are enclosed.
    let hugeCase =
        gen {
            let! digits = Gen.choose (5, 8)
            let! leading = Gen.choose (1, 10)
            let n = leading * pown 10 digits
            let! tenths = Gen.choose (1, 200)
            let! others = Gen.choose (1, 6)
            let! shares = Gen.listOfLength others (Gen.choose (1, 12))
            // The others share 10 n out of 10 n + tenths: nearly all of the mass.
            let whole = BigInteger 10 * BigInteger n
            let total = BigInteger(List.sum shares)
            let below = shares |> List.map (fun share -> max one (whole * BigInteger share / total))
            return PolicyCase(ReferencePolicy.FromWeights(below @ [ BigInteger tenths ]), n)
        }

    /// Cases of every kind: now and then n is far beyond what exact masses allow.
    let anyCase = Gen.frequency [ 19, policyCase; 1, hugeCase ]
