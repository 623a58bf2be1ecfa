using BonVerify.FloatingPoint.Certified;
using BonVerify.Numerics;

namespace BonVerify.Tests.FloatingPoint.Certified;

public class CertifiedDoubleTest
{
    // The middle between two doubles next to 1.5 is this far from them, and the doubles just below it in magnitude are so far apart.
    private static readonly double Half = Math.ScaleB(1, -53);
    private static readonly double Step = Math.ScaleB(1, -106);

    [Theory]
    [InlineData(1.5)]
    [InlineData(1.5000000000000002)]
    public void TryRound_NextToAMidpoint_IsWhatBothEndsOfTheEnclosureSay(double high)
    {
        var (certain, open) = (0, 0);
        foreach (var side in new[] { -1, 1 })
        {
            for (var steps = 0; steps <= 4; steps++)
            {
                foreach (var beyond in new[] { -1, -1e-13, -1e-20, 0, 1e-20, 1e-13, 1 })
                {
                    // The end reaches the midpoint, or nearly, or a little beyond; low ± error itself may be rounded onto it.
                    var value = new CertifiedDouble(high, side * (Half - steps * Step), Math.Max(Math.ScaleB(1, -200), (steps + beyond) * Step));
                    var enclosure = value.ToEnclosure();
                    var isCertain = value.TryRound(out var nearest);
                    if (isCertain)
                    {
                        Assert.True(enclosure.TryToDouble(out var both), $"{steps} {beyond} {side}: the ends of {enclosure.ToExactText()} are told apart");
                        Assert.Equal(both, nearest);
                    }

                    (certain, open) = (certain + (isCertain ? 1 : 0), open + (isCertain ? 0 : 1));
                }
            }

            // Two steps short of the midpoint no rounding is in doubt.
            Assert.True(new CertifiedDouble(high, side * (Half - 8 * Step), 4 * Step).TryRound(out var same));
            Assert.Equal(high, same);
        }

        Assert.True(open > 20, $"{certain} {open}");
    }

    [Fact]
    public void TryRound_WithoutError_IsTheHighPart()
    {
        Assert.True(new CertifiedDouble(1.5, 0, 0).TryRound(out var nearest));
        Assert.Equal(1.5, nearest);
    }

    [Fact]
    public void Enclosure_ReachesAnErrorToEitherSide()
    {
        var enclosure = new CertifiedDouble(2, -Half, Step).ToEnclosure();
        var centre = Dyadic.FromDouble(2) - Dyadic.FromDouble(Half);
        Assert.Equal(new Enclosure(centre - Dyadic.FromDouble(Step), centre + Dyadic.FromDouble(Step)), enclosure);
    }

    [Fact]
    public void IsAccurateTo_IsTheErrorRelativeToTheNumber()
    {
        Assert.True(new CertifiedDouble(2, 0, Math.ScaleB(1, -61)).IsAccurateTo(62));
        Assert.False(new CertifiedDouble(2, 0, Math.ScaleB(1, -61)).IsAccurateTo(63));
    }
}
