using BonVerify.FloatingPoint;
using BonVerify.FloatingPoint.Certified;
using BonVerify.FloatingPoint.Lanes;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.Numerics;

namespace BonVerify.Tests.FloatingPoint.Certified;

public class LargestDifferenceTest
{
    [Fact]
    public void Error_IsThatOfTheTable()
    {
        foreach (var (low, high) in new[] { (1.0, 1.0), (3, 1), (1, 1e-6), (1e-9, 1), (1, 1e-20) })
        {
            foreach (var n in new[] { 2, 3, 64, 1001, 1_000_000_000 })
            {
                // f + (6 + 2 Sum)/(1 − F) + 10 + Sum + Ladder(n − 1) + 18, of two weights.
                var (value, sum) = (Of([low, high], [], n)!.Value, 8 + Math.ScaleB(8, -53));
                var shares = 2 * sum + 16;
                var stated = shares + (6 + 2 * sum) / (high / (low + high)) + 10 + sum + ErrorBounds.Ladder(n - 1, shares) + 18;
                Assert.InRange(value.Error / (stated * value.High * Math.ScaleB(1, -106)), 1 - 1e-14, 1 + 5e-6);
            }
        }
    }

    [Fact]
    public void OfTwoBoundaries_ThatDifferInTheLowPartAlone_TheLargerIsTaken()
    {
        // F (1 − F) is the same at 0.3 and 0.7, but for what the rests make of it.
        double[] weights = [0.3, 0.4, 0.3];
        foreach (var (first, last) in new[] { (1e-18, -1e-18), (-1e-18, 1e-18), (3e-19, 0), (0, 3e-19) })
        {
            double[] rests = [first, 0, last];
            Rational[] exact = [.. weights.Zip(rests, static (weight, rest) => Rational.FromDouble(weight) + Rational.FromDouble(rest))];
            var total = exact[0] + exact[1] + exact[2];
            var (below, above) = (exact[0] / total, exact[2] / total);
            Assert.True(Of(weights, rests, 2)!.Value.ToEnclosure().Contains(Rational.Max(below * (1 - below), above * (1 - above))));
        }
    }

    [Fact]
    public void ProductsBelowTheRangeOfPairs_AreLeftToOthers()
    {
        Assert.NotNull(Of([1, 1e-190], [], 2));
        Assert.Null(Of([1, 1e-210], [], 2));
        Assert.NotNull(Of([1e-190, 1], [], 2));
        Assert.Null(Of([1e-210, 1], [], 2));
    }

    private static CertifiedDouble? Of(double[] weights, double[] rests, int n) =>
        CertifiedKullbackLeibler.TryTotal<Lanes1>(weights, rests, out var total, out _) ? LargestDifference.Of(weights, rests, total, n) : null;
}
