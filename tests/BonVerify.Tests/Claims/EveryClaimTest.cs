using BonVerify.Claims;
using BonVerify.Evaluation;
using BonVerify.Policies;

namespace BonVerify.Tests.Claims;

/// <summary>Each claim by itself, on a few cases.</summary>
public class EveryClaimTest
{
    private static readonly string[] Policies = ["1", "1,1", "1,2", "3,1 @ 1,0", "1,1,1 @ 0,0,1", "2,1,1 @ 0,1,2", "1,0,2 @ 2,1,0", "1,1,1,1", "9,1,1,5 @ 0,3,1,1"];

    public static TheoryData<string> Claims => [.. Catalogue.All.Select(static claim => claim.Id)];

    [Theory]
    [MemberData(nameof(Claims))]
    public void Claim_IsDecidedAsItsStatusSays(string id)
    {
        var claim = Catalogue.Find(id);
        foreach (var example in claim.Counterexamples)
        {
            Assert.IsType<Verdict.Violated>(claim.Evaluate(new PolicyEvaluation(example.Reference, example.N)));
        }

        if (claim.Status == ClaimStatus.Refuted)
        {
            Assert.NotEmpty(claim.Counterexamples);
            return;
        }

        var holds = 0;
        foreach (var policy in Policies)
        {
            foreach (var n in new[] { 1, 2, 3, 5 })
            {
                var verdict = claim.Evaluate(new PolicyEvaluation(ReferencePolicy.Parse(policy), n));
                Assert.True(verdict is Verdict.Holds or Verdict.NotApplicable, $"{policy}, n = {n}: {verdict}");
                holds += verdict is Verdict.Holds ? 1 : 0;
            }
        }

        Assert.True(holds > 0);
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public void Claim_OfTheLargestN_IsDecidedOrSaysWhyNot(string id)
    {
        foreach (var n in new[] { 1001, 1_000_000, 1_000_000_000 })
        {
            var verdict = Catalogue.Find(id).Evaluate(new PolicyEvaluation(ReferencePolicy.Parse("1,2"), n));
            Assert.True(verdict is not Verdict.NotApplicable(var reason) || reason.Length > 0);
            Assert.True(Catalogue.Find(id).Status == ClaimStatus.Refuted || verdict is not Verdict.Violated, $"{n}: {verdict}");
        }
    }
}
