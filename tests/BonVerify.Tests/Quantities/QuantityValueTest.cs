using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Tests.Quantities;

public class QuantityValueTest
{
    private static readonly LinearFormInLogarithms Ln2 = LinearFormInLogarithms.Ln(2);

    /// <summary>By the precisions at which an enclosure was asked for, and whether the exact form was made.</summary>
    [Theory]
    [InlineData(0, 1024, new[] { 128 }, true)]
    [InlineData(1_000_000_000, 1024, new[] { 128, 256, 512 }, true)]
    [InlineData(1_000_000_000, 1023, new[] { 128, 256, 512 }, true)]
    [InlineData(1_000_000_000, 256, new[] { 128 }, true)]
    [InlineData(1_000_000_000, 128, new[] { 128 }, false)]
    public void ExactForm_IsMadeAtOnceWhereItIsShort_AndAtTheLastPrecisionElse(long bits, int maxPrecision, int[] precisions, bool isMade)
    {
        var (asked, made) = (new List<int>(), false);
        var number = ComputableReal.FromEnclosures(
            precision =>
            {
                asked.Add(precision);
                return new Enclosure(0, 1);
            },
            () =>
            {
                made = true;
                return Ln2;
            });
        var decimals = new QuantityValue(number, new QuantityOptions { Digits = 5, MaxPrecision = maxPrecision }, bits).Enclosure;
        Assert.Equal(isMade ? ("0.69314", "0.69315") : ("0", "1"), (decimals.Lower, decimals.Upper));
        Assert.Equal(precisions, asked);
        Assert.Equal(isMade, made);
    }

    [Theory]
    [InlineData(128, new[] { 128 })]
    [InlineData(200, new[] { 128, 256 })]
    [InlineData(256, new[] { 128, 256 })]
    [InlineData(257, new[] { 128, 256, 512 })]
    public void Decimals_OfAnOpenNumber_AreThoseOfTheFirstPrecisionFromTheHighestOn(int maxPrecision, int[] precisions)
    {
        var asked = new List<int>();
        var number = ComputableReal.FromEnclosures(precision =>
        {
            asked.Add(precision);
            return new Enclosure(0, new Dyadic(1, -precision));
        });
        var decimals = new QuantityValue(number, new QuantityOptions { Digits = 5, MaxPrecision = maxPrecision }).Enclosure;
        Assert.Equal(precisions, asked);
        Assert.Equal("0", decimals.Lower);
        Assert.True(Rational.Parse(decimals.Upper) >= new Rational(BigInteger.One, BigInteger.One << precisions[^1]));
    }

    /// <summary>An end may be a decimal itself: the digits are certain only when both ends have both.</summary>
    [Fact]
    public void Decimals_AreNotSettled_WhileOneOfThemDiffers()
    {
        Assert.Equal(("0.5", "0.5"), Decimals(static precision => new(Below(precision), new Dyadic(1, -1))));
        Assert.Equal(("0.5", "0.5"), Decimals(static precision => new(new Dyadic(1, -1), new Dyadic(1, -1) + Small(precision))));

        static Dyadic Small(int precision) => precision >= 512 ? Dyadic.Zero : new Dyadic(1, -precision);

        static Dyadic Below(int precision) => new Dyadic(1, -1) - Small(precision);

        static (string, string) Decimals(Func<int, Enclosure> enclose)
        {
            var decimals = new QuantityValue(ComputableReal.FromEnclosures(enclose), new QuantityOptions { Digits = 4 }).Enclosure;
            return (decimals.Lower, decimals.Upper);
        }
    }

    [Theory]
    [InlineData(3, 4096 - 1, true)]
    [InlineData(3, 4096, false)]
    [InlineData(1, -4096, true)]
    [InlineData(1, -4097, false)]
    [InlineData(3, -2, true)]
    public void EnclosureThatIsOneNumber_IsExact_WhereItIsNotTooLarge(int mantissa, int exponent, bool isShown)
    {
        var number = new Dyadic(mantissa, exponent);
        var value = new QuantityValue(ComputableReal.FromEnclosures(_ => Enclosure.Exactly(number)), QuantityOptions.Default);
        Assert.Equal(isShown ? number.ToRational().ToString() : null, value.Exact);
        Assert.False(value.IsRational);
    }

    [Fact]
    public void ExactText_OfAsManyBitsAsAllowed_IsShown()
    {
        // 100 characters are 332.19 bits; numerator and denominator together.
        var options = new QuantityOptions { MaxExactLength = 100 };
        Assert.NotNull(new QuantityValue(ComputableReal.FromRational(new Rational(1, BigInteger.One << 330)), options).Exact);
        Assert.Null(new QuantityValue(ComputableReal.FromRational(new Rational(1, BigInteger.One << 331)), options).Exact);

        // None at all are 0 bits, which a number without a denominator to be made needs.
        var number = ComputableReal.FromEnclosures(static precision => Enclosure.FromRatio(1, 3, precision), static () => new Rational(1, 3));
        var value = new QuantityValue(number, options with { MaxExactLength = 0 });
        Assert.Equal((true, null), (value.IsRational, value.Exact));
    }

    [Fact]
    public void IrrationalText_LongerThanAllowed_IsLeftOut()
    {
        var form = LinearFormInLogarithms.Ln(new Rational((BigInteger.One << 1000) + 1, 3));
        Assert.NotNull(new QuantityValue(form, QuantityOptions.Default).Exact);
        Assert.Null(new QuantityValue(form, new QuantityOptions { MaxExactLength = 100 }).Exact);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(2600, true)]
    [InlineData(2800, false)]
    public void ExactForm_OfUpToEightTimesTheLength_IsMade(long bits, bool isMade)
    {
        // Of 100 characters, about 332 bits; in lowest terms it may be shorter.
        var number = ComputableReal.FromEnclosures(static precision => Enclosure.FromRatio(1, 3, precision), static () => new Rational(1, 3));
        var value = new QuantityValue(number, new QuantityOptions { MaxExactLength = 100 }, bits);
        Assert.Equal(isMade, value.IsRational);
        Assert.Equal(isMade ? "1/3" : null, value.Exact);
        Assert.Equal(("0.3333333333333333333333333", "0.3333333333333333333333334"), (value.Enclosure.Lower, value.Enclosure.Upper));
    }
}
