using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Numerics;

public class DecimalFormatTest
{
    [Theory]
    [InlineData("0", 3, "0", "0")]
    [InlineData("1", 1, "1", "1")]
    [InlineData("9.99", 2, "9.9", "10")]
    [InlineData("-9.99", 2, "-10", "-9.9")]
    [InlineData("99.95", 3, "99.9", "100")]
    [InlineData("1/3", 4, "0.3333", "0.3334")]
    [InlineData("-2/3", 1, "-0.7", "-0.6")]
    [InlineData("0.5", 10, "0.5", "0.5")]
    [InlineData("1234567", 3, "1230000", "1240000")]
    [InlineData("123456789012345678901", 21, "123456789012345678901", "123456789012345678901")]
    [InlineData("1e20", 3, "100000000000000000000", "100000000000000000000")]
    [InlineData("1e21", 3, "1e+21", "1e+21")]
    [InlineData("1.25e-40", 3, "1.25e-40", "1.25e-40")]
    [InlineData("0.00000012345", 3, "0.000000123", "0.000000124")]
    [InlineData("0.000000012345", 3, "1.23e-8", "1.24e-8")]
    [InlineData("0.99999999999", 2, "0.99", "1")]
    public void Format_Table(string value, int digits, string down, string up)
    {
        var x = Rational.Parse(value);
        Assert.Equal(down, DecimalFormat.Format(x, digits, RoundingDirection.Down));
        Assert.Equal(up, DecimalFormat.Format(x, digits, RoundingDirection.Up));
    }

    [Fact]
    public void Format_RoundsOutward_ByOneUnitAtMost()
    {
        var sample = new Sample(21);
        for (var i = 0; i < 1500; i++)
        {
            var digits = sample.Int(1, 40);
            var x = sample.Rational(sample.Int(4, 300));
            Check(x, digits, direction => DecimalFormat.Format(x, digits, direction));
            var dyadic = sample.Dyadic();
            Check(dyadic.ToRational(), digits, direction => DecimalFormat.Format(dyadic, digits, direction));
        }
    }

    [Theory]
    [InlineData(140_000)]
    [InlineData(-140_000)]
    [InlineData(131_073)]
    [InlineData(-131_073)]
    public void Format_BeyondTheWrittenOutExponents_RoundsOutwardToo(int exponent)
    {
        var sample = new Sample(22);
        for (var i = 0; i < 6; i++)
        {
            var x = new Dyadic(sample.Integer(60) + 1, exponent);
            var digits = sample.Int(1, 25);
            Check(x.ToRational(), digits, direction => DecimalFormat.Format(x, digits, direction));
        }
    }

    // Computed with mpmath at 60 digits: 8.0029817…e434294481 and 1.2495342…e-434294482.
    [Theory]
    [InlineData("1000000000", "8.002", "8.003", "e+434294481")]
    [InlineData("-1000000000", "1.249", "1.25", "e-434294482")]
    public void Format_OfExpOfABillion(string argument, string down, string up, string exponent)
    {
        var exp = Enclosure.Exp(Enclosure.FromRational(Rational.Parse(argument), 64), 100).ToDecimal(4);
        Assert.Equal((down + exponent, up + exponent), (exp.Lower, exp.Upper));
    }

    [Theory]
    [InlineData("1000000000000000000")]
    [InlineData("-1000000000000000000")]
    [InlineData("300000000000000001")]
    public void Format_OfTheLargestExponentials_HasTheRightExponent(string argument)
    {
        // The decimal exponent is floor(x / ln 10).
        var x = Rational.Parse(argument);
        var text = Enclosure.Exp(Enclosure.FromRational(x, 64), 120).ToDecimal(3);
        var quotient = Enclosure.Divide(Enclosure.FromRational(x, 64), Enclosure.Ln(new Rational(10), 120), 110);
        var floor = BigInteger.DivRem(quotient.Lower.ToRational().Numerator, quotient.Lower.ToRational().Denominator).Quotient
            - (x.Numerator.Sign < 0 ? 1 : 0);
        Assert.EndsWith($"e{(floor.Sign < 0 ? "" : "+")}{floor}", text.Lower, StringComparison.Ordinal);
        Assert.EndsWith($"e{(floor.Sign < 0 ? "" : "+")}{floor}", text.Upper, StringComparison.Ordinal);
        Assert.InRange(SignificantDigits(text.Lower), 1, 3);
        Assert.InRange(SignificantDigits(text.Upper), 1, 3);
    }

    [Fact]
    public void ToDecimal_ContainsTheEnclosure()
    {
        var third = Enclosure.FromRational(new Rational(1, 3), 60);
        Assert.Equal("[0.3333, 0.3334]", third.ToDecimal(4).ToString());
        Assert.Equal("0.25", Enclosure.Exactly(new Dyadic(1, -2)).ToDecimal(4).ToString());
    }

    [Fact]
    public void TryEnclose_GivesTheDecimalsOfBothEnds_OrNothing()
    {
        var nasty = new NastyWeights(77);
        var settled = 0;
        for (var i = 0; i < 4_000; i++)
        {
            // Any magnitude, any sign; ends equal, near or apart, round decimals among them.
            var mantissa = i % 5 == 0 ? BigInteger.Pow(10, nasty.Int(0, 30)) * nasty.Int(1, 100) : nasty.Uniform(8 * nasty.Int(1, 20));
            var exponent = (i % 4) switch { 0 => nasty.Int(-160, 10), 1 => nasty.Int(-3_000, 3_000), 2 => 0, _ => nasty.Int(-200_000, 200_000) };
            var lower = new Dyadic(mantissa, exponent);
            var upper = lower + lower.ScaleByPowerOfTwo(-nasty.Int(1, 200)) * new Dyadic(nasty.Int(0, 2), 0);
            var value = i % 3 == 0 ? new Enclosure(-upper, -lower) : new Enclosure(lower, upper);
            var digits = nasty.Int(1, 30);
            var (down, up) = (Ends(RoundingDirection.Down), Ends(RoundingDirection.Up));
            if (DecimalFormat.TryEnclose(value, digits) is { } decimals)
            {
                settled++;
                Assert.Equal(down, (decimals.Lower, decimals.Lower));
                Assert.Equal(up, (decimals.Upper, decimals.Upper));
            }
            else
            {
                // Nothing only where the ends differ, or one of them is a decimal, or next to one for the rounding of an extreme exponent.
                Assert.True(down.Item1 != down.Item2 || up.Item1 != up.Item2 || down.Item1 == up.Item1 || Math.Abs(exponent) > 500);
            }

            (string, string) Ends(RoundingDirection direction) =>
                (DecimalFormat.Format(value.Lower, digits, direction), DecimalFormat.Format(value.Upper, digits, direction));
        }

        Assert.InRange(settled, 1_000, 3_900);
    }

    [Theory]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(2000)]
    public void Format_ManyDigits_WritesAllOfThem(int digits)
    {
        Assert.Equal("0." + new string('3', digits), DecimalFormat.Format(new Rational(1, 3), digits, RoundingDirection.Down));
        Assert.Equal($"3.{new string('3', digits - 1)}e-31", DecimalFormat.Format(new Rational(1, 3 * BigInteger.Pow(10, 30)), digits, RoundingDirection.Down));
    }

    [Fact]
    public void Format_RefusesNoDigitsAndNoNumber()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DecimalFormat.Format(Rational.One, 0, RoundingDirection.Up));
        Assert.Throws<ArgumentOutOfRangeException>(() => DecimalFormat.Format(Dyadic.One, 0, RoundingDirection.Up));
    }

    private static void Check(Rational x, int digits, Func<RoundingDirection, string> format)
    {
        var (down, up) = (format(RoundingDirection.Down), format(RoundingDirection.Up));
        var (lower, upper) = (Rational.Parse(down), Rational.Parse(up));
        Assert.True(lower <= x && x <= upper, $"{down} ≤ x ≤ {up}");
        Assert.InRange(SignificantDigits(down), 1, digits);
        Assert.InRange(SignificantDigits(up), 1, digits);

        // One unit of the last of 'digits' places is at most 10^(1 − digits) of the number nearer to zero.
        var smaller = x.Numerator.Sign < 0 ? upper.Abs() : lower;
        Assert.True((upper - lower) * new Rational(BigInteger.Pow(10, digits - 1)) <= smaller, $"{down} and {up} for {digits} digits");
        Assert.True(lower == upper || lower < x && x < upper, $"{down} < x < {up}");
    }

    private static int SignificantDigits(string text)
    {
        var mantissa = text.Split('e')[0].TrimStart('-');
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal).Trim('0');
        return Math.Max(digits.Length, 1);
    }

    [Fact]
    public void ExtremeNumbers_NextToADecimal_AreRoundedToTheirSide()
    {
        // One more or less than 10^40000, which the few bits of the scaled number do not show.
        var power = System.Numerics.BigInteger.Pow(10, 40_000);
        Assert.Equal("9.9999e+39999", DecimalFormat.Format(new Dyadic(power - 1, 0), 5, RoundingDirection.Down));
        Assert.Equal("1.0001e+40000", DecimalFormat.Format(new Dyadic(power + 1, 0), 5, RoundingDirection.Up));
        Assert.Equal("-1.0001e+40000", DecimalFormat.Format(new Dyadic(-power - 1, 0), 5, RoundingDirection.Down));
        Assert.Equal("-9.9999e+39999", DecimalFormat.Format(new Dyadic(1 - power, 0), 5, RoundingDirection.Up));
    }

    [Fact]
    public void ExtremeNumbers_WithAllTheirDigits_AreWrittenOut()
    {
        var number = new Dyadic(3, 140_000);
        var text = (new System.Numerics.BigInteger(3) << 140_000).ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var direction in new[] { RoundingDirection.Down, RoundingDirection.Up })
        {
            Assert.Equal($"{text[..1]}.{text[1..].TrimEnd('0')}e+{text.Length - 1}", DecimalFormat.Format(number, 45_000, direction));
        }
    }
}
