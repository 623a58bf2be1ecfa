using BonVerify.Conformance;
using BonVerify.Quantities;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace BonVerify.Xunit;

/// <summary>A test of each quantity. Those that the implementation of the test class lacks are reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("BonVerify.Xunit.QuantityTheoryDiscoverer", "BonVerify.Xunit")]
public sealed class QuantityTheoryAttribute : global::Xunit.FactAttribute
{
}

/// <summary>Makes the test cases of the conformance suite: one a quantity.</summary>
/// <param name="sink">Where messages go.</param>
internal sealed class QuantityTheoryDiscoverer(IMessageSink sink) : IXunitTestCaseDiscoverer
{
    /// <inheritdoc/>
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        var known = QuantitiesOf(testMethod.TestClass.Class.ToRuntimeType());
        var display = discoveryOptions.MethodDisplayOrDefault();
        var options = discoveryOptions.MethodDisplayOptionsOrDefault();
        return ExaminationOptions.DefaultQuantities.Union(known).Select(quantity => known.Count == 0 || known.Contains(quantity)
            ? new XunitTestCase(sink, display, options, testMethod, [quantity.Id])
            : new SkippedQuantityTestCase(sink, display, options, testMethod, quantity.Id));
    }

    /// <summary>The quantities of the suite's implementation; none when the class cannot be made: then the tests themselves say what is wrong with it.</summary>
    private static IReadOnlyList<Quantity> QuantitiesOf(Type suite)
    {
        try
        {
            return Activator.CreateInstance(suite) is BestOfNConformance made ? made.Implementation.Quantities : [];
        }
#pragma warning disable CA1031 // A constructor may throw anything.
        catch (Exception)
#pragma warning restore CA1031
        {
            return [];
        }
    }
}

/// <summary>The test of a quantity that the implementation lacks: skipped, with the reason.</summary>
internal sealed class SkippedQuantityTestCase : XunitTestCase
{
    /// <summary>For deserialisation by the runner.</summary>
    [Obsolete("Called by the runner only.")]
    public SkippedQuantityTestCase()
    {
    }

    /// <summary>The skipped test of a quantity.</summary>
    /// <param name="sink">Where messages go.</param>
    /// <param name="display">How methods are shown.</param>
    /// <param name="options">How methods are shown.</param>
    /// <param name="testMethod">The method.</param>
    /// <param name="quantity">The quantity.</param>
    public SkippedQuantityTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod testMethod, string quantity)
        : base(sink, display, options, testMethod, [quantity])
    {
    }

    /// <inheritdoc/>
    protected override string GetSkipReason(IAttributeInfo factAttribute) => "the implementation does not have it";
}
