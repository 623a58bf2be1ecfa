using System.Numerics;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.Numerics;
using BonVerify.Tests.Support;
using Dd = BonVerify.FloatingPoint.Pairs.DoubleDouble<BonVerify.FloatingPoint.Lanes.Lanes1>;

namespace BonVerify.Tests.FloatingPoint.Pairs;

/// <summary>
/// Each operation against exact arithmetic: its error stays within the constant of its lemma, and comes near enough to it
/// that half the constant would fail.
/// </summary>
public class DoubleDoubleTest
{
    private readonly NastyWeights random = new(20261124);

    [Fact]
    public void Multiply_StaysWithinItsConstant() => Check(ErrorBounds.Multiply, 0.5, 40_000, () =>
    {
        var (a, b) = (Pair(), Pair());
        return Relative(Dd.Multiply(a, b), Exact(a) * Exact(b));
    });

    [Fact]
    public void Square_StaysWithinItsConstant() => Check(ErrorBounds.Square, 0.5, 40_000, () =>
    {
        var a = Pair();
        return Relative(Dd.Square(a), Exact(a) * Exact(a));
    });

    [Fact]
    public void MultiplyByDouble_StaysWithinItsConstant() => Check(ErrorBounds.MultiplyByDouble, 0.5, 40_000, () =>
    {
        var (a, b) = (Pair(), 1 + random.Unit());
        return Relative(Dd.Multiply(a, Lanes1.Create(b)), Exact(a) * Dyadic.FromDouble(b));
    });

    [Fact]
    public void Add_StaysWithinItsConstant() => Check(ErrorBounds.Add, 0.5, 40_000, () =>
    {
        var (a, b) = (Pair(), Pair());
        return Relative(Dd.AddPositive(a, b), Exact(a) + Exact(b));
    });

    [Fact]
    public void AddPositive_IsTheSum_ToTheBit()
    {
        for (var i = 0; i < Effort.Cases(20_000); i++)
        {
            var (a, b) = (Pair(), i % 9 == 0 ? Dd.Create(0) : Pair());
            Assert.Equal(Parts(Dd.Add(a, b)), Parts(Dd.AddPositive(a, b)));
            Assert.Equal(Parts(Dd.Add(a, b)), Parts(Dd.AddPositive(b, a)));
        }

        static (double, double) Parts(Dd pair) => (High(pair), Low(pair));
    }

    [Fact]
    public void Subtract_StaysWithinItsConstantOfBothMagnitudes() => Check(ErrorBounds.Add, 0.5, 40_000, () =>
    {
        var a = Pair();
        var b = random.Int(0, 2) == 0 ? Pair() : new Dd(Lanes1.Create(High(a) * (1 + random.Unit() * 1e-15)), Lanes1.Create(Low(a) * 0.7));
        b = Dd.FastTwoSum(b.High, b.Low);
        return Error(Dd.Subtract(a, b), Exact(a) - Exact(b), Exact(a) + Exact(b));
    });

    [Fact]
    public void DividePairs_StaysWithinItsConstant() => Check(ErrorBounds.DividePairs, 0.25, 40_000, () =>
    {
        var (a, b) = (Pair(), Pair());
        return Relative(Dd.Divide(a, b), Enclosure.Divide(Enclosure.Exactly(Exact(a)), Enclosure.Exactly(Exact(b)), 300).Lower);
    });

    [Fact]
    public void Divide_StaysWithinItsConstant() => Check(ErrorBounds.Divide, 0.5, 40_000, () =>
    {
        var (a, b) = ((double)(long)(random.Unit() * (1L << 53)), (double)(long)((0.5 + random.Unit() / 2) * (1L << 53)));
        var quotient = Dd.Divide(Lanes1.Create(a), Lanes1.Create(b), Lanes1.Create(1 / b));
        return Relative(quotient, Enclosure.FromRatio((long)a, (long)b, 300).Lower);
    });

    [Fact]
    public void MinusOne_StaysWithinItsConstant() => Check(ErrorBounds.Difference, 0.5, 40_000, () =>
    {
        var a = Pair();
        return Relative(Dd.MinusOne(a), Exact(a) - 1);
    });

    [Fact]
    public void Ln_StaysWithinItsConstant() => Check(ErrorBounds.Logarithm, 0.5, 30_000, () =>
    {
        // Worst at the far end of the interval below the one around 1, where the logarithm is smallest without being exact.
        var high = random.Int(0, 4) switch
        {
            0 => 1 + (random.Unit() - 0.5) * Math.Pow(2, -random.Int(0, 53)),
            1 => Math.ScaleB(1 + random.Unit(), random.Int(-199, 31)),
            _ => 1 - (1 + random.Unit() * 0.02) / 64,
        };
        var t = Dd.FastTwoSum(Lanes1.Create(high), Lanes1.Create((random.Unit() - 0.5) * Math.ScaleB(1, Math.ILogB(high) - 53)));
        var exact = Exact(t).ToRational();
        return exact.Numerator == exact.Denominator ? 0 : Relative(Dd.Ln(t), Enclosure.Ln(exact, 200).Lower);
    });

    [Fact]
    public void Ln_OfOne_IsZero() => Assert.Equal(0, High(Dd.Ln(new(Lanes1.Create(1), Lanes1.Create(0)))));

    [Fact]
    public void TwoSums_AreExact()
    {
        for (var i = 0; i < 20_000; i++)
        {
            var (a, b) = (Math.ScaleB(random.Unit() - 0.5, random.Int(-60, 60)), Math.ScaleB(random.Unit() - 0.5, random.Int(-60, 60)));
            var sum = Dyadic.FromDouble(a) + Dyadic.FromDouble(b);
            Assert.Equal(sum, Exact(Dd.TwoSum(Lanes1.Create(a), Lanes1.Create(b))));
            var (large, small) = Math.Abs(a) >= Math.Abs(b) ? (a, b) : (b, a);
            Assert.Equal(sum, Exact(Dd.FastTwoSum(Lanes1.Create(large), Lanes1.Create(small))));
        }
    }

    private static void Check(double constant, double fraction, int cases, Func<double> error)
    {
        var worst = 0.0;
        for (var i = 0; i < Effort.Cases(cases); i++)
        {
            worst = Math.Max(worst, error());
        }

        Assert.True(worst <= constant, $"worst error {worst} u², constant {constant}");
        Assert.True(worst > fraction * constant, $"worst error {worst} u², constant {constant}: too loose, or not tried hard enough");
    }

    /// <summary>Pairs of neighbouring magnitudes, with both parts often just above or below a power of two: there errors are largest.</summary>
    private Dd Pair()
    {
        var high = Math.ScaleB(Significand(), random.Int(-2, 3));
        var low = Math.ScaleB(Significand(), Math.ILogB(high) - 54 - random.Int(0, 2));
        return Dd.FastTwoSum(Lanes1.Create(high), Lanes1.Create(random.Int(0, 2) == 0 ? low : -low));
    }

    private double Significand()
    {
        var distance = Math.Pow(random.Unit(), random.Int(1, 9));
        return random.Int(0, 2) == 0 ? 1 + distance : 2 - distance - Math.ScaleB(1, -52);
    }

    private static double High(Dd value) => Lanes1.First(value.High);

    private static double Low(Dd value) => Lanes1.First(value.Low);

    private static Dyadic Exact(Dd value) => Dyadic.FromDouble(High(value)) + Dyadic.FromDouble(Low(value));

    private static double Relative(Dd value, Dyadic exact) => Error(value, exact, exact);

    /// <summary>|value − exact| / scale in units of u².</summary>
    private static double Error(Dd value, Dyadic exact, Dyadic scale)
    {
        var difference = (Exact(value) - exact).Abs().ToDouble();
        return difference == 0 ? 0 : difference / scale.Abs().ToDouble() / ErrorBounds.Unit;
    }

    [Fact]
    public void Tail_IsItsSum_RoundedOnce()
    {
        // Horner's scheme in so small a number: all roundings but the last are lost. The coefficients are doubles.
        for (var i = 1; i <= 400; i++)
        {
            var y = Math.ScaleB(400 + i, -12) / 801;
            var x = Rational.FromDouble(y);
            var exact = Rational.Zero;
            for (var k = 5; k >= 0; k--)
            {
                exact = exact * x + Rational.FromDouble(1.0 / (7 + 2 * k));
            }

            var error = (Rational.FromDouble(Lanes1.First(Dd.Tail(Lanes1.Create(y)))) - exact).Abs().ToDouble();
            Assert.InRange(error / Math.ScaleB(1, -55), 0, 0.505);
        }
    }
}
