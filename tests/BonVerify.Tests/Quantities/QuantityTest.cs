using System.Reflection;
using System.Text.RegularExpressions;
using BonVerify.Interchange;
using BonVerify.Numerics;
using BonVerify.Quantities;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Quantities;

public partial class QuantityTest
{
    [Fact]
    public void All_HaveDistinctIdsInSnakeCase()
    {
        Assert.Equal(Quantity.All.Count, Quantity.All.Select(q => q.Id).Distinct().Count());
        Assert.All(Quantity.All, q => Assert.Matches(SnakeCase(), q.Id));
        Assert.All(Quantity.All, q => Assert.Same(q, Quantity.Find(q.Id)));
        Assert.Null(Quantity.Find("no_such_quantity"));
        var unlisted = typeof(Quantity).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(p => p.PropertyType == typeof(Quantity) && !Quantity.All.Contains(p.GetValue(null)))
            .Select(p => $"{((Quantity?)p.GetValue(null))?.Id} (Quantity.{p.Name}) has no Place in its definition in src/BonVerify/Quantities/Quantity.*.cs");
        Assert.Empty(unlisted);
        Assert.Empty(Quantity.All.GroupBy(static q => q.Place).Where(static group => group.Count() > 1)
            .Select(static group => $"{string.Join(" and ", group)} have the same Place, {group.Key}: give the new one in src/BonVerify/Quantities/Quantity.*.cs another"));
        var unnamed = Quantity.All.Except(typeof(Quantity).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(p => p.GetValue(null) as Quantity))
            .Select(q => $"{q!.Id} is in Quantity.All, but is no property of Quantity");
        Assert.Empty(unnamed);
    }

    [Fact]
    public void OfDraws_IsEvaluatedOnceForEachNAndOptions()
    {
        var digits = new QuantityOptions { Digits = 5 };
        foreach (var quantity in new[] { Quantity.KlBound, Quantity.KlGapConstant, Quantity.TotalVariationBound, Quantity.BestWorstLogRatioBound })
        {
            var value = Value("""{"weights":[1,2],"n":7}""", null);
            Assert.Same(value, Value("""{"weights":[3,0,5],"rewards":[1,2,1],"n":7}""", QuantityOptions.Default with { }));
            var (other, few) = (Value("""{"weights":[1,2],"n":8}""", null), Value("""{"weights":[1,2],"n":7}""", digits));
            Assert.NotEqual(value.Nearest, other.Nearest);
            Assert.NotSame(value, few);

            QuantityValue Value(string json, QuantityOptions? options) =>
                Assert.IsType<QuantityResult.One>(quantity.Evaluate(CaseJson.ParseAny(json), options)).Value;
        }
    }

    [Fact]
    public void Definitions_AreComplete()
    {
        var incomplete =
            from quantity in Quantity.All
            from what in new[]
            {
                quantity.Statement.Length == 0 ? "Statement" : null,
                quantity.Latex.Length == 0 || quantity.Latex.Contains('$', StringComparison.Ordinal) ? "Latex without dollar signs" : null,
                Bound().IsMatch(quantity.Statement)
                    != quantity.Bounds is not null ? "Bounds, as its Statement says" : null,
                quantity.Statement.EndsWith("nats", StringComparison.Ordinal) && quantity.Unit != Unit.Nats ? "Unit = Unit.Nats, as its Statement says" : null,
                quantity.Range == ValueRange.Distribution && !quantity.IsList ? "a list for Range = ValueRange.Distribution" : null,
            }
            where what is not null
            select $"{quantity.Id}: its definition in src/BonVerify/Quantities/Quantity.*.cs needs {what}";
        Assert.Empty(incomplete);
    }

    [Theory]
    [InlineData("""{"weights":[2,1,1,1],"n":2}""")]
    [InlineData("""{"weights":[3,0,5,1,7],"rewards":[1,2,1,"-1/3",4],"n":5}""")]
    [InlineData("""{"weights":[1],"n":9}""")]
    [InlineData("""{"weights":[5,1],"n":1}""")]
    [InlineData("""{"weights":[1,2],"n":1000000000}""")]
    [InlineData("""{"n":3,"epsilon":"1/3"}""")]
    [InlineData("""{"rewards":[5,1,5],"n":2}""")]
    [InlineData("""{"rewards":[5,1,5,-2],"gold":[1,0,"-1/2",2],"n":2,"m":1}""")]
    [InlineData("""{"total":10,"correct":3,"k":2}""")]
    [InlineData("""{"total":10,"correct":6,"k":5,"tau":"0.28"}""")]
    [InlineData("""{"counts":[8,7,5,0],"k":6}""")]
    [InlineData("""{"weights":[3,0,5,1,7],"rewards":[1,2,1,"-1/3",4],"n":5,"m":3}""")]
    [InlineData("""{"weights":[3,0,5,1,7],"rewards":[1,2,1,"-1/3",4],"n":5,"lambda":"1/3"}""")]
    [InlineData("""{"policy":[3,0,5,1],"reference":[1,2,2,9]}""")]
    public void Values_AreInTheirRangeAndBelowTheirBounds(string json)
    {
        var evaluation = new CaseEvaluation(CaseJson.ParseAny(json));
        foreach (var quantity in Quantity.All)
        {
            var values = evaluation.Evaluate(quantity).Values.Select(value => value.Number.Evaluate(300)).ToArray();
            Assert.True(quantity.Range == ValueRange.AnyReal || values.All(value => value.Upper.Sign >= 0), quantity.Id);
            Assert.True(quantity.Range != ValueRange.Probability || values.All(value => value.Lower <= Dyadic.One), quantity.Id);
            Assert.True(quantity.CancellingTerms is null || values.Length == 0 || quantity.CancellingTerms(evaluation.Case) >= 0, quantity.Id);
            if (quantity.Bounds is { } bounded && values.Length > 0)
            {
                var value = Assert.Single(evaluation.Evaluate(bounded).Values).Number.Evaluate(300);
                Assert.True(value.Lower <= values[0].Upper, $"{quantity.Id} is below {bounded.Id} in {json}");
            }
        }
    }

    [Theory]
    [InlineData("win_rate", "163/250", 0.652)]
    [InlineData("kl", "7/25*ln(7) - 4/5*ln(5) + 18/25*ln(3) + 4/25*ln(2)", 0.15920890851883765)]
    [InlineData("kl_bound", "-1/2 + ln(2)", 0.19314718055994531)]
    [InlineData("win_rate_bound", "2/3", 0.6666666666666666)]
    [InlineData("total_variation", "6/25", 0.24)]
    [InlineData("chi_squared", "38/125", 0.304)]
    [InlineData("density_ratio_max", "9/5", 1.8)]
    [InlineData("expected_reward", "46/25", 1.84)]
    [InlineData("win_rate_gap", "11/750", 0.014666666666666666)]
    [InlineData("total_variation_bound", "1/4", 0.25)]
    public void Evaluate_OnASmallCase_IsExactAndNearest(string id, string exact, double nearest)
    {
        var result = Quantity.Find(id)!.Evaluate(CaseJson.Parse("""{"weights":[2,1,1,1],"n":2}"""));
        var value = Assert.IsType<QuantityResult.One>(result).Value;
        Assert.Equal(exact, value.Exact);
        Assert.Equal(nearest, value.Nearest);
        Assert.Equal(nearest, Golden.HexDouble(value.Hex!));
    }

    [Theory]
    [InlineData("""{"n":2,"epsilon":"1/2"}""", "kl_estimator", "-1/8 - 3/4*ln(2) + 3/4*ln(3)")]
    [InlineData("""{"n":1000000000,"epsilon":1}""", "kl_estimator", "0")]
    [InlineData("""{"pool_size":3,"n":2}""", "pool_weights", "0 1/3 2/3")]
    [InlineData("""{"rewards":[5,1,5],"n":2}""", "pool_weights", "1/2 0 1/2")]
    [InlineData("""{"total":10,"correct":3,"k":2}""", "pass_at_k", "8/15")]
    [InlineData("""{"rewards":[0,1,0,0],"n":4}""", "best_at_n", "1")]
    [InlineData("""{"rewards":[5,1,5],"n":2}""", "worst_at_n", "7/3")]
    [InlineData("""{"rewards":[0,1,0,0],"n":4}""", "best_at_n_plug_in", "175/256")]
    [InlineData("""{"rewards":[0,1,0,0],"n":4}""", "tie_probability", "1/2")]
    [InlineData("""{"rewards":[1,3],"n":1,"opponent":[1,2],"m":2}""", "win_rate_of_pools", "1/2")]
    [InlineData("""{"rewards":[5,1,5],"n":2}""", "max_at_n_gradient", "10/3 10/3 10/3")]
    [InlineData("""{"rewards":[0,1,1],"gold":[5,0,3],"n":2}""", "gold_of_best", "3/2")]
    [InlineData("""{"rewards":[0,1,1],"n":2,"m":1}""", "win_rate_of_pool", "2/3")]
    [InlineData("""{"total":10,"correct":3,"k":2}""", "pass_hat_k", "1/15")]
    [InlineData("""{"total":4,"correct":2,"k":2,"tau":"1/2"}""", "g_pass_at_k", "5/6")]
    [InlineData("""{"total":5,"correct":5,"k":3}""", "mean_g_pass_at_k", "2/3")]
    [InlineData("""{"counts":[2,1,1],"k":2}""", "majority_at_k", "1/2 1/4 1/4")]
    [InlineData("""{"counts":[2,1,1],"k":2}""", "majority_at_k_strict", "1/6 0 0")]
    [InlineData("""{"weights":[1,1],"n":2,"m":1}""", "win_rate_against", "5/8")]
    [InlineData("""{"weights":[1,1],"n":2,"m":2}""", "win_rate_against", "1/2")]
    [InlineData("""{"weights":[1,1],"n":2}""", "best_worst_log_ratio", "1/2*ln(3)")]
    [InlineData("""{"weights":[1,1],"n":8}""", "best_worst_log_ratio_bound", "363/20")]
    [InlineData("""{"weights":[1,1],"n":2}""", "win_rate_policy_frontier", "5/8")]
    [InlineData("""{"weights":[1,3],"n":1,"lambda":2}""", "soft_pmf", "1/4 3/4")]
    [InlineData("""{"weights":[1,3],"rewards":[2,2],"n":7,"lambda":2}""", "soft_kl", "0")]
    [InlineData("""{"policy":[0,1],"reference":[1,1]}""", "k3_mean", "-1/2 + ln(2)")]
    [InlineData("""{"policy":[0,1],"reference":[1,1]}""", "k1_mean", "ln(2)")]
    [InlineData("""{"policy":[2,1],"reference":[1,2]}""", "k2_variance", "0")]
    public void Evaluate_OfOtherKinds_IsExact(string json, string id, string exact)
    {
        var values = Quantity.Find(id)!.Evaluate(CaseJson.ParseAny(json)).Values;
        if (values.Count == 1)
        {
            Assert.Equal(LinearFormInLogarithms.Parse(exact), LinearFormInLogarithms.Parse(values[0].Exact!));
        }
        else
        {
            Assert.Equal(exact, string.Join(' ', values.Select(v => v.Exact)));
        }
    }

    [Theory]
    [InlineData("""{"weights":[2,1,1,1],"n":2}""")]
    [InlineData("""{"weights":[3,0,5,1,7],"rewards":[1,2,1,"-1/3",4],"n":5}""")]
    [InlineData("""{"weights":["1e-40",1,"1/3"],"rewards":[2,1,2],"n":17}""")]
    [InlineData("""{"weights":[1],"n":9}""")]
    [InlineData("""{"weights":[5,1],"n":1}""")]
    [InlineData("""{"weights":[1,1,1,1000],"n":300}""")]
    [InlineData("""{"weights":[1,1,1,1000],"n":300,"m":40}""")]
    [InlineData("""{"weights":[3,0,5,1,7],"rewards":[1,2,1,"-1/3",4],"n":5,"m":9}""")]
    public void Evaluate_BeyondTheExactBudget_AgreesWithTheExactRoute(string json)
    {
        var oracleCase = CaseJson.ParseAny(json);
        foreach (var quantity in Quantity.All)
        {
            var exact = quantity.Evaluate(oracleCase).Values;
            var enclosed = quantity.Evaluate(oracleCase, new QuantityOptions { ExactBits = 0 }).Values;
            Assert.Equal(exact.Count, enclosed.Count);
            foreach (var (a, b) in exact.Zip(enclosed))
            {
                Assert.True(a.Number.Evaluate(300).Overlaps(b.Number.Evaluate(300)), quantity.Id);
                Assert.True(a.Nearest == b.Nearest, $"{quantity.Id}: {a} {b}");
            }
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    public void Enclosure_IsOutwardToTheDigits(int digits)
    {
        var options = new QuantityOptions { Digits = digits };
        var evaluation = new CaseEvaluation(CaseJson.Parse("""{"weights":[3,1,7,2],"rewards":[1,0,1,9],"n":6}"""), options);
        foreach (var value in Quantity.All.SelectMany(q => evaluation.Evaluate(q).Values))
        {
            var (lower, upper) = (Rational.Parse(value.Enclosure.Lower), Rational.Parse(value.Enclosure.Upper));
            var number = value.Number.Evaluate(400);
            Assert.True(lower <= number.Lower.ToRational() && number.Upper.ToRational() <= upper, value.ToString());

            // At most three units of the last digit apart.
            Assert.True((upper - lower) * new BonVerify.Numerics.Rational(System.Numerics.BigInteger.Pow(10, digits - 1)) <= 3 * upper.Abs(), value.ToString());
        }
    }

    [Fact]
    public void Evaluate_OfAnotherKindOrTooSmallN_SaysWhy()
    {
        var oracleCase = CaseJson.ParseAny("""{"weights":[1,1],"n":2}""");
        Assert.Contains("n >= 3", Assert.IsType<QuantityResult.NotApplicable>(Quantity.KlGapCubicBound.Evaluate(oracleCase)).Reason, StringComparison.Ordinal);
        Assert.Contains("of kind estimator", Assert.IsType<QuantityResult.NotApplicable>(Quantity.KlEstimator.Evaluate(oracleCase)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("best_at_n", """{"pool_size":3,"n":2}""", "there are no rewards; best_at_n needs the rewards of the draws")]
    [InlineData("max_at_n_gradient", """{"pool_size":3,"n":2}""", "there are no rewards; max_at_n_gradient needs the rewards of the draws, and weights of at most 2*10^8 bits together")]
    [InlineData("pool_weights", """{"pool_size":100000,"n":50000}""", "the pool has 100000 draws and n is 50000; pool_weights needs weights of at most 2*10^8 bits together")]
    [InlineData("win_rate_of_pools", """{"rewards":[3,4],"n":2}""", "there is no opponent, or no m; win_rate_of_pools needs opponent and m, at most the size of the opponent's pool")]
    [InlineData("win_rate_of_pools", """{"rewards":[3,4],"n":2,"m":3,"opponent":[1,2]}""", "m is 3, the opponent's pool 2; win_rate_of_pools needs opponent and m, at most the size of the opponent's pool")]
    [InlineData("tie_probability", """{"rewards":[3],"n":1}""", "pool_size is 1; tie_probability needs the rewards of at least 2 draws")]
    [InlineData("gold_of_best", """{"rewards":[3],"n":1}""", "there is no gold; gold_of_best needs gold")]
    [InlineData("win_rate_of_pool", """{"rewards":[3],"n":1}""", "there is no m; win_rate_of_pool needs m, with n + m at most the size of the pool")]
    [InlineData("win_rate_of_pool", """{"rewards":[3,4],"n":2,"m":1}""", "n + m is 3, pool_size 2; win_rate_of_pool needs m, with n + m at most the size of the pool")]
    [InlineData("g_pass_at_k", """{"total":5,"correct":5,"k":3}""", "there is no tau; g_pass_at_k needs tau")]
    [InlineData("win_rate_against", """{"weights":[1,1],"n":2}""", "there is no m; win_rate_against needs m, the draws of an opponent")]
    [InlineData("best_worst_log_ratio_bound", """{"weights":[1],"n":10001}""", "n is 10001; best_worst_log_ratio_bound needs n <= 10000")]
    [InlineData("soft_kl", """{"weights":[1,1,1,1,1,1],"n":1000,"lambda":1}""", "n is 1000 on 6 levels; soft_kl needs at most 10000 multisets of n draws from the reward levels, and exponents below 2^60")]
    [InlineData("soft_kl", """{"weights":[1,1],"n":2,"lambda":"1e-30"}""", "n is 2 on 2 levels; soft_kl needs at most 10000 multisets of n draws from the reward levels, and exponents below 2^60")]
    public void Evaluate_OutsideItsDomain_SaysWhy(string id, string json, string reason) => Assert.Equal(
        reason, Assert.IsType<QuantityResult.NotApplicable>(Quantity.Find(id)!.Evaluate(CaseJson.ParseAny(json))).Reason);

    [Fact]
    public void Exact_LongerThanAllowed_IsLeftOut()
    {
        var oracleCase = CaseJson.ParseAny("""{"weights":[1,2,4],"n":50}""");
        Assert.NotNull(Assert.Single(Quantity.WinRate.Evaluate(oracleCase).Values).Exact);
        Assert.Null(Assert.Single(Quantity.WinRate.Evaluate(oracleCase, new QuantityOptions { MaxExactLength = 20 }).Values).Exact);
    }

    [GeneratedRegex(">=|upper bound|the largest .* that any")]
    private static partial Regex Bound();

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex SnakeCase();
}
