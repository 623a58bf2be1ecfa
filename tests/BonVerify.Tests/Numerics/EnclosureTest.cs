using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Numerics;

public class EnclosureTest
{
    [Fact]
    public void Arithmetic_ContainsTheExactResult_AtEveryPoint()
    {
        var sample = new Sample(11);
        for (var i = 0; i < 1500; i++)
        {
            var (a, b) = (sample.Enclosure(), sample.Enclosure());
            var precision = sample.Int(2, 80);
            var sum = Enclosure.Add(a, b, precision);
            var difference = Enclosure.Subtract(a, b, precision);
            var product = Enclosure.Multiply(a, b, precision);
            Enclosure? quotient = b.Contains(Dyadic.Zero) ? null : Enclosure.Divide(a, b, precision);
            foreach (var x in sample.Points(a))
            {
                foreach (var y in sample.Points(b, 2))
                {
                    Assert.True(sum.Contains(x + y));
                    Assert.True(difference.Contains(x - y));
                    Assert.True(product.Contains(x * y));
                    Assert.True(quotient?.Contains(x.ToRational() / y.ToRational()) ?? true, $"{x}/{y} at {precision}");
                }
            }

            Assert.True((-a).Contains(-a.Lower) && (-a).Contains(-a.Upper));
            Assert.True(a.Round(precision).Contains(a));
            Assert.Equal(Enclosure.Multiply(a, Enclosure.Exactly(8), 400), a.ScaleByPowerOfTwo(3));
        }
    }

    [Fact]
    public void Power_ContainsTheExactPower_AtEveryPoint()
    {
        var sample = new Sample(12);
        var straddled = 0;
        for (var i = 0; i < 1500; i++)
        {
            var a = sample.Enclosure(30, 12);
            var exponent = sample.Int(-9, 10);
            if (exponent < 0 && a.Contains(Dyadic.Zero))
            {
                Assert.Throws<DivideByZeroException>(() => Enclosure.Power(a, exponent, 20));
                continue;
            }

            straddled += exponent > 0 && exponent % 2 == 0 && a.Sign is null ? 1 : 0;
            var precision = sample.Int(2, 60);
            var power = Enclosure.Power(a, exponent, precision);
            foreach (var x in sample.Points(a))
            {
                Assert.True(power.Contains(Exactly(x.ToRational(), exponent)), $"{x}^{exponent}: {power}");
            }

            // Even powers are never negative, and the ends belong to points of the interval.
            Assert.True(exponent % 2 != 0 || power.Lower.Sign >= 0);
        }

        Assert.True(straddled > 20);
        Assert.Equal(Enclosure.One, Enclosure.Power(new Enclosure(-1, 3), 0, 10));
        Assert.True(Enclosure.Power(new Enclosure(3, 3), 1000, 100).IsAccurateTo(96));

        static Rational Exactly(Rational x, int exponent)
        {
            var power = Enumerable.Repeat(x, Math.Abs(exponent)).Aggregate(Rational.One, (product, factor) => product * factor);
            return exponent < 0 ? Rational.One / power : power;
        }
    }

    [Fact]
    public void Sqrt_IsDirectedAndTight()
    {
        var sample = new Sample(13);
        for (var i = 0; i < 1500; i++)
        {
            var a = sample.Enclosure();
            a = a.Lower.Sign >= 0 ? a : new Enclosure(a.Upper.Abs() <= -a.Lower ? a.Upper.Abs() : -a.Lower, a.Upper.Abs() - a.Lower);
            var precision = sample.Int(2, 80);
            var root = Enclosure.Sqrt(a, precision);
            Assert.True(root.Lower.Sign >= 0 && root.Lower * root.Lower <= a.Lower && a.Upper <= root.Upper * root.Upper);
            var point = Enclosure.Sqrt(Enclosure.Exactly(a.Upper), precision);
            Assert.True(point.IsAccurateTo(precision - 1), $"{a.Upper} at {precision}: {point}");
        }

        Assert.Equal(Enclosure.Exactly(3), Enclosure.Sqrt(Enclosure.Exactly(9), 2));
        Assert.Equal(Enclosure.Zero, Enclosure.Sqrt(Enclosure.Zero, 2));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(130)]
    [InlineData(450)]
    public void ExpLn_ContainTheSlowExponential_AtEveryPoint(int precision)
    {
        var sample = new Sample(14);
        for (var i = 0; i < 60; i++)
        {
            // Exponents around ln 2, halves and tiny numbers; |x| < 2^6.
            var wide = sample.Enclosure(50, 6 - 51 + 45);
            wide = wide.Lower.Abs() < 64 && wide.Upper.Abs() < 64 ? wide : wide.ScaleByPowerOfTwo(
                4 - Math.Max(wide.Lower.TopExponent, wide.Upper.TopExponent));
            var (exp, expm1) = (Enclosure.Exp(wide, precision), Enclosure.Expm1(wide, precision));
            foreach (var x in sample.Points(wide, 1))
            {
                var slow = SlowExponential.Exp(x);
                Assert.True(exp.Overlaps(slow), $"exp {x}");
                Assert.True(expm1.Overlaps(Enclosure.Subtract(slow, Enclosure.One, 2000)), $"expm1 {x}");
                var image = new Enclosure(slow.Lower.Round(60, RoundingDirection.Down), slow.Upper.Round(60, RoundingDirection.Up));
                AssertInverse(Enclosure.Ln(image, precision), x);
                AssertInverse(Enclosure.Log1p(Enclosure.Subtract(image, Enclosure.One, 2000), precision), x);
            }
        }

        static void AssertInverse(Enclosure ln, Dyadic x) => Assert.True(ln.Contains(x), $"{x} is not in {ln}");
    }

    [Theory]
    [InlineData(30)]
    [InlineData(130)]
    [InlineData(450)]
    public void Exp_OfANarrowInterval_CoversBothEndsTightly(int precision)
    {
        // Narrow intervals get by with one exponential; the widths here are on either side of that rule.
        var sample = new Sample(15);
        for (var i = 0; i < 60; i++)
        {
            var start = sample.Dyadic(60, 0);
            start = start.IsZero ? 1 : start.ScaleByPowerOfTwo(sample.Int(-30, 5) - start.TopExponent);
            var width = new Dyadic(sample.Int(1, 1000), -sample.Int(precision / 3, precision));
            var narrow = new Enclosure(start, start + width);
            var (exp, expm1) = (Enclosure.Exp(narrow, precision), Enclosure.Expm1(narrow, precision));
            var (lower, upper) = (SlowExponential.Exp(narrow.Lower), SlowExponential.Exp(narrow.Upper));
            var hull = new Enclosure(lower.Upper, upper.Lower);
            Assert.True(exp.Contains(hull), $"exp {narrow}");
            Assert.True(expm1.Contains(Enclosure.Subtract(hull, Enclosure.One, 2000)), $"expm1 {narrow}");

            // No wider than the image itself, but for a last few bits of either.
            var image = (upper.Upper - lower.Lower) * new Dyadic((1 << 28) + 1, -28);
            Assert.True(exp.Upper - exp.Lower <= image + exp.Upper.ScaleByPowerOfTwo(2 - precision), $"exp {narrow}: {exp}");
            Assert.True(
                expm1.Upper - expm1.Lower <= image + Enclosure.Max(expm1.Upper.Abs(), expm1.Lower.Abs()).ScaleByPowerOfTwo(2 - precision),
                $"expm1 {narrow}: {expm1}");
        }
    }

    [Fact]
    public void Log1p_OfAWideIntervalNextToMinusOne_IsNotAbsurdlyWide()
    {
        var x = new Enclosure(new Dyadic(1, -100) - 1, new Dyadic(1, -9) - 1);
        var result = Enclosure.Log1p(x, 40);
        Assert.True(result.Contains(Enclosure.Log1p(Enclosure.Exactly(x.Upper), 80)));
        Assert.True(result.Upper < -6, $"{result.ToDecimal(10)}");
    }

    [Fact]
    public void Elementary_ResultsAtTwoPrecisionsOverlap_AndContainTheSharperOnes()
    {
        var sample = new Sample(15);
        for (var i = 0; i < 400; i++)
        {
            var x = Enclosure.Exactly(sample.Dyadic(300, 40).Abs() + new Dyadic(1, -60));
            foreach (var function in new Func<Enclosure, int, Enclosure>[]
                { Enclosure.Ln, Enclosure.Log1p, Enclosure.Exp, Enclosure.Expm1, Enclosure.Sqrt })
            {
                var argument = x.Upper.TopExponent > 59 ? Enclosure.Exactly(1) : x;
                var (rough, sharp) = (function(argument, 24), function(argument, 180));
                Assert.True(rough.Overlaps(sharp));
                Assert.True(rough.IsAccurateTo(20) && sharp.IsAccurateTo(172), $"{argument}: {rough}, {sharp}");
                Assert.True(rough.Overlaps(function(argument, 77)) && sharp.Overlaps(function(argument, 77)));
            }
        }
    }

    [Fact]
    public void LnExp_Identities_Hold()
    {
        var sample = new Sample(16);
        for (var i = 0; i < 300; i++)
        {
            var (x, y) = (sample.Positive(), sample.Positive());
            var (lnX, lnY) = (Enclosure.Ln(x, 150), Enclosure.Ln(y, 150));
            Assert.True(Enclosure.Exp(lnX, 150).Contains(x));
            Assert.True(Enclosure.Ln(x * y, 150).Overlaps(Enclosure.Add(lnX, lnY, 160)));
            Assert.True(Enclosure.Ln(Rational.One / x, 150).Overlaps(-lnX));
        }
    }

    [Theory]
    [InlineData(30)]
    [InlineData(200)]
    [InlineData(1000)]
    [InlineData(1074)]
    public void LnOfFraction_NextToOne_KeepsRelativeAccuracy(int power)
    {
        foreach (var sign in new[] { 1, -1 })
        {
            // d − d²/2 < ln(1 + d) < d − d²/2 + d³/3 for either sign of d.
            var d = new Dyadic(sign, -power);
            var middle = d - d * d * new Dyadic(1, -1);
            var upper = middle + d * d * d;
            var truth = middle <= upper ? new Enclosure(middle, upper) : new Enclosure(upper, middle);
            foreach (var result in new[]
            {
                Enclosure.Ln((1 + d).ToRational(), 50), Enclosure.Ln(Enclosure.Exactly(1 + d), 50), Enclosure.Log1p(Enclosure.Exactly(d), 50),
            })
            {
                Assert.True(result.Overlaps(truth) && result.IsAccurateTo(46), $"1 + {d}: {result}");
            }
        }
    }

    [Fact]
    public void Errors_OutsideTheDomain()
    {
        var zeroInside = new Enclosure(-1, 1);
        Assert.Throws<ArgumentException>(() => new Enclosure(2, 1));
        Assert.Throws<DivideByZeroException>(() => Enclosure.Divide(Enclosure.One, zeroInside, 10));
        Assert.Throws<DivideByZeroException>(() => Enclosure.Divide(Enclosure.One, Enclosure.Zero, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Enclosure.Ln(new Enclosure(0, 1), 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Enclosure.Ln(Rational.Zero, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Enclosure.Log1p(new Enclosure(-1, 1), 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Enclosure.Sqrt(zeroInside, 10));
        foreach (var huge in new[] { new Dyadic(1, 60), new Dyadic(-1, 60) })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Enclosure.Exp(Enclosure.Exactly(huge), 10));
            Assert.Throws<ArgumentOutOfRangeException>(() => Enclosure.Expm1(Enclosure.Exactly(huge), 10));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Enclosure.Exp(Enclosure.One, 1));
        Assert.True(Enclosure.Exp(Enclosure.Exactly(new Dyadic(1, 60) - 1), 10).Lower.TopExponent > 1L << 60);
    }

    [Fact]
    public void FromRatio_IsTheTightestEnclosure()
    {
        var sample = new Sample(17);
        for (var i = 0; i < 500; i++)
        {
            var x = sample.Rational();
            var precision = sample.Int(2, 60);
            var result = Enclosure.FromRational(x, precision);
            Assert.True(result.Contains(x) && Enclosure.FromRatio(-3 * x.Numerator, -3 * x.Denominator, precision) == result);
            Assert.True(result.IsExact || !(result.Contains(result.Lower) && result.Lower.ToRational() == x));
            Assert.True(result.IsAccurateTo(precision - 2));
        }
    }

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(-2, -1, -1)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 1, null)]
    [InlineData(-1, 0, null)]
    [InlineData(-1, 1, null)]
    public void Sign_IsNullWhenOpen(int lower, int upper, int? expected) =>
        Assert.Equal(expected, new Enclosure(lower, upper).Sign);

    [Fact]
    public void Relations_OfIntervals()
    {
        var (a, b, c) = (new Enclosure(1, 3), new Enclosure(3, 5), new Enclosure(4, 5));
        Assert.True(a.Overlaps(b) && b.Overlaps(a) && !a.Overlaps(c) && !c.Overlaps(a));
        Assert.True(!a.IsBelow(b) && a.IsBelow(c) && !c.IsBelow(a));
        Assert.True(b.Contains(c) && !c.Contains(b) && a.Contains(Dyadic.One) && !a.Contains(new Rational(7, 2)));
        Laws.Equality(a, new Enclosure(new Dyadic(2, -1), 3), equal: true);
        Laws.Equality(a, b, equal: false);
        Assert.True(a != b && !(a == b) && default == Enclosure.Zero);
    }

    [Fact]
    public void IsAccurateTo_MeasuresTheWidthAgainstTheSmallerEnd()
    {
        var x = new Enclosure(1024, 1025);
        Assert.True(x.IsAccurateTo(10) && !x.IsAccurateTo(11));
        Assert.True((-x).IsAccurateTo(10) && !(-x).IsAccurateTo(11));
        Assert.True(Enclosure.Zero.IsAccurateTo(1000) && !new Enclosure(0, new Dyadic(1, -999)).IsAccurateTo(1));
    }

    [Fact]
    public void TryToDouble_AnswersOnlyWhenBothEndsRoundAlike()
    {
        var speck = new Dyadic(1, -80);
        Assert.True(new Enclosure(1 - speck, 1 + speck).TryToDouble(out var one));
        Assert.Equal(1, one);
        Assert.False(new Enclosure(1, 1 + new Dyadic(1, -52)).TryToDouble(out var open));
        Assert.True(double.IsNaN(open));
    }
}
