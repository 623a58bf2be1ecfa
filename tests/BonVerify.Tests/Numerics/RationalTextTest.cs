using System.Globalization;
using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Numerics;

public class RationalTextTest
{
    [Theory]
    [InlineData("0", 0, 1)]
    [InlineData("-0", 0, 1)]
    [InlineData("+3", 3, 1)]
    [InlineData(".5", 1, 2)]
    [InlineData("-.5", -1, 2)]
    [InlineData("0.1", 1, 10)]
    [InlineData("1.50", 3, 2)]
    [InlineData("-0.25", -1, 4)]
    [InlineData("1.5e-3", 3, 2000)]
    [InlineData("1.5E+3", 1500, 1)]
    [InlineData("1e2", 100, 1)]
    [InlineData(" 1/2 ", 1, 2)]
    [InlineData("6/-4", -3, 2)]
    [InlineData("-6/-4", 3, 2)]
    [InlineData("0/7", 0, 1)]
    [InlineData("007", 7, 1)]
    public void Parse_ReadsExactly(string text, int numerator, int denominator)
    {
        var value = Rational.Parse(text);
        Assert.Equal(new BigInteger(numerator), value.Numerator);
        Assert.Equal(new BigInteger(denominator), value.Denominator);
        Assert.True(Rational.TryParse(text, out var same) && same == value);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("--1")]
    [InlineData("+-1")]
    [InlineData("1.")]
    [InlineData("1.-5")]
    [InlineData("1.5.5")]
    [InlineData("1e")]
    [InlineData("e5")]
    [InlineData("1e1.5")]
    [InlineData("1e5e5")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1,5")]
    [InlineData("1 000")]
    [InlineData("1_000")]
    [InlineData("(1)")]
    [InlineData("1\0")]
    [InlineData("1\0/2")]
    [InlineData("1/0")]
    [InlineData("0/0")]
    [InlineData("1/2/3")]
    [InlineData("1/2.5")]
    [InlineData("1/")]
    [InlineData("/2")]
    [InlineData("\u0661")]
    [InlineData("\u22121")]
    [InlineData("1e999999999")]
    [InlineData("1e-999999999")]
    [InlineData("1e99999999999999999999")]
    public void Parse_Refuses(string text)
    {
        Assert.StartsWith("text is ", Assert.Throws<ArgumentException>(() => Rational.Parse(text)).Message, StringComparison.Ordinal);
        Assert.False(Rational.TryParse(text, out var value));
        Assert.Equal(Rational.Zero, value);
    }

    [Fact]
    public void Parse_KeepsTheBudget()
    {
        Assert.True(Rational.Parse("1e315000").Numerator.GetBitLength() <= Rational.MaxParsedBits);
        Assert.True(Rational.Parse("1e-315000").Denominator.GetBitLength() <= Rational.MaxParsedBits);
        Assert.False(Rational.TryParse("1e315001", out _));
        Assert.False(Rational.TryParse("0.1e-315000", out _));
        Assert.False(Rational.TryParse(new string('1', 315_100), out _));

        // Long and with a large exponent: each within its own limit, together over the budget.
        Assert.False(Rational.TryParse(new string('9', 10_000) + "e315000", out _));
        Assert.Throws<ArgumentNullException>(() => Rational.Parse(null!));
        Assert.False(Rational.TryParse(null, out _));
    }

    [Fact]
    public void ParseAndFormat_DoNotDependOnTheCulture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            // Decimal comma as in German, and a minus sign that is not the ASCII one.
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NumberGroupSeparator = ".";
            culture.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = culture;
            Assert.Equal("~1", (-1).ToString(CultureInfo.CurrentCulture));
            Assert.Equal(new Rational(-3, 2), Rational.Parse("-1.5"));
            Assert.False(Rational.TryParse("1,5", out _));
            Assert.Equal("-3/2", new Rational(-3, 2).ToString());
            Assert.Equal("-7", new Rational(-7).ToString());
            Assert.Equal("-1.5", DecimalFormat.Format(new Rational(-3, 2), 5, RoundingDirection.Down));
            Assert.Equal("-3*2^-1", new Dyadic(-3, -1).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Format_Parse_RoundTrip()
    {
        var sample = new Sample(31);
        for (var i = 0; i < 500; i++)
        {
            var value = sample.Rational(300);
            Assert.Equal(value, Rational.Parse(value.ToString()));
        }

        Assert.Equal("2/3", new Rational(-4, -6).ToString());
        Assert.Equal("0", default(Rational).ToString());
        Assert.Equal(Rational.Zero, default);
        Assert.Throws<ArgumentOutOfRangeException>(() => (Rational)Fractions.Fraction.NaN);
    }

    [Fact]
    public void FromDouble_IsTheExactBinaryValue()
    {
        Assert.Equal("3602879701896397/36028797018963968", Rational.FromDouble(0.1).ToString());
        Assert.Equal(new Rational(-5, 2), Rational.FromDouble(-2.5));
        Assert.Equal(BigInteger.One << 1074, Rational.FromDouble(double.Epsilon).Denominator);
        Assert.Throws<ArgumentOutOfRangeException>(() => Rational.FromDouble(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rational.FromDouble(double.NegativeInfinity));
    }
}
