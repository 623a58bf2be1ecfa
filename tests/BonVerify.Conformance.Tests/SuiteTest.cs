using BonVerify.Quantities;
using BonVerify.Xunit;

namespace BonVerify.Conformance.Tests;

/// <summary>The suite as an author inherits it: these lines, and the tests it brings run here too.</summary>
public class RightConforms() : BestOfNConformance(Programs.Right())
{
    public override ExaminationOptions Options => base.Options with { MaxTest = 8 };
}

public class SuiteTest
{
    private sealed class Suite(Implementation implementation) : BestOfNConformance(implementation)
    {
        public override ExaminationOptions Options => base.Options with { MaxTest = 4 };
    }

    [Fact]
    public async Task WrongImplementation_FailsWithCaseValueAndMistake()
    {
        var suite = new Suite(new Implementation().Policy(Quantity.Kl, static (p, r, n) => Math.Log(n) - (n - 1.0) / n));
        var error = await Assert.ThrowsAsync<ConformanceException>(() => suite.Conforms("kl"));
        Assert.StartsWith("kl: wrong, smallest case {\"quantity\":\"kl\",\"probabilities\":[1.0],\"rewards\":[0.0],\"n\":2}\n  expected 0\n  got      0.1931471805599453", error.Message, StringComparison.Ordinal);
        Assert.Contains("Diagnosis: it returns the upper bound", error.Message, StringComparison.Ordinal);
        suite.HasSomething();
    }

    [Fact]
    public async Task Nothing_IsNoPass()
    {
        Assert.Contains("of no quantity", Assert.Throws<ConformanceException>(new Suite(new Implementation()).HasSomething).Message, StringComparison.Ordinal);
        var refusing = new Suite(new Implementation().Policy(Quantity.Kl, static double (p, r, n) => throw new NotSupportedException()));
        Assert.Contains("nothing was tested", (await Assert.ThrowsAsync<ConformanceException>(() => refusing.Conforms("kl"))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => refusing.Conforms("kll"));
    }
}
