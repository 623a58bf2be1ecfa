using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.Numerics;

/// <summary>Every operation of words against BigInteger, on integers of zeros and ones in long runs, which carry far.</summary>
public class UInt256Test
{
    private static readonly BigInteger Modulus = BigInteger.One << 256;
    private static readonly Random Random = new(20260101);

    [Fact]
    public void SumsDifferencesAndOrder_AreThoseOfIntegers()
    {
        for (var i = 0; i < Effort.Cases(4000); i++)
        {
            var (a, b) = (Integer(256), i % 5 == 0 ? Integer(64) : Integer(256));
            var (x, y) = (UInt256.FromInteger(a), UInt256.FromInteger(b));
            Assert.Equal(a, x.ToInteger());
            Assert.Equal((a + b) % Modulus, (x + y).ToInteger());
            Assert.Equal((a - b + Modulus) % Modulus, (x - y).ToInteger());
            Assert.Equal((Modulus - a) % Modulus, (-x).ToInteger());
            Assert.Equal(a.CompareTo(b), x.CompareTo(y));
            Assert.Equal(a == b, x.Equals(y));
            Assert.Equal(a >= Modulus / 2, x.IsNegative);
            Assert.Equal((int)a.GetBitLength(), x.BitLength);
            Assert.Equal(a.IsZero, x.IsZero);
            Assert.Equal((ulong)(a & ulong.MaxValue), (ulong)x);
            if (!a.IsZero)
            {
                Assert.Equal((int)BigInteger.TrailingZeroCount(a), x.TrailingZeros);
            }
        }
    }

    [Fact]
    public void Shifts_OfEveryLength_AreThoseOfIntegers()
    {
        for (var shift = 0; shift < 512; shift++)
        {
            var (a, high) = (Integer(256), Integer(256));
            var (x, y) = (UInt256.FromInteger(a), UInt256.FromInteger(high));
            if (shift < 256)
            {
                Assert.Equal((a << shift) % Modulus, (x << shift).ToInteger());
                Assert.Equal(a >> shift, (x >> shift).ToInteger());
            }

            if (shift <= 256)
            {
                Assert.Equal(a % (BigInteger.One << shift) != 0, x.AnyBelow(shift));
                Assert.False(UInt256.FromInteger(a >> shift).IsZero && !(a >> shift).IsZero);
                Assert.False((shift < 256 ? x << shift : default).AnyBelow(shift));
            }

            Assert.Equal((((high << 256) + a) >> shift) % Modulus, UInt256.ShiftDown(y, x, shift).ToInteger());
            var up = UInt256.ShiftUp(x, shift, out var low);
            Assert.Equal((a << shift) % (Modulus * Modulus), (up.ToInteger() << 256) + low.ToInteger());
        }
    }

    [Fact]
    public void Products_AreThoseOfIntegers()
    {
        for (var i = 0; i < Effort.Cases(4000); i++)
        {
            var (a, b, shift) = (Integer(256), Integer(256), Random.Next(512));
            var (x, y) = (UInt256.FromInteger(a), UInt256.FromInteger(b));
            var high = UInt256.Multiply(x, y, out var low);
            Assert.Equal(a * b, (high.ToInteger() << 256) + low.ToInteger());
            Assert.Equal(((a * b) >> shift) % Modulus, UInt256.MultiplyShifted(x, y, shift).ToInteger());
        }
    }

    [Fact]
    public void Quotients_AreThoseOfIntegers()
    {
        for (var i = 0; i < Effort.Cases(20_000); i++)
        {
            // A dividend next to a multiple of the divisor is where a digit of the quotient is first guessed too large.
            var divisor = BigInteger.Max(1, Integer(i % 7 == 0 ? 64 : 256));
            var quotient = Integer(256);
            var dividend = BigInteger.Min(
                divisor * Modulus - 1, BigInteger.Max(0, divisor * quotient + (i % 3) switch { 0 => Integer(256) % divisor, 1 => -1, _ => 0 }));
            var whole = UInt256.Divide(
                UInt256.FromInteger(dividend >> 256), UInt256.FromInteger(dividend % Modulus), UInt256.FromInteger(divisor), out var isExact);
            Assert.Equal(dividend / divisor, whole.ToInteger());
            Assert.Equal((dividend % divisor).IsZero, isExact);
        }
    }

    [Fact]
    public void QuotientsBySmallIntegers_AreThoseOfIntegers()
    {
        for (var divisor = 1; divisor <= 64; divisor++)
        {
            for (var i = 0; i < 60; i++)
            {
                var a = i % 2 == 0 ? Integer(256) : BigInteger.Max(0, Integer(250) * divisor - (i & 2) / 2);
                Assert.Equal(a / divisor, UInt256.DivideSmall(UInt256.FromInteger(a), divisor).ToInteger());
            }
        }
    }

    [Fact]
    public void FromInteger_OfMoreBits_Throws() => Assert.Throws<ArgumentException>(static () => UInt256.FromInteger(Modulus));

    /// <summary>An integer of at most so many bits, mostly of runs of equal bits.</summary>
    internal static BigInteger Integer(int maxBits, Random? random = null)
    {
        random ??= Random;
        var bits = random.Next(maxBits + 1);
        var value = BigInteger.Zero;
        while (bits > 0)
        {
            var run = Math.Min(bits, 1 + random.Next(random.Next(2) == 0 ? 4 : 100));
            value = (value << run) + (random.Next(2) == 0 ? 0 : (BigInteger.One << run) - 1);
            bits -= run;
        }

        return value;
    }
}
