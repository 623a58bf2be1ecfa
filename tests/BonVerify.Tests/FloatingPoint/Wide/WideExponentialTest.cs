using BonVerify.FloatingPoint.Wide;
using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint.Wide;

/// <summary>e^−x in numbers of 128 bits against enclosures of more.</summary>
public class WideExponentialTest
{
    private readonly Random random = new(20261126);

    [Fact]
    public void Exponential_StaysWithinItsConstant()
    {
        var (small, large) = (0.0, 0.0);
        for (var i = 0; i < Effort.Cases(40_000); i++)
        {
            // Any size, multiples of ln 2, where the rest is next to 0 on either side, and the ends of the intervals of the tables.
            var x = (i % 4) switch
            {
                0 => Next().Scale(random.Next(-140, 0)),
                1 => Next().Scale(random.Next(0, 20)),
                2 => WideFloat.FromInteger((ulong)random.Next(1, 1 << 20)) * Ln2() + Next().Scale(random.Next(-140, -20)),
                _ => WideFloat.FromInteger((ulong)random.Next(1, 1 << 15)).Scale(-14) - Next().Scale(-random.Next(100, 140)),
            };
            var units = Units(WideExponential.OfNegative(x).ToDyadic(), Enclosure.Exp(Enclosure.Exactly(-x.ToDyadic()), 220).Lower);
            var argument = Math.ScaleB(x.Scale(-x.Exponent).ToDouble(), (int)x.Exponent);
            Assert.InRange(units, 0, WideErrors.Exponential + WideErrors.ExponentialPerUnit * argument);
            (small, large) = argument < 1 ? (Math.Max(small, units), large) : (small, Math.Max(large, (units - WideErrors.Exponential) / argument));
        }

        // A quarter of the one and an eighth of the other would not do.
        Assert.True(small > WideErrors.Exponential / 4, $"{small}");
        Assert.True(large > WideErrors.ExponentialPerUnit / 8, $"{large}");
    }

    [Fact]
    public void Exponential_OfTheLargest_IsNegligible()
    {
        var largest = WideFloat.One.Scale(WideExponential.LargestExponent);
        Assert.True(WideExponential.OfNegative(largest).IsZero);
        Assert.True(Enclosure.Exp(Enclosure.Exactly(-largest.ToDyadic()), 20).Upper.TopExponent < -WideExponential.NegligibleBits);
        Assert.Equal(Dyadic.One, WideExponential.OfNegative(WideFloat.Zero).ToDyadic());
        Assert.Equal(Dyadic.One, WideExponential.OfNegative(WideFloat.One.Scale(-129)).ToDyadic());
    }

    private static WideFloat Ln2() => WideLogarithm.Magnitude(WideFloat.FromInteger(2UL), out _);

    private static double Units(Dyadic value, Dyadic truth) => Enclosure
        .Divide(Enclosure.Exactly((value - truth).Abs()), Enclosure.Exactly(truth), 60).Upper.ScaleByPowerOfTwo(127).ToDouble();

    /// <summary>A number in [1, 2).</summary>
    private WideFloat Next() => new((UInt128.One << 127) | new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64() << 1), 0);

    [Fact]
    public void Exponential_OfEachEntryOfTheTables_StaysWithinItsConstant()
    {
        // Both tables have 128 entries, for the first seven bits after the point and the next seven.
        for (var i = 0; i < 128; i++)
        {
            foreach (var x in new[] { WideFloat.FromInteger((ulong)(2 * i + 1)).Scale(-8), WideFloat.FromInteger((ulong)(2 * i + 1)).Scale(-15), WideFloat.FromInteger((ulong)i + 1) })
            {
                var units = Units(WideExponential.OfNegative(x).ToDyadic(), Enclosure.Exp(Enclosure.Exactly(-x.ToDyadic()), 220).Lower);
                Assert.InRange(units, 0, WideErrors.Exponential + WideErrors.ExponentialPerUnit * Math.ScaleB(x.Scale(-x.Exponent).ToDouble(), (int)x.Exponent));
            }
        }
    }
}
