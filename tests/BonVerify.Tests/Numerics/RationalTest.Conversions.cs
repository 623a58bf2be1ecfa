using System.Globalization;
using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Numerics;

/// <content>
/// Correct rounding, against a long division of the test's own that keeps some bits more than needed and whether anything is
/// left; it shares no code with the library.
/// </content>
public partial class RationalTest
{
    private static readonly BinaryFormat DoubleFormat = new(53, -1074, 0x7FF0_0000_0000_0000);
    private static readonly BinaryFormat SingleFormat = new(24, -149, 0x7F80_0000);
    private static readonly BinaryFormat HalfFormat = new(11, -24, 0x7C00);

    [Fact]
    public void ToDouble_AgreesWithALongDivision() => Campaign.Run(40_000, index =>
    {
        var value = Hard(index, DoubleFormat, shortest: index % 50 != 0);
        Assert.Equal(DoubleFormat.Nearest(value), BitConverter.DoubleToUInt64Bits(value.ToDouble()));
    });

    [Fact]
    public void SingleAndHalf_AgreeWithALongDivision() => Campaign.Run(20_000, index =>
    {
        var value = Hard(index, SingleFormat, shortest: index % 50 != 0);
        Assert.Equal(SingleFormat.Nearest(value), BitConverter.SingleToUInt32Bits((float)value) & 0xFFFF_FFFFUL);
        value = Hard(index, HalfFormat, shortest: index % 50 != 0);
        Assert.Equal(HalfFormat.Nearest(value), BitConverter.HalfToUInt16Bits(Half.CreateChecked(value)));

        // A double that lies half way between two of the shorter format is not the number: rounding twice would go wrong.
        value = Between(index, SingleFormat) + new Rational(index % 2 == 0 ? 1 : -1, BigInteger.Pow(3, 200));
        Assert.Equal(SingleFormat.Nearest(value), BitConverter.SingleToUInt32Bits((float)value));
        value = Between(index, HalfFormat) + new Rational(index % 2 == 0 ? 1 : -1, BigInteger.Pow(3, 200));
        Assert.Equal(HalfFormat.Nearest(value), BitConverter.HalfToUInt16Bits(Half.CreateChecked(value)));
    });

    [Fact]
    public void ToDouble_HasTheThresholdsOfIeee754()
    {
        var overflow = (BigInteger.One << 1024) - (BigInteger.One << 970);
        Assert.Equal(double.PositiveInfinity, new Rational(overflow).ToDouble());
        Assert.Equal(double.NegativeInfinity, new Rational(-overflow).ToDouble());
        Assert.Equal(double.MaxValue, new Rational(overflow - 1).ToDouble());
        Assert.Equal(double.MaxValue, (new Rational(overflow) - new Rational(1, Long)).ToDouble());
        var tiny = new Rational(1, BigInteger.One << 1075);
        Assert.Equal(0, tiny.ToDouble());
        Assert.Equal(double.Epsilon, (tiny * new Rational(Long + 1, Long)).ToDouble());
        Assert.Equal(2 * double.Epsilon, (tiny * 3).ToDouble());
        Assert.True(double.IsNegative((-tiny).ToDouble()));

        var single = (BigInteger.One << 128) - (BigInteger.One << 103);
        Assert.Equal((float.PositiveInfinity, float.MaxValue), ((float)new Rational(single), (float)(new Rational(single) - new Rational(1, Long))));
        Assert.Equal(0f, (float)new Rational(1, BigInteger.One << 150));
        Assert.Equal(float.Epsilon, (float)(new Rational(1, BigInteger.One << 150) + tiny / Long));
        Assert.Equal((0f, float.PositiveInfinity), ((float)(tiny / Long), (float)new Rational(overflow * Long)));
        Assert.Equal(Half.PositiveInfinity, Half.CreateChecked(new Rational(65520)));
        Assert.Equal(Half.MaxValue, Half.CreateChecked(65520 - tiny));
        Assert.Equal(Half.Zero, Half.CreateChecked(new Rational(1, 1 << 25)));
        Assert.Equal(Half.Epsilon, Half.CreateChecked(new Rational(1, 1 << 25) + tiny));
    }

    [Fact]
    public void ToDouble_OfLongQuotients()
    {
        // One bit too long for a double's exponent made numerator over denominator infinite over infinite.
        foreach (var bits in new[] { 62, 63, 64, 1022, 1023, 1024, 1025, 5000, 100_000 })
        {
            var power = BigInteger.One << bits;
            Assert.Equal(1, new Rational(power + 1, power).ToDouble());
            Assert.Equal(0.75, new Rational(3 * power - 1, 4 * power).ToDouble());
            Assert.Equal(1 / 3.0, new Rational(power + (bits % 2 == 0 ? -1 : 1), 3 * power).ToDouble());
        }
    }

    [Fact]
    public void ToDecimal_IsTheNearestWithMostPlaces() => Campaign.Run(20_000, index =>
    {
        var value = DecimalHard(index);
        var expected = Nearest(value);
        if (expected is null)
        {
            Assert.Throws<OverflowException>(() => value.ToDecimal());
        }
        else
        {
            Assert.Equal(expected, value.ToDecimal().ToString(CultureInfo.InvariantCulture));
        }

        // The finest grid of tens on which the number keeps below 2^96, and its nearest point.
        static string? Nearest(Rational value)
        {
            var (numerator, denominator) = (BigInteger.Abs(value.Numerator), value.Denominator);
            for (var places = 28; places >= 0; places--)
            {
                var twice = 2 * numerator * BigInteger.Pow(10, places);
                if (twice >= ((BigInteger.One << 97) - 1) * denominator)
                {
                    continue;
                }

                var digits = (twice + denominator) / (2 * denominator);
                digits -= (twice + denominator) % (2 * denominator) == 0 && !digits.IsEven ? 1 : 0;
                var text = digits.ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
                text = text.Insert(text.Length - places, ".").TrimEnd('0').TrimEnd('.');
                return value.Sign < 0 && !digits.IsZero ? "-" + text : text;
            }

            return null;
        }
    });

    [Theory]
    [InlineData("79228162514264337593543950335.4999", "79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335.4999", "-79228162514264337593543950335")]
    [InlineData("7.92281625142643375935439503354", "7.9228162514264337593543950335")]
    [InlineData("7.92281625142643375935439503355", "7.922816251426433759354395034")]
    [InlineData("0.00000000000000000000000000005", "0")]
    [InlineData("0.000000000000000000000000000050001", "0.0000000000000000000000000001")]
    [InlineData("0.00000000000000000000000000015", "0.0000000000000000000000000002")]
    [InlineData("0.00000000000000000000000000025", "0.0000000000000000000000000002")]
    [InlineData("1e-1000", "0")]
    [InlineData("2.500", "2.5")]
    [InlineData("1000", "1000")]
    public void ToDecimal_AtTheEdges(string text, string expected)
    {
        Assert.Equal(expected, Rational.Parse(text).ToDecimal().ToString(CultureInfo.InvariantCulture));
        Assert.Equal(expected, ((decimal)Rational.Parse(text)).ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("79228162514264337593543950335.5")]
    [InlineData("-79228162514264337593543950335.5")]
    [InlineData("1e29")]
    [InlineData("1e100000")]
    public void ToDecimal_TooLarge_Throws(string text) => Assert.Throws<OverflowException>(() => Rational.Parse(text).ToDecimal());

    [Fact]
    public void FromDecimal_FromDouble_AreExactAndComeBack() => Campaign.Run(2_000, index =>
    {
        var random = new Random(index);
        var number = new decimal(random.Next(int.MinValue, int.MaxValue), random.Next(), random.Next(int.MinValue, 0), index % 2 == 0, (byte)random.Next(29));
        Assert.Equal(Rational.Parse(number.ToString(CultureInfo.InvariantCulture)), Rational.FromDecimal(number));
        Assert.Equal(number, (decimal)(Rational)number);
        var real = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
        if (double.IsFinite(real))
        {
            Assert.Equal(Dyadic.FromDouble(real), Dyadic.FromDouble((double)(Rational)real));
            Assert.Equal(real, Rational.FromDouble(real).ToDouble());
        }
    });

    [Theory]
    [InlineData("1/3", 0, "0", 3, "0.333")]
    [InlineData("-2/3", 0, "-1", 3, "-0.667")]
    [InlineData("1/2", 0, "0", 1, "0.5")]
    [InlineData("3/2", 0, "2", 3, "1.500")]
    [InlineData("-1/2000", 2, "0.00", 3, "0.000")]
    [InlineData("-3/2000", 3, "-0.002", 4, "-0.0015")]
    [InlineData("999.9995", 3, "1000.000", 4, "999.9995")]
    [InlineData("12345678901234567890", 0, "12345678901234567890", 2, "12345678901234567890.00")]
    public void Text_WithPlaces_IsCorrectlyRounded(string text, int few, string expectedFew, int more, string expectedMore)
    {
        var value = Rational.Parse(text);
        Assert.Equal(expectedFew, value.ToString($"F{few}", CultureInfo.InvariantCulture));
        Assert.Equal(expectedMore, value.ToString($"f{more}", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Text_OfSignificantDigits_IsTheNearest() => Campaign.Run(3_000, index =>
    {
        var random = new Random(index);
        var digits = random.Next(1, 40);
        var value = index % 4 == 0 ? Tie(random, digits) : new Sample(index).Rational(index % 100 == 0 ? 3000 : 120);
        var text = value.ToDecimalText(digits);
        var shown = Rational.Parse(text);

        // One unit in the last place, from the number itself, found by multiplication alone.
        var (unit, magnitude) = (Rational.One, value.Abs());
        while (!value.IsZero && unit * BigInteger.Pow(10, digits) <= magnitude)
        {
            unit *= 10;
        }

        while (!value.IsZero && unit * BigInteger.Pow(10, digits - 1) > magnitude)
        {
            unit /= 10;
        }

        var error = 2 * (shown - value).Abs();
        Assert.True(error <= unit, $"{text} for {value}");
        Assert.True(error < unit || (shown / unit).Numerator.IsEven, $"{text} for {value}: ties to even");

        // The same number of places, by the other method.
        var places = random.Next(20);
        var fixedError = 2 * (Rational.Parse(value.ToString($"F{places}", CultureInfo.InvariantCulture)) - value).Abs();
        Assert.True(fixedError * BigInteger.Pow(10, places) <= 1);

        static Rational Tie(Random random, int digits)
        {
            var shown = random.Next(1, 10) * BigInteger.Pow(10, digits - 1) + (digits > 1 ? random.Next(10) : 0);
            return (random.Next(2) == 0 ? 1 : -1) * (10 * shown + 5) * Rational.Pow(10, random.Next(-60, 30));
        }
    });

    /// <summary>Quotients of all lengths, half ways and their neighbours, both ends of the range.</summary>
    private static Rational Hard(int index, BinaryFormat format, bool shortest)
    {
        var random = new Random(index);
        var sign = random.Next(2) == 0 ? 1 : -1;
        return (index % 5) switch
        {
            0 => new Rational(sign * Bits(random, 63), Bits(random, 63)),
            1 when !shortest => new Rational(sign * Bits(random, 6000), Bits(random, 6000)),
            1 => new Rational(sign * Bits(random, random.Next(1, 200)), Bits(random, random.Next(1, 200))),
            2 => sign * Between(index, format),
            3 => sign * Between(index, format) * (1 + new Rational(random.Next(-1, 2), Bits(random, 150))),
            _ => new Rational(sign * Bits(random, 80), 1) * Rational.Pow(2, random.Next((int)format.Smallest - 100, (int)-format.Smallest)),
        };
    }

    /// <summary>Half way between two neighbours of a format, all exponents alike, subnormal ones too.</summary>
    private static Rational Between(int index, BinaryFormat format)
    {
        var random = new Random(index);
        var mantissa = Bits(random, random.Next(3) == 0 ? random.Next(1, format.Precision) : format.Precision);
        var exponent = random.Next((int)format.Smallest, (int)-format.Smallest - 2 * format.Precision);
        return (2 * mantissa + 1) * Rational.Pow(2, exponent - 1);
    }

    private static Rational DecimalHard(int index)
    {
        var random = new Random(index);
        var sign = random.Next(2) == 0 ? 1 : -1;
        return (index % 4) switch
        {
            0 => new Rational(sign * Bits(random, random.Next(1, 200)), Bits(random, random.Next(1, 200))),
            1 => sign * new Rational(2 * Bits(random, random.Next(1, 97)) + 1, 2 * BigInteger.Pow(10, random.Next(0, 30))),
            2 => sign * new Rational((BigInteger.One << 97) + random.Next(-3, 3), 2 * BigInteger.Pow(10, random.Next(0, 30))),
            _ => sign * Bits(random, 97) / (Rational)(BigInteger.Pow(10, random.Next(0, 29)) * 3),
        };
    }

    private static BigInteger Bits(Random random, int count)
    {
        var bytes = new byte[count / 8 + 1];
        random.NextBytes(bytes);
        return (new BigInteger(bytes, isUnsigned: true) & ((BigInteger.One << count) - 1)) | BigInteger.One << (count - 1);
    }

    /// <summary>A binary format: its precision, the exponent of its least number, and the bits of infinity.</summary>
    private sealed record BinaryFormat(int Precision, long Smallest, ulong Infinity)
    {
        /// <summary>The bits of the nearest number, ties to even.</summary>
        public ulong Nearest(Rational value)
        {
            var (numerator, denominator) = (BigInteger.Abs(value.Numerator), value.Denominator);
            if (numerator.IsZero)
            {
                return 0;
            }

            // A quotient of some bits more than the precision, and whether the division left something.
            var shift = Precision + 3 + (long)denominator.GetBitLength() - (long)numerator.GetBitLength();
            var quotient = shift >= 0
                ? BigInteger.DivRem(numerator << (int)shift, denominator, out var rest)
                : BigInteger.DivRem(numerator, denominator << (int)-shift, out rest);
            var last = Math.Max((long)quotient.GetBitLength() - Precision - shift, Smallest);
            var drop = (int)(last + shift);
            var kept = quotient >> drop;
            var dropped = 2 * (quotient - (kept << drop)) + (rest.IsZero ? 0 : 1);
            var half = BigInteger.One << drop;
            var units = dropped > half || (dropped == half && !kept.IsEven) ? kept + 1 : kept;

            // The bits of a format count up from 0 in units of the last place: a carry goes where it belongs.
            var bits = ((last - Smallest) * (BigInteger.One << (Precision - 1))) + units;
            return (ulong)BigInteger.Min(bits, Infinity) | (value.Sign < 0 ? Sign : 0);
        }

        private ulong Sign => Infinity == 0x7C00 ? 0x8000UL : Infinity == 0x7F80_0000 ? 0x8000_0000UL : 1UL << 63;
    }
}
