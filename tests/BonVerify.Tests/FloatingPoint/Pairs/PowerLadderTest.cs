using System.Numerics;
using BonVerify.FloatingPoint.Pairs;
using BonVerify.Numerics;

namespace BonVerify.Tests.FloatingPoint.Pairs;

/// <summary>The ladders on exact numbers, and on exact numbers to which each operation adds exactly the error of its lemma.</summary>
public class PowerLadderTest
{
    private const int Bits = 260;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(1000)]
    public void Quotient_IsTheQuotientOfPowers(int n)
    {
        var (a, b, one) = (new Whole(7), new Whole(5), new Whole(1));
        Assert.Equal((BigInteger.Pow(7, n) - BigInteger.Pow(5, n)) / 2, PowerLadder.Quotient(a, b, one, n).Value);
        Assert.Equal(n * BigInteger.Pow(7, n - 1), PowerLadder.Quotient(a, a, one, n).Value);
        Assert.Equal(BigInteger.Pow(7, n - 1), PowerLadder.Quotient(a, new Whole(0), one, n).Value);
        Assert.Equal(BigInteger.Pow(7, n), PowerLadder.Power(a, n).Value);
    }

    [Fact]
    public void Bound_OfAThousandDraws_IsTheCountProvedInCoq() =>
        Assert.Equal(11_020, ErrorBounds.Ladder(1000, ErrorBounds.Divide)); // Ladder.ladder_count_1000 in proofs/theories

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(65_535)]
    [InlineData(1_000_000)]
    [InlineData(999_999_999)]
    [InlineData(1_000_000_000)]
    public void Bound_CoversTheWorstErrors_AndHalfOfItDoesNot(int n)
    {
        CoversTheWorstErrors(n, ErrorBounds.Divide);
        CoversTheWorstErrors(n, ErrorBounds.Share);
    }

    [Fact]
    public void OfOne_IsTheQuotientAndThePower()
    {
        for (var n = 2; n <= 130; n++)
        {
            var (quotient, power) = PowerLadder.OfOne(new Whole(3), new Whole(1), n);
            Assert.Equal(PowerLadder.Quotient(new Whole(1), new Whole(3), new Whole(1), n).Value, quotient.Value);
            Assert.Equal(BigInteger.Pow(3, n), power.Value);
        }
    }

    [Fact]
    public void Spread_IsTheWeightedSumOfPowers()
    {
        foreach (var (a, b) in new[] { (7, 5), (3, 0), (4, 4) })
        {
            for (var m = 1; m <= 70; m++)
            {
                var sum = Enumerable.Range(0, m).Aggregate(
                    BigInteger.Zero, (sum, j) => sum + (j + 1) * (m - j) * BigInteger.Pow(a, j) * BigInteger.Pow(b, m - 1 - j));
                Assert.Equal(sum, SpreadLadder.Of(new Whole(a), new Whole(b), static i => new Whole(i), m).Value);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(999)]
    [InlineData(1_000_000)]
    [InlineData(999_999_999)]
    public void Spread_CoversTheWorstErrors_AndHalfOfItDoesNot(int m)
    {
        var (a, b) = (NextToOne(1), NextToOne(3));
        Covers(
            SpreadLadder.Of(new Precise(a), new Precise(b), static i => new Precise(new Dyadic(i, 0)), m).Value,
            SpreadLadder.Of(
                new Disturbed(Disturbed.By(a, ErrorBounds.Share)), new Disturbed(Disturbed.By(b, ErrorBounds.Share)), static i => new Disturbed(new Dyadic(i, 0)), m).Value,
            ErrorBounds.Spread(m, ErrorBounds.Share));
    }

    private static void CoversTheWorstErrors(int n, double shares)
    {
        var (a, b) = (NextToOne(1), NextToOne(3));
        Covers(
            PowerLadder.Quotient(new Precise(a), new Precise(b), new Precise(1), n).Value,
            PowerLadder.Quotient(new Disturbed(Disturbed.By(a, shares)), new Disturbed(Disturbed.By(b, shares)), new Disturbed(1), n).Value,
            ErrorBounds.Ladder(n, shares));
    }

    // So that all parts of a sum count alike.
    private static Dyadic NextToOne(int less) => new((BigInteger.One << 80) - less, -80);

    private static void Covers(Dyadic exact, Dyadic disturbed, double bound)
    {
        var error = (disturbed - exact).ToDouble() / exact.ToDouble() / ErrorBounds.Unit;
        Assert.True(error <= bound * (1 + 1e-6), $"error {error} u², bound {bound}");
        Assert.True(error > 0.5 * bound, $"error {error} u², bound {bound}");
    }

    private static Dyadic Rounded(Dyadic value) => value.Round(Bits, RoundingDirection.Down);

    private readonly record struct Whole(BigInteger Value) : IPreciseNumber<Whole>
    {
        public static Whole AddPositive(Whole a, Whole b) => new(a.Value + b.Value);

        public static Whole Multiply(Whole a, Whole b) => new(a.Value * b.Value);

        public static Whole Square(Whole a) => new(a.Value * a.Value);
    }

    private readonly record struct Precise(Dyadic Value) : IPreciseNumber<Precise>
    {
        public static Precise AddPositive(Precise a, Precise b) => new(Rounded(a.Value + b.Value));

        public static Precise Multiply(Precise a, Precise b) => new(Rounded(a.Value * b.Value));

        public static Precise Square(Precise a) => Multiply(a, a);
    }

    private readonly record struct Disturbed(Dyadic Value) : IPreciseNumber<Disturbed>
    {
        public static Disturbed AddPositive(Disturbed a, Disturbed b) => new(By(a.Value + b.Value, ErrorBounds.Add));

        public static Disturbed Multiply(Disturbed a, Disturbed b) => new(By(a.Value * b.Value, ErrorBounds.Multiply));

        public static Disturbed Square(Disturbed a) => new(By(a.Value * a.Value, ErrorBounds.Square));

        /// <summary>The value times 1 + units·u².</summary>
        public static Dyadic By(Dyadic value, double units) =>
            Rounded(value * (Dyadic.One + Dyadic.FromDouble(units * ErrorBounds.Unit)));
    }
}
