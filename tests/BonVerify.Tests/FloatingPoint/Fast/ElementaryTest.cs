using BonVerify.FloatingPoint.Fast;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.Numerics;
using BonVerify.Tests.Support;

namespace BonVerify.Tests.FloatingPoint.Fast;

/// <summary>The functions of the fast path against enclosures: lemmas 16 to 18 of proofs/FloatingPoint.md.</summary>
public class ElementaryTest
{
    [Fact]
    public void LnShare_StaysWithinItsConstant()
    {
        var random = new NastyWeights(31);
        var worst = 0.0;
        for (var i = 0; i < Effort.Cases(20_000); i++)
        {
            // Shares of every size, and those at the ends of the intervals of the table, where the result is small beside the table.
            var small = random.Int(0, 4) switch
            {
                0 => Math.Pow(2, -990 * random.Unit()) / 2,
                1 => (1.0 / 64) + (Math.ScaleB(random.Unit() - 0.5, -random.Int(8, 50))),
                2 => random.Int(9, 17) / 32.0 * (1 + Math.ScaleB(random.Unit() - 0.5, -random.Int(2, 40))),
                _ => random.Unit() / 2,
            };
            small = Math.Min(small, 0.5);
            worst = Math.Max(worst, Measure(small, below: false));
            worst = Math.Max(worst, small < 0.5 ? Measure(small, below: true) : 0);
        }

        Assert.InRange(worst, ErrorBounds.FastLnShare / 3, ErrorBounds.FastLnShare);

        static double Measure(double small, bool below)
        {
            var truth = below
                ? Enclosure.Ln(Enclosure.Exactly(Dyadic.FromDouble(small)), 120)
                : Enclosure.Log1p(Enclosure.Exactly(-Dyadic.FromDouble(small)), 120);
            var (above, under) = below ? (1 - small, small) : (small, 1 - small);
            return Error(
                truth,
                Lanes1.First(Elementary<Lanes1>.LnShare(Lanes1.Create(above), Lanes1.Create(under))),
                Lanes4.First(Elementary<Lanes4>.LnShare(Lanes4.Create(above), Lanes4.Create(under))),
                Lanes8.First(Elementary<Lanes8>.LnShare(Lanes8.Create(above), Lanes8.Create(under))));
        }
    }

    [Fact]
    public void LnOneMinusSmall_StaysWithinItsConstant()
    {
        var random = new NastyWeights(32);
        var worst = 0.0;
        for (var i = 0; i < Effort.Cases(10_000); i++)
        {
            var x = Math.ScaleB(random.Unit(), -8 - (i % 3 == 0 ? random.Int(0, 100) : 0));
            worst = Math.Max(worst, Error(
                Enclosure.Log1p(Enclosure.Exactly(-Dyadic.FromDouble(x)), 120),
                Lanes1.First(Elementary<Lanes1>.LnOneMinusSmall(Lanes1.Create(x))),
                Lanes4.First(Elementary<Lanes4>.LnOneMinusSmall(Lanes4.Create(x))),
                Lanes8.First(Elementary<Lanes8>.LnOneMinusSmall(Lanes8.Create(x)))));
        }

        Assert.InRange(worst, ErrorBounds.FastLnOneMinus / 2, ErrorBounds.FastLnOneMinus);
    }

    [Fact]
    public void Exp_StaysWithinItsConstant()
    {
        var random = new NastyWeights(33);
        var worst = 0.0;
        for (var i = 0; i < Effort.Cases(20_000); i++)
        {
            // Half way between the points of the table the reduced argument is largest.
            var v = random.Int(0, 3) switch
            {
                0 => 690 * (1 - 2 * random.Unit()),
                1 => (random.Int(-700, 700) + 0.5) * Math.Log(2) / 16 * (1 + Math.ScaleB(random.Unit() - 0.5, -random.Int(10, 50))),
                _ => -Math.ScaleB(random.Unit(), -random.Int(0, 60)),
            };
            worst = Math.Max(worst, Error(
                Enclosure.Exp(Enclosure.Exactly(Dyadic.FromDouble(v)), 120),
                Lanes1.First(Elementary<Lanes1>.Exp(Lanes1.Create(v))),
                Lanes4.First(Elementary<Lanes4>.Exp(Lanes4.Create(v))),
                Lanes8.First(Elementary<Lanes8>.Exp(Lanes8.Create(v)))));
        }

        Assert.InRange(worst, ErrorBounds.FastExp / 2, ErrorBounds.FastExp);
    }

    private static double Error(Enclosure truth, params double[] results) => results.Max(result => Units.Of(truth, result));

    [Fact]
    public void LnShare_AtTheEndsOfTheIntervals_StaysWithinItsConstant()
    {
        for (var power = -3; power <= -1; power++)
        {
            for (var i = 47; i <= 94; i++)
            {
                foreach (var share in new[] { Math.BitDecrement(i / 64.0), i / 64.0 })
                {
                    var below = Math.ScaleB(share, power);
                    if (below <= 0.5)
                    {
                        Assert.InRange(
                            Units.Of(Enclosure.Ln(Enclosure.Exactly(Dyadic.FromDouble(below)), 120), Lanes1.First(Elementary<Lanes1>.LnShare(Lanes1.Create(1 - below), Lanes1.Create(below)))),
                            0,
                            ErrorBounds.FastLnShare / 2);
                    }
                }
            }
        }
    }
}
