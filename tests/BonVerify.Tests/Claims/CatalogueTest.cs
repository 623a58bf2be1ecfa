using BonVerify.Claims;
using BonVerify.Evaluation;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Claims;

public class CatalogueTest
{
    [Fact]
    public void Ids_AreUniqueAndFound()
    {
        Assert.NotEmpty(Catalogue.All);
        Assert.Equal(Catalogue.All.Count, Catalogue.All.Select(claim => claim.Id).Distinct().Count());
        Assert.All(Catalogue.All, claim => Assert.Same(claim, Catalogue.Find(claim.Id)));
        Assert.All(Catalogue.All, claim => Assert.DoesNotContain("", new[] { claim.Statement, claim.Latex, claim.Source, claim.Argument }));
    }

    [Fact]
    public void Find_OfAnUnknownId_ListsTheIds()
    {
        var message = Assert.Throws<ArgumentException>("id", () => Catalogue.Find("KL-upper-bound")).Message;
        Assert.Contains("id is KL-upper-bound; it must be one of pmf, sandwich,", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Catalogue.Find(null!));
    }

    [Fact]
    public void Counterexamples_RefuteExactlyTheRefutedClaims()
    {
        Assert.Contains(Catalogue.All, claim => claim.Status == ClaimStatus.Refuted);
        foreach (var claim in Catalogue.All)
        {
            Assert.Equal(claim.Status == ClaimStatus.Refuted, claim.Counterexamples.Count > 0);
            Assert.All(claim.Counterexamples, example => Assert.IsType<Verdict.Violated>(
                claim.Evaluate(new PolicyEvaluation(example.Reference, example.N))));
        }
    }

    [Fact]
    public void Theorems_HoldOnAllSmallCases()
    {
        for (var n = 1; n <= 4; n++)
        {
            // One case for all claims: what they share is computed once.
            var cases = SmallPolicies.All().Select(reference => new PolicyEvaluation(reference, n)).ToArray();
            foreach (var claim in Catalogue.All.Where(claim => claim.Status != ClaimStatus.Refuted))
            {
                var verdicts = cases.Select(claim.Evaluate).ToArray();
                Assert.All(verdicts, verdict => Assert.True(verdict is Verdict.Holds or Verdict.NotApplicable, $"{claim} for n = {n}: {verdict}"));
                Assert.True(n < 3 || verdicts.OfType<Verdict.Holds>().Any(), $"{claim} applies to nothing at n = {n}");
            }
        }
    }

    [Fact]
    public void Claims_OfTheLargestN_AreNotViolated()
    {
        foreach (var reference in new[] { "1", "1,2", "1,1,1", "999999999999,1", "1,999999999999" }.Select(ReferencePolicy.Parse))
        {
            for (var n = int.MaxValue - 2; ; n++)
            {
                var c = new PolicyEvaluation(reference, n);
                Assert.All(Catalogue.All, claim => Assert.True(
                    claim.Evaluate(c) is not Verdict.Violated || claim.Status == ClaimStatus.Refuted, $"{claim} for {reference} and n = {n}"));
                if (n == int.MaxValue)
                {
                    break;
                }
            }
        }
    }

    [Fact]
    public void Match_CallsTheFunctionOfItsKind()
    {
        var witness = Assert.IsType<Verdict.Violated>(
            Catalogue.KlFormulaEquality.Evaluate(new PolicyEvaluation(ReferencePolicy.FromWeights(1), 2))).Witness;
        Assert.Equal("KL = ln n - (n-1)/n", witness.Relation);
        Assert.Equal("0", witness.Left);
        Assert.Equal("holds 1", Kind(new Verdict.Holds(Enclosure.One, Enclosure.One)));
        Assert.Equal("violated " + witness.Relation, Kind(new Verdict.Violated(witness)));
        Assert.Equal("undecided 64", Kind(new Verdict.Undecided(64)));
        Assert.Equal("not applicable why", Kind(new Verdict.NotApplicable("why")));

        static string Kind(Verdict verdict) => verdict.Match(
            margin => $"holds {margin}", w => $"violated {w.Relation}", bits => $"undecided {bits}", reason => $"not applicable {reason}");
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(5, false)]
    public void UpperBounds_AllowEqualityOnlyForOneDraw(int n, bool allowed)
    {
        var atTheBound = new PolicyEvaluation(ReferencePolicy.FromWeights(1, 1), n, measures: new AtTheBound());
        Assert.Equal(allowed, Catalogue.KlUpperBound.Evaluate(atTheBound) is Verdict.Holds);
        Assert.Equal(allowed, Catalogue.WinRateUpperBound.Evaluate(atTheBound) is Verdict.Holds);
        if (!allowed)
        {
            var violated = Assert.IsType<Verdict.Violated>(Catalogue.KlUpperBound.Evaluate(atTheBound));
            Assert.Equal(Enclosure.Zero, violated.Witness.Excess);
        }
    }

    [Fact]
    public void Pmf_IsDecidedUpToItsBudgetOnly()
    {
        var two = ReferencePolicy.FromWeights(1, 1);
        Assert.IsType<Verdict.Holds>(Catalogue.Pmf.Evaluate(new PolicyEvaluation(two, 10)));
        var reason = Assert.IsType<Verdict.NotApplicable>(Catalogue.Pmf.Evaluate(new PolicyEvaluation(two, 11))).Reason;
        Assert.Contains("1024", reason, StringComparison.Ordinal);
    }

    private sealed class AtTheBound : PolicyMeasures
    {
        public override ComputableReal Kl(PolicyEvaluation policy) => policy.Formula;

        public override ComputableReal WinRate(PolicyEvaluation policy) => new Rational(policy.N, policy.N + 1);
    }
}
