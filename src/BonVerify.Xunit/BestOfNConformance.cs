using BonVerify.Conformance;
using BonVerify.Quantities;
using Xunit.Sdk;

namespace BonVerify.Xunit;

/// <summary>
/// The conformance suite of best-of-n: derive a public class, give it your implementation, and every quantity that it has becomes a
/// test against the exact truth. What it lacks is reported as skipped.
/// </summary>
/// <param name="implementation">The implementation under test.</param>
public abstract class BestOfNConformance(Implementation implementation)
{
    /// <summary>The implementation under test.</summary>
    public Implementation Implementation => implementation;

    /// <summary>What to ask and what to take for right: tolerance, tie convention, domain, seed, number of cases.</summary>
    public virtual ExaminationOptions Options => ExaminationOptions.Default;

    /// <summary>One quantity; fails with the smallest wrong case, the right value and the known mistake.</summary>
    /// <param name="quantity">The id of the quantity.</param>
    /// <returns>A task that ends with the test.</returns>
    [QuantityTheory]
    public async Task Conforms(string quantity)
    {
        var found = Quantity.Find(quantity) ?? throw new ArgumentException($"{nameof(quantity)} is {quantity}; it must be the id of a quantity.", nameof(quantity));
        var report = await Implementation.ExamineAsync(Options with { Quantities = [found] }).ConfigureAwait(false);
        if (report.Conclusion != Conclusion.Conforming)
        {
            throw new ConformanceException(report.Conclusion == Conclusion.Inconclusive
                ? $"{quantity} was answered in no case: nothing was tested."
                : Explanation.Text(report));
        }
    }

    /// <summary>An implementation that has nothing passes nothing.</summary>
    [global::Xunit.Fact]
    public void HasSomething()
    {
        if (Implementation.Quantities.Count == 0)
        {
            throw new ConformanceException($"{GetType()} has an implementation of no quantity: nothing was tested.");
        }
    }
}
