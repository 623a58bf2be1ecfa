using BonVerify.Claims;
using BonVerify.Cli.Verification;
using BonVerify.FsCheck;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Cli.Tests;

public class CertifiedCaseTest
{
    [Fact]
    public void Verdicts_AreThoseOfTheExactCase()
    {
        // With margins of the same 50 bits, though the KL divergence comes from another arithmetic.
        Parallel.For(0, 200, i =>
        {
            var generated = Hunt.caseAt(77, i);
            var (certified, exact) = (Certified(generated.Reference, generated.N), new ClaimCase(generated.Reference, generated.N));
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
    public void Kl_IsFirstEnclosedByPairsOfDoubles_AndStillExact()
    {
        var reference = ReferencePolicy.FromWeights(1, 2, 3);
        var (certified, exact) = (Certified(reference, 5), new ClaimCase(reference, 5));
        Assert.Equal(BonVerify.FloatingPoint.CertifiedKullbackLeibler.Enclose(reference, 5), certified.Kl.Evaluate(128));
        Assert.Equal(exact.Kl.Evaluate(256), certified.Kl.Evaluate(256));
        Assert.Equal(Ordering.Equal, certified.Kl.CompareTo(exact.Kl, 128));
        Assert.IsType<CertifiedCase>(certified.Next);
        Assert.Null(Certified(reference, 1_000_000_000).Kl.TryMakeExact());
    }

    private static CertifiedCase Certified(ReferencePolicy reference, int n) =>
        new(reference, n, TieBreaking.AmongDraws, ClaimCase.DefaultExactBits);
}
