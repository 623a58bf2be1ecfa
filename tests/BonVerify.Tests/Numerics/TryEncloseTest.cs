using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Numerics;

/// <summary>The decimals between which an enclosure lies are those of both its ends, and are told where these agree.</summary>
public class TryEncloseTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(17)]
    [InlineData(40)]
    public void Decimals_AreThoseOfBothEnds(int digits)
    {
        var sample = new Sample(digits);
        var told = 0;
        for (var i = 0; i < 1500; i++)
        {
            var exponent = sample.Int(0, 6) switch { 0 => 0, 1 => sample.Int(-3000, 3000), 2 => 1 << 20, 3 => -(1 << 20), _ => sample.Int(-300, 300) };
            var near = new Dyadic(sample.Integer(150) + 1, exponent);
            var width = sample.Flip() ? new Dyadic(1, near.TopExponent - sample.Int(1, sample.Flip() ? 12 : 200)) : Dyadic.Zero;
            var positive = new Enclosure(near, near + width);
            var value = sample.Flip() ? positive : -positive;
            var (down, up) = (DecimalFormat.Format(value.Lower, digits, RoundingDirection.Down), DecimalFormat.Format(value.Upper, digits, RoundingDirection.Up));
            var agree = down == DecimalFormat.Format(value.Upper, digits, RoundingDirection.Down) && up == DecimalFormat.Format(value.Lower, digits, RoundingDirection.Up);
            var result = DecimalFormat.TryEnclose(value, digits);
            if (result is { } decimals)
            {
                told++;
                Assert.True(agree, $"{value}");
                Assert.Equal((down, up), (decimals.Lower, decimals.Upper));
            }

            // A decimal itself is left to those who know the number exactly.
            Assert.Equal(agree && down != up, result is not null);
        }

        Assert.InRange(told, 100, 1490);
    }

    [Fact]
    public void Intervals_WithZeroOrTooWide_AreNotTold()
    {
        Assert.Null(DecimalFormat.TryEnclose(new Enclosure(-1, 1), 5));
        Assert.Null(DecimalFormat.TryEnclose(Enclosure.Zero, 5));
        Assert.Null(DecimalFormat.TryEnclose(new Enclosure(Dyadic.Zero, 1), 5));
        Assert.Null(DecimalFormat.TryEnclose(new Enclosure(3, 300), 1));
        Assert.Null(DecimalFormat.TryEnclose(new Enclosure(new Dyadic(1, -60) + 1, new Dyadic(1, 1L << 40)), 5));
        Assert.Throws<ArgumentOutOfRangeException>("digits", () => DecimalFormat.TryEnclose(Enclosure.One, 0));
    }

    [Fact]
    public void Intervals_ThatEndAtADecimal_AreNotTold()
    {
        // The number may be the decimal itself, and then it does not lie below it: with bits behind the point or not, and with digits behind it or not.
        foreach (var (lower, upper, digits) in new[]
        {
            (new Dyadic(3, -1), new Dyadic(2, 0), 1),
            (new Dyadic(3, -1), new Dyadic(4, -1), 1),
            (new Dyadic(255, -10), new Dyadic(1, -2), 2),
            (new Dyadic(255, -10), new Dyadic(16, -6), 2),
            (new Dyadic(199, -1), new Dyadic(25, 2), 2),
            (Dyadic.One.ScaleByPowerOfTwo(-1100) - Dyadic.One.ScaleByPowerOfTwo(-6000), Dyadic.One.ScaleByPowerOfTwo(-1100), 1200),
        })
        {
            Assert.Null(DecimalFormat.TryEnclose(new Enclosure(lower, upper), digits));
            Assert.Null(DecimalFormat.TryEnclose(new Enclosure(-upper, -lower), digits));

            // Extreme numbers are scaled to so few bits that what is next to a decimal is not told from it.
            var below = upper - (upper - lower).ScaleByPowerOfTwo(-60);
            Assert.Equal(digits < 1000, DecimalFormat.TryEnclose(new Enclosure(lower, below), digits) is not null);
        }
    }

    [Fact]
    public void Intervals_ThatReachADecimal_AreNotTold()
    {
        var (half, little) = (new Dyadic(1, -1), new Dyadic(1, -60));
        Assert.Null(DecimalFormat.TryEnclose(new Enclosure(half - little, half), 4));
        Assert.Null(DecimalFormat.TryEnclose(new Enclosure(half, half + little), 4));
        Assert.Null(DecimalFormat.TryEnclose(new Enclosure(-half, little - half), 4));
        Assert.Equal(new DecimalEnclosure("0.4999", "0.5"), DecimalFormat.TryEnclose(new Enclosure(half - little, half - little), 4));
    }

    /// <summary>2^-1025 has 717 digits: of no more, it is no decimal; of more, it is one.</summary>
    [Theory]
    [InlineData(716, true)]
    [InlineData(717, false)]
    [InlineData(2000, false)]
    public void TinyDecimals_AreNotTold(int digits, bool isTold)
    {
        var tiny = new Dyadic(1, -1025);
        var (down, up) = (DecimalFormat.Format(tiny, digits, RoundingDirection.Down), DecimalFormat.Format(tiny, digits, RoundingDirection.Up));
        Assert.Equal(isTold, down != up);
        Assert.Equal(isTold ? new DecimalEnclosure(down, up) : null, DecimalFormat.TryEnclose(Enclosure.Exactly(tiny), digits));
    }
}
