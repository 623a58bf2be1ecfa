namespace BonVerify.FsCheck

// xunit marks the constructor that its deserialiser needs as obsolete.
#nowarn "44"

open System
open BonVerify.Interchange
open Xunit.Abstractions
open Xunit.Sdk

/// A test of one capability. Where the implementation of the test class does not support it the test is reported as skipped.
[<AttributeUsage(AttributeTargets.Method); Sealed>]
[<XunitTestCaseDiscoverer("BonVerify.FsCheck.CapabilityFactDiscoverer", "BonVerify.FsCheck")>]
type CapabilityFactAttribute() =
    inherit Xunit.FactAttribute()

/// The conformance suite of best-of-n for xunit: derive a public class from it, give it your implementation, and every
/// capability the implementation has becomes a test against the exact core.
[<AbstractClass>]
type BestOfNConformance(implementation: IBestOfNImplementation) =

    /// The implementation under test.
    member _.Implementation = implementation

    /// How far an answer may be from the correctly rounded value.
    abstract Tolerance: Tolerance
    default _.Tolerance = Tolerance.Default

    /// How many cases are generated for each capability, after those every run begins with.
    abstract MaxTest: int
    default _.MaxTest = 200

    /// Another seed is another run.
    abstract Seed: uint64
    default _.Seed = 20240103UL

    /// Asks for one capability; throws with the smallest wrong case.
    member this.Check(capability: Capability) : unit =
        Conformance.check this.Tolerance this.MaxTest this.Seed capability implementation |> ignore

    /// The masses of the outcomes.
    [<CapabilityFact>]
    member this.Pmf() = this.Check Capability.Pmf

    /// KL(best-of-n || reference).
    [<CapabilityFact>]
    member this.Kl() = this.Check Capability.Kl

    /// The win rate.
    [<CapabilityFact>]
    member this.WinRate() = this.Check Capability.WinRate

    /// The expected reward.
    [<CapabilityFact>]
    member this.ExpectedReward() = this.Check Capability.ExpectedReward

    /// The total variation distance.
    [<CapabilityFact>]
    member this.TotalVariation() = this.Check Capability.TotalVariation

    /// The chi-squared divergence.
    [<CapabilityFact>]
    member this.ChiSquared() = this.Check Capability.ChiSquared

    /// The bound ln n - (n-1)/n.
    [<CapabilityFact>]
    member this.KlUpperBound() = this.Check Capability.KlUpperBound

    /// The estimator d_n.
    [<CapabilityFact>]
    member this.KlEstimator() = this.Check Capability.KlEstimator

    /// The weights of a pool.
    [<CapabilityFact>]
    member this.PoolWeights() = this.Check Capability.PoolWeights

    /// The estimate of pass@k.
    [<CapabilityFact>]
    member this.PassAtK() = this.Check Capability.PassAtK

    /// An implementation that supports nothing passes nothing.
    [<Xunit.Fact>]
    member _.SupportsSomething() =
        if Conformance.capabilities |> List.forall (fun capability -> not (Conformance.supports capability implementation)) then
            failwith $"{implementation.GetType()} supports no capability: nothing was tested."

/// A test of a capability that is not supported: skipped, with the reason.
type UnsupportedCapabilityTestCase =
    inherit XunitTestCase

    /// For deserialisation by the runner.
    new() = { inherit XunitTestCase() }

    /// The skipped test of a method.
    new(sink: IMessageSink, display: TestMethodDisplay, options: TestMethodDisplayOptions, testMethod: ITestMethod) =
        { inherit XunitTestCase(sink, display, options, testMethod) }

    /// Why it is skipped.
    override _.GetSkipReason(_: IAttributeInfo) = "the implementation does not support it"

/// Makes the test cases of the conformance suite.
type CapabilityFactDiscoverer(sink: IMessageSink) =
    inherit FactDiscoverer(sink)

    /// A skipped test case when the test class can be made and its implementation lacks the capability.
    override _.CreateTestCase(options, testMethod, fact) =
        let isUnsupported =
            try
                match Activator.CreateInstance(testMethod.TestClass.Class.ToRuntimeType()) with
                | :? BestOfNConformance as suite ->
                    Conformance.capabilities
                    |> List.exists (fun capability ->
                        string capability = testMethod.Method.Name && not (Conformance.supports capability suite.Implementation))
                | _ -> false
            with _ ->
                // The test itself will say what is wrong with the class.
                false

        if isUnsupported then
            new UnsupportedCapabilityTestCase(
                sink,
                options.MethodDisplayOrDefault(),
                options.MethodDisplayOptionsOrDefault(),
                testMethod
            )
        else
            base.CreateTestCase(options, testMethod, fact)
