using BonVerify.Claims;
using BonVerify.Evaluation;
using BonVerify.FsCheck;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Cli.Tests;

public class CertifiedPolicyMeasuresTest
{
    [Fact]
    public void Verdicts_AreThoseOfTheExactCase()
    {
        // With margins of the same 50 bits, though the KL divergence comes from another arithmetic.
        Parallel.For(0, 200, i =>
        {
            var generated = Hunt.caseAt(77, i);
            var (certified, exact) = (Certified(generated.Reference, generated.N), Exact(generated.Reference, generated.N));
            foreach (var claim in Catalogue.All)
            {
                var (actual, expected) = (claim.Evaluate(certified), claim.Evaluate(exact));
                Assert.Equal(expected.GetType(), actual.GetType());
                if (actual is Verdict.Holds holds)
                {
                    Assert.True(holds.Margin.Overlaps(((Verdict.Holds)expected).Margin), $"{claim} in {generated}");
                }
            }
        });
    }

    [Fact]
    public void Kl_IsFirstEnclosedInNumbersOf128Bits_AndStillExact()
    {
        var reference = ReferencePolicy.FromWeights(1, 2, 3);
        var (certified, exact) = (Certified(reference, 5), Exact(reference, 5));
        Assert.True(certified.Kl.Evaluate(128).Contains(exact.Kl.Evaluate(256)));
        Assert.True(certified.Kl.Evaluate(128).IsAccurateTo(110));
        Assert.Equal(exact.Kl.Evaluate(256), certified.Kl.Evaluate(256));
        Assert.Equal(Ordering.Equal, certified.Kl.CompareTo(exact.Kl, 128));
        Assert.Same(PolicyMeasures.Certified, certified.Next.Measures);
        Assert.Same(PolicyMeasures.Certified, new PolicyEvaluation(reference, 5).Measures);
        Assert.Null(Certified(reference, 1_000_000_000).Kl.TryMakeExact());
    }

    private static PolicyEvaluation Certified(ReferencePolicy reference, int n) => new(reference, n, measures: PolicyMeasures.Certified);

    private static PolicyEvaluation Exact(ReferencePolicy reference, int n) => new(reference, n, measures: PolicyMeasures.Exact);
}
