using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Numerics;

/// <summary>Numbers in words, at their ends, and numbers next to these that are not, against integers of any length.</summary>
public class DyadicWordsTest
{
    private static readonly Random Random = new(20260102);

    [Fact]
    public void Operations_RoundOnceAndInTheDirectionAsked()
    {
        for (var i = 0; i < Effort.Cases(20_000); i++)
        {
            var (a, b) = (Number(), Number());
            var precision = Random.Next(1, 262);
            foreach (var direction in new[] { RoundingDirection.Down, RoundingDirection.Up })
            {
                Same(Rounded(a.Mantissa, 1, a.Exponent, precision, direction), a.Round(precision, direction));
                Same(Rounded(Over(a, b.Exponent) + Over(b, a.Exponent), 1, Math.Min(a.Exponent, b.Exponent), precision, direction),
                    Dyadic.AddRounded(a, b, precision, direction));
                Same(Rounded(a.Mantissa * b.Mantissa, 1, a.Exponent + b.Exponent, precision, direction),
                    Dyadic.MultiplyRounded(a, b, precision, direction));
                if (!b.IsZero)
                {
                    var quotient = Rounded(a.Mantissa, b.Mantissa, a.Exponent - b.Exponent, precision, direction);
                    Same(quotient, Dyadic.DivideRounded(a, b, precision, direction));
                    var (down, up) = Dyadic.DivideBothWays(a, b, precision);
                    Same(quotient, direction == RoundingDirection.Down ? down : up);
                }
            }

            Assert.Equal(Over(a, b.Exponent) + Over(b, a.Exponent), (a + b).Mantissa << (int)((a + b).Exponent - Math.Min(a.Exponent, b.Exponent)));
            Assert.Equal((a.Mantissa * b.Mantissa, a.Mantissa * b.Mantissa == 0 ? 0 : a.Exponent + b.Exponent), ((a * b).Mantissa, (a * b).Exponent));
            Assert.Equal((-a.Mantissa, a.Exponent), ((-a).Mantissa, (-a).Exponent));
            Assert.Equal(Over(a, b.Exponent).CompareTo(Over(b, a.Exponent)), Math.Sign(a.CompareTo(b)));
            var (normal, shifted) = (a.Normalize(), new Dyadic(a.Mantissa << 200, a.Exponent - 200));
            Assert.True(normal.Equals(shifted) && normal.GetHashCode() == shifted.GetHashCode() && (a.IsZero || !normal.Mantissa.IsEven));
            Assert.Equal(a.Sign, a.Mantissa.Sign);
            if (!a.IsZero)
            {
                Assert.Equal(a.Exponent + (long)BigInteger.Abs(a.Mantissa).GetBitLength() - 1, a.TopExponent);
            }
        }
    }

    [Fact]
    public void ToFixedPoint_InWords_IsThatInIntegers_OrNothing()
    {
        var fits = 0;
        for (var i = 0; i < Effort.Cases(5000); i++)
        {
            var (a, width) = (Number(), Random.Next(0, 300));
            if (a.ToFixedPointInWords(width) is { } words)
            {
                var value = a.ToFixedPoint(width);
                Assert.Equal(value < 0 ? value + (BigInteger.One << 256) : value, words.ToInteger());
                fits++;
            }
            else if (!a.IsZero)
            {
                Assert.True(BigInteger.Max(BigInteger.Abs(a.Mantissa), BigInteger.Abs(a.ToFixedPoint(width))).GetBitLength() >= 256, $"{a}, {width}");
            }
        }

        Assert.InRange(fits, Effort.Cases(5000) / 2, Effort.Cases(5000) - 100);
    }

    [Fact]
    public void LogarithmsAndExponentials_InWords_AreThoseInIntegers()
    {
        var (logarithms, exponentials) = (0, 0);
        for (var i = 0; i < Effort.Cases(4000); i++)
        {
            var (a, precision) = (Number().Abs(), Random.Next(2, 230));
            a = a.IsZero ? Dyadic.One : a;
            if (Logarithm.ReducedInWords(a, precision) is { } logarithm)
            {
                Assert.Equal(Logarithm.ReducedInIntegers(a, precision), logarithm);
                logarithms++;
            }

            // The argument of an exponential is brought below 2^30.
            var x = a.ScaleByPowerOfTwo(Random.Next(-40, 30) - a.TopExponent);
            foreach (var signed in new[] { x, -x })
            {
                if (Exponential.ExpInWords(signed, precision) is { } exponential)
                {
                    Assert.Equal(Exponential.ExpInIntegers(signed, precision), exponential);
                    exponentials++;
                }
            }
        }

        Assert.InRange(logarithms, Effort.Cases(2000), Effort.Cases(4000) - 1);
        Assert.InRange(exponentials, Effort.Cases(3000), 2 * Effort.Cases(4000) - 1);
    }

    [Fact]
    public void Series_InWords_AreThoseInIntegers()
    {
        for (var i = 0; i < Effort.Cases(2000); i++)
        {
            var width = Random.Next(20, 232);
            var t = UInt256Test.Integer(width - 16, Random);
            var (value, error) = Logarithm.Bracket(t, width);
            Assert.Equal((value, error), Integers(Logarithm.Bracket(UInt256.FromInteger(t), width)));
            var r = UInt256Test.Integer(width - 4, Random);
            (value, error) = Exponential.Series(r, width);
            Assert.Equal((value, error), Integers(Exponential.Series(UInt256.FromInteger(r), width)));
        }

        static (BigInteger Value, BigInteger Error) Integers((UInt256 Value, ulong Error) words) => (words.Value.ToInteger(), words.Error);
    }

    [Fact]
    public void Product_OfIntervalsOfEverySign_IsThatOfTheirEnds()
    {
        for (var i = 0; i < Effort.Cases(4000); i++)
        {
            var (left, right) = (Interval(), Interval());
            var precision = Random.Next(2, 200);
            var ends = new[] { left.Lower * right.Lower, left.Lower * right.Upper, left.Upper * right.Lower, left.Upper * right.Upper };
            var expected = new Enclosure(ends.Min().Round(precision, RoundingDirection.Down), ends.Max().Round(precision, RoundingDirection.Up));
            Assert.Equal(expected, Enclosure.Multiply(left, right, precision));
        }

        static Enclosure Interval()
        {
            var (a, b) = (Number(), Random.Next(4) == 0 ? Dyadic.Zero : Number());
            return a < b ? new Enclosure(a, b) : new Enclosure(b, a);
        }
    }

    private static void Same(Dyadic expected, Dyadic actual) => Assert.Equal(expected, actual);

    private static BigInteger Over(Dyadic value, long exponent) => value.Mantissa << (int)(value.Exponent - Math.Min(value.Exponent, exponent));

    /// <summary>numerator/denominator · 2^exponent to so many bits, by one division of integers.</summary>
    private static Dyadic Rounded(BigInteger numerator, BigInteger denominator, long exponent, int precision, RoundingDirection direction)
    {
        if (numerator.IsZero)
        {
            return Dyadic.Zero;
        }

        // The quotient is of at least 2^precision, and of less than 2^(precision + 3), before it is cut to its first bits.
        var shift = precision + 2 + (int)BigInteger.Abs(denominator).GetBitLength() - (int)BigInteger.Abs(numerator).GetBitLength();
        var (above, below) = (BigInteger.Abs(numerator) << Math.Max(shift, 0), BigInteger.Abs(denominator) << Math.Max(-shift, 0));
        var drop = (int)(above / below).GetBitLength() - precision;
        below <<= drop;
        var isNegative = numerator.Sign != denominator.Sign;
        var isAway = isNegative == (direction == RoundingDirection.Down);
        var magnitude = isAway ? (above + below - 1) / below : above / below;
        return new Dyadic(isNegative ? -magnitude : magnitude, exponent - shift + drop);
    }

    private static Dyadic Number()
    {
        var mantissa = UInt256Test.Integer(Random.Next(4) == 0 ? 270 : 256, Random);
        return new Dyadic(Random.Next(2) == 0 ? mantissa : -mantissa, Random.Next(3) == 0 ? Random.Next(-700, 700) : Random.Next(-300, 10));
    }
}
