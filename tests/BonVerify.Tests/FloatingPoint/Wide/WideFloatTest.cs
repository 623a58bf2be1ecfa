using System.Numerics;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.FloatingPoint.Wide;
using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint.Wide;

/// <summary>Each operation against exact arithmetic: within its constant, and not within half of it.</summary>
public class WideFloatTest
{
    private readonly Random random = new(128);

    [Fact]
    public void Product_StaysWithinItsConstant_AndHalfOfItDoesNotDo() => Worst(
        ErrorBounds.Multiply, 400_000, () => (Next(), Next()), static (a, b) => a * b, static (a, b) => a * b);

    [Fact]
    public void Square_StaysWithinItsConstant_AndHalfOfItDoesNotDo() => Worst(
        ErrorBounds.Square, 400_000, () => (Next(), default), static (a, _) => WideFloat.Square(a), static (a, _) => a * a);

    [Fact]
    public void Sum_StaysWithinOneUnit() => Worst(
        1, 100_000, () => (Next(), Next().Scale(random.Next(-140, 140))), static (a, b) => a + b, static (a, b) => a + b);

    [Fact]
    public void Difference_StaysWithinOneUnitOfTheLarger()
    {
        for (var i = 0; i < 100_000; i++)
        {
            var (a, b) = (Next(), Next().Scale(random.Next(-140, 3)));
            var (x, y) = (a.ToDyadic(), b.ToDyadic());
            var exact = x < y ? Dyadic.Zero : x - y;
            Assert.True(((a - b).ToDyadic() - exact).Abs() <= x.ScaleByPowerOfTwo(-127), $"{x} - {y}");
        }
    }

    [Fact]
    public void Reciprocal_StaysWithinItsConstant()
    {
        var worst = 0.0;
        for (var i = 0; i < 20_000; i++)
        {
            var a = Next().Scale(random.Next(-3000, 3000));
            var product = WideFloat.Reciprocal(a).ToDyadic() * a.ToDyadic();
            worst = Math.Max(worst, (product - Dyadic.One).Abs().ScaleByPowerOfTwo(127).ToDouble());
        }

        Assert.InRange(worst, WideErrors.Reciprocal / 5, WideErrors.Reciprocal);
    }

    [Fact]
    public void SquareRoot_StaysWithinItsConstant()
    {
        var worst = 0.0;
        for (var i = 0; i < 20_000; i++)
        {
            var a = Next().Scale(random.Next(-3000, 3000));
            var root = WideFloat.SquareRoot(a).ToDyadic();

            // (r² − a)/2a, the relative error up to its square.
            var error = Enclosure.Divide(Enclosure.Exactly((root * root) - a.ToDyadic()), Enclosure.Exactly(a.ToDyadic()), 60).Upper.Abs();
            worst = Math.Max(worst, error.ScaleByPowerOfTwo(126).ToDouble());
        }

        Assert.InRange(worst, WideErrors.SquareRoot / 5, WideErrors.SquareRoot);
    }

    [Fact]
    public void Logarithm_StaysWithinItsConstant_AndHalfOfItDoesNotDo()
    {
        var worst = 0.0;
        for (var i = 0; i < Effort.Cases(60_000); i++)
        {
            // Any number, numbers next to 1 however near, and the ends of the range that counts as next to it, where it is worst.
            var t = (i % 4) switch
            {
                0 => Next().Scale(random.Next(-4, 4)),
                1 => WideFloat.One + Next().Scale(-random.Next(1, 128)),
                2 => WideFloat.One - Next().Scale(-random.Next(1, 128)),
                _ => random.Next(2) == 0 ? WideFloat.One + Next().Scale(-7) : WideFloat.One - Next().Scale(-7),
            };
            var truth = Enclosure.Ln(Enclosure.Exactly(t.ToDyadic()), 200);
            var magnitude = WideLogarithm.Magnitude(t, out var isNegative).ToDyadic();
            Assert.Equal(truth.Sign < 0, isNegative && !magnitude.IsZero);
            worst = Math.Max(worst, Units(magnitude, truth.Lower.Abs()));
        }

        Assert.InRange(worst, WideErrors.Logarithm / 2, WideErrors.Logarithm);
    }

    [Fact]
    public void LogarithmOfOnePlus_KeepsTheRelativeAccuracyOfTheSmallest()
    {
        foreach (var exponent in (int[])[-100_000, -200, -129, -128, -127, -60, -20, -9, -8, -7, -6, -1, 0, 1, 30, 1000])
        {
            for (var i = 0; i < 200; i++)
            {
                var x = Next().Scale(exponent);
                var truth = Enclosure.Log1p(Enclosure.Exactly(x.ToDyadic()), 200).Lower;
                Assert.InRange(Units(WideLogarithm.OnePlus(x).ToDyadic(), truth), 0, WideErrors.Logarithm);
            }
        }
    }

    [Fact]
    public void IntegersAndDoubles_AreTakenExactly_AsFarAsTheyFit()
    {
        var nasty = new NastyWeights(129);
        for (var i = 0; i < 2_000; i++)
        {
            var (bits, value) = (8 * nasty.Int(1, 40), BigInteger.Zero);
            value = nasty.Uniform(bits) - 1;
            var exact = new Dyadic(value, 0);
            var taken = WideFloat.FromInteger(value).ToDyadic();
            Assert.True(taken <= exact && (exact - taken) <= exact.ScaleByPowerOfTwo(-127));
            Assert.True(value.GetBitLength() > 128 || taken == exact);
        }

        foreach (var value in (double[])[0, 1, 0.1, double.Epsilon, double.MaxValue, 2.2250738585072014e-308, 1e-310])
        {
            Assert.Equal(Dyadic.FromDouble(value), WideFloat.FromDouble(value).ToDyadic());
        }
    }

    [Fact]
    public void Default_IsZero()
    {
        var tiny = WideFloat.One.Scale(-100);
        Assert.True(default(WideFloat).IsZero);
        Assert.Equal(tiny.ToDyadic(), (tiny + default(WideFloat)).ToDyadic());
        Assert.Equal(tiny.ToDyadic(), (tiny - default(WideFloat)).ToDyadic());
        Assert.True((default(WideFloat) * tiny).IsZero && (default(WideFloat) - tiny).IsZero && default(WideFloat) < tiny);
    }

    private static double Units(Dyadic value, Dyadic truth) => Enclosure
        .Divide(Enclosure.Exactly((value - truth).Abs()), Enclosure.Exactly(truth.IsZero ? Dyadic.One : truth), 60).Upper.ScaleByPowerOfTwo(127).ToDouble();

    private static void Worst(
        double constant, int count, Func<(WideFloat A, WideFloat B)> next, Func<WideFloat, WideFloat, WideFloat> fast, Func<Dyadic, Dyadic, Dyadic> exact)
    {
        var worst = 0.0;
        for (var i = 0; i < Effort.Cases(count); i++)
        {
            var (a, b) = next();
            worst = Math.Max(worst, Units(fast(a, b).ToDyadic(), exact(a.ToDyadic(), b.ToDyadic())));
        }

        Assert.InRange(worst, constant / 2, constant);
    }

    /// <summary>A number from 1 to 2, often next to 1, where truncation weighs most.</summary>
    private WideFloat Next()
    {
        var (high, low) = ((ulong)random.NextInt64(), (ulong)random.NextInt64() | ((ulong)random.Next(2) << 63));
        var top = random.Next(2) == 0 ? high : high >> random.Next(64);
        return new((UInt128.One << 127) | new UInt128(top & (ulong.MaxValue >> 1), random.Next(8) == 0 ? ulong.MaxValue - (low >> 50) : low), 0);
    }

    [Fact]
    public void Logarithm_OfEachEntryOfTheTables_AndNextToOne_StaysWithinItsConstant()
    {
        for (var i = 1; i < 256; i++)
        {
            var step = WideFloat.FromInteger((ulong)i);
            foreach (var t in new[] { WideFloat.One + step.Scale(-8), WideFloat.One + step.Scale(-15), WideFloat.One - step.Scale(-9), WideFloat.One - step.Scale(-16), WideFloat.One + step.Scale(-100), WideFloat.One - step.Scale(-120), step.Scale(i - 100) })
            {
                var truth = Enclosure.Ln(Enclosure.Exactly(t.ToDyadic()), 200);
                var magnitude = WideLogarithm.Magnitude(t, out var isNegative).ToDyadic();
                Assert.Equal(truth.Sign < 0, isNegative && !magnitude.IsZero);
                Assert.InRange(Units(magnitude, truth.Lower.Abs()), 0, WideErrors.Logarithm);
            }
        }
    }

    [Fact]
    public void Order_IsThatOfTheNumbers()
    {
        var values = new List<WideFloat> { WideFloat.Zero, WideFloat.One, WideFloat.One.Scale(-3), WideFloat.One.Scale(3), new(UInt128.MaxValue, 0), new((UInt128.One << 127) | 1, 0), new(UInt128.MaxValue, -1) };
        values.AddRange(Enumerable.Range(0, 20).Select(_ => Next().Scale(random.Next(-1, 2))));
        foreach (var a in values)
        {
            foreach (var b in values)
            {
                Assert.Equal(a.ToDyadic() < b.ToDyadic(), a < b);
                Assert.Equal(a.ToDyadic() > b.ToDyadic(), a > b);
            }
        }
    }

    [Fact]
    public void Zero_IsTheSame_WhereverItComesFrom()
    {
        foreach (var zero in new[] { WideFloat.Zero, WideFloat.FromInteger(0UL), WideFloat.FromInteger(BigInteger.Zero), WideFloat.FromDouble(0), WideFloat.FromDyadic(Dyadic.Zero), WideFloat.SquareRoot(WideFloat.Zero), WideFloat.Zero.Scale(5), WideFloat.One - WideFloat.One, WideFloat.One * WideFloat.Zero })
        {
            Assert.True(zero.IsZero);
            Assert.Equal(0, zero.ToDouble());
            Assert.Equal(Dyadic.Zero, zero.ToDyadic());
            Assert.Equal(default(WideFloat).Exponent, zero.Exponent);
        }
    }

    [Fact]
    public void Errors_AreRoundedUp()
    {
        for (var i = 0; i < 100; i++)
        {
            var value = Next().Scale(random.Next(-300, 300));
            Assert.True(value < WideErrors.Up(value) && WideErrors.Up(value) < value + value.Scale(-19));
            var units = WideErrors.Of(value, 7).ToDyadic();
            Assert.True(units >= value.ToDyadic() * new Dyadic(7, -127) && units <= value.ToDyadic() * new Dyadic(7 * 512 + 7, -136));
        }
    }
}
