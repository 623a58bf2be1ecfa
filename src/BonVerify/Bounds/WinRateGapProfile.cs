using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Bounds;

/// <summary>ω(x) = n/(n+1) (1 − a^(n+1)) − E (1 − x/2).</summary>
internal sealed class WinRateGapProfile(int n) : GapProfile(n)
{
    public override Enclosure Cubic(int precision) => Enclosure.FromRatio((BigInteger)N * (N - 1), 12, precision);

    public override Enclosure Value(Enclosure x, int precision) => Enclosure.Subtract(
        Enclosure.Multiply(
            Enclosure.FromRatio(N, (BigInteger)N + 1, precision),
            Enclosure.Subtract(Enclosure.One, Rest(x, N + 1L, precision), precision),
            precision),
        Enclosure.Multiply(
            Hit(x, precision), Enclosure.Subtract(Enclosure.One, x.ScaleByPowerOfTwo(-1), precision), precision),
        precision);

    protected override double Nearly(double x, double rest, double restLog) =>
        ((N * rest * x) - (1 - rest)) / (N + 1.0) + (1 - rest) * x / 2;

    /// <summary>ω' = (E − x f)/2.</summary>
    public override Enclosure Slope(Enclosure x, int precision) => Enclosure.Subtract(
        Hit(x, precision), Enclosure.Multiply(x, Density(x, precision), precision), precision).ScaleByPowerOfTwo(-1);

    /// <summary>ω'' = −x f'/2.</summary>
    public override Enclosure Curvature(Enclosure x, int precision) =>
        Enclosure.Multiply(x, DensityFall(x, precision), precision).ScaleByPowerOfTwo(-1);
}
