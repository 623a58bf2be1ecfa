using System.Numerics;
using BonVerify.FloatingPoint.Wide;
using BonVerify.Numerics;
using BonVerify.Policies;

namespace BonVerify.Tests.FloatingPoint.Wide;

/// <summary>Which cells are set apart, and the few numbers that only they need.</summary>
public class WideCellsTest
{
    [Fact]
    public void HeavyAndDominating_AreTheCellsWithNearlyAllOfTheMass()
    {
        foreach (var bits in new[] { 1, 20, 39, 40, 41, 42, 43, 60, 120, 124, 125, 126, 127, 128, 300 })
        {
            // 2n(1 − p) is just below 2^(2 − bits) for two draws, and its unit of the ratio is 13·2^−127.
            foreach (var cell in new[] { 0, 1 })
            {
                BigInteger[] weights = [1, 1];
                weights[cell] <<= bits;
                var cells = Cells(weights, 2);
                Assert.Equal(bits > 41 ? cell : -1, cells.Heavy);
                Assert.Equal(bits > 125 ? cell : -1, cells.Dominating);
                Assert.Equal(bits > 125, !cells.DominatingDistance.IsZero);
            }
        }

        var none = Cells([3, 1, 4, 1, 5], 7);
        Assert.Equal((-1, -1, 0), (none.Heavy, none.Dominating, none.Negligible));
    }

    [Fact]
    public void Negligible_AreCellsWhoseRatioIsBelowTheBound()
    {
        var bound = Dyadic.One.ScaleByPowerOfTwo(-WideCells.NegligibleBits);
        foreach (var bits in new[] { 255, 259, 260, 261, 262, 263, 264, 270 })
        {
            // Two low levels of together 3·2^10, one of them next to nothing: the ratio of the upper one is twice their share.
            var cells = Cells([3 * 1024 - 1, 1, (BigInteger.One << (bits + 11)) - 3 * 1024], 2);
            Assert.InRange(cells.Negligible, 0, 2);
            for (var cell = 0; cell < cells.Negligible; cell++)
            {
                Assert.True((cells.Shares[cell] + cells.Below(cell)).ToDyadic() <= bound, $"{bits} bits, cell {cell}");
                Assert.True(cells.Ratios[cell].IsZero);
            }

            // And none is kept that is far below it.
            Assert.True(bits < 264 || cells.Negligible == 2, $"{bits} bits: {cells.Negligible}");
        }
    }

    [Fact]
    public void Distance_OfARatioNextToOne_LosesNothing()
    {
        var cells = Cells([1, 2, 4], 3);
        foreach (var (ratio, distance) in new[]
        {
            (new WideFloat(UInt128.MaxValue, -1), Dyadic.One.ScaleByPowerOfTwo(-128)),
            (new WideFloat(UInt128.MaxValue - 6, -1), new Dyadic(7, -128)),
            (new WideFloat((UInt128.One << 127) | 5, 0), new Dyadic(5, -127)),
            (WideFloat.One.Scale(-1), new Dyadic(1, -1)),
            (WideFloat.One.Scale(-2), new Dyadic(3, -2)),
            (WideFloat.One, Dyadic.Zero),
            (WideFloat.FromInteger(5UL), new Dyadic(4, 0)),
        })
        {
            cells.Ratios[1] = ratio;
            Assert.Equal(distance, cells.Distance(1).ToDyadic());
            Assert.Equal(ratio.ToDyadic() < Dyadic.One, cells.IsLow(1));
        }
    }

    [Fact]
    public void AboveTimes_IsTheMassAbove_TimesTheOtherDraws()
    {
        var cells = Cells([1, 2, 4, 1], 9);
        Assert.Equal([7, 5, 1, 0], Enumerable.Range(0, 4).Select(cell => (int)cells.AboveTimes(cell).ToDouble()));
        Assert.Equal([0, 1, 3, 7], Enumerable.Range(0, 4).Select(cell => (int)cells.Below(cell).Scale(3).ToDouble()));
    }

    private static WideCells Cells(BigInteger[] weights, int n)
    {
        var reference = ReferencePolicy.FromWeights(weights);
        return new(reference.Levels, reference.Denominator, n);
    }
}
