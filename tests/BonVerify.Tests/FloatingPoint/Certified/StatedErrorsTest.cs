using BonVerify.FloatingPoint;
using BonVerify.FloatingPoint.Certified;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.FloatingPoint.Routes;

namespace BonVerify.Tests.FloatingPoint.Certified;

/// <summary>
/// The error bounds of pairs are those that proofs/FloatingPoint.md states, worked out a second time: not below, and above only by the factor for
/// what is of higher order.
/// </summary>
public class StatedErrorsTest
{
    private static readonly int[] Draws = [2, 3, 4, 5, 6, 7, 8, 15, 64, 100, 999, 65_535, 1_000_000, 1_073_741_824, int.MaxValue];

    // u², and what lies below the range of pairs.
    private static readonly double Unit = Math.ScaleB(1, -106);
    private static readonly double Tiny = Math.ScaleB(1, -800);

    [Fact]
    public void Ladder_CountsEachStep()
    {
        foreach (var n in Draws.Append(1))
        {
            foreach (var shares in new[] { 0, 1, 6, 10, 24.5 })
            {
                Assert.Equal(Ladder(n, shares), ErrorBounds.Ladder(n, shares));
            }
        }
    }

    [Fact]
    public void Sum_GrowsWithTheCubeOfTheNumber()
    {
        Assert.Equal(8 + Math.ScaleB(1, -53), ErrorBounds.Sum(1), 1e-15);
        Assert.Equal(8 + Math.ScaleB(1, -23), ErrorBounds.Sum(1 << 10), 1e-15);
        Assert.Equal(8 + Math.ScaleB(27, -23), ErrorBounds.Sum(3 << 10), 1e-15);
        Assert.Equal(136, ErrorBounds.Sum(1 << 20));
    }

    [Fact]
    public void KullbackLeibler_IsTheBoundOfTheoremOne()
    {
        foreach (var n in Draws)
        {
            foreach (var (kl, shares, masses, blocks, vectors) in new[] { (0, 6, 10, 1, 16), (1e-40, 10, 10, 3, 32), (0.3, 6, 2, 5000, 128), (2.5, 40, 34, 1, 1), (1e-18, 10, 10.0, 8192, 128) })
            {
                var ladder = Ladder(n, shares);
                var a = 10.25 * (ladder + 95_009) + 37 + masses + 6 + (double)blocks * vectors * (vectors + 4) + 64;
                var b = ladder * (ladder + 97_000);
                Stated(a * kl * Unit + b * Unit * Unit + Tiny, ErrorBounds.KullbackLeibler(kl, n, shares, blocks, vectors, masses));
            }

            Assert.Equal(ErrorBounds.KullbackLeibler(0.3, n, 6, 2, 16, 10), ErrorBounds.KullbackLeibler(0.3, n, 6, 2, 16));
        }
    }

    [Fact]
    public void Estimator_IsTheBoundOfItsLemma()
    {
        foreach (var n in Draws)
        {
            var (ratio, power) = OfOne(n);
            Stated(((ratio + power + 190_064) * (Math.Log(n) + 1) + n) * Unit + Tiny, ErrorBounds.Estimator(n));
        }
    }

    [Fact]
    public void CellErrors_AreThoseOfTheoremFive()
    {
        foreach (var n in Draws)
        {
            foreach (var (count, blocks, lanes) in new[] { (2, 1, 8), (1000, 8, 4), (1 << 20, 8192, 1) })
            {
                // f, m, ρ and R of the theorem.
                var (errors, sum, vectors) = (CellErrors.OfDoubles(n, count, blocks, lanes), 8 + Math.ScaleB(Math.Pow(count, 3), -53), 128.0 / lanes);
                var (shares, masses) = (2 * sum + 16, 10 + 3 * sum);
                var (ratio, rounding) = (Ladder(n, shares), masses + 6 + blocks * vectors * (vectors + 4) + 64);
                Assert.Equal((shares, masses, ratio), (errors.Shares, errors.Masses, errors.Ratio));

                foreach (var value in new[] { 0, 1e-40, 1e-20, 0.7, 1e9 })
                {
                    var second = ratio * ratio * Unit * Unit + Tiny;
                    var square = Largest(value, 2 * ratio * Unit, second);
                    Stated(((2 * ratio + 6 + rounding) * square + 2 * ratio * Math.Sqrt(square)) * Unit + second * (1 + square) + Tiny, errors.ChiSquared(value));

                    var logarithm = 1.4 * 95_008;
                    var (low, linear) = (Ladder(n, 2 * shares + 24) + n * shares, (ratio + logarithm + 4) * Math.Sqrt(2));
                    second = ratio * (ratio + 97_000) * Unit * Unit + Tiny;
                    var reverse = Largest(value, linear * Unit, second);
                    Stated(((logarithm + low + rounding) * reverse + linear * Math.Sqrt(reverse)) * Unit + second + Tiny, errors.Reverse(value));
                    Assert.Equal(errors.Reverse(0), errors.Reverse(-1e-30));
                }

                Stated((ratio + 7 + rounding) * 3 * Unit + Tiny, errors.Mean(3, 7));
                var (logDraws, own) = (Math.Log(n), OfOne(n));
                var estimator = (own.Ratio + own.Power + 190_064) * (logDraws + 1) + n;
                Stated(
                    ((ratio + 6 + rounding) * (logDraws + 1) + masses * (logDraws + 3) + estimator) * Unit + Tiny, errors.EstimatorMean());
            }
        }

        // √x ≤ a + √(k + c) where |k − x| ≤ a√x + c.
        static double Largest(double value, double linear, double absolute) => Math.Pow(linear + Math.Sqrt(value + absolute), 2);
    }

    [Fact]
    public void WinRate_HasTheErrorOfTheorem()
    {
        double[] weights = [0.2, 0.5, 0.3];
        foreach (var n in new[] { 2, 64, 1_000_000 })
        {
            Assert.True(CertifiedKullbackLeibler.TryTotal<Lanes1>(weights, [], out var total, out _));
            var (value, sum) = (CertifiedWinRate.Of<Lanes1>(weights, [], total, n)!.Value, 8 + Math.ScaleB(27, -53));
            var rounding = 10 + 3 * sum + 6 + 128 * 132 + 64;
            Stated((Ladder(n, 2 * sum + 16) + 2 * sum + 16 + 3 + 6 + rounding) * value.High * Unit, value.Error);
        }
    }

    [Fact]
    public void Up_OfNothing_IsWhatLiesBelowTheRange() => Assert.Equal(Tiny, ErrorBounds.Up(0));

    private static void Stated(double stated, double bound) => Assert.InRange(bound / stated, 1 - 1e-14, 1 + 5e-6);

    /// <summary>
    /// Lemma 8, from n down: a sum costs 3 beyond its larger part, a product 6 beyond both, a square 4 beyond twice. h_1 = 1 is exact and h_2 a sum.
    /// </summary>
    private static double Ladder(int n, double shares) => n switch
    {
        1 => 0,
        2 => shares + 3,
        _ when n % 2 == 0 => Ladder(n / 2, shares) + (Power(n / 2, shares) + 3) + 6,
        _ => Math.Max(Power(n - 1, shares), shares + Ladder(n - 1, shares) + 6) + 3,
    };

    private static double Power(int n, double shares) => n switch
    {
        1 => shares,
        _ when n % 2 == 0 => 2 * Power(n / 2, shares) + 4,
        _ => Power(n - 1, shares) + shares + 6,
    };

    /// <summary>h_n(1, b) and bⁿ of a b that is off by 1; the sum of 1 and a power is multiplied from h_1 = 1 on.</summary>
    private static (double Ratio, double Power) OfOne(int n)
    {
        if (n == 1)
        {
            return (0, 1);
        }

        var (ratio, power) = OfOne(n % 2 == 0 ? n / 2 : n - 1);
        return n % 2 == 0 ? (ratio + (power + 3) + 6, 2 * power + 4) : (1 + ratio + 6 + 3, power + 1 + 6);
    }
}
