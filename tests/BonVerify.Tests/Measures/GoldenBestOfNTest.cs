using System.Globalization;
using System.Numerics;
using BonVerify.Bounds;
using BonVerify.Estimators;
using BonVerify.Measures;
using BonVerify.Numerics;
using BonVerify.Policies;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Measures;

/// <summary>KL, bounds, estimator, win rate, TV, χ² and masses against values made by Arb.</summary>
public class GoldenBestOfNTest
{
    private const string OmittedForLength = "-";

    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Rows = Golden.Table("kl.tsv");

    [Fact]
    public void Table_IsThere() => Assert.True(Rows.Count >= 400);

    [Fact]
    public void Kl_MatchesGoldenEnclosureAndDouble() => CheckForms("kl", KullbackLeibler.Of);

    [Fact]
    public void TopAtomBound_MatchesGoldenEnclosureAndDouble() => CheckForms("top_atom", KlBounds.TopAtom);

    [Fact]
    public void EstimatorMean_MatchesGoldenEnclosureAndDouble() => CheckForms("estimator_mean", KlEstimator.Mean);

    [Fact]
    public void Formula_MatchesGoldenDouble() => Assert.All(
        Rows, row => Assert.Equal(Golden.HexDouble(row["kl_bound_hex"]), KlBounds.Formula(DrawsOf(row)).ToDouble()));

    [Fact]
    public void WinRate_MatchesGoldenFractionAndDouble() => CheckFractions("win_rate", WinRate.Of);

    [Fact]
    public void TotalVariation_MatchesGoldenFractionAndDouble() => CheckFractions("total_variation", TotalVariation.Of);

    [Fact]
    public void ChiSquared_MatchesGoldenFractionAndDouble() => CheckFractions("chi_squared", ChiSquared.Of);

    [Fact]
    public void Probabilities_MatchGoldenFractions()
    {
        var rows = Rows.Where(row => row["pmf"] != OmittedForLength).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(
            row["pmf"].Split(',').Select(Rational.Parse), PolicyOf(row).Probabilities()));
    }

    private static void CheckForms(string column, Func<BestOfN, LinearFormInLogarithms> measure) => Assert.All(Rows, row =>
    {
        var form = measure(PolicyOf(row));
        var golden = Golden.Enclosure(row[column + "_lower"], row[column + "_upper"]);
        Assert.True(form.Enclose(64).Overlaps(golden));
        Assert.True(form.Enclose(250).Overlaps(golden));
        Assert.Equal(Golden.HexDouble(row[column + "_hex"]), form.ToDouble());
    });

    private static void CheckFractions(string column, Func<BestOfN, Rational> measure) => Assert.All(Rows, row =>
    {
        var value = measure(PolicyOf(row));
        if (row[column] != OmittedForLength)
        {
            Assert.Equal(Rational.Parse(row[column]), value);
        }

        Assert.Equal(Golden.HexDouble(row[column + "_hex"]), value.ToDouble());
    });

    private static int DrawsOf(IReadOnlyDictionary<string, string> row) =>
        int.Parse(row["n"], CultureInfo.InvariantCulture);

    private static BestOfN PolicyOf(IReadOnlyDictionary<string, string> row) => new(
        ReferencePolicy.FromWeights(row["weights"].Split(',').Select(w => BigInteger.Parse(w, CultureInfo.InvariantCulture))),
        DrawsOf(row));
}
