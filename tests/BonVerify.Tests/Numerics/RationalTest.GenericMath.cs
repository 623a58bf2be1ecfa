using System.Globalization;
using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Tests.Numerics;

/// <content>Generic algorithms, and conversions from and to every number of the framework.</content>
public partial class RationalTest
{
    [Fact]
    public void GenericAlgorithms_AreExact()
    {
        var values = Enumerable.Range(1, 50).Select(i => new Rational(i % 2 == 0 ? -1 : 1, i)).ToArray();
        Assert.Equal(values.Aggregate((a, b) => a + b), Sum(values));
        Assert.Equal(new Rational(1, 3), Mean([Rational.Zero, new Rational(1, 3), new Rational(2, 3)]));
        Assert.Equal((new Rational(-1, 2), Rational.One), Range(values));
        Assert.Equal(new Rational(7, 4), Horner(new Rational(1, 2), [1, 1, 1]));
        Assert.Equal(new Rational(3, 2), Clamp(new Rational(5, 2), 1, new Rational(3, 2)));

        static T Sum<T>(IEnumerable<T> items)
            where T : INumber<T> => items.Aggregate(T.Zero, static (sum, item) => sum + item);

        static T Mean<T>(IReadOnlyCollection<T> items)
            where T : INumber<T> => Sum(items) / T.CreateChecked(items.Count);

        static (T Least, T Largest) Range<T>(T[] items)
            where T : INumber<T> => (items.Aggregate(T.Min), items.Aggregate(T.Max));

        static T Horner<T>(T x, T[] coefficients)
            where T : INumber<T> => coefficients.Aggregate(T.AdditiveIdentity, (sum, c) => sum * x + c * T.MultiplicativeIdentity);

        static T Clamp<T>(T x, T least, T largest)
            where T : INumber<T> => T.Clamp(x, least, largest);
    }

    [Fact]
    public void Predicates_KnowNoSpecialValues()
    {
        Predicates(new Rational(0), isInteger: true, isEven: true, isOdd: false, isNegative: false);
        Predicates(new Rational(-4), isInteger: true, isEven: true, isOdd: false, isNegative: true);
        Predicates(new Rational(-7), isInteger: true, isEven: false, isOdd: true, isNegative: true);
        Predicates(new Rational(3, 2), isInteger: false, isEven: false, isOdd: false, isNegative: false);

        static void Predicates<T>(T value, bool isInteger, bool isEven, bool isOdd, bool isNegative)
            where T : INumber<T>, ISignedNumber<T>
        {
            Assert.Equal((isInteger, isEven, isOdd), (T.IsInteger(value), T.IsEvenInteger(value), T.IsOddInteger(value)));
            Assert.Equal((isNegative, !isNegative, T.IsZero(value)), (T.IsNegative(value), T.IsPositive(value), !T.IsNormal(value)));
            Assert.True(T.IsFinite(value) && T.IsRealNumber(value) && T.IsCanonical(value));
            Assert.False(T.IsNaN(value) || T.IsInfinity(value) || T.IsPositiveInfinity(value) || T.IsNegativeInfinity(value));
            Assert.False(T.IsSubnormal(value) || T.IsComplexNumber(value) || T.IsImaginaryNumber(value));
            Assert.Equal(T.Abs(value), T.CopySign(value, T.One));
            Assert.Equal((T.One + T.One, -T.One), (T.CreateChecked(T.Radix), T.NegativeOne));
        }
    }

    [Fact]
    public void Magnitudes_PreferThePositiveOfEqualOnes()
    {
        Magnitudes(new Rational(-1, 2), new Rational(1, 3));
        Magnitudes(new Rational(1, 2), new Rational(-1, 3));
        Assert.Equal((3, -3), (Largest<Rational>(3, -3), Smallest<Rational>(3, -3)));
        Assert.Equal((3, -3), (Largest<Rational>(-3, 3), Smallest<Rational>(-3, 3)));

        static void Magnitudes(Rational larger, Rational smaller)
        {
            Assert.Equal((larger, larger), (Largest(larger, smaller), Largest(smaller, larger)));
            Assert.Equal((smaller, smaller), (Smallest(larger, smaller), Smallest(smaller, larger)));
        }

        static T Largest<T>(T x, T y)
            where T : INumber<T>
        {
            Assert.Equal(T.MaxMagnitude(x, y), T.MaxMagnitudeNumber(x, y));
            return T.MaxMagnitude(x, y);
        }

        static T Smallest<T>(T x, T y)
            where T : INumber<T>
        {
            Assert.Equal(T.MinMagnitude(x, y), T.MinMagnitudeNumber(x, y));
            return T.MinMagnitude(x, y);
        }
    }

    [Fact]
    public void Integers_OfEveryType_ConvertBothWays()
    {
        Edges(byte.MinValue, byte.MaxValue);
        Edges(sbyte.MinValue, sbyte.MaxValue);
        Edges(char.MinValue, char.MaxValue);
        Edges(short.MinValue, short.MaxValue);
        Edges(ushort.MinValue, ushort.MaxValue);
        Edges(int.MinValue, int.MaxValue);
        Edges(uint.MinValue, uint.MaxValue);
        Edges(long.MinValue, long.MaxValue);
        Edges(ulong.MinValue, ulong.MaxValue);
        Edges(nint.MinValue, nint.MaxValue);
        Edges(nuint.MinValue, nuint.MaxValue);
        Edges(Int128.MinValue, Int128.MaxValue);
        Edges(UInt128.MinValue, UInt128.MaxValue);
        Assert.Equal(Long, From(Long).Numerator);
        Assert.Equal(Long, BigInteger.CreateChecked(new Rational(2 * Long + 1, 2)));
        Assert.Equal(-Long, BigInteger.CreateTruncating(new Rational(-2 * Long - 1, 2)));

        static void Edges<T>(T least, T largest)
            where T : IBinaryInteger<T>, IMinMaxValue<T>
        {
            foreach (var value in new[] { least, largest, T.Zero, T.One, largest / (T.One + T.One) })
            {
                var number = From(value);
                Assert.Equal(BigInteger.CreateChecked(value), number.Numerator);
                Assert.True(number.IsInteger);
                Assert.Equal(value, T.CreateChecked(number));
                Assert.Equal(value, T.CreateSaturating(number));
                Assert.Equal(value, T.CreateTruncating(number));
            }

            // Towards 0, so that a number within 1 of an edge is still inside.
            var half = new Rational(1, 2);
            Assert.Equal(largest, T.CreateChecked(From(largest) + half));
            Assert.Equal(least, T.CreateChecked(From(least) - half));
            Assert.Throws<OverflowException>(() => T.CreateChecked(From(largest) + 1));
            Assert.Throws<OverflowException>(() => T.CreateChecked(From(least) - 1));
            Assert.Equal(largest, T.CreateSaturating(From(largest) + 1));
            Assert.Equal(least, T.CreateSaturating(From(least) - 1));
            Assert.Equal(T.CreateTruncating(BigInteger.CreateChecked(largest) + 1), T.CreateTruncating(From(largest) + 1));
        }
    }

    [Fact]
    public void BinaryFloatingPoint_ConvertsAtItsExactValue()
    {
        Edges(double.Epsilon, double.MaxValue, double.NaN, double.PositiveInfinity, value => Dyadic.FromDouble(value).ToRational());
        Edges(float.Epsilon, float.MaxValue, float.NaN, float.PositiveInfinity, value => Dyadic.FromDouble(value).ToRational());
        Edges(Half.Epsilon, Half.MaxValue, Half.NaN, Half.PositiveInfinity, value => Dyadic.FromDouble((double)value).ToRational());
        Assert.Equal(BigInteger.One << 149, From(float.Epsilon).Denominator);
        Assert.Equal((BigInteger.One << 24, 65504), (From(Half.Epsilon).Denominator, From(Half.MaxValue)));

        static void Edges<T>(T least, T largest, T nan, T infinity, Func<T, Rational> exactly)
            where T : IBinaryFloatingPointIeee754<T>
        {
            foreach (var value in new[] { least, -least, largest, -largest, T.Zero, T.One, T.Pi, T.BitDecrement(T.One), T.BitIncrement(T.One) })
            {
                var number = From(value);
                Assert.Equal(exactly(value), number);
                Assert.Equal(value, T.CreateChecked(number));
                Assert.Equal(value, T.CreateSaturating(number));
                Assert.Equal(value, T.CreateTruncating(number));
            }

            // Beyond the range there is no exception, as in the framework's own conversions.
            Assert.Equal(infinity, T.CreateChecked(From(largest) * 2));
            Assert.Equal(-infinity, T.CreateSaturating(From(largest) * -2));
            Assert.Equal(T.Zero, T.CreateTruncating(From(least) / 4));
            Assert.True(T.IsNegative(T.CreateChecked(From(least) / -4)));
            foreach (var none in new[] { nan, infinity, -infinity })
            {
                Assert.Throws<OverflowException>(() => Checked<Rational, T>(none));
                Assert.Throws<OverflowException>(() => Saturating<Rational, T>(none));
                Assert.Throws<OverflowException>(() => Truncating<Rational, T>(none));
            }
        }
    }

    [Fact]
    public void Decimals_ConvertBothWays()
    {
        foreach (var value in new[] { decimal.MaxValue, decimal.MinValue, 0m, -1m, 0.1m, 1e-28m, -79228162514264.337593543950335m, 4294967296.5m })
        {
            var number = From(value);
            Assert.Equal(Rational.Parse(value.ToString(CultureInfo.InvariantCulture)), number);
            Assert.Equal(value, decimal.CreateChecked(number));
            Assert.Equal(value, decimal.CreateSaturating(number));
            Assert.Equal(value, decimal.CreateTruncating(number));
        }

        foreach (var sign in new[] { 1, -1 })
        {
            var beyond = sign * (From(decimal.MaxValue) + 1);
            Assert.Throws<OverflowException>(() => decimal.CreateChecked(beyond));
            Assert.Equal(sign * decimal.MaxValue, decimal.CreateSaturating(beyond));
            Assert.Equal(sign * decimal.MaxValue, decimal.CreateTruncating(beyond));
            Assert.Equal(sign * decimal.MaxValue, decimal.CreateSaturating(sign * (From(decimal.MaxValue) + new Rational(1, 2))));
            Assert.Equal(sign * decimal.MaxValue, decimal.CreateSaturating(sign * (From(decimal.MaxValue) + new Rational(1, 3))));
        }
    }

    [Fact]
    public void OtherNumbers_AreNotConverted()
    {
        Assert.Equal(new Rational(2, 3), From(new Rational(2, 3)));
        Assert.Throws<NotSupportedException>(() => Checked<Rational, Complex>(Complex.One));
        Assert.Throws<NotSupportedException>(() => Complex.CreateChecked(Rational.One));
    }

    [Fact]
    public void ParsingAndFormatting_ThroughTheInterfaces_AreInvariant()
    {
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        Texts<Rational>(comma);
        var value = new Rational(-5, 2);
        Assert.Equal("-5/2 -2.500 -5/2", string.Create(comma, $"{value} {value:F3} {value:G}"));
        Assert.Throws<FormatException>(() => value.ToString("N2", null));
        Assert.Throws<FormatException>(() => value.ToString("F-1", null));
        Assert.Throws<FormatException>(() => value.ToString("F1000001", null));

        static void Texts<T>(IFormatProvider provider)
            where T : INumber<T>
        {
            var half = T.One / (T.One + T.One);
            Assert.Equal(half, T.Parse("0.5", provider));
            Assert.Equal(half, T.Parse("1/2".AsSpan(), provider));
            Assert.Equal(half, T.Parse("1/2", NumberStyles.Any, provider));
            Assert.Equal(half, T.Parse("1/2".AsSpan(), NumberStyles.Any, provider));
            Assert.True(T.TryParse("1/2", provider, out var a) && a == half);
            Assert.True(T.TryParse("1/2".AsSpan(), provider, out var b) && b == half);
            Assert.True(T.TryParse("1/2", NumberStyles.Any, provider, out var c) && c == half);
            Assert.True(T.TryParse("1/2".AsSpan(), NumberStyles.Any, provider, out var d) && d == half);
            Assert.False(T.TryParse("0,5", provider, out var none) || none != T.Zero);
            Assert.False(T.TryParse((string?)null, provider, out _));
            Assert.Throws<ArgumentException>(() => T.Parse("x", provider));
            Span<char> room = stackalloc char[3];
            Assert.True(half.TryFormat(room, out var written, default, provider) && room[..written] is "1/2");
            Assert.False((half / (T.CreateChecked(50))).TryFormat(room, out written, default, provider) || written != 0);
        }
    }

    private static Rational From<T>(T value)
        where T : INumberBase<T>
    {
        var number = Checked<Rational, T>(value);
        Assert.Equal(number, Saturating<Rational, T>(value));
        Assert.Equal(number, Truncating<Rational, T>(value));
        return number;
    }

    private static TTo Checked<TTo, TFrom>(TFrom value)
        where TTo : INumberBase<TTo>
        where TFrom : INumberBase<TFrom> => TTo.CreateChecked(value);

    private static TTo Saturating<TTo, TFrom>(TFrom value)
        where TTo : INumberBase<TTo>
        where TFrom : INumberBase<TFrom> => TTo.CreateSaturating(value);

    private static TTo Truncating<TTo, TFrom>(TFrom value)
        where TTo : INumberBase<TTo>
        where TFrom : INumberBase<TFrom> => TTo.CreateTruncating(value);
}
