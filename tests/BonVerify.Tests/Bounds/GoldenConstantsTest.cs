using System.Globalization;
using BonVerify.Bounds;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Bounds;

/// <summary>The certified constants against maxima that mpmath searched for on a grid.</summary>
public class GoldenConstantsTest
{
    private const int Bits = 160;

    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Rows = Golden.Table("constants.tsv");

    [Theory]
    [InlineData("kl")]
    [InlineData("win_rate")]
    public void Constants_MatchGolden(string gap)
    {
        var rows = Rows.Where(row => row["gap"] == gap).ToList();
        Assert.True(rows.Count >= 24);
        Assert.All(rows, row =>
        {
            var n = int.Parse(row["n"], CultureInfo.InvariantCulture);
            var (value, maximiser) = (Golden.Enclosure(row["value_lower"], row["value_upper"]), Golden.Enclosure(row["maximiser_lower"], row["maximiser_upper"]));
            var best = gap == "kl" ? BestConstants.KlGap(n, Bits) : BestConstants.WinRateGap(n, Bits);

            // Far narrower than the golden digits, so it lies within them.
            Assert.True(best.Value.IsAccurateTo(Bits - 1));
            Assert.True(value.Contains(best.Value), $"{gap}, n = {n}: {best} against {value.ToDecimal(40)}");
            Assert.True(best.Maximiser.Overlaps(maximiser), $"{gap}, n = {n}: {best} against {maximiser.ToDecimal(40)}");
        });
    }
}
