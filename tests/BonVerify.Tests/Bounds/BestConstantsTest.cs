using BonVerify.Bounds;
using BonVerify.Estimators;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.Bounds;

public class BestConstantsTest
{
    [Fact]
    public void KlGap_OfFewDraws_IsInClosedForm()
    {
        // The maximum is φ(1) = ln n − (n−1)/n for n = 2 and n = 3.
        for (var n = 2; n <= 3; n++)
        {
            var best = BestConstants.KlGap(n);
            Assert.True(best.Value.Overlaps(KlBounds.Formula(n).Evaluate(100)));
            Assert.True(best.Value.IsAccurateTo(53));
            Assert.Equal(Enclosure.One, best.Maximiser);
        }

        Assert.True(BestConstants.WinRateGap(2).Value.Contains(new Rational(1, 6)));
        Assert.True(BestConstants.WinRateGap(3).Value.Contains(new Rational(1, 4)));
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Constants_AreAttainedAndNeverExceeded(int n)
    {
        // The second route: φ = ln n − (n−1)/n − d_n and ω from their definitions, at many x.
        foreach (var (best, profile, cubic) in new (BestConstant, Func<Enclosure, Enclosure>, double)[]
        {
            (BestConstants.KlGap(n), x => Phi(n, x), (double)n * (n - 1) * (n - 1) / 24),
            (BestConstants.WinRateGap(n), x => Omega(n, x), (double)n * (n - 1) / 12),
        })
        {
            Assert.True(best.Value.IsAccurateTo(52), $"{best}");
            var attained = false;
            for (var i = 1; i <= 400; i++)
            {
                // y = n x from 0.1 to 40, and the maximiser itself.
                var x = i == 400 ? best.Maximiser.Lower.ToRational() : new Rational(i, 10) / n;
                if (x > Rational.One)
                {
                    continue;
                }

                var ratio = Enclosure.Divide(profile(Enclosure.FromRational(x, 300)), Enclosure.FromRational(x * x, 300), 200);
                Assert.False(best.Value.IsBelow(ratio), $"n = {n}, x = {x}: {ratio} above {best}");
                attained |= ratio.Upper >= best.Value.Lower;
            }

            Assert.True(attained, $"{best} for n = {n} is not attained");
        }
    }

    public static TheoryData<int> Draws() => [2, 3, 4, 5, 6, 7, 8, 10, 16, 33, 100, 1000, 100_000, 1_000_000, 1_000_000_000];

    [Fact]
    public void Limits_AreThoseOfTheExponential()
    {
        // c_n/n² → 0.033154…, n x* → 2.3757; for the win rate /n → 0.0696758, n x* → 2.688.
        var (kl, winRate) = (BestConstants.KlGap(1_000_000), BestConstants.WinRateGap(1_000_000));
        Assert.Equal(0.033154, kl.Value.Lower.ToDouble() / 1e12, 1e-6);
        Assert.Equal(2.3757, kl.Maximiser.Lower.ToDouble() * 1e6, 1e-4);
        Assert.Equal(0.0696758, winRate.Value.Lower.ToDouble() / 1e6, 1e-7);
        Assert.Equal(2.688, winRate.Maximiser.Lower.ToDouble() * 1e6, 1e-3);
    }

    [Fact]
    public void MoreBits_Narrow()
    {
        var (wide, narrow) = (BestConstants.KlGap(40, 20), BestConstants.KlGap(40, 200));
        Assert.True(wide.Value.Overlaps(narrow.Value));
        Assert.True(narrow.Value.IsAccurateTo(199));
        Assert.False(wide.Value.IsAccurateTo(100));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(1000)]
    public void MaximumBetween_OfAWideBracket_HoldsTheConstant(int n)
    {
        // The search makes the bracket so narrow that rounding hides how far the maximum is above the left end. Here it shows.
        foreach (var (profile, constant) in new (GapProfile, BestConstant)[]
        {
            (new KlGapProfile(n), BestConstants.KlGap(n, 200)),
            (new WinRateGapProfile(n), BestConstants.WinRateGap(n, 200)),
        })
        {
            var (at, right) = (constant.Maximiser.Lower, constant.Maximiser.Upper);
            foreach (var bits in new[] { 3, 6, 12, 30 })
            {
                var left = at - at.ScaleByPowerOfTwo(-bits);
                var maximum = BestConstants.MaximumBetween(profile, left, right, 300);
                Assert.True(maximum.Contains(constant.Value), $"n = {n}, {bits} bits: {maximum.ToDecimal(20)} without {constant}");

                // By the square of the width, as the slope at the maximum is 0.
                Assert.True(maximum.Upper - maximum.Lower <= constant.Value.Upper.ScaleByPowerOfTwo(5 - 2 * bits), $"n = {n}, {bits} bits");
            }
        }
    }

    [Fact]
    public void Errors_NameTheParameter()
    {
        Assert.Throws<ArgumentOutOfRangeException>("n", () => BestConstants.KlGap(1));
        Assert.Throws<ArgumentOutOfRangeException>("bits", () => BestConstants.WinRateGap(4, 3));
    }

    private static Enclosure Phi(int n, Enclosure x) => Enclosure.Subtract(
        KlBounds.Formula(n).Evaluate(300), KlEstimator.Enclose(n, x.Lower.ToRational(), 250), 250);

    private static Enclosure Omega(int n, Enclosure x)
    {
        var rest = Enclosure.Subtract(Enclosure.One, x, 300);
        return Enclosure.Subtract(
            Enclosure.Multiply(Enclosure.FromRatio(n, (long)n + 1, 300), Enclosure.Subtract(Enclosure.One, Enclosure.Power(rest, (long)n + 1, 300), 300), 300),
            Enclosure.Multiply(Enclosure.Subtract(Enclosure.One, Enclosure.Power(rest, n, 300), 300), Enclosure.Subtract(Enclosure.One, x.ScaleByPowerOfTwo(-1), 300), 300),
            250);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(17)]
    [InlineData(1000)]
    [InlineData(1_000_000_000)]
    public void AtLeast_IsJustBelowTheConstant(int n)
    {
        Check(BestConstants.KlGapAtLeast(n), BestConstants.KlGap(n, 80));
        Check(BestConstants.WinRateGapAtLeast(n), BestConstants.WinRateGap(n, 80));

        static void Check(Rational atLeast, BestConstant constant)
        {
            var low = Enclosure.FromRational(atLeast, 100);
            Assert.False(constant.Value.IsBelow(low));
            var missing = Enclosure.Divide(Enclosure.Subtract(constant.Value, low, 100), constant.Value, 100);
            Assert.True(missing.Upper < new Dyadic(1, -30));
        }
    }

    [Theory]
    [InlineData(4, 20)]
    [InlineData(9, 60)]
    public void Constants_HaveTheAccuracyThatIsAskedFor(int n, int bits)
    {
        Assert.True(BestConstants.KlGap(n, bits).Value.IsAccurateTo(bits));
        Assert.True(BestConstants.WinRateGap(n, bits).Value.IsAccurateTo(bits));
        Assert.True(BestConstants.KlGap(n, bits).Maximiser.IsAccurateTo(bits / 2));
    }

    [Fact]
    public void Constants_OfOneDraw_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("n", () => BestConstants.KlGap(1));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => BestConstants.WinRateGap(1));
        Assert.Throws<ArgumentOutOfRangeException>("bits", () => BestConstants.KlGap(5, BestConstants.MinimumBits - 1));
        Assert.Throws<ArgumentOutOfRangeException>("bits", () => BestConstants.WinRateGap(5, BestConstants.MinimumBits - 1));
        Assert.Throws<ArgumentOutOfRangeException>("power", () => KlGapBounds.WeightedPowerSum(new BestOfN(ReferencePolicy.FromWeights(1, 2), 3), 1, 0));
    }

    [Fact]
    public void Constants_OfFewBitsAndDraws_HaveTheirAccuracy_AndKnowWhereTheyAreAttained()
    {
        foreach (var bits in new[] { BestConstants.MinimumBits, 9, 30 })
        {
            foreach (var n in new[] { 2, 3, 4, 50 })
            {
                foreach (var best in new[] { BestConstants.KlGap(n, bits), BestConstants.WinRateGap(n, bits) })
                {
                    Assert.True(best.Value.IsAccurateTo(bits), $"n = {n}, {bits} bits: {best}");
                    Assert.True(best.Maximiser.IsAccurateTo(bits / 2), $"n = {n}, {bits} bits: {best}");
                    Assert.Equal(n <= 3, best.Maximiser.Contains(Rational.One));
                    Assert.Equal(n <= 3, best.Maximiser.IsExact);
                }
            }
        }

        // In closed form, whatever the bits.
        for (var bits = BestConstants.MinimumBits; bits < 150; bits++)
        {
            Assert.All([BestConstants.KlGap(2, bits), BestConstants.KlGap(3, bits), BestConstants.WinRateGap(2, bits)], best => Assert.True(best.Value.IsAccurateTo(bits), $"{bits} bits"));
        }
    }

    [Fact]
    public void Constants_OfFewDraws_AreKnownExactly()
    {
        Assert.Equal(new Rational(1, 6), BestConstants.KnownWinRateGap.At(2).TryMakeExact()!.Constant);
        Assert.Equal(new Rational(1, 4), BestConstants.KnownWinRateGap.At(3).TryMakeExact()!.Constant);
        Assert.Equal(LinearFormInLogarithms.Ln(3) - new Rational(2, 3), BestConstants.KnownKlGap.At(3).TryMakeExact());
        Assert.Null(BestConstants.KnownKlGap.At(4).TryMakeExact());
    }
}
