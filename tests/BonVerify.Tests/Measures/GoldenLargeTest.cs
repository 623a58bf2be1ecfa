using System.Globalization;
using System.Numerics;
using BonVerify.Bounds;
using BonVerify.Estimators;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Measures;

/// <summary>Measures without F^n written out, for n up to 10^9, against values that mpmath computed from the definitions.</summary>
public class GoldenLargeTest
{
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Rows = Golden.Table("large.tsv");

    [Fact]
    public void Table_ReachesABillionDraws() => Assert.Contains(Rows, row => DrawsOf(row) == 1_000_000_000);

    [Fact]
    public void Kl_MatchesGolden() => Check("kl", KullbackLeibler.Of);

    [Fact]
    public void ReverseKl_MatchesGolden() => Check("reverse_kl", ReverseKullbackLeibler.Of);

    [Fact]
    public void WinRate_MatchesGolden() => Check("win_rate", WinRate.Of);

    [Fact]
    public void TotalVariation_MatchesGolden() => Check("total_variation", TotalVariation.Of);

    [Fact]
    public void ChiSquared_MatchesGolden() => Check("chi_squared", ChiSquared.Of);

    [Fact]
    public void Renyi_MatchesGolden() => Check("renyi_3", policy => RenyiDivergence.Of(policy, 3));

    [Fact]
    public void Hellinger_MatchesGolden() => Check("hellinger", SquaredHellinger.Of);

    [Fact]
    public void DensityRatio_MatchesGolden() => Check("density_ratio", DensityRatio.Max);

    [Fact]
    public void EstimatorMean_MatchesGolden() => Check("estimator_mean", KlEstimator.Mean);

    [Fact]
    public void GapSquareSum_MatchesGolden() => Check("gap_square_sum", policy => KlGapBounds.WeightedPowerSum(policy, 2, 2));

    private static void Check(string column, Func<EnclosedBestOfN, Enclosure> measure) => Assert.All(Rows, row =>
    {
        var golden = Golden.Enclosure(row[column + "_lower"], row[column + "_upper"]);
        var reference = ReferencePolicy.FromWeights(
            row["weights"].Split(',').Select(weight => BigInteger.Parse(weight, CultureInfo.InvariantCulture)));
        var coarse = measure(new EnclosedBestOfN(reference, DrawsOf(row), 64));
        Assert.True(coarse.Overlaps(golden), $"{column}: {coarse.ToDecimal(25)}");

        // With the bits that the smallest value costs, the enclosure is far narrower than the golden digits: it lies within them.
        var fine = measure(new EnclosedBestOfN(reference, DrawsOf(row), 640));
        Assert.True(golden.Contains(fine), $"{column}: {fine.ToDecimal(50)} in {golden.ToDecimal(50)}");
        Assert.True(coarse.Overlaps(fine));
    });

    private static int DrawsOf(IReadOnlyDictionary<string, string> row) => int.Parse(row["n"], CultureInfo.InvariantCulture);
}
