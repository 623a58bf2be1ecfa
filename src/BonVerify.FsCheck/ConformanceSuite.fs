namespace BonVerify.FsCheck

// xunit marks the constructor that its deserialiser needs as obsolete.
#nowarn "44"

open System
open BonVerify.Interchange
open Xunit.Abstractions
open Xunit.Sdk

/// A test of one quantity. Where the implementation of the test class does not support it the test is reported as skipped.
[<AttributeUsage(AttributeTargets.Method); Sealed>]
[<XunitTestCaseDiscoverer("BonVerify.FsCheck.QuantityFactDiscoverer", "BonVerify.FsCheck")>]
type QuantityFactAttribute() =
    inherit Xunit.FactAttribute()

/// The conformance suite of best-of-n for xunit: derive a public class from it, give it your implementation, and every
/// quantity the implementation has becomes a test against the exact core.
[<AbstractClass>]
type BestOfNConformance(implementation: IBestOfNImplementation) =

    /// The implementation under test.
    member _.Implementation = implementation

    /// How far an answer may be from the correctly rounded value.
    abstract Tolerance: Tolerance
    default _.Tolerance = Tolerance.Default

    /// How many cases are generated for each quantity, after those every run begins with.
    abstract MaxTest: int
    default _.MaxTest = 200

    /// Another seed is another run.
    abstract Seed: uint64
    default _.Seed = 20240103UL

    /// Asks for one quantity; throws with the smallest wrong case.
    member this.Check(quantity: ImplementationQuantity) : unit =
        Conformance.check this.Tolerance this.MaxTest this.Seed quantity implementation |> ignore

    /// The masses of the outcomes.
    [<QuantityFact>]
    member this.Pmf() = this.Check ImplementationQuantity.Pmf

    /// KL(best-of-n || reference).
    [<QuantityFact>]
    member this.Kl() = this.Check ImplementationQuantity.Kl

    /// The win rate.
    [<QuantityFact>]
    member this.WinRate() = this.Check ImplementationQuantity.WinRate

    /// The expected reward.
    [<QuantityFact>]
    member this.ExpectedReward() = this.Check ImplementationQuantity.ExpectedReward

    /// The total variation distance.
    [<QuantityFact>]
    member this.TotalVariation() = this.Check ImplementationQuantity.TotalVariation

    /// The chi-squared divergence.
    [<QuantityFact>]
    member this.ChiSquared() = this.Check ImplementationQuantity.ChiSquared

    /// The bound ln n - (n-1)/n.
    [<QuantityFact>]
    member this.KlUpperBound() = this.Check ImplementationQuantity.KlUpperBound

    /// The estimator d_n.
    [<QuantityFact>]
    member this.KlEstimator() = this.Check ImplementationQuantity.KlEstimator

    /// The weights of a pool.
    [<QuantityFact>]
    member this.PoolWeights() = this.Check ImplementationQuantity.PoolWeights

    /// The estimate of pass@k.
    [<QuantityFact>]
    member this.PassAtK() = this.Check ImplementationQuantity.PassAtK

    /// An implementation that supports nothing passes nothing.
    [<Xunit.Fact>]
    member _.SupportsSomething() =
        if Conformance.quantities |> List.forall (fun quantity -> not (Conformance.supports quantity implementation)) then
            failwith $"{implementation.GetType()} supports no quantity: nothing was tested."

/// A test of a quantity that is not supported: skipped, with the reason.
type UnsupportedQuantityTestCase =
    inherit XunitTestCase

    /// For deserialisation by the runner.
    new() = { inherit XunitTestCase() }

    /// The skipped test of a method.
    new(sink: IMessageSink, display: TestMethodDisplay, options: TestMethodDisplayOptions, testMethod: ITestMethod) =
        { inherit XunitTestCase(sink, display, options, testMethod) }

    /// Why it is skipped.
    override _.GetSkipReason(_: IAttributeInfo) = "the implementation does not support it"

/// Makes the test cases of the conformance suite.
type QuantityFactDiscoverer(sink: IMessageSink) =
    inherit FactDiscoverer(sink)

    /// A skipped test case when the test class can be made and its implementation lacks the quantity.
    override _.CreateTestCase(options, testMethod, fact) =
        let isUnsupported =
            try
                match Activator.CreateInstance(testMethod.TestClass.Class.ToRuntimeType()) with
                | :? BestOfNConformance as suite ->
                    Conformance.quantities
                    |> List.exists (fun quantity ->
                        string quantity = testMethod.Method.Name && not (Conformance.supports quantity suite.Implementation))
                | _ -> false
            with _ ->
                // The test itself will say what is wrong with the class.
                false

        if isUnsupported then
            new UnsupportedQuantityTestCase(
                sink,
                options.MethodDisplayOrDefault(),
                options.MethodDisplayOptionsOrDefault(),
                testMethod
            )
        else
            base.CreateTestCase(options, testMethod, fact)
