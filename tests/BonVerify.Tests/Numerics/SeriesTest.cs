using System.Numerics;
using BonVerify.Numerics;

namespace BonVerify.Tests.Numerics;

/// <summary>
/// The error bounds of the two series, in units of the last place, against exact partial sums of rationals. The public
/// functions round their results outwards by more than these errors, so only a direct test can see a bound that is too small.
/// </summary>
public class SeriesTest
{
    private const int Width = 64;

    public static TheoryData<int> Seeds => [1, 2, 3];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Bracket_ErrorBoundContainsTheExactSum(int seed) => Check(
        seed, 1L << 48, t => Logarithm.Bracket(t, Width), static i => 2 * i + 1);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ExponentialSeries_ErrorBoundContainsTheExactSum(int seed) => Check(
        seed, 1L << 61, t => Exponential.Series(t, Width), static i => Enumerable.Range(1, i).Aggregate(BigInteger.One, static (f, k) => f * k));

    /// <summary>Σ t^i/divisor(i), whose tail after 24 terms is below 2^−64 ulp here, lies within the bound on either side.</summary>
    private static void Check(
        int seed, long limit, Func<BigInteger, (BigInteger Value, BigInteger Error)> series, Func<int, BigInteger> divisor)
    {
        var random = new Random(seed);
        var inexact = 0;
        for (var round = 0; round < 200; round++)
        {
            var t = random.NextInt64(1, limit);
            var exact = Enumerable.Range(0, 24).Aggregate(
                Rational.Zero,
                (sum, i) => sum + new Rational(BigInteger.Pow(t, i), divisor(i) << (Width * i)));
            var (value, error) = series(t);
            var ulps = (exact * (BigInteger.One << Width) - value).Abs();
            Assert.True(ulps + Rational.One <= error, $"t = {t}: {ulps.ToDecimal()} ulp off, bound {error}");
            inexact += ulps > Rational.Zero ? 1 : 0;
        }

        Assert.True(inexact > 100, "The sums must be inexact, or the bound is not tested.");
    }
}
