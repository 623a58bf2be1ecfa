using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Tests.Support;
using Fractions;

namespace BonVerify.Tests.Numerics;

/// <summary>The laws of a field and of its order; every result is in lowest terms.</summary>
public partial class RationalTest
{
    private static readonly BigInteger Long = (BigInteger.One << 200) + 1;

    // 0, ±1, halves, equal numbers made differently, next to each other, long, and quotients whose integer parts agree.
    private static readonly Rational[] Values =
    [
        default, Rational.One, Rational.MinusOne, new(1, 2), new(-1, 2), new(2, 4), new(3, -6), new(7, 4), new(-7, 4), new(5, 3), new(-5, 3),
        new(9, 7), new(4, 3), new(-9, 7), new(-4, 3), 3, -3, 12, new(Long, Long + 2), new(Long + 2, Long), new(-Long, 3), new(1, Long),
        Rational.FromDouble(double.Epsilon), Rational.FromDouble(double.MaxValue), Rational.FromDecimal(decimal.MinValue),
    ];

    [Fact]
    public void Order_IsThatOfTheNumbers()
    {
        Laws.Order(Values, SignOfDifference);
        var sample = new Sample(41);
        Laws.Order([.. Enumerable.Range(0, 60).Select(_ => sample.Rational(80))], SignOfDifference);
        Campaign.Run(2_000, index =>
        {
            var (a, b) = Close(new Sample(index));
            Assert.Equal(SignOfDifference(a, b), Math.Sign(a.CompareTo(b)));
        });

        // Nearly equal quotients, so that their integer parts and those of their parts agree.
        static (Rational, Rational) Close(Sample from)
        {
            var a = from.Rational(60);
            return (a, new Rational(a.Numerator * 1000 + from.Int(-1, 2), a.Denominator * 1000 + from.Int(-1, 2)));
        }

        static int SignOfDifference(Rational a, Rational b) => (a.Numerator * b.Denominator - b.Numerator * a.Denominator).Sign;
    }

    [Fact]
    public void Operators_AgreeWithTheOrder()
    {
        foreach (var (a, b) in Pairs())
        {
            var sign = Math.Sign(a.CompareTo(b));
            Assert.Equal((sign < 0, sign <= 0, sign == 0), (a < b, a <= b, a == b));
            Assert.Equal((sign > 0, sign >= 0, sign != 0), (a > b, a >= b, a != b));
            Assert.Equal(sign <= 0 ? a : b, Rational.Min(a, b));
            Assert.Equal(sign >= 0 ? a : b, Rational.Max(a, b));
        }
    }

    [Fact]
    public void Arithmetic_IsThatOfQuotients_InLowestTerms()
    {
        var sample = new Sample(42);
        foreach (var (a, b) in Pairs().Concat(Enumerable.Range(0, 500).Select(_ => (sample.Rational(), sample.Rational()))))
        {
            var (p, q, r, s) = (a.Numerator, a.Denominator, b.Numerator, b.Denominator);
            Is(p * s + r * q, q * s, a + b);
            Is(p * s - r * q, q * s, a - b);
            Is(p * r, q * s, a * b);
            Is(-p, q, -a);
            Is(p, q, +a);
            Is(BigInteger.Abs(p), q, a.Abs());
            Is(BigInteger.Abs(p), q, Rational.Abs(a));
            if (!b.IsZero)
            {
                Is(p * s, q * r, a / b);
                Is(s, r, b.Reciprocal());
                Is(p * s - BigInteger.Divide(p * s, q * r) * r * q, q * s, a % b);
            }

            var (up, down) = (a, a);
            Is(p + q, q, ++up);
            Is(p - q, q, --down);
        }

        // Whatever was done before: sums of sums, products of sums, and so on.
        var value = new Rational(1, 3);
        for (var i = 0; i < 400; i++)
        {
            var other = sample.Rational(20);
            value = sample.Int(0, 6) switch
            {
                0 => value + other,
                1 => value - other,
                2 => value * other,
                3 when !other.IsZero => value / other,
                4 when !value.IsZero => value.Reciprocal(),
                5 => Rational.Pow(value, 2) - value,
                _ => other - value,
            };
            Is(value.Numerator, value.Denominator, value);
            value = Dyadic.BitLength(value.Denominator) > 500 ? other : value;
        }
    }

    [Fact]
    public void RingAndField_Laws()
    {
        var sample = new Sample(43);
        for (var i = 0; i < 300; i++)
        {
            var (a, b, c) = (sample.Rational(60), sample.Rational(60), sample.Rational(60));
            Assert.Equal(a + b, b + a);
            Assert.Equal(a * b, b * a);
            Assert.Equal((a + b) + c, a + (b + c));
            Assert.Equal((a * b) * c, a * (b * c));
            Assert.Equal(a * b + a * c, a * (b + c));
            Assert.Equal(a, a + Rational.Zero);
            Assert.Equal(a, a * Rational.One);
            Assert.Equal(Rational.Zero, a - a);
            Assert.Equal(Rational.MinusOne * a, -a);
            Assert.Equal((a < b, a == b), (a + c < b + c, a + c == b + c));
            if (!b.IsZero)
            {
                Assert.Equal(a, a / b * b);
                Assert.Equal(Rational.One, b * b.Reciprocal());
                Assert.Equal(a, b * Rational.Truncate(a / b) + a % b);
                Assert.True((a % b).Abs() < b.Abs());
                Assert.True((a % b).IsZero || (a % b).Sign == a.Sign);
            }
        }
    }

    [Fact]
    public void Constructors_BringToLowestTerms()
    {
        Is(-3, 2, new Rational(6, -4));
        Is(3, 2, new Rational(-6, -4));
        Is(0, 1, new Rational(0, -9));
        Is(1, 2, new Rational(int.MinValue, 2 * (BigInteger)int.MinValue));
        Is(int.MinValue, 1, new Rational(int.MinValue));
        Is(Long, 1, new Rational(Long));
        Is(long.MinValue, 1, long.MinValue);
        Assert.Throws<DivideByZeroException>(() => new Rational(1, 0));
        Assert.Throws<DivideByZeroException>(() => new Rational(BigInteger.Zero, BigInteger.Zero));
    }

    [Fact]
    public void Default_IsZero()
    {
        Rational nothing = default;
        Is(0, 1, nothing);
        Assert.Equal((0, true, true, "0", 0.0, 0m), (nothing.Sign, nothing.IsZero, nothing.IsInteger, $"{nothing}", nothing.ToDouble(), nothing.ToDecimal()));
        Is(5, 3, nothing + new Rational(5, 3));
        Is(-5, 3, nothing - new Rational(5, 3));
        Is(0, 1, nothing * new Rational(5, 3));
        Is(0, 1, nothing / new Rational(5, 3));
        Is(0, 1, -nothing);
        Assert.Equal(new Rational(0, 5).GetHashCode(), nothing.GetHashCode());
        Assert.Equal(Rational.Zero, Assert.Single(new Rational[1]));
    }

    [Theory]
    [InlineData(7, 2, 3, 4, 3)]
    [InlineData(-7, 2, -4, -3, -3)]
    [InlineData(1, 3, 0, 1, 0)]
    [InlineData(-1, 3, -1, 0, 0)]
    [InlineData(6, 1, 6, 6, 6)]
    [InlineData(-6, 1, -6, -6, -6)]
    [InlineData(0, 1, 0, 0, 0)]
    public void FloorCeilingTruncate_RoundDownUpAndTowardsZero(int numerator, int denominator, int floor, int ceiling, int truncated)
    {
        var value = new Rational(numerator, denominator);
        Assert.Equal((floor, ceiling, truncated), (Rational.Floor(value), Rational.Ceiling(value), Rational.Truncate(value)));
        Assert.Equal((truncated, truncated, (BigInteger)truncated), ((int)value, (long)value, (BigInteger)value));
    }

    [Theory]
    [InlineData(7, 2, 3, 2, 1, 2)]
    [InlineData(-7, 2, 3, 2, -1, 2)]
    [InlineData(7, 2, -3, 2, 1, 2)]
    [InlineData(-7, 2, -3, 2, -1, 2)]
    [InlineData(1, 3, 5, 1, 1, 3)]
    [InlineData(6, 1, 3, 2, 0, 1)]
    public void Remainder_HasTheSignOfTheLeftOperand(int a, int b, int c, int d, int numerator, int denominator) =>
        Is(numerator, denominator, new Rational(a, b) % new Rational(c, d));

    [Fact]
    public void Pow_IsRepeatedMultiplication()
    {
        foreach (var value in Values.Where(value => Dyadic.BitLength(value.Numerator) < 300))
        {
            var power = Rational.One;
            for (var exponent = 0; exponent <= 5; exponent++)
            {
                Is(power.Numerator, power.Denominator, Rational.Pow(value, exponent));
                if (!value.IsZero)
                {
                    Is(power.Denominator, power.Numerator, Rational.Pow(value, -exponent));
                }

                power *= value;
            }
        }

        Is(1, 1, Rational.Pow(default, 0));
        Is(0, 1, Rational.Pow(default, 7));
        Is(-27, 8, Rational.Pow(new Rational(-2, 3), -3));
        Is(1, 1, Rational.Pow(Rational.MinusOne, int.MinValue));
        Is(-1, 1, Rational.Pow(Rational.MinusOne, int.MaxValue));
        Assert.Throws<DivideByZeroException>(() => Rational.Pow(default, -1));
        Assert.Throws<DivideByZeroException>(() => Rational.Pow(default, int.MinValue));
    }

    [Fact]
    public void DivisionByZero_Throws()
    {
        foreach (var value in Values)
        {
            Assert.Throws<DivideByZeroException>(() => value / Rational.Zero);
            Assert.Throws<DivideByZeroException>(() => value / default(Rational));
            Assert.Throws<DivideByZeroException>(() => value % Rational.Zero);
            Assert.Throws<DivideByZeroException>(() => Rational.DivideByInt(value, 0));
        }

        Assert.Throws<DivideByZeroException>(() => default(Rational).Reciprocal());
    }

    [Fact]
    public void Integers_CompareAndMixExactly()
    {
        Assert.True(new Rational(4, 2) == 2 && new Rational(1, 3) != 0 && new Rational(1, 3) < 1 && 1 > new Rational(1, 3));
        Assert.True(new Rational(Long, Long + 1) < 1 && new Rational(Long + 1, Long) > 1L && Long == new Rational(2 * Long, 2));
        Is(5, 2, 2 + new Rational(1, 2));
        Is(3, 2, 2 - new Rational(1, 2));
        Is(2, 3, 4 * new Rational(1, 6));
        Is(1, 24, new Rational(1, 6) / 4);
        Is(24, 1, 4 / new Rational(1, 6));
        Is(1, 3, Rational.DivideByInt(new Rational(2, 3), 2));
    }

    [Fact]
    public void Fraction_ConvertsInLowestTerms_MarkedSo()
    {
        Is(-2, 3, (Rational)new Fraction(4, -6, normalize: false));
        Is(0, 1, (Rational)new Fraction(0, -6, normalize: false));
        Is(0, 1, (Rational)default(Fraction));
        Assert.Throws<ArgumentOutOfRangeException>(() => (Rational)Fraction.NaN);
        Assert.Throws<ArgumentOutOfRangeException>(() => (Rational)Fraction.PositiveInfinity);
        Assert.Throws<ArgumentOutOfRangeException>(() => (Rational)Fraction.NegativeInfinity);

        // The package reduces results of operands with this mark alone.
        foreach (var value in Values.Concat([new Rational(1, 6) + 1, new Rational(1, 6) * 5, new Rational(2, 3).Reciprocal(), Rational.FromDouble(0.75)]))
        {
            var fraction = (Fraction)value;
            Assert.Equal(FractionState.IsNormalized, fraction.State);
            Assert.Equal((value.Numerator, value.Denominator), (fraction.Numerator, fraction.Denominator));
            Assert.Equal(value, (Rational)fraction);
        }
    }

    private static IEnumerable<(Rational, Rational)> Pairs() => Values.SelectMany(_ => Values, (a, b) => (a, b));

    /// <summary>The value is numerator/denominator, and in lowest terms with a positive denominator.</summary>
    private static void Is(BigInteger numerator, BigInteger denominator, Rational value)
    {
        Assert.True(value.Denominator.Sign > 0);
        Assert.Equal(BigInteger.One, BigInteger.GreatestCommonDivisor(value.Numerator, value.Denominator));
        Assert.Equal(numerator * value.Denominator, value.Numerator * denominator);
        Assert.Equal(value.Numerator.IsZero, value.IsZero);
        Assert.Equal(value.Denominator.IsOne, value.IsInteger);
        Assert.Equal(value.Numerator.Sign, value.Sign);
    }
}
