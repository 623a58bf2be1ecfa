using BonVerify.Interchange;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Quantities;

/// <summary>Every quantity of a policy against its statement in doubles.</summary>
public class QuantityInDoublesTest
{
    private static readonly string[] Policies = ["1", "1,1", "1,2", "7,1", "2,1,1,1", "3,1,4 @ 1,0,1", "1,0,5,2 @ 2,1,0,-3", "2,2,1 @ 5,5,5"];

    private static readonly Dictionary<string, Func<PlainCase, double[]?>> Values = new()
    {
        ["pmf"] = static c => c.OfOutcomes(c.Best(c.N)),
        ["win_rate"] = static c => [c.W],
        ["win_rate_against"] = static c => [c.Sum(i => c.Best(c.N)[i] * (Math.Pow(c.Below[i], 2) + Math.Pow(c.F[i], 2)) / 2)],
        ["expected_reward"] = static c => [c.OfOutcomes(c.Best(c.N)).Zip(c.Rewards, static (q, r) => q * r).Sum()],
        ["kl"] = static c => [c.Kl],
        ["kl_bound"] = static c => [c.Formula],
        ["kl_estimator_mean"] = static c => [c.MeanD],
        ["win_rate_bound"] = static c => [c.N / (c.N + 1.0)],
        ["total_variation"] = static c => [c.Sum(i => Math.Abs(c.Best(c.N)[i] - c.P[i]) / 2)],
        ["chi_squared"] = static c => [c.ChiSquaredOf(c.Best(c.N))],
        ["renyi_divergence_2"] = static c => [Math.Log(1 + c.ChiSquaredOf(c.Best(c.N)))],
        ["renyi_divergence_3"] = static c => [Math.Log(c.Sum(i => Math.Pow(c.Best(c.N)[i], 3) / Math.Pow(c.P[i], 2))) / 2],
        ["squared_hellinger"] = static c => [1 - c.Sum(i => Math.Sqrt(c.Best(c.N)[i] * c.P[i]))],
        ["reverse_kl"] = static c => [c.Sum(i => c.P[i] * Math.Log(c.P[i] / c.Best(c.N)[i]))],
        ["density_ratio_max"] = static c => [c.Best(c.N).Zip(c.P, static (q, p) => q / p).Max()],
        ["best_worst_log_ratio"] = static c => [c.Sum(i => (c.Best(c.N)[i] - c.Worst(c.N)[i]) * Math.Log(c.Best(c.N)[i] / c.P[i]))],
        ["best_worst_log_ratio_bound"] = static c => [(c.N - 1) * Enumerable.Range(1, c.N - 1).Sum(static i => 1.0 / i)],
        ["entropy"] = static c => [c.Outcomes.Sum(static p => p == 0 ? 0 : -p * Math.Log(p))],
        ["renyi_entropy_2"] = static c => [-Math.Log(c.Outcomes.Sum(static p => p * p))],
        ["renyi_entropy_2_levels"] = static c => [-Math.Log(c.P.Sum(static p => p * p))],
        ["kl_gap"] = static c => [c.Gap],
        ["kl_top_atom_bound"] = static c => [c.D(c.Top)],
        ["kl_limit"] = static c => [-Math.Log(c.Top)],
        ["kl_gap_renyi_bound"] = static c => [2 * c.N * (c.N - 1) * c.P.Sum(static p => p * p)],
        ["kl_gap_renyi_sharp_bound"] = static c => [(Math.Log(2) - 0.5) / 2 * c.N * (c.N - 1) * c.P.Sum(static p => p * p)],
        ["kl_gap_linear_bound"] = static c => [c.N / 2.0 * c.Sum(i => c.Best(c.N)[i] * c.P[i] / c.F[i])],
        ["kl_gap_cubic_bound"] = static c => c.N < 3 ? null : [c.N * (c.N - 1.0) * (c.N - 1) / 24 * c.P.Sum(static p => p * p * p)],
        ["kl_gap_constant"] = static c => c.N < 2 ? null : [KlConstant(c)],
        ["kl_gap_best_bound"] = static c => c.N < 2 ? null : [KlConstant(c) * c.Sum(i => Math.Pow(c.F[i], c.N - 2) * c.P[i] * c.P[i])],
        ["win_rate_gap"] = static c => [c.WinGap],
        ["win_rate_limit"] = static c => [1 - c.Top / 2],
        ["win_rate_frontier"] = static c => [c.N == 1 || c.L == 1 ? 0.5 : Least(b => (c.Kl + Math.Log((Math.Exp(b) - 1) / b)) / b)],
        ["win_rate_policy_frontier"] = static c =>
            [c.N == 1 || c.L == 1 ? 0.5 : Least(b => (c.Kl + Math.Log(c.Sum(i => c.P[i] * Math.Exp(b * c.V[i])))) / b)],
        ["win_rate_gap_renyi_bound"] = static c => [(c.N - 1) / 2.0 * c.P.Sum(static p => p * p)],
        ["win_rate_gap_renyi_sharp_bound"] = static c => [(c.N - 1) / 6.0 * c.P.Sum(static p => p * p)],
        ["win_rate_gap_cubic_bound"] = static c => [c.N * (c.N - 1) / 12.0 * c.P.Sum(static p => p * p * p)],
        ["win_rate_gap_constant"] = static c => c.N < 2 ? null : [PlainCase.Most(x => PlainCase.Omega(c.N, x) / (x * x))],
        ["total_variation_bound"] = static c => [c.N == 1 ? 0 : (c.N - 1) * Math.Pow(c.N, -c.N / (c.N - 1.0))],
        ["chi_squared_bound"] = static c => [(c.N - 1) * (c.N - 1) / (2.0 * c.N - 1)],
        ["renyi_divergence_2_bound"] = static c => [Math.Log(c.N * c.N / (2.0 * c.N - 1))],
        ["renyi_divergence_3_bound"] = static c => [Math.Log(Math.Pow(c.N, 3) / (3.0 * c.N - 2)) / 2],
        ["reverse_kl_bound"] = static c => [c.N - 1 - Math.Log(c.N)],
        ["squared_hellinger_bound"] = static c => [1 - 2 * Math.Sqrt(c.N) / (c.N + 1)],
        ["density_ratio_bound"] = static c => [c.N],
    };

    public static TheoryData<string> OfPolicies =>
        [.. Quantity.All.Where(static quantity => quantity.Kind == CaseKind.Policy).Select(static quantity => quantity.Id)];

    [Theory]
    [MemberData(nameof(OfPolicies))]
    public void Value_IsThatOfItsStatement(string id)
    {
        foreach (var (policy, n) in from policy in Policies from n in new[] { 1, 2, 3, 6 } select (policy, n))
        {
            var reference = ReferencePolicy.Parse(policy);
            var expected = Values[id](new PlainCase(reference, n)) ?? [];
            foreach (var exactBits in new[] { 0, 1L << 22 })
            {
                var options = new QuantityOptions { ExactBits = exactBits };
                var result = Quantity.Find(id)!.Evaluate(new PolicyCase(reference, n) { M = 2 }, options);
                Agree(expected, result.Values, $"{policy}, n = {n}, {exactBits} bits");
            }
        }
    }

    [Theory]
    [InlineData("1", 3, "1")]
    [InlineData("1,2", 1, "1")]
    [InlineData("1,2", 2, "1/2")]
    [InlineData("3,1,4 @ 1,0,1", 4, "2")]
    [InlineData("1,0,5,2 @ 2,1,0,-3", 3, "5/3")]
    [InlineData("2,2,1 @ 5,5,5", 3, "1")]
    public void SoftValues_AreThoseOfTheirStatements(string policy, int n, string lambda)
    {
        var soft = new SoftPolicyCase(ReferencePolicy.Parse(policy), n, Rational.Parse(lambda));
        var c = new PlainCase(soft.Reference, n);
        var law = c.Soft(n, [.. c.LevelRewards.Select(reward => Math.Exp(reward / soft.Lambda.ToDouble()))]);
        Agree(c.OfOutcomes(law), Quantity.SoftPmf.Evaluate(soft).Values, "pmf");
        Agree([c.KlOf(law)], Quantity.SoftKl.Evaluate(soft).Values, "kl");
        Agree([c.WinOf(law)], Quantity.SoftWinRate.Evaluate(soft).Values, "win rate");
        Assert.All(
            Quantity.SoftPmf.Evaluate(soft).Values.Zip(soft.Reference.Weights).Where(static pair => pair.Second.IsZero),
            static pair => Assert.True(pair.First is { IsRational: true, Exact: "0" }));
    }

    private static void Agree(double[] expected, IReadOnlyList<QuantityValue> values, string where)
    {
        Assert.Equal(expected.Length, values.Count);
        Assert.All(expected.Zip(values), pair => Assert.True(
            Math.Abs(pair.First - pair.Second.Nearest!.Value) <= 1e-9 * Math.Abs(pair.First) + 1e-12,
            $"{where}: {pair.Second} and not {pair.First}"));
    }

    private static double KlConstant(PlainCase c) => PlainCase.Most(x => (c.Formula - c.D(x)) / (x * x));

    private static double Least(Func<double, double> of) => of(PlainCase.Lowest(of));
}
