using System.Globalization;
using BonVerify.Estimators;
using BonVerify.Numerics;
using BonVerify.Pools;

namespace BonVerify.Tests.Pools;

public class PassRatesTest
{
    private const int Billion = 1_000_000_000;

    [Fact]
    public void Rates_CountTheSubsets()
    {
        for (var total = 1; total <= 9; total++)
        {
            for (var k = 1; k <= total; k++)
            {
                var subsets = Enumerated.Subsets(total, k).ToArray();
                for (var correct = 0; correct <= total; correct++)
                {
                    var passed = subsets.Select(subset => subset.Count(sample => sample < correct)).ToArray();
                    for (var least = 0; least <= k; least++)
                    {
                        Assert.Equal(Share(least), PassRates.AtLeast(total, correct, k, least));
                    }

                    Assert.Equal(Share(k), PassRates.PassHatK(total, correct, k));
                    Assert.Equal(Share(1), PassAtK.Value(total, correct, k));
                    Rational[] shares = [new(1, 4), new(1, 2), new(2, 3), new(1, 1000), 1];
                    Assert.All(shares, tau => Assert.Equal(
                        new Rational(passed.Count(x => x >= tau * k), passed.Length), PassRates.GPassAtK(total, correct, k, tau)));
                    var published = Enumerable.Range(1, k).Where(i => 2 * i >= k + (k % 2) + 2).Select(Share);
                    Assert.Equal(new Rational(2, k) * Enumerated.Sum(published), PassRates.MeanGPassAtK(total, correct, k));

                    Rational Share(int least) => new(passed.Count(x => x >= least), passed.Length);
                }
            }
        }
    }

    [Fact]
    public void MeanGPassAtK_OfAPerfectModel_IsOneForEvenKOnly()
    {
        Rational[] values = [.. Enumerable.Range(1, 6).Select(static k => PassRates.MeanGPassAtK(10, 10, k))];
        Assert.Equal([0, 1, new(2, 3), 1, new(4, 5), 1], values);
    }

    [Theory]
    [InlineData(25, "0.28", 7)]
    [InlineData(100, "0.07", 7)]
    [InlineData(3, "1/3", 1)]
    [InlineData(8, "0.5", 4)]
    [InlineData(7, "0.5", 4)]
    [InlineData(5, "0.000001", 1)]
    [InlineData(1000000000, "1", 1000000000)]
    public void Threshold_IsExact(int k, string tau, int threshold) => Assert.Equal(threshold, PassRates.Threshold(k, Rational.Parse(tau)));

    [Fact]
    public void Threshold_OfADoubleShare_IsThatOfItsBinaryValue()
    {
        Assert.Equal(8, PassRates.Threshold(25, (Rational)0.28));
        var sevenOf25 = PassRates.AtLeast(100, 30, 25, 7);
        Assert.Equal(sevenOf25, PassRates.GPassAtK(100, 30, 25, Rational.Parse("0.28")));
    }

    [Fact]
    public void Identities_Hold()
    {
        for (var total = 1; total <= 40; total += 3)
        {
            for (var k = 1; k <= total; k += 2)
            {
                for (var correct = 0; correct <= total; correct++)
                {
                    Assert.Equal(Rational.One, PassRates.PassHatK(total, correct, k) + PassAtK.Value(total, total - correct, k));
                    var mean = Enumerated.Sum(Enumerable.Range(1, k).Select(least => PassRates.AtLeast(total, correct, k, least)));
                    Assert.Equal(new Rational(k * correct, total), mean);
                }
            }
        }
    }

    [Fact]
    public void LargeTotals_DoNotOverflow()
    {
        Assert.Equal(new Rational(1, Billion), PassRates.PassHatK(Billion, 1, 1));
        Assert.Equal(new Rational(Billion - 1, Billion), PassRates.PassHatK(Billion, Billion - 1, 1));
        Assert.Equal(Rational.Zero, PassRates.PassHatK(Billion, 5, Billion / 2));
        Assert.Equal(new Rational(1, 2), PassRates.PassHatK(Billion, Billion - 1, Billion / 2));
        Assert.Equal(new Rational(Billion / 2 - 1, 2L * (Billion - 1)), PassRates.PassHatK(Billion, Billion / 2, 2));
        Assert.Equal(Rational.Zero, PassRates.AtLeast(Billion, 3, Billion - 5, 4));
        Assert.Equal(Rational.One, PassRates.AtLeast(Billion, Billion - 3, Billion - 5, Billion - 8));
        Assert.Equal(Rational.Zero, PassRates.AtLeast(1030, 0, 515, 1));
        Assert.Equal(PassAtK.Value(Billion, 7, Billion / 2), PassRates.AtLeast(Billion, 7, Billion / 2, 1));
        Assert.Equal(Rational.One, PassRates.MeanGPassAtK(Billion, Billion, Billion));
    }

    [Theory]
    [InlineData(1000000000, 500000000, 1001, 501)]
    [InlineData(1000000000, 499999999, 1000, 480)]
    [InlineData(3000, 1500, 1500, 800)]
    [InlineData(3000, 2900, 2000, 1940)]
    [InlineData(3000, 100, 2950, 97)]
    [InlineData(3000, 1900, 2950, 1870)]
    public void LongTails_AgreeByTwoRoutes(int total, int correct, int k, int least)
    {
        // Those that fail are as many as those not correct, and X ≥ least exactly when fewer than k − least + 1 of them are drawn.
        var tail = PassRates.AtLeast(total, correct, k, least);
        Assert.Equal(Rational.One - PassRates.AtLeast(total, total - correct, k, k - least + 1), tail);

        // The same chance with the roles of drawn and correct exchanged, where they may be.
        Assert.Equal(least <= correct ? PassRates.AtLeast(total, k, correct, least) : Rational.Zero, tail);
        Assert.InRange(tail.ToDouble(), 1e-12, 1 - 1e-12);
    }

    [Fact]
    public void LongTail_OfHalf_IsHalfByItsSymmetry() =>
        Assert.Equal(new Rational(1, 2), PassRates.AtLeast(Billion, Billion / 2, 9999, 5000));

    [Fact]
    public void Undefined_IsRefused()
    {
        Func<int, int, int, Rational>[] rates =
        [
            PassRates.PassHatK, PassRates.MeanGPassAtK,
            static (total, correct, k) => PassRates.GPassAtK(total, correct, k, 1),
            static (total, correct, k) => PassRates.AtLeast(total, correct, k, 1),
        ];
        Assert.All(rates, rate =>
        {
            Assert.Contains(
                "total is 3; it must be at least 4", Assert.Throws<ArgumentOutOfRangeException>("total", () => rate(3, 1, 4)).Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentOutOfRangeException>("correct", () => rate(3, 4, 2));
            Assert.Throws<ArgumentOutOfRangeException>("correct", () => rate(3, -1, 2));
            Assert.Throws<ArgumentOutOfRangeException>("k", () => rate(3, 1, 0));
            Assert.Contains(
                "budget of the exact value",
                Assert.Throws<ArgumentOutOfRangeException>("k", () => rate(Billion, Billion / 2, PassRates.MaxTerms + 1)).Message,
                StringComparison.Ordinal);
        });
        Assert.Throws<ArgumentOutOfRangeException>("least", () => PassRates.AtLeast(3, 1, 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>("least", () => PassRates.AtLeast(3, 1, 2, -1));
        foreach (var tau in new Rational[] { 0, -1, new(11, 10) })
        {
            var message = Assert.Throws<ArgumentOutOfRangeException>("tau", () => PassRates.GPassAtK(3, 1, 2, tau)).Message;
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"tau is {tau}; it must be in (0, 1]"), message, StringComparison.Ordinal);
        }
    }
}
