using BonVerify.Bounds;
using BonVerify.Estimators;
using BonVerify.Numerics;

namespace BonVerify.Tests.Bounds;

/// <summary>The profiles of the two gaps, and their derivatives by the mean value theorem: nothing here knows how they are computed.</summary>
public class GapProfileTest
{
    private const int Fine = 400;
    private const int Precision = 120;

    // x = 1 stands in the list as the end where ln(1 − x) is infinite.
    private static readonly Rational[] Points =
        [new(1, 1 << 20), new(1, 1000), new(1, 40), new(1, 7), new(3, 10), new(1, 2), new(3, 4), new(99, 100), new((1 << 20) - 1, 1 << 20), 1];

    public static TheoryData<int> Draws => [3, 4, 7, 50, 1000];

    [Theory]
    [MemberData(nameof(Draws))]
    public void Value_ContainsItsDefinition_AndIsNarrow(int n)
    {
        foreach (var x in Points.Select(Short))
        {
            Check(new KlGapProfile(n).Value(Enclosure.Exactly(x), Precision), Phi(n, x.ToRational()), x, Precision - 12);
            Check(new WinRateGapProfile(n).Value(Enclosure.Exactly(x), Precision), Omega(n, x.ToRational()), x, Precision - 12);
        }
    }

    [Fact]
    public void Value_OfOneProfile_IsAsNarrowAsItIsAskedFor()
    {
        var (profile, x) = (new KlGapProfile(7), new Dyadic(3, -3));
        foreach (var precision in new[] { 64, 300, 64, 128 })
        {
            var value = profile.Value(Enclosure.Exactly(x), precision);
            Assert.Equal(new KlGapProfile(7).Value(Enclosure.Exactly(x), precision), value);
            Assert.True(value.IsAccurateTo(precision - 12), $"{precision}");
        }
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Nearly_IsNextToTheValue(int n)
    {
        foreach (var (profile, exact) in Profiles(n))
        {
            // Where the search looks: next to 0 the doubles cancel.
            foreach (var x in Points.Where(x => x * n > new Rational(1, 3)).Select(Short))
            {
                Assert.Equal(1, profile.Nearly(x.ToDouble()) / exact(x.ToRational()).Lower.ToDouble(), 1e-9);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Cubic_IsAboveTheProfile_AndAttainedNextToZero(int n)
    {
        foreach (var (profile, exact) in Profiles(n))
        {
            var constant = profile.Cubic(Precision);
            foreach (var x in Points.Append(new Rational(1, 1L << 40)))
            {
                var cube = Enclosure.FromRational(x * x * x, Fine);
                Assert.True(exact(x).Lower <= Enclosure.Multiply(constant, cube, Fine).Upper, $"n = {n}, x = {x}");
            }

            var near = new Rational(1, 1L << 40);
            var ratio = Enclosure.Divide(exact(near), Enclosure.FromRational(near * near * near, Fine), Fine);
            Assert.Equal(1, ratio.Lower.ToDouble() / constant.Lower.ToDouble(), 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void SlopeAndCurvature_HoldTheDifferenceQuotients_AndAreNarrow(int n)
    {
        foreach (var (profile, exact) in Profiles(n))
        {
            foreach (var (a, b) in Points.Select(Short).Zip(Points.Skip(1).Select(Short)))
            {
                // Both over a wide interval and over one a millionth as wide, where nothing else is in it.
                foreach (var end in new[] { b, (a + (b - a).ScaleByPowerOfTwo(-20)).Round(80, RoundingDirection.Up) })
                {
                    var interval = new Enclosure(a, end);
                    var length = Enclosure.Exactly(end - a);
                    var rise = Enclosure.Subtract(exact(end.ToRational()), exact(a.ToRational()), Fine);
                    Holds(profile.Slope(interval, Precision), Enclosure.Divide(rise, length, Fine), $"slope, n = {n}, {interval.ToExactText()}");
                    var (from, to) = (profile.Slope(Enclosure.Exactly(a), Fine), profile.Slope(Enclosure.Exactly(end), Fine));
                    Holds(
                        profile.Curvature(interval, Precision),
                        Enclosure.Divide(Enclosure.Subtract(to, from, Fine), length, Fine),
                        $"curvature, n = {n}, {interval.ToExactText()}");
                }

                // At a point they are as narrow as the precision, but for what cancels next to 0.
                var point = Enclosure.Exactly(a);
                var lost = 24 + (int)(-2 * Math.Min(a.TopExponent, 0));
                Assert.True(profile.Slope(point, Precision).IsAccurateTo(Precision - lost), $"slope, n = {n}, x = {a}");
                Assert.True(Narrow(profile.Curvature(point, Precision), n, Precision - lost), $"curvature, n = {n}, x = {a}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Value_OfAnInterval_HoldsThatOfItsPoints(int n)
    {
        foreach (var (profile, exact) in Profiles(n))
        {
            foreach (var (a, b) in Points.Select(Short).Zip(Points.Skip(1).SkipLast(1).Select(Short)))
            {
                var value = profile.Value(new Enclosure(a, b), Precision);
                foreach (var x in new[] { a, b, (a + b).ScaleByPowerOfTwo(-1) })
                {
                    Assert.True(value.Contains(exact(x.ToRational())), $"n = {n}, x = {x}");
                }
            }
        }
    }

    [Fact]
    public void Value_OfAnIntervalThatEndsAtOne_IsRefusedForTheLogarithm() => Assert.Throws<ArgumentOutOfRangeException>(
        "x", () => new KlGapProfile(5).Value(new Enclosure(new Dyadic(1, -1), Dyadic.One), Precision));

    private static IEnumerable<(GapProfile Profile, Func<Rational, Enclosure> Exact)> Profiles(int n) =>
        [(new KlGapProfile(n), x => Phi(n, x)), (new WinRateGapProfile(n), x => Omega(n, x))];

    private static Dyadic Short(Rational x) => Enclosure.FromRational(x, 60).Lower;

    private static void Check(Enclosure value, Enclosure exact, Dyadic x, int bits)
    {
        Assert.True(value.Contains(exact), $"x = {x}: {value} against {exact}");

        // Next to 0 the profile is x³ of terms of size x.
        Assert.True(value.IsAccurateTo(bits + (int)(3 * Math.Min(x.TopExponent, 0)) - 20), $"x = {x}: {value}");
    }

    private static void Holds(Enclosure derivative, Enclosure quotient, string where) =>
        Assert.True(derivative.Overlaps(quotient), $"{where}: {quotient} not in {derivative}");

    // The curvature has a zero: narrow relative to n³, which it is of at most.
    private static bool Narrow(Enclosure value, int n, int bits) =>
        value.Upper - value.Lower <= new Dyadic((System.Numerics.BigInteger)n * n * n, -bits);

    /// <summary>φ, as the estimator defines it.</summary>
    private static Enclosure Phi(int n, Rational x) => Enclosure.Subtract(
        KlBounds.Formula(n).Evaluate(Fine + 200), KlEstimator.Enclose(n, x, Fine + 200), Fine + 100);

    /// <summary>ω = n/(n+1) (1 − a^(n+1)) − (1 − a^n)(1 − x/2), in fractions.</summary>
    private static Enclosure Omega(int n, Rational x)
    {
        var power = Power(1 - x, n);
        return Enclosure.FromRational(new Rational(n, n + 1) * (1 - power * (1 - x)) - (1 - power) * (1 - x / 2), Fine);
    }

    private static Rational Power(Rational value, int n) =>
        new(System.Numerics.BigInteger.Pow(value.Numerator, n), System.Numerics.BigInteger.Pow(value.Denominator, n));

    [Theory]
    [MemberData(nameof(Draws))]
    public void Derivatives_OverAnIntervalUpToOne_HoldThoseOfItsPoints(int n)
    {
        // The density falls to 0 there, and from what it is before: far below 1/e, near it, or above 1.
        foreach (var (profile, _) in Profiles(n))
        {
            foreach (var from in new[] { new Rational(1, 100), new(1, 5), new(2, 5), new(1, 2), new(3, 5), new(7, 10), new(9, 10) })
            {
                var interval = new Enclosure(Short(from), Dyadic.One);
                var (slope, curvature) = (profile.Slope(interval, Precision), profile.Curvature(interval, Precision));
                for (var i = 0; i <= 16; i++)
                {
                    var x = Enclosure.Exactly(interval.Lower + (Dyadic.One - interval.Lower) * new Dyadic(i, -4));
                    Assert.True(slope.Contains(profile.Slope(x, Fine)), $"slope, n = {n}, from {from} at {x}");
                    Assert.True(curvature.Contains(profile.Curvature(x, Fine)), $"curvature, n = {n}, from {from} at {x}");
                }
            }
        }
    }

    [Fact]
    public void WinRateGapProfile_OfTwoDraws_IsASixthOfTheCube()
    {
        // ω = x³/6, so that its slope is x²/2 and its curvature x, also at 1, where (1 − x)^0 is 1.
        foreach (var x in Points.Select(Short))
        {
            var (profile, point) = (new WinRateGapProfile(2), Enclosure.Exactly(x));
            Assert.True(profile.Value(point, Precision).Contains(x.ToRational() * x.ToRational() * x.ToRational() / 6), $"{x}");
            Assert.True(profile.Slope(point, Precision).Contains(x.ToRational() * x.ToRational() / 2), $"{x}");
            Assert.True(profile.Curvature(point, Precision).Contains(x), $"{x}");
        }
    }
}
