using BonVerify.Claims;
using BonVerify.Evaluation;
using BonVerify.Interchange;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Tests.Claims;

/// <summary>Claims of a user's own.</summary>
public class ClaimTest
{
    private static readonly Claim Doubling = Claim.Conjecture("kl-doubling", c => c.WithN(2 * c.N).Kl - c.Kl <= ComputableReal.Ln(2));

    [Fact]
    public void Conjecture_IsDecidedExactly_AndStatesItsCode()
    {
        Assert.Equal((ClaimStatus.Conjecture, "kl-doubling", "c.WithN(2 * c.N).Kl - c.Kl <= ComputableReal.Ln(2)"), (Doubling.Status, Doubling.Id, Doubling.Statement));
        Assert.IsType<Verdict.Holds>(Doubling.Evaluate(Case(7, 1, 1)));
        var violated = Assert.IsType<Verdict.Violated>(Doubling.Evaluate(Case(7, 7, 1)));
        Assert.Equal(Doubling.Statement, violated.Witness.Relation);
        Assert.Equal("ln(2)", violated.Witness.Right);
        Assert.Equal(1, violated.Witness.Excess.Sign);
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("KL is small", "KL is small")]
    [InlineData("c => c.Kl\n    <= 1", "c.Kl <= 1")]
    [InlineData("=> KL <= 1", "KL <= 1")]
    [InlineData("|W - 1/2| <= KL => true", "|W - 1/2| <= KL => true")]
    [InlineData("a < b => c", "a < b => c")]
    public void Statement_IsWhatIsSaid_WithoutTheParameterOfACode(string words, string statement) =>
        Assert.Equal(statement, Claim.Conjecture("x", c => c.Kl <= 1, words).Statement);

    [Fact]
    public void Conjecture_OfEverySymbol_IsDecided()
    {
        Is<Verdict.Holds>(c => c.Kl < c.Formula);
        Is<Verdict.Holds>(c => c.Formula > c.Kl);
        Is<Verdict.Holds>(c => c.WinRate >= new Rational(1, 2));
        Is<Verdict.Violated>(c => c.WinRate < c.WinRate);
        Is<Verdict.Holds>(c => Comparison.Same(c.WinRate, c.WinRate));
        Is<Verdict.Violated>(c => Comparison.Same(c.WinRate, 1));
        Is<Verdict.Undecided>(c => ComputableReal.Sqrt(2) * ComputableReal.Sqrt(2) <= 2);

        static void Is<T>(Func<PolicyEvaluation, Comparison> statement)
            where T : Verdict => Assert.IsType<T>(Claim.Conjecture("x", statement).Evaluate(Case(3, 1, 2)));
    }

    [Fact]
    public void Conjecture_WhoseSideIsNoNumber_IsNotApplicable()
    {
        Assert.Contains("a side is no number", Reason(c => c.Kl / c.ChiSquared <= 1, 1), StringComparison.Ordinal);
        Assert.Contains("a side is no number", Reason(c => ComputableReal.Ln(c.Kl) <= 1, 1), StringComparison.Ordinal);
        Assert.IsType<Verdict.Holds>(Claim.Conjecture("x", c => c.Kl / c.ChiSquared <= 1).Evaluate(Case(2, 1, 1)));

        static string Reason(Func<PolicyEvaluation, Comparison> statement, int n) =>
            Assert.IsType<Verdict.NotApplicable>(Claim.Conjecture("x", statement).Evaluate(Case(n, 1, 1))).Reason;
    }

    [Fact]
    public void Where_LeavesOtherCasesOut()
    {
        var forMany = Doubling.Where(c => c.N >= 8);
        Assert.Equal(new Verdict.NotApplicable("c.N >= 8"), forMany.Evaluate(Case(7, 7, 1)));
        Assert.IsType<Verdict.Violated>(forMany.Evaluate(Case(8, 7, 1)));
        Assert.Equal((Doubling.Id, Doubling.Statement, Doubling.Status), (forMany.Id, forMany.Statement, forMany.Status));
        Assert.Equal(new Verdict.NotApplicable("n is small"), Doubling.Where(c => false, "n is small").Evaluate(Case(7, 7, 1)));
    }

    [Fact]
    public void Constructor_TakesAnyFunctionOfRelations()
    {
        var claim = new Claim("own", c => Relation.All(
        [
            Relation.AtMost(c, "KL <= ln n", c.Kl, ComputableReal.Ln(c.N)),
            Relation.Equal(c, "W = W", c.WinRate, c.WinRate),
        ]))
        {
            Statement = "both", Latex = "x", Source = "here", Status = ClaimStatus.Conjecture, Argument = "none",
        };
        Assert.Equal(Verdict.Holds.WithEquality, claim.Evaluate(Case(3, 1, 1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("KL")]
    [InlineData("kl_doubling")]
    [InlineData("kl--doubling")]
    [InlineData("-kl")]
    [InlineData("a/b")]
    [InlineData("a:b")]
    public void Id_OfAnotherForm_IsRefused(string id) => Assert.Contains(
        "single hyphens", Assert.Throws<ArgumentException>(nameof(id), () => Claim.Conjecture(id, c => c.Kl <= 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void Ids_OfTheCatalogue_AreOfTheForm() => Assert.All(Catalogue.All, claim => Assert.Matches("^[a-z0-9-]{1,60}$", claim.Id));

    [Fact]
    public void Counterexample_IsSavedAndReproduced()
    {
        var policyCase = new PolicyCase(ReferencePolicy.FromWeights(7, 1), 7);
        var witness = ((Verdict.Violated)Doubling.Evaluate(Case(7, 7, 1))).Witness;
        var path = CounterexampleJson.Save(
            Directory.CreateTempSubdirectory().FullName, Counterexample.Of(Doubling, policyCase, witness, "here").FoundBy(5, new ReplayState(1, 3, 2)));
        var read = CounterexampleJson.Parse(File.ReadAllText(path));
        Assert.Equal((5UL, new ReplayState(1, 3, 2)), (read.Seed, read.Replay));
        Assert.IsType<Verdict.Violated>(read.Reproduce(Doubling));
        Assert.Throws<ArgumentException>("claim", () => read.Reproduce(Catalogue.KlUpperBound));
    }

    [Fact]
    public void WithReference_IsTheSameEvaluationOfAnotherPolicy()
    {
        var policy = new PolicyEvaluation(ReferencePolicy.FromWeights(1, 2), 5, TieBreaking.LastListed, Budget.ForJudging, PolicyMeasures.Exact);
        var other = policy.WithReference(ReferencePolicy.FromWeights(3, 1));
        Assert.Equal((5, TieBreaking.LastListed, Budget.ForJudging, PolicyMeasures.Exact), (other.N, other.Ties, other.Budget, other.Measures));
        Assert.Equal("3,1", other.Reference.ToString());
    }

    [Fact]
    public void Verdicts_ReadAsSentences()
    {
        Assert.StartsWith("holds by 0.06233514461… [±", Claim.Conjecture("x", c => c.Kl <= c.Formula).Evaluate(Case(2, 1, 1)).ToString(), StringComparison.Ordinal);
        Assert.Equal("holds with equality", Verdict.Holds.WithEquality.ToString());
        Assert.Equal("violated: c.Kl <= 0 fails: 3/4*ln(3) - ln(2) against 0, excess [0.130812035941, 0.130812035942]",
            Claim.Conjecture("x", c => c.Kl <= 0).Evaluate(Case(2, 1, 1)).ToString());
        Assert.Equal("undecided at 64 bits", new Verdict.Undecided(64).ToString());
        Assert.Equal("not applicable: n = 1", new Verdict.NotApplicable("n = 1").ToString());
    }

    private static PolicyEvaluation Case(int n, params int[] weights) => new(ReferencePolicy.FromWeights(weights), n);
}
