module BonVerify.Properties.Tests.RationalTests

open System
open System.Globalization
open FsCheck.FSharp
open FsCheck.Xunit
open global.Xunit
open BonVerify.Estimators
open BonVerify.FSharp
open BonVerify.Numerics
open BonVerify.Policies

/// Quotients of long integers, as F# makes them.
type Quotients =
    static member Q() =
        gen {
            let! bits = Gen.elements [ 4; 60; 200 ]
            let! sign, numerator, denominator = Gen.three (Gen.choose (0, Int32.MaxValue))
            let long (value: int) = pown (bigint value) (1 + bits / 31)
            let numerator = if bits = 4 then bigint (numerator % 16) else long numerator
            let denominator = if bits = 4 then bigint (1 + denominator % 16) else long denominator + 1I
            return Rational.ofBigInts (if sign % 2 = 0 then numerator else -numerator) denominator
        }
        |> Arb.fromGen

type QuotientPropertyAttribute() =
    inherit PropertyAttribute(MaxTest = Effort.tests 300, Arbitrary = [| typeof<Quotients> |], QuietOnSuccess = true)

[<Fact>]
let ``The functions of F# convert`` () =
    Assert.Equal(0.1, float (1Q / 10Q))
    Assert.Equal(-2.5, float (-5Q / 2Q))
    Assert.Equal(1.0 / 3.0, float (1Q / 3Q))
    Assert.Equal(0.1f, float32 (1Q / 10Q))
    Assert.Equal(0.3333333333333333333333333333m, decimal (1Q / 3Q))
    Assert.Equal((3, -3), (int (7Q / 2Q), int (-7Q / 2Q)))
    Assert.Equal((3L, -3L), (int64 (7Q / 2Q), int64 (-7Q / 2Q)))
    Assert.Equal("7/2", string (7Q / 2Q))
    Assert.Equal(infinity, float (Rational.pow 1024 2Q))
    Assert.Throws<OverflowException>(fun () -> int 5000000000Q |> ignore) |> ignore
    Assert.Throws<OverflowException>(fun () -> decimal (Rational.pow 100 10Q) |> ignore) |> ignore

[<Fact>]
let ``Integers are cut, rounded down and rounded up`` () =
    Assert.Equal<bigint list>([ 3I; -3I; 0I; -7I ], [ 7Q / 2Q; -7Q / 2Q; 1Q / 3Q; -7Q ] |> List.map Rational.truncate)
    Assert.Equal<bigint list>([ 3I; -4I; 0I; -7I ], [ 7Q / 2Q; -7Q / 2Q; 1Q / 3Q; -7Q ] |> List.map Rational.floor)
    Assert.Equal<bigint list>([ 4I; -3I; 1I; -7I ], [ 7Q / 2Q; -7Q / 2Q; 1Q / 3Q; -7Q ] |> List.map Rational.ceiling)
    Assert.Equal(3I, (Q.op_Explicit (7Q / 2Q): bigint))

[<Fact>]
let ``Lists are added, averaged and sorted`` () =
    let thirds = [ 2Q / 3Q; 1Q / 3Q; -1Q ]
    Assert.Equal(0Q, List.sum thirds)
    Assert.Equal(1Q / 3Q, List.average [ 0Q; 1Q / 3Q; 2Q / 3Q ])
    Assert.Equal(1Q / 6Q, List.averageBy id [ 1Q / 3Q; 0Q ])
    Assert.Equal(0Q, List.sum<Q> [])
    Assert.Equal<Q list>([ -1Q; 1Q / 3Q; 2Q / 3Q ], List.sort thirds)
    Assert.Equal<Q list>([ 2Q / 3Q; 1Q / 3Q; -1Q ], List.sortDescending thirds)
    Assert.Equal((-1Q, 2Q / 3Q), (List.min thirds, List.max thirds))
    Assert.Equal(3Q / 2Q, Seq.sumBy (fun i -> 1Q / Q(i: int)) [ 1; 2 ])

[<Fact>]
let ``Magnitudes, signs and the smaller of two`` () =
    Assert.Equal((1Q / 3Q, 1Q / 3Q, 0Q), (abs (-1Q / 3Q), abs (1Q / 3Q), abs 0Q))
    Assert.Equal((-1, 1, 0), (sign (-1Q / 3Q), sign (1Q / 3Q), sign 0Q))
    Assert.Equal((1Q / 3Q, 1Q / 2Q), (min (1Q / 2Q) (1Q / 3Q), max (1Q / 2Q) (1Q / 3Q)))
    Assert.Equal((-1, 0, 1), (compare (1Q / 3Q) (1Q / 2Q), compare (2Q / 4Q) (1Q / 2Q), compare 1Q (1Q / 2Q)))
    Assert.Equal(-1Q / 2Q, -5Q / 2Q % 1Q)
    Assert.Equal(8Q / 27Q, pown (2Q / 3Q) 3)

[<Fact>]
let ``Numbers are keys by value`` () =
    let names = Map.ofList [ 2Q / 4Q, "half"; 1Q / 3Q, "third" ]
    Assert.Equal(Some "half", Map.tryFind (1Q / 2Q) names)
    Assert.Equal(Some "half", Map.tryFind (Rational.parse "0.5") names)
    Assert.Equal(None, Map.tryFind 1Q names)
    Assert.Equal<Q list>([ 1Q / 3Q; 1Q / 2Q ], names |> Map.toList |> List.map fst)
    Assert.Equal(2, Set.count (set [ 1Q; 2Q / 2Q; 0Q; Unchecked.defaultof<Q>; 1Q / 3Q * 3Q ]))
    Assert.Equal(1, Set.count (set [ 1Q / 3Q + 1Q; 4Q / 3Q; 5Q / 3Q - 1Q / 3Q; 2Q / 3Q * 2Q; Rational.pow -1 (3Q / 4Q) ]))
    Assert.Equal(2, dict [ 1Q / 2Q, 1; 1Q / 3Q, 2 ] |> Seq.length)
    Assert.Equal<(Q * int) list>([ 1Q / 2Q, 2; 1Q, 1 ], List.countBy id [ 1Q / 2Q; 1Q; 2Q / 4Q ])

[<Fact>]
let ``Literals of every length, in arithmetic`` () =
    Assert.Equal(Q(-3), -3Q)
    Assert.Equal(Q(bigint Int64.MaxValue), 9223372036854775807Q)
    Assert.Equal("340282366920938463463374607431768211456", string (Rational.pow 2 18446744073709551616Q))
    Assert.Equal(5Q / 6Q, 1Q / 2Q + 1Q / 3Q)
    Assert.Equal(1Q / 6Q, 1Q / 2Q - 1Q / 3Q)
    Assert.Equal(3Q / 2Q, 1Q / 2Q / (1Q / 3Q))
    Assert.True(1Q / 3Q < 1Q / 2Q && 1Q / 3Q <> 1Q / 2Q && 2Q / 6Q = 1Q / 3Q)
    Assert.Throws<DivideByZeroException>(fun () -> 1Q / 0Q |> ignore) |> ignore
    Assert.Throws<DivideByZeroException>(fun () -> 1Q % 0Q |> ignore) |> ignore

[<QuotientProperty>]
let ``Sums and sorting agree with the order of one another`` (values: Q list) =
    let sorted = List.sort values

    List.sum sorted = List.sum values
    && List.sum values = List.fold (fun total value -> value + total) 0Q values
    && List.forall (fun (a: Q, b: Q) -> a <= b && sign (b - a) = compare b a) (List.pairwise sorted)
    && (values = [] || List.average values * Q(values.Length) = List.sum values)
    && Set.count (set values) = (values |> List.distinct |> List.length)

[<QuotientProperty>]
let ``Texts and parts give the number back`` (value: Q) =
    let (Ratio(numerator, denominator)) = value

    Rational.parse (string value) = value
    && Rational.ofBigInts numerator denominator = value
    && abs value * Q(sign value) = value
    && Q(Q.Truncate value) + value % 1Q = value
    && Rational.toDouble value = float value
    && (Rational.ofDouble (float value) - value |> abs) <= abs value * Rational.pow -53 2Q

let private skewed =
    ReferencePolicy.ofWeights [ 1000; 3; 2; 1 ] |> ReferencePolicy.withRationalRewards [ 0Q; 1Q / 3Q; 1Q; 7Q / 2Q ]

// Powers of a long denominator take their time.
let private sixteenths =
    ReferencePolicy.ofWeights [ 13; 2; 1 ] |> ReferencePolicy.withRationalRewards [ 0Q; 1Q / 3Q; 7Q / 2Q ]

[<Theory>]
[<InlineData(1023, 0.9977505204253707, 0.9918365802411397, 459.4904345640103, 2.5640294253927105)>]
[<InlineData(1024, 0.9977579441108505, 0.991849696772236, 459.8791751851736, 2.565025896840494)>]
[<InlineData(2000, 0.9992894678019374, 0.9944716217777212, 757.6148586049469, 3.156240528269508)>]
[<InlineData(100000, 0.96875, 0.9375, 15.0, 3.5)>]
let ``Measures of many draws are doubles, not 0 and not NaN`` (n: int, winRate: float, totalVariation: float, chiSquared: float, reward: float) =
    let policy = (if n > 2000 then sixteenths else skewed) |> fun reference -> BestOfN(reference, n, maxBits = (1L <<< 30))
    Assert.Equal(winRate, float (BestOfN.winRate policy))
    Assert.Equal(totalVariation, float (BestOfN.totalVariation policy))
    Assert.Equal(chiSquared, float (BestOfN.chiSquared policy))
    Assert.Equal(reward, float (BestOfN.expectedReward policy))
    Assert.Equal(float32 winRate, float32 (BestOfN.winRate policy))
    let coin = BestOfN(ReferencePolicy.ofWeights [ 1; 1 ], n, maxBits = (1L <<< 30))
    Assert.Equal(0.75, float (BestOfN.winRate coin))
    Assert.Equal<float list>([ 0.5; 1.0; 1.0 ], [ BestOfN.totalVariation coin; BestOfN.chiSquared coin; BestOfN.expectedReward coin ] |> List.map float)

[<Theory>]
[<InlineData(2000, 1000, 900, 1.0)>]
[<InlineData(2000, 2, 900, 0.697623811905953)>]
[<InlineData(100000, 3, 40000, 0.7840043200528007)>]
[<InlineData(100000, 20000, 3, 0.48800384005760095)>]
let ``The chance of a pass with many samples is a double`` (total: int, correct: int, k: int, expected: float) =
    Assert.Equal(expected, float (PassAtK.value k total correct))
