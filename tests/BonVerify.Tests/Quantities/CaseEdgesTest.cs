using System.Numerics;
using BonVerify.Interchange;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Tests.Quantities;

/// <summary>The largest and smallest cases that are taken, and the first that are not.</summary>
public class CaseEdgesTest
{
    [Theory]
    [InlineData("""{"rewards":[1,2],"gold":[1],"n":3}""", "n is 3; it must be from 1 to 2")]
    [InlineData("""{"rewards":[1,2],"n":3}""", "n is 3; it must be from 1 to 2")]
    [InlineData("""{"rewards":[1,2],"n":1,"m":1,"opponent":[]}""", "the size of opponent is 0; it must be from 1 to 100000")]
    [InlineData("""{"counts":[900000,2],"k":1000000}""", "k is 1000000; it must be from 1 to 900002")]
    [InlineData("""{"counts":[1000001],"k":1}""", "counts[0] is 1000001; it must be a whole number from 0 to 1000000")]
    [InlineData("""{"total":5}""", "correct is missing")]
    [InlineData("""{"correct":5}""", "total is missing")]
    [InlineData("""{"log_weights":[0,10001],"n":1}""", "log_weights spread over 10001 nats")]
    public void FirstRuleThatIsBroken_IsNamed(string json, string message) =>
        Assert.Contains(message, Assert.Throws<CaseFormatException>(() => CaseJson.ParseAny(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"counts":["1000000"],"k":1}""")]
    [InlineData("""{"total":1000000,"correct":500000,"k":20000}""")]
    [InlineData("""{"total":1000000,"correct":20000,"k":500000}""")]
    [InlineData("""{"total":1000000,"correct":500000,"k":1}""")]
    [InlineData("""{"log_weights":["0","10000"],"rewards":["0","1"],"labels":["a","b"],"n":1}""")]
    [InlineData("""{"log_weights":["6000","6000"],"rewards":["0","1"],"n":1}""")]
    public void Edges_AreTaken(string json) => Assert.Equal(json, CaseJson.Write(CaseJson.ParseAny(json)));

    [Fact]
    public void ManyLogarithms_MustSpreadLess()
    {
        // 1001 of them over at most 10^7/1001 nats.
        Rational[] Spread(int nats) => [nats, .. Enumerable.Repeat(Rational.Zero, 1000)];
        Assert.Equal(1001, new LogPolicyCase(Spread(9990), 1).LogWeights.Count);
        Assert.Contains("at most 9990", Assert.Throws<ArgumentException>(() => new LogPolicyCase(Spread(9991), 1)).Message, StringComparison.Ordinal);
        var tooFar = Assert.Throws<ArgumentException>(static () => new LogPolicyCase([-5000, 5001], 1));
        Assert.Contains("10001 nats", tooFar.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructors_RefuseWhatIsOutOfRange()
    {
        Assert.Throws<ArgumentOutOfRangeException>("counts", static () => new MajorityCase([2, -1], 1));
        Assert.Throws<ArgumentOutOfRangeException>("k", static () => new MajorityCase([2, 1], 4));
        Assert.Throws<ArgumentOutOfRangeException>("k", static () => new MajorityCase([900_000, 2], 5000));
        Assert.Throws<ArgumentException>("reference", static () => new PolicyPairCase(ReferencePolicy.Parse("1,1"), ReferencePolicy.Parse("1")));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", static () => new SoftPolicyCase(ReferencePolicy.FromWeights(1, 1), 2, Rational.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("the size of opponent", static () => new PoolCase([1, 2], 1, m: 1, opponent: []));
    }

    [Fact]
    public void Summary_IsCutBehindSixtyCharacters()
    {
        var sixty = string.Join(',', Enumerable.Repeat(7, 29)) + ",10";
        Assert.EndsWith("…, k = 1", Summary(sixty + ",1"), StringComparison.Ordinal);
        Assert.Equal("counts " + (sixty + "0")[..60] + ", k = 1", Summary((sixty + "0")[..60]));

        static string Summary(string counts) =>
            new MajorityCase(counts.Split(',').Select(static text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)), 1).Summary;
    }

    [Fact]
    public void Fields_KeepWhatWasSaidOfThem()
    {
        var field = CaseField.Integer<PoolCase>("x", 2, 9, static c => c.N);
        Assert.Equal((CaseFieldType.WholeNumber, 2, 9, "", false, false, null), Told(field));
        Assert.Equal((CaseFieldType.WholeNumber, 2, 9, "what", true, true, "y"), Told(field.Means("what").Optional().Alternatively("y").Repeated()));
        Assert.Equal((CaseFieldType.WholeNumber, 2, 9, "what", true, true, "y"), Told(field.Repeated().Alternatively("y").Optional().Means("what")));
        Assert.Equal((CaseFieldType.WholeNumber, 2, 9, "", false, true, "z"), Told(field.Alternatively("y").Alternatively("z").Repeated()));

        static (CaseFieldType, int, int, string, bool, bool, string?) Told(CaseField field) =>
            (field.Type, field.Minimum, field.Maximum, field.Description, field.IsOptional, field.IsRepeated, field.Alternative);
    }

    [Fact]
    public void PoolWithoutRewards_IsNoPoolOfRewards()
    {
        Assert.Null(new PoolCase(3, 2).ToPool());
        Assert.Equal(2, new PoolCase([1, 2], 1).ToPool()!.Size);
        Assert.NotNull(new PoolCase([1, 2], 1, gold: [3, 4]).ToPool()!.Gold);
    }

    /// <summary>The budgets are bounds of what is written out: M weights over C(M, n), and powers M^n for each of M draws.</summary>
    [Fact]
    public void Budgets_CoverTheBitsThatAreWritten()
    {
        foreach (var (size, share) in from size in new[] { 1, 2, 3, 10, 57, 200 } from share in new[] { 1, 2, 5, 9, 10 } select (size, share))
        {
            var n = Math.Max(1, size * share / 10);
            var pool = new PoolCase(size, n);
            var subsets = Enumerable.Range(0, n).Aggregate(BigInteger.One, (product, i) => product * (size - i) / (i + 1));
            var list = size * BigInteger.Log(subsets) / Math.Log(2);
            Assert.InRange(pool.ListBits, list - 1e-6, list + size * (1 + Math.Log2(size)));
            Assert.Equal(size * BigInteger.Log(BigInteger.Pow(size, n)) / Math.Log(2), pool.PlugInBits, 1e-6 * (1 + pool.PlugInBits));
        }
    }

    [Theory]
    [InlineData("""{"rewards":[3,3],"n":2}""", "tie_probability", "1")]
    [InlineData("""{"pool_size":4,"n":4}""", "pool_weights", "0")]
    [InlineData("""{"weights":[1],"n":10000}""", "best_worst_log_ratio", "0")]
    public void SmallestAndLargestOfADomain_HaveValues(string json, string id, string first) =>
        Assert.Equal(first, Quantity.Find(id)!.Evaluate(CaseJson.ParseAny(json)).Values[0].Exact);

    [Fact]
    public void LargestHarmonicNumber_IsAnswered() =>
        Assert.Single(Quantity.BestWorstLogRatioBound.Evaluate(CaseJson.ParseAny("""{"weights":[1],"n":10000}""")).Values);

    [Fact]
    public void TieProbability_WithoutRewards_SaysSo()
    {
        var result = Assert.IsType<QuantityResult.NotApplicable>(Quantity.TieProbability.Evaluate(new PoolCase(3, 2)));
        Assert.StartsWith("there are no rewards", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void CancellingTerms_AreTheLargestMagnitudes()
    {
        var policy = new PolicyCase(ReferencePolicy.FromWeights(1, 1, 1).WithRewards(-7, 3, 1), 2);
        Assert.Equal(7, Quantity.ExpectedReward.CancellingTerms!(policy));
        var pool = new PoolCase([1, -5, 2], 1, gold: [0, 1, -9]);
        Assert.Equal((5, 9), (Quantity.BestAtN.CancellingTerms!(pool), Quantity.GoldOfBest.CancellingTerms!(pool)));
        Assert.Equal((0, 0), (Quantity.BestAtN.CancellingTerms!(new PoolCase(3, 1)), Quantity.GoldOfBest.CancellingTerms!(new PoolCase(3, 1))));
    }

    [Fact]
    public void Options_AreThoseOfThePolicy()
    {
        var options = new QuantityOptions { ExactBits = 77, MaxPrecision = 99, Ties = TieBreaking.LastListed };
        var policy = new CaseEvaluation(new PolicyCase(ReferencePolicy.FromWeights(1, 1), 2), options).Policy;
        Assert.Equal((77, 99, TieBreaking.LastListed), (policy.Budget.ExactBits, policy.Budget.MaxPrecision, policy.Ties));
    }

    [Fact]
    public void Evaluate_OfNothing_NamesTheParameter() =>
        Assert.Throws<ArgumentNullException>("evaluation", static () => Quantity.Kl.Evaluate((CaseEvaluation)null!));

    /// <summary>d_n(2/7) for n = 5 takes 5 times 3 bits.</summary>
    [Theory]
    [InlineData(15, true)]
    [InlineData(14, false)]
    public void Estimator_IsExact_WithinTheBudget(long bits, bool isExact)
    {
        var options = new QuantityOptions { ExactBits = bits };
        var value = Quantity.KlEstimator.Evaluate(new EstimatorCase(5, new Rational(2, 7)), options).Values[0];
        Assert.Equal(isExact, value.Exact is not null);
        var (below, n) = (Math.Pow(5.0 / 7, 5), 5);
        var d = below * (Math.Log(n) + (n - 1) * Math.Log(5.0 / 7) - 0.8) + (1 - below) * Math.Log((1 - below) * 3.5);
        Assert.Equal(d, value.Nearest!.Value, 1e-14);
        Assert.True(Quantity.KlEstimator.Evaluate(new EstimatorCase(1, new Rational(2, 7)), options with { ExactBits = 0 }).Values[0].IsRational);
        Assert.True(Quantity.KlEstimator.Evaluate(new EstimatorCase(9, Rational.One), options with { ExactBits = 0 }).Values[0].IsRational);
    }

    [Theory]
    [InlineData(2, 30_000_000)]
    [InlineData(30_000_000, 2)]
    public void WinRateAgainst_OfOneThatIsOverTheBudget_IsEnclosed(int n, int m)
    {
        // The powers of 1/3 vanish: who draws so often has the top, and the other one has it with 1 − 1/9.
        var value = Quantity.WinRateAgainst.Evaluate(new PolicyCase(ReferencePolicy.FromWeights(1, 2), n) { M = m }).Values[0];
        Assert.Null(value.Exact);
        Assert.Equal(n < m ? 4.0 / 9 : 5.0 / 9, value.Nearest!.Value, 1e-15);
    }
}
