using BonVerify.Bounds;
using BonVerify.Numerics;

namespace BonVerify.Tests.Bounds;

public class GibbsFrontierTest
{
    [Theory]
    [InlineData("1/1000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("1/1000000")]
    [InlineData("1/100")]
    [InlineData("1/3")]
    [InlineData("1")]
    [InlineData("3")]
    [InlineData("20")]
    public void WinRateExcess_IsTheLeastBoundOverAllTilts(string divergence)
    {
        // The envelope is below the bound of every tilt, and some tilt comes near: m(β) at k(β) = KL.
        ComputableReal kl = Rational.Parse(divergence);
        var envelope = GibbsFrontier.WinRateExcess(kl).Evaluate(400);
        Assert.True(envelope.IsAccurateTo(100), $"{envelope}");
        Assert.InRange(envelope.Lower.ToDouble(), 0, 0.5);
        var nearest = double.MaxValue;
        for (var exponent = -120; exponent <= 60; exponent++)
        {
            var tilt = exponent < 0 ? new Rational(1, System.Numerics.BigInteger.One << -exponent) : new Rational(System.Numerics.BigInteger.One << exponent);
            foreach (var factor in new[] { new Rational(4, 4), new Rational(5, 4), new Rational(6, 4), new Rational(7, 4) })
            {
                if (tilt * factor > 1 << 30)
                {
                    continue;
                }

                var bound = Enclosure.Subtract(GibbsFrontier.AtBeta(kl, tilt * factor).Evaluate(700), Enclosure.FromRatio(1, 2, 10), 700);
                Assert.False(bound.IsBelow(envelope), $"KL = {divergence}, b = {tilt * factor}");
                nearest = Math.Min(nearest, bound.Lower.ToDouble() / envelope.Lower.ToDouble());
            }
        }

        Assert.InRange(nearest, 1, 1.02);
    }

    [Fact]
    public void WinRateExcess_OfKnownTilts_IsTheirMean()
    {
        // k(2) = 2 m − ln((e² − 1)/2) with m = 1 + 1/(e² − 1) − 1/2 and so on, in plain doubles.
        foreach (var beta in new[] { 0.5, 2.0, 7.0, 30.0 })
        {
            var mean = 1 + 1 / (Math.Exp(beta) - 1) - 1 / beta;
            var k = beta * mean - Math.Log((Math.Exp(beta) - 1) / beta);
            Assert.Equal(mean - 0.5, GibbsFrontier.WinRateExcess(Rational.FromDouble(k)).Evaluate(128).Lower.ToDouble(), 1e-12);
        }
    }

    [Fact]
    public void WinRateExcess_OfHugeDivergences_IsAHalfMinusTheReciprocalTilt()
    {
        // k(β) = ln β − 1 up to e^(−β), so the excess is ½ − e^(−1−KL).
        foreach (var divergence in new[] { 50, 140, 2000 })
        {
            var expected = Enclosure.Subtract(
                Enclosure.FromRatio(1, 2, 4000), Enclosure.Exp(Enclosure.Exactly(-1 - divergence), 4000), 4000);
            Assert.True(GibbsFrontier.WinRateExcess(new Rational(divergence)).Evaluate(256).Overlaps(expected));
        }
    }

    [Fact]
    public void WinRateExcess_OfNothing_IsExactlyZero() =>
        Assert.Equal(Enclosure.Zero, GibbsFrontier.WinRateExcess(ComputableReal.Zero).Evaluate(64));

    [Fact]
    public void WinRateExcess_NarrowsWithPrecision()
    {
        ComputableReal kl = LinearFormInLogarithms.Ln(new Rational(5, 4));
        var wide = GibbsFrontier.WinRateExcess(kl).Evaluate(128);
        var narrow = GibbsFrontier.WinRateExcess(kl).Evaluate(1024);
        Assert.True(wide.Overlaps(narrow));
        Assert.True(narrow.IsAccurateTo(480) && wide.IsAccurateTo(50), $"{wide} {narrow}");
    }

    [Theory]
    [InlineData("1/1000000000000")]
    [InlineData("1/1000")]
    [InlineData("1/300")]
    [InlineData("1/30")]
    [InlineData("1/2")]
    [InlineData("2")]
    [InlineData("31")]
    [InlineData("33")]
    public void WinRateExcess_AtLowPrecision_ContainsTheNarrowOne(string divergence)
    {
        // At few bits the bracket of the root is so wide that a chord and a tangent of the wrong slope would both miss.
        ComputableReal kl = Rational.Parse(divergence);
        var narrow = GibbsFrontier.WinRateExcess(kl).Evaluate(512);
        foreach (var precision in new[] { 8, 12, 16, 24, 36, 50, 64, 96, 128, 200 })
        {
            var wide = GibbsFrontier.WinRateExcess(kl).Evaluate(precision);
            Assert.True(wide.Contains(narrow), $"{precision} bits: {wide.ToDecimal(20)} against {narrow.ToDecimal(40)}");
            Assert.True(precision < 24 || wide.IsAccurateTo(precision / 3), $"{precision} bits: {wide.ToDecimal(20)}");
        }

        // A divergence known within a tenth: both ends of the frontier are inside, to few bits.
        var blurred = ComputableReal.FromEnclosures(_ => new Enclosure(new Dyadic(9, -4), new Dyadic(10, -4)));
        var ends = GibbsFrontier.WinRateExcess(blurred).Evaluate(64);
        Assert.True(ends.Contains(GibbsFrontier.WinRateExcess(new Rational(9, 16)).Evaluate(200)));
        Assert.True(ends.Contains(GibbsFrontier.WinRateExcess(new Rational(10, 16)).Evaluate(200)));
    }

    [Fact]
    public void WinRateExcess_WhoseLeadingTermHasFewBits_IsBelowIt()
    {
        // At KL = 6·4^-j the leading term √(24 KL)/12 is 2^-j, which no rounding widens: only the error bound reaches below it.
        foreach (var scale in new[] { 40, 100, 333 })
        {
            ComputableReal kl = new Rational(6, System.Numerics.BigInteger.One << (2 * scale));
            var leading = Dyadic.One.ScaleByPowerOfTwo(-scale);
            var narrow = GibbsFrontier.WinRateExcess(kl).Evaluate(8 * scale);
            Assert.True(narrow.Upper < leading);
            foreach (var precision in new[] { 8, 13, scale, 2 * scale - 24 })
            {
                var wide = GibbsFrontier.WinRateExcess(kl).Evaluate(precision);
                Assert.True(wide.Contains(narrow), $"{precision} bits: {wide.ToDecimal(40)} against {narrow.ToDecimal(40)}");
                Assert.True(wide.IsAccurateTo(precision - 3));
            }
        }
    }

    [Fact]
    public void AtBeta_NeedsAPositiveTilt() =>
        Assert.Throws<ArgumentOutOfRangeException>("beta", () => GibbsFrontier.AtBeta(ComputableReal.One, Rational.Zero));

    [Fact]
    public void Excess_OfADivergenceNotYetToldFromZero_ReachesThatOfItsUpperEnd()
    {
        // The divergence is 2^-21; of that its enclosure says no more than that it lies between -2^-20 and 2^-20.
        var divergence = new Dyadic(1, -21);
        var rough = ComputableReal.FromEnclosures(static _ => new Enclosure(new Dyadic(-1, -20), new Dyadic(1, -20)));
        var enclosed = GibbsFrontier.WinRateExcess(rough).Evaluate(60);
        Assert.True(enclosed.Contains(GibbsFrontier.WinRateExcess(ComputableReal.FromRational(divergence.ToRational())).Evaluate(60)));
        Assert.Equal(Dyadic.Zero, enclosed.Lower);
    }

    [Fact]
    public void Frontier_OfATilt_IsItsMean_AtAnyPrecision()
    {
        // k(β) = β m − ln((e^β − 1)/β) and m = 1 + 1/(e^β − 1) − 1/β at 1,500 bits, from below the switch between series to beyond that of large β.
        foreach (var beta in new[] { new Rational(1, 1 << 30), new(1, 100), new(1, 4), new(1), new(2), new(40), new(5000), new(System.Numerics.BigInteger.One << 33) })
        {
            const int Bits = 1500;
            var tilt = Enclosure.FromRational(beta, Bits);
            var tail = beta < 100_000 ? Enclosure.Divide(Enclosure.One, Enclosure.Expm1(tilt, Bits), Bits) : new(Dyadic.Zero, new Dyadic(1, -10_000));
            var mean = Enclosure.Subtract(Enclosure.Add(Enclosure.One, tail, Bits), Enclosure.Divide(Enclosure.One, tilt, Bits), Bits);

            // ln((e^β − 1)/β) = β − ln(1 + 1/(e^β − 1)) − ln β.
            var partition = Enclosure.Subtract(
                Enclosure.Subtract(tilt, Enclosure.Log1p(tail, Bits), Bits), Enclosure.Ln(beta, Bits), Bits);
            var divergence = Enclosure.Subtract(Enclosure.Multiply(tilt, mean, Bits), partition, Bits);
            var kl = ComputableReal.FromEnclosures(precision => divergence.Round(precision + 32));
            var excess = Enclosure.Subtract(mean, Enclosure.FromRatio(1, 2, Bits), Bits);
            foreach (var precision in new[] { 10, 24, 53, 100, 300 })
            {
                var frontier = GibbsFrontier.WinRateExcess(kl).Evaluate(precision);
                Assert.True(frontier.Overlaps(excess), $"b = {beta}, {precision} bits: {frontier.ToDecimal(30)}, {excess.ToDecimal(30)}");
                Assert.True(precision < 24 || frontier.IsAccurateTo(precision / 3), $"b = {beta}, {precision} bits: {frontier.ToDecimal(30)}");
                if (beta < 100_000)
                {
                    var bound = GibbsFrontier.AtBeta(kl, beta).Evaluate(precision);
                    Assert.True(bound.Overlaps(mean), $"b = {beta}, {precision} bits: {bound.ToDecimal(30)}, {mean.ToDecimal(30)}");
                    Assert.True(beta < Rational.One || bound.IsAccurateTo(precision - 4), $"b = {beta}, {precision} bits: {bound.ToDecimal(30)}");
                }
            }
        }
    }
}
