using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Quantities;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Quantities;

public class SensitivityTest
{
    private const int Bits = 10;

    public static TheoryData<string> Moving() => [.. Quantity.All.Where(static quantity => quantity.ToMasses is not null).Select(static quantity => quantity.Id)];

    /// <summary>Each weight grows by a factor from 1 to 1 + 2^-10, at both ends often: the worst case is among the corners.</summary>
    [Theory]
    [MemberData(nameof(Moving))]
    public void Widened_HoldsTheValueOfEveryNeighbour(string id)
    {
        var quantity = Quantity.Find(id)!;
        var random = new Random(1);
        var moved = 0;
        for (var i = 0; i < 60; i++)
        {
            var count = random.Next(1, 6);
            var rewards = Enumerable.Range(0, count).Select(_ => new Rational(random.Next(-2, 4))).ToArray();
            var weights = Enumerable.Range(0, count).Select(_ => new Rational(random.Next(3) == 0 ? random.Next(1, 1000) : random.Next(1, 6))).ToArray();
            var other = weights.Select(weight => weight * (1 + new Rational(random.Next(3) switch { 0 => 0, 1 => 8, _ => random.Next(9) }, 8L << Bits))).ToArray();
            var n = random.Next(1, 9);
            var near = new PolicyCase(ReferencePolicy.FromWeights(weights).WithRewards(rewards), n);
            var there = quantity.Evaluate(new PolicyCase(ReferencePolicy.FromWeights(other).WithRewards(rewards), n));
            if (there is QuantityResult.NotApplicable)
            {
                continue;
            }

            var isFixed = quantity.ToMasses!.IsFixed(near, QuantityOptions.Default);
            foreach (var (before, after) in quantity.Evaluate(near).Values.Zip(there.Values))
            {
                var (here, now) = (before.Number.Evaluate(200), after.Number.Evaluate(200));
                var widened = isFixed ? here : quantity.ToMasses.Widen(here, n, Bits, near);
                Assert.True(
                    widened.Lower <= now.Upper && now.Lower <= widened.Upper,
                    $"{id}: {string.Join(",", weights)} with rewards {string.Join(",", rewards)}, n = {n}: {now} is not in {widened}");
                moved += here.Upper < now.Lower || now.Upper < here.Lower ? 1 : 0;
            }
        }

        Assert.Equal(quantity.ToMasses == Sensitivity.None, moved == 0);
    }

    /// <summary>
    /// By how much the masses may move a value, from its definition and n: a mass changes by a factor of at most a = 1 + η, q by a^n, q/p by
    /// a^(n+1), and a^k − 1 grows by k. It is a share of the value, or of 1, or of a largest reward of 7.
    /// </summary>
    private static readonly Dictionary<string, Func<double, Func<double, double>, double>> Changes = new()
    {
        ["pmf"] = static (n, grown) => grown(n),
        ["win_rate"] = static (n, grown) => grown(n + 1),
        ["win_rate_gap"] = static (n, grown) => grown(n + 1),
        ["win_rate_limit"] = static (_, grown) => grown(1) / 2,
        ["win_rate_gap_renyi_bound"] = static (_, grown) => grown(2),
        ["win_rate_gap_renyi_sharp_bound"] = static (_, grown) => grown(2),
        ["win_rate_gap_cubic_bound"] = static (_, grown) => grown(3),
        ["kl"] = static (n, grown) => (Math.Log(n) + 2 / Math.E) * grown(n) + grown(n + 1),
        ["kl_gap"] = static (n, grown) => (Math.Log(n) + 2 / Math.E) * grown(n) + grown(n + 1),
        ["kl_top_atom_bound"] = static (_, grown) => grown(1),
        ["kl_limit"] = static (_, grown) => grown(1),
        ["kl_estimator_mean"] = static (n, grown) => Math.Log(n) * grown(n) + grown(1),
        ["kl_gap_renyi_bound"] = static (_, grown) => grown(2),
        ["kl_gap_renyi_sharp_bound"] = static (_, grown) => grown(2),
        ["kl_gap_linear_bound"] = static (n, grown) => grown(n + 2),
        ["kl_gap_cubic_bound"] = static (_, grown) => grown(3),
        ["kl_gap_best_bound"] = static (n, grown) => grown(n),
        ["density_ratio_max"] = static (n, grown) => grown(n + 1),
        ["total_variation"] = static (n, grown) => (grown(n) + grown(1)) / 2,
        ["chi_squared"] = static (n, grown) => n * grown(2 * n + 1),
        ["renyi_divergence_2"] = static (n, grown) => grown(2 * n + 1),
        ["renyi_divergence_3"] = static (n, grown) => grown(3 * n + 2) / 2,
        ["squared_hellinger"] = static (n, grown) => grown((n + 1) / 2),
        ["reverse_kl"] = static (n, grown) => (n - 1 + 2 * Math.Log(n)) * grown(1) + grown(n + 1),
        ["expected_reward"] = static (n, grown) => 7 * grown(n),
        ["entropy"] = static (_, grown) => Math.Log(1 << 20) * grown(1) + grown(1),
        ["renyi_entropy_2"] = static (_, grown) => grown(2),
        ["renyi_entropy_2_levels"] = static (_, grown) => grown(2),
    };

    [Theory]
    [MemberData(nameof(Moving))]
    public void Units_CoverWhatTheMassesMayDo(string id)
    {
        var quantity = Quantity.Find(id)!;
        if (quantity.ToMasses == Sensitivity.None)
        {
            Assert.False(Changes.ContainsKey(id));
            return;
        }

        foreach (var n in new[] { 2, 3, 4, 7, 30, 1000, 1_000_000_000 })
        {
            foreach (var bits in new[] { 64, 100 })
            {
                // A unit is 2η, so that the terms in η² are covered as well.
                var near = new PolicyCase(ReferencePolicy.FromWeights(1, 1).WithRewards(-7, 3), n);
                var widened = quantity.ToMasses!.Widen(Enclosure.One, n, bits, near);
                var needed = Changes[id](n, factors => factors * Math.ScaleB(1, -bits));
                Assert.True((widened.Upper - 1).ToDouble() >= needed, $"n = {n}, up: {widened} for {needed}");
                Assert.True((1 - widened.Lower).ToDouble() >= needed, $"n = {n}, down: {widened} for {needed}");
                Assert.True((widened.Upper - 1).ToDouble() <= 60 * needed, $"n = {n}, too wide: {widened} for {needed}");
            }
        }
    }

    /// <summary>Without the widening the enclosure would be that of a neighbour, and miss.</summary>
    [Fact]
    public void Neighbour_IsAnotherPolicy_AndItsEnclosureMissesTheTruth()
    {
        var logarithms = new LogPolicyCase([-1001, -1000], 2);
        var truth = Quantity.WinRate.Evaluate(logarithms).Values[0].Number.Evaluate(200);
        var rough = Quantity.WinRate.Evaluate(logarithms.Near(8)).Values[0].Number.Evaluate(200);
        Assert.True(rough.Upper < truth.Lower || truth.Upper < rough.Lower);
        Assert.True(Quantity.WinRate.ToMasses!.Widen(rough, 2, 8, logarithms.Near(8)) is var widened && widened.Lower <= truth.Lower && truth.Upper <= widened.Upper);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(300)]
    public void Near_HasWeightsJustBelowTheExponentials(int bits)
    {
        Rational[] exponents = [0, -1, new Rational(-7, 3), -40, -9999];
        var near = new LogPolicyCase(exponents.Select(static x => x + 5), 2).Near(bits).Reference;
        for (var i = 0; i < exponents.Length; i++)
        {
            // The largest weight is e^0 = 1, so that the others are what they are to it.
            var share = Enclosure.FromRational(new Rational(near.Weights[i], near.Weights[0]), bits + 100);
            var truth = Enclosure.Exp(Enclosure.FromRational(exponents[i], bits + 100), bits + 100);
            Assert.True(share.Lower <= truth.Upper, $"weight {i} is above");
            Assert.True(truth.Lower <= share.Upper + share.Upper.ScaleByPowerOfTwo(-bits), $"weight {i} is too far below");
        }
    }

    [Fact]
    public void EqualLogarithms_AreAnsweredExactly()
    {
        var logarithms = new LogPolicyCase([-7, -7, -7], 3, [0, 1, 1]);
        var weights = new PolicyCase(ReferencePolicy.FromWeights(1, 1, 1).WithRewards(0, 1, 1), 3);
        foreach (var quantity in Quantity.All.Where(static quantity => quantity.BelongsTo(CaseKind.LogPolicy)))
        {
            Assert.Equal(
                quantity.Evaluate(weights).Values.Select(static value => value.Exact), quantity.Evaluate(logarithms).Values.Select(static value => value.Exact));
        }
    }

    [Theory]
    [InlineData("kl", 1, "0", "0")]
    [InlineData("kl", 1, "0,-1,-2", "0,1,2")]
    [InlineData("kl", 5, "0,-1,-2", "1,1,1")]
    [InlineData("win_rate", 5, "0,-1,-2", "1,1,1")]
    [InlineData("kl_limit", 5, "0,-1,-2", "1,1,1")]
    [InlineData("expected_reward", 5, "0,-1,-2", "3,3,3")]
    [InlineData("entropy", 5, "-4", "3")]
    [InlineData("kl_gap", 5, "0,-1", "0,0")]
    [InlineData("kl_estimator_mean", 1, "0,-1", "0,1")]
    [InlineData("kl_estimator_mean", 5, "-4", "3")]
    [InlineData("density_ratio_bound", 5, "0,-1", "0,1")]
    public void WhereTheMassesDoNotMatter_TheValueIsExact(string id, int n, string logarithms, string rewards) => Assert.NotNull(
        Quantity.Find(id)!.Evaluate(new LogPolicyCase(logarithms.Split(',').Select(Rational.Parse), n, rewards.Split(',').Select(Rational.Parse))).Values[0].Exact);

    [Fact]
    public void LikelierOfTwo_Twice_HasTheMassThatAnotherToolComputes()
    {
        // 1 - (1/(1 + e))^2, from mpmath.
        var mass = Quantity.Pmf.Evaluate(new LogPolicyCase([-1000, -1001], 2, [1, 0])).Values[0];
        Assert.Equal(0.92767051187148673179, mass.Nearest);
        Assert.StartsWith("0.92767051187148673178", mass.Enclosure.Lower, StringComparison.Ordinal);
    }

    /// <summary>The masses of e^−1 and 1 are 1/(1 + e) and e/(1 + e), and of two draws both are the first with the square of its mass.</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(300)]
    public void Values_HoldTheTruth_AndAreAsNarrowAsAsked(int precision)
    {
        var e = SlowExponential.Exp(1);
        var lower = Enclosure.Divide(Enclosure.One, Enclosure.Add(Enclosure.One, e, 500), 500);
        var squared = Enclosure.Multiply(lower, lower, 500);
        var masses = Quantity.Pmf.Evaluate(new LogPolicyCase([-1, 0], 2)).Values;
        Assert.True(masses[0].Number.Evaluate(precision).Overlaps(squared));
        Assert.True(masses[1].Number.Evaluate(precision).Overlaps(Enclosure.Subtract(Enclosure.One, squared, 500)));
        Assert.All(Quantity.All.Where(static quantity => quantity.ToMasses is not null), quantity => Assert.All(
            quantity.Evaluate(new LogPolicyCase([-1, 0, -2], 5)).Values,
            value => Assert.True(value.Number.Evaluate(precision).IsAccurateTo(precision - 2), $"{quantity}: {value.Number.Evaluate(precision)}")));
    }

    [Fact]
    public void CommonConstant_MakesNoDifference() => Assert.Equal(
        Quantity.Kl.Evaluate(new LogPolicyCase([-1, -3, -2], 7)).Values[0].Nearest,
        Quantity.Kl.Evaluate(new LogPolicyCase([999, 997, 998], 7)).Values[0].Nearest);

    [Fact]
    public void BadCases_AreRefused()
    {
        Assert.Contains("log_weights is empty", Assert.Throws<ArgumentException>(static () => new LogPolicyCase([], 2)).Message, StringComparison.Ordinal);
        Assert.Contains("10001 nats", Assert.Throws<ArgumentException>(static () => new LogPolicyCase([0, 10_001], 2)).Message, StringComparison.Ordinal);
        Assert.Contains("rewards has 1", Assert.Throws<ArgumentException>(static () => new LogPolicyCase([0, 1], 2, [1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("n", static () => new LogPolicyCase([0, 1], 0));
        Assert.IsType<QuantityResult.NotApplicable>(Quantity.WinRateFrontier.Evaluate(new LogPolicyCase([0, 1], 2)));
    }
}
