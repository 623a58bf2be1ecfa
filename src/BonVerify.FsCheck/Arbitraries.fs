namespace BonVerify.FsCheck

open FsCheck
open FsCheck.FSharp
open BonVerify.Evaluation
open BonVerify.Policies
open BonVerify.Quantities

/// The arbitrary instances of BonVerify, to be named in `[<Properties(Arbitrary = [| typeof<Arbitraries> |])>]`.
[<AbstractClass; Sealed>]
type Arbitraries =

    /// Reference policies of every kind, with a shrinker that keeps them valid.
    static member ReferencePolicy() : Arbitrary<ReferencePolicy> =
        Arb.fromGenShrink (Generators.referencePolicy, Shrinkers.referencePolicy)

    /// Cases: a reference policy and a number of draws, with a shrinker that reaches the smallest counterexample.
    static member PolicyCase() : Arbitrary<PolicyCase> =
        Arb.fromGenShrink (Generators.policyCase, Shrinkers.policyCase)

/// The arbitrary instances for properties of `PolicyEvaluation`, which does not need exact masses: n goes up to 10^9.
[<AbstractClass; Sealed>]
type ClaimArbitraries =

    /// Reference policies of every kind, with a shrinker that keeps them valid.
    static member ReferencePolicy() : Arbitrary<ReferencePolicy> = Arbitraries.ReferencePolicy()

    /// Cases of every kind, with a shrinker that reaches the smallest counterexample.
    static member PolicyCase() : Arbitrary<PolicyCase> =
        Arb.fromGenShrink (Generators.anyCase, Shrinkers.policyCase)
