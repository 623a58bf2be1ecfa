using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Numerics;

public class DyadicTest
{
    [Fact]
    public void FromDouble_ToDouble_RoundTrip()
    {
        var random = new Random(1);
        double[] special =
        [
            0, 1, -1, double.Epsilon, -double.Epsilon, 2 * double.Epsilon, 2.2250738585072014e-308, 2.2250738585072009e-308,
            double.MaxValue, double.MinValue, Math.BitIncrement(1), Math.BitDecrement(1), 0.1, Math.PI,
        ];
        foreach (var value in special.Concat(Enumerable.Range(0, 2000).Select(i =>
            BitConverter.Int64BitsToDouble(i % 4 == 0 ? random.NextInt64(1L << 52) : random.NextInt64()))))
        {
            if (double.IsFinite(value))
            {
                var exact = Dyadic.FromDouble(value);
                Assert.Equal(value, exact.ToDouble());
                Assert.Equal(value, exact.ToRational().ToDouble());
            }
        }
    }

    [Fact]
    public void FromDouble_TakesTheExactBinaryValue()
    {
        Assert.Equal(new Dyadic(1, -1074), Dyadic.FromDouble(double.Epsilon));
        Assert.Equal(new Dyadic((BigInteger.One << 52) - 1, -1074), Dyadic.FromDouble(2.2250738585072009e-308));
        Assert.Equal(new Dyadic((BigInteger.One << 53) - 1, 971), Dyadic.FromDouble(double.MaxValue));
        Assert.Equal(new Dyadic(3602879701896397, -55), Dyadic.FromDouble(0.1));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void FromDouble_NotFinite_Throws(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Dyadic.FromDouble(value));

    [Fact]
    public void ToDouble_RoundsHalfToEven_AlsoSubnormals()
    {
        // Half way between two doubles, and one unit in a far place to either side.
        foreach (var top in new[] { -1074, -1073, -1050, -1023, -1022, -1021, 0, 60, 1023 })
        {
            var last = Math.Max(top - 52, -1074);
            for (var k = 0; k < 4; k++)
            {
                var below = new Dyadic((BigInteger.One << (top - last)) + k, last);
                var unit = new Dyadic(1, last);
                var half = below + unit.ScaleByPowerOfTwo(-1);
                var speck = new Dyadic(1, last - 90);
                var (lower, upper) = (Nearest(below), Nearest(below + unit));
                Assert.Equal(lower, (half - speck).ToDouble());
                Assert.Equal(upper, (half + speck).ToDouble());
                Assert.Equal(below.Mantissa.IsEven ? lower : upper, half.ToDouble());
                Assert.Equal(-half.ToDouble(), (-half).ToDouble());
            }
        }

        // A double by its bits: a multiple of the last place counts up from the power of two.
        static double Nearest(Dyadic x)
        {
            var top = Math.Max(x.TopExponent, -1023);
            var units = x.ScaleByPowerOfTwo(-Math.Max(top - 52, -1074)).ToRational().Numerator;
            var biased = x.TopExponent >= -1022 ? x.TopExponent + 1023 : 0;
            return x.TopExponent > 1023
                ? double.PositiveInfinity
                : BitConverter.Int64BitsToDouble((biased << 52) | ((long)units & ((1L << 52) - 1)));
        }
    }

    [Fact]
    public void ToDouble_OverflowAndUnderflow_AreThoseOfIeee754()
    {
        var limit = new Dyadic(1, 1024) - new Dyadic(1, 970);
        Assert.Equal(double.PositiveInfinity, limit.ToDouble());
        Assert.Equal(double.MaxValue, (limit - new Dyadic(1, 0)).ToDouble());
        Assert.Equal(double.NegativeInfinity, new Dyadic(-1, long.MaxValue / 2).ToDouble());
        Assert.Equal(0, new Dyadic(1, -1075).ToDouble());
        Assert.Equal(double.Epsilon, (new Dyadic(1, -1075) + new Dyadic(1, -3000)).ToDouble());
        Assert.Equal(2 * double.Epsilon, new Dyadic(3, -1075).ToDouble());
        Assert.Equal(0, new Dyadic(1, long.MinValue / 2).ToDouble());
    }

    [Fact]
    public void Arithmetic_AgreesWithFractions()
    {
        var sample = new Sample(2);
        for (var i = 0; i < 1000; i++)
        {
            var (a, b) = (sample.Dyadic(), sample.Dyadic());
            var (x, y) = (a.ToRational(), b.ToRational());
            Assert.Equal(x + y, (a + b).ToRational());
            Assert.Equal(x - y, (a - b).ToRational());
            Assert.Equal(x * y, (a * b).ToRational());
            Assert.Equal(x.Abs(), a.Abs().ToRational());
            Assert.Equal(x * 1024, a.ScaleByPowerOfTwo(10).ToRational());
            Assert.Equal(x.Numerator.Sign, a.Sign);
        }
    }

    [Fact]
    public void Order_IsThatOfFractions_HoweverTheNumbersAreWritten()
    {
        var sample = new Sample(3);
        var values = Enumerable.Range(0, 40).Select(_ => sample.Dyadic()).ToList();
        values.AddRange(values.Take(20).Select(x => new Dyadic(x.Mantissa << 65, x.Exponent - 65)).ToList());
        Laws.Order(values, (a, b) => a.ToRational().CompareTo(b.ToRational()));
        Assert.True(values[0] == values[40] && !(values[0] != values[40]));
        Assert.True(values.Zip(values.Skip(1)).All(p => (p.First < p.Second) == (p.Second > p.First)));
        Assert.True(values.Zip(values.Skip(1)).All(p => (p.First <= p.Second) != (p.First > p.Second)));
        Assert.True(values.Zip(values.Skip(1)).All(p => (p.First >= p.Second) != (p.First < p.Second)));
    }

    [Fact]
    public void Order_OfHugeExponents_NeedsNoMemory()
    {
        var (huge, tiny) = (new Dyadic(1, 1L << 50), new Dyadic(1, -(1L << 50)));
        Laws.Order([-huge, -tiny, default, tiny, huge], (a, b) => Rank(a).CompareTo(Rank(b)));

        int Rank(Dyadic x) => x.Sign * (x.Abs().TopExponent > 0 ? 2 : 1);
    }

    [Fact]
    public void Normalize_MakesTheMantissaOdd()
    {
        var normal = new Dyadic(40, -3).Normalize();
        Assert.Equal((BigInteger)5, normal.Mantissa);
        Assert.Equal(0, normal.Exponent);
        Assert.Equal(0, new Dyadic(0, 99).Exponent);
    }

    [Fact]
    public void Round_KeepsDirectionBitsAndTightness()
    {
        var sample = new Sample(4);
        for (var i = 0; i < 1000; i++)
        {
            var x = sample.Dyadic();
            var precision = sample.Int(1, 90);
            var down = x.Round(precision, RoundingDirection.Down);
            var up = x.Round(precision, RoundingDirection.Up);
            Assert.True(down <= x && x <= up);
            Assert.True(Dyadic.BitLength(down.Normalize().Mantissa) <= precision);
            Assert.True(Dyadic.BitLength(up.Normalize().Mantissa) <= precision);

            // Tight: no multiple of the last kept place lies strictly between.
            var unit = new Dyadic(1, x.TopExponent - precision + 1);
            Assert.True(up - down == Dyadic.Zero || up - down == unit, $"{x} to {precision} bits: {down}, {up}");
            Assert.Equal(Dyadic.BitLength(x.Normalize().Mantissa) <= precision, down == up);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Dyadic.One.Round(0, RoundingDirection.Up));
    }

    [Fact]
    public void AddRounded_EqualsTheRoundedExactSum()
    {
        var sample = new Sample(5);
        for (var i = 0; i < 4000; i++)
        {
            var (a, b) = (sample.Dyadic(), sample.Dyadic(60));
            b = b.ScaleByPowerOfTwo(sample.Int(-700, 700));
            var precision = sample.Int(2, 120);
            foreach (var direction in Enum.GetValues<RoundingDirection>())
            {
                Assert.Equal((a + b).Round(precision, direction), Dyadic.AddRounded(a, b, precision, direction));
            }
        }
    }

    [Fact]
    public void AddRounded_AcrossAHugeGap_MovesByOneUnitAtMost()
    {
        var tiny = new Dyadic(1, -(1L << 55));
        Assert.Equal(Dyadic.One, Dyadic.AddRounded(Dyadic.One, tiny, 20, RoundingDirection.Down));
        Assert.Equal(1 + new Dyadic(1, -19), Dyadic.AddRounded(tiny, Dyadic.One, 20, RoundingDirection.Up));
        Assert.Equal(1 - new Dyadic(1, -20), Dyadic.AddRounded(Dyadic.One, -tiny, 20, RoundingDirection.Down));
        Assert.Equal(Dyadic.One, Dyadic.AddRounded(-tiny, Dyadic.One, 20, RoundingDirection.Up));
    }

    [Fact]
    public void DivideRounded_IsTightAndDirected()
    {
        var sample = new Sample(6);
        for (var i = 0; i < 2000; i++)
        {
            var (a, b) = (sample.Dyadic(), sample.Dyadic());
            if (b.IsZero)
            {
                Assert.Throws<DivideByZeroException>(() => Dyadic.DivideRounded(a, b, 10, RoundingDirection.Down));
                continue;
            }

            var precision = sample.Int(1, 100);
            var down = Dyadic.DivideRounded(a, b, precision, RoundingDirection.Down);
            var up = Dyadic.DivideRounded(a, b, precision, RoundingDirection.Up);
            var exact = a.ToRational() / b.ToRational();
            Assert.True(down.ToRational() <= exact && exact <= up.ToRational(), $"{a} / {b} to {precision}: {down}, {up}");
            var largest = down.Sign < 0 ? down : up;
            Assert.True((up - down).IsZero || up - down <= new Dyadic(1, largest.TopExponent - precision + 1));
            Assert.True(up == down || down.ToRational() < exact && exact < up.ToRational());
        }
    }

    [Theory]
    [InlineData(0, 5, "0")]
    [InlineData(-12, 0, "-12")]
    [InlineData(3, 64, "55340232221128654848")]
    [InlineData(3, 65, "3*2^65")]
    [InlineData(-6, -3, "-3*2^-2")]
    public void ToString_ShowsTheExactValue(int mantissa, long exponent, string expected) =>
        Assert.Equal(expected, new Dyadic(mantissa, exponent).ToString());
}
