using System.Globalization;
using BonVerify.Measures;
using BonVerify.Neighbours;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Neighbours;

/// <summary>Enclosed policies and the estimators of KL against values that mpmath computed from the definitions.</summary>
public class GoldenNeighboursTest
{
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Rows = Golden.Table("neighbours.tsv");
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> EstimatorRows = Golden.Table("kl_estimators.tsv");

    [Fact]
    public void Table_HasEveryKind() => Assert.Equal(["poisson", "tilt", "soft"], Rows.Select(row => row["kind"]).Distinct());

    [Fact]
    public void Kl_MatchesGolden() => Check("kl", KullbackLeibler.Of);

    [Fact]
    public void ReverseKl_MatchesGolden() => Check("reverse_kl", ReverseKullbackLeibler.Of);

    [Fact]
    public void Jeffreys_MatchesGolden() => Check("jeffreys", Jeffreys.Of);

    [Fact]
    public void ChiSquared_MatchesGolden() => Check("chi_squared", ChiSquared.Of);

    [Fact]
    public void TotalVariation_MatchesGolden() => Check("total_variation", TotalVariation.Of);

    [Fact]
    public void Renyi_MatchesGolden()
    {
        Check("renyi_2", static (policy, precision) => RenyiDivergence.Of(policy, 2, precision));
        Check("renyi_5", static (policy, precision) => RenyiDivergence.Of(policy, 5, precision));
    }

    [Fact]
    public void Hellinger_MatchesGolden() => Check("hellinger", SquaredHellinger.Of);

    [Fact]
    public void WinRate_MatchesGolden()
    {
        Check("win_rate", WinRate.Of);
        Check("win_rate_against_tilt", static (policy, precision) =>
            WinRate.Against(policy, new ExponentialTilt(policy.Reference, new(-1, 3)).ToEnclosedPolicy(), precision));
    }

    [Fact]
    public void ExpectedReward_MatchesGolden()
    {
        Check("expected_reward", ExpectedReward.Of);
        Assert.All(Rows, row => Check("second_reward", row, precision => ExpectedReward.Of(PolicyOf(row), Rationals(row["second"]), precision)));
    }

    [Fact]
    public void EstimatorsOfKl_MatchGolden() => Assert.All(EstimatorRows, row =>
    {
        var (policy, reference) = (ReferencePolicy.FromWeights(Rationals(row["policy"])), ReferencePolicy.FromWeights(Rationals(row["reference"])));
        var clamp = Rational.Parse(row["clamp"]);
        Check("k1_variance", row, KlEstimators.K1Variance(policy, reference).Evaluate);
        Check("k2_mean", row, KlEstimators.K2Mean(policy, reference).Evaluate);
        Check("k2_variance", row, KlEstimators.K2Variance(policy, reference).Evaluate);
        Check("k3_variance", row, KlEstimators.K3Variance(policy, reference).Evaluate);
        Check("k2_clamped", row, KlEstimators.K2ClampedMean(policy, reference, clamp).Evaluate);
        Check("k3_clamped", row, KlEstimators.K3ClampedMean(policy, reference, clamp).Evaluate);
    });

    private static void Check(string column, Func<EnclosedPolicy, int, Enclosure> measure) =>
        Assert.All(Rows, row => Check(column, row, precision => measure(PolicyOf(row), precision)));

    private static void Check(string column, IReadOnlyDictionary<string, string> row, Func<int, Enclosure> value)
    {
        var golden = Golden.Enclosure(row[column + "_lower"], row[column + "_upper"]);
        var coarse = value(64);
        Assert.True(coarse.Overlaps(golden), $"{column}: {coarse.ToDecimal(25)} and {golden.ToDecimal(25)}");

        // With the bits that the smallest value costs, the enclosure is far narrower than the golden digits: it lies within them.
        var fine = value(640);
        Assert.True(golden.Contains(fine), $"{column}: {fine.ToDecimal(50)} in {golden.ToDecimal(50)}");
        Assert.True(coarse.Overlaps(fine));
    }

    private static EnclosedPolicy PolicyOf(IReadOnlyDictionary<string, string> row)
    {
        var reference = ReferencePolicy.FromWeights(Rationals(row["weights"])).WithRewards(Rationals(row["rewards"]));
        var parameter = Rational.Parse(row["parameter"]);
        return row["kind"] switch
        {
            "poisson" => new BestOfPoisson(reference, parameter).ToEnclosedPolicy(),
            "tilt" => new ExponentialTilt(reference, parameter).ToEnclosedPolicy(),
            "soft" => new EnclosedSoftBestOfN(reference, int.Parse(row["n"], CultureInfo.InvariantCulture), parameter).ToEnclosedPolicy(),
            _ => throw new InvalidOperationException(row["kind"]),
        };
    }

    private static Rational[] Rationals(string texts) => [.. texts.Split(',').Select(Rational.Parse)];
}
